//! The generated client against the generated router, in one process and over a socket; then what goes wrong on the way.

use std::time::Duration;

use bytes::Bytes;
use counterpart_runtime::Maybe;
use counterpart_runtime::client::{self, Body, ErrorKind, Transport};
use counterpart_tests::memory::{Memory, phone_id};
use counterpart_tests::wire::{Captured, TOKEN, client, in_process};
use generated_client::phones::UpdateSipConfigError;
use generated_client::types::{
    InboundConfigUpdateSchema, OutboundConfigUpdateSchema, PatchSipConfigRequestSchema,
    SipMediaEncryption,
};
use generated_client::{Client, Server};
use serde_json::{Value, json};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;

const CANARY: &str = "canary-p4ssw0rd";

fn patch() -> PatchSipConfigRequestSchema {
    PatchSipConfigRequestSchema {
        inbound_config: InboundConfigUpdateSchema {
            media_encryption: SipMediaEncryption::Require.into(),
            allowed_addresses: vec!["198.51.100.7".to_owned()].into(),
        }
        .into(),
        outbound_config: OutboundConfigUpdateSchema {
            username: "alice".to_owned().into(),
            password: Maybe::Value(CANARY.into()),
            ..Default::default()
        }
        .into(),
    }
}

fn updated() -> Value {
    json!({
        "id": "11111111-1111-4111-8111-111111111110", "nickname": "Recepción", "number": "+34910000001",
        "telephony_provider": "custom", "status": "assigned", "released_at": null, "scheduled_release_at": null,
        "assigned_at": "2026-01-02T03:04:05Z", "inbound_agent_id": null, "outbound_agent_id": null,
        "sip_config": {
            "termination_uri": "sip.example.com", "username": "alice", "inbound_media_encryption": "require",
            "outbound_media_encryption": "allow", "allowed_addresses": ["198.51.100.7"]
        }
    })
}

/// Serves `app` on a socket of this machine for as long as the test runs.
async fn serve(app: axum::Router) -> Server {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(async move { axum::serve(listener, app).await });
    Server::Custom(format!("http://{address}"))
}

fn over_socket(server: Server) -> Client {
    Client::builder(server)
        .custom_http_bearer(TOKEN)
        .build()
        .unwrap()
}

/// Every declared answer, then the undeclared ones of the handler.
async fn every_answer(client: Client) {
    let reply = client
        .update_sip_config(phone_id(0), &patch())
        .await
        .expect("200");
    assert_eq!(reply.status(), 200);
    assert_eq!(
        serde_json::to_value(&*reply).unwrap(),
        updated(),
        "the whole body"
    );

    let bad = PatchSipConfigRequestSchema {
        inbound_config: InboundConfigUpdateSchema {
            media_encryption: SipMediaEncryption::Unknown("maybe".to_owned()).into(),
            ..Default::default()
        }
        .into(),
        ..Default::default()
    };
    let error = client
        .update_sip_config(phone_id(0), &bad)
        .await
        .expect_err("422");
    let Some(UpdateSipConfigError::UnprocessableEntity(body)) = error.declared() else {
        panic!("not the declared answer: {error:?}");
    };
    let expected = json!({"detail": [{
        "loc": ["body", "inbound_config", "media_encryption"],
        "msg": "Input should be 'disable', 'allow' or 'require'",
        "type": "enum",
    }]});
    assert_eq!(
        serde_json::to_value(body).unwrap(),
        expected,
        "the whole body"
    );

    for (phone, status) in [(1, 409), (4, 404), (9, 404)] {
        let error = client
            .update_sip_config(phone_id(phone), &patch())
            .await
            .expect_err("undeclared");
        assert_eq!(*error.kind(), ErrorKind::Undeclared);
        assert_eq!(error.status().map(|status| status.as_u16()), Some(status));
        assert!(
            error.body().starts_with(b"{\"detail\":"),
            "the raw body is kept"
        );
    }
}

#[tokio::test]
async fn every_answer_in_one_process() {
    every_answer(client(in_process(
        generated_server::router(Memory::default()),
        Captured::default(),
    )))
    .await;
}

#[tokio::test]
async fn every_answer_over_a_socket() {
    every_answer(over_socket(
        serve(generated_server::service(Memory::default())).await,
    ))
    .await;
}

/// A server that answers every connection with `bytes`, and closes it.
async fn answering(bytes: Vec<u8>) -> Server {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(async move {
        while let Ok((mut socket, _)) = listener.accept().await {
            let mut request = vec![0; 64 * 1024];
            let read = socket.read(&mut request).await.unwrap();
            assert!(read > 0, "a request came");
            socket.write_all(&bytes).await.unwrap();
            socket.shutdown().await.unwrap();
        }
    });
    Server::Custom(format!("http://{address}"))
}

fn http(status: &str, content_type: &str, length: usize, body: &str) -> Vec<u8> {
    format!("HTTP/1.1 {status}\r\ncontent-type: {content_type}\r\ncontent-length: {length}\r\nx-secret: {CANARY}\r\n\r\n{body}").into_bytes()
}

#[tokio::test]
async fn what_goes_wrong_is_a_typed_error_and_shows_no_secret() {
    let whole = updated().to_string();
    let secret = format!("{{\"password\": \"{CANARY}\"}}");
    let long = format!("\"{}\"", "x".repeat(2048));
    type Expected = fn(&ErrorKind) -> bool;
    let cases: [(&str, Vec<u8>, Expected); 8] = [
        (
            "undeclared status",
            http(
                "418 I'm a teapot",
                "application/json",
                secret.len(),
                &secret,
            ),
            |kind| *kind == ErrorKind::Undeclared,
        ),
        (
            "truncated body",
            http("200 OK", "application/json", whole.len() + 10, &whole),
            |kind| *kind == ErrorKind::Truncated,
        ),
        (
            "truncated JSON",
            http("200 OK", "application/json", 20, &whole[..20]),
            |kind| matches!(kind, ErrorKind::Decode(_)),
        ),
        (
            "another body",
            http("200 OK", "application/json", secret.len(), &secret),
            |kind| matches!(kind, ErrorKind::Decode(_)),
        ),
        (
            "wrong content type",
            http("200 OK", "text/html", secret.len(), &secret),
            |kind| *kind == ErrorKind::ContentType,
        ),
        ("closed connection", Vec::new(), |kind| {
            *kind == ErrorKind::Transport
        }),
        (
            "body over the limit",
            http("200 OK", "application/json", long.len(), &long),
            |kind| matches!(kind, ErrorKind::TooLarge { limit: 1024 }),
        ),
        (
            "no HTTP",
            format!("{CANARY}\r\n\r\n").into_bytes(),
            |kind| *kind == ErrorKind::Transport,
        ),
    ];
    for (name, bytes, expected) in cases {
        let server = answering(bytes).await;
        let client = Client::builder(server)
            .custom_http_bearer(TOKEN)
            .body_limit(1024)
            .build()
            .unwrap();
        let error = client
            .update_sip_config(phone_id(0), &patch())
            .await
            .expect_err(name);
        assert!(expected(error.kind()), "{name}: {error:?}");
        shows_no_secret(name, &client, &error);
    }
}

fn shows_no_secret<E>(name: &str, client: &Client, error: &client::Error<E>) {
    let mut shown = format!(
        "{client:?} {error:?} {error:#?} {error} {:?} {:?}",
        patch(),
        client.update_sip_config(phone_id(0), &patch())
    );
    let mut source = std::error::Error::source(error);
    while let Some(error) = source {
        shown.push_str(&format!("{error} {error:?}"));
        source = error.source();
    }
    for secret in [CANARY, TOKEN] {
        assert!(!shown.contains(secret), "{name}: {secret} is in {shown}");
    }
}

#[tokio::test]
async fn a_server_that_does_not_answer_times_out() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let client = over_socket(Server::Custom(format!(
        "http://{}",
        listener.local_addr().unwrap()
    )));
    let error = client
        .update_sip_config(phone_id(0), &patch())
        .timeout(Duration::from_millis(50))
        .await
        .expect_err("no answer");
    assert_eq!(*error.kind(), ErrorKind::Timeout);
}

#[tokio::test]
async fn a_server_that_is_not_there_cannot_be_connected_to() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    drop(listener);
    let error = over_socket(Server::Custom(format!("http://{address}")))
        .update_sip_config(phone_id(0), &patch())
        .await
        .expect_err("no server");
    assert_eq!(*error.kind(), ErrorKind::Connect);
}

/// What pydantic writes for naive values, and members and values that the document does not know yet.
#[tokio::test]
async fn a_newer_or_naive_server_is_understood() {
    let mut body = updated();
    body["assigned_at"] = json!("2026-01-02T03:04:05");
    body["status"] = json!("frozen");
    body["new_member"] = json!({"a": 1});
    let client = client(fixed(body.to_string()));
    let phone = client
        .update_sip_config(phone_id(0), &patch())
        .await
        .expect("200");
    assert_eq!(phone.status.as_str(), "frozen");
    let again = serde_json::to_value(&*phone).unwrap();
    assert_eq!(again["status"], "frozen", "an unknown value survives");
    assert_eq!(
        again["assigned_at"], "2026-01-02T03:04:05",
        "a date comes back as it came"
    );
}

fn fixed(body: String) -> impl Transport {
    client::from_fn(move |_| {
        let body = http_body_util::Full::new(Bytes::from(body.clone()));
        async move {
            Ok(http::Response::builder()
                .header("content-type", "application/json")
                .body(Body::new(body))
                .unwrap())
        }
    })
}
