//! `specs/tuples.yaml`, in both crates: what the schema accepts is taken and comes back. `cargo xtask emitted` compiles and runs this.

mod back;

use back::comes_back;
use counterpart_runtime::codec::DecodeOptions;

/// A value, and whether a client and a server take it.
const VALUES: &[(&str, bool, bool)] = &[
    (r#"{"span": [1, 2.5]}"#, true, true),
    (r#"{"span": [1]}"#, false, false),
    (r#"{"span": [1, 2, 3]}"#, false, false),
    (r#"{"span": ["a", "b"]}"#, false, false),
    (r#"{"span": {}}"#, false, false),
    (r#"{"span": [0, 0], "entry": []}"#, true, true),
    (r#"{"span": [0, 0], "entry": [1]}"#, true, true),
    (r#"{"span": [0, 0], "entry": [1, null]}"#, true, true),
    (r#"{"span": [0, 0], "entry": [1, "abc"]}"#, true, true),
    (r#"{"span": [0, 0], "entry": [1, "abcd"]}"#, true, false),
    (r#"{"span": [0, 0], "entry": [1, "abc", 3]}"#, false, false),
    (r#"{"span": [0, 0], "entry": [null]}"#, false, false),
    (r#"{"span": [0, 0], "slots": [["2024-01-01", {"span": [1, 2]}]]}"#, true, true),
    (r#"{"span": [0, 0], "slots": [["2024-01-01"]]}"#, false, false),
    (r#"{"span": [0, 0], "rest": ["a", 1, 2]}"#, true, true),
    (r#"{"span": [0, 0], "rest": ["a"]}"#, true, true),
    (r#"{"span": [0, 0], "rest": ["a", 10]}"#, true, false),
    (r#"{"span": [0, 0], "rest": ["", 1]}"#, true, false),
    (r#"{"span": [0, 0], "rest": ["a", "b"]}"#, false, false),
    (r#"{"span": [0, 0], "rest": []}"#, false, false),
    (r#"{"span": [0, 0], "none": []}"#, true, true),
    (r#"{"span": [0, 0], "none": [1]}"#, true, false),
];

#[test]
fn what_the_schema_accepts_comes_back() {
    let ruled = DecodeOptions::DEFAULT.with_rules(true);
    for (text, client, server) in VALUES {
        comes_back::<claim_client::types::Claim>("client", text, *client, DecodeOptions::DEFAULT);
        comes_back::<claim_server::types::Claim>("server", text, *server, ruled);
    }
}
