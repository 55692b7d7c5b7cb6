//! Some operations of a large document, with what they refer to: a document of its own, quick to generate.

use std::collections::{BTreeSet, VecDeque};

use serde_json::{Map, Value, json};

use super::refs;
use super::rng::Rng;

/// How many bytes of JSON the operations of a slice have together, at most, where it has more than one; and its schemas.
const LARGEST: usize = 40_000;

/// How many operations a slice has, at most.
const MOST: usize = 24;

/// Methods of a path item.
const METHODS: [&str; 8] = [
    "get", "put", "post", "delete", "options", "head", "patch", "trace",
];

/// The document itself where it is small; else random operations of it, with the schemas that are nearest to them. A schema that is
/// farther away than fits is an object of which only one member is known.
#[must_use]
pub fn slice(root: &Value, rng: &mut Rng) -> Value {
    if is_small(root, &mut (2 * LARGEST)) {
        return root.clone();
    }
    let mut out = root.clone_without(&["paths", "components", "webhooks"]);
    let paths = chosen(root, rng);
    out.insert("components".to_owned(), components(root, &paths));
    out.insert("paths".to_owned(), paths);
    Value::Object(out)
}

/// Whether a value is of no more than about so many bytes as JSON; `left` is what is left of them.
fn is_small(value: &Value, left: &mut usize) -> bool {
    let own = match value {
        Value::String(text) => text.len() + 2,
        Value::Object(entries) => entries.keys().map(|key| key.len() + 4).sum(),
        _ => 4,
    };
    let Some(rest) = left.checked_sub(own) else {
        return false;
    };
    *left = rest;
    match value {
        Value::Array(items) => items.iter().all(|item| is_small(item, left)),
        Value::Object(entries) => entries.values().all(|item| is_small(item, left)),
        _ => true,
    }
}

/// Random operations, in the document's order.
fn chosen(root: &Value, rng: &mut Rng) -> Value {
    let paths = root.get("paths").and_then(Value::as_object);
    let mut all: Vec<(&String, &str, &Value)> = Vec::new();
    for (path, item) in paths.into_iter().flatten() {
        for method in METHODS {
            all.extend(item.get(method).map(|operation| (path, method, operation)));
        }
    }
    rng.shuffle(&mut all);
    let most = 1 + rng.below(MOST);
    let mut kept: BTreeSet<(&String, &str)> = BTreeSet::new();
    let mut bytes = 0;
    for (path, method, operation) in all.into_iter().take(most) {
        bytes += operation.to_string().len();
        if bytes > LARGEST && !kept.is_empty() {
            break;
        }
        kept.insert((path, method));
    }
    let mut out = Map::new();
    for (path, item) in paths.into_iter().flatten() {
        let gone: Vec<&str> = METHODS
            .into_iter()
            .filter(|method| !kept.contains(&(path, method)))
            .collect();
        if gone.len() < METHODS.len() {
            out.insert(path.clone(), Value::Object(item.clone_without(&gone)));
        }
    }
    Value::Object(out)
}

/// The components that `paths` leads to, the nearest first as long as they fit.
fn components(root: &Value, paths: &Value) -> Value {
    let mut out = Map::new();
    let mut seen = BTreeSet::new();
    let mut next: VecDeque<&Value> = VecDeque::from([paths]);
    let mut bytes = 0;
    let security = root.pointer("/components/securitySchemes");
    out.extend(security.map(|schemes| ("securitySchemes".to_owned(), schemes.clone())));
    while let Some(holder) = next.pop_front() {
        for target in refs::targets(root, holder) {
            let segments: Vec<&str> = target.split('/').collect();
            let [_, "components", kind, name, ..] = segments.as_slice() else {
                continue;
            };
            let pointer = format!("/components/{kind}/{name}");
            let Some(component) = root.pointer(&pointer).filter(|_| seen.insert(pointer)) else {
                continue;
            };
            let size = component.to_string().len();
            let fits = *kind != "schemas" || bytes + size <= LARGEST || bytes == 0;
            let kept = if fits {
                bytes += size;
                next.push_back(component);
                component.clone()
            } else {
                json!({"type": "object", "properties": {"far_away": {"type": "string"}}})
            };
            let list = out.entry(*kind).or_insert_with(|| json!({}));
            if let Some(list) = list.as_object_mut() {
                list.insert(name.replace("~1", "/").replace("~0", "~"), kept);
            }
        }
    }
    Value::Object(out)
}

trait CloneWithout {
    /// The entries but for some.
    fn clone_without(&self, keys: &[&str]) -> Map<String, Value>;
}

impl CloneWithout for Value {
    fn clone_without(&self, keys: &[&str]) -> Map<String, Value> {
        let entries = self.as_object().into_iter().flatten();
        entries
            .filter(|(key, _)| !keys.contains(&key.as_str()))
            .map(|(key, value)| (key.clone(), value.clone()))
            .collect()
    }
}
