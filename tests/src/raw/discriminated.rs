//! Which schemas of a raw document are variants of a union with a `discriminator`.

use std::collections::BTreeSet;

use serde_json::Value;

use super::{escape, refs};

/// The pointers of the schemas with a `discriminator`, of their alternatives, and of what extends them.
#[must_use]
pub fn discriminated(root: &Value) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    walk(root, &mut String::new(), &mut found);
    let components = root.pointer("/components/schemas");
    let components = components.and_then(Value::as_object);
    let bases = found.clone();
    for (name, schema) in components.into_iter().flatten() {
        let parts = schema.get("allOf").and_then(Value::as_array);
        let mut targets = parts.into_iter().flatten().filter_map(target);
        if targets.any(|target| bases.contains(&target)) {
            found.insert(format!("/components/schemas/{}", escape(name)));
        }
    }
    found
}

fn walk(value: &Value, at: &mut String, found: &mut BTreeSet<String>) {
    let length = at.len();
    let children: Vec<(String, &Value)> = match value {
        Value::Array(items) => (items.iter().enumerate())
            .map(|(index, item)| (index.to_string(), item))
            .collect(),
        Value::Object(members) => (members.iter())
            .map(|(key, member)| (escape(key), member))
            .collect(),
        _ => Vec::new(),
    };
    if value.pointer("/discriminator/propertyName").is_some() {
        found.insert(at.clone());
        for keyword in ["oneOf", "anyOf"] {
            let alternatives = value.get(keyword).and_then(Value::as_array);
            found.extend(alternatives.into_iter().flatten().filter_map(target));
        }
    }
    for (key, child) in children {
        at.push('/');
        at.push_str(&key);
        walk(child, at, found);
        at.truncate(length);
    }
}

fn target(schema: &Value) -> Option<String> {
    refs::local(schema.get("$ref")?.as_str()?)
}

/// Whether a place, `#/…`, is one of those or stands in one.
#[must_use]
pub fn is_within(place: &str, schemas: &BTreeSet<String>) -> bool {
    let mut place = place.strip_prefix('#').unwrap_or(place);
    loop {
        if schemas.contains(place) {
            return true;
        }
        match place.rsplit_once('/') {
            Some((parent, _)) => place = parent,
            None => return false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn variants_are_found_by_both_forms() {
        let root = serde_json::json!({"components": {"schemas": {
            "Listed": {"oneOf": [{"$ref": "#/components/schemas/One"}, {"type": "object"}], "discriminator": {"propertyName": "kind"}},
            "One": {"properties": {"a": {}}},
            "Base": {"discriminator": {"propertyName": "kind"}},
            "Child": {"allOf": [{"$ref": "#/components/schemas/Base"}]},
            "Other": {"properties": {"discriminator": {}}},
        }}});
        let found = discriminated(&root);
        let names: Vec<&str> = (found.iter())
            .filter_map(|one| one.strip_prefix("/components/schemas/"))
            .collect();
        assert_eq!(names, ["Base", "Child", "Listed", "One"]);
        assert!(is_within("#/components/schemas/One/properties/a", &found));
        assert!(!is_within("#/components/schemas/Other/properties", &found));
    }
}
