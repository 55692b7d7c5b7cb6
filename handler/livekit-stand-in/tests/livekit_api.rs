//! The published client, `livekit-api`, drives the stand-in: another reader of the same protocol, over protobuf.

#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "a test may fail"
)]

mod support;

use std::collections::HashMap;
use std::time::Duration;

use livekit_api::services::sip::{
    CreateSIPInboundTrunkOptions, CreateSIPOutboundTrunkOptions, ListSIPInboundTrunkFilter,
    ListSIPOutboundTrunkFilter, SIPClient,
};
use livekit_api::services::{ServerError, ServiceError};
use livekit_protocol as proto;
use livekit_stand_in::{Fault, FaultKind, StandIn};
use support::start;

const REQUIRE: i32 = proto::SipMediaEncryption::SipMediaEncryptRequire as i32;

fn client(livekit: &StandIn, secret: &str) -> SIPClient {
    support::install_cryptography();
    SIPClient::with_api_key(&livekit.url(), "devkey", secret)
}

fn list_update(set: &[&str], clear: bool) -> Option<proto::ListUpdate> {
    let set = set.iter().map(|&item| item.to_owned()).collect();
    Some(proto::ListUpdate {
        set,
        clear,
        ..Default::default()
    })
}

fn media() -> proto::SipMediaConfig {
    proto::SipMediaConfig {
        only_listed_codecs: true,
        codecs: vec![proto::SipCodec {
            name: "PCMU".into(),
            rate: 8000,
        }],
        encryption: Some(REQUIRE),
        media_timeout: Some(Duration::from_millis(15_500).into()),
    }
}

#[tokio::test]
async fn inbound_trunks() {
    let livekit = start().await;
    let client = client(&livekit, "secret");
    let options = CreateSIPInboundTrunkOptions {
        allowed_addresses: Some(vec!["203.0.113.0/24".into()]),
        headers: Some(HashMap::from([
            ("X-A".into(), "b".into()),
            ("X-C".into(), "d".into()),
        ])),
        max_call_duration: Some(Duration::from_secs(3600)),
        krisp_enabled: Some(true),
        ..Default::default()
    };
    let created = client
        .create_sip_inbound_trunk("in".into(), vec!["+1".into()], options)
        .await
        .expect("created");
    assert_eq!((created.name.as_str(), created.krisp_enabled), ("in", true));
    assert_eq!(created.headers.get("X-C").map(String::as_str), Some("d"));
    assert_eq!(created.max_call_duration.expect("a duration").seconds, 3600);

    let listed = client
        .list_sip_inbound_trunk(ListSIPInboundTrunkFilter::All)
        .await
        .expect("a list");
    assert_eq!(listed, std::slice::from_ref(&created));

    let update = proto::SipInboundTrunkUpdate {
        allowed_addresses: list_update(&["198.51.100.7", "2001:db8::/32"], false),
        auth_username: Some("u".into()),
        media: Some(media()),
        ..Default::default()
    };
    let updated = client
        .update_sip_inbound_trunk(created.sip_trunk_id.clone(), update)
        .await
        .expect("updated");
    assert_eq!(updated.allowed_addresses, ["198.51.100.7", "2001:db8::/32"]);
    assert_eq!(
        (&updated.media, updated.auth_username.as_str()),
        (&Some(media()), "u")
    );
    #[expect(deprecated, reason = "both fields are kept in step")]
    let legacy = updated.media_encryption;
    assert_eq!(legacy, REQUIRE);
    assert_eq!(updated.headers, created.headers);

    let update = proto::SipInboundTrunkUpdate {
        allowed_addresses: list_update(&[], true),
        auth_username: Some(String::new()),
        ..Default::default()
    };
    let cleared = client
        .update_sip_inbound_trunk(created.sip_trunk_id.clone(), update)
        .await
        .expect("updated");
    assert!(cleared.allowed_addresses.is_empty() && cleared.auth_username.is_empty());

    let replacement = proto::SipInboundTrunkInfo {
        numbers: vec!["+2".into()],
        ..Default::default()
    };
    let replaced = client
        .update_sip_inbound_trunk_replace(created.sip_trunk_id.clone(), replacement)
        .await
        .expect("replaced");
    assert_eq!((replaced.name.as_str(), replaced.media), ("", None));

    let deleted = client
        .delete_sip_trunk(&created.sip_trunk_id)
        .await
        .expect("deleted");
    assert_eq!(deleted.sip_trunk_id, created.sip_trunk_id);
    assert_eq!(livekit.inbound(&created.sip_trunk_id), None);
}

#[tokio::test]
async fn outbound_trunks() {
    let livekit = start().await;
    let client = client(&livekit, "secret");
    let options = CreateSIPOutboundTrunkOptions {
        transport: proto::SipTransport::Tls,
        auth_username: "u0".into(),
        auth_password: "p0".into(),
        ..Default::default()
    };
    let numbers = vec!["+1".into(), "+2".into()];
    let created = client
        .create_sip_outbound_trunk("out".into(), "sip.example.com".into(), numbers, options)
        .await
        .expect("created");
    let listed = client
        .list_sip_outbound_trunk(ListSIPOutboundTrunkFilter::All)
        .await
        .expect("a list");
    assert_eq!(listed, std::slice::from_ref(&created));
    assert_eq!(created.transport(), proto::SipTransport::Tls);

    let update = proto::SipOutboundTrunkUpdate {
        address: Some("pstn.example.net:5061".into()),
        auth_password: Some("p1".into()),
        numbers: list_update(&["+3"], false),
        ..Default::default()
    };
    let updated = client
        .update_sip_outbound_trunk(created.sip_trunk_id.clone(), update)
        .await
        .expect("updated");
    assert_eq!(
        (updated.address.as_str(), updated.auth_password.as_str()),
        ("pstn.example.net:5061", "p1")
    );
    assert_eq!(
        (updated.auth_username.as_str(), updated.numbers.len()),
        ("u0", 1)
    );

    client
        .delete_sip_trunk(&created.sip_trunk_id)
        .await
        .expect("deleted");
    let listed = client
        .list_sip_outbound_trunk(ListSIPOutboundTrunkFilter::All)
        .await
        .expect("a list");
    assert!(listed.is_empty());
}

fn twirp_code(error: ServiceError) -> String {
    match error {
        ServiceError::Twirp(ServerError::Twirp(code)) => format!("{}: {}", code.code, code.msg),
        other => format!("{other:?}"),
    }
}

#[tokio::test]
async fn errors() {
    let livekit = start().await;
    let client = client(&livekit, "secret");
    let update = || proto::SipOutboundTrunkUpdate {
        address: Some("sip:h".into()),
        ..Default::default()
    };
    let missing = client
        .update_sip_outbound_trunk("ST_nope".into(), update())
        .await
        .expect_err("no such trunk");
    assert_eq!(
        twirp_code(missing),
        "not_found: requested sip trunk does not exist"
    );

    livekit.put_outbound(
        "ST_1",
        serde_json::json!({"address": "h", "numbers": ["+1"]}),
    );
    let refused = client
        .update_sip_outbound_trunk("ST_1".into(), update())
        .await
        .expect_err("no host");
    assert_eq!(
        twirp_code(refused),
        "unknown: trunk address should be a hostname or IP, not SIP URI"
    );

    livekit.fault(Fault {
        method: None,
        nth: 1,
        kind: FaultKind::Unavailable,
    });
    let unavailable = client.delete_sip_trunk("ST_1").await.expect_err("a fault");
    assert_eq!(twirp_code(unavailable), "unavailable: service unavailable");
}

#[tokio::test]
async fn a_wrong_secret() {
    let livekit = start().await;
    let filter = ListSIPOutboundTrunkFilter::All;
    assert!(
        client(&livekit, "wrong")
            .list_sip_outbound_trunk(filter)
            .await
            .is_err()
    );
    assert_eq!(livekit.calls(), []);
}
