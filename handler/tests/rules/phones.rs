//! What the state of a phone allows.

use handler::domain::{Phone, Provider, Status};
use serde_json::json;

use crate::table::{Conflict, Faults, Shows, check, fault, outbound, phone};

/// Outbound fields, phone has no outbound trunk.
#[tokio::test]
async fn phone_without_outbound_trunk() {
    let phone = Phone {
        outbound_trunk: None,
        ..phone()
    };
    let missing = || Conflict("Phone has no outbound trunk");
    check(
        &phone,
        [
            (outbound("username", "x"), missing()),
            (outbound("username", json!(null)), missing()),
            (outbound("password", "x"), missing()),
            (outbound("termination_uri", "h"), missing()),
            (outbound("media_encryption", json!(null)), missing()),
            (
                json!({"inbound_config": {"media_encryption": "allow"}, "outbound_config": {"username": "x"}}),
                missing(),
            ),
            (json!({"outbound_config": {}}), Shows("", json!({}))),
            (
                json!({"inbound_config": {"media_encryption": "allow"}, "outbound_config": {}}),
                Shows("inbound", json!({"inbound_media_encryption": "allow"})),
            ),
        ],
    )
    .await;
}

/// The phone's own state refuses before the trunks are looked at, and after the faults of the request.
#[tokio::test]
async fn phones_that_may_not_be_changed() {
    const NOT_CUSTOM: &str = "Only custom/imported phones can have their SIP config updated";
    let netelip = Phone {
        provider: Provider::Netelip,
        sip: None,
        inbound_trunk: None,
        outbound_trunk: None,
        ..phone()
    };
    for (phone, text) in [
        (netelip, NOT_CUSTOM),
        (
            Phone {
                status: Status::Released,
                ..phone()
            },
            "Phone is released",
        ),
        (
            Phone {
                status: Status::Finished,
                outbound_trunk: None,
                ..phone()
            },
            "Phone is released",
        ),
    ] {
        let at = json!(["outbound_config", "username"]);
        let message = "Value error, must not contain control characters";
        let table = [
            (json!({}), Conflict(text)),
            (outbound("username", "x"), Conflict(text)),
            (
                outbound("username", "\0"),
                Faults(vec![fault(at, "value_error", message)]),
            ),
        ];
        check(&phone, table).await;
    }
}
