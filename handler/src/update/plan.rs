//! What a trunk lacks of what is asked for.

use super::{Step, UpdateError};
use crate::domain::{AllowedAddress, InboundChange, MediaEncryption, OutboundChange, TrunkId};
use crate::livekit::{
    Error, InboundTrunk, InboundUpdate, Media, MediaUpdate, OutboundTrunk, OutboundUpdate,
};
use counterpart_runtime::Secret;

/// A trunk to change.
pub(super) struct Side<T, U> {
    /// Its id.
    pub(super) id: TrunkId,
    /// The trunk as it was read.
    pub(super) before: T,
    /// What to change of it; not empty.
    pub(super) update: U,
    /// Whether the trunk was changed, or may have been.
    pub(super) touched: bool,
}

impl<T, U> Side<T, U> {
    fn new(id: &TrunkId, before: T, update: U) -> Self {
        Self {
            id: id.clone(),
            before,
            update,
            touched: false,
        }
    }

    /// Keeps in mind whether the trunk was changed.
    pub(super) fn reached(
        &mut self,
        step: Step,
        result: Result<(), Error>,
    ) -> Result<(), UpdateError> {
        self.touched = result.as_ref().err().is_none_or(Error::may_have_applied);
        result.map_err(|error| UpdateError::livekit(step, error))
    }
}

/// The change of an outbound trunk; `None` if it has all that is asked for.
pub(super) fn outbound(
    id: &TrunkId,
    trunk: OutboundTrunk,
    change: &OutboundChange,
) -> Option<Side<OutboundTrunk, OutboundUpdate>> {
    let address = change.termination_uri.as_ref().map(|uri| uri.as_str());
    let username = change.username.as_ref().map(|username| username.as_str());
    let password = change
        .password
        .as_ref()
        .map(|password| Secret::from(password.expose()));
    let update = OutboundUpdate {
        address: address
            .filter(|address| *address != trunk.address)
            .map(str::to_owned),
        username: username
            .filter(|username| *username != trunk.username)
            .map(str::to_owned),
        password: password.filter(|password| *password != trunk.password),
        media: media(&trunk.media, change.media_encryption),
    };
    (!update.is_empty()).then(|| Side::new(id, trunk, update))
}

/// The change of an inbound trunk; `None` if it has all that is asked for.
pub(super) fn inbound(
    id: &TrunkId,
    trunk: InboundTrunk,
    change: &InboundChange,
) -> Option<Side<InboundTrunk, InboundUpdate>> {
    let addresses = change.allowed_addresses.as_ref();
    let addresses = addresses.map(|list| list.iter().map(AllowedAddress::to_string).collect());
    let update = InboundUpdate {
        allowed_addresses: addresses.filter(|addresses| *addresses != trunk.allowed_addresses),
        media: media(&trunk.media, change.media_encryption),
    };
    (!update.is_empty()).then(|| Side::new(id, trunk, update))
}

fn media(before: &Media, asked: Option<MediaEncryption>) -> Option<MediaUpdate> {
    let encryption = asked.filter(|_| before.encryption() != asked)?;
    Some(before.with(encryption))
}
