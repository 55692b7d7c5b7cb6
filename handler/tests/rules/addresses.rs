//! `allowed_addresses`.

use serde_json::json;

use crate::table::{Faults, Shows, check, fault, inbound, phone};

/// Type and message.
pub const NOT_A_NETWORK: (&str, &str) = (
    "ip_any_network",
    "value is not a valid IPv4 or IPv6 network",
);

/// Type and message.
pub const MAPPED: (&str, &str) = (
    "value_error",
    "Value error, must not be an IPv4-mapped IPv6 address, use the IPv4 address",
);

/// `allowed_addresses` `[]` or null; `[…]` as written and in order.
#[tokio::test]
async fn allowed_addresses_accepted() {
    let body = |value| inbound("allowed_addresses", value);
    let removed = || Shows("inbound", json!({"allowed_addresses": null}));
    check(
        &phone(),
        [(body(json!([])), removed()), (body(json!(null)), removed())],
    )
    .await;

    let most = vec!["198.51.100.1"; 1000];
    for list in [
        json!(["1.2.3.4"]),
        json!(["203.0.113.0/24", "198.51.100.7/32", "0.0.0.0/0"]),
        json!(["2001:db8::/32", "2001:DB8:0:0:0:0:0:1", "::/0", "::1/128"]),
        json!(["203.0.113.77/24", "2001:db8::1/32"]),
        json!(["9.9.9.9", "1.1.1.1", "9.9.9.9"]),
        json!(most),
    ] {
        let shown = Shows("inbound", json!({"allowed_addresses": list}));
        check(&phone(), [(body(list), shown)]).await;
    }
}

/// 422 at `[…,"allowed_addresses",i]`.
#[tokio::test]
async fn allowed_addresses_refused() {
    let rows = [
        ("blank behind", "1.2.3.4 ", NOT_A_NETWORK),
        ("blank before", " 1.2.3.4", NOT_A_NETWORK),
        ("blank behind, prefix", "1.2.3.4/24 ", NOT_A_NETWORK),
        ("blank before, prefix", " 1.2.3.4/24", NOT_A_NETWORK),
        ("blank within", "1.2.3.4, 5.6.7.8", NOT_A_NETWORK),
        ("only a blank", " ", NOT_A_NETWORK),
        ("a line's end", "1.2.3.4\n", NOT_A_NETWORK),
        ("empty", "", NOT_A_NETWORK),
        ("brackets", "[2001:db8::1]", NOT_A_NETWORK),
        ("brackets, prefix", "[2001:db8::]/32", NOT_A_NETWORK),
        ("zone id", "fe80::1%eth0", NOT_A_NETWORK),
        ("zone id, prefix", "fe80::1%eth0/64", NOT_A_NETWORK),
        ("leading zero", "01.2.3.4", NOT_A_NETWORK),
        ("leading zero, prefix", "1.2.3.4/024", NOT_A_NETWORK),
        ("IPv4-mapped", "::ffff:1.2.3.4", MAPPED),
        ("IPv4-mapped, in hex", "0:0:0:0:0:FFFF:102:304", MAPPED),
        ("IPv4-mapped, prefix", "::ffff:1.2.3.4/120", MAPPED),
        ("netmask", "203.0.113.0/255.255.255.0", NOT_A_NETWORK),
        ("host name", "sbc.example.com", NOT_A_NETWORK),
        ("host name", "localhost", NOT_A_NETWORK),
        ("URI", "sip://1.2.3.4", NOT_A_NETWORK),
        ("URI", "sip:1.2.3.4", NOT_A_NETWORK),
        ("port", "1.2.3.4:5060", NOT_A_NETWORK),
        ("prefix too long", "1.2.3.4/33", NOT_A_NETWORK),
        ("prefix too long", "2001:db8::/129", NOT_A_NETWORK),
        ("prefix empty", "1.2.3.4/", NOT_A_NETWORK),
        ("prefix signed", "1.2.3.4/+8", NOT_A_NETWORK),
    ];
    let at = |index: usize| json!(["inbound_config", "allowed_addresses", index]);
    for (what, entry, (kind, message)) in rows {
        println!("{what}");
        let alone = inbound("allowed_addresses", json!([entry]));
        let among = inbound("allowed_addresses", json!(["1.2.3.4", entry, "::1"]));
        let table = [
            (alone, Faults(vec![fault(at(0), kind, message)])),
            (among, Faults(vec![fault(at(1), kind, message)])),
        ];
        check(&phone(), table).await;
    }
}

/// More than 1000 → `too_long`, which stands alone.
#[tokio::test]
async fn too_many_allowed_addresses() {
    for (length, entry) in [
        (1001, "198.51.100.1"),
        (1002, "x"),
        (10_000, "198.51.100.1"),
    ] {
        let message = format!("List should have at most 1000 items after validation, not {length}");
        let at = json!(["inbound_config", "allowed_addresses"]);
        let body = inbound("allowed_addresses", vec![entry; length]);
        check(
            &phone(),
            [(body, Faults(vec![fault(at, "too_long", message)]))],
        )
        .await;
    }
}
