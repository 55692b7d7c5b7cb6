//! What a request asks for, read from what the document lets through.

use std::fmt::Display;

use counterpart_runtime::{Fault, FaultKind, Faults, Maybe, Segment};
use generated_server::types::{
    InboundConfigUpdateSchema, OutboundConfigUpdateSchema, PatchSipConfigRequestSchema,
    SipMediaEncryption,
};

use super::{
    AddressError, AllowedAddress, MediaEncryption, Password, TerminationUri, TerminationUriError,
    Username,
};

/// The most allowed addresses that a request may have.
pub const MAX_ALLOWED_ADDRESSES: usize = 1000;

/// What a request asks for. A side of which nothing is set is `None`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Change {
    /// What becomes of inbound calls.
    pub inbound: Option<InboundChange>,
    /// What becomes of outbound calls.
    pub outbound: Option<OutboundChange>,
}

/// What becomes of inbound calls. `None` is left alone; at least one is set.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct InboundChange {
    /// Where calls may come from; empty removes the restriction.
    pub allowed_addresses: Option<Vec<AllowedAddress>>,
    /// Whether their media is encrypted.
    pub media_encryption: Option<MediaEncryption>,
}

/// What becomes of outbound calls. `None` is left alone; at least one is set.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OutboundChange {
    /// Where calls are sent.
    pub termination_uri: Option<TerminationUri>,
    /// The user name, perhaps cleared.
    pub username: Option<Username>,
    /// The password, perhaps cleared.
    pub password: Option<Password>,
    /// Whether their media is encrypted.
    pub media_encryption: Option<MediaEncryption>,
}

impl Change {
    /// Reads the body of a request.
    ///
    /// # Errors
    /// Every fault, in the schema's order, each with its location from `body` on. None holds a value.
    pub fn read(body: PatchSipConfigRequestSchema) -> Result<Self, Faults> {
        let mut faults = Faults::new();
        let inbound = body.inbound_config.into_option();
        let outbound = body.outbound_config.into_option();
        let change = Self {
            inbound: inbound.and_then(|side| InboundChange::read(side, &mut faults)),
            outbound: outbound.and_then(|side| OutboundChange::read(side, &mut faults)),
        };
        if faults.is_empty() {
            Ok(change)
        } else {
            Err(faults)
        }
    }

    /// Whether nothing is asked for.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.inbound.is_none() && self.outbound.is_none()
    }

    /// Whether every source may call afterwards, because the request says so.
    #[must_use]
    pub fn removes_restriction(&self) -> bool {
        let inbound = self.inbound.as_ref();
        let addresses = inbound.and_then(|side| side.allowed_addresses.as_ref());
        addresses.is_some_and(Vec::is_empty)
    }
}

impl InboundChange {
    fn read(side: InboundConfigUpdateSchema, faults: &mut Faults) -> Option<Self> {
        let change = Self {
            media_encryption: encryption(side.media_encryption),
            allowed_addresses: match side.allowed_addresses {
                Maybe::Absent => None,
                Maybe::Null => Some(Vec::new()),
                Maybe::Value(texts) => Some(addresses(&texts, faults)),
            },
        };
        (change != Self::default()).then_some(change)
    }
}

impl OutboundChange {
    fn read(side: OutboundConfigUpdateSchema, faults: &mut Faults) -> Option<Self> {
        let at = |name: &'static str| ["body".into(), "outbound_config".into(), name.into()];
        let termination_uri = match side.termination_uri {
            Maybe::Absent => None,
            Maybe::Null => Some(Err(TerminationUriError::Null)),
            Maybe::Value(text) => Some(text.parse::<TerminationUri>()),
        };
        let username = match side.username {
            Maybe::Absent => None,
            Maybe::Null => Some(Ok(Username::cleared())),
            Maybe::Value(text) => Some(text.parse::<Username>()),
        };
        let password = match side.password {
            Maybe::Absent => None,
            Maybe::Null => Some(Ok(Password::cleared())),
            Maybe::Value(secret) => Some(Password::try_from(secret)),
        };
        let change = Self {
            termination_uri: keep(termination_uri, at("termination_uri"), faults),
            username: keep(username, at("username"), faults),
            password: keep(password, at("password"), faults),
            media_encryption: encryption(side.media_encryption),
        };
        (change != Self::default()).then_some(change)
    }
}

/// Null goes back to the document's default.
fn encryption(member: Maybe<SipMediaEncryption>) -> Option<MediaEncryption> {
    match member {
        Maybe::Absent => None,
        Maybe::Null => Some(MediaEncryption::default()),
        Maybe::Value(value) => Some(value.into()),
    }
}

/// Too many are not looked at one by one: the fault of their number stands alone.
fn addresses(texts: &[String], faults: &mut Faults) -> Vec<AllowedAddress> {
    let list = ["body", "inbound_config", "allowed_addresses"].map(Segment::from);
    if texts.len() > MAX_ALLOWED_ADDRESSES {
        let message = format!(
            "List should have at most {MAX_ALLOWED_ADDRESSES} items after validation, not {}",
            texts.len()
        );
        faults.push(Fault::at(list, FaultKind::custom("too_long", message)));
        return Vec::new();
    }
    let mut read = Vec::with_capacity(texts.len());
    for (index, text) in texts.iter().enumerate() {
        match text.parse() {
            Ok(address) => read.push(address),
            Err(error) => {
                let at = list.iter().cloned().chain([Segment::Index(index)]);
                faults.push(Fault::at(at, address_kind(error)));
            }
        }
    }
    read
}

fn address_kind(error: AddressError) -> FaultKind {
    match error {
        AddressError::NotANetwork => FaultKind::custom("ip_any_network", error.to_string()),
        AddressError::Ipv4Mapped => value_error(error),
    }
}

/// The value, or its fault and `None`.
fn keep<T, E: Display>(
    read: Option<Result<T, E>>,
    at: [Segment; 3],
    faults: &mut Faults,
) -> Option<T> {
    match read? {
        Ok(value) => Some(value),
        Err(error) => {
            faults.push(Fault::at(at, value_error(error)));
            None
        }
    }
}

/// What pydantic says where a validator raises `ValueError`.
fn value_error(error: impl Display) -> FaultKind {
    FaultKind::custom("value_error", format!("Value error, {error}"))
}

#[cfg(test)]
mod tests {
    use counterpart_runtime::Maybe;
    use generated_server::types::{
        InboundConfigUpdateSchema, OutboundConfigUpdateSchema, PatchSipConfigRequestSchema,
    };

    use super::{Change, InboundChange, MAX_ALLOWED_ADDRESSES, OutboundChange};

    fn body(
        inbound: InboundConfigUpdateSchema,
        outbound: OutboundConfigUpdateSchema,
    ) -> PatchSipConfigRequestSchema {
        PatchSipConfigRequestSchema {
            inbound_config: Maybe::Value(inbound),
            outbound_config: Maybe::Value(outbound),
        }
    }

    fn addresses(list: &[&str]) -> InboundConfigUpdateSchema {
        InboundConfigUpdateSchema {
            allowed_addresses: Maybe::Value(list.iter().map(|&text| text.to_owned()).collect()),
            ..Default::default()
        }
    }

    /// Each fault as one line.
    fn faults(body: PatchSipConfigRequestSchema) -> Vec<String> {
        let faults = Change::read(body).expect_err("faults");
        faults.iter().map(ToString::to_string).collect()
    }

    #[test]
    fn sides_of_which_nothing_is_set_are_no_change() {
        for side in [Maybe::Absent, Maybe::Null, Maybe::Value(())] {
            let body = PatchSipConfigRequestSchema {
                inbound_config: side.map(|()| Default::default()),
                outbound_config: side.map(|()| Default::default()),
            };
            let change = Change::read(body).expect("no fault");
            assert_eq!(change, Change::default());
            assert!(change.is_empty() && !change.removes_restriction());
        }
    }

    #[test]
    fn nulls_clear() {
        let inbound = InboundConfigUpdateSchema {
            media_encryption: Maybe::Null,
            allowed_addresses: Maybe::Null,
        };
        let outbound = OutboundConfigUpdateSchema {
            username: Maybe::Null,
            password: Maybe::Null,
            media_encryption: Maybe::Null,
            ..Default::default()
        };
        let change = Change::read(body(inbound, outbound)).expect("no fault");
        assert!(change.removes_restriction() && !change.is_empty());
        let expected = Change {
            inbound: Some(InboundChange {
                allowed_addresses: Some(Vec::new()),
                media_encryption: Some(Default::default()),
            }),
            outbound: Some(OutboundChange {
                termination_uri: None,
                username: Some(Default::default()),
                password: Some(Default::default()),
                media_encryption: Some(Default::default()),
            }),
        };
        assert_eq!(change, expected);
    }

    #[test]
    fn every_fault_in_the_schemas_order() {
        let outbound = OutboundConfigUpdateSchema {
            termination_uri: Maybe::Null,
            username: Maybe::from("a\nb"),
            password: Maybe::Value("a\0b".into()),
            ..Default::default()
        };
        let inbound = addresses(&["1.2.3.4", "x", "::ffff:1.2.3.4"]);
        assert_eq!(
            faults(body(inbound, outbound)),
            [
                "/body/inbound_config/allowed_addresses/1: value is not a valid IPv4 or IPv6 network",
                "/body/inbound_config/allowed_addresses/2: Value error, must not be an IPv4-mapped IPv6 address, use the IPv4 address",
                "/body/outbound_config/termination_uri: Value error, must not be null, a trunk cannot be without an address",
                "/body/outbound_config/username: Value error, must not contain control characters",
                "/body/outbound_config/password: Value error, must not contain control characters",
            ]
        );
    }

    #[test]
    fn too_many_addresses_are_one_fault() {
        let many = vec!["x"; MAX_ALLOWED_ADDRESSES + 1];
        let read = faults(body(addresses(&many), Default::default()));
        let message = "List should have at most 1000 items after validation, not 1001";
        assert_eq!(
            read,
            [format!("/body/inbound_config/allowed_addresses: {message}")]
        );
        let most = vec!["1.2.3.4"; MAX_ALLOWED_ADDRESSES];
        assert!(Change::read(body(addresses(&most), Default::default())).is_ok());
    }

    #[test]
    fn password_is_not_shown() {
        let outbound = OutboundConfigUpdateSchema {
            password: Maybe::Value("hunter2".into()),
            ..Default::default()
        };
        let change = Change::read(body(Default::default(), outbound)).expect("no fault");
        assert!(!format!("{change:?}").contains("hunter2"));
    }
}
