//! Decoding and encoding of the Diga API's bodies, against derived serde on equal structs.
//!
//! `cargo xtask bench codec` runs it. Ours and theirs alternate, round by round; what counts is the ratio of a round.

use std::hint::black_box;
use std::time::Duration;

use counterpart_runtime::codec::{Decode, DecodeOptions, Encode, decode, encode};
use generated_server::types;
use serde::{Deserialize, Serialize, de::DeserializeOwned};

mod derived {
    //! The same types as people write them for serde.
    use super::{Deserialize, Serialize};
    use chrono::{DateTime, FixedOffset};
    use uuid::Uuid;

    fn some<'de, D: serde::Deserializer<'de>, T: Deserialize<'de>>(
        d: D,
    ) -> Result<Option<T>, D::Error> {
        T::deserialize(d).map(Some)
    }

    macro_rules! three_states {
        (struct $name:ident { $($field:ident: $ty:ty,)* }) => {
            #[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
            pub struct $name {
                $(#[serde(default, deserialize_with = "some", skip_serializing_if = "Option::is_none")]
                pub $field: Option<Option<$ty>>,)*
            }
        };
    }

    #[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
    #[serde(rename_all = "snake_case")]
    pub enum Encryption {
        Disable,
        Allow,
        Require,
    }

    #[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
    #[serde(rename_all = "snake_case")]
    pub enum Provider {
        Netelip,
        Custom,
    }

    #[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
    #[serde(rename_all = "snake_case")]
    pub enum Status {
        Reserved,
        Assigned,
        Released,
        Finished,
    }

    three_states! { struct Inbound { media_encryption: Encryption, allowed_addresses: Vec<String>, } }
    three_states! { struct Outbound { termination_uri: String, username: String, password: String, media_encryption: Encryption, } }
    three_states! { struct Patch { inbound_config: Inbound, outbound_config: Outbound, } }

    fn allow() -> Encryption {
        Encryption::Allow
    }

    #[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
    pub struct SipConfig {
        #[serde(
            default,
            deserialize_with = "some",
            skip_serializing_if = "Option::is_none"
        )]
        pub termination_uri: Option<Option<String>>,
        #[serde(
            default,
            deserialize_with = "some",
            skip_serializing_if = "Option::is_none"
        )]
        pub username: Option<Option<String>>,
        #[serde(default = "allow")]
        pub inbound_media_encryption: Encryption,
        #[serde(default = "allow")]
        pub outbound_media_encryption: Encryption,
        #[serde(
            default,
            deserialize_with = "some",
            skip_serializing_if = "Option::is_none"
        )]
        pub allowed_addresses: Option<Option<Vec<String>>>,
    }

    #[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
    pub struct Phone {
        pub id: Uuid,
        #[serde(
            default,
            deserialize_with = "some",
            skip_serializing_if = "Option::is_none"
        )]
        pub nickname: Option<Option<String>>,
        pub number: String,
        pub telephony_provider: Provider,
        pub status: Status,
        #[serde(
            default,
            deserialize_with = "some",
            skip_serializing_if = "Option::is_none"
        )]
        pub released_at: Option<Option<DateTime<FixedOffset>>>,
        #[serde(
            default,
            deserialize_with = "some",
            skip_serializing_if = "Option::is_none"
        )]
        pub scheduled_release_at: Option<Option<DateTime<FixedOffset>>>,
        #[serde(
            default,
            deserialize_with = "some",
            skip_serializing_if = "Option::is_none"
        )]
        pub assigned_at: Option<Option<DateTime<FixedOffset>>>,
        #[serde(
            default,
            deserialize_with = "some",
            skip_serializing_if = "Option::is_none"
        )]
        pub inbound_agent_id: Option<Option<Uuid>>,
        #[serde(
            default,
            deserialize_with = "some",
            skip_serializing_if = "Option::is_none"
        )]
        pub outbound_agent_id: Option<Option<Uuid>>,
        #[serde(
            default,
            deserialize_with = "some",
            skip_serializing_if = "Option::is_none"
        )]
        pub sip_config: Option<Option<SipConfig>>,
    }

    #[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
    #[serde(untagged)]
    pub enum LocItem {
        String(String),
        Integer(i64),
    }

    #[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
    pub struct ValidationError {
        pub loc: Vec<LocItem>,
        pub msg: String,
        pub r#type: String,
    }

    #[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
    pub struct HttpValidationError {
        #[serde(skip_serializing_if = "Option::is_none")]
        pub detail: Option<Vec<ValidationError>>,
    }
}

const PATCH: &str = r#"{"inbound_config": {"media_encryption": "require", "allowed_addresses": ["198.51.100.7", "2001:db8::/32"]}, "outbound_config": {"termination_uri": "pstn.example.net:5061", "username": "alice", "password": "s3cret", "media_encryption": "disable"}}"#;
const PHONE: &str = r#"{"id":"11111111-1111-4111-8111-111111111110","nickname":"Recepción","number":"+34910000001","telephony_provider":"custom","status":"assigned","released_at":null,"scheduled_release_at":null,"assigned_at":"2026-01-02T03:04:05Z","inbound_agent_id":null,"outbound_agent_id":null,"sip_config":{"termination_uri":"sip.example.com","username":"u0","inbound_media_encryption":"allow","outbound_media_encryption":"allow","allowed_addresses":["203.0.113.0/24"]}}"#;
const FAULTS: &str = r#"{"detail":[{"loc":["body","inbound_config","allowed_addresses",0],"msg":"Input should be a valid string","type":"string_type"},{"loc":["body","outbound_config","media_encryption"],"msg":"Input should be 'disable', 'allow' or 'require'","type":"enum"}]}"#;

/// How many rounds of each case, and how long each side of a round takes.
struct Plan {
    rounds: usize,
    slice: Duration,
}

fn main() {
    let quick = std::env::args().any(|argument| argument == "--quick");
    let plan = Plan {
        rounds: if quick { 15 } else { 101 },
        slice: Duration::from_millis(20),
    };
    let phones = format!("[{}]", vec![PHONE; 5000].join(","));
    println!(
        "Medians of {} rounds, each of which runs both sides; CPU time of one call\n\n| body | bytes | what | ours, µs | serde, µs | ratio | middle half | all |\n|---|---|---|---|---|---|---|---|",
        plan.rounds
    );
    case::<types::PatchSipConfigRequestSchema, derived::Patch>(&plan, "PATCH request", PATCH);
    case::<types::PhoneRegisterResponseSchema, derived::Phone>(&plan, "phone", PHONE);
    case::<types::HTTPValidationError, derived::HttpValidationError>(
        &plan,
        "validation error",
        FAULTS,
    );
    case::<Vec<types::PhoneRegisterResponseSchema>, Vec<derived::Phone>>(
        &plan,
        "5,000 phones",
        &phones,
    );
}

fn case<Ours, Theirs>(plan: &Plan, name: &str, body: &str)
where
    Ours: Decode + Encode,
    Theirs: DeserializeOwned + Serialize,
{
    let ours: Ours = decode(body.as_bytes(), DecodeOptions::DEFAULT).expect("ours reads it");
    let theirs: Theirs = serde_json::from_str(body).expect("serde reads it");
    // Both sides must do the same work.
    let (our_text, their_text) = (
        encode(&ours).expect("finite"),
        serde_json::to_string(&theirs).expect("plain"),
    );
    let json = |text: &str| serde_json::from_str::<serde_json::Value>(text).expect("JSON");
    assert!(
        json(&our_text) == json(&their_text),
        "{our_text}\n{their_text}"
    );

    let decoding = alternate(
        plan,
        || {
            drop(black_box(decode::<Ours>(
                black_box(body.as_bytes()),
                DecodeOptions::DEFAULT,
            )))
        },
        || {
            drop(black_box(serde_json::from_slice::<Theirs>(black_box(
                body.as_bytes(),
            ))))
        },
    );
    row(name, body.len(), "decode", &decoding);
    let encoding = alternate(
        plan,
        || drop(black_box(encode(black_box(&ours)))),
        || drop(black_box(serde_json::to_vec(black_box(&theirs)))),
    );
    row(name, their_text.len(), "encode", &encoding);
}

/// The seconds of one call in each round, of ours and of theirs.
fn alternate(plan: &Plan, mut ours: impl FnMut(), mut theirs: impl FnMut()) -> Vec<(f64, f64)> {
    let calls = calibrate(plan.slice, &mut theirs);
    let timed = |call: &mut dyn FnMut()| {
        let start = now();
        (0..calls).for_each(|_| call());
        (now() - start).as_secs_f64() / f64::from(calls)
    };
    let mut round = |odd: bool| match odd {
        true => {
            let theirs = timed(&mut theirs);
            (timed(&mut ours), theirs)
        }
        false => (timed(&mut ours), timed(&mut theirs)),
    };
    round(false);
    (0..plan.rounds)
        .map(|number| round(number % 2 == 1))
        .collect()
}

/// The CPU time of this thread: what else a busy machine runs in between does not count.
#[cfg(unix)]
fn now() -> Duration {
    use rustix::time::{ClockId, clock_gettime};
    clock_gettime(ClockId::ThreadCPUTime)
        .try_into()
        .expect("time spent is not negative")
}

#[cfg(not(unix))]
fn now() -> Duration {
    use std::{sync::LazyLock, time::Instant};
    static START: LazyLock<Instant> = LazyLock::new(Instant::now);
    START.elapsed()
}

/// How many calls fill a slice.
fn calibrate(slice: Duration, call: &mut impl FnMut()) -> u32 {
    let mut calls = 1_u32;
    loop {
        let start = now();
        (0..calls).for_each(|_| call());
        let taken = now() - start;
        if taken >= slice || calls >= 1 << 24 {
            return calls;
        }
        calls *= 2;
    }
}

fn row(name: &str, bytes: usize, what: &str, rounds: &[(f64, f64)]) {
    let sorted = |number: fn(&(f64, f64)) -> f64| {
        let mut numbers: Vec<f64> = rounds.iter().map(number).collect();
        numbers.sort_by(f64::total_cmp);
        numbers
    };
    let ratios = sorted(|(ours, theirs)| ours / theirs);
    // A round that another program has cut into lies at an end: the middle half says how far the others lie apart.
    let (middle, quarter) = (ratios.len() / 2, ratios.len() / 4);
    println!(
        "| {name} | {bytes} | {what} | {:.2} | {:.2} | {:.2} | {:.2} to {:.2} | {:.2} to {:.2} |",
        sorted(|round| round.0)[middle] * 1e6,
        sorted(|round| round.1)[middle] * 1e6,
        ratios[middle],
        ratios[quarter],
        ratios[ratios.len() - 1 - quarter],
        ratios[0],
        ratios[ratios.len() - 1],
    );
}
