//! The SIP settings of a phone.

use counterpart_runtime::Maybe;
use generated_server::types::SipConfigResponseSchema;

use super::{AllowedAddress, Change, InboundChange, MediaEncryption, OutboundChange, Username};

/// The SIP settings of a phone: what the database keeps and the answer shows. The password is in neither; only LiveKit has it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SipSettings {
    /// Where outbound calls are sent.
    pub termination_uri: Option<String>,
    /// The user name for outbound calls.
    pub username: Option<String>,
    /// Whether the media of inbound calls is encrypted.
    pub inbound_media_encryption: MediaEncryption,
    /// Whether the media of outbound calls is encrypted.
    pub outbound_media_encryption: MediaEncryption,
    /// Where inbound calls may come from; `None` is everywhere.
    pub allowed_addresses: Option<Vec<String>>,
}

impl SipSettings {
    /// Makes the change. What the change does not name is left alone.
    pub fn apply(&mut self, change: &Change) {
        if let Some(inbound) = &change.inbound {
            self.apply_inbound(inbound);
        }
        if let Some(outbound) = &change.outbound {
            self.apply_outbound(outbound);
        }
    }

    fn apply_inbound(&mut self, change: &InboundChange) {
        if let Some(addresses) = &change.allowed_addresses {
            let written = addresses.iter().map(AllowedAddress::to_string).collect();
            self.allowed_addresses = Some(written).filter(|list: &Vec<_>| !list.is_empty());
        }
        if let Some(encryption) = change.media_encryption {
            self.inbound_media_encryption = encryption;
        }
    }

    fn apply_outbound(&mut self, change: &OutboundChange) {
        if let Some(uri) = &change.termination_uri {
            self.termination_uri = Some(uri.to_string());
        }
        if let Some(username) = &change.username {
            self.username = Some(username)
                .filter(|name| !name.is_cleared())
                .map(Username::to_string);
        }
        if let Some(encryption) = change.media_encryption {
            self.outbound_media_encryption = encryption;
        }
    }

    /// As the answer has it: every member is there, null where there is nothing.
    #[must_use]
    pub fn shown(&self) -> SipConfigResponseSchema {
        SipConfigResponseSchema {
            termination_uri: Maybe::from(self.termination_uri.clone()),
            username: Maybe::from(self.username.clone()),
            inbound_media_encryption: self.inbound_media_encryption.into(),
            outbound_media_encryption: self.outbound_media_encryption.into(),
            allowed_addresses: Maybe::from(self.allowed_addresses.clone()),
        }
    }
}

#[cfg(test)]
mod tests {
    use counterpart_runtime::Maybe;

    use super::SipSettings;
    use crate::domain::{
        Change, InboundChange, MediaEncryption, OutboundChange, Password, Username,
    };

    fn settings() -> SipSettings {
        SipSettings {
            termination_uri: Some("sip.example.com".to_owned()),
            username: Some("u0".to_owned()),
            inbound_media_encryption: MediaEncryption::Require,
            outbound_media_encryption: MediaEncryption::Require,
            allowed_addresses: Some(vec!["203.0.113.0/24".to_owned()]),
        }
    }

    fn after(change: &Change) -> SipSettings {
        let mut settings = settings();
        settings.apply(change);
        settings
    }

    fn outbound(change: OutboundChange) -> Change {
        Change {
            outbound: Some(change),
            ..Change::default()
        }
    }

    fn inbound(change: InboundChange) -> Change {
        Change {
            inbound: Some(change),
            ..Change::default()
        }
    }

    #[test]
    fn what_is_not_named_is_left_alone() {
        let password = OutboundChange {
            password: Some(Password::cleared()),
            ..Default::default()
        };
        for change in [
            Change::default(),
            inbound(InboundChange::default()),
            outbound(OutboundChange::default()),
            outbound(password),
        ] {
            assert_eq!(after(&change), settings());
        }
    }

    #[test]
    fn each_member_goes_to_its_own_place() {
        let text = |text: &str| Some(text.to_owned());
        let disable = Some(MediaEncryption::Disable);
        let change = Change {
            inbound: Some(InboundChange {
                allowed_addresses: Some(vec![
                    "2001:DB8::/32".parse().expect("a network"),
                    "1.2.3.4".parse().expect("an address"),
                ]),
                media_encryption: disable,
            }),
            outbound: Some(OutboundChange {
                termination_uri: Some("h:1".parse().expect("a host")),
                username: Some("bob".parse().expect("a name")),
                password: None,
                media_encryption: Some(MediaEncryption::Allow),
            }),
        };
        let expected = SipSettings {
            termination_uri: text("h:1"),
            username: text("bob"),
            inbound_media_encryption: MediaEncryption::Disable,
            outbound_media_encryption: MediaEncryption::Allow,
            allowed_addresses: Some(vec!["2001:DB8::/32".to_owned(), "1.2.3.4".to_owned()]),
        };
        assert_eq!(after(&change), expected);
    }

    #[test]
    fn what_is_cleared_is_shown_as_null() {
        let mut settings = after(&inbound(InboundChange {
            allowed_addresses: Some(Vec::new()),
            media_encryption: None,
        }));
        settings.apply(&outbound(OutboundChange {
            username: Some(Username::cleared()),
            ..Default::default()
        }));
        let shown = settings.shown();
        assert_eq!(shown.allowed_addresses, Maybe::Null);
        assert_eq!(shown.username, Maybe::Null);
        assert_eq!(shown.termination_uri, Maybe::from("sip.example.com"));
    }
}
