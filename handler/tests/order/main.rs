//! LiveKit first, outbound before inbound, then the database; and whatever fails on the way, what was changed is put back. LiveKit's log and the
//! database's draw from one counter.
#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "these are tests, their helpers too"
)]

mod cases;
#[path = "../support/mod.rs"]
mod support;

use cases::{ALL_OLD, Case, Database, PERHAPS_OUT};
use livekit_stand_in::{Call, FaultKind};
use serde_json::{Value, json};
use support::logs::Logs;
use support::world::{
    self, ALLOW, INBOUND, OLD_PASSWORD, REQUIRE, UPDATE_INBOUND, UPDATE_OUTBOUND, World,
};

const NEW_PASSWORD: &str = "new-canary";
const NEW_ADDRESS: &str = "new.example.net";
const NEW_SOURCE: &str = "198.51.100.7";

/// A change of every field.
fn change() -> Value {
    json!({
        "outbound_config": {"termination_uri": NEW_ADDRESS, "username": "u1", "password": NEW_PASSWORD, "media_encryption": "require"},
        "inbound_config": {"allowed_addresses": [NEW_SOURCE], "media_encryption": "require"},
    })
}

/// `get out`, `out=new`, `in=old` and so on.
fn step(call: &Call) -> String {
    assert_eq!(call.replace, Value::Null, "never `replace`");
    let side = if call.method.contains("Outbound") {
        "out"
    } else {
        "in"
    };
    if call.method.starts_with("Get") {
        return format!("get {side}");
    }
    let update = &call.update;
    let addresses = &update["allowed_addresses"]["set"];
    let of = |new: bool| if new { "new" } else { "old" };
    let address = if side == "out" {
        update["address"] == NEW_ADDRESS
    } else {
        *addresses == json!([NEW_SOURCE])
    };
    let encryption = update["media"]["encryption"] == REQUIRE;
    assert_eq!(address, encryption, "all old or all new: {update}");
    assert_eq!(update["media"]["encryption"], update["media_encryption"]);
    format!("{side}={}", of(address))
}

/// What LiveKit and the database hold, side by side with what they held: `old` or `new`.
struct Before {
    trunks: [Value; 2],
    version: i64,
}

impl Before {
    async fn of(world: &World) -> Self {
        Self {
            trunks: world.held(),
            version: world.phone().await.version,
        }
    }

    /// Outbound, inbound, database.
    async fn held(&self, world: &World) -> [&'static str; 3] {
        let [inbound, outbound] = world.held();
        let [inbound_before, outbound_before] = &self.trunks;
        let outbound_after = with(
            outbound_before,
            &json!({"address": NEW_ADDRESS, "auth_username": "u1", "auth_password": NEW_PASSWORD}),
        );
        let inbound_after = with(inbound_before, &json!({"allowed_addresses": [NEW_SOURCE]}));
        let phone = world.phone().await;
        let sip = phone.sip.as_ref().expect("settings");
        let database = match (sip.termination_uri.as_deref(), phone.version - self.version) {
            (Some("sip.example.com"), 0) => "old",
            (Some(NEW_ADDRESS), 1) => "new",
            _ => panic!("neither old nor new: {phone:?}"),
        };
        [
            which(&outbound, outbound_before, &outbound_after),
            which(&inbound, inbound_before, &inbound_after),
            database,
        ]
    }
}

/// The trunk with other members, and encryption required.
fn with(trunk: &Value, members: &Value) -> Value {
    let mut trunk = trunk.clone();
    for (name, value) in members.as_object().expect("members") {
        trunk[name] = value.clone();
    }
    trunk["media"]["encryption"] = json!(REQUIRE);
    trunk["media_encryption"] = json!(REQUIRE);
    trunk
}

fn which(held: &Value, before: &Value, after: &Value) -> &'static str {
    if held == before {
        "old"
    } else if held == after {
        "new"
    } else {
        panic!("neither old nor new: {held}")
    }
}

async fn check(case: Case) {
    let name = case.name;
    let world = World::start(false).await;
    let before = Before::of(&world).await;
    let fails_to_restore = case.held != ALL_OLD && case.answer.0 != 200;
    for (method, nth, kind) in case.faults {
        world.fault(method, nth, kind);
    }
    match case.database {
        Database::Works => {}
        Database::Fails(error) => world.store_fault(error),
        Database::Refuses => world.refuse_in_sqlite().await,
    }
    let logs = Logs::start();
    let answer = world.patch(&change()).await;
    let logged = logs.text();
    assert_eq!(world.steps(step), case.steps, "{name}");
    assert_eq!(before.held(&world).await, case.held, "{name}");
    let (status, detail) = case.answer;
    assert_eq!(answer.status, status, "{name}: {:?}", answer.body);
    assert_eq!(answer.retry_after, status == 503, "{name}");
    if status != 200 {
        assert_eq!(answer.body, json!({"detail": detail}), "{name}");
        let error = logged.lines().find(|line| line.contains("ERROR"));
        let error = error.unwrap_or_else(|| panic!("{name}: no error is logged: {logged}"));
        assert!(
            error.contains("operation=") && error.contains("phone=") && error.contains("step="),
            "{error}"
        );
    }
    assert_eq!(
        logged.contains("could not be put back"),
        fails_to_restore,
        "{name}: {logged}"
    );
    for secret in [OLD_PASSWORD, NEW_PASSWORD] {
        assert!(
            !logged.contains(secret) && !answer.body.to_string().contains(secret),
            "{name}"
        );
    }
}

#[tokio::test]
async fn refused() {
    for case in cases::refusals() {
        check(case).await;
    }
}

#[tokio::test]
async fn ambiguous() {
    for case in cases::ambiguities() {
        check(case).await;
    }
}

#[tokio::test]
async fn read_saved_and_restored() {
    for case in cases::others() {
        check(case).await;
    }
}

/// Nothing is restored of a side that was not to be changed, and of the other only what was sent.
#[tokio::test]
async fn restores_only_what_was_sent() {
    let world = World::start(false).await;
    world.refuse_in_sqlite().await;
    let before = world.held();
    let body = json!({"outbound_config": {"username": "u1", "termination_uri": "sip.example.com"}});
    assert_eq!(world.patch(&body).await.status, 503);
    assert_eq!(
        world.updates(UPDATE_OUTBOUND),
        [
            json!({"auth_username": "u1"}),
            json!({"auth_username": "u0"})
        ]
    );
    assert_eq!(world.updates(UPDATE_INBOUND), [] as [Value; 0]);
    assert_eq!(world.held(), before);
}

/// LiveKit refuses to set an empty list, and leaves null alone.
#[tokio::test]
async fn restores_what_was_empty() {
    let world = World::start(false).await;
    world.livekit.put_outbound(
        world::OUTBOUND,
        json!({"numbers": ["+34910000001"], "address": "sip.example.com"}),
    );
    world
        .livekit
        .put_inbound(INBOUND, json!({"numbers": ["+34910000001"]}));
    world.refuse_in_sqlite().await;
    assert_eq!(world.patch(&change()).await.status, 503);
    let back = |method| world.updates(method).pop().expect("restored");
    let disable = "SIP_MEDIA_ENCRYPT_DISABLE";
    assert_eq!(
        back(UPDATE_INBOUND),
        json!({"allowed_addresses": {"clear": true}, "media": {}, "media_encryption": disable})
    );
    assert_eq!(
        back(UPDATE_OUTBOUND),
        json!({"address": "sip.example.com", "auth_username": "", "auth_password": "", "media": {}, "media_encryption": disable})
    );
    let [inbound, outbound] = world.held();
    assert_eq!(inbound["allowed_addresses"], json!([]));
    assert_eq!(outbound["auth_password"], "");
    for trunk in [inbound, outbound] {
        assert_eq!(trunk["media_encryption"], disable);
        assert_eq!(trunk["media"].get("encryption"), None);
    }
}

/// One side at a time makes no call for the other.
#[tokio::test]
async fn one_side() {
    let world = World::start(false).await;
    let body = json!({"outbound_config": {"password": NEW_PASSWORD}});
    assert_eq!(world.patch(&body).await.status, 200);
    let name = |call: &Call| call.method.to_owned();
    // The database keeps no password: there is nothing to save.
    assert_eq!(world.steps(name), ["GetSIPOutboundTrunk", UPDATE_OUTBOUND]);
    let body = json!({"inbound_config": {"allowed_addresses": null}, "outbound_config": {}});
    assert_eq!(world.patch(&body).await.status, 200);
    assert_eq!(
        world.steps(name)[2..],
        ["GetSIPInboundTrunk", UPDATE_INBOUND, "save"]
    );
    let [inbound, outbound] = world.held();
    assert_eq!(outbound["auth_password"], NEW_PASSWORD);
    assert_eq!(outbound["media"]["encryption"], ALLOW);
    assert_eq!(inbound["allowed_addresses"], json!([]));
}

/// LiveKit has no versions: what it applies only after the trunk was put back stays. The database does not follow, the caller is told nothing else
/// than that it failed, and the next change finds the difference.
#[tokio::test]
async fn applied_after_it_was_restored() {
    let world = World::start(false).await;
    let late = world::TIMEOUT * 2;
    world.fault(UPDATE_OUTBOUND, 1, FaultKind::DelayBefore(late));
    let before = Before::of(&world).await;
    let answer = world.patch(&change()).await;
    assert_eq!(answer.status, 503);
    assert_eq!(world.steps(step), PERHAPS_OUT);
    assert_eq!(before.held(&world).await, ALL_OLD);
    while before.held(&world).await == ALL_OLD {
        tokio::time::sleep(std::time::Duration::from_millis(20)).await;
    }
    assert_eq!(before.held(&world).await, ["new", "old", "old"]);
    assert_eq!(world.patch(&change()).await.status, 200);
    assert_eq!(before.held(&world).await, ["new"; 3]);
}
