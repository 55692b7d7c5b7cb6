//! The client: what it sends, what it makes of answers, and what it never shows.
#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "these are tests, their helpers too"
)]

mod answering;
mod answers;
#[path = "../support/mod.rs"]
mod support;

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use answering::Answering;
use axum::http::header;
use counterpart_runtime::Secret;
use handler::domain::{MediaEncryption, TrunkId};
use handler::livekit::{Client, Config, ConfigError, InboundUpdate, OutboundUpdate, Url};
use jsonwebtoken::{Algorithm, DecodingKey, Validation};
use livekit_stand_in::{Fault, FaultKind, Options, StandIn};
use serde_json::{Value, json};
use support::logs::Logs;
use support::world::{
    self, INBOUND, OLD_PASSWORD, OUTBOUND, REQUIRE, TIMEOUT, UPDATE_INBOUND, client,
};

fn id(id: &str) -> TrunkId {
    TrunkId::new(id)
}

async fn stand_in() -> StandIn {
    let livekit = StandIn::start(Options::default()).await.expect("a port");
    let (inbound, outbound) = world::trunks();
    livekit.put_inbound(INBOUND, inbound);
    livekit.put_outbound(OUTBOUND, outbound);
    livekit
}

fn config(url: &str) -> Config {
    let mut config = Config::new(
        url.parse().expect("a URL"),
        "devkey",
        Secret::from("secret"),
    );
    config.timeout = TIMEOUT;
    config
}

#[tokio::test]
async fn reads_and_changes_both_kinds() {
    let livekit = stand_in().await;
    let client = client(&livekit);
    let inbound = client.inbound(&id(INBOUND)).await.expect("the trunk");
    assert_eq!(inbound.id, INBOUND);
    assert_eq!(inbound.allowed_addresses, ["203.0.113.0/24"]);
    assert_eq!(inbound.media.encryption(), Some(MediaEncryption::Allow));
    let outbound = client.outbound(&id(OUTBOUND)).await.expect("the trunk");
    assert_eq!(
        (outbound.address.as_str(), outbound.username.as_str()),
        ("sip.example.com", "u0")
    );
    assert_eq!(outbound.password.expose(), OLD_PASSWORD);

    let update = InboundUpdate {
        allowed_addresses: Some(vec!["2001:db8::/32".to_owned(), "198.51.100.7".to_owned()]),
        media: Some(inbound.media.with(MediaEncryption::Require)),
    };
    let changed = client
        .update_inbound(&id(INBOUND), &update)
        .await
        .expect("changed");
    assert_eq!(
        Some(&changed.allowed_addresses),
        update.allowed_addresses.as_ref()
    );
    assert_eq!(changed.media.encryption(), Some(MediaEncryption::Require));
    let update = InboundUpdate {
        allowed_addresses: Some(Vec::new()),
        media: None,
    };
    let changed = client
        .update_inbound(&id(INBOUND), &update)
        .await
        .expect("changed");
    assert_eq!(changed.allowed_addresses, [] as [&str; 0]);

    let update = OutboundUpdate {
        username: Some(String::new()),
        password: Some(Secret::from("pä\"ß\u{1F600}")),
        ..OutboundUpdate::default()
    };
    let changed = client
        .update_outbound(&id(OUTBOUND), &update)
        .await
        .expect("changed");
    assert_eq!(
        (changed.address.as_str(), changed.username.as_str()),
        ("sip.example.com", "")
    );
    assert_eq!(changed.password.expose(), "pä\"ß\u{1F600}");

    let updates: Vec<_> = livekit
        .calls()
        .into_iter()
        .filter(|call| call.applied)
        .map(|call| call.update)
        .collect();
    assert_eq!(
        updates[0]["allowed_addresses"],
        json!({"set": ["2001:db8::/32", "198.51.100.7"]})
    );
    assert_eq!(updates[0]["media_encryption"], REQUIRE);
    assert_eq!(updates[1], json!({"allowed_addresses": {"clear": true}}));
    assert_eq!(
        updates[2],
        json!({"auth_username": "", "auth_password": "***"})
    );
}

#[tokio::test]
async fn what_it_sends() {
    let trunk = r#"{"sip_trunk_id": "ST_1"}"#;
    let server = Answering::start(200, trunk).await;
    let client = Client::new(config(&format!("{}/base/path/", server.url))).expect("a client");
    let update = OutboundUpdate {
        address: Some("h".to_owned()),
        ..OutboundUpdate::default()
    };
    client
        .update_outbound(&id("ST_1"), &update)
        .await
        .expect("a trunk");
    let got = server.got();
    let [(path, headers, body)] = got.as_slice() else {
        panic!("one call: {got:?}")
    };
    assert_eq!(path, "/base/path/twirp/livekit.SIP/UpdateSIPOutboundTrunk");
    assert_eq!(
        *body,
        json!({"sip_trunk_id": "ST_1", "update": {"address": "h"}})
    );
    assert_eq!(headers[header::CONTENT_TYPE], "application/json");

    let token = headers[header::AUTHORIZATION].to_str().expect("text");
    let token = token.strip_prefix("Bearer ").expect("a bearer token");
    let mut validation = Validation::new(Algorithm::HS256);
    validation.validate_nbf = true;
    let key = DecodingKey::from_secret(b"secret");
    let token = jsonwebtoken::decode::<Value>(token, &key, &validation).expect("signed");
    let seconds = |name: &str| token.claims[name].as_u64().expect("seconds");
    assert_eq!(seconds("exp") - seconds("nbf"), 60);
    let now = SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .expect("after 1970")
        .as_secs();
    assert!(now.abs_diff(seconds("nbf")) < 30);
    let claims = json!({"iss": "devkey", "nbf": seconds("nbf"), "exp": seconds("exp"), "sip": {"admin": true}});
    assert_eq!(token.claims, claims, "no more than that");
}

#[test]
fn configurations_that_are_none() {
    let refused = |change: fn(&mut Config)| {
        let mut config = config("http://127.0.0.1:1");
        change(&mut config);
        Client::new(config).expect_err("no client")
    };
    assert!(matches!(
        refused(|config| config.api_key.clear()),
        ConfigError::NoKey
    ));
    assert!(matches!(
        refused(|config| config.api_secret = Secret::default()),
        ConfigError::NoSecret
    ));
    assert!(matches!(
        refused(|config| config.timeout = Duration::ZERO),
        ConfigError::NoTime
    ));
    let other = |url: &str| Url::parse(url).expect("a URL");
    let error = Client::new(Config::new(
        other("http://livekit:7880"),
        "k",
        Secret::from("s"),
    ));
    assert!(matches!(
        error.expect_err("plain http"),
        ConfigError::PlainHttp
    ));
    // A program that uses this crate keeps the choice of its provider of cryptography.
    Client::new(config("http://127.0.0.1:1")).expect("a client");
    let encrypted = Client::new(config("https://livekit.example"));
    // Where there are no root certificates it is an error, and no panic.
    assert!(matches!(encrypted, Ok(_) | Err(ConfigError::Tls(_))));
    assert!(rustls::crypto::CryptoProvider::get_default().is_none());
}

/// Passwords, tokens, key and secret: not in `Debug`, not in errors, not in logs at TRACE.
#[tokio::test]
async fn shows_no_secret() {
    let logs = Logs::start();
    let livekit = StandIn::start(Options {
        api_key: "canary-key".to_owned(),
        api_secret: "canary-secret".to_owned(),
        ..Options::default()
    });
    let livekit = livekit.await.expect("a port");
    let trunk = json!({"numbers": ["+1"], "address": "h", "auth_password": "canary-old", "auth_username": "u"});
    livekit.put_outbound(OUTBOUND, trunk.clone());
    livekit.put_inbound(
        INBOUND,
        json!({"numbers": ["+1"], "auth_password": "canary-inbound"}),
    );
    let url = livekit.url().parse().expect("a URL");
    let config = Config::new(url, "canary-key", Secret::from("canary-secret"));
    let mut shown = format!("{config:?}");
    let client = Client::new(config).expect("a client");
    shown += &format!("{client:?} {:?}", client.inbound(&id(INBOUND)).await);
    let update = OutboundUpdate {
        password: Some(Secret::from("canary-new")),
        ..OutboundUpdate::default()
    };
    for kind in [
        None,
        Some(FaultKind::Truncated),
        Some(FaultKind::DropAfter),
        Some(FaultKind::Text401),
    ] {
        if let Some(kind) = kind {
            livekit.fault(Fault {
                method: None,
                nth: 1,
                kind,
            });
        }
        shown += &format!(
            "{update:?} {:?}",
            client.update_outbound(&id(OUTBOUND), &update).await
        );
    }
    shown += &format!(
        "{:?}",
        client.outbound(&id(OUTBOUND)).await.expect("the trunk")
    );
    livekit.fault(Fault {
        method: Some(UPDATE_INBOUND),
        nth: 1,
        kind: FaultKind::WrongEcho {
            field: "allowed_addresses".to_owned(),
            value: json!("canary-type"),
        },
    });
    let error = client
        .update_inbound(&id(INBOUND), &InboundUpdate::default())
        .await;
    let error = error.expect_err("not a list");
    shown += &format!("{error:?} {error}");
    shown += &logs.text();
    assert!(!shown.contains("canary"), "{shown}");
    assert!(!shown.contains("eyJ"), "a token: {shown}");
    assert!(shown.contains("Secret(..)"), "it was shown at all");
}
