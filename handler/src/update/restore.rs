//! Putting trunks back as they were read, with `update`: `replace` would lose what we do not know of them. Only the fields that were sent.

use super::error::log;
use super::{Sides, Step, echo};
use crate::livekit::{
    Client, Error, InboundTrunk, InboundUpdate, Media, OutboundTrunk, OutboundUpdate,
};

/// Puts back every trunk that was changed or may have been, the last one first. What cannot be put back goes to the log.
pub(super) async fn all(livekit: &Client, sides: &Sides) {
    if let Some(side) = sides.inbound.as_ref().filter(|side| side.touched) {
        let update = inbound(&side.before, &side.update);
        let answer = livekit.update_inbound(&side.id, &update).await;
        report(
            Step::RestoreInbound,
            answer.and_then(|trunk| echo::inbound(&update, &trunk)),
        );
    }
    if let Some(side) = sides.outbound.as_ref().filter(|side| side.touched) {
        let update = outbound(&side.before, &side.update);
        let answer = livekit.update_outbound(&side.id, &update).await;
        report(
            Step::RestoreOutbound,
            answer.and_then(|trunk| echo::outbound(&update, &trunk)),
        );
    }
}

fn report(step: Step, result: Result<(), Error>) {
    match result {
        Ok(()) => tracing::warn!(%step, "a trunk is as it was before the update"),
        Err(error) => log(
            step,
            &error,
            "a trunk could not be put back: LiveKit and the database may differ",
        ),
    }
}

fn inbound(before: &InboundTrunk, sent: &InboundUpdate) -> InboundUpdate {
    InboundUpdate {
        allowed_addresses: sent
            .allowed_addresses
            .as_ref()
            .map(|_| before.allowed_addresses.clone()),
        media: sent.media.as_ref().map(|_| Media::restored(&before.media)),
    }
}

fn outbound(before: &OutboundTrunk, sent: &OutboundUpdate) -> OutboundUpdate {
    OutboundUpdate {
        address: sent.address.as_ref().map(|_| before.address.clone()),
        username: sent.username.as_ref().map(|_| before.username.clone()),
        password: sent.password.as_ref().map(|_| before.password.clone()),
        media: sent.media.as_ref().map(|_| Media::restored(&before.media)),
    }
}
