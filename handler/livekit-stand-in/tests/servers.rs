//! The kinds of server that can be played, the log, and the handle.

#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "a test may fail"
)]

mod support;

use std::time::Duration;

use livekit_stand_in::{Options, Sequence, StandIn};
use serde_json::{Value, json};
use support::{ask, start};

const UPDATE: &str = "UpdateSIPOutboundTrunk";

#[tokio::test]
async fn an_old_server_drops_media_unseen() {
    let livekit = StandIn::start(Options {
        old_server: true,
        ..Options::default()
    })
    .await
    .expect("a free port");
    livekit.put_inbound(
        "ST_1",
        json!({"numbers": ["+1"], "media": {"encryption": "SIP_MEDIA_ENCRYPT_REQUIRE"}}),
    );
    let update = |update: Value| json!({"sip_trunk_id": "ST_1", "update": update});
    let cases = [
        (
            json!({"media": {"encryption": "SIP_MEDIA_ENCRYPT_REQUIRE"}}),
            "SIP_MEDIA_ENCRYPT_DISABLE",
        ),
        (
            json!({"media_encryption": "SIP_MEDIA_ENCRYPT_ALLOW"}),
            "SIP_MEDIA_ENCRYPT_ALLOW",
        ),
        (
            json!({"media_encryption": "SIP_MEDIA_ENCRYPT_REQUIRE", "media": {"encryption": "SIP_MEDIA_ENCRYPT_DISABLE"}}),
            "SIP_MEDIA_ENCRYPT_REQUIRE",
        ),
    ];
    for (sent, encryption) in cases {
        let (status, trunk) = ask(&livekit, "UpdateSIPInboundTrunk", &update(sent.clone())).await;
        assert_eq!(
            (status, &trunk["media_encryption"]),
            (200, &json!(encryption)),
            "{sent}"
        );
        assert_eq!(trunk.get("media"), None, "{sent}");
        assert_eq!(livekit.inbound("ST_1"), Some(trunk), "{sent}");
        assert_eq!(
            livekit.calls().pop().expect("a call").update,
            sent,
            "the log shows what was sent"
        );
    }
}

#[tokio::test]
async fn a_server_that_checks_no_address() {
    let livekit = StandIn::start(Options {
        checks_addresses: false,
        ..Options::default()
    })
    .await
    .expect("a free port");
    livekit.put_outbound("ST_1", json!({"address": "old", "numbers": ["+1"]}));
    for address in ["sip:h", "bob@h", "h;transport=tls", ""] {
        let (status, trunk) = ask(
            &livekit,
            UPDATE,
            &json!({"sip_trunk_id": "ST_1", "update": {"address": address}}),
        )
        .await;
        assert_eq!((status, &trunk["address"]), (200, &json!(address)));
    }
}

#[tokio::test]
async fn an_update_of_trunks_that_conflict_already_is_refused() {
    let livekit = start().await;
    livekit.put_inbound("ST_1", json!({"numbers": ["+1"]}));
    livekit.put_inbound("ST_2", json!({"numbers": ["1"]}));
    let update = json!({"sip_trunk_id": "ST_2", "update": {"name": "x"}});
    let (status, error) = ask(&livekit, "UpdateSIPInboundTrunk", &update).await;
    let msg = "Conflicting inbound SIP Trunks: \"ST_2\" and \"ST_1\", using the same number(s) [\"1\"] without AllowedNumbers set";
    assert_eq!(
        (status, error),
        (400, json!({"code": "invalid_argument", "msg": msg}))
    );
}

#[tokio::test]
async fn the_log_has_one_order_with_others_and_no_password() {
    let sequence = Sequence::default();
    let livekit = StandIn::start(Options {
        sequence: sequence.clone(),
        ..Options::default()
    })
    .await
    .expect("a free port");
    livekit.put_outbound("ST_1", json!({"address": "old", "numbers": ["+1"]}));
    ask(&livekit, UPDATE, &json!({"sip_trunk_id": "ST_1", "update": {"auth_password": "canary", "auth_username": "u"}})).await;
    let between = sequence.next();
    ask(
        &livekit,
        UPDATE,
        &json!({"sip_trunk_id": "ST_1", "update": {"auth_password": ""}}),
    )
    .await;
    ask(
        &livekit,
        UPDATE,
        &json!({"sip_trunk_id": "ST_1", "replace": {"address": "h", "auth_password": "canary"}}),
    )
    .await;

    let calls = livekit.calls();
    assert_eq!(
        calls[0].update,
        json!({"auth_password": "***", "auth_username": "u"})
    );
    assert_eq!(calls[1].update, json!({"auth_password": ""}));
    assert_eq!(
        calls[2].replace,
        json!({"address": "h", "auth_password": "***"})
    );
    assert_eq!(
        calls.iter().map(|call| call.applied).collect::<Vec<_>>(),
        [true, true, false]
    );
    assert!(calls[0].seq < between && between < calls[1].seq);
    assert!(
        calls
            .iter()
            .all(|call| call.method == UPDATE && call.trunk_id.as_deref() == Some("ST_1"))
    );
    assert!(!format!("{livekit:?} {calls:?} {:?}", Options::default()).contains("canary"));

    livekit.clear_log();
    assert_eq!(livekit.calls(), []);
}

#[tokio::test]
async fn ends_with_its_last_handle() {
    let livekit = start().await;
    let (other, address) = (livekit.clone(), livekit.address());
    drop(livekit);
    assert!(tokio::net::TcpStream::connect(address).await.is_ok());
    drop(other);
    tokio::time::sleep(Duration::from_millis(50)).await;
    assert!(tokio::net::TcpStream::connect(address).await.is_err());
}
