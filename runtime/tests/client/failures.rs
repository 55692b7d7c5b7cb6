//! Calls that do not succeed: what the error is, and that it shows no secret.

use std::collections::BTreeMap;
use std::time::{Duration, Instant};

use counterpart_runtime::client::{ErrorKind, StatusCode, http_client_builder};
use counterpart_runtime::{SyntaxProblem, Uuid};

use super::golden::{Client, GetPhoneError, UpdatePhoneError};
use super::stand_in::{Script, StandIn};
use super::{CANARY, JSON, client, phone, secretless, shown};

#[tokio::test]
async fn declared_errors() {
    let body = format!(r#"{{"detail":"{CANARY}"}}"#);
    let problem = BTreeMap::from([("detail".to_owned(), CANARY.to_owned())]);
    for (head, expected) in [
        (
            "404 Not Found\r\nContent-Type: application/problem+json",
            GetPhoneError::NotFound(problem.clone()),
        ),
        (
            "409 Conflict\r\nContent-Type: application/json; charset=utf-8",
            GetPhoneError::ClientError(StatusCode::CONFLICT, problem.clone()),
        ),
        ("503 Service Unavailable", GetPhoneError::ServiceUnavailable),
    ] {
        let server = StandIn::answering(&format!("{head}\r\nX-Secret: {CANARY}"), &body).await;
        let error = client(&server.url).get_phone("7").await.unwrap_err();
        assert_eq!(*error.kind(), ErrorKind::Declared);
        assert_eq!(error.declared(), Some(&expected));
        assert_eq!(error.body(), body.as_bytes());
        assert_eq!(error.headers().unwrap()["x-secret"], CANARY);
        assert_eq!(error.operation(), "get_phone_v1");
        let text = shown(&error);
        assert!(
            !text.contains(CANARY) && text.contains("get_phone_v1"),
            "{text}"
        );
        assert_eq!(error.into_declared().unwrap(), expected);
    }

    let server = StandIn::answering("418 Teapot\r\nContent-Type: application/json", &body).await;
    let client = Client::builder(server.url.as_str())
        .login("u", "p")
        .build()
        .unwrap();
    let error = client
        .update_phone(Uuid::nil(), "x", &[], &phone("7"))
        .await
        .unwrap_err();
    let expected = UpdatePhoneError::Default(StatusCode::IM_A_TEAPOT, problem);
    assert_eq!(error.declared(), Some(&expected));
}

#[tokio::test]
async fn answers_that_nobody_declared() {
    let raw = |text: &str| Script::Answer(format!("HTTP/1.1 {text}"));
    let json = "Content-Type: application/json";
    type Expected = fn(&ErrorKind) -> bool;
    let cases: [(&str, Script, Option<u16>, Expected); 13] = [
        (
            "undeclared status",
            raw(&format!(
                "500 Oops\r\n{json}\r\nContent-Length: 8\r\n\r\n\"{CANARY}\""
            )),
            Some(500),
            |kind| *kind == ErrorKind::Undeclared,
        ),
        (
            "redirect",
            raw(&format!(
                "302 Found\r\nLocation: /{CANARY}\r\nContent-Length: 0\r\n\r\n"
            )),
            Some(302),
            |kind| *kind == ErrorKind::Undeclared,
        ),
        (
            "wrong content type",
            raw("200 OK\r\nContent-Type: text/html\r\nContent-Length: 2\r\n\r\n{}"),
            Some(200),
            |kind| *kind == ErrorKind::ContentType,
        ),
        (
            "no content type",
            raw("200 OK\r\nContent-Length: 2\r\n\r\n{}"),
            Some(200),
            |kind| *kind == ErrorKind::ContentType,
        ),
        (
            "wrong content type of an error",
            raw("404 Not Found\r\nContent-Type: text/html\r\nContent-Length: 2\r\n\r\n{}"),
            Some(404),
            |kind| *kind == ErrorKind::ContentType,
        ),
        (
            "no JSON",
            raw(&format!(
                "200 OK\r\n{json}\r\nContent-Length: 8\r\n\r\n{{\"{CANARY}"
            )),
            Some(200),
            |kind| matches!(kind, ErrorKind::Decode(faults) if format!("{faults:?}").contains(&format!("{:?}", SyntaxProblem::UnterminatedString))),
        ),
        (
            "wrong JSON",
            raw(&format!(
                "200 OK\r\n{json}\r\nContent-Length: 13\r\n\r\n[\"{CANARY}\",{{}}]"
            )),
            Some(200),
            |kind| matches!(kind, ErrorKind::Decode(_)),
        ),
        (
            "truncated body",
            raw(&format!(
                "200 OK\r\n{json}\r\nContent-Length: 99\r\n\r\n{{\"a\":\"{CANARY}"
            )),
            Some(200),
            |kind| *kind == ErrorKind::Truncated,
        ),
        (
            "truncated chunk",
            raw(&format!(
                "200 OK\r\n{json}\r\nTransfer-Encoding: chunked\r\n\r\n8\r\n{{\""
            )),
            Some(200),
            |kind| *kind == ErrorKind::Truncated,
        ),
        (
            "closed connection",
            Script::Answer(String::new()),
            None,
            |kind| *kind == ErrorKind::Transport,
        ),
        (
            "no HTTP",
            Script::Answer(format!("{CANARY}\r\n\r\n")),
            None,
            |kind| *kind == ErrorKind::Transport,
        ),
        (
            "announced body over the limit",
            raw(&format!(
                "200 OK\r\n{json}\r\nContent-Length: 1025\r\n\r\n{CANARY}"
            )),
            Some(200),
            |kind| *kind == ErrorKind::TooLarge { limit: 1024 },
        ),
        (
            "endless body",
            Script::Flood(format!(
                "HTTP/1.1 200 OK\r\n{json}\r\nTransfer-Encoding: chunked\r\n\r\n"
            )),
            Some(200),
            |kind| *kind == ErrorKind::TooLarge { limit: 1024 },
        ),
    ];
    for (name, script, status, expected) in cases {
        let server = StandIn::start(script).await;
        let client = Client::builder(server.url.as_str())
            .bearer(CANARY)
            .body_limit(1024)
            .build()
            .unwrap();
        let error = client.get_phone("7").await.unwrap_err();
        assert!(expected(error.kind()), "{name}: {error:?}");
        assert_eq!(
            error.status().map(|status| status.as_u16()),
            status,
            "{name}"
        );
        assert_eq!(error.declared(), None, "{name}");
        let text = shown(&error);
        assert!(!text.contains(CANARY), "{name}: {text}");
        assert_eq!(server.requests().len(), 1, "{name}");
        secretless(&client);
    }
}

#[tokio::test]
async fn no_redirect_is_followed() {
    let elsewhere = StandIn::answering(JSON, "{}").await;
    let location = format!("307 Temporary Redirect\r\nLocation: {}/x", elsewhere.url);
    let server = StandIn::answering(&location, "").await;
    let client = Client::builder(server.url.as_str())
        .key(CANARY)
        .query_key(CANARY)
        .build()
        .unwrap();
    let error = client
        .update_phone(Uuid::nil(), "x", &[], &phone("7"))
        .await
        .unwrap_err();
    assert_eq!(error.status(), Some(StatusCode::TEMPORARY_REDIRECT));
    assert!(elsewhere.requests().is_empty());
}

#[tokio::test]
async fn timeouts() {
    let head = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 9\r\n\r\n{";
    for (script, status) in [
        (Script::Stall(String::new()), None),
        (Script::Stall(head.to_owned()), Some(StatusCode::OK)),
    ] {
        let server = StandIn::start(script).await;
        let started = Instant::now();
        let of_call = client(&server.url)
            .get_phone("7")
            .timeout(Duration::from_millis(100))
            .await
            .unwrap_err();
        let patient = Client::builder(server.url.as_str())
            .bearer(CANARY)
            .timeout(Duration::from_millis(100))
            .build()
            .unwrap();
        let of_client = patient.get_phone("7").await.unwrap_err();
        // A client of the caller's brings its own timeout.
        let own = http_client_builder()
            .unwrap()
            .read_timeout(Duration::from_millis(100))
            .build()
            .unwrap();
        let own = Client::builder(server.url.as_str())
            .bearer(CANARY)
            .http_client(own)
            .build()
            .unwrap();
        let of_transport = own.get_phone("7").await.unwrap_err();
        for error in [of_call, of_client, of_transport] {
            assert_eq!(*error.kind(), ErrorKind::Timeout, "{error:?}");
            assert_eq!(error.status(), status);
        }
        assert!(started.elapsed() < Duration::from_secs(10));
    }
}

#[tokio::test]
async fn no_connection() {
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    drop(listener);
    let client = Client::builder(url.as_str())
        .key(CANARY)
        .query_key(CANARY)
        .build()
        .unwrap();
    let error = client
        .update_phone(Uuid::nil(), "x", &[], &phone("7"))
        .await
        .unwrap_err();
    assert_eq!(*error.kind(), ErrorKind::Connect);
    let text = shown(&error);
    assert!(!text.contains(CANARY), "{text}");
}
