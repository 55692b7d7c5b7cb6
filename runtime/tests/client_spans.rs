//! What tracing sees of a call: a test binary of its own, since tracing remembers which spans nobody wanted.
#![cfg(feature = "client")]
#![allow(clippy::unwrap_used, clippy::indexing_slicing, dead_code, missing_docs)]

#[path = "client/golden.rs"]
mod golden;
#[path = "support/log.rs"]
mod log;
#[path = "client/stand_in.rs"]
mod stand_in;

use std::collections::BTreeMap;
use std::fmt::Debug;
use std::future::IntoFuture;

use counterpart_runtime::Uuid;
use golden::Client;
use log::Log;
use stand_in::{Script, StandIn};
use tracing::instrument::WithSubscriber;

const CANARY: &str = "c4nary";

/// The lines of ours that a call leaves in the log.
async fn lines<F>(call: F) -> Vec<String>
where
    F: IntoFuture,
    F::Output: Debug,
{
    let log = Log::default();
    // What came of the call is in the log, which is what the test is about.
    let _ = tracing::subscriber::with_default(log.clone(), || call.into_future())
        .with_subscriber(log.clone())
        .await;
    for line in log.lines() {
        assert!(!line.contains(CANARY), "{line}");
    }
    log.own()
}

fn client(url: &str) -> Client {
    Client::builder(url)
        .bearer(CANARY)
        .key(CANARY)
        .query_key(CANARY)
        .build()
        .unwrap()
}

const GET: &str = r#"call: otel.kind="client" operation="get_phone_v1" http.request.method="GET""#;

/// How a call without a declared success ends in the log.
fn failed(error: &str) -> [String; 2] {
    [
        format!("call: error={error}"),
        format!(r#"DEBUG in ["call"]: message=no declared success error={error}"#),
    ]
}

#[tokio::test]
async fn a_call_is_a_span_with_its_operation_and_without_secrets() {
    let json = "Content-Type: application/json";
    let body = format!(r#"{{"id":"{CANARY}"}}"#);
    for (head, body, outcome) in [
        (
            format!("200 OK\r\n{json}\r\nX: {CANARY}"),
            body.as_str(),
            None,
        ),
        (
            format!("404 Not Found\r\n{json}"),
            &body,
            Some("the server declined"),
        ),
        (
            format!("500 Oops\r\n{json}"),
            &body,
            Some("the document does not declare this status"),
        ),
        (
            "200 OK".to_owned(),
            &body,
            Some("the document does not declare this content type"),
        ),
        (
            format!("200 OK\r\n{json}"),
            "[\"c4nary\"]",
            Some("the document does not declare such a body"),
        ),
    ] {
        let server = StandIn::answering(&head, body).await;
        let mut expected = vec![
            GET.to_owned(),
            format!("call: http.response.status_code={}", &head[..3]),
        ];
        expected.extend(outcome.into_iter().flat_map(failed));
        assert_eq!(lines(client(&server.url).get_phone(CANARY)).await, expected);
    }
}

#[tokio::test]
async fn calls_without_an_answer_are_noted_too() {
    let closing = StandIn::start(Script::Answer(String::new())).await;
    let seen = lines(client(&closing.url).get_phone(CANARY)).await;
    assert_eq!(
        seen[1..],
        failed("the connection failed before an answer came")
    );

    let refused = lines(client(&closing.url).get_phone("..")).await;
    assert_eq!(refused[1..], failed("not sent: not a valid request"));

    let bare = Client::builder(closing.url.as_str()).build().unwrap();
    let missing = lines(bare.get_phone(CANARY)).await;
    assert_eq!(missing[1..], failed("not sent: no credential"));

    let cut = format!("HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n{CANARY}");
    let cut = StandIn::start(Script::Answer(cut)).await;
    let phone = BTreeMap::from([("password".to_owned(), CANARY.to_owned())]);
    let call = client(&cut.url)
        .update_phone(Uuid::nil(), CANARY, &[CANARY.to_owned()], &phone)
        .session(CANARY)
        .trace(CANARY);
    let seen = lines(call).await;
    assert!(
        seen[0].contains(r#"http.request.method="PATCH""#),
        "{}",
        seen[0]
    );
    assert_eq!(seen[1], "call: http.response.status_code=200");
    assert_eq!(seen[2..], failed("the body ended early"));
}
