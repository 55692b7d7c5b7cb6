//! A trunk, as LiveKit answers with it: what an update of ours may change, and no more.

use counterpart_runtime::Secret;
use serde::{Deserialize, Deserializer};
use serde_json::{Map, Value};

use super::media::Media;

/// A trunk for calls that come in.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(from = "InboundWire")]
pub struct InboundTrunk {
    /// Its id.
    pub id: String,
    /// Where calls may come from; empty is everywhere.
    pub allowed_addresses: Vec<String>,
    /// What it says of media.
    pub media: Media,
}

/// A trunk for calls that go out.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(from = "OutboundWire")]
pub struct OutboundTrunk {
    /// Its id.
    pub id: String,
    /// Where calls are sent.
    pub address: String,
    /// The user name; empty is none.
    pub username: String,
    /// The password; empty is none.
    pub password: Secret,
    /// What it says of media.
    pub media: Media,
}

/// The names on the wire. No `flatten`: it would copy the members that we do not read, an inbound trunk's password among them.
#[derive(Deserialize)]
struct InboundWire {
    sip_trunk_id: String,
    #[serde(default)]
    allowed_addresses: Vec<String>,
    #[serde(default)]
    media: Option<Map<String, Value>>,
    #[serde(default)]
    media_encryption: Value,
}

#[derive(Deserialize)]
struct OutboundWire {
    sip_trunk_id: String,
    #[serde(default)]
    address: String,
    #[serde(default)]
    auth_username: String,
    #[serde(default, deserialize_with = "secret")]
    auth_password: Secret,
    #[serde(default)]
    media: Option<Map<String, Value>>,
    #[serde(default)]
    media_encryption: Value,
}

impl From<InboundWire> for InboundTrunk {
    fn from(wire: InboundWire) -> Self {
        Self {
            id: wire.sip_trunk_id,
            allowed_addresses: wire.allowed_addresses,
            media: Media::new(wire.media, wire.media_encryption),
        }
    }
}

impl From<OutboundWire> for OutboundTrunk {
    fn from(wire: OutboundWire) -> Self {
        Self {
            id: wire.sip_trunk_id,
            address: wire.address,
            username: wire.auth_username,
            password: wire.auth_password,
            media: Media::new(wire.media, wire.media_encryption),
        }
    }
}

fn secret<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Secret, D::Error> {
    String::deserialize(deserializer).map(Secret::new)
}

/// Either kind.
pub(super) trait Trunk {
    fn id(&self) -> &str;
}

impl Trunk for InboundTrunk {
    fn id(&self) -> &str {
        &self.id
    }
}

impl Trunk for OutboundTrunk {
    fn id(&self) -> &str {
        &self.id
    }
}
