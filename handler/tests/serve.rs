//! The program as it is run for real: its configuration, its health, its end.
#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "these are tests, their helpers too"
)]
#![cfg(unix)]

mod wire;

use std::io::{BufRead, BufReader};
use std::net::SocketAddr;
use std::path::Path;
use std::process::{Child, Command, Output, Stdio};
use std::time::Duration;

use handler::dev::{inbound_trunk, outbound_trunk, phone_id, phones};
use handler::store::{SqliteStore, Store};
use livekit_stand_in::{Fault, FaultKind, Options, StandIn};
use serde_json::json;
use tokio::io::AsyncWriteExt;
use tokio::net::TcpStream;
use wire::{Scratch, patch, request, send};

/// A command with nothing in its environment.
fn handler(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_handler"));
    command.env_clear().args(arguments).stdin(Stdio::null());
    command
}

fn ended(command: &mut Command) -> (Option<i32>, String) {
    let Output {
        status,
        stdout,
        stderr,
    } = command.output().expect("the program runs");
    assert!(stdout.is_empty(), "{}", String::from_utf8_lossy(&stdout));
    (status.code(), String::from_utf8(stderr).expect("text"))
}

#[test]
fn all_that_is_missing_is_named_at_once() {
    let (code, said) = ended(&mut handler(&["serve"]));
    assert_eq!(code, Some(1), "{said}");
    let expected = "error: the configuration is not complete
  DATABASE_URL (--database-url): is not set
  LIVEKIT_URL (--livekit-url): is not set
  LIVEKIT_API_KEY (--livekit-api-key): is not set
  LIVEKIT_API_SECRET (--livekit-api-secret-file): is not set
  API_TOKENS (--api-tokens-file): is not set
";
    assert_eq!(said, expected);
    let (code, empty) = ended(handler(&["serve"]).envs([
        ("DATABASE_URL", ""),
        ("LIVEKIT_URL", ""),
        ("LIVEKIT_API_KEY", ""),
        ("LIVEKIT_API_SECRET", ""),
        ("API_TOKENS", ""),
    ]));
    assert_eq!(
        (code, empty.as_str()),
        (Some(1), expected),
        "what is empty is not set"
    );
}

#[test]
fn all_that_is_wrong_is_named_at_once_and_not_shown() {
    let (code, said) = ended(
        handler(&["serve", "--livekit-api-secret-file", "/nowhere/hunter2"]).envs([
            ("LISTEN", "hunter2"),
            ("DATABASE_URL", "postgres://user:hunter2@h/db"),
            ("LIVEKIT_URL", "http://hunter2.example.com"),
            ("LIVEKIT_API_KEY", "hunter2"),
            ("API_TOKENS", "company-a:update:tok-a company-b:hunter2"),
        ]),
    );
    assert_eq!(code, Some(1), "{said}");
    let expected = "error: the configuration is not complete
  LISTEN (--listen): is no address with a port, such as 127.0.0.1:8080 or [::1]:8080
  DATABASE_URL (--database-url): is no URL of SQLite, such as sqlite:///var/lib/handler/phones.db?mode=rwc
  LIVEKIT_API_SECRET (--livekit-api-secret-file): cannot be read from its file: entity not found
  API_TOKENS (--api-tokens-file): is wrong in its entry 2: an entry is COMPANY:update:TOKEN or COMPANY:read:TOKEN
  LIVEKIT_URL (--livekit-url): LiveKit's URL is plain http to another host, which is not allowed
";
    assert_eq!(said, expected);
}

#[test]
fn wrong_usage_is_told_apart() {
    for arguments in [
        &["serve", "--frobnicate"][..],
        &["frobnicate"],
        &[],
        &["serve", "--livekit-api-secret=x"],
    ] {
        let (code, said) = ended(&mut handler(arguments));
        assert_eq!(code, Some(2), "{arguments:?}: {said}");
    }
}

#[test]
fn a_database_that_is_not_there_is_an_error() {
    let scratch = Scratch::new("serve");
    let url = format!("sqlite://{}/none.db", scratch.path().display());
    let (code, said) = ended(configured(
        &mut handler(&["serve"]),
        &url,
        "http://127.0.0.1:1",
    ));
    assert_eq!(code, Some(1), "{said}");
    assert!(
        said.ends_with("error: the database failed (open: SQLite's code 14)\n"),
        "{said}"
    );
}

fn configured<'a>(command: &'a mut Command, database: &str, livekit: &str) -> &'a mut Command {
    command.envs([
        ("LISTEN", "127.0.0.1:0"),
        ("DATABASE_URL", database),
        ("LIVEKIT_URL", livekit),
        ("LIVEKIT_API_KEY", "devkey"),
        ("LIVEKIT_API_SECRET", "secret"),
        ("API_TOKENS", "company-a:update:tok-a\ncompany-b:read:tok-b"),
    ])
}

/// A program that serves; killed where a test fails on the way.
struct Serving {
    child: Child,
    address: SocketAddr,
}

impl Serving {
    /// Starts it over a database with phones, and waits until it listens.
    fn start(state: &Path, livekit: &StandIn) -> Self {
        let url = format!("sqlite://{}/phones.db", state.display());
        let mut child = configured(&mut handler(&["serve"]), &url, &livekit.url())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the program starts");
        let stderr = child.stderr.take().expect("a pipe");
        let mut lines = BufReader::new(stderr).lines();
        let address = lines.find_map(|line| {
            let line = line.expect("a line");
            Some(line.split_once("listening address=")?.1.to_owned())
        });
        // What is logged later must go somewhere.
        std::thread::spawn(move || lines.for_each(drop));
        let address = address.expect("a line that says where it listens");
        Self {
            child,
            address: address.parse().expect("an address"),
        }
    }

    fn terminate(&self) {
        let id = self.child.id().to_string();
        let killed = Command::new("kill").args(["-TERM", &id]).status();
        assert!(killed.expect("kill runs").success());
    }

    fn code(&mut self) -> Option<i32> {
        self.child.wait().expect("the program ends").code()
    }
}

impl Drop for Serving {
    fn drop(&mut self) {
        // Both fail where it has ended by then, as most have.
        self.child.kill().ok();
        self.child.wait().ok();
    }
}

async fn livekit_and_phones(scratch: &Scratch) -> StandIn {
    let livekit = StandIn::start(Options::default())
        .await
        .expect("a stand-in");
    let database = SqliteStore::file(&scratch.path().join("phones.db"))
        .await
        .expect("a database");
    for phone in phones() {
        database.add(&phone).await.expect("a phone is added");
        if let Some((id, trunk)) = inbound_trunk(&phone) {
            livekit.put_inbound(id, trunk);
        }
        if let Some((id, trunk)) = outbound_trunk(&phone) {
            livekit.put_outbound(id, trunk);
        }
    }
    database.close().await;
    livekit
}

const CHANGE: &str = r#"{"outbound_config":{"username":"alice"}}"#;

/// The next update waits a second before it is applied.
fn delay(livekit: &StandIn) {
    livekit.fault(Fault {
        method: Some("UpdateSIPOutboundTrunk"),
        nth: 1,
        kind: FaultKind::DelayBefore(Duration::from_secs(1)),
    });
}

async fn called(livekit: &StandIn) {
    for _ in 0..500 {
        if livekit
            .calls()
            .iter()
            .any(|call| call.method == "UpdateSIPOutboundTrunk")
        {
            return;
        }
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    panic!("LiveKit is not called");
}

async fn username(scratch: &Scratch) -> (i64, Option<String>) {
    let database = SqliteStore::file(&scratch.path().join("phones.db"))
        .await
        .expect("a database");
    let phone = database
        .find("company-a", phone_id(0))
        .await
        .expect("an answer")
        .expect("phone 0");
    database.close().await;
    (phone.version, phone.sip.expect("settings").username)
}

#[tokio::test(flavor = "multi_thread")]
async fn serves_and_stops_on_sigterm() {
    let scratch = Scratch::new("serve");
    let livekit = livekit_and_phones(&scratch).await;
    let mut serving = Serving::start(scratch.path(), &livekit);

    let health = send(serving.address, &request("GET", "/healthz", &[], b"")).await;
    let body = json!({"status": "ok", "database": "ok", "running": 0});
    assert_eq!((health.status, wire::json(&health)), (200, body));
    let other = send(serving.address, &patch("tok-b", 4, "{}")).await;
    assert_eq!(other.status, 403, "a token that may only read");

    delay(&livekit);
    let address = serving.address;
    let waiting = tokio::spawn(async move { send(address, &patch("tok-a", 0, CHANGE)).await });
    called(&livekit).await;
    serving.terminate();
    tokio::time::sleep(Duration::from_millis(300)).await;
    let refused = TcpStream::connect(address).await;
    assert!(refused.is_err(), "nothing new is accepted");
    let answer = waiting.await.expect("no panic");
    assert_eq!(answer.status, 200, "what runs is finished and answered");
    assert_eq!(serving.code(), Some(0));
    assert_eq!(username(&scratch).await, (1, Some("alice".to_owned())));
}

#[tokio::test(flavor = "multi_thread")]
async fn an_operation_without_a_caller_is_finished_first() {
    let scratch = Scratch::new("serve");
    let livekit = livekit_and_phones(&scratch).await;
    let mut serving = Serving::start(scratch.path(), &livekit);
    delay(&livekit);
    let mut socket = TcpStream::connect(serving.address)
        .await
        .expect("a listener");
    socket
        .write_all(&patch("tok-a", 0, CHANGE))
        .await
        .expect("the request is sent");
    called(&livekit).await;
    drop(socket);
    serving.terminate();
    assert_eq!(serving.code(), Some(0));
    assert_eq!(username(&scratch).await, (1, Some("alice".to_owned())));
    let files: Vec<_> = std::fs::read_dir(scratch.path()).expect("files").collect();
    assert_eq!(
        files.len(),
        1,
        "the database was closed: its log is folded into it"
    );
}

/// A connection that is open and silent does not hold it up.
#[tokio::test(flavor = "multi_thread")]
async fn idle_connections_do_not_hold_it_up() {
    let scratch = Scratch::new("serve");
    let livekit = livekit_and_phones(&scratch).await;
    let mut serving = Serving::start(scratch.path(), &livekit);
    let _idle = TcpStream::connect(serving.address)
        .await
        .expect("a listener");
    tokio::time::sleep(Duration::from_millis(100)).await;
    serving.terminate();
    let start = std::time::Instant::now();
    assert_eq!(serving.code(), Some(0));
    assert!(
        start.elapsed() < Duration::from_secs(10),
        "{:?}",
        start.elapsed()
    );
}
