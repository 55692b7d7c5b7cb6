//! Requests as a whole: what is left out, and all faults at once.

use serde_json::{Value, json};

use crate::addresses::{MAPPED, NOT_A_NETWORK};
use crate::table::{Faults, Shows, ask, check, fault, inbound, outbound, phone};

/// `inbound_config`/`outbound_config` absent, null or `{}`; a field absent.
#[tokio::test]
async fn what_is_absent_is_untouched() {
    let nothing = || Shows("", json!({}));
    check(
        &phone(),
        [
            (json!({}), nothing()),
            (json!({"inbound_config": null}), nothing()),
            (json!({"outbound_config": null}), nothing()),
            (json!({"inbound_config": {}}), nothing()),
            (json!({"outbound_config": {}}), nothing()),
            (
                json!({"inbound_config": {}, "outbound_config": {}}),
                nothing(),
            ),
            (
                json!({"inbound_config": null, "outbound_config": {}}),
                nothing(),
            ),
            (
                json!({"inbound_config": {"numbers": []}, "x": 1}),
                nothing(),
            ),
            (
                json!({"inbound_config": {}, "outbound_config": {"username": "bob"}}),
                Shows("outbound", json!({"username": "bob"})),
            ),
            (
                json!({"inbound_config": {"media_encryption": "allow"}, "outbound_config": null}),
                Shows("inbound", json!({"inbound_media_encryption": "allow"})),
            ),
        ],
    )
    .await;
}

/// Every member at once, and each in its own place.
#[tokio::test]
async fn everything_at_once() {
    let body = json!({
        "inbound_config": {"media_encryption": "disable", "allowed_addresses": ["198.51.100.7"]},
        "outbound_config": {"termination_uri": "h:1", "username": "bob", "password": "s", "media_encryption": "allow"},
    });
    let shown = json!({
        "termination_uri": "h:1",
        "username": "bob",
        "inbound_media_encryption": "disable",
        "outbound_media_encryption": "allow",
        "allowed_addresses": ["198.51.100.7"],
    });
    check(&phone(), [(body, Shows("both", shown))]).await;
}

/// All faults at once, in the schema's order and not the input's; none of them holds a value.
#[tokio::test]
async fn all_faults_at_once() {
    let text = r#"{
        "outbound_config": {"password": "canary-1\u0000", "username": "canary-2\u0000", "termination_uri": "canary-3@h"},
        "inbound_config": {"allowed_addresses": ["1.2.3.4", "canary-4", "::ffff:1.2.3.4", "canary-5"]}
    }"#;
    let body: Value = serde_json::from_str(text).expect("JSON");
    let address = |index: usize| json!(["inbound_config", "allowed_addresses", index]);
    let control = "Value error, must not contain control characters";
    let faults = vec![
        fault(address(1), NOT_A_NETWORK.0, NOT_A_NETWORK.1),
        fault(address(2), MAPPED.0, MAPPED.1),
        fault(address(3), NOT_A_NETWORK.0, NOT_A_NETWORK.1),
        fault(
            json!(["outbound_config", "termination_uri"]),
            "value_error",
            "Value error, must not contain any of @ ; / ? #",
        ),
        fault(
            json!(["outbound_config", "username"]),
            "value_error",
            control,
        ),
        fault(
            json!(["outbound_config", "password"]),
            "value_error",
            control,
        ),
    ];
    let (_, answer, change) = ask(phone(), &body).await;
    assert!(!answer.to_string().contains("canary"), "{answer}");
    assert!(change.is_empty());
    check(&phone(), [(body, Faults(faults))]).await;
}

/// Our faults have the form of a FastAPI server's own rules, less `input` and `ctx`.
#[tokio::test]
async fn faults_have_fastapis_form() {
    let recorded = include_str!("../fixtures/fastapi-validators.jsonl").lines();
    let recorded: Vec<Value> = recorded
        .map(|line| serde_json::from_str(line).expect("JSON"))
        .collect();
    let answer_of = |name: &str| {
        let row = recorded.iter().find(|row| row["name"] == name);
        let mut detail = row.expect("a recording")["json"]["detail"].clone();
        for fault in detail.as_array_mut().expect("a list") {
            let fault = fault.as_object_mut().expect("an object");
            fault.retain(|member, _| member != "input" && member != "ctx");
        }
        detail
    };

    let (_, ours, _) = ask(phone(), &outbound("termination_uri", "sip:h")).await;
    assert_eq!(ours["detail"], answer_of("value_error"));

    // Host bits are refused there and accepted here: LiveKit masks them.
    let entries = json!(["1.2.3.4", "x", "1.2.3.4/99", "10.0.0.1/8", "[::1]", ""]);
    let (_, ours, _) = ask(phone(), &inbound("allowed_addresses", entries)).await;
    let mut theirs = answer_of("networks");
    let faults = theirs.as_array_mut().expect("a list");
    faults.retain(|fault| fault["loc"][3] != 3);
    for fault in faults {
        fault["loc"][1] = json!("inbound_config");
        fault["loc"][2] = json!("allowed_addresses");
    }
    assert_eq!(ours["detail"], theirs);

    let (_, ours, _) = ask(
        phone(),
        &inbound("allowed_addresses", vec!["1.2.3.4"; 1001]),
    )
    .await;
    let theirs = &answer_of("list_too_long")[0];
    let message = theirs["msg"].as_str().expect("a text");
    let message = message
        .replace("at most 2", "at most 1000")
        .replace("not 3", "not 1001");
    assert_eq!(ours["detail"][0]["type"], theirs["type"]);
    assert_eq!(ours["detail"][0]["msg"], json!(message));
}
