//! What the client makes of answers, and of none.

use std::time::Instant;

use counterpart_runtime::Secret;
use handler::livekit::{Client, Config, Error, InboundUpdate, OutboundUpdate};
use livekit_stand_in::{Fault, FaultKind};
use tokio::net::TcpListener;

use crate::answering::Answering;
use crate::support::world::{INBOUND, LATE, OUTBOUND, TIMEOUT, UPDATE_OUTBOUND, client, in_time};
use crate::{config, id, stand_in};

/// The kind of an error, without its details.
fn kind(error: &Error) -> &'static str {
    match error {
        Error::Refused { .. } => "Refused",
        Error::Conflict { .. } => "Conflict",
        Error::NotFound => "NotFound",
        Error::Credentials { .. } => "Credentials",
        Error::Unavailable { .. } => "Unavailable",
        Error::Lost { .. } => "Lost",
        Error::Unreadable { .. } => "Unreadable",
        Error::EchoDiffers => "EchoDiffers",
    }
}

#[tokio::test]
async fn answers_that_are_no_trunk() {
    let large = format!(
        r#"{{"sip_trunk_id": "ST_1", "name": "{}"}}"#,
        "a".repeat(1 << 20)
    );
    let cases: Vec<(u16, Vec<u8>, &str)> = vec![
        (200, b"{}".into(), "Unreadable"),
        (200, b"".into(), "Unreadable"),
        (200, b"OK".into(), "Unreadable"),
        (200, br#"{"sip_trunk_id": "ST_2"}"#.into(), "Unreadable"),
        (
            200,
            br#"{"sip_trunk_id": "ST_1", "allowed_addresses": "all"}"#.into(),
            "Unreadable",
        ),
        (
            200,
            br#"{"sip_trunk_id": "ST_1", "name": ""#.into(),
            "Unreadable",
        ),
        (
            200,
            b"{\"sip_trunk_id\": \"ST_1\", \"allowed_addresses\": [\"\xff\"]}".into(),
            "Unreadable",
        ),
        (200, large.clone().into_bytes(), "Unreadable"),
        (502, large.into_bytes(), "Unreadable"),
        (502, b"<html>".into(), "Unreadable"),
        (204, b"".into(), "Unreadable"),
        (307, b"".into(), "Unreadable"),
        (404, b"404 page not found\n".into(), "Unreadable"),
        (401, b"invalid API key".into(), "Credentials"),
        (404, br#"{"code": "not_found"}"#.into(), "NotFound"),
        (500, br#"{"code": "unknown", "msg": "x"}"#.into(), "Refused"),
    ];
    for (status, answer, expected) in cases {
        let shown = String::from_utf8_lossy(&answer[..answer.len().min(60)]).into_owned();
        let server = Answering::start(status, answer).await;
        let client = Client::new(config(&server.url)).expect("a client");
        let error = in_time(client.update_inbound(&id("ST_1"), &InboundUpdate::default())).await;
        let error = error.expect_err("no trunk");
        assert_eq!(
            (kind(&error), error.status()),
            (expected, Some(status)),
            "{status} {shown}"
        );
        assert_eq!(
            server.got().len(),
            1,
            "no redirect, no second try: {status} {shown}"
        );
    }
    let trunk = br#"{"trunk": null}"#.as_slice();
    let server = Answering::start(200, trunk).await;
    let client = Client::new(config(&server.url)).expect("a client");
    assert!(matches!(
        client.outbound(&id("ST_1")).await,
        Err(Error::Unreadable { status: 200 })
    ));
}

#[tokio::test]
async fn what_the_stand_in_s_faults_are() {
    let refuse = |status, code: &str| FaultKind::Refuse {
        status,
        code: code.to_owned(),
        msg: "a secret".to_owned(),
    };
    let cases = [
        (refuse(400, "invalid_argument"), "Refused", Some(400), false),
        (refuse(500, "unknown"), "Refused", Some(500), false),
        (refuse(500, "internal"), "Lost", Some(500), true),
        (refuse(409, "already_exists"), "Conflict", Some(409), false),
        (FaultKind::Unavailable, "Unavailable", Some(503), false),
        (FaultKind::Text401, "Credentials", Some(401), false),
        (
            FaultKind::Html502 { applied: true },
            "Unreadable",
            Some(502),
            true,
        ),
        (FaultKind::DropBefore, "Lost", None, true),
        (FaultKind::DropAfter, "Lost", None, true),
        (FaultKind::DelayAfter(LATE), "Lost", None, true),
    ];
    let livekit = stand_in().await;
    let client = client(&livekit);
    for (fault, expected, status, may_have_applied) in cases {
        livekit.clear_log();
        livekit.fault(Fault {
            method: Some(UPDATE_OUTBOUND),
            nth: 1,
            kind: fault,
        });
        let update = OutboundUpdate {
            address: Some("h".to_owned()),
            ..OutboundUpdate::default()
        };
        let error = in_time(client.update_outbound(&id(OUTBOUND), &update))
            .await
            .expect_err("a fault");
        assert_eq!(
            (kind(&error), error.status()),
            (expected, status),
            "{error:?}"
        );
        assert_eq!(error.may_have_applied(), may_have_applied, "{error:?}");
        assert_eq!(livekit.calls().len(), 1, "no second try: {error:?}");
        assert!(!format!("{error:?} {error}").contains("secret"));
    }
    let error = client
        .inbound(&id(OUTBOUND))
        .await
        .expect_err("the other kind");
    assert_eq!(kind(&error), "NotFound");
    let wrong = Config::new(
        livekit.url().parse().expect("a URL"),
        "devkey",
        Secret::from("other"),
    );
    let error = Client::new(wrong)
        .expect("a client")
        .inbound(&id(INBOUND))
        .await;
    assert_eq!(kind(&error.expect_err("another secret")), "Credentials");
}

/// Where nobody listens, nothing was applied; where somebody accepts and says nothing, who knows.
#[tokio::test]
async fn nobody_answers() {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let url = format!("http://{}", listener.local_addr().expect("an address"));
    let client = Client::new(config(&url)).expect("a client");
    let start = Instant::now();
    let error = in_time(client.update_inbound(&id("ST_1"), &InboundUpdate::default()))
        .await
        .expect_err("silence");
    assert_eq!((kind(&error), error.may_have_applied()), ("Lost", true));
    assert!(start.elapsed() >= TIMEOUT, "{:?}", start.elapsed());
    drop(listener);
    let error = in_time(client.update_inbound(&id("ST_1"), &InboundUpdate::default()))
        .await
        .expect_err("nobody");
    assert_eq!(
        (kind(&error), error.may_have_applied()),
        ("Unavailable", false)
    );
    assert_eq!(error.status(), None);
}
