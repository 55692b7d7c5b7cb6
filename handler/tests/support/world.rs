//! The service over a database and a LiveKit whose logs draw from one counter, so that the order of their calls is known.

use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::http::{Request, header};
use counterpart_runtime::{Secret, Uuid};
use handler::auth::{Caller, Token};
use handler::domain::{Phone, Provider, SipSettings, Status, TrunkId};
use handler::livekit::{self, Client};
use handler::service::Service;
use handler::store::{SqliteStore, Store, StoreError};
use http_body_util::BodyExt;
use livekit_stand_in::{Call, Fault, FaultKind, Options, Sequence, StandIn};
use serde_json::{Value, json};
use sqlx::Connection;
use tower::ServiceExt;

use super::scratch::Scratch;
use super::store::Logged;

/// How long a call may take; calls that are to be late take [`LATE`].
pub const TIMEOUT: Duration = Duration::from_millis(1500);

/// Longer than any test.
pub const LATE: Duration = Duration::from_secs(3600);

/// The phone.
pub const PHONE: Uuid = Uuid::from_u128(0x1111_1111_1111_4111_8111_1111_1111_1110);

/// The ids of its trunks.
pub const INBOUND: &str = "ST_in0";
pub const OUTBOUND: &str = "ST_out0";

/// The methods that change trunks.
pub const UPDATE_INBOUND: &str = "UpdateSIPInboundTrunk";
pub const UPDATE_OUTBOUND: &str = "UpdateSIPOutboundTrunk";

pub const ALLOW: &str = "SIP_MEDIA_ENCRYPT_ALLOW";
pub const REQUIRE: &str = "SIP_MEDIA_ENCRYPT_REQUIRE";

/// The password that the outbound trunk starts with.
pub const OLD_PASSWORD: &str = "old-canary";

/// A service with one phone and its trunks.
pub struct World {
    pub livekit: StandIn,
    store: Logged,
    service: Router,
    scratch: Scratch,
}

/// What a caller got.
#[derive(Debug, PartialEq)]
pub struct Answer {
    pub status: u16,
    pub retry_after: bool,
    pub body: Value,
}

impl World {
    pub async fn start(old_server: bool) -> Self {
        let sequence = Sequence::default();
        let options = Options {
            old_server,
            sequence: sequence.clone(),
            ..Options::default()
        };
        let livekit = StandIn::start(options).await.expect("a free port");
        let (inbound, outbound) = trunks();
        livekit.put_inbound(INBOUND, inbound);
        livekit.put_outbound(OUTBOUND, outbound);
        let scratch = Scratch::new("world");
        let inner = SqliteStore::file(&scratch.path().join("phones.db")).await;
        let inner = inner.expect("a database");
        inner.add(&phone()).await.expect("a phone");
        let store = Logged::new(inner, sequence);
        let service = Service::new(
            store.clone(),
            client(&livekit),
            [token()].into_iter().collect(),
        );
        Self {
            livekit,
            store,
            service: generated_server::service(service),
            scratch,
        }
    }

    /// The phone's SIP settings are changed.
    pub async fn patch(&self, body: &Value) -> Answer {
        let path = format!("/v1/phone/{}/sip-config", PHONE);
        let request = Request::patch(path)
            .header(header::AUTHORIZATION, "Bearer tok-a")
            .header(header::CONTENT_TYPE, "application/json")
            .body(Body::from(body.to_string()))
            .expect("a request");
        let answer = in_time(self.service.clone().oneshot(request)).await;
        let (head, body) = answer.expect("an answer").into_parts();
        let body = body.collect().await.expect("a body").to_bytes();
        Answer {
            status: head.status.as_u16(),
            retry_after: head.headers.contains_key(header::RETRY_AFTER),
            body: serde_json::from_slice(&body).expect("JSON"),
        }
    }

    /// LiveKit fails the `nth` call of a method from now on.
    pub fn fault(&self, method: &'static str, nth: u32, kind: FaultKind) {
        self.livekit.fault(Fault {
            method: Some(method),
            nth,
            kind,
        });
    }

    /// The database fails once.
    pub fn store_fault(&self, error: StoreError) {
        self.store.fault(error);
    }

    /// SQLite itself refuses to change a phone from now on.
    pub async fn refuse_in_sqlite(&self) {
        let url = format!(
            "sqlite://{}",
            self.scratch.path().join("phones.db").display()
        );
        let connection = sqlx::SqliteConnection::connect(&url).await;
        let mut connection = connection.expect("the database");
        sqlx::query("CREATE TRIGGER refuse BEFORE UPDATE ON phones BEGIN SELECT RAISE(ABORT, 'refused'); END")
            .execute(&mut connection)
            .await
            .expect("a trigger");
        connection.close().await.expect("closed");
    }

    /// The calls that LiveKit got, and each saving, in their order; with `✗` what was not applied.
    pub fn steps(&self, describe: impl Fn(&Call) -> String) -> Vec<String> {
        let applied = |applied: bool| if applied { "" } else { " ✗" };
        let calls = self.livekit.calls().into_iter().map(|call| {
            let read = call.method.starts_with("Get");
            let step = format!("{}{}", describe(&call), applied(read || call.applied));
            (call.seq, step)
        });
        let saves = self.store.saves().into_iter();
        let saves = saves.map(|(seq, saved)| (seq, format!("save{}", applied(saved))));
        let mut steps: Vec<_> = calls.chain(saves).collect();
        steps.sort();
        steps.into_iter().map(|(_, step)| step).collect()
    }

    /// Forgets the steps so far.
    pub fn forget(&self) {
        self.livekit.clear_log();
        self.store.forget();
    }

    /// The updates of a method, as they were sent.
    pub fn updates(&self, method: &str) -> Vec<Value> {
        let calls = self.livekit.calls().into_iter();
        let calls = calls.filter(|call| call.method == method);
        calls.map(|call| call.update).collect()
    }

    /// The inbound and the outbound trunk, as LiveKit holds them.
    pub fn held(&self) -> [Value; 2] {
        [
            self.livekit.inbound(INBOUND),
            self.livekit.outbound(OUTBOUND),
        ]
        .map(|trunk| undated(trunk.expect("a trunk")))
    }

    /// The phone, as the database holds it.
    pub async fn phone(&self) -> Phone {
        let phone = self.store.find("company-a", PHONE).await;
        phone.expect("the database").expect("the phone")
    }
}

fn undated(mut trunk: Value) -> Value {
    let members = trunk.as_object_mut().expect("a trunk");
    members.remove("updated_at");
    trunk
}

/// What does not wait for its own timeout fails here.
pub async fn in_time<T>(future: impl Future<Output = T>) -> T {
    let ended = tokio::time::timeout(TIMEOUT * 20, future).await;
    ended.expect("in time")
}

/// A client of a stand-in.
pub fn client(livekit: &StandIn) -> Client {
    let url = livekit.url().parse().expect("a URL");
    let mut config = livekit::Config::new(url, "devkey", Secret::from("secret"));
    config.timeout = TIMEOUT;
    Client::new(config).expect("a client")
}

/// The trunks of the phone: inbound, outbound.
pub fn trunks() -> (Value, Value) {
    let media = json!({
        "encryption": ALLOW,
        "media_timeout": "15s",
        "only_listed_codecs": true,
        "codecs": [{"name": "PCMU", "rate": 8000}],
    });
    let inbound = json!({
        "name": "in",
        "numbers": ["+34910000001"],
        "allowed_addresses": ["203.0.113.0/24"],
        "media": media,
        "media_encryption": ALLOW,
    });
    let outbound = json!({
        "name": "out",
        "numbers": ["+34910000001"],
        "address": "sip.example.com",
        "auth_username": "u0",
        "auth_password": OLD_PASSWORD,
        "media": media,
        "media_encryption": ALLOW,
    });
    (inbound, outbound)
}

/// The phone, as the database has it at first: its settings are those of its [`trunks`].
fn phone() -> Phone {
    Phone {
        id: PHONE,
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
        inbound_trunk: Some(TrunkId::new(INBOUND)),
        outbound_trunk: Some(TrunkId::new(OUTBOUND)),
        sip: Some(SipSettings {
            termination_uri: Some("sip.example.com".to_owned()),
            username: Some("u0".to_owned()),
            allowed_addresses: Some(vec!["203.0.113.0/24".to_owned()]),
            ..SipSettings::default()
        }),
        version: 7,
    }
}

/// Who may change the phone.
fn token() -> Token {
    let caller = Caller {
        company: "company-a".to_owned(),
        may_update: true,
    };
    Token::new(&Secret::from("tok-a"), caller).expect("a token")
}
