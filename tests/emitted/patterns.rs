//! `specs/objects-patterns.yaml`, in both crates: what the schema accepts is taken and comes back. `cargo xtask emitted` compiles and runs this.

use counterpart_runtime::Json;
use counterpart_runtime::codec::{Decode, DecodeOptions, Encode, decode, encode};

/// A value, and whether a client and a server take it.
const VALUES: &[(&str, bool, bool)] = &[
    (r#"{"closed": {"x-a": "b"}}"#, true, true),
    (r#"{"closed": {"y": "b"}}"#, true, false),
    (r#"{"closed": {"x-a": 1}}"#, false, false),
    (r#"{"several": {"x-a": "b", "n-a": 1}}"#, true, true),
    (r#"{"several": {"x-a": null}}"#, false, false),
    (r#"{"beside": {"id": "a", "x-b": true}}"#, true, true),
    (r#"{"beside": {"id": "a", "x-b": "true"}}"#, false, false),
    (r#"{"beside": {"id": "a", "old": true}}"#, true, false),
    (r#"{"beside": {}}"#, false, false),
];

fn check<T: Decode + Encode>(side: &str, text: &str, taken: bool, options: DecodeOptions) {
    let value = decode::<T>(text.as_bytes(), options);
    assert_eq!(value.is_ok(), taken, "{side}: {text}");
    if let Ok(value) = value {
        let again = encode(&value).unwrap();
        let (before, after) = (Json::parse(text).unwrap(), Json::parse(&again).unwrap());
        assert_eq!(before, after, "{side}: {text} became {again}");
    }
}

#[test]
fn what_the_schema_accepts_comes_back() {
    let ruled = DecodeOptions::DEFAULT.with_rules(true);
    for (text, client, server) in VALUES {
        check::<labels_client::types::Labels>("client", text, *client, DecodeOptions::DEFAULT);
        check::<labels_server::types::Labels>("server", text, *server, ruled);
    }
}
