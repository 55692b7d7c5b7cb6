//! Twirp's part of the protocol: which method is called, and how errors are written.

use serde_json::{Value, json};

use crate::messages::{self, Message};

/// The path of the service, before the method's name.
const SERVICE: &str = "/twirp/livekit.SIP/";

/// What a method does.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Verb {
    Create,
    Get,
    List,
    Update,
    Delete,
}

/// Which kind of trunk it does it to.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Side {
    Inbound,
    Outbound,
}

/// A method of the service.
pub(crate) struct Method {
    pub(crate) name: &'static str,
    pub(crate) verb: Verb,
    /// A deletion looks on both sides, whichever this says.
    pub(crate) side: Side,
    pub(crate) request: &'static Message,
    pub(crate) answer: &'static Message,
}

const fn method(
    name: &'static str,
    verb: Verb,
    side: Side,
    request: &'static Message,
    answer: &'static Message,
) -> Method {
    Method {
        name,
        verb,
        side,
        request,
        answer,
    }
}

/// The methods that there are here; LiveKit has others, for dispatch rules and calls.
#[rustfmt::skip]
static METHODS: &[Method] = &[
    method("CreateSIPInboundTrunk", Verb::Create, Side::Inbound, &messages::ONE_INBOUND, &messages::INBOUND_TRUNK),
    method("CreateSIPOutboundTrunk", Verb::Create, Side::Outbound, &messages::ONE_OUTBOUND, &messages::OUTBOUND_TRUNK),
    method("GetSIPInboundTrunk", Verb::Get, Side::Inbound, &messages::TRUNK_ID, &messages::ONE_INBOUND),
    method("GetSIPOutboundTrunk", Verb::Get, Side::Outbound, &messages::TRUNK_ID, &messages::ONE_OUTBOUND),
    method("ListSIPInboundTrunk", Verb::List, Side::Inbound, &messages::LIST_REQUEST, &messages::INBOUND_LIST),
    method("ListSIPOutboundTrunk", Verb::List, Side::Outbound, &messages::LIST_REQUEST, &messages::OUTBOUND_LIST),
    method("UpdateSIPInboundTrunk", Verb::Update, Side::Inbound, &messages::UPDATE_INBOUND, &messages::INBOUND_TRUNK),
    method("UpdateSIPOutboundTrunk", Verb::Update, Side::Outbound, &messages::UPDATE_OUTBOUND, &messages::OUTBOUND_TRUNK),
    method("DeleteSIPTrunk", Verb::Delete, Side::Inbound, &messages::TRUNK_ID, &messages::LEGACY_TRUNK),
];

/// Whether a path belongs to the service.
pub(crate) fn is_service(path: &str) -> bool {
    path.starts_with(SERVICE)
}

/// The method at a path of the service, called with `POST`.
pub(crate) fn route(http_method: &str, path: &str) -> Result<&'static Method, Error> {
    if http_method != "POST" {
        return Err(Error::bad_route(
            format!("unsupported method {http_method:?} (only POST is allowed)"),
            http_method,
            path,
        ));
    }
    let name = path.strip_prefix(SERVICE).unwrap_or_default();
    METHODS
        .iter()
        .find(|method| method.name == name)
        .ok_or_else(|| Error::bad_route(format!("no handler for path {path:?}"), http_method, path))
}

/// An error as Twirp answers it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Error {
    pub(crate) status: u16,
    pub(crate) code: String,
    pub(crate) msg: String,
    /// `METHOD /path`, of a bad route only.
    pub(crate) route: Option<String>,
}

impl Error {
    pub(crate) fn new(status: u16, code: &str, msg: impl Into<String>) -> Self {
        Self {
            status,
            code: code.to_owned(),
            msg: msg.into(),
            route: None,
        }
    }

    pub(crate) fn bad_route(msg: impl Into<String>, http_method: &str, path: &str) -> Self {
        Self {
            route: Some(format!("{http_method} {path}")),
            ..Self::new(404, "bad_route", msg)
        }
    }

    pub(crate) fn malformed(encoding: &str) -> Self {
        Self::new(
            400,
            "malformed",
            format!("the {encoding} request could not be decoded"),
        )
    }

    pub(crate) fn invalid_argument(msg: impl Into<String>) -> Self {
        Self::new(400, "invalid_argument", msg)
    }

    pub(crate) fn not_found() -> Self {
        Self::new(404, "not_found", "requested sip trunk does not exist")
    }

    pub(crate) fn permissions_denied() -> Self {
        Self::new(401, "unauthenticated", "permissions denied")
    }

    /// An error of LiveKit's own that it forgot to give a code.
    pub(crate) fn unknown(msg: impl Into<String>) -> Self {
        Self::new(500, "unknown", msg)
    }

    /// What a server that is starting, stopping or overloaded answers.
    pub(crate) fn unavailable() -> Self {
        Self::new(503, "unavailable", "service unavailable")
    }

    /// What a server without Redis answers to everything.
    pub(crate) fn no_redis() -> Self {
        Self::new(
            500,
            "internal",
            "twirp error unknown: sip not connected (redis required)",
        )
    }

    /// The body.
    pub(crate) fn body(&self) -> Value {
        match &self.route {
            Some(route) => {
                json!({"code": self.code, "msg": self.msg, "meta": {"twirp_invalid_route": route}})
            }
            None => json!({"code": self.code, "msg": self.msg}),
        }
    }
}
