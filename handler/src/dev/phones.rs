//! The phones, trunks and tokens that a development service starts with: those of the recordings.

use counterpart_runtime::Uuid;
use counterpart_runtime::chrono::{DateTime, FixedOffset};
use serde_json::{Value, json};

use crate::auth::{Caller, Token, TokenError, Tokens};
use crate::domain::{MediaEncryption, Phone, Provider, SipSettings, Status, TrunkId};

/// The id of the first phone; the others count up from it.
const FIRST: u128 = 0x1111_1111_1111_4111_8111_1111_1111_1110;

/// When every phone was assigned.
const ASSIGNED: &str = "2026-01-02T03:04:05Z";

/// When the released phone was.
const RELEASED: &str = "2026-02-02T03:04:05.123456Z";

/// The password that each outbound trunk starts with. The database has none to tell what it became.
const PASSWORD: &str = "p0";

/// The id of the `n`-th phone: 0 custom, 1 netelip, 2 finished, 3 custom without an outbound trunk, 4 custom of company-b, 5 released.
#[must_use]
pub fn phone_id(n: u8) -> Uuid {
    Uuid::from_u128(FIRST + u128::from(n))
}

/// `tok-a` of company-a and `tok-b` of company-b.
///
/// # Errors
/// Never: both are tokens.
pub fn tokens() -> Result<Tokens, TokenError> {
    let token = |text: &str, company: &str| {
        let caller = Caller {
            company: company.to_owned(),
            may_update: true,
        };
        Token::new(&text.into(), caller)
    };
    [token("tok-a", "company-a"), token("tok-b", "company-b")]
        .into_iter()
        .collect()
}

/// The phones, as they come.
#[must_use]
pub fn phones() -> Vec<Phone> {
    (0..6).map(phone).collect()
}

fn phone(n: u8) -> Phone {
    let custom = n != 1;
    let outbound = custom && n != 3;
    Phone {
        id: phone_id(n),
        company: if n == 4 { "company-b" } else { "company-a" }.to_owned(),
        nickname: (n == 0).then(|| "Recepción".to_owned()),
        number: format!("+3491000000{}", n + 1),
        provider: if custom {
            Provider::Custom
        } else {
            Provider::Netelip
        },
        status: match n {
            2 => Status::Finished,
            5 => Status::Released,
            _ => Status::Assigned,
        },
        released_at: at(RELEASED).filter(|_| n == 5),
        scheduled_release_at: None,
        assigned_at: at(ASSIGNED),
        inbound_agent_id: None,
        outbound_agent_id: None,
        inbound_trunk: custom.then(|| TrunkId::new(format!("ST_in{n}"))),
        outbound_trunk: outbound.then(|| TrunkId::new(format!("ST_out{n}"))),
        sip: custom.then(|| SipSettings {
            termination_uri: outbound.then(|| "sip.example.com".to_owned()),
            username: outbound.then(|| "u0".to_owned()),
            allowed_addresses: Some(vec!["203.0.113.0/24".to_owned()]),
            ..SipSettings::default()
        }),
        version: 0,
    }
}

/// One of the times above, which are times.
fn at(text: &str) -> Option<DateTime<FixedOffset>> {
    DateTime::parse_from_rfc3339(text).ok()
}

/// The inbound trunk of a phone as LiveKit would hold it: its id, and itself in protobuf's JSON.
#[must_use]
pub fn inbound_trunk(phone: &Phone) -> Option<(&str, Value)> {
    let (id, sip) = (phone.inbound_trunk.as_ref()?.as_str(), phone.sip.as_ref()?);
    let encryption = encryption(sip.inbound_media_encryption);
    let trunk = json!({
        "sip_trunk_id": id,
        "name": "in",
        "numbers": [phone.number],
        "allowed_addresses": sip.allowed_addresses.as_deref().unwrap_or_default(),
        "media_encryption": encryption,
        "media": {"encryption": encryption},
    });
    Some((id, trunk))
}

/// Likewise its outbound trunk.
#[must_use]
pub fn outbound_trunk(phone: &Phone) -> Option<(&str, Value)> {
    let (id, sip) = (phone.outbound_trunk.as_ref()?.as_str(), phone.sip.as_ref()?);
    let encryption = encryption(sip.outbound_media_encryption);
    let trunk = json!({
        "sip_trunk_id": id,
        "name": "out",
        "numbers": [phone.number],
        "address": sip.termination_uri,
        "auth_username": sip.username.as_deref().unwrap_or_default(),
        "auth_password": PASSWORD,
        "media_encryption": encryption,
        "media": {"encryption": encryption},
    });
    Some((id, trunk))
}

fn encryption(encryption: MediaEncryption) -> &'static str {
    match encryption {
        MediaEncryption::Disable => "SIP_MEDIA_ENCRYPT_DISABLE",
        MediaEncryption::Allow => "SIP_MEDIA_ENCRYPT_ALLOW",
        MediaEncryption::Require => "SIP_MEDIA_ENCRYPT_REQUIRE",
    }
}
