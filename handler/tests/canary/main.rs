//! A password goes to LiveKit, and nowhere else: no log at the finest level, no error, no answer, no database file.
#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "these are tests, their helpers too"
)]

mod logged;
#[path = "../wire/mod.rs"]
mod wire;

use std::path::Path;

use handler::dev::Dev;
use livekit_stand_in::{Fault, FaultKind};
use serde_json::json;
use wire::{Scratch, patch, request, send, start};

/// In every password that is sent; in nothing else.
const CANARY: &str = "cAnArY-7f3e";

/// Whether a byte string is in one of the files of a directory.
fn in_files(directory: &Path, needle: &str) -> Vec<String> {
    let files = std::fs::read_dir(directory).expect("the directory");
    files
        .map(|file| file.expect("a file").path())
        .filter(|file| {
            let bytes = std::fs::read(file).expect("its bytes");
            bytes
                .windows(needle.len())
                .any(|window| window == needle.as_bytes())
        })
        .map(|file| {
            file.file_name()
                .expect("a name")
                .to_string_lossy()
                .into_owned()
        })
        .collect()
}

fn outbound(members: &str) -> String {
    format!(r#"{{"outbound_config":{{"password":"{CANARY}"{members}}}}}"#)
}

/// Requests with the canary, none of which gets as far as LiveKit's trunks.
fn refused() -> Vec<(&'static str, Vec<u8>, u16)> {
    let path = format!("/v1/phone/{}/sip-config", handler::dev::phone_id(0));
    let headers = |token: &str| {
        [
            ("authorization".to_owned(), format!("Bearer {token}")),
            ("content-type".to_owned(), "application/json".to_owned()),
        ]
    };
    let mut large = request("PATCH", &path, &headers("tok-a"), b"");
    large.truncate(large.len() - 2);
    large.extend_from_slice(format!("content-length: 5000000\r\n\r\n{{\"{CANARY}").as_bytes());
    let text = [
        headers("tok-a")[0].clone(),
        ("content-type".into(), "text/plain".into()),
    ];
    let query = format!("{path}?password={CANARY}");
    let unknown = format!("/v1/{CANARY}");
    let broken = outbound("").replace(CANARY, &format!(r"{CANARY}\u0000"));
    let long = outbound("").replace(CANARY, &CANARY.repeat(100));
    let rule = outbound(r#","termination_uri":"sip:h""#);
    vec![
        (
            "no token",
            request("PATCH", &path, &[], outbound("").as_bytes()),
            401,
        ),
        (
            "a token that is unknown",
            request("PATCH", &path, &headers(CANARY), b"{}"),
            401,
        ),
        (
            "another company's phone",
            patch("tok-b", 0, &outbound("")),
            404,
        ),
        ("not custom", patch("tok-a", 1, &outbound("")), 409),
        ("released", patch("tok-a", 5, &outbound("")), 409),
        ("no outbound trunk", patch("tok-a", 3, &outbound("")), 409),
        ("too large", large, 413),
        ("breaks a rule of its own", patch("tok-a", 0, &broken), 422),
        ("too long", patch("tok-a", 0, &long), 422),
        ("beside what breaks a rule", patch("tok-a", 0, &rule), 422),
        (
            "of a wrong type",
            patch(
                "tok-a",
                0,
                &outbound("").replace(&format!("\"{CANARY}\""), &format!("[\"{CANARY}\"]")),
            ),
            422,
        ),
        (
            "in an enum",
            patch(
                "tok-a",
                0,
                &outbound(&format!(r#","media_encryption":"{CANARY}""#)),
            ),
            422,
        ),
        (
            "as an address",
            patch(
                "tok-a",
                0,
                &format!(r#"{{"inbound_config":{{"allowed_addresses":["{CANARY}"]}}}}"#),
            ),
            422,
        ),
        (
            "in an unknown member",
            patch("tok-a", 0, &format!(r#"{{"{CANARY}":"{CANARY}"}}"#)),
            200,
        ),
        (
            "not JSON",
            patch("tok-a", 0, &outbound("").replace('}', "")),
            422,
        ),
        (
            "not JSON by its type",
            request("PATCH", &path, &text, outbound("").as_bytes()),
            422,
        ),
        (
            "not UTF-8",
            request(
                "PATCH",
                &path,
                &headers("tok-a"),
                &[outbound("").as_bytes(), b"\xff"].concat(),
            ),
            400,
        ),
        (
            "in the query",
            request("PATCH", &query, &headers("tok-a"), b"{}"),
            200,
        ),
        (
            "in the path",
            request("PATCH", &unknown, &headers("tok-a"), b"{}"),
            404,
        ),
        (
            "another method",
            request("POST", &path, &headers("tok-a"), outbound("").as_bytes()),
            405,
        ),
    ]
}

/// What LiveKit may do with a request that holds the canary. Its own texts may hold it, too.
fn faults() -> Vec<(&'static str, &'static str, FaultKind, u16)> {
    let refuse = |status, code: &str| FaultKind::Refuse {
        status,
        code: code.to_owned(),
        msg: format!("trunk with {CANARY}"),
    };
    let echo = || FaultKind::WrongEcho {
        field: "auth_password".to_owned(),
        value: json!(format!("{CANARY}-other")),
    };
    let (get, outbound, inbound) = (
        "GetSIPOutboundTrunk",
        "UpdateSIPOutboundTrunk",
        "UpdateSIPInboundTrunk",
    );
    vec![
        ("read: refused", get, refuse(400, CANARY), 502),
        ("read: truncated", get, FaultKind::Truncated, 503),
        ("read: lost", get, FaultKind::DropBefore, 503),
        ("outbound: refused", outbound, refuse(500, "unknown"), 502),
        ("outbound: conflict", outbound, refuse(409, "aborted"), 409),
        (
            "outbound: a proxy's page",
            outbound,
            FaultKind::Html502 { applied: true },
            502,
        ),
        ("outbound: credentials", outbound, FaultKind::Text401, 502),
        (
            "outbound: unavailable",
            outbound,
            FaultKind::Unavailable,
            503,
        ),
        ("outbound: truncated", outbound, FaultKind::Truncated, 503),
        (
            "outbound: lost before",
            outbound,
            FaultKind::DropBefore,
            503,
        ),
        ("outbound: lost after", outbound, FaultKind::DropAfter, 503),
        ("outbound: another echo", outbound, echo(), 502),
        ("inbound: refused", inbound, refuse(500, "unknown"), 502),
        ("inbound: lost after", inbound, FaultKind::DropAfter, 503),
    ]
}

/// Sends it, and sees that neither the answer nor the database's files have the canary.
async fn sends(name: &str, dev: &Dev, scratch: &Scratch, request: &[u8], status: u16) {
    let answer = send(dev.address(), request).await;
    let body = String::from_utf8_lossy(&answer.body);
    assert_eq!(answer.status, status, "{name}: {body}");
    let answer = format!("{answer:?} {body}");
    assert!(!answer.contains(CANARY), "{name}: {answer}");
    assert_eq!(
        in_files(scratch.path(), CANARY),
        Vec::<String>::new(),
        "{name}"
    );
}

#[tokio::test]
async fn a_password_goes_to_livekit_and_nowhere_else() {
    let logged = logged::everything();
    let scratch = Scratch::new("canary");
    let dev = start(&scratch).await;
    for (name, request, status) in refused() {
        sends(name, &dev, &scratch, &request, status).await;
    }
    assert!(
        !logged.text().contains(CANARY),
        "{}",
        logged.lines_with(CANARY)
    );

    let both = format!(
        r#"{{"inbound_config":{{"media_encryption":"require"}},"outbound_config":{{"username":"visible-7f3e","password":"{CANARY}"}}}}"#
    );
    for (name, method, kind, status) in faults() {
        let fault = Fault {
            method: Some(method),
            nth: 1,
            kind,
        };
        dev.stand_in().fault(fault);
        sends(name, &dev, &scratch, &patch("tok-a", 0, &both), status).await;
        assert!(
            !logged.text().contains(CANARY),
            "{name}: {}",
            logged.lines_with(CANARY)
        );
    }
    // Restoring fails: that is logged, and tells the password neither.
    for nth in [1, 2] {
        let (method, kind) = (Some("UpdateSIPOutboundTrunk"), FaultKind::DropAfter);
        dev.stand_in().fault(Fault { method, nth, kind });
    }
    sends(
        "restoring fails",
        &dev,
        &scratch,
        &patch("tok-a", 0, &both),
        503,
    )
    .await;

    sends("success", &dev, &scratch, &patch("tok-a", 0, &both), 200).await;
    let trunk = dev.stand_in().outbound("ST_out0").expect("the trunk");
    assert_eq!(trunk["auth_password"], CANARY, "LiveKit has the password");
    let with_name = in_files(scratch.path(), "visible-7f3e");
    assert!(
        !with_name.is_empty(),
        "the search finds what is there: the user name"
    );
    assert!(
        with_name.contains(&"phones.db-wal".to_owned()),
        "in {with_name:?}"
    );

    dev.database().close().await;
    sends(
        "the database is gone",
        &dev,
        &scratch,
        &patch("tok-a", 0, &both),
        503,
    )
    .await;
    dev.stop().await.expect("a clean stop");
    assert_eq!(
        in_files(scratch.path(), CANARY),
        Vec::<String>::new(),
        "after closing"
    );

    let text = logged.text();
    assert!(!text.contains(CANARY), "{}", logged.lines_with(CANARY));
    for target in [
        "sqlx::query",
        "reqwest::connect",
        "hyper_util::client",
        "handler::update",
        "handler::service",
    ] {
        assert!(
            text.contains(target),
            "nothing of {target} is logged, so that nothing is shown"
        );
    }
    assert!(text.contains("TRACE"), "the finest level is logged");
}
