//! The service that the tables are sent to, and what a table may expect.

use std::sync::{Arc, Mutex};

use axum::body::Body;
use axum::http::{Request, header};
use counterpart_runtime::server::{
    AuthContext, Context, Denied, IntoResponse, Response, StatusCode,
};
use counterpart_runtime::{Secret, Uuid};
use generated_server::Authenticator;
use generated_server::phones::{Phones, UpdateSipConfigRequest, UpdateSipConfigResponse};
use handler::domain::{self, Change, Phone, Provider, SipSettings, Status, TrunkId};
use http_body_util::BodyExt;
use serde_json::{Value, json};
use tower::ServiceExt;

/// One phone, and what was asked of it.
struct Service {
    phone: Phone,
    asked: Arc<Mutex<Change>>,
}

impl Authenticator for Service {
    type Principal = ();

    async fn custom_http_bearer(&self, _: Secret, _: AuthContext<'_>) -> Result<(), Denied> {
        Ok(())
    }
}

impl Phones for Service {
    type Error = Response;

    async fn update_sip_config(
        &self,
        request: UpdateSipConfigRequest,
        cx: Context<()>,
    ) -> Result<UpdateSipConfigResponse, Response> {
        let change =
            Change::read(request.body).map_err(|faults| cx.rejection(faults).into_response())?;
        let mut phone = self.phone.clone();
        let conflict = |why: domain::Conflict| {
            generated_server::problem(StatusCode::CONFLICT, why.to_string()).into_response()
        };
        phone.check(&change).map_err(conflict)?;
        let mut settings = phone.sip.take().unwrap_or_default();
        settings.apply(&change);
        phone.sip = Some(settings);
        *self.asked.lock().expect("no holder panics") = change;
        Ok(phone.shown().into())
    }
}

pub fn phone() -> Phone {
    Phone {
        id: Uuid::from_u128(0x11111111_1111_4111_8111_111111111110),
        company: "company-a".to_owned(),
        nickname: None,
        number: "+34910000001".to_owned(),
        provider: Provider::Custom,
        status: Status::Assigned,
        released_at: None,
        scheduled_release_at: None,
        assigned_at: None,
        inbound_agent_id: None,
        outbound_agent_id: None,
        inbound_trunk: Some(TrunkId::new("ST_in")),
        outbound_trunk: Some(TrunkId::new("ST_out")),
        sip: Some(SipSettings {
            termination_uri: Some("sip.example.com".to_owned()),
            username: Some("u0".to_owned()),
            inbound_media_encryption: "require".parse().expect("a value"),
            outbound_media_encryption: "disable".parse().expect("a value"),
            allowed_addresses: Some(vec!["203.0.113.0/24".to_owned()]),
        }),
        version: 0,
    }
}

/// `sip_config` of [`phone`] as the answer shows it.
fn present() -> Value {
    json!({
        "termination_uri": "sip.example.com",
        "username": "u0",
        "inbound_media_encryption": "require",
        "outbound_media_encryption": "disable",
        "allowed_addresses": ["203.0.113.0/24"],
    })
}

/// Status, body and the change of a request.
pub async fn ask(phone: Phone, body: &Value) -> (StatusCode, Value, Change) {
    let asked = Arc::new(Mutex::new(Change::default()));
    let uri = format!("/v1/phone/{}/sip-config", phone.id);
    let request = Request::patch(uri)
        .header(header::AUTHORIZATION, "Bearer tok-a")
        .header(header::CONTENT_TYPE, "application/json")
        .body(Body::from(body.to_string()))
        .expect("a request");
    let service = Service {
        phone,
        asked: Arc::clone(&asked),
    };
    let answer = generated_server::service(service).oneshot(request).await;
    let (head, answer) = answer.expect("infallible").into_parts();
    let answer = answer.collect().await.expect("a body").to_bytes();
    let change = asked.lock().expect("no holder panics").clone();
    let answer = serde_json::from_slice(&answer).expect("JSON");
    (head.status, answer, change)
}

/// What a table expects of a request.
pub enum Expected {
    /// 200: which sides change (`""`, `"inbound"`, `"outbound"`, `"both"`), and what the answer then shows that was not there before.
    Shows(&'static str, Value),
    /// 422: location behind `body`, type and message of every fault, in order.
    Faults(Vec<Expectation>),
    /// 409 with this text.
    Conflict(&'static str),
}
pub use Expected::{Conflict, Faults, Shows};

pub type Expectation = (Value, &'static str, String);

pub fn fault(location: Value, kind: &'static str, message: impl Into<String>) -> Expectation {
    (location, kind, message.into())
}

/// Sends each request of the table, on a fresh phone.
pub async fn check(phone: &Phone, table: impl IntoIterator<Item = (Value, Expected)>) {
    for (body, expected) in table {
        let what = format!("{body:.300}");
        let (status, answer, change) = ask(phone.clone(), &body).await;
        match expected {
            Shows(sides, differences) => {
                assert_eq!(status, 200, "{what}: {answer}");
                let mut shown = present();
                for (name, value) in differences.as_object().expect("an object") {
                    shown[name] = value.clone();
                }
                assert_eq!(answer["sip_config"], shown, "{what}");
                let asked = match (change.inbound, change.outbound) {
                    (None, None) => "",
                    (Some(_), None) => "inbound",
                    (None, Some(_)) => "outbound",
                    (Some(_), Some(_)) => "both",
                };
                assert_eq!(asked, sides, "{what}");
            }
            Faults(faults) => {
                assert_eq!(status, 422, "{what}: {answer}");
                // Type, location, message and nothing else: no `input`, no `ctx`.
                let details = faults.into_iter().map(|(location, kind, message)| {
                    let mut whole = vec![json!("body")];
                    whole.extend(location.as_array().expect("an array").iter().cloned());
                    json!({"type": kind, "loc": whole, "msg": message})
                });
                let details: Vec<Value> = details.collect();
                assert_eq!(answer, json!({ "detail": details }), "{what}");
            }
            Conflict(text) => {
                assert_eq!(status, 409, "{what}: {answer}");
                assert_eq!(answer, json!({ "detail": text }), "{what}");
            }
        }
    }
}

pub fn inbound(member: &str, value: impl Into<Value>) -> Value {
    json!({"inbound_config": {member: value.into()}})
}

pub fn outbound(member: &str, value: impl Into<Value>) -> Value {
    json!({"outbound_config": {member: value.into()}})
}
