//! What LiveKit accepts: a trunk, an update, and trunks beside each other.
//!
//! After `livekit/sip.go`, `livekit/types.go` and `sip/sip.go` of LiveKit's protocol repository, and the recorded exchanges.
//! Left out: the checks of SIP header names and values, which no update can change.

mod conflicts;
mod lists;
mod media;

pub(crate) use conflicts::{check_conflicts, normalised};

use serde_json::Value;

use crate::messages::Fields;
use crate::twirp::{Error, Side};

/// Which server is played.
#[derive(Clone, Copy)]
pub(crate) struct Mode {
    /// Before 1.13.2: `media` is unknown.
    pub(crate) old_server: bool,
    /// From 1.11 on: an outbound trunk's address is looked at.
    pub(crate) checks_addresses: bool,
    /// Without Redis there are no trunks.
    pub(crate) without_redis: bool,
}

/// What is wrong with a trunk or an update: a text of LiveKit's.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub(crate) enum Fault {
    /// Found by a check that gives it no Twirp code.
    #[error("{0}")]
    Plain(String),
    /// Found by a check that does: it reads differently when it is found in the merged trunk.
    #[error("{0}")]
    Coded(String),
}

impl Fault {
    /// As answered where the request itself is checked.
    pub(crate) fn of_request(self) -> Error {
        Error::invalid_argument(self.to_string())
    }

    /// As answered where the merged trunk is checked: 500 in most cases.
    pub(crate) fn of_merged(self) -> Error {
        match self {
            Self::Plain(text) => Error::unknown(text),
            Self::Coded(text) => Error::invalid_argument(format!("twirp error unknown: {text}")),
        }
    }
}

fn fault<T>(text: &str) -> Result<T, Fault> {
    Err(Fault::Plain(text.to_owned()))
}

/// A field's text; empty if absent.
pub(crate) fn text<'a>(fields: &'a Fields, name: &str) -> &'a str {
    fields.get(name).and_then(Value::as_str).unwrap_or_default()
}

/// A field's texts.
pub(crate) fn texts<'a>(fields: &'a Fields, name: &str) -> Vec<&'a str> {
    items(fields, name)
        .iter()
        .filter_map(Value::as_str)
        .collect()
}

fn items<'a>(fields: &'a Fields, name: &str) -> &'a [Value] {
    fields
        .get(name)
        .and_then(Value::as_array)
        .map_or(&[], Vec::as_slice)
}

/// A field's message; `None` if absent.
pub(crate) fn message<'a>(fields: &'a Fields, name: &str) -> Option<&'a Fields> {
    fields.get(name).and_then(Value::as_object)
}

/// Checks a whole trunk.
pub(crate) fn check_trunk(side: Side, trunk: &Fields, mode: Mode) -> Result<(), Fault> {
    match side {
        Side::Inbound => check_inbound(trunk)?,
        Side::Outbound => check_outbound(trunk, mode)?,
    }
    media::check(message(trunk, "media"))
}

fn check_inbound(trunk: &Fields) -> Result<(), Fault> {
    let has_text = |name| !text(trunk, name).is_empty();
    let has_items = |name| !items(trunk, name).is_empty();
    if has_text("auth_username")
        || has_text("auth_password")
        || has_items("allowed_addresses")
        || has_items("numbers")
    {
        return Ok(());
    }
    let text = "for security, one of the fields must be set: AuthUsername+AuthPassword, AllowedAddresses or Numbers";
    Err(Fault::Coded(text.to_owned()))
}

fn check_outbound(trunk: &Fields, mode: Mode) -> Result<(), Fault> {
    if items(trunk, "numbers").is_empty() {
        return fault("no trunk numbers specified");
    }
    if !mode.checks_addresses {
        return Ok(());
    }
    if text(trunk, "address").is_empty() {
        return fault("no outbound address specified");
    }
    check_host(text(trunk, "address"), "trunk address")?;
    check_host(text(trunk, "from_host"), "from_host")
}

fn check_host(host: &str, field: &str) -> Result<(), Fault> {
    if host.contains("transport=") {
        return fault(&format!("{field} should not contain transport parameter"));
    }
    if host.contains(['@', ';']) || host.starts_with("sip:") || host.starts_with("sips:") {
        return fault(&format!("{field} should be a hostname or IP, not SIP URI"));
    }
    Ok(())
}

/// The fields of an update that change a list.
const LISTS: [&str; 3] = ["numbers", "allowed_addresses", "allowed_numbers"];
/// Those that are applied with a rule of their own.
const MEDIA: [&str; 2] = ["media", "media_encryption"];

/// Checks an update, before the trunk is looked for.
pub(crate) fn check_update(update: &Fields) -> Result<(), Fault> {
    for list in LISTS.iter().filter_map(|name| message(update, name)) {
        lists::check(list)?;
    }
    media::check(message(update, "media"))
}

/// Applies an update that was checked; what comes of it has not been checked.
pub(crate) fn apply(trunk: &mut Fields, update: &Fields, mode: Mode) {
    for (name, value) in update {
        match (LISTS.contains(&name.as_str()), value) {
            (true, Value::Object(change)) => {
                let present = texts(trunk, name);
                let changed = lists::apply(&present, change);
                trunk.insert(name.clone(), changed.into());
            }
            _ if MEDIA.contains(&name.as_str()) => {}
            _ => {
                trunk.insert(name.clone(), value.clone());
            }
        }
    }
    media::apply(trunk, update, mode);
}
