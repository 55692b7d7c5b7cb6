//! A phone, and whether its SIP settings may be changed.

use std::fmt;

use counterpart_runtime::{DateTime, Maybe, Uuid};
use generated_server::types::PhoneRegisterResponseSchema;
use thiserror::Error;

use super::{Change, Provider, SipSettings, Status};

/// The id of a trunk at LiveKit. Never part of an answer.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct TrunkId(String);

impl TrunkId {
    /// The trunk of this id.
    #[must_use]
    pub fn new(id: impl Into<String>) -> Self {
        Self(id.into())
    }

    /// The id as LiveKit has it.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for TrunkId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

/// A phone as the database keeps it.
#[derive(Clone, Debug, PartialEq)]
pub struct Phone {
    /// Its id.
    pub id: Uuid,
    /// The company that it belongs to.
    pub company: String,
    /// Its nickname.
    pub nickname: Option<String>,
    /// Its number, or SIP identifier.
    pub number: String,
    /// Who provides it; only custom (imported) phones have trunks of their own.
    pub provider: Provider,
    /// Where it is in its life.
    pub status: Status,
    /// When it was released.
    pub released_at: Option<DateTime>,
    /// When it is to be released.
    pub scheduled_release_at: Option<DateTime>,
    /// When it was assigned to the company.
    pub assigned_at: Option<DateTime>,
    /// The agent that takes its calls.
    pub inbound_agent_id: Option<Uuid>,
    /// The agent that calls with it.
    pub outbound_agent_id: Option<Uuid>,
    /// The trunk of its inbound calls.
    pub inbound_trunk: Option<TrunkId>,
    /// The trunk of its outbound calls.
    pub outbound_trunk: Option<TrunkId>,
    /// Its SIP settings; none where it is not a custom phone.
    pub sip: Option<SipSettings>,
    /// How often its settings were saved: who saves names the version that was read.
    pub version: i64,
}

/// The trunks of the sides that a change names; both `None` where it names none.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Trunks {
    /// The inbound trunk, if inbound settings change.
    pub inbound: Option<TrunkId>,
    /// The outbound trunk, if outbound settings change.
    pub outbound: Option<TrunkId>,
}

/// Why the state of a phone does not allow a change. The texts are for the caller.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum Conflict {
    /// Not a custom phone.
    #[error("Only custom/imported phones can have their SIP config updated")]
    NotCustom,
    /// Released, or finished.
    #[error("Phone is released")]
    Released,
    /// Outbound settings for a phone that makes no calls.
    #[error("Phone has no outbound trunk")]
    NoOutboundTrunk,
    /// Inbound settings for a phone that takes no calls.
    #[error("Phone has no inbound trunk")]
    NoInboundTrunk,
}

impl Phone {
    /// Whether the change may be made to this phone, and which trunks it concerns. A phone that may not be changed refuses a change
    /// that asks for nothing, too.
    ///
    /// # Errors
    /// The first reason, in the order of [`Conflict`].
    pub fn check(&self, change: &Change) -> Result<Trunks, Conflict> {
        if self.provider != Provider::Custom {
            return Err(Conflict::NotCustom);
        }
        if matches!(self.status, Status::Released | Status::Finished) {
            return Err(Conflict::Released);
        }
        let outbound = change.outbound.as_ref().map(|_| &self.outbound_trunk);
        let inbound = change.inbound.as_ref().map(|_| &self.inbound_trunk);
        Ok(Trunks {
            outbound: concerned(outbound, Conflict::NoOutboundTrunk)?,
            inbound: concerned(inbound, Conflict::NoInboundTrunk)?,
        })
    }

    /// The phone as the answer shows it: every member is there, null where there is nothing.
    #[must_use]
    pub fn shown(&self) -> PhoneRegisterResponseSchema {
        PhoneRegisterResponseSchema {
            id: self.id,
            nickname: Maybe::from(self.nickname.clone()),
            number: self.number.clone(),
            telephony_provider: self.provider,
            status: self.status,
            released_at: Maybe::from(self.released_at),
            scheduled_release_at: Maybe::from(self.scheduled_release_at),
            assigned_at: Maybe::from(self.assigned_at),
            inbound_agent_id: Maybe::from(self.inbound_agent_id),
            outbound_agent_id: Maybe::from(self.outbound_agent_id),
            sip_config: Maybe::from(self.sip.as_ref().map(SipSettings::shown)),
        }
    }
}

/// The trunk of a side that changes: there must be one.
fn concerned(
    side: Option<&Option<TrunkId>>,
    missing: Conflict,
) -> Result<Option<TrunkId>, Conflict> {
    match side {
        None => Ok(None),
        Some(None) => Err(missing),
        Some(Some(trunk)) => Ok(Some(trunk.clone())),
    }
}
