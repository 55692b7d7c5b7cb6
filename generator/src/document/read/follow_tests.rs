//! Each place is read once, in the dialect of its file, and what leads nowhere says so.

use super::read;
use crate::document::{DeadEnd, Document, Schema};
use crate::source::{MemoryLoader, Sources, load};

const SCHEMAS: usize = 40;
const REFERENCES: usize = 6;

fn document(files: &[(&str, String)]) -> Document {
    let mut loader = MemoryLoader::new();
    for (name, text) in files {
        loader = loader.with(*name, text.as_str());
    }
    let sources: Sources = load(&mut loader, "api.yaml").unwrap();
    read(&sources).0
}

/// Schemas of which each refers to some others, by references that begin with `to`.
fn schemas(indent: &str, to: &str) -> String {
    let mut text = String::new();
    for schema in 0..SCHEMAS {
        let members: Vec<String> = (0..REFERENCES)
            .map(|member| {
                let target = (schema * 7 + member * 11) % SCHEMAS;
                format!("m{member}: {{ $ref: '{to}S{target}' }}")
            })
            .collect();
        let members = members.join(", ");
        text.push_str(&format!(
            "{indent}S{schema}: {{ type: object, properties: {{ {members} }} }}\n"
        ));
    }
    text
}

fn head(version: &str) -> String {
    format!("openapi: {version}\ninfo: {{ title: T, version: '1' }}\n")
}

#[test]
fn each_schema_is_read_once_in_one_file_and_in_two() {
    let here = schemas("    ", "#/components/schemas/");
    let one = document(&[(
        "api.yaml",
        format!("{}components:\n  schemas:\n{here}", head("3.1.0")),
    )]);
    let root = format!(
        "{}components:\n  schemas:\n    All: {{ $ref: 'types.yaml#/S0' }}\n",
        head("3.1.0")
    );
    let two = document(&[("api.yaml", root), ("types.yaml", schemas("", "#/"))]);
    // The members are schemas too.
    let expected = SCHEMAS * (1 + REFERENCES);
    assert_eq!(
        (one.schemas().len(), one.schemas().reads()),
        (expected, expected)
    );
    // `All`, and each schema of the other file that a reference leads to: all of them.
    assert_eq!(two.schemas().len(), expected + 1);
    assert_eq!(two.schemas().reads(), expected + 1);
}

/// A place within a schema that is read anyway is not read a second time.
#[test]
fn a_place_within_a_schema_is_read_once() {
    let document = document(&[(
        "api.yaml",
        format!(
            "{}components:\n  schemas:\n    A: {{ $ref: '#/components/schemas/B/properties/b' }}\n    B: {{ properties: {{ b: {{ type: string }} }} }}\n",
            head("3.1.0")
        ),
    )]);
    assert_eq!(document.schemas().len(), 3);
    assert_eq!(document.schemas().reads(), 3);
}

#[test]
fn each_file_has_the_dialect_of_its_version() {
    let root = format!(
        "{}components:\n  schemas:\n    Old: {{ $ref: 'old.yaml#/components/schemas/X' }}\n    Same: {{ $ref: 'same.yaml#/X' }}\n",
        head("3.1.0")
    );
    let bytes = "{ type: string, format: byte }";
    let old = format!("{}components:\n  schemas:\n    X: {bytes}\n", head("3.0.3"));
    let document = document(&[
        ("api.yaml", root),
        ("old.yaml", old),
        ("same.yaml", format!("X: {bytes}\n")),
    ]);
    let encoding = |pointer: &str| {
        let schema = document.schema(document.schemas().at(pointer).unwrap());
        match schema {
            Schema::Object(object) => object.content_encoding.clone(),
            other => panic!("{other:?}"),
        }
    };
    assert_eq!(
        encoding("old.yaml#/components/schemas/X").as_deref(),
        Some("base64")
    );
    assert_eq!(encoding("same.yaml#/X"), None);
}

#[test]
fn references_that_lead_nowhere_are_values() {
    let document = document(&[(
        "api.yaml",
        format!(
            "{}components:\n  parameters:\n    A: {{ $ref: '#/components/parameters/B' }}\n    B: {{ $ref: '#/components/parameters/A' }}\n    C: {{ $ref: '#/nowhere' }}\n    D: {{ $ref: '#/components/parameters/E' }}\n    E: 1\n",
            head("3.1.0")
        ),
    )]);
    let end = |name: &str| {
        let id = document.components.parameters[name];
        document.follow(id).err()
    };
    assert!(matches!(end("A"), Some(DeadEnd::Circle { target, .. }) if target.ends_with("/B")));
    assert!(matches!(end("C"), Some(DeadEnd::Nowhere { target, at, .. })
        if target == "#/nowhere" && at.pointer == "#/components/parameters/C"));
    assert!(
        matches!(end("D"), Some(DeadEnd::Misshapen { at }) if at.pointer == "#/components/parameters/E")
    );
}
