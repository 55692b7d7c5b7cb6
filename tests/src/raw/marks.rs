//! What all of a document has to say before one place of it may be cut.

use std::collections::BTreeSet;

use serde_json::Value;

use super::refs;

/// What is found anywhere in the document.
#[derive(Clone, Debug, Default)]
pub(super) struct Marks {
    /// Members that cannot be cut: another schema requires them, or they tell the variants of a union apart.
    pub(super) names: BTreeSet<String>,
    /// The scalars of all defaults, as text: a value that is one cannot be cut.
    pub(super) defaults: BTreeSet<String>,
    /// Whether the two directions of any schema differ.
    has_views: bool,
}

impl Marks {
    pub(super) fn of(root: &Value) -> Self {
        let mut marks = Self::default();
        marks.walk(root);
        marks
    }

    fn walk(&mut self, value: &Value) {
        match value {
            Value::Array(items) => items.iter().for_each(|item| self.walk(item)),
            Value::Object(entries) => {
                self.has_views |= is_of_views(value);
                let required = entries.get("required").and_then(Value::as_array);
                let own = entries.get("properties");
                for name in required.into_iter().flatten().filter_map(Value::as_str) {
                    if own.and_then(|own| own.get(name)).is_none() {
                        self.names.insert(name.to_owned());
                    }
                }
                if let Some(name) = entries.get("propertyName").and_then(Value::as_str) {
                    self.names.insert(name.to_owned());
                }
                if let Some(default) = entries.get("default") {
                    self.note_default(default);
                }
                entries.values().for_each(|value| self.walk(value));
            }
            _ => {}
        }
    }

    fn note_default(&mut self, value: &Value) {
        match value {
            Value::Array(items) => items.iter().for_each(|item| self.note_default(item)),
            Value::Object(entries) => entries.values().for_each(|item| self.note_default(item)),
            scalar => {
                self.defaults.insert(scalar.to_string());
            }
        }
    }

    /// Whether a schema is, or holds, what makes the two directions differ.
    pub(super) fn splits(&self, root: &Value, schema: &Value) -> bool {
        self.has_views && splits(root, schema, &mut BTreeSet::new())
    }
}

fn is_of_views(schema: &Value) -> bool {
    ["readOnly", "writeOnly", "default"]
        .iter()
        .any(|key| schema.get(key).is_some())
}

fn splits(root: &Value, value: &Value, seen: &mut BTreeSet<String>) -> bool {
    match value {
        Value::Array(items) => items.iter().any(|item| splits(root, item, seen)),
        Value::Object(entries) => {
            let reference = entries.get("$ref").and_then(Value::as_str);
            is_of_views(value)
                || entries.values().any(|value| splits(root, value, seen))
                || reference.is_some_and(|reference| {
                    seen.insert(reference.to_owned())
                        && refs::target(root, reference)
                            .is_some_and(|target| splits(root, target, seen))
                })
        }
        _ => false,
    }
}
