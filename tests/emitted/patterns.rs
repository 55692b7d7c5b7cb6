//! `specs/objects-patterns.yaml`, in both crates: what the schema accepts is taken and comes back. `cargo xtask emitted` compiles and runs this.

mod back;

use back::comes_back;
use counterpart_runtime::codec::DecodeOptions;

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

#[test]
fn what_the_schema_accepts_comes_back() {
    let ruled = DecodeOptions::DEFAULT.with_rules(true);
    for (text, client, server) in VALUES {
        comes_back::<labels_client::types::Labels>("client", text, *client, DecodeOptions::DEFAULT);
        comes_back::<labels_server::types::Labels>("server", text, *server, ruled);
    }
}
