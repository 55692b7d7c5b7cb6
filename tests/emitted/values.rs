//! `specs/enums-values.yaml`, in both crates: what the schema accepts is taken and comes back. `cargo xtask emitted` compiles and runs this.

mod back;

use back::comes_back;
use counterpart_runtime::codec::DecodeOptions;

/// A value, and whether a client and a server take it.
const VALUES: &[(&str, bool, bool)] = &[
    (r#"{"slice": "auto"}"#, true, true),
    (r#"{"slice": 1.0}"#, true, true),
    (r#"{"slice": "2"}"#, true, true),
    (r#"{"slice": true}"#, true, true),
    (r#"{"slice": null}"#, true, true),
    (r#"{"slice": "1"}"#, true, false),
    (r#"{"slice": {"a": [1]}}"#, true, false),
    (r#"{"done": true}"#, true, true),
    (r#"{"done": false}"#, true, false),
    (r#"{"done": "true"}"#, false, false),
    (r#"{"point": [0, 0]}"#, true, true),
    (r#"{"point": [0, 0.0]}"#, true, true),
    (r#"{"point": [0, 1]}"#, true, false),
    (r#"{"point": 0}"#, false, false),
    (r#"{"none": {}}"#, true, true),
    (r#"{"none": {"a": 1}}"#, true, false),
];

#[test]
fn what_the_schema_accepts_comes_back() {
    let ruled = DecodeOptions::DEFAULT.with_rules(true);
    for (text, client, server) in VALUES {
        comes_back::<size_client::types::Size>("client", text, *client, DecodeOptions::DEFAULT);
        comes_back::<size_server::types::Size>("server", text, *server, ruled);
    }
}
