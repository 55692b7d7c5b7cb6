//! What the tests of the running service share: a request byte for byte over a socket, and a service of one's own.
#![allow(dead_code, reason = "each test uses a part")]

#[path = "../support/scratch.rs"]
mod scratch;

use std::net::{Ipv4Addr, SocketAddr};
use std::time::Duration;

use counterpart_tests::recorded::Answer;
use handler::dev::{Dev, Options};
use livekit_stand_in::{Fault, FaultKind, StandIn};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::task::JoinHandle;
use tokio_util::sync::CancellationToken;

pub use scratch::Scratch;

/// A change of both sides.
pub const BOTH: &str =
    r#"{"inbound_config":{"media_encryption":"require"},"outbound_config":{"username":"alice"}}"#;
/// A change of the inbound side.
pub const INBOUND: &str = r#"{"inbound_config":{"media_encryption":"require"}}"#;

/// A development service on fresh phones, on any free port.
pub async fn start(scratch: &Scratch) -> Dev {
    let mut options = options(scratch);
    options.fresh = true;
    Dev::start(options, CancellationToken::new())
        .await
        .expect("a development service")
}

pub fn options(scratch: &Scratch) -> Options {
    Options {
        listen: SocketAddr::from((Ipv4Addr::LOCALHOST, 0)),
        state: scratch.path().to_owned(),
        fresh: false,
        tokens: handler::dev::tokens().expect("tokens"),
    }
}

/// The bytes of a request.
pub fn request(method: &str, path: &str, headers: &[(String, String)], body: &[u8]) -> Vec<u8> {
    let mut head = format!("{method} {path} HTTP/1.1\r\nhost: 127.0.0.1\r\nconnection: close\r\n");
    for (name, value) in headers {
        head.push_str(&format!("{name}: {value}\r\n"));
    }
    if !body.is_empty() {
        head.push_str(&format!("content-length: {}\r\n", body.len()));
    }
    head.push_str("\r\n");
    [head.as_bytes(), body].concat()
}

/// A PATCH of the `n`-th phone with a token.
pub fn patch(token: &str, n: u8, body: &str) -> Vec<u8> {
    let path = format!("/v1/phone/{}/sip-config", handler::dev::phone_id(n));
    let headers = [
        ("authorization".to_owned(), format!("Bearer {token}")),
        ("content-type".to_owned(), "application/json".to_owned()),
    ];
    request("PATCH", &path, &headers, body.as_bytes())
}

/// Sends a request over a socket of its own, and reads the answer to its end.
pub async fn send(address: SocketAddr, request: &[u8]) -> Answer {
    let mut socket = TcpStream::connect(address).await.expect("a listener");
    // The server may answer and close before it has read a long body.
    let written = socket.write_all(request).await;
    let mut bytes = Vec::new();
    let read = socket.read_to_end(&mut bytes).await;
    assert!(
        !bytes.is_empty(),
        "no answer: written {written:?}, read {read:?}"
    );
    answer(&bytes)
}

/// Takes an answer apart. The service gives each a length.
fn answer(bytes: &[u8]) -> Answer {
    let end = bytes.windows(4).position(|four| four == b"\r\n\r\n");
    let end = end.expect("the end of the head");
    let head = std::str::from_utf8(&bytes[..end]).expect("a head of text");
    let mut lines = head.split("\r\n");
    let status = lines.next().expect("a status line");
    let status = status.split(' ').nth(1).expect("a status");
    let mut headers: Vec<_> = lines
        .map(|line| line.split_once(':').expect("a header"))
        .map(|(name, value)| (name.to_ascii_lowercase(), value.trim().to_owned()))
        .collect();
    headers.sort();
    let body = bytes[end + 4..].to_vec();
    let length = headers.iter().find(|(name, _)| name == "content-length");
    if let Some((_, length)) = length {
        assert_eq!(length, &body.len().to_string(), "the body is whole");
    }
    Answer {
        status: status.parse().expect("a number"),
        headers,
        body: body.into(),
    }
}

/// The value of an answer's header.
pub fn header<'a>(answer: &'a Answer, name: &str) -> Option<&'a str> {
    let found = answer.headers.iter().find(|(own, _)| own == name);
    found.map(|(_, value)| value.as_str())
}

/// The body of an answer as JSON; null where it is none.
pub fn json(answer: &Answer) -> serde_json::Value {
    serde_json::from_slice(&answer.body).unwrap_or_default()
}

/// The next call of this method waits before it is applied.
pub fn delay(livekit: &StandIn, method: &'static str) {
    livekit.fault(Fault {
        method: Some(method),
        nth: 1,
        kind: FaultKind::DelayBefore(Duration::from_millis(700)),
    });
}

/// Waits until LiveKit has been called.
pub async fn called(livekit: &StandIn, method: &str) {
    for _ in 0..500 {
        if livekit.calls().iter().any(|call| call.method == method) {
            return;
        }
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    panic!("{method} is not called");
}

/// As [`send`], in a task of its own.
pub fn sending(address: SocketAddr, request: Vec<u8>) -> JoinHandle<Answer> {
    tokio::spawn(async move { send(address, &request).await })
}

/// The answer is this one, and no header of it tells where LiveKit is, what its trunks are called, or what it said.
pub fn says(name: &str, answer: &Answer, status: u16, detail: &str) {
    let body = String::from_utf8_lossy(&answer.body);
    assert_eq!(
        (answer.status, json(answer)),
        (status, serde_json::json!({"detail": detail})),
        "{name}: {body}"
    );
    let retry = (status == 503).then_some("5");
    let challenge = (status == 401).then_some("Bearer");
    for (header_name, value) in [
        ("content-type", Some("application/json")),
        ("retry-after", retry),
        ("www-authenticate", challenge),
    ] {
        assert_eq!(header(answer, header_name), value, "{name}: {header_name}");
    }
    for (header, value) in &answer.headers {
        for told in ["ST_", "127.0.0.1", "LiveKit"] {
            assert!(!value.contains(told), "{name}: {header}: {value}");
        }
    }
}
