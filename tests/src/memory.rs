//! The Diga API over phones in memory: no LiveKit, no database, and none of the domain's rules on values.

use std::collections::BTreeMap;
use std::sync::Mutex;

use counterpart_runtime::server::{
    AuthContext, Context, Denied, IntoResponse, Response, StatusCode,
};
use counterpart_runtime::{DateTime, Maybe, Secret, Uuid};
use generated_server::Authenticator;
use generated_server::phones::{Phones, UpdateSipConfigRequest, UpdateSipConfigResponse};
use generated_server::types::{
    PatchSipConfigRequestSchema, PhoneRegisterResponseSchema, PhoneRegisterStatus,
    SipConfigResponseSchema, SipMediaEncryption, TelephonyProvider,
};

/// A company, as its token names it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Company {
    /// The bearer of `tok-a`.
    A,
    /// The bearer of `tok-b`.
    B,
}

/// A phone: what the answer shows, and what it does not.
#[derive(Clone, Debug)]
struct Phone {
    company: Company,
    has_outbound_trunk: bool,
    shown: PhoneRegisterResponseSchema,
}

/// The service.
#[derive(Debug)]
pub struct Memory {
    phones: Mutex<BTreeMap<Uuid, Phone>>,
}

impl Default for Memory {
    fn default() -> Self {
        Self {
            phones: Mutex::new((0..6).map(|n| (phone_id(n), phone(n))).collect()),
        }
    }
}

/// The id of the n-th phone of the recordings.
#[must_use]
pub fn phone_id(n: u8) -> Uuid {
    Uuid::from_u128(0x11111111_1111_4111_8111_111111111110 + u128::from(n))
}

/// The n-th phone of the recordings: 0 custom, 1 netelip, 2 finished, 3 custom without an outbound trunk, 4 custom of
/// the other company, 5 released.
fn phone(n: u8) -> Phone {
    let (provider, status, company) = match n {
        1 => (
            TelephonyProvider::Netelip,
            PhoneRegisterStatus::Assigned,
            Company::A,
        ),
        2 => (
            TelephonyProvider::Custom,
            PhoneRegisterStatus::Finished,
            Company::A,
        ),
        4 => (
            TelephonyProvider::Custom,
            PhoneRegisterStatus::Assigned,
            Company::B,
        ),
        5 => (
            TelephonyProvider::Custom,
            PhoneRegisterStatus::Released,
            Company::A,
        ),
        _ => (
            TelephonyProvider::Custom,
            PhoneRegisterStatus::Assigned,
            Company::A,
        ),
    };
    let released_at = (n == 5).then(|| at("2026-02-02T03:04:05.123456Z"));
    let shown = PhoneRegisterResponseSchema {
        nickname: if n == 0 {
            Maybe::Value("Recepción".to_owned())
        } else {
            Maybe::Null
        },
        released_at: Maybe::from(released_at),
        scheduled_release_at: Maybe::Null,
        assigned_at: Maybe::Value(at("2026-01-02T03:04:05Z")),
        inbound_agent_id: Maybe::Null,
        outbound_agent_id: Maybe::Null,
        sip_config: if n == 1 {
            Maybe::Null
        } else {
            Maybe::Value(sip_config(n))
        },
        ..PhoneRegisterResponseSchema::new(
            phone_id(n),
            format!("+3491000000{}", n + 1),
            provider,
            status,
        )
    };
    Phone {
        company,
        has_outbound_trunk: n != 3,
        shown,
    }
}

fn sip_config(n: u8) -> SipConfigResponseSchema {
    let outbound = n != 3;
    SipConfigResponseSchema {
        termination_uri: Maybe::from(outbound.then(|| "sip.example.com".to_owned())),
        username: Maybe::from(outbound.then(|| "u0".to_owned())),
        allowed_addresses: Maybe::Value(vec!["203.0.113.0/24".to_owned()]),
        ..SipConfigResponseSchema::default()
    }
}

fn at(text: &str) -> DateTime {
    text.parse().expect("a constant of the recordings")
}

impl Authenticator for Memory {
    type Principal = Company;

    async fn custom_http_bearer(
        &self,
        token: Secret,
        _: AuthContext<'_>,
    ) -> Result<Company, Denied> {
        match token.expose() {
            "tok-a" => Ok(Company::A),
            "tok-b" => Ok(Company::B),
            _ => Err(Denied::Invalid),
        }
    }
}

/// The answers that the document does not declare.
#[derive(Debug)]
pub enum Refused {
    /// No such phone, or another company's.
    NotFound,
    /// The phone's state does not allow it.
    Conflict(&'static str),
}

impl IntoResponse for Refused {
    fn into_response(self) -> Response {
        match self {
            Self::NotFound => {
                generated_server::problem(StatusCode::NOT_FOUND, "Phone not found").into_response()
            }
            Self::Conflict(why) => {
                generated_server::problem(StatusCode::CONFLICT, why).into_response()
            }
        }
    }
}

impl Phones for Memory {
    type Error = Refused;

    async fn update_sip_config(
        &self,
        request: UpdateSipConfigRequest,
        cx: Context<Company>,
    ) -> Result<UpdateSipConfigResponse, Refused> {
        let mut phones = self.phones.lock().expect("no holder panics");
        let phone = phones
            .get_mut(&request.phone_id)
            .filter(|phone| phone.company == cx.principal)
            .ok_or(Refused::NotFound)?;
        if phone.shown.telephony_provider != TelephonyProvider::Custom {
            return Err(Refused::Conflict(
                "Only custom/imported phones can have their SIP config updated",
            ));
        }
        if matches!(
            phone.shown.status,
            PhoneRegisterStatus::Released | PhoneRegisterStatus::Finished
        ) {
            return Err(Refused::Conflict("Phone is released"));
        }
        apply(phone, request.body)?;
        Ok(phone.shown.clone().into())
    }
}

fn apply(phone: &mut Phone, patch: PatchSipConfigRequestSchema) -> Result<(), Refused> {
    let mut sip = phone.shown.sip_config.take().unwrap_or_default();
    if let Maybe::Value(outbound) = patch.outbound_config {
        if !phone.has_outbound_trunk && outbound != Default::default() {
            phone.shown.sip_config = Maybe::Value(sip);
            return Err(Refused::Conflict("Phone has no outbound trunk"));
        }
        patch_nullable(&mut sip.termination_uri, outbound.termination_uri);
        patch_nullable(&mut sip.username, outbound.username);
        patch_encryption(
            &mut sip.outbound_media_encryption,
            outbound.media_encryption,
        );
    }
    if let Maybe::Value(inbound) = patch.inbound_config {
        patch_nullable(&mut sip.allowed_addresses, inbound.allowed_addresses);
        patch_encryption(&mut sip.inbound_media_encryption, inbound.media_encryption);
    }
    phone.shown.sip_config = Maybe::Value(sip);
    Ok(())
}

fn patch_nullable<T>(shown: &mut Maybe<T>, patch: Maybe<T>) {
    if !patch.is_absent() {
        *shown = patch;
    }
}

/// Null goes back to the document's default.
fn patch_encryption(shown: &mut SipMediaEncryption, patch: Maybe<SipMediaEncryption>) {
    match patch {
        Maybe::Absent => {}
        Maybe::Null => *shown = SipMediaEncryption::Allow,
        Maybe::Value(value) => *shown = value,
    }
}
