//! Types that nest deeper than rustc follows by itself.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "what is wrong here is a test that fails"
)]

mod common;

use serde_json::{Map, json};

/// A document of as many schemas, each an optional member of the one before.
fn chain(length: usize) -> String {
    let reference = |at: usize| json!({"$ref": format!("#/components/schemas/S{at}")});
    let schemas: Map<_, _> = (0..length)
        .map(|at| {
            let mut properties = json!({"name": {"type": "string"}});
            if at + 1 < length {
                properties["next"] = reference(at + 1);
            }
            let schema = json!({"type": "object", "properties": properties});
            (format!("S{at}"), schema)
        })
        .collect();
    let content = json!({"application/json": {"schema": reference(0)}});
    let operation = json!({
        "operationId": "a",
        "requestBody": {"required": true, "content": content},
        "responses": {"200": {"description": "", "content": content}},
    });
    json!({
        "openapi": "3.1.0",
        "info": {"title": "Deep", "version": "1"},
        "paths": {"/a": {"post": operation}},
        "components": {"schemas": schemas},
    })
    .to_string()
}

#[test]
fn both_crates_lift_the_recursion_limit_where_they_must() {
    for (length, expected) in [(20, None), (60, Some("256")), (200, Some("1024"))] {
        let output = common::generate(&chain(length));
        let roots: Vec<_> = output
            .files
            .iter()
            .filter(|file| file.path.ends_with("src/lib.rs"))
            .collect();
        assert_eq!(roots.len(), 2);
        for file in roots {
            let attribute = expected.map(|limit| format!("\n#![recursion_limit = \"{limit}\"]\n"));
            match attribute {
                Some(attribute) => assert!(file.text.contains(&attribute), "{}", file.text),
                None => assert!(!file.text.contains("recursion_limit"), "{}", file.text),
            }
        }
    }
}
