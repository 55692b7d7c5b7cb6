//! A phone, and whether its SIP settings may be changed.

use std::fmt;

use counterpart_runtime::chrono::{DateTime, FixedOffset};
use counterpart_runtime::{Maybe, Uuid};
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
    pub released_at: Option<DateTime<FixedOffset>>,
    /// When it is to be released.
    pub scheduled_release_at: Option<DateTime<FixedOffset>>,
    /// When it was assigned to the company.
    pub assigned_at: Option<DateTime<FixedOffset>>,
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
            released_at: Maybe::from(self.released_at.map(Into::into)),
            scheduled_release_at: Maybe::from(self.scheduled_release_at.map(Into::into)),
            assigned_at: Maybe::from(self.assigned_at.map(Into::into)),
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

#[cfg(test)]
mod tests {
    use counterpart_runtime::{Maybe, Uuid};

    use super::{Conflict, Phone, TrunkId, Trunks};
    use crate::domain::{Change, InboundChange, OutboundChange, Provider, SipSettings, Status};

    fn phone() -> Phone {
        Phone {
            id: Uuid::from_u128(1),
            company: "company-a".to_owned(),
            nickname: None,
            number: "+34910000001".to_owned(),
            provider: Provider::Custom,
            status: Status::Assigned,
            released_at: None,
            scheduled_release_at: None,
            assigned_at: None,
            inbound_agent_id: None,
            outbound_agent_id: Some(Uuid::from_u128(2)),
            inbound_trunk: Some(TrunkId::new("ST_in")),
            outbound_trunk: Some(TrunkId::new("ST_out")),
            sip: Some(SipSettings::default()),
            version: 0,
        }
    }

    fn change(inbound: bool, outbound: bool) -> Change {
        Change {
            inbound: inbound.then(InboundChange::default),
            outbound: outbound.then(OutboundChange::default),
        }
    }

    #[test]
    fn names_the_trunks_of_the_sides_that_change() {
        for (inbound, outbound) in [(false, false), (true, false), (false, true), (true, true)] {
            let trunks = Trunks {
                inbound: inbound.then(|| TrunkId::new("ST_in")),
                outbound: outbound.then(|| TrunkId::new("ST_out")),
            };
            assert_eq!(phone().check(&change(inbound, outbound)), Ok(trunks));
        }
    }

    #[test]
    fn a_missing_trunk_matters_to_its_own_side_only() {
        let deaf = Phone {
            inbound_trunk: None,
            ..phone()
        };
        let mute = Phone {
            outbound_trunk: None,
            ..phone()
        };
        let checked =
            |phone: &Phone, inbound, outbound| phone.check(&change(inbound, outbound)).err();
        assert_eq!(checked(&mute, true, false), None);
        assert_eq!(checked(&mute, true, true), Some(Conflict::NoOutboundTrunk));
        assert_eq!(checked(&deaf, false, true), None);
        assert_eq!(checked(&deaf, true, true), Some(Conflict::NoInboundTrunk));
    }

    #[test]
    fn only_custom_phones_in_use_even_for_no_change() {
        for (provider, status, expected) in [
            (Provider::Custom, Status::Reserved, None),
            (Provider::Custom, Status::Assigned, None),
            (Provider::Custom, Status::Released, Some(Conflict::Released)),
            (Provider::Custom, Status::Finished, Some(Conflict::Released)),
            (
                Provider::Netelip,
                Status::Assigned,
                Some(Conflict::NotCustom),
            ),
            (
                Provider::Netelip,
                Status::Released,
                Some(Conflict::NotCustom),
            ),
        ] {
            let phone = Phone {
                provider,
                status,
                ..phone()
            };
            assert_eq!(phone.check(&Change::default()).err(), expected);
        }
    }

    #[test]
    fn nothing_is_absent_from_what_is_shown() {
        let shown = Phone {
            sip: None,
            ..phone()
        }
        .shown();
        assert_eq!(shown.sip_config, Maybe::Null);
        assert_eq!(shown.nickname, Maybe::Null);
        assert_eq!(shown.scheduled_release_at, Maybe::Null);
        assert_eq!(shown.outbound_agent_id, Maybe::Value(Uuid::from_u128(2)));
    }
}
