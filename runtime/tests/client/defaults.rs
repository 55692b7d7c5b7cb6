//! What a client does unless it is told otherwise, and what it does when it is.

use std::convert::Infallible;
use std::time::Duration;

use counterpart_runtime::Uuid;
use counterpart_runtime::client::{
    Body, Bytes, DEFAULT_TIMEOUT, ErrorKind, ParameterProblem, Transport, from_fn, http::Response,
};
use http_body_util::StreamBody;
use tokio::time::Instant;

use super::golden::{Client, ClientBuilder};
use super::stand_in::StandIn;
use super::{CANARY, JSON, phone, refused};

/// Never answers.
fn silent() -> impl Transport {
    from_fn(|_| std::future::pending())
}

/// Answers with a body that never comes.
fn stalling() -> impl Transport {
    from_fn(|_| async {
        let body = StreamBody::new(futures_util::stream::pending::<Result<_, Infallible>>());
        Ok(Response::new(Body::new::<StreamBody<_>>(body)))
    })
}

fn builder() -> ClientBuilder {
    Client::builder("http://in.process").bearer(CANARY)
}

/// How long a call to `client` takes to end by its timeout; of the clock that stands still while anything can happen.
async fn patience(client: Client) -> Option<Duration> {
    let started = Instant::now();
    let call = async { client.get_phone("7").await };
    match tokio::time::timeout(Duration::from_secs(3600), call).await {
        Ok(answer) => {
            assert_eq!(*answer.unwrap_err().kind(), ErrorKind::Timeout);
            Some(started.elapsed())
        }
        Err(_) => None,
    }
}

#[tokio::test(start_paused = true)]
async fn calls_end_in_time() {
    let about = |expected: Duration| {
        move |seen: &Duration| *seen >= expected && *seen < expected + Duration::from_secs(1)
    };
    let of_default = about(DEFAULT_TIMEOUT);
    for client in [
        builder().transport(silent()).build().unwrap(),
        builder().transport(stalling()).build().unwrap(),
    ] {
        assert!(patience(client).await.as_ref().is_some_and(of_default));
    }
    let five = Duration::from_secs(5);
    let client = builder().timeout(five).transport(silent()).build().unwrap();
    assert!(patience(client).await.as_ref().is_some_and(about(five)));
    let client = builder().timeout(None).transport(silent()).build().unwrap();
    assert_eq!(patience(client).await, None);
}

#[tokio::test]
async fn the_user_agent_is_the_callers_where_there_is_one() {
    let server = StandIn::answering("204 No Content", "").await;
    let client = Client::builder(server.url.as_str());
    client
        .user_agent("Mine/2")
        .build()
        .unwrap()
        .ping()
        .await
        .unwrap();
    assert!(server.requests()[0].contains("user-agent: mine/2\n"));
}

#[tokio::test]
async fn a_cookie_may_be_the_credential() {
    let server = StandIn::answering("202 Accepted", "").await;
    let client = Client::builder(server.url.as_str())
        .session_id("s=1")
        .build()
        .unwrap();
    let call = client.update_phone(Uuid::nil(), "x", &[], &phone("7"));
    call.session("y").await.unwrap();
    let request = server.requests()[0].clone();
    assert!(
        request.contains("cookie: session=y; sid=s=1\n"),
        "{request}"
    );
    client.ping().await.unwrap_err();
    assert!(!server.requests()[1].contains("cookie"));
}

#[tokio::test]
async fn a_body_without_a_json_form_is_not_sent() {
    let server = StandIn::answering("204 No Content", "").await;
    let client = Client::builder(server.url.as_str()).build().unwrap();
    let error = client.ping_with(&f64::NAN).await.unwrap_err();
    assert!(matches!(
        refused(&error)[..],
        [("body", ParameterProblem::Body(_))]
    ));
    assert!(server.requests().is_empty());
}

/// Status, headers and bytes are there, whatever is wrong with them.
#[tokio::test]
async fn an_error_keeps_what_came() {
    for (head, body, kind) in [
        (JSON, "[1]", "Decode"),
        (JSON, "{", "Decode"),
        ("200 OK", "{}", "ContentType"),
        ("500 Oops", "<html>", "Undeclared"),
        (
            "404 Not Found\r\nContent-Type: application/json",
            "7",
            "Decode",
        ),
    ] {
        let server = StandIn::answering(&format!("{head}\r\nRetry-After: 7"), body).await;
        let client = Client::builder(server.url.as_str());
        let error = client
            .bearer(CANARY)
            .build()
            .unwrap()
            .get_phone("7")
            .await
            .unwrap_err();
        assert!(format!("{:?}", error.kind()).starts_with(kind), "{error:?}");
        assert_eq!(error.body(), &Bytes::from_static(body.as_bytes()), "{head}");
        assert_eq!(error.status().unwrap().as_str(), &head[..3]);
        assert_eq!(error.headers().unwrap()["retry-after"], "7");
        assert!(error.declared().is_none() && error.into_declared().is_err());
    }
}
