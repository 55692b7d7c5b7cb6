//! `SIPMediaConfig`, and how it and the deprecated `media_encryption` follow each other.

use serde_json::Value;

use super::{Fault, Mode, fault, items, message, text};
use crate::messages::Fields;

/// The longest `media_timeout`, in seconds.
const LONGEST_TIMEOUT: f64 = 600.0;

/// Checks a media configuration, if there is one.
pub(super) fn check(media: Option<&Fields>) -> Result<(), Fault> {
    let Some(media) = media else { return Ok(()) };
    for codec in items(media, "codecs").iter().filter_map(Value::as_object) {
        check_codec(text(codec, "name"))?;
    }
    let timeout = text(media, "media_timeout")
        .trim_end_matches('s')
        .parse::<f64>()
        .unwrap_or_default();
    if timeout < 0.0 {
        return fault("media_timeout must not be negative");
    }
    if timeout > LONGEST_TIMEOUT {
        return fault("media_timeout must not exceed 10m0s");
    }
    Ok(())
}

fn check_codec(name: &str) -> Result<(), Fault> {
    match name {
        "" => fault("missing codec name"),
        name if name.contains([' ', '\t', '\n', '\r']) => fault("invalid codec name"),
        name if name.contains('/') => fault("codec name must not contain '/'"),
        _ => Ok(()),
    }
}

/// Applies what an update says of media: `media` replaces the whole object, and the old field counts only while the object has no encryption.
pub(super) fn apply(trunk: &mut Fields, update: &Fields, mode: Mode) {
    if let Some(encryption) = update.get("media_encryption") {
        trunk.insert("media_encryption".to_owned(), encryption.clone());
    }
    if mode.old_server {
        return;
    }
    let media = message(update, "media").or_else(|| message(trunk, "media"));
    let mut media = media.cloned().unwrap_or_default();
    let old = trunk
        .get("media_encryption")
        .filter(|old| old.as_i64() != Some(0)); // 0, disabled, means "not set" in the old field
    if let Some(old) = old.filter(|_| !media.contains_key("encryption")) {
        media.insert("encryption".to_owned(), old.clone());
    }
    let encryption = media.get("encryption").cloned().unwrap_or_else(|| 0.into());
    trunk.insert("media_encryption".to_owned(), encryption);
    trunk.insert("media".to_owned(), media.into());
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn checks_codecs_and_timeout() {
        let cases = [
            (json!({}), None),
            (
                json!({"codecs": [{"name": "PCMU"}], "media_timeout": "600s"}),
                None,
            ),
            (
                json!({"codecs": [{"name": "PCMU"}, {}]}),
                Some("missing codec name"),
            ),
            (
                json!({"codecs": [{"name": "a b"}]}),
                Some("invalid codec name"),
            ),
            (
                json!({"codecs": [{"name": "PCMU/8000"}]}),
                Some("codec name must not contain '/'"),
            ),
            (
                json!({"media_timeout": "-0.001s"}),
                Some("media_timeout must not be negative"),
            ),
            (
                json!({"media_timeout": "600.001s"}),
                Some("media_timeout must not exceed 10m0s"),
            ),
        ];
        for (media, expected) in cases {
            let found = check(media.as_object())
                .err()
                .map(|fault| fault.to_string());
            assert_eq!(found.as_deref(), expected, "{media}");
        }
    }
}
