//! What a document says of a value, by the crate `jsonschema`.

use std::collections::BTreeMap;

use jsonschema::{Draft, Validator};
use serde_json::{Map, Value, json};

use crate::sample::unescaped;

/// A document whose schemas are in the form of JSON Schema 2020-12.
pub struct Oracle {
    document: Map<String, Value>,
}

impl Oracle {
    /// Of a document of OpenAPI 3.0, what its dialect has of its own is rewritten.
    pub fn of(raw: &Value) -> Self {
        let mut raw = raw.clone();
        let version = raw
            .get("openapi")
            .and_then(Value::as_str)
            .unwrap_or_default();
        if version.starts_with("3.0") {
            rewrite(&mut raw);
        }
        let mut document = raw.as_object().cloned().unwrap_or_default();
        document.remove("$schema");
        document.remove("$id");
        Self { document }
    }

    /// The document in that form.
    pub fn document(&self) -> &Map<String, Value> {
        &self.document
    }

    /// The validator of the schema at a pointer; `None` where there is no such schema, or where it is faulty.
    pub fn validator(&self, pointer: &str) -> Option<Validator> {
        let mut schema = self.needed(pointer)?;
        schema.insert("$ref".to_owned(), json!("#/target"));
        jsonschema::options()
            .with_draft(Draft::Draft202012)
            .should_validate_formats(true)
            .build(&Value::Object(schema))
            .ok()
    }
}

impl Oracle {
    /// The schema at a pointer as `target`, with the components that it needs: a document is too large to be read for each of its schemas.
    fn needed(&self, pointer: &str) -> Option<Map<String, Value>> {
        let (first, rest) = pointer.strip_prefix('/')?.split_once('/')?;
        let target = self.document.get(first)?.pointer(&format!("/{rest}"))?;
        let mut waiting = vec![target];
        let mut components: BTreeMap<&str, Map<String, Value>> = BTreeMap::new();
        let mut all = Map::new();
        while let Some(schema) = waiting.pop() {
            let mut found = Vec::new();
            references(schema, &mut found);
            for reference in found {
                let mut words = reference
                    .strip_prefix("#/components/")
                    .unwrap_or("")
                    .split('/');
                let (Some(kind), Some(name)) = (words.next(), words.next()) else {
                    // It leads into something that is no component.
                    all.clone_from(&self.document);
                    continue;
                };
                let own = format!("/{kind}/{}", unescaped(name));
                let holder = components.entry(kind).or_default();
                let key = unescaped(name).replace("~1", "/").replace("~0", "~");
                if let Some(found) = self.document.get("components")?.pointer(&own)
                    && !holder.contains_key(&key)
                {
                    holder.insert(key, found.clone());
                    waiting.push(found);
                }
            }
        }
        if all.is_empty() {
            all.insert("components".to_owned(), json!(components));
        }
        all.insert("target".to_owned(), target.clone());
        Some(all)
    }
}

/// What the references of a schema say.
fn references<'s>(schema: &'s Value, found: &mut Vec<&'s str>) {
    match schema {
        Value::Object(members) => {
            found.extend(members.get("$ref").and_then(Value::as_str));
            members
                .values()
                .for_each(|member| references(member, found));
        }
        Value::Array(items) => items.iter().for_each(|item| references(item, found)),
        _ => {}
    }
}

/// `nullable`, and boolean `exclusiveMinimum`, wherever something looks like a schema with them.
fn rewrite(value: &mut Value) {
    match value {
        Value::Array(items) => items.iter_mut().for_each(rewrite),
        Value::Object(members) => {
            for (key, member) in members.iter_mut() {
                if !matches!(key.as_str(), "example" | "examples" | "default" | "enum") {
                    rewrite(member);
                }
            }
            exclusive(members, "exclusiveMinimum", "minimum");
            exclusive(members, "exclusiveMaximum", "maximum");
            if members.get("nullable") == Some(&Value::Bool(true)) {
                members.remove("nullable");
                nullable(members);
            }
        }
        _ => {}
    }
}

fn exclusive(members: &mut Map<String, Value>, exclusive: &str, bound: &str) {
    let Some(Value::Bool(is)) = members.get(exclusive).cloned() else {
        return;
    };
    members.remove(exclusive);
    if is && let Some(bound) = members.remove(bound) {
        members.insert(exclusive.to_owned(), bound);
    }
}

/// Where there is a `type`, the schema stays where it is, so that pointers into it lead somewhere.
fn nullable(members: &mut Map<String, Value>) {
    let has = |key: &str| members.contains_key(key);
    let is_plain = !["$ref", "allOf", "anyOf", "oneOf"]
        .iter()
        .any(|key| has(key));
    match members.get("type").cloned() {
        Some(Value::String(name)) if is_plain => {
            members.insert("type".to_owned(), json!([name, "null"]));
            if let Some(Value::Array(values)) = members.get_mut("enum") {
                values.push(Value::Null);
            }
        }
        _ => {
            let schema = std::mem::take(members);
            members.insert("anyOf".to_owned(), json!([schema, {"type": "null"}]));
        }
    }
}
