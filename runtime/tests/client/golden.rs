//! What the generator emits for a small API, written by hand: the shape that the emitter reproduces.

use std::collections::BTreeMap;
use std::future::IntoFuture;
use std::time::Duration;

use counterpart_runtime::client::StatusCode;
use counterpart_runtime::client::reqwest;
use counterpart_runtime::client::{
    BuildError, Builder, Call, Core, Error, Pending, Reply, Transport, expand,
};
use counterpart_runtime::param::ParamDesc;
use counterpart_runtime::{Secret, Uuid};

pub type Phone = BTreeMap<String, String>;
pub type Problem = BTreeMap<String, String>;

// client.rs

/// A client of the API.
#[derive(Clone, Debug)]
pub struct Client(pub(crate) Core);

impl Client {
    pub fn builder(server: impl Into<Server>) -> ClientBuilder {
        ClientBuilder(Builder::new(&decode::API, server.into().url()))
    }
}

#[derive(Debug)]
pub struct ClientBuilder(Builder);

impl ClientBuilder {
    pub fn bearer(self, token: impl Into<Secret>) -> Self {
        Self(self.0.credential(&decode::BEARER, &token.into()))
    }

    pub fn key(self, key: impl Into<Secret>) -> Self {
        Self(self.0.credential(&decode::KEY, &key.into()))
    }

    pub fn query_key(self, key: impl Into<Secret>) -> Self {
        Self(self.0.credential(&decode::QUERY_KEY, &key.into()))
    }

    pub fn login(self, user: &str, password: impl Into<Secret>) -> Self {
        Self(self.0.basic(&decode::LOGIN, user, &password.into()))
    }

    pub fn session_id(self, id: impl Into<Secret>) -> Self {
        Self(self.0.credential(&decode::SESSION_ID, &id.into()))
    }

    pub fn timeout(self, timeout: impl Into<Option<Duration>>) -> Self {
        Self(self.0.timeout(timeout.into()))
    }

    pub fn user_agent(self, user_agent: &str) -> Self {
        Self(self.0.user_agent(user_agent))
    }

    pub fn body_limit(self, bytes: u64) -> Self {
        Self(self.0.body_limit(bytes))
    }

    pub fn foreign_credentials(self) -> Self {
        Self(self.0.foreign_credentials())
    }

    pub fn http_client(self, client: reqwest::Client) -> Self {
        Self(self.0.transport(client))
    }

    pub fn transport(self, transport: impl Transport) -> Self {
        Self(self.0.transport(transport))
    }

    pub fn build(self) -> Result<Client, BuildError> {
        self.0.build().map(Client)
    }
}

/// The servers of the document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Server {
    /// `https://{region}.example.com/v1`
    Regional {
        /// Default: `eu`. One of `eu`, `us`.
        region: String,
    },
    /// Another server, by its absolute URL.
    Custom(String),
}

impl Server {
    pub fn url(&self) -> Result<String, BuildError> {
        match self {
            Self::Regional { region } => expand(
                "https://{region}.example.com/v1",
                &[("region", region, &["eu", "us"])],
            ),
            Self::Custom(url) => Ok(url.clone()),
        }
    }
}

impl From<String> for Server {
    fn from(url: String) -> Self {
        Self::Custom(url)
    }
}

impl From<&str> for Server {
    fn from(url: &str) -> Self {
        Self::Custom(url.to_owned())
    }
}

// phones.rs

impl Client {
    /// Get a phone
    ///
    /// `GET /phones/{phone_id}`
    pub fn get_phone(&self, phone_id: &str) -> GetPhone {
        GetPhone(
            self.0
                .call(&decode::GET_PHONE)
                .param(&ParamDesc::path("phone_id"), phone_id),
        )
    }

    /// `PATCH /phones/{phone_id}/{part}.json`
    pub fn update_phone(
        &self,
        phone_id: Uuid,
        part: &str,
        tags: &[String],
        body: &Phone,
    ) -> UpdatePhone {
        let call = self
            .0
            .call(&decode::UPDATE_PHONE)
            .param(&ParamDesc::path("phone_id"), &phone_id)
            .param(&ParamDesc::path("part"), part);
        UpdatePhone(call.param(&ParamDesc::query("tag"), tags).json(body))
    }

    /// `POST /ping`
    pub fn ping(&self) -> Ping {
        Ping(self.0.call(&decode::PING))
    }

    /// `POST /ping`, with a body
    pub fn ping_with(&self, body: &f64) -> Ping {
        Ping(self.0.call(&decode::PING).json(body))
    }
}

/// A call of [`Client::get_phone`].
#[derive(Debug)]
#[must_use = "a call is sent when it is awaited"]
pub struct GetPhone(Call);

impl GetPhone {
    pub fn timeout(self, timeout: Duration) -> Self {
        Self(self.0.timeout(timeout))
    }

    pub fn header(self, name: &str, value: &str) -> Self {
        Self(self.0.header(name, value))
    }
}

impl IntoFuture for GetPhone {
    type Output = Result<Reply<Phone>, Error<GetPhoneError>>;
    type IntoFuture = Pending<Phone, GetPhoneError>;

    fn into_future(self) -> Self::IntoFuture {
        self.0.send(decode::get_phone)
    }
}

/// The declared errors of [`Client::get_phone`].
#[derive(Clone, Debug, PartialEq)]
pub enum GetPhoneError {
    /// 404
    NotFound(Problem),
    /// 4XX
    ClientError(StatusCode, Problem),
    /// 503
    ServiceUnavailable,
}

#[derive(Debug)]
#[must_use = "a call is sent when it is awaited"]
pub struct UpdatePhone(Call);

impl UpdatePhone {
    pub fn limit(self, limit: i32) -> Self {
        Self(self.0.param(&ParamDesc::query("limit"), &limit))
    }

    pub fn trace(self, trace: &str) -> Self {
        Self(self.0.param(&ParamDesc::header("X-Trace"), trace))
    }

    pub fn session(self, session: &str) -> Self {
        Self(self.0.param(&ParamDesc::cookie("session"), session))
    }
}

impl IntoFuture for UpdatePhone {
    type Output = Result<Reply<UpdatePhoneOk>, Error<UpdatePhoneError>>;
    type IntoFuture = Pending<UpdatePhoneOk, UpdatePhoneError>;

    fn into_future(self) -> Self::IntoFuture {
        self.0.send(decode::update_phone)
    }
}

#[derive(Clone, Debug, PartialEq)]
pub enum UpdatePhoneOk {
    Ok(Phone),
    Accepted,
}

#[derive(Clone, Debug, PartialEq)]
pub enum UpdatePhoneError {
    Default(StatusCode, Problem),
}

#[derive(Debug)]
#[must_use = "a call is sent when it is awaited"]
pub struct Ping(Call);

impl IntoFuture for Ping {
    type Output = Result<Reply<()>, Error<std::convert::Infallible>>;
    type IntoFuture = Pending<(), std::convert::Infallible>;

    fn into_future(self) -> Self::IntoFuture {
        self.0.send(decode::ping)
    }
}

// phones/decode.rs

mod decode {
    use ::counterpart_runtime::client::http::Method;
    use ::counterpart_runtime::client::{Api, Expect, Head, Operation, Part, Scheme, SchemeKind};
    use ::counterpart_runtime::codec::DecodeOptions;

    use super::{GetPhoneError, Phone, UpdatePhoneError, UpdatePhoneOk};

    pub(super) static API: Api = Api {
        decode: DecodeOptions::DEFAULT.with_naive_date_times(true),
        user_agent: "golden/1.0",
    };

    pub(super) static BEARER: Scheme = Scheme {
        name: "Bearer",
        kind: SchemeKind::Bearer,
    };
    pub(super) static KEY: Scheme = Scheme {
        name: "Key",
        kind: SchemeKind::Header("X-Key"),
    };
    pub(super) static QUERY_KEY: Scheme = Scheme {
        name: "QueryKey",
        kind: SchemeKind::Query("key"),
    };
    pub(super) static LOGIN: Scheme = Scheme {
        name: "Login",
        kind: SchemeKind::Basic,
    };

    pub(super) static SESSION_ID: Scheme = Scheme {
        name: "SessionId",
        kind: SchemeKind::Cookie("sid"),
    };

    pub(super) static GET_PHONE: Operation = Operation {
        id: "get_phone_v1",
        method: Method::GET,
        path: &[&[Part::Literal("phones")], &[Part::Param("phone_id")]],
        accept: "application/json",
        content_type: "",
        security: &[&[&BEARER]],
    };

    pub(super) fn get_phone(head: &Head) -> Expect<Phone, GetPhoneError> {
        match head.code() {
            200 => Expect::json(),
            404 => Expect::error(GetPhoneError::NotFound),
            503 => Expect::empty_error(GetPhoneError::ServiceUnavailable),
            400..=499 => Expect::error_with_status(GetPhoneError::ClientError),
            _ => Expect::undeclared(),
        }
    }

    pub(super) static UPDATE_PHONE: Operation = Operation {
        id: "update_phone",
        method: Method::PATCH,
        path: &[
            &[Part::Literal("phones")],
            &[Part::Param("phone_id")],
            &[Part::Param("part"), Part::Literal(".json")],
        ],
        accept: "application/json",
        content_type: "application/json",
        security: &[&[&KEY, &QUERY_KEY], &[&LOGIN], &[&SESSION_ID]],
    };

    pub(super) fn update_phone(head: &Head) -> Expect<UpdatePhoneOk, UpdatePhoneError> {
        match head.code() {
            200 => Expect::json_as(UpdatePhoneOk::Ok),
            202 => Expect::empty(UpdatePhoneOk::Accepted),
            _ => Expect::error_with_status(UpdatePhoneError::Default),
        }
    }

    pub(super) static PING: Operation = Operation {
        id: "ping",
        method: Method::POST,
        path: &[&[Part::Literal("ping")]],
        accept: "",
        content_type: "",
        security: &[],
    };

    pub(super) fn ping(head: &Head) -> Expect<(), ::std::convert::Infallible> {
        match head.code() {
            204 => Expect::empty(()),
            _ => Expect::undeclared(),
        }
    }
}
