//! How the media of a trunk's calls is encrypted.
//!
//! It stands in two places: `media.encryption` (servers from 1.13.2 on) and the deprecated `media_encryption`. Once the first is set, the second alone
//! changes nothing; a `media` that is sent replaces the whole object, codecs and timeout with it; an older server drops `media` unseen. So
//! the object is kept as it came, and both are sent.

use serde::Serialize;
use serde_json::{Map, Value};

use crate::domain::MediaEncryption;

/// What a trunk says of its media. Holds no secret.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Media {
    /// The object as it came, members that we do not know among them.
    media: Option<Map<String, Value>>,
    /// The deprecated field, null where it is absent.
    deprecated: Value,
}

/// What an update says of media: both fields.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct MediaUpdate {
    media: Map<String, Value>,
    #[serde(rename = "media_encryption")]
    deprecated: Value,
}

impl Media {
    /// Of the members `media` and `media_encryption` of a trunk.
    pub(super) const fn new(media: Option<Map<String, Value>>, deprecated: Value) -> Self {
        Self { media, deprecated }
    }

    /// How media is encrypted: by `media.encryption` if it is set, else by the deprecated field. `None` if LiveKit's word for it is not known here.
    #[must_use]
    pub fn encryption(&self) -> Option<MediaEncryption> {
        read(self.effective())
    }

    fn effective(&self) -> &Value {
        let set = self.media.as_ref().and_then(|media| media.get(ENCRYPTION));
        set.filter(|value| !value.is_null())
            .unwrap_or(&self.deprecated)
    }

    /// The update to another encryption. The rest of the media stays as it came.
    #[must_use]
    pub fn with(&self, encryption: MediaEncryption) -> MediaUpdate {
        let name = Value::from(name(encryption));
        let mut media = self.media.clone().unwrap_or_default();
        media.insert(ENCRYPTION.to_owned(), name.clone());
        MediaUpdate {
            media,
            deprecated: name,
        }
    }

    /// The update back to what this says. A `media` of null would leave LiveKit's as it is, so that it is sent empty.
    #[must_use]
    pub fn restored(&self) -> MediaUpdate {
        let deprecated = match &self.deprecated {
            Value::Null => Value::from(name(MediaEncryption::Disable)),
            value => value.clone(),
        };
        MediaUpdate {
            media: self.media.clone().unwrap_or_default(),
            deprecated,
        }
    }

    /// Whether this is what an update has asked for: the encryption, and every other member of `media` where the server knows `media` at all.
    #[must_use]
    pub fn has(&self, update: &MediaUpdate) -> bool {
        let sent = Self::new(Some(update.media.clone()), update.deprecated.clone());
        let same = match (self.encryption(), sent.encryption()) {
            // Put back as it was, though we do not know the word.
            (None, None) => self.effective() == sent.effective(),
            (came, sent) => came == sent,
        };
        let rest = self.media.as_ref().is_none_or(|media| {
            let mut others = update
                .media
                .iter()
                .filter(|(member, _)| *member != ENCRYPTION);
            others.all(|(member, value)| media.get(member) == Some(value))
        });
        same && rest
    }
}

const ENCRYPTION: &str = "encryption";

/// LiveKit's names, in the order of their numbers.
const NAMES: [(&str, MediaEncryption); 3] = [
    ("SIP_MEDIA_ENCRYPT_DISABLE", MediaEncryption::Disable),
    ("SIP_MEDIA_ENCRYPT_ALLOW", MediaEncryption::Allow),
    ("SIP_MEDIA_ENCRYPT_REQUIRE", MediaEncryption::Require),
];

const fn name(encryption: MediaEncryption) -> &'static str {
    match encryption {
        MediaEncryption::Disable => "SIP_MEDIA_ENCRYPT_DISABLE",
        MediaEncryption::Allow => "SIP_MEDIA_ENCRYPT_ALLOW",
        MediaEncryption::Require => "SIP_MEDIA_ENCRYPT_REQUIRE",
    }
}

/// By name or by number, as protojson reads enums; what is absent is the first.
fn read(value: &Value) -> Option<MediaEncryption> {
    let found = match value {
        Value::Null => NAMES.first(),
        Value::String(text) => NAMES.iter().find(|(name, _)| name == text),
        Value::Number(number) => {
            let index = number
                .as_u64()
                .and_then(|number| usize::try_from(number).ok())?;
            NAMES.get(index)
        }
        _ => None,
    };
    found.map(|(_, encryption)| *encryption)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn media(trunk: Value) -> Media {
        let media = trunk.get("media").and_then(Value::as_object).cloned();
        Media::new(
            media,
            trunk.get("media_encryption").cloned().unwrap_or_default(),
        )
    }

    fn sent(update: &MediaUpdate) -> Value {
        serde_json::to_value(update).expect("JSON")
    }

    const ALLOW: &str = "SIP_MEDIA_ENCRYPT_ALLOW";
    const DISABLE: &str = "SIP_MEDIA_ENCRYPT_DISABLE";
    const REQUIRE: &str = "SIP_MEDIA_ENCRYPT_REQUIRE";

    #[test]
    fn effective_encryption() {
        let cases = [
            (json!({}), Some(MediaEncryption::Disable)),
            (
                json!({"media": null, "media_encryption": DISABLE}),
                Some(MediaEncryption::Disable),
            ),
            (
                json!({"media": null, "media_encryption": REQUIRE}),
                Some(MediaEncryption::Require),
            ),
            (
                json!({"media_encryption": ALLOW}),
                Some(MediaEncryption::Allow),
            ),
            (
                json!({"media": {}, "media_encryption": ALLOW}),
                Some(MediaEncryption::Allow),
            ),
            (
                json!({"media": {"encryption": null}, "media_encryption": ALLOW}),
                Some(MediaEncryption::Allow),
            ),
            (
                json!({"media": {"encryption": DISABLE}, "media_encryption": ALLOW}),
                Some(MediaEncryption::Disable),
            ),
            (
                json!({"media": {"encryption": REQUIRE}, "media_encryption": DISABLE}),
                Some(MediaEncryption::Require),
            ),
            (
                json!({"media": {"encryption": 1}}),
                Some(MediaEncryption::Allow),
            ),
            (json!({"media_encryption": 7}), None),
            (
                json!({"media": {"encryption": "LATER"}, "media_encryption": ALLOW}),
                None,
            ),
        ];
        for (value, expected) in cases {
            assert_eq!(media(value.clone()).encryption(), expected, "{value}");
        }
    }

    #[test]
    fn an_update_keeps_the_rest() {
        let came = media(
            json!({"media": {"codecs": [{"name": "PCMU", "rate": 8000}], "media_timeout": "15s", "later": {"a": [1]}, "encryption": ALLOW},
            "media_encryption": ALLOW}),
        );
        let update = came.with(MediaEncryption::Require);
        assert_eq!(
            sent(&update),
            json!({"media": {"codecs": [{"name": "PCMU", "rate": 8000}], "media_timeout": "15s", "later": {"a": [1]}, "encryption": REQUIRE},
                "media_encryption": REQUIRE})
        );
        assert_eq!(
            sent(&came.restored()),
            json!({"media": {"codecs": [{"name": "PCMU", "rate": 8000}], "media_timeout": "15s", "later": {"a": [1]}, "encryption": ALLOW},
                "media_encryption": ALLOW})
        );
        assert_eq!(
            sent(&media(json!({"media": null})).restored()),
            json!({"media": {}, "media_encryption": DISABLE})
        );
    }

    #[test]
    fn compares_what_came_back() {
        let before = media(
            json!({"media": {"media_timeout": "15s", "encryption": ALLOW}, "media_encryption": ALLOW}),
        );
        let update = before.with(MediaEncryption::Require);
        let cases = [
            (
                json!({"media": {"media_timeout": "15s", "encryption": REQUIRE}, "media_encryption": REQUIRE}),
                true,
            ),
            (
                json!({"media": {"media_timeout": "15s", "encryption": REQUIRE, "codecs": []}, "media_encryption": DISABLE}),
                true,
            ),
            (json!({"media_encryption": REQUIRE}), true),
            (
                json!({"media": {"media_timeout": "15s"}, "media_encryption": REQUIRE}),
                true,
            ),
            (
                json!({"media": {"encryption": REQUIRE}, "media_encryption": REQUIRE}),
                false,
            ),
            (
                json!({"media": {"media_timeout": "15s", "encryption": ALLOW}, "media_encryption": REQUIRE}),
                false,
            ),
            (json!({"media_encryption": ALLOW}), false),
            (json!({"media_encryption": 7}), false),
            (
                json!({"media": {"media_timeout": "15s", "encryption": 7}, "media_encryption": REQUIRE}),
                false,
            ),
            (json!({}), false),
        ];
        for (value, expected) in cases {
            assert_eq!(media(value.clone()).has(&update), expected, "{value}");
        }
        let unknown = media(json!({"media": {"encryption": 7}, "media_encryption": 7}));
        assert!(unknown.has(&unknown.restored()));
        assert!(!before.has(&unknown.restored()));
    }
}
