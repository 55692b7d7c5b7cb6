//! Operations that run: one for each phone at a time, to their end, and in plain sight.
#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "these are tests, their helpers too"
)]

mod wire;

use handler::dev::phone_id;
use handler::store::{SqliteStore, Store};
use serde_json::json;
use tokio::io::AsyncWriteExt;
use tokio::net::TcpStream;
use wire::{BOTH, INBOUND, Scratch, called, delay, patch, request, says, send, sending, start};

#[tokio::test]
async fn another_update_is_in_progress() {
    let scratch = Scratch::new("busy");
    let dev = start(&scratch).await;
    delay(dev.stand_in(), "UpdateSIPOutboundTrunk");
    let first = sending(dev.address(), patch("tok-a", 0, BOTH));
    called(dev.stand_in(), "UpdateSIPOutboundTrunk").await;
    let detail = "Another SIP configuration update is in progress";
    for (name, body) in [("a change", INBOUND), ("nothing to do", "{}")] {
        says(
            name,
            &send(dev.address(), &patch("tok-a", 0, body)).await,
            409,
            detail,
        );
    }
    let other = send(dev.address(), &patch("tok-a", 3, INBOUND)).await;
    assert_eq!(other.status, 200, "another phone is free");
    assert_eq!(first.await.expect("no panic").status, 200);
    let after = send(dev.address(), &patch("tok-a", 0, INBOUND)).await;
    assert_eq!(after.status, 200, "the phone is free again");
    dev.stop().await.expect("a clean stop");
}

#[tokio::test(flavor = "multi_thread")]
async fn fifty_at_once_leave_one_state() {
    let scratch = Scratch::new("fifty");
    let dev = start(&scratch).await;
    let sent: Vec<_> = (0..50)
        .map(|n| {
            let body = format!(r#"{{"outbound_config":{{"username":"user{n}"}}}}"#);
            sending(dev.address(), patch("tok-a", 0, &body))
        })
        .collect();
    let mut done = 0;
    for answer in sent {
        match answer.await.expect("no panic").status {
            200 => done += 1,
            status => assert_eq!(status, 409),
        }
    }
    assert!(done > 0, "somebody passes");
    let found = dev.database().find("company-a", phone_id(0)).await;
    let phone = found.expect("an answer").expect("phone 0");
    assert_eq!(phone.version, done, "each success is one change");
    let trunk = dev.stand_in().outbound("ST_out0").expect("the trunk");
    let username = phone.sip.expect("settings").username;
    assert_eq!(trunk["auth_username"].as_str(), username.as_deref());
    dev.stop().await.expect("a clean stop");
}

/// What was begun is brought to its end.
#[tokio::test]
async fn a_caller_that_hangs_up_stops_nothing() {
    let scratch = Scratch::new("hangup");
    let dev = start(&scratch).await;
    delay(dev.stand_in(), "UpdateSIPOutboundTrunk");
    let mut socket = TcpStream::connect(dev.address()).await.expect("a listener");
    let request = patch("tok-a", 0, BOTH);
    socket
        .write_all(&request)
        .await
        .expect("the request is sent");
    called(dev.stand_in(), "UpdateSIPOutboundTrunk").await;
    drop(socket);
    let state = scratch.path().join("phones.db");
    dev.stop()
        .await
        .expect("a stop that waits for the operation");
    let database = SqliteStore::file(&state).await.expect("the database");
    let phone = database
        .find("company-a", phone_id(0))
        .await
        .expect("an answer")
        .expect("phone 0");
    let username = phone.sip.expect("settings").username;
    assert_eq!((phone.version, username.as_deref()), (1, Some("alice")));
}

#[tokio::test]
async fn health() {
    let scratch = Scratch::new("health");
    let dev = start(&scratch).await;
    let get = request("GET", "/healthz", &[], b"");
    let answer = send(dev.address(), &get).await;
    let body = json!({"status": "ok", "database": "ok", "running": 0});
    assert_eq!((answer.status, wire::json(&answer)), (200, body));
    dev.database().close().await;
    let answer = send(dev.address(), &get).await;
    let body = json!({"status": "unavailable", "database": "unavailable", "running": 0});
    assert_eq!((answer.status, wire::json(&answer)), (503, body));
    dev.stop().await.expect("a clean stop");
}
