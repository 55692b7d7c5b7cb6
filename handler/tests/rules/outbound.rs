//! The members of `outbound_config`, and the encryption of both sides.

use serde_json::{Value, json};

use crate::table::{Faults, Shows, ask, check, fault, inbound, outbound, phone};

/// Host or IP, optional `:port` 1–65535, IPv6 in brackets when a port follows.
#[tokio::test]
async fn termination_uri_accepted() {
    let label = "a".repeat(60);
    let longest = format!("{label}.{label}.{label}.aa{label}.example");
    assert_eq!(longest.len(), 253);
    for uri in [
        "h",
        "sip.example.com",
        "pstn.example.net:5061",
        "h:1",
        "h:65535",
        "1.2.3.4",
        "1.2.3.4:5060",
        "2001:db8::1",
        "[2001:db8::1]",
        "[2001:db8::1]:5060",
        "sipsip.example",
        &longest,
    ] {
        let shown = Shows("outbound", json!({"termination_uri": uri}));
        check(&phone(), [(outbound("termination_uri", uri), shown)]).await;
    }
}

/// 422 `value_error`.
#[tokio::test]
async fn termination_uri_refused() {
    const BLANK: &str = "must not contain blanks or control characters";
    const PREFIX: &str = "must not include the sip: or sips: prefix";
    const DELIMITER: &str = "must not contain any of @ ; / ? #";
    const PORT: &str = "must have a port from 1 to 65535, or none";
    const HOST: &str = "must be a host name or an IP address, with an optional port";
    let too_long = "a.".repeat(127);
    assert_eq!(too_long.len(), 254);
    for (uri, message) in [
        (
            json!(null),
            "must not be null, a trunk cannot be without an address",
        ),
        (json!(""), "must not be empty"),
        (json!(too_long), "must not be longer than 253 characters"),
        (json!("sip:h"), PREFIX),
        (json!("sips:h"), PREFIX),
        (json!("SIP:h"), PREFIX),
        (json!("SiPs:h:5061"), PREFIX),
        (json!("bob@h"), DELIMITER),
        (json!("h;transport=tls"), DELIMITER),
        (json!("h/x"), DELIMITER),
        (json!("https://h"), DELIMITER),
        (json!("h?x"), DELIMITER),
        (json!("h#x"), DELIMITER),
        (json!("a b"), BLANK),
        (json!(" h"), BLANK),
        (json!("h "), BLANK),
        (json!("h\u{a0}"), BLANK),
        (json!("h\n"), BLANK),
        (json!("h\0"), BLANK),
        (json!("h\u{7f}"), BLANK),
        (json!("h:0"), PORT),
        (json!("h:65536"), PORT),
        (json!("h:"), PORT),
        (json!("h:x"), PORT),
        (json!("[::1]:0"), PORT),
        (json!(":5060"), HOST),
        (json!("[2001:db8::1"), HOST),
        (json!("1.2.3.256"), HOST),
        (json!("!!!"), HOST),
    ] {
        let at = json!(["outbound_config", "termination_uri"]);
        let faults = vec![fault(at, "value_error", format!("Value error, {message}"))];
        check(
            &phone(),
            [(outbound("termination_uri", uri), Faults(faults))],
        )
        .await;
    }
}

/// `username`, `password` null or `""`; otherwise at most 1024 bytes and no control characters.
#[tokio::test]
async fn credentials() {
    let shown = |name: Value| Shows("outbound", json!({ "username": name }));
    for cleared in [json!(null), json!("")] {
        let table = [
            (outbound("username", cleared.clone()), shown(json!(null))),
            (outbound("password", cleared.clone()), shown(json!("u0"))),
        ];
        check(&phone(), table).await;
        let (_, _, change) = ask(phone(), &outbound("password", cleared)).await;
        let password = change.outbound.and_then(|side| side.password);
        assert!(password.is_some_and(|password| password.is_cleared()));
    }
    for text in [
        "bob".to_owned(),
        "ñandú 😀".to_owned(),
        "a".repeat(1024),
        "ñ".repeat(512),
    ] {
        let table = [
            (outbound("username", text.as_str()), shown(json!(text))),
            (outbound("password", text.as_str()), shown(json!("u0"))),
        ];
        check(&phone(), table).await;
    }
    const LONG: &str = "Value error, must not be longer than 1024 bytes";
    const CONTROL: &str = "Value error, must not contain control characters";
    for (text, message) in [
        ("a".repeat(1025), LONG),
        ("ñ".repeat(513), LONG),
        ("a\0b".to_owned(), CONTROL),
        ("a\r\nb".to_owned(), CONTROL),
        ("\t".to_owned(), CONTROL),
        ("a\u{7f}".to_owned(), CONTROL),
        ("a\u{85}".to_owned(), CONTROL),
    ] {
        for member in ["username", "password"] {
            let faults = vec![fault(
                json!(["outbound_config", member]),
                "value_error",
                message,
            )];
            check(
                &phone(),
                [(outbound(member, text.as_str()), Faults(faults))],
            )
            .await;
        }
    }
}

/// `media_encryption` null: back to the document's default, and sent, so a change.
#[tokio::test]
async fn media_encryption() {
    for (value, shown) in [
        (json!(null), "allow"),
        (json!("disable"), "disable"),
        (json!("allow"), "allow"),
        (json!("require"), "require"),
    ] {
        let table = [
            (
                inbound("media_encryption", value.clone()),
                Shows("inbound", json!({"inbound_media_encryption": shown})),
            ),
            (
                outbound("media_encryption", value),
                Shows("outbound", json!({"outbound_media_encryption": shown})),
            ),
        ];
        check(&phone(), table).await;
    }
    let message = "Input should be 'disable', 'allow' or 'require'";
    for value in [json!("Allow"), json!(" allow"), json!(""), json!(1)] {
        let table = ["inbound_config", "outbound_config"].map(|side| {
            let at = json!([side, "media_encryption"]);
            let body = json!({side: {"media_encryption": value}});
            (body, Faults(vec![fault(at, "enum", message)]))
        });
        check(&phone(), table).await;
    }
}
