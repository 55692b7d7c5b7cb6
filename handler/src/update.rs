//! The update of a phone's SIP settings: LiveKit first, then the database, and nothing lost.
//!
//! Read the trunks of the sides that change; change the outbound trunk, which is likelier to be refused; then the inbound one; then save. When a step
//! fails, what was changed at LiveKit is put back as it was read. A side that has what is asked for already gets no update; settings that are what is
//! asked for already are not saved.

mod echo;
mod error;
mod plan;
mod restore;

use std::fmt;

pub use error::UpdateError;

use self::plan::Side;
use crate::domain::{Change, Phone, SipSettings, Trunks};
use crate::livekit::{Client, InboundTrunk, InboundUpdate, OutboundTrunk, OutboundUpdate};
use crate::store::Store;

/// A step of an update, as errors and the log name it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// The outbound trunk is read.
    ReadOutbound,
    /// The inbound trunk is read.
    ReadInbound,
    /// The outbound trunk is changed.
    Outbound,
    /// The inbound trunk is changed.
    Inbound,
    /// The inbound trunk is put back as it was.
    RestoreInbound,
    /// The outbound trunk is put back as it was.
    RestoreOutbound,
    /// The settings are saved.
    Save,
}

/// Makes a change to a phone's SIP settings at LiveKit and in the database, and answers with the phone as it is then.
///
/// One update per phone at a time: LiveKit has no versions. It must not be dropped on the way, since it would leave LiveKit changed and the database
/// not; run it in a task of its own.
///
/// # Errors
/// See [`UpdateError`]. LiveKit is as it was then, or the log has an error that says that restoring failed.
pub async fn update<S: Store>(
    store: &S,
    livekit: &Client,
    phone: Phone,
    change: Change,
) -> Result<Phone, UpdateError> {
    let trunks = phone.check(&change)?;
    if change.is_empty() {
        return Ok(phone);
    }
    let mut sides = Sides::read(livekit, &trunks, &change).await?;
    let settings = changed(&phone, &change);
    let result = apply(store, livekit, &phone, &mut sides, settings.as_ref()).await;
    if let Err(error) = result {
        restore::all(livekit, &sides).await;
        return Err(error);
    }
    Ok(match settings {
        Some(settings) => Phone {
            sip: Some(settings),
            version: phone.version + 1,
            ..phone
        },
        None => phone,
    })
}

/// The trunks to change, as they were, and what to change of them.
struct Sides {
    outbound: Option<Outbound>,
    inbound: Option<Inbound>,
}

type Outbound = Side<OutboundTrunk, OutboundUpdate>;
type Inbound = Side<InboundTrunk, InboundUpdate>;

impl Sides {
    async fn read(livekit: &Client, trunks: &Trunks, change: &Change) -> Result<Self, UpdateError> {
        let mut sides = Self {
            outbound: None,
            inbound: None,
        };
        if let (Some(id), Some(change)) = (&trunks.outbound, &change.outbound) {
            let trunk = livekit.outbound(id).await;
            let trunk = trunk.map_err(|error| UpdateError::livekit(Step::ReadOutbound, error))?;
            sides.outbound = plan::outbound(id, trunk, change);
        }
        if let (Some(id), Some(change)) = (&trunks.inbound, &change.inbound) {
            let trunk = livekit.inbound(id).await;
            let trunk = trunk.map_err(|error| UpdateError::livekit(Step::ReadInbound, error))?;
            sides.inbound = plan::inbound(id, trunk, change);
        }
        Ok(sides)
    }
}

/// The settings after the change, if they are others.
fn changed(phone: &Phone, change: &Change) -> Option<SipSettings> {
    let mut settings = phone.sip.clone().unwrap_or_default();
    settings.apply(change);
    (phone.sip.as_ref() != Some(&settings)).then_some(settings)
}

/// The order: what is likelier to be refused goes first, and the database last, since it is the one that follows.
async fn apply<S: Store>(
    store: &S,
    livekit: &Client,
    phone: &Phone,
    sides: &mut Sides,
    settings: Option<&SipSettings>,
) -> Result<(), UpdateError> {
    change_outbound(livekit, sides.outbound.as_mut()).await?;
    change_inbound(livekit, sides.inbound.as_mut()).await?;
    save(store, phone, settings).await
}

async fn change_outbound(livekit: &Client, side: Option<&mut Outbound>) -> Result<(), UpdateError> {
    let Some(side) = side else { return Ok(()) };
    let answer = livekit.update_outbound(&side.id, &side.update).await;
    let checked = answer.and_then(|trunk| echo::outbound(&side.update, &trunk));
    side.reached(Step::Outbound, checked)
}

async fn change_inbound(livekit: &Client, side: Option<&mut Inbound>) -> Result<(), UpdateError> {
    let Some(side) = side else { return Ok(()) };
    let answer = livekit.update_inbound(&side.id, &side.update).await;
    let checked = answer.and_then(|trunk| echo::inbound(&side.update, &trunk));
    side.reached(Step::Inbound, checked)
}

async fn save<S: Store>(
    store: &S,
    phone: &Phone,
    settings: Option<&SipSettings>,
) -> Result<(), UpdateError> {
    let Some(settings) = settings else {
        return Ok(());
    };
    store
        .save(phone, settings)
        .await
        .map_err(UpdateError::store)
}

impl fmt::Display for Step {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::ReadOutbound => "read outbound",
            Self::ReadInbound => "read inbound",
            Self::Outbound => "outbound",
            Self::Inbound => "inbound",
            Self::RestoreInbound => "restore inbound",
            Self::RestoreOutbound => "restore outbound",
            Self::Save => "save",
        })
    }
}
