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
