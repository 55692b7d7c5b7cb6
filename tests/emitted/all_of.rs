//! What several schemas say together, `specs/all-of-meet.yaml`, in both crates. `cargo xtask emitted` compiles and runs this.

mod back;

use back::comes_back;
use counterpart_runtime::codec::{Decode, DecodeOptions, Encode, decode};

/// A value, and whether both sides take it.
const VALUES: &[(&str, bool)] = &[
    // Equal and narrower keywords.
    (r#"{"same": 2147483647}"#, true),
    (r#"{"same": 2147483648}"#, false),
    (r#"{"some": "low"}"#, true),
    (r#"{"one": "low"}"#, true),
    (r#"{"whole": 18446744073709551615}"#, true),
    (r#"{"whole": 1.5}"#, false),
    (r#"{"list": [{"n": 1}]}"#, true),
    (r#"{"list": [{}]}"#, false),
    // A child narrows members of its base, also those of members.
    (r#"{"child": {"hello": "a", "size": 3, "at": {"x": 1, "y": 2}}}"#, true),
    (r#"{"child": {"hello": "a", "size": 3.5}}"#, false),
    (r#"{"child": {"hello": "a"}}"#, false),
    // Closed as a whole.
    (r#"{"strict": {"hello": "a", "world": "b", "size": 1.5}}"#, true),
    (r#"{"strict": {"hello": "a", "world": "b", "x": 1}}"#, false),
    (r#"{"strict": {"hello": "a"}}"#, false),
    // A closed base that is extended.
    (r#"{"sealed": {"id": 1, "label": "a"}}"#, true),
    (r#"{"sealed": {"id": 1, "foo": 2}}"#, false),
    (r#"{"sealed": {"label": "a"}}"#, false),
    // What is left over has a type.
    (r#"{"rest": {"hello": "a", "z": "abc"}}"#, true),
    (r#"{"rest": {"hello": "a", "z": 5}}"#, false),
    // Each alternative has what stands beside all of them.
    (r#"{"disk": {"name": "d", "type": "blank", "blocks": 512}}"#, true),
    (r#"{"disk": {"name": "d", "type": "snapshot", "of": "x"}}"#, true),
    (r#"{"disk": {"type": "snapshot"}}"#, false),
    (r#"{"disk": {"name": "d", "type": "blank"}}"#, false),
];

/// Values that a server alone refuses, since a client's enums are open.
const CLOSED: &[&str] = &[r#"{"some": "top"}"#, r#"{"one": "top"}"#];

fn check<T: Decode + Encode>(side: &str) {
    for (text, taken) in VALUES {
        comes_back::<T>(side, text, *taken, DecodeOptions::DEFAULT);
    }
}

#[test]
fn what_all_say_is_taken() {
    check::<met_client::types::Met>("client");
    check::<met_server::types::Met>("server");
    for text in CLOSED {
        assert!(decode::<met_client::types::Met>(text.as_bytes(), DecodeOptions::DEFAULT).is_ok());
        assert!(decode::<met_server::types::Met>(text.as_bytes(), DecodeOptions::DEFAULT).is_err());
    }
}
