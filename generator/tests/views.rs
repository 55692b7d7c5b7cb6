//! No type changes because somebody else uses its schema: whatever an operation takes or answers, one that uses it in the other direction may
//! come, and with the lock every type that was there is as it was.
//!
//! Over `specs/` and five real documents. For looking further: `COUNTERPART_VIEWS_OF` is the name of one document, of `specs/` or of the real ones,
//! and `COUNTERPART_VIEWS_EACH` how many schemas of a real one get an operation more, 2 without it.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "what is wrong here is a test that fails"
)]

mod common;

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use counterpart::lock::Role;
use counterpart::{Config, Lock, Output, Sources, generate};
use quote::ToTokens;
use serde_json::{Value, json};

/// Real documents that have what views are about, and are quick to generate.
const REAL: [&str; 5] = [
    "dograh.json",
    "svix-lib.json",
    "polar.json",
    "mistral.yaml",
    "invokeai.json",
];

/// The documents, as trees of JSON, each with whether it is one of `specs/`.
fn documents() -> Vec<(String, Value, bool)> {
    let wanted = std::env::var("COUNTERPART_VIEWS_OF");
    let is_wanted = |name: &str| wanted.as_ref().map_or(true, |wanted| wanted == name);
    let mut texts: Vec<(String, String, bool)> = (common::specs().into_iter())
        .filter(|(name, _)| is_wanted(name))
        .map(|(name, text)| (name, text, true))
        .collect();
    let real: Vec<&str> = match &wanted {
        Ok(_) if !texts.is_empty() => Vec::new(),
        Ok(name) => vec![name],
        Err(_) => REAL.to_vec(),
    };
    for name in real {
        match std::fs::read_to_string(Path::new("../../shared/corpus/real").join(name)) {
            Ok(text) => texts.push((name.to_owned(), text, false)),
            Err(_) => {
                let is_ci = std::env::var_os("CI").is_some();
                assert!(!is_ci, "{name} is not there");
                println!("{name} is not there");
            }
        }
    }
    (texts.into_iter())
        .map(|(name, text, is_spec)| {
            let tree = serde_json::from_str(&text).or_else(|_| serde_yaml::from_str(&text));
            (name, tree.unwrap(), is_spec)
        })
        .collect()
}

fn run(document: &Value, lock: &Lock) -> Output {
    let sources = Sources::from_text("openapi.json", document.to_string()).unwrap();
    generate(&sources, &Config::default(), lock)
}

/// Whether a schema, or what it refers to, says something about directions.
fn is_of_views(document: &Value, schema: &Value, depth: usize) -> bool {
    let inside = |value: &Value| is_of_views(document, value, depth);
    match schema {
        Value::Array(items) => items.iter().any(inside),
        Value::Object(entries) => {
            let target = entries.get("$ref").and_then(Value::as_str);
            let target = target.and_then(|target| document.pointer(target.strip_prefix('#')?));
            let says = ["readOnly", "writeOnly", "default"].map(|key| entries.contains_key(key));
            says.contains(&true)
                || entries.values().any(inside)
                || target.is_some_and(|one| depth > 0 && is_of_views(document, one, depth - 1))
        }
        _ => false,
    }
}

/// The components that get an operation more: all of a small document, of a large one the first that views are about.
fn chosen(document: &Value, is_small: bool) -> Vec<String> {
    let schemas = document.pointer("/components/schemas");
    let schemas = schemas.and_then(Value::as_object).into_iter().flatten();
    let named = schemas.filter(|(_, schema)| is_small || is_of_views(document, schema, 1));
    let each = std::env::var("COUNTERPART_VIEWS_EACH");
    let each = each.map_or(2, |text| text.parse().unwrap());
    let count = if is_small { usize::MAX } else { each };
    named.map(|(name, _)| name.clone()).take(count).collect()
}

/// The document with an operation that takes a component, or answers it.
fn with_operation(document: &Value, component: &str, takes: bool) -> Value {
    let place = component.replace('~', "~0").replace('/', "~1");
    let schema = json!({"$ref": format!("#/components/schemas/{place}")});
    let content = json!({"application/json": {"schema": schema}});
    let mut operation = json!({"operationId": "zebra_crossing", "tags": ["Zebra"]});
    if takes {
        operation["requestBody"] = json!({"required": true, "content": content});
        operation["responses"] = json!({"204": {"description": "d"}});
    } else {
        operation["responses"] = json!({"200": {"description": "d", "content": content}});
    }
    let method = if takes { "post" } else { "get" };
    let mut more = document.clone();
    more["paths"]["/zebra-crossing"] = json!({method: operation});
    more
}

/// The declarations of the types of both crates, without documentation: by file's crate and name, what it is made of.
fn types(output: &Output) -> BTreeMap<String, String> {
    let mut found = BTreeMap::new();
    for file in output.files.iter().filter(|one| one.path.ends_with(".rs")) {
        let side = format!("{:?}", file.side);
        let mut items = syn::parse_file(&file.text).unwrap().items;
        while let Some(item) = items.pop() {
            match item {
                syn::Item::Mod(module) => {
                    items.extend(module.content.into_iter().flat_map(|one| one.1))
                }
                syn::Item::Struct(one) => {
                    let fields = one.fields.into_iter();
                    let fields: Vec<String> = fields.map(field).collect();
                    found.insert(format!("{side} struct {}", one.ident), fields.join(", "));
                }
                syn::Item::Enum(one) => {
                    let variants = one.variants.into_iter().map(|variant| {
                        let fields: Vec<String> = variant.fields.into_iter().map(field).collect();
                        format!("{}({})", variant.ident, fields.join(", "))
                    });
                    let variants: Vec<String> = variants.collect();
                    found.insert(format!("{side} enum {}", one.ident), variants.join(", "));
                }
                syn::Item::Type(one) => {
                    let aliased = one.ty.to_token_stream().to_string();
                    found.insert(format!("{side} type {}", one.ident), aliased);
                }
                _ => {}
            }
        }
    }
    found
}

fn field(field: syn::Field) -> String {
    let name = field.ident.map(|name| name.to_string()).unwrap_or_default();
    format!("{name}: {}", field.ty.to_token_stream())
}

/// The lines of the lock about types and their parts.
fn recorded(output: &Output) -> BTreeSet<String> {
    let roles = [
        Role::Type,
        Role::Field,
        Role::Value,
        Role::Variant,
        Role::Boxed,
        Role::From,
    ];
    let lines = output
        .lock
        .iter()
        .filter(|(key, _)| roles.contains(&key.role));
    lines
        .map(|(key, name)| format!("{} {} {name}", key.place, key.role.as_str()))
        .collect()
}

#[test]
fn nobody_else_changes_a_type() {
    let mut faults = Vec::new();
    let (mut tried, mut second) = (0, 0);
    for (name, document, is_spec) in documents() {
        let before = run(&document, &Lock::new());
        if before.is_refused() {
            println!("{name}: nothing of it can be used");
            continue;
        }
        let (was, lines) = (types(&before), recorded(&before));
        for component in chosen(&document, is_spec) {
            for takes in [true, false] {
                let more = with_operation(&document, &component, takes);
                let after = run(&more, &before.lock);
                let case = format!("{name}: {component}, takes {takes}");
                assert!(!after.is_refused(), "{case}: {:#?}", after.diagnostics);
                let emitted =
                    (after.report.emitted.iter()).any(|one| one.contains("/zebra-crossing"));
                assert!(emitted, "{case}: {:#?}", after.diagnostics);
                tried += 1;
                let now = types(&after);
                let changed = was
                    .iter()
                    .filter(|(name, made)| now.get(*name) != Some(*made));
                faults.extend(changed.map(|(name, made)| {
                    format!("{case}: {name}\n  was {made}\n  now {:?}", now.get(name))
                }));
                let after = recorded(&after);
                let mut new = after.difference(&lines);
                second +=
                    usize::from(new.any(|line| line.contains("/@re") && line.contains(" type ")));
                let gone = lines.difference(&after);
                faults.extend(gone.map(|line| format!("{case}: not in the lock any more: {line}")));
            }
        }
    }
    println!("{tried} operations added; {second} of them make a second type of a schema");
    faults.truncate(20);
    assert!(faults.is_empty(), "{}", faults.join("\n"));
    if std::env::var_os("COUNTERPART_VIEWS_OF").is_none() {
        assert!(tried >= 180 && second >= 15, "{tried} {second}");
    }
}
