//! What an update changes of a trunk: fields that are absent are left alone.

use counterpart_runtime::Secret;
use serde::ser::SerializeMap;
use serde::{Serialize, Serializer};

use super::media::MediaUpdate;

/// Changes of a trunk for calls that come in.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct InboundUpdate {
    /// Where calls may come from; empty is everywhere.
    #[serde(skip_serializing_if = "Option::is_none", serialize_with = "list")]
    pub allowed_addresses: Option<Vec<String>>,
    /// Both fields of media.
    #[serde(flatten)]
    pub media: Option<MediaUpdate>,
}

/// Changes of a trunk for calls that go out.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct OutboundUpdate {
    /// Where calls are sent. LiveKit refuses to clear it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub address: Option<String>,
    /// The user name; empty clears it.
    #[serde(skip_serializing_if = "Option::is_none", rename = "auth_username")]
    pub username: Option<String>,
    /// The password; empty clears it.
    #[serde(
        skip_serializing_if = "Option::is_none",
        serialize_with = "secret",
        rename = "auth_password"
    )]
    pub password: Option<Secret>,
    /// Both fields of media.
    #[serde(flatten)]
    pub media: Option<MediaUpdate>,
}

impl InboundUpdate {
    /// Whether nothing is changed.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

impl OutboundUpdate {
    /// Whether nothing is changed.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// LiveKit refuses to set an empty list.
fn list<S: Serializer>(list: &Option<Vec<String>>, serializer: S) -> Result<S::Ok, S::Error> {
    let mut map = serializer.serialize_map(Some(1))?;
    match list.as_deref() {
        None | Some([]) => map.serialize_entry("clear", &true)?,
        Some(items) => map.serialize_entry("set", items)?,
    }
    map.end()
}

fn secret<S: Serializer>(secret: &Option<Secret>, serializer: S) -> Result<S::Ok, S::Error> {
    secret.as_ref().map(Secret::expose).serialize(serializer)
}
