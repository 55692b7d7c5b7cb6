//! The client's side over real sockets, through a small API whose code is written by hand as it is generated.
#![allow(
    missing_docs,
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "these are tests"
)]

mod defaults;
mod failures;
mod golden;
mod stand_in;
#[cfg(feature = "rustls")]
mod tls;

use std::collections::BTreeMap;
use std::error::Error as StdError;
use std::fmt::Debug;

use axum::Router;
use axum::extract::Request;
use counterpart_runtime::Uuid;
use counterpart_runtime::client::{Body, Error, ErrorKind, ParameterProblem, StatusCode, from_fn};
use golden::{Client, Phone, UpdatePhoneOk};
use stand_in::StandIn;
use tower::ServiceExt;

const CANARY: &str = "c4nary";
const JSON: &str = "200 OK\r\nContent-Type: application/json";

fn client(url: &str) -> Client {
    Client::builder(url).bearer(CANARY).build().unwrap()
}

fn phone(id: &str) -> Phone {
    BTreeMap::from([("id".to_owned(), id.to_owned())])
}

/// What `Display`, `Debug` and the sources of an error show.
fn shown<E>(error: &Error<E>) -> String {
    let mut text = format!("{error} {error:?} {error:#?}");
    let mut source = error.source();
    while let Some(error) = source {
        text.push_str(&format!(" {error} {error:?}"));
        source = error.source();
    }
    text
}

/// What an error says cannot be sent: by name, why.
fn refused<E>(error: &Error<E>) -> Vec<(&str, ParameterProblem)> {
    let ErrorKind::InvalidRequest(invalid) = error.kind() else {
        panic!("{error:?}")
    };
    let parameters = invalid.parameters().iter();
    parameters
        .map(|one| (one.name.as_str(), one.problem))
        .collect()
}

fn secretless(shown: &impl Debug) {
    let text = format!("{shown:?} {shown:#?}");
    assert!(!text.contains(CANARY), "{text}");
}

#[tokio::test]
async fn a_declared_success() {
    let server = StandIn::answering(&format!("{JSON}\r\nX-Trace: {CANARY}"), r#"{"id":"7"}"#).await;
    let url = format!("{}/v1/", server.url);
    let reply = client(&url).get_phone("a/ü?").await.unwrap();
    assert_eq!(*reply, phone("7"));
    assert_eq!(reply.status(), StatusCode::OK);
    assert_eq!(reply.headers()["x-trace"], CANARY);
    secretless(&reply);
    let requests = server.requests();
    let head = requests[0].as_str();
    assert!(
        head.starts_with("GET /v1/phones/a%2F%C3%BC%3F HTTP/1.1\n"),
        "{head}"
    );
    for header in [
        "accept: application/json",
        "user-agent: golden/1.0",
        "authorization: bearer c4nary",
    ] {
        assert!(
            head.lines().any(|line| line == header),
            "{header} in {head}"
        );
    }
    assert!(!head.contains("content-"), "{head}");
}

#[tokio::test]
async fn parameters_and_body_are_where_they_belong() {
    let server = StandIn::answering("202 Accepted", "").await;
    let client = Client::builder(server.url.as_str())
        .key("k3y")
        .query_key("a&b")
        .login("user", "password")
        .build()
        .unwrap();
    let tags = ["x,y".to_owned(), "z".to_owned()];
    let call = client
        .update_phone(Uuid::nil(), "main", &tags, &phone("7"))
        .limit(1)
        .limit(5)
        .trace("t r")
        .session("s;x");
    secretless(&call);
    let reply = call.await.unwrap();
    assert_eq!(*reply, UpdatePhoneOk::Accepted);
    let requests = server.requests();
    let request = requests[0].as_str();
    let target =
        "/phones/00000000-0000-0000-0000-000000000000/main.json?tag=x%2Cy&tag=z&limit=5&key=a%26b";
    assert!(
        request.starts_with(&format!("PATCH {target} HTTP/1.1\n")),
        "{request}"
    );
    assert!(request.ends_with("\n\n{\"id\":\"7\"}"), "{request}");
    for header in [
        "content-type: application/json",
        "x-key: k3y",
        "x-trace: t r",
        "cookie: session=s%3bx",
    ] {
        assert!(
            request.lines().any(|line| line == header),
            "{header} in {request}"
        );
    }
    assert!(!request.contains("authorization"), "{request}");
}

#[tokio::test]
async fn credentials_go_only_where_they_are_asked_for() {
    let server = StandIn::answering("204 No Content", "").await;
    let client = Client::builder(server.url.as_str())
        .bearer(CANARY)
        .key(CANARY)
        .query_key(CANARY)
        .login("user", CANARY)
        .build()
        .unwrap();
    client.ping().await.unwrap();
    assert!(!server.requests()[0].contains(CANARY));

    // The second alternative, where the first is not complete.
    let client = Client::builder(server.url.as_str())
        .key(CANARY)
        .login("u", "p")
        .build()
        .unwrap();
    let error = client
        .update_phone(Uuid::nil(), "x", &[], &phone("7"))
        .await
        .unwrap_err();
    assert_eq!(error.status(), Some(StatusCode::NO_CONTENT));
    let request = server.requests()[1].clone();
    assert!(
        request.contains("authorization: basic dtpw") && !request.contains(CANARY),
        "{request}"
    );
}

#[tokio::test]
async fn a_call_without_its_credential_is_not_sent() {
    let server = StandIn::answering(JSON, "{}").await;
    let bare = Client::builder(server.url.as_str())
        .key(CANARY)
        .build()
        .unwrap();
    let error = bare.get_phone("7").await.unwrap_err();
    assert!(
        matches!(error.kind(), ErrorKind::MissingCredential(_)),
        "{error:?}"
    );
    assert_eq!(error.source().unwrap().to_string(), "needs Bearer");
    assert!(server.requests().is_empty());

    bare.get_phone("7")
        .header("authorization", "mine")
        .await
        .unwrap();
    let foreign = Client::builder(server.url.as_str())
        .foreign_credentials()
        .build()
        .unwrap();
    foreign.get_phone("7").await.unwrap();
    let requests = server.requests();
    assert!(requests[0].contains("authorization: mine") && !requests[1].contains("authorization"));
}

#[tokio::test]
async fn values_that_would_call_another_operation_are_refused() {
    let server = StandIn::answering(JSON, "{}").await;
    for (value, problem) in [
        ("", ParameterProblem::EmptyInPath),
        (".", ParameterProblem::DotSegment),
        ("..", ParameterProblem::DotSegment),
    ] {
        let error = client(&server.url).get_phone(value).await.unwrap_err();
        assert_eq!(refused(&error), [("phone_id", problem)]);
    }
    let call = client(&server.url).get_phone("7");
    let error = call
        .header("x y", CANARY)
        .header("x", "c4nary\n")
        .header("Host", CANARY)
        .await
        .unwrap_err();
    assert_eq!(
        refused(&error),
        [
            ("x y", ParameterProblem::HeaderName),
            ("x", ParameterProblem::HeaderValue),
            ("Host", ParameterProblem::ReservedHeader)
        ]
    );
    assert!(!shown(&error).contains(CANARY));
    assert!(server.requests().is_empty());

    for value in [
        "%2e%2e",
        "...",
        "..;",
        "..%2F",
        "a/../../b",
        "\\..\\",
        "?x",
        "#x",
        "\u{0}",
        " ",
    ] {
        client(&server.url).get_phone(value).await.unwrap();
        let requests = server.requests();
        let target = requests.last().unwrap().split(' ').nth(1).unwrap();
        let segment = target.strip_prefix("/phones/").unwrap();
        assert!(!segment.contains(['/', '?', '#']), "{target}");
    }
}

#[tokio::test]
async fn a_router_in_the_same_process() {
    let router = Router::new().fallback(|request: Request| async move {
        let target = request.uri().path().to_owned();
        (
            [("content-type", "application/json")],
            format!("{{\"id\":\"{target}\"}}"),
        )
    });
    let transport = from_fn(move |request| {
        let router = router.clone();
        async move {
            let answer = router.oneshot(request.map(axum::body::Body::new)).await;
            answer
                .map(|answer| answer.map(Body::new))
                .map_err(|never| match never {})
        }
    });
    let client = Client::builder("http://in.process/v1")
        .bearer(CANARY)
        .transport(transport)
        .build()
        .unwrap();
    assert_eq!(*client.get_phone("7").await.unwrap(), phone("/v1/phones/7"));
}

#[test]
fn clients_that_cannot_be_built() {
    for (builder, expected) in [
        (Client::builder("not a url: c4nary"), "not an absolute URL"),
        (Client::builder("http://u:c4nary@x"), "user or a password"),
        (Client::builder("http://x?key=c4nary"), "query"),
        (
            Client::builder(golden::Server::Regional {
                region: "mars".to_owned(),
            }),
            "\"region\"",
        ),
        (Client::builder("http://x").bearer("c4nary\n"), "\"Bearer\""),
        (
            Client::builder("http://x").login("c4nary:", "x"),
            "\"Login\"",
        ),
        (
            Client::builder("http://x").session_id("c4nary; admin=1"),
            "\"SessionId\"",
        ),
        (
            Client::builder("http://x").user_agent("c4nary\n"),
            "user agent",
        ),
    ] {
        secretless(&builder);
        let error = builder.build().unwrap_err();
        assert!(error.to_string().contains(expected), "{error}");
        secretless(&error);
    }
}
