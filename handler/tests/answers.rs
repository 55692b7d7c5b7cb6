//! Each answer that the document does not declare, on the wire.
#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "these are tests, their helpers too"
)]

mod wire;

use handler::auth::Tokens;
use handler::dev::{Dev, phone_id};
use handler::store::Store;
use livekit_stand_in::{Fault, FaultKind};
use serde_json::json;
use tokio_util::sync::CancellationToken;
use wire::{
    BOTH, INBOUND, Scratch, called, delay, options, patch, request, says, send, sending, start,
};

/// A service with one more token, which may not change anything.
async fn with_reader(scratch: &Scratch) -> Dev {
    let mut options = options(scratch);
    options.tokens =
        Tokens::read("company-a:update:tok-a company-a:read:tok-r").expect("two tokens");
    Dev::start(options, CancellationToken::new())
        .await
        .expect("a development service")
}

fn refuse(status: u16, code: &str, msg: &str) -> FaultKind {
    FaultKind::Refuse {
        status,
        code: code.to_owned(),
        msg: msg.to_owned(),
    }
}

#[tokio::test]
async fn who_may_call_and_whose_phone_it_is() {
    let scratch = Scratch::new("callers");
    let dev = with_reader(&scratch).await;
    let unknown = "/v1/phone/99999999-9999-4999-8999-999999999999/sip-config";
    let nobody = request(
        "PATCH",
        &format!("/v1/phone/{}/sip-config", phone_id(0)),
        &[("content-type".into(), "application/json".into())],
        b"{}",
    );
    let stranger = request(
        "PATCH",
        unknown,
        &[
            ("authorization".into(), "Bearer tok-a".into()),
            ("content-type".into(), "application/json".into()),
        ],
        b"{}",
    );
    for (name, request, status, detail) in [
        ("no token", nobody, 401, "Not authenticated"),
        (
            "unknown token",
            patch("tok-x", 0, "{}"),
            401,
            "Invalid authentication credentials",
        ),
        (
            "may not update",
            patch("tok-r", 0, INBOUND),
            403,
            "Not enough permissions",
        ),
        (
            "may not update, nothing to do",
            patch("tok-r", 0, "{}"),
            403,
            "Not enough permissions",
        ),
        (
            "may not update, wrong state",
            patch("tok-r", 1, "{}"),
            403,
            "Not enough permissions",
        ),
        ("unknown phone", stranger, 404, "Phone not found"),
        (
            "another company's phone",
            patch("tok-a", 4, "{}"),
            404,
            "Phone not found",
        ),
        (
            "another company's phone, may not update",
            patch("tok-r", 4, "{}"),
            404,
            "Phone not found",
        ),
    ] {
        let answer = send(dev.address(), &request).await;
        says(name, &answer, status, detail);
    }
    assert!(
        dev.stand_in().calls().is_empty(),
        "nobody got as far as LiveKit"
    );
    dev.stop().await.expect("a clean stop");
}

#[tokio::test]
async fn the_state_of_the_phone() {
    let scratch = Scratch::new("states");
    let dev = start(&scratch).await;
    let custom = "Only custom/imported phones can have their SIP config updated";
    for (name, n, body, detail) in [
        ("netelip", 1, "{}", custom),
        ("netelip, a change", 1, INBOUND, custom),
        ("finished", 2, INBOUND, "Phone is released"),
        ("released", 5, INBOUND, "Phone is released"),
        ("no outbound trunk", 3, BOTH, "Phone has no outbound trunk"),
    ] {
        let answer = send(dev.address(), &patch("tok-a", n, body)).await;
        says(name, &answer, 409, detail);
    }
    assert!(
        dev.stand_in().calls().is_empty(),
        "nobody got as far as LiveKit"
    );
    let answer = send(dev.address(), &patch("tok-a", 3, INBOUND)).await;
    assert_eq!(
        answer.status, 200,
        "the inbound side of a phone without outbound trunk"
    );
    dev.stop().await.expect("a clean stop");
}

/// By `Content-Length`, before anything is read.
#[tokio::test]
async fn a_body_that_is_too_large() {
    let scratch = Scratch::new("large");
    let dev = start(&scratch).await;
    let mut head = patch("tok-a", 0, "");
    head.truncate(head.len() - 2);
    head.extend_from_slice(b"content-length: 4194305\r\n\r\n");
    says(
        "413",
        &send(dev.address(), &head).await,
        413,
        "Request body too large",
    );
    dev.stop().await.expect("a clean stop");
}

#[tokio::test]
async fn what_livekit_does() {
    let said = "LiveKit said ST_out0";
    let conflict = "Conflicting inbound SIP Trunks: \"ST_in0\" and \"ST_in9\"";
    let (bad, gone) = (
        (502, "SIP provider error"),
        (503, "SIP provider unavailable"),
    );
    let conflicts = (409, "SIP trunk conflicts with another trunk");
    let (get, outbound, inbound) = (
        "GetSIPOutboundTrunk",
        "UpdateSIPOutboundTrunk",
        "UpdateSIPInboundTrunk",
    );
    for (name, method, kind, (status, detail)) in [
        (
            "conflict by text",
            inbound,
            refuse(400, "invalid_argument", conflict),
            conflicts,
        ),
        (
            "conflict by code",
            inbound,
            refuse(409, "aborted", said),
            conflicts,
        ),
        ("refused", outbound, refuse(500, "unknown", said), bad),
        (
            "refused inbound",
            inbound,
            refuse(400, "invalid_argument", said),
            bad,
        ),
        ("no such trunk", get, refuse(404, "not_found", said), bad),
        ("our credentials", get, FaultKind::Text401, bad),
        (
            "a proxy's page",
            outbound,
            FaultKind::Html502 { applied: false },
            bad,
        ),
        (
            "another trunk than was sent",
            outbound,
            FaultKind::WrongEcho {
                field: "auth_username".to_owned(),
                value: json!("mallory"),
            },
            bad,
        ),
        ("unavailable", outbound, FaultKind::Unavailable, gone),
        ("unavailable when read", get, FaultKind::Unavailable, gone),
        ("dropped before", outbound, FaultKind::DropBefore, gone),
        ("dropped after", inbound, FaultKind::DropAfter, gone),
    ] {
        let scratch = Scratch::new("livekit");
        let dev = start(&scratch).await;
        let trunks = (
            dev.stand_in().inbound("ST_in0"),
            dev.stand_in().outbound("ST_out0"),
        );
        let fault = Fault {
            method: Some(method),
            nth: 1,
            kind,
        };
        dev.stand_in().fault(fault);
        let answer = send(dev.address(), &patch("tok-a", 0, BOTH)).await;
        says(name, &answer, status, detail);
        let after = (
            dev.stand_in().inbound("ST_in0"),
            dev.stand_in().outbound("ST_out0"),
        );
        assert_eq!(trunks, after, "{name}: LiveKit is as it was");
        assert_eq!(version(&dev).await, 0, "{name}: the database is as it was");
        let answer = send(dev.address(), &patch("tok-a", 0, BOTH)).await;
        assert_eq!(answer.status, 200, "{name}: the next one passes");
        dev.stop().await.expect("a clean stop");
    }
}

async fn version(dev: &Dev) -> i64 {
    let found = dev.database().find("company-a", phone_id(0)).await;
    found
        .expect("the database answers")
        .expect("phone 0")
        .version
}

#[tokio::test]
async fn the_database_is_gone() {
    let scratch = Scratch::new("database");
    let dev = start(&scratch).await;
    dev.database().close().await;
    let answer = send(dev.address(), &patch("tok-a", 0, "{}")).await;
    says("before anything", &answer, 503, "Database is not available");
    dev.stop().await.expect("a clean stop");

    let scratch = Scratch::new("database");
    let dev = start(&scratch).await;
    delay(dev.stand_in(), "UpdateSIPInboundTrunk");
    let waiting = sending(dev.address(), patch("tok-a", 0, BOTH));
    called(dev.stand_in(), "UpdateSIPInboundTrunk").await;
    dev.database().close().await;
    let answer = waiting.await.expect("no panic");
    says("after LiveKit", &answer, 503, "Database is not available");
    let trunk = dev.stand_in().outbound("ST_out0").expect("the trunk");
    assert_eq!(trunk["auth_username"], "u0", "LiveKit is as it was");
    dev.stop().await.expect("a clean stop");
}
