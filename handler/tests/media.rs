//! A repeated change makes no update call; codecs and timeout of a trunk survive a change of encryption; and what LiveKit does not do, it does not
//! get away with. Against the present server, and against one that does not know `media`.
#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "these are tests, their helpers too"
)]

mod support;

use handler::domain::MediaEncryption;
use livekit_stand_in::{Call, FaultKind};
use serde_json::{Value, json};
use support::world::{self, ALLOW, REQUIRE, UPDATE_INBOUND, UPDATE_OUTBOUND, World};

fn method(call: &Call) -> String {
    call.method.to_owned()
}

/// Encryption of both sides, one field each.
fn encryption(encryption: &str) -> Value {
    json!({
        "outbound_config": {"media_encryption": encryption},
        "inbound_config": {"media_encryption": encryption},
    })
}

/// How the trunks' media is encrypted, by the field that counts.
fn effective(world: &World, old_server: bool) -> [Value; 2] {
    world.held().map(|trunk| {
        let field = if old_server {
            assert_eq!(trunk.get("media").unwrap_or(&Value::Null), &Value::Null);
            &trunk["media_encryption"]
        } else {
            &trunk["media"]["encryption"]
        };
        field.clone()
    })
}

#[tokio::test]
async fn a_repeated_change_makes_no_update() {
    let changes = [
        encryption("require"),
        encryption("disable"),
        json!({"inbound_config": {"media_encryption": null}}),
        json!({"inbound_config": {"allowed_addresses": ["2001:db8::/32", "198.51.100.7"]}}),
        json!({"inbound_config": {"allowed_addresses": []}}),
        json!({"outbound_config": {"termination_uri": "pstn.example.net:5061", "username": "ñ", "password": "p1"}}),
        json!({"outbound_config": {"username": null, "password": ""}}),
    ];
    for old_server in [false, true] {
        let world = World::start(old_server).await;
        for change in &changes {
            let first = world.patch(change).await;
            assert_eq!(first.status, 200, "{change}: {:?}", first.body);
            let updated = world.steps(method);
            assert!(
                updated.iter().any(|step| step.starts_with("Update")),
                "{change}: {updated:?}"
            );
            let (held, phone) = (world.held(), world.phone().await);

            let second = world.patch(change).await;
            assert_eq!(second, first, "{change}");
            assert_eq!(
                (world.held(), world.phone().await),
                (held, phone),
                "{change}"
            );
            let steps = world.steps(method);
            let more = steps
                .strip_prefix(updated.as_slice())
                .expect("the same steps first");
            assert!(
                more.iter().all(|step| step.starts_with("Get")),
                "{change}: {more:?}"
            );
            assert!(!more.is_empty(), "LiveKit was asked");
            world.forget();
        }
    }
}

/// Nothing asked for, nothing called.
#[tokio::test]
async fn an_empty_change_makes_no_call() {
    let world = World::start(false).await;
    for change in [
        json!({}),
        json!({"inbound_config": null, "outbound_config": {}}),
        json!({"inbound_config": {}, "other": 1}),
    ] {
        let answer = world.patch(&change).await;
        assert_eq!(
            (answer.status, world.steps(method)),
            (200, vec![]),
            "{change}"
        );
    }
}

/// What the database has lost, such as by a crash, is written again though LiveKit needs no update.
#[tokio::test]
async fn a_database_that_lags_behind_catches_up() {
    let world = World::start(false).await;
    let mut trunk = world::trunks().1;
    trunk["address"] = json!("new.example.net");
    world.livekit.put_outbound(world::OUTBOUND, trunk);
    let answer = world
        .patch(&json!({"outbound_config": {"termination_uri": "new.example.net"}}))
        .await;
    assert_eq!(answer.status, 200);
    assert_eq!(world.steps(method), ["GetSIPOutboundTrunk", "save"]);
    let sip = world.phone().await.sip.expect("settings");
    assert_eq!(sip.termination_uri.as_deref(), Some("new.example.net"));
}

#[tokio::test]
async fn codecs_and_timeout_survive() {
    let world = World::start(false).await;
    let before = world.held();
    assert_eq!(world.patch(&encryption("require")).await.status, 200);
    for (after, mut before) in world.held().into_iter().zip(before) {
        assert_eq!(
            after["media"]["codecs"],
            json!([{"name": "PCMU", "rate": 8000}])
        );
        assert_eq!(after["media"]["media_timeout"], "15s");
        assert_eq!(after["media"]["only_listed_codecs"], true);
        before["media"]["encryption"] = json!(REQUIRE);
        before["media_encryption"] = json!(REQUIRE);
        assert_eq!(after, before, "and nothing else has changed");
    }
}

/// A server keeps what it does not know of only if it is sent; ours sends nothing else.
#[tokio::test]
async fn both_fields_are_sent() {
    for old_server in [false, true] {
        let world = World::start(old_server).await;
        assert_eq!(world.patch(&encryption("require")).await.status, 200);
        for update in [
            world.updates(UPDATE_INBOUND),
            world.updates(UPDATE_OUTBOUND),
        ] {
            let [update] = update.as_slice() else {
                panic!("one update each: {update:?}");
            };
            let members: Vec<_> = update.as_object().expect("an object").keys().collect();
            assert_eq!(members, ["media", "media_encryption"]);
            assert_eq!(update["media"]["encryption"], REQUIRE);
            assert_eq!(update["media_encryption"], REQUIRE);
        }
        assert_eq!(effective(&world, old_server), [REQUIRE, REQUIRE]);
        let sip = world.phone().await.sip.expect("settings");
        let both = [sip.inbound_media_encryption, sip.outbound_media_encryption];
        assert_eq!(both, [MediaEncryption::Require; 2]);
    }
}

#[tokio::test]
async fn a_differing_echo_is_a_502_and_restored() {
    let wrong = |field: &str, value: Value| FaultKind::WrongEcho {
        field: field.to_owned(),
        value,
    };
    for old_server in [false, true] {
        let field = if old_server {
            "media_encryption"
        } else {
            "media.encryption"
        };
        for method in [UPDATE_INBOUND, UPDATE_OUTBOUND] {
            for value in [json!(ALLOW), json!(7)] {
                let world = World::start(old_server).await;
                let (before, phone) = (world.held(), world.phone().await);
                world.fault(method, 1, wrong(field, value));
                let answer = world.patch(&encryption("require")).await;
                assert_eq!(answer.status, 502, "{:?}", answer.body);
                assert_eq!(answer.body, json!({"detail": "SIP provider error"}));
                assert_eq!(world.updates(method).len(), 2, "made and taken back");
                assert_eq!((world.held(), world.phone().await), (before, phone));
            }
        }
    }
}

/// The echo is looked at whole: codecs that are lost are lost calls.
#[tokio::test]
async fn lost_codecs_are_a_502() {
    let world = World::start(false).await;
    let before = world.held();
    let kind = FaultKind::WrongEcho {
        field: "media.codecs".to_owned(),
        value: json!([]),
    };
    world.fault(UPDATE_OUTBOUND, 1, kind);
    assert_eq!(world.patch(&encryption("require")).await.status, 502);
    assert_eq!(world.held(), before);
}

/// Members of `media` that came are sent as they came; a trunk whose word for encryption is not known is set all the same.
#[tokio::test]
async fn an_encryption_that_is_not_known_is_set_and_restored() {
    for refused in [false, true] {
        let world = World::start(false).await;
        let trunk = json!({"numbers": ["+34910000001"], "media": {"encryption": 7, "media_timeout": "3s"}, "media_encryption": 7});
        world.livekit.put_inbound(world::INBOUND, trunk);
        let before = world.held();
        if refused {
            world.refuse_in_sqlite().await;
        }
        let change = json!({"inbound_config": {"media_encryption": "require"}});
        assert_eq!(
            world.patch(&change).await.status,
            if refused { 503 } else { 200 }
        );
        let [inbound, _] = world.held();
        if refused {
            assert_eq!(inbound, before[0]);
        } else {
            assert_eq!(inbound["media"]["encryption"], REQUIRE);
        }
        assert_eq!(inbound["media"]["media_timeout"], "3s");
    }
}
