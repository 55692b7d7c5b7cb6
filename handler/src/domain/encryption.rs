//! Whether the media of calls is encrypted.

use std::fmt;
use std::str::FromStr;

use generated_server::types::SipMediaEncryption;

/// Whether the media of calls is encrypted (SRTP).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum MediaEncryption {
    /// Never.
    Disable,
    /// Where the other side can. The document's default.
    #[default]
    Allow,
    /// Always; a call without it is refused.
    Require,
}

impl MediaEncryption {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Disable, Self::Allow, Self::Require];

    /// The name, as the API has it and the database keeps it.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Disable => "disable",
            Self::Allow => "allow",
            Self::Require => "require",
        }
    }
}

impl fmt::Display for MediaEncryption {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

/// Reads what [`MediaEncryption::as_str`] writes. The error is the API's, and does not hold the text.
impl FromStr for MediaEncryption {
    type Err = <SipMediaEncryption as FromStr>::Err;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        text.parse::<SipMediaEncryption>().map(Self::from)
    }
}

impl From<SipMediaEncryption> for MediaEncryption {
    fn from(value: SipMediaEncryption) -> Self {
        match value {
            SipMediaEncryption::Disable => Self::Disable,
            SipMediaEncryption::Allow => Self::Allow,
            SipMediaEncryption::Require => Self::Require,
        }
    }
}

impl From<MediaEncryption> for SipMediaEncryption {
    fn from(value: MediaEncryption) -> Self {
        match value {
            MediaEncryption::Disable => Self::Disable,
            MediaEncryption::Allow => Self::Allow,
            MediaEncryption::Require => Self::Require,
        }
    }
}

#[cfg(test)]
mod tests {
    use generated_server::types::{SipConfigResponseSchema, SipMediaEncryption};

    use super::MediaEncryption;

    #[test]
    fn agrees_with_the_document() {
        let ours = MediaEncryption::ALL.map(MediaEncryption::as_str);
        assert_eq!(ours, SipMediaEncryption::VALUES);
        for value in MediaEncryption::ALL {
            assert_eq!(
                MediaEncryption::from(SipMediaEncryption::from(value)),
                value
            );
            assert_eq!(value.to_string().parse(), Ok(value));
        }
        assert!("Allow".parse::<MediaEncryption>().is_err());
        let default = SipConfigResponseSchema::default();
        assert_eq!(
            MediaEncryption::from(default.inbound_media_encryption),
            MediaEncryption::default()
        );
        assert_eq!(
            MediaEncryption::from(default.outbound_media_encryption),
            MediaEncryption::default()
        );
    }
}
