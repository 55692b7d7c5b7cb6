//! What tracing sees of a request: a test binary of its own, since tracing remembers which spans nobody wanted.
#![cfg(feature = "server")]
#![allow(clippy::unwrap_used, clippy::indexing_slicing, dead_code, missing_docs)]

#[path = "server/fixture/mod.rs"]
mod fixture;
#[path = "support/log.rs"]
mod log;
#[path = "server/send.rs"]
mod send;

use counterpart_runtime::server::{Answer, Status, StatusCode};
use fixture::{FASTAPI, router};
use log::Log;
use send::send;

#[test]
fn a_request_is_a_span_without_secrets() {
    let headers = [("authorization", "Bearer hunter2"), ("x-key", "hunter2")];
    let log = Log::default();
    tracing::subscriber::with_default(log.clone(), || {
        let router = router(&FASTAPI);
        send(&router, "PUT", "/u/hunter2?hunter2", &headers, "hunter2");
        send(&router, "GET", "/u/hunter2", &headers, "");
    });
    assert_eq!(
        log.own(),
        [
            r#"request: otel.kind="server" operation="operation of PUT" http.request.method="PUT" http.route="/u/{id}""#,
            "request: http.response.status_code=401",
            r#"request: otel.kind="server" operation="operation of SHOW" http.request.method="GET" http.route="/u/{id}""#,
            "request: http.response.status_code=200",
        ]
    );
    for line in log.lines() {
        assert!(!line.contains("hunter2"), "{line}");
    }
}

#[test]
fn why_an_answer_cannot_be_sent_is_logged_without_values() {
    let log = Log::default();
    tracing::subscriber::with_default(log.clone(), || {
        let answer = || Answer::new(());
        for mut answer in [answer(), answer()] {
            let is_first = log.own().is_empty();
            let (name, value) = if is_first {
                ("x y", "hunter2")
            } else {
                ("x", "hunter2\n")
            };
            answer.head_mut().append(name, value);
            let _ = answer.empty(Status::Code(204));
        }
        let _ = Answer::with_status(StatusCode::OK, ()).empty(Status::Range(4));
    });
    assert_eq!(
        log.own(),
        [
            r#"ERROR in []: message=the response cannot be written: this is not the name of a header header="x y""#,
            r#"ERROR in []: message=the response cannot be written: the value of this header is not one that HTTP can hold header="x""#,
            r#"ERROR in []: message=the response cannot be written: its status is not the declared one status=200 declared=Range(4)"#,
        ]
    );
}
