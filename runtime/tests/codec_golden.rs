//! The emitted shapes at work.

mod golden;

use counterpart_runtime::codec::{self, DecodeOptions};
use golden::{Phone, PhoneList};

#[test]
fn round_trip() {
    let text = r#"{"id":"11111111-1111-4111-8111-111111111110","nickname":null,"released_at":"2026-01-02T03:04:05Z","encryption":"allow","password":"x"}"#;
    let phone: Phone = codec::decode(text.as_bytes(), DecodeOptions::DEFAULT).unwrap();
    assert_eq!(codec::encode(&phone).unwrap(), text);
    let faults = codec::decode::<PhoneList>(
        br#"[{"nickname":1,"tags":[1,"",2],"id":"x","status":"maybe"},{}]"#,
        DecodeOptions::DEFAULT,
    )
    .unwrap_err();
    assert_eq!(
        faults.iter().map(ToString::to_string).collect::<Vec<_>>(),
        [
            "/0/id: expected a UUID",
            "/0/nickname: expected a string",
            "/0/status: expected one of \"disable\", \"allow\", \"require\"",
            "/0/tags/0: expected a string",
            "/0/tags/2: expected a string",
            "/1/id: required, but absent",
            "/1/nickname: required, but absent",
        ]
    );
}
