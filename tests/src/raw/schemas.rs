//! The schemas of a raw document, and the values that it gives of them.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::escape;

/// A schema, and the values that the document gives of it.
#[derive(Clone, Debug)]
pub struct Valued {
    /// The pointer of the schema.
    pub schema: String,
    /// The values: where each stands, and what it is.
    pub values: Vec<(String, Value)>,
}

/// Every schema of which the document gives an `example`, `examples` or a `default`.
#[must_use]
pub fn valued(root: &Value) -> Vec<Valued> {
    let mut found = BTreeMap::new();
    walk(root, "", &mut found);
    found
        .into_iter()
        .map(|(schema, values)| Valued { schema, values })
        .collect()
}

/// The pointers of the component schemas.
#[must_use]
pub fn components(root: &Value) -> Vec<String> {
    let components = root
        .pointer("/components/schemas")
        .and_then(Value::as_object);
    (components.into_iter().flatten())
        .map(|(name, _)| format!("{COMPONENTS}{}", escape(name)))
        .collect()
}

/// Whether a pointer is that of a component schema.
#[must_use]
pub fn is_component(pointer: &str) -> bool {
    (pointer.strip_prefix(COMPONENTS)).is_some_and(|name| !name.contains('/'))
}

const COMPONENTS: &str = "/components/schemas/";

type Found = BTreeMap<String, Vec<(String, Value)>>;

/// Looks for what holds a `schema`, and for the components.
fn walk(value: &Value, at: &str, found: &mut Found) {
    let Some(members) = value.as_object() else {
        for (index, item) in value.as_array().into_iter().flatten().enumerate() {
            walk(item, &format!("{at}/{index}"), found);
        }
        return;
    };
    for (key, member) in members {
        let below = format!("{at}/{}", escape(key));
        match key.as_str() {
            "example" | "examples" | "default" | "x-examples" => {}
            "schemas" if at == "/components" => {
                for (name, schema) in member.as_object().into_iter().flatten() {
                    self::schema(schema, &format!("{below}/{}", escape(name)), found);
                }
            }
            "schema" => {
                let values = beside(members, at);
                if !values.is_empty() {
                    found.entry(below.clone()).or_default().extend(values);
                }
                self::schema(member, &below, found);
            }
            _ => walk(member, &below, found),
        }
    }
}

/// The examples of a media type, a parameter or a header.
fn beside(holder: &serde_json::Map<String, Value>, at: &str) -> Vec<(String, Value)> {
    let mut values = Vec::new();
    if let Some(value) = holder.get("example") {
        values.push((format!("{at}/example"), value.clone()));
    }
    for (name, example) in holder
        .get("examples")
        .and_then(Value::as_object)
        .into_iter()
        .flatten()
    {
        if let Some(value) = example.get("value") {
            values.push((
                format!("{at}/examples/{}/value", escape(name)),
                value.clone(),
            ));
        }
    }
    values
}

/// The schema at `at`, and those within it.
fn schema(value: &Value, at: &str, found: &mut Found) {
    let Some(members) = value.as_object() else {
        return;
    };
    let mut values = Vec::new();
    for key in ["example", "default"] {
        if let Some(value) = members.get(key) {
            values.push((format!("{at}/{key}"), value.clone()));
        }
    }
    for (index, value) in members
        .get("examples")
        .and_then(Value::as_array)
        .into_iter()
        .flatten()
        .enumerate()
    {
        values.push((format!("{at}/examples/{index}"), value.clone()));
    }
    if !values.is_empty() {
        found.entry(at.to_owned()).or_default().extend(values);
    }
    for (key, member) in members {
        let below = format!("{at}/{}", escape(key));
        match (key.as_str(), member) {
            ("properties" | "patternProperties" | "$defs", Value::Object(all)) => {
                for (name, one) in all {
                    schema(one, &format!("{below}/{}", escape(name)), found);
                }
            }
            ("allOf" | "anyOf" | "oneOf" | "prefixItems", Value::Array(all)) => {
                for (index, one) in all.iter().enumerate() {
                    schema(one, &format!("{below}/{index}"), found);
                }
            }
            ("items" | "additionalProperties", one) => schema(one, &below, found),
            _ => {}
        }
    }
}

/// What the schemas of a document say of members, by the names of those alone.
#[derive(Clone, Debug, Default)]
pub struct Members {
    /// Every name in `properties`.
    pub named: BTreeSet<String>,
    /// Those that are `readOnly` somewhere, or led to by a reference to what is.
    pub read_only: BTreeSet<String>,
    /// The same for `writeOnly`.
    pub write_only: BTreeSet<String>,
    /// Those with a `default` somewhere.
    pub defaulted: BTreeSet<String>,
}

/// Gathers them from a whole document.
#[must_use]
pub fn members(root: &Value) -> Members {
    let mut found = Members::default();
    gather(root, root, &mut found);
    found
}

fn gather(root: &Value, value: &Value, found: &mut Members) {
    match value {
        Value::Object(members) => {
            for (key, member) in members {
                if let ("properties", Value::Object(properties)) = (key.as_str(), member) {
                    for (name, property) in properties {
                        found.named.insert(name.clone());
                        let has = |keyword: &str| says(root, property, keyword, 8);
                        for (keyword, set) in [
                            ("readOnly", &mut found.read_only),
                            ("writeOnly", &mut found.write_only),
                            ("default", &mut found.defaulted),
                        ] {
                            if has(keyword) {
                                set.insert(name.clone());
                            }
                        }
                    }
                }
                gather(root, member, found);
            }
        }
        Value::Array(items) => items.iter().for_each(|item| gather(root, item, found)),
        _ => {}
    }
}

/// Whether the schema at a pointer has a keyword, itself, behind its reference, or in a part of its `allOf`.
#[must_use]
pub fn has(root: &Value, pointer: &str, keyword: &str) -> bool {
    let schema = root.pointer(pointer);
    schema.is_some_and(|schema| says(root, schema, keyword, 8))
}

/// Whether a schema has a keyword, itself, behind its reference, or in a part of its `allOf`.
fn says(root: &Value, schema: &Value, keyword: &str, steps: u32) -> bool {
    let Some(steps) = steps.checked_sub(1) else {
        return false;
    };
    // `default: false` is a default.
    let own = schema
        .get(keyword)
        .is_some_and(|value| keyword == "default" || *value != Value::Bool(false));
    let target = schema
        .get("$ref")
        .and_then(Value::as_str)
        .and_then(|text| text.strip_prefix('#'));
    let behind = target.and_then(|pointer| root.pointer(pointer));
    let parts = schema.get("allOf").and_then(Value::as_array);
    own || behind.is_some_and(|behind| says(root, behind, keyword, steps))
        || parts
            .into_iter()
            .flatten()
            .any(|part| says(root, part, keyword, steps))
}
