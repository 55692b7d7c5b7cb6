//! Each fault does what it says, once.

#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "a test may fail"
)]

mod support;

use std::time::{Duration, Instant};

use livekit_stand_in::{Fault, FaultKind, StandIn};
use serde_json::{Value, json};
use support::{ask, call, start};

const UPDATE: &str = "UpdateSIPOutboundTrunk";

/// A stand-in with one outbound trunk, and a fault for the next update.
async fn with_fault(kind: FaultKind) -> StandIn {
    let livekit = start().await;
    livekit.put_outbound(
        "ST_1",
        json!({"address": "old", "numbers": ["+1"], "auth_password": "p0"}),
    );
    livekit.fault(Fault {
        method: Some(UPDATE),
        nth: 1,
        kind,
    });
    livekit
}

fn to(address: &str) -> Value {
    json!({"sip_trunk_id": "ST_1", "update": {"address": address}})
}

/// What the stand-in holds, and whether its last call says that it was applied.
fn held(livekit: &StandIn) -> (String, bool) {
    let trunk = livekit.outbound("ST_1").expect("the trunk");
    let last = livekit.calls().pop().expect("a call");
    (
        trunk["address"].as_str().expect("text").to_owned(),
        last.applied,
    )
}

fn untouched() -> (String, bool) {
    ("old".to_owned(), false)
}

fn changed() -> (String, bool) {
    ("new".to_owned(), true)
}

/// A fault strikes once.
async fn recovers(livekit: &StandIn) {
    let (status, trunk) = ask(livekit, UPDATE, &to("later")).await;
    assert_eq!((status, &trunk["address"]), (200, &json!("later")));
}

#[tokio::test]
async fn refuses_as_told() {
    let kind = FaultKind::Refuse {
        status: 409,
        code: "aborted".into(),
        msg: "not now".into(),
    };
    let livekit = with_fault(kind).await;
    let answer = ask(&livekit, UPDATE, &to("new")).await;
    assert_eq!(answer, (409, json!({"code": "aborted", "msg": "not now"})));
    assert_eq!(held(&livekit), untouched());
    recovers(&livekit).await;
}

#[tokio::test]
async fn answers_that_are_not_the_method_s() {
    let html = "text/html";
    let cases = [
        (
            FaultKind::Unavailable,
            503,
            "application/json",
            "\"unavailable\"",
            untouched(),
        ),
        (
            FaultKind::Html502 { applied: false },
            502,
            html,
            "<html>",
            untouched(),
        ),
        (
            FaultKind::Html502 { applied: true },
            502,
            html,
            "<html>",
            changed(),
        ),
        (
            FaultKind::Text401,
            401,
            "text/plain; charset=utf-8",
            "invalid API key",
            untouched(),
        ),
    ];
    for (kind, status, content_type, text, state) in cases {
        let livekit = with_fault(kind).await;
        let response = call(&livekit, UPDATE, &to("new")).await.expect("an answer");
        assert_eq!(response.status().as_u16(), status);
        assert_eq!(response.headers()["content-type"], content_type);
        let body = response.text().await.expect("a body");
        assert!(body.contains(text), "{body}");
        assert_eq!(held(&livekit), state);
        recovers(&livekit).await;
    }
}

#[tokio::test]
async fn drops_the_connection_before_or_after_applying() {
    for (kind, state) in [
        (FaultKind::DropBefore, untouched()),
        (FaultKind::DropAfter, changed()),
    ] {
        let livekit = with_fault(kind).await;
        let error = call(&livekit, UPDATE, &to("new"))
            .await
            .expect_err("no answer");
        assert!(!error.is_timeout() && !error.is_connect(), "{error:?}");
        assert_eq!(held(&livekit), state);
        recovers(&livekit).await;
    }
}

#[tokio::test]
async fn cuts_the_body_short() {
    let livekit = with_fault(FaultKind::Truncated).await;
    let response = call(&livekit, UPDATE, &to("new")).await.expect("a head");
    assert_eq!(response.status().as_u16(), 200);
    assert!(response.text().await.is_err());
    assert_eq!(held(&livekit), changed());
    recovers(&livekit).await;
}

#[tokio::test]
async fn delays_before_or_after_applying() {
    let delay = Duration::from_millis(300);
    for (kind, meanwhile) in [
        (FaultKind::DelayBefore(delay), untouched()),
        (FaultKind::DelayAfter(delay), changed()),
    ] {
        let livekit = with_fault(kind).await;
        let begin = Instant::now();
        let client = livekit.clone();
        let answer = tokio::spawn(async move { ask(&client, UPDATE, &to("new")).await });
        while livekit.calls().is_empty() || (meanwhile == changed() && held(&livekit) != changed())
        {
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
        assert_eq!(held(&livekit), meanwhile);
        assert!(begin.elapsed() < delay, "looked too late");
        assert_eq!(answer.await.expect("no panic").0, 200);
        assert!(begin.elapsed() >= delay);
        assert_eq!(held(&livekit), changed());
    }
}

#[tokio::test]
async fn a_delayed_call_is_applied_though_its_caller_has_gone() {
    let livekit = with_fault(FaultKind::DelayBefore(Duration::from_millis(100))).await;
    let client = livekit.clone();
    let caller = tokio::spawn(async move { call(&client, UPDATE, &to("new")).await });
    while livekit.calls().is_empty() {
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
    caller.abort();
    assert_eq!(held(&livekit), untouched());
    while held(&livekit) != changed() {
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
}

#[tokio::test]
async fn echoes_what_was_not_asked_for() {
    let field = "media.encryption".to_owned();
    let kind = FaultKind::WrongEcho {
        field,
        value: json!("SIP_MEDIA_ENCRYPT_ALLOW"),
    };
    let livekit = with_fault(kind).await;
    let update = json!({"sip_trunk_id": "ST_1", "update": {"media": {"encryption": "SIP_MEDIA_ENCRYPT_REQUIRE"}}});
    let (status, trunk) = ask(&livekit, UPDATE, &update).await;
    assert_eq!(
        (status, &trunk["media"]["encryption"]),
        (200, &json!("SIP_MEDIA_ENCRYPT_ALLOW"))
    );
    assert_eq!(trunk["address"], "old");
    let kept = livekit.outbound("ST_1").expect("the trunk");
    assert_eq!(kept["media"]["encryption"], "SIP_MEDIA_ENCRYPT_REQUIRE");

    let kind = FaultKind::WrongEcho {
        field: "address".into(),
        value: json!("elsewhere"),
    };
    livekit.fault(Fault {
        method: Some("GetSIPOutboundTrunk"),
        nth: 1,
        kind,
    });
    let (_, answer) = ask(
        &livekit,
        "GetSIPOutboundTrunk",
        &json!({"sip_trunk_id": "ST_1"}),
    )
    .await;
    assert_eq!(answer["trunk"]["address"], "elsewhere");
}

#[tokio::test]
async fn strikes_the_nth_call_of_its_method() {
    let livekit = with_fault(FaultKind::Unavailable).await;
    livekit.fault(Fault {
        method: None,
        nth: 4,
        kind: FaultKind::Text401,
    });
    let mut statuses = Vec::new();
    for method in [
        "GetSIPOutboundTrunk",
        UPDATE,
        UPDATE,
        "GetSIPOutboundTrunk",
        UPDATE,
    ] {
        statuses.push(ask(&livekit, method, &to("new")).await.0);
    }
    assert_eq!(statuses, [200, 503, 200, 401, 200]);
}
