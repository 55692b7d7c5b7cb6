//! Whether LiveKit has done what it was asked for: it drops fields that it does not know, and values of enums likewise, without a word.

use crate::livekit::{Error, InboundTrunk, InboundUpdate, OutboundTrunk, OutboundUpdate};

/// Whether the outbound trunk that came back has what was sent.
pub(super) fn outbound(sent: &OutboundUpdate, came: &OutboundTrunk) -> Result<(), Error> {
    let same = sent
        .address
        .as_ref()
        .is_none_or(|address| *address == came.address)
        && sent
            .username
            .as_ref()
            .is_none_or(|username| *username == came.username)
        && sent
            .password
            .as_ref()
            .is_none_or(|password| *password == came.password)
        && sent
            .media
            .as_ref()
            .is_none_or(|media| came.media.has(media));
    differs_unless(same)
}

/// Whether the inbound trunk that came back has what was sent.
pub(super) fn inbound(sent: &InboundUpdate, came: &InboundTrunk) -> Result<(), Error> {
    let addresses = sent.allowed_addresses.as_ref();
    let same = addresses.is_none_or(|addresses| *addresses == came.allowed_addresses)
        && sent
            .media
            .as_ref()
            .is_none_or(|media| came.media.has(media));
    differs_unless(same)
}

fn differs_unless(same: bool) -> Result<(), Error> {
    if same {
        Ok(())
    } else {
        Err(Error::EchoDiffers)
    }
}
