//! Replays what LiveKit's own SIP service was recorded to answer: status, content type and body are the same.
//!
//! The recording holds neither tokens nor what went before each exchange. Both are as in the script that recorded it: two fresh trunks,
//! `ST_in` and `ST_out`, before each exchange but the later steps of a sequence, and the tokens of [`authorization`].

#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "a test may fail"
)]

mod support;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use livekit_stand_in::{Options, StandIn};
use serde_json::{Value, json};
use support::{ask, client, now, token};

/// Every exchange, one JSON object per line.
const RECORDED: &str = include_str!("../fixtures/livekit-recorded.jsonl");

/// The exchanges that are answered differently, each with the reason. None at present.
///
/// `wire.double_slash` is answered 307 as recorded, though a whole livekit-server would take the path: the stricter of the two.
const EXCEPTIONS: &[(&str, &str)] = &[];

/// The names that stand for the ids of the present trunks.
struct Ids {
    inbound: String,
    outbound: String,
}

impl Ids {
    fn real(&self, recorded: &str) -> String {
        recorded
            .replace("ST_in", &self.inbound)
            .replace("ST_out", &self.outbound)
    }
}

#[tokio::test]
async fn answers_as_recorded() {
    let livekit = support::start().await;
    let without_redis = Options {
        without_redis: true,
        ..Options::default()
    };
    let without_redis = StandIn::start(without_redis).await.expect("a free port");
    let mut ids = fresh(&livekit).await;
    let mut different = Vec::new();
    let mut count = 0;
    for line in RECORDED.lines() {
        let exchange: Value = serde_json::from_str(line).expect("JSON");
        let name = exchange["name"].as_str().expect("a name");
        if !is_later_step(name) {
            ids = fresh(&livekit).await;
        }
        if name == "in.update_into_conflict" {
            let other = json!({"trunk": {"name": "other", "numbers": ["+34910000002"]}});
            assert_eq!(ask(&livekit, "CreateSIPInboundTrunk", &other).await.0, 200);
        }
        let server = if name.starts_with("noredis.") {
            &without_redis
        } else {
            &livekit
        };
        let answer = send(server, name, &exchange["request"], &ids).await;
        let expected = expected(&exchange["response"], &ids);
        if !same(&answer, &expected) {
            println!("{name}\n  recorded {expected}\n  answered {answer}");
            different.push(name.to_owned());
        }
        count += 1;
    }
    let exceptions: Vec<&str> = EXCEPTIONS.iter().map(|(name, _)| *name).collect();
    assert_eq!(different, exceptions, "answered differently, and excepted");
    assert_eq!(count, 121);
    println!(
        "{} of {count} exchanges are answered as recorded",
        count - different.len()
    );
}

/// Whether an exchange goes on where the one before it ended: `in.encryption_legacy_twice.1`.
fn is_later_step(name: &str) -> bool {
    let step = name
        .rsplit('.')
        .next()
        .and_then(|step| step.parse::<u32>().ok());
    step.is_some_and(|step| step > 0)
}

/// Deletes all trunks, and makes the two that the recordings start from.
async fn fresh(livekit: &StandIn) -> Ids {
    for method in ["ListSIPInboundTrunk", "ListSIPOutboundTrunk"] {
        let (_, list) = ask(livekit, method, &json!({})).await;
        for trunk in list["items"].as_array().expect("a list") {
            ask(
                livekit,
                "DeleteSIPTrunk",
                &json!({"sip_trunk_id": trunk["sip_trunk_id"]}),
            )
            .await;
        }
    }
    let number = "+34910000001";
    let inbound =
        json!({"name": "in", "numbers": [number], "allowed_addresses": ["203.0.113.0/24"]});
    let outbound = json!({"name": "out", "address": "sip.example.com", "numbers": [number], "auth_username": "u0", "auth_password": "p0"});
    Ids {
        inbound: create(livekit, "CreateSIPInboundTrunk", inbound).await,
        outbound: create(livekit, "CreateSIPOutboundTrunk", outbound).await,
    }
}

async fn create(livekit: &StandIn, method: &str, trunk: Value) -> String {
    let (status, trunk) = ask(livekit, method, &json!({"trunk": trunk})).await;
    assert_eq!(status, 200, "{trunk}");
    trunk["sip_trunk_id"].as_str().expect("an id").to_owned()
}

/// Sends a recorded request; the answer in the form in which answers are recorded.
async fn send(livekit: &StandIn, name: &str, request: &Value, ids: &Ids) -> Value {
    let text = |member: &str| request[member].as_str().expect("text");
    let url = format!("{}{}", livekit.url(), text("path"));
    let body = body(name, &request["body"], ids);
    loop {
        let mut call = client().request(text("method").parse().expect("a method"), &url);
        if let Some(content_type) = request["content_type"].as_str() {
            call = call.header("content-type", content_type);
        }
        let begun = now();
        if let Some(authorization) = authorization(name) {
            call = call.header("authorization", authorization);
        }
        let response = call.body(body.clone()).send().await.expect("an answer");
        let status = response.status().as_u16();
        let content_type = response
            .headers()
            .get("content-type")
            .map(|value| value.to_str().expect("text").to_owned());
        let bytes = response.bytes().await.expect("a body").to_vec();
        if name == "auth.expired" && now() != begun {
            continue; // the answer tells seconds, and one has passed since the token was made
        }
        let mut answer = json!({"status": status, "content_type": content_type});
        match (serde_json::from_slice::<Value>(&bytes), name) {
            (Ok(json), _) => answer["json"] = json,
            (Err(_), "wire.protobuf_ok") => answer["b64"] = STANDARD.encode(bytes).into(),
            (Err(_), _) => answer["text"] = String::from_utf8(bytes).expect("text").into(),
        }
        return answer;
    }
}

/// A request's body: an object is JSON, text is bytes as Latin-1.
fn body(name: &str, recorded: &Value, ids: &Ids) -> Vec<u8> {
    match recorded {
        Value::Null => Vec::new(),
        Value::String(text) if name == "wire.too_big" => {
            assert_eq!(text, "<10485761 bytes>");
            vec![b' '; 10 * 1024 * 1024 + 1]
        }
        Value::String(text) => ids
            .real(text)
            .chars()
            .map(|c| u8::try_from(c).expect("Latin-1"))
            .collect(),
        object => ids.real(&object.to_string()).into_bytes(),
    }
}

/// The header of each exchange.
fn authorization(name: &str) -> Option<String> {
    let claims = |nbf: i64, exp: i64, grants: Value| {
        let mut claims = json!({"iss": "devkey", "nbf": now() + nbf, "exp": now() + exp});
        for (name, value) in grants.as_object().expect("an object") {
            claims[name] = value.clone();
        }
        claims
    };
    let admin = json!({"sip": {"admin": true}});
    let bearer = |secret: &str, claims: &Value| Some(format!("Bearer {}", token(secret, claims)));
    match name {
        "wire.root" | "auth.none" => None,
        "auth.basic" => Some("Basic eDp5".to_owned()),
        "auth.garbage" => Some("Bearer garbage".to_owned()),
        "auth.unknown_key" => bearer(
            "secret",
            &claims(0, 60, json!({"iss": "other", "sip": {"admin": true}})),
        ),
        "auth.bad_signature" => bearer("wrong", &claims(0, 60, admin)),
        "auth.expired" => bearer("secret", &claims(-7200, -3600, admin)),
        "auth.expired_30s_ago" => bearer("secret", &claims(-7200, -30, admin)),
        "auth.not_yet_valid_1h" => bearer("secret", &claims(3600, 7200, admin)),
        "auth.no_sip_grant" => bearer(
            "secret",
            &claims(0, 60, json!({"video": {"roomAdmin": true}})),
        ),
        "auth.sip_call_only" => bearer("secret", &claims(0, 60, json!({"sip": {"call": true}}))),
        "auth.no_grant_bad_request" => bearer("secret", &claims(0, 60, json!({"video": {}}))),
        _ => bearer("secret", &claims(0, 60, admin)),
    }
}

/// A recorded answer with the present ids.
fn expected(recorded: &Value, ids: &Ids) -> Value {
    let mut expected: Value = serde_json::from_str(&ids.real(&recorded.to_string())).expect("JSON");
    if let Some(bytes) = recorded["b64"].as_str() {
        // The id of the recorded trunk, which has as many letters as ours.
        let text = String::from_utf8(STANDARD.decode(bytes).expect("base64")).expect("text");
        let text = text.replace("ST_bEiktCEgHHZp", &ids.inbound);
        expected["b64"] = STANDARD.encode(text).into();
    }
    expected
}

/// Whether two answers are the same, a new trunk's id aside, which has to look like one.
fn same(answer: &Value, expected: &Value) -> bool {
    let mut expected = expected.clone();
    let new_id = |answer: &Value| {
        answer["json"]["sip_trunk_id"]
            .as_str()
            .filter(|id| is_id(id))
            .map(str::to_owned)
    };
    if let (Some(id), Some(_)) = (new_id(answer), new_id(&expected)) {
        expected["json"]["sip_trunk_id"] = id.into();
    }
    *answer == expected
}

fn is_id(id: &str) -> bool {
    let letters = id.strip_prefix("ST_").unwrap_or_default();
    letters.len() == 12 && letters.bytes().all(|letter| letter.is_ascii_alphanumeric())
}
