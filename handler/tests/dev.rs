//! `handler dev`: what it prints is true.
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
use std::process::{Child, Command, Stdio};

use serde_json::{Value, json};
use wire::{Scratch, header, request, send};

struct Running {
    child: Child,
    address: SocketAddr,
    curl: String,
}

impl Running {
    fn start(state: &Path, arguments: &[&str]) -> Self {
        let mut child = Command::new(env!("CARGO_BIN_EXE_handler"))
            .args(["dev", "--listen", "127.0.0.1:0", "--state"])
            .arg(state)
            .args(arguments)
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("the program starts");
        let stdout = child.stdout.take().expect("a pipe");
        let lines = BufReader::new(stdout)
            .lines()
            .map(|line| line.expect("a line"));
        let (mut address, mut curl) = (None, None);
        for line in lines {
            if let Some(listening) = line.strip_prefix("listening on http://") {
                address = Some(listening.parse().expect("an address"));
            }
            if line.starts_with("curl ") {
                curl = Some(line);
                break;
            }
        }
        Self {
            child,
            address: address.expect("where it listens"),
            curl: curl.expect("a line for the shell"),
        }
    }

    fn stop(mut self) {
        let id = self.child.id().to_string();
        let killed = Command::new("kill").args(["-TERM", &id]).status();
        assert!(killed.expect("kill runs").success());
        assert_eq!(self.child.wait().expect("it ends").code(), Some(0));
    }
}

/// What a shell makes of a line without variables: words, of which some are in single quotes.
fn words(line: &str) -> Vec<String> {
    let (mut words, mut word, mut quoted) = (Vec::new(), String::new(), false);
    for c in line.chars() {
        match c {
            '\'' => quoted = !quoted,
            ' ' if !quoted => {
                words.extend(Some(std::mem::take(&mut word)).filter(|word| !word.is_empty()))
            }
            c => word.push(c),
        }
    }
    assert!(!quoted, "the quotes are balanced: {line}");
    words.push(word);
    words
}

/// The request that curl makes of its arguments.
fn request_of(curl: &str, address: SocketAddr) -> Vec<u8> {
    let words = words(curl);
    let mut words = words.iter().map(String::as_str);
    assert_eq!(words.next(), Some("curl"));
    let (mut method, mut path, mut body, mut headers) = ("", "", "", Vec::new());
    while let Some(word) = words.next() {
        match word {
            "-X" => method = words.next().expect("a method"),
            "-d" => body = words.next().expect("a body"),
            "-H" => {
                let (name, value) = words
                    .next()
                    .expect("a header")
                    .split_once(": ")
                    .expect("a header");
                headers.push((name.to_owned(), value.to_owned()));
            }
            url => {
                path = url
                    .strip_prefix(&format!("http://{address}"))
                    .expect("the URL")
            }
        }
    }
    request(method, path, &headers, body.as_bytes())
}

async fn settings(running: &Running, request: &[u8]) -> Value {
    let answer = send(running.address, request).await;
    assert_eq!(
        answer.status,
        200,
        "{}",
        String::from_utf8_lossy(&answer.body)
    );
    assert_eq!(header(&answer, "content-type"), Some("application/json"));
    wire::json(&answer)["sip_config"].clone()
}

#[tokio::test]
async fn the_line_it_prints_updates_a_phone() {
    let scratch = Scratch::new("dev");
    let as_they_come = json!({
        "termination_uri": "sip.example.com", "username": "u0", "inbound_media_encryption": "allow",
        "outbound_media_encryption": "allow", "allowed_addresses": ["203.0.113.0/24"],
    });
    let mut updated = as_they_come.clone();
    updated["username"] = json!("alice");
    updated["inbound_media_encryption"] = json!("require");

    let running = Running::start(scratch.path(), &["--fresh"]);
    let nothing = wire::patch("tok-a", 0, "{}");
    assert_eq!(settings(&running, &nothing).await, as_they_come);
    let update = request_of(&running.curl, running.address);
    assert_eq!(settings(&running, &update).await, updated);
    running.stop();

    let running = Running::start(scratch.path(), &[]);
    assert_eq!(
        settings(&running, &nothing).await,
        updated,
        "as it was left"
    );
    let other = wire::patch(
        "tok-a",
        0,
        r#"{"outbound_config":{"media_encryption":"require"}}"#,
    );
    updated["outbound_media_encryption"] = json!("require");
    assert_eq!(
        settings(&running, &other).await,
        updated,
        "the trunks are what the database says"
    );
    running.stop();

    let running = Running::start(scratch.path(), &["--fresh"]);
    assert_eq!(
        settings(&running, &nothing).await,
        as_they_come,
        "as it came"
    );
    running.stop();
}

#[test]
fn it_listens_on_loopback_only() {
    for address in [
        "0.0.0.0:0",
        "[::]:0",
        "192.0.2.1:80",
        "localhost",
        "127.0.0.1",
    ] {
        let output = Command::new(env!("CARGO_BIN_EXE_handler"))
            .args(["dev", "--listen", address])
            .output()
            .expect("the program runs");
        assert_eq!(output.status.code(), Some(2), "{address}");
    }
}
