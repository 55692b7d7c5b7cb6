//! The same document gives the same bytes; in one whose keys stand in another
//! order, where that order means nothing, types stand elsewhere, and that is all.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "what is wrong here is a test that fails"
)]

mod common;

use counterpart::{Config, Lock, Output, Sources};
use serde_yaml::{Mapping, Value};

/// Keywords whose value is a map from names that the document's author made up: what is emitted follows their order.
const NAMED: &[&str] = &[
    "$defs",
    "additionalOperations",
    "content",
    "dependentRequired",
    "dependentSchemas",
    "encoding",
    "headers",
    "links",
    "mapping",
    "parameters",
    "pathItems",
    "paths",
    "patternProperties",
    "properties",
    "requestBodies",
    "responses",
    "schemas",
    "scopes",
    "securitySchemes",
    "variables",
    "webhooks",
];

/// Keywords whose value is data, not a part of the description.
const DATA: &[&str] = &[
    "const", "default", "enum", "example", "examples", "security",
];

/// What a map stands for.
#[derive(Clone, Copy)]
enum Kind {
    /// An object of the specification: the order of its keys means nothing.
    Fixed,
    /// A map from names, or a path item, whose operations are emitted in order.
    Named,
}

/// The same description, with the keys of the specification's own objects in reverse.
fn reversed(value: &Value, kind: Kind) -> Value {
    match value {
        Value::Sequence(items) => items.iter().map(|item| reversed(item, kind)).collect(),
        Value::Mapping(map) => {
            let entries = map.iter().map(|(key, value)| {
                let value = match (kind, key.as_str().unwrap_or_default()) {
                    (Kind::Named, path) if path.starts_with('/') => reversed(value, Kind::Named),
                    (Kind::Named, _) => reversed(value, Kind::Fixed),
                    (Kind::Fixed, key) if DATA.contains(&key) => value.clone(),
                    (Kind::Fixed, key) if NAMED.contains(&key) => reversed_named(value),
                    (Kind::Fixed, _) => reversed(value, Kind::Fixed),
                };
                (key.clone(), value)
            });
            let entries: Vec<_> = entries.collect();
            Value::Mapping(match kind {
                Kind::Named => Mapping::from_iter(entries),
                Kind::Fixed => Mapping::from_iter(entries.into_iter().rev()),
            })
        }
        scalar => scalar.clone(),
    }
}

/// `parameters` is a list at an operation, a map among the components.
fn reversed_named(value: &Value) -> Value {
    let kind = if value.is_sequence() {
        Kind::Fixed
    } else {
        Kind::Named
    };
    reversed(value, kind)
}

fn generated(name: &str, text: &str) -> Option<Output> {
    let sources = Sources::from_text(name, text.to_owned()).ok()?;
    Some(counterpart::generate(
        &sources,
        &Config::default(),
        &Lock::new(),
    ))
}

fn texts(output: &Output) -> Vec<(&str, &str)> {
    let files = output.files.iter();
    files
        .map(|file| (file.path.as_str(), file.text.as_str()))
        .collect()
}

/// The lines of a file, sorted: types stand in the order in which the document writes them.
fn lines(text: &str) -> Vec<&str> {
    let mut lines: Vec<_> = text.lines().collect();
    lines.sort_unstable();
    lines
}

#[test]
fn the_same_document_gives_the_same_bytes() {
    let mut seen = 0;
    for (name, text) in common::specs() {
        let (Some(first), Some(second)) = (generated(&name, &text), generated(&name, &text)) else {
            continue;
        };
        assert_eq!(texts(&first), texts(&second), "{name}");
        seen += 1;
    }
    assert!(seen > 30, "{seen} documents");
}

#[test]
fn the_order_of_a_specifications_own_keys_moves_types_at_most() {
    let mut seen = 0;
    for (name, text) in common::specs() {
        let Ok(tree) = serde_yaml::from_str::<Value>(&text) else {
            continue;
        };
        let name = name.replace(".json", ".yaml");
        let plain = serde_yaml::to_string(&tree).unwrap();
        let turned = serde_yaml::to_string(&reversed(&tree, Kind::Fixed)).unwrap();
        assert_ne!(plain, turned, "{name} has keys to turn around");
        let (Some(plain), Some(turned)) = (generated(&name, &plain), generated(&name, &turned))
        else {
            continue;
        };
        assert!(
            !plain.files.is_empty() || name.contains("unsupported"),
            "{name} is emitted"
        );
        for ((path, plain), (other, turned)) in texts(&plain).iter().zip(texts(&turned)) {
            assert_eq!((*path, lines(plain)), (other, lines(turned)), "{name}");
        }
        assert_eq!(plain.files.len(), turned.files.len(), "{name}");
        seen += 1;
    }
    assert!(seen > 30, "{seen} documents");
}
