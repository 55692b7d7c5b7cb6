//! The two encodings of a Twirp call, over one table of messages.

pub(crate) mod json;
pub(crate) mod protobuf;
mod time;

use serde_json::Value;

use crate::messages::{Fields, Message};

/// A body that does not hold the message that it should hold.
#[derive(Debug, thiserror::Error)]
#[error("the body does not hold the message")]
pub(crate) struct Malformed;

/// How a call and its answer are written.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Encoding {
    Json,
    Protobuf,
}

impl Encoding {
    /// By a content type's value, as Twirp compares it: case, blanks and parameters do not count.
    pub(crate) fn of_content_type(value: &str) -> Option<Self> {
        let essence = value.split(';').next().unwrap_or_default();
        match essence.trim().to_ascii_lowercase().as_str() {
            "application/json" => Some(Self::Json),
            "application/protobuf" => Some(Self::Protobuf),
            _ => None,
        }
    }

    /// The content type of an answer.
    pub(crate) fn content_type(self) -> &'static str {
        match self {
            Self::Json => "application/json",
            Self::Protobuf => "application/protobuf",
        }
    }

    /// What Twirp calls it in a complaint.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Json => "json",
            Self::Protobuf => "protobuf",
        }
    }

    /// Reads a message.
    pub(crate) fn read(self, message: &Message, body: &[u8]) -> Result<Fields, Malformed> {
        match self {
            Self::Json => json::read(message, body),
            Self::Protobuf => protobuf::read(message, body),
        }
    }

    /// Writes a message that is protojson already; what is no value of its field is left out of protobuf, with the rest.
    pub(crate) fn write(self, message: &Message, shown: Value) -> Vec<u8> {
        match self {
            Self::Json => shown.to_string().into_bytes(),
            Self::Protobuf => protobuf::write(
                message,
                &json::from_value(message, shown).unwrap_or_default(),
            ),
        }
    }
}
