//! The schemas that the operations of a raw document reach.

use std::collections::BTreeSet;

use serde_json::Value;

use super::{escape, refs};

/// Members of operations, parameters, bodies, answers, headers and media types that hold further such objects: one, a list of them, or
/// a map of them.
const PARTS: [&str; 6] = [
    "requestBody",
    "parameters",
    "responses",
    "headers",
    "content",
    "encoding",
];

/// Keywords that hold a schema.
const SCHEMAS: [&str; 11] = [
    "items",
    "additionalProperties",
    "not",
    "if",
    "then",
    "else",
    "contains",
    "propertyNames",
    "unevaluatedItems",
    "unevaluatedProperties",
    "contentSchema",
];
const LISTS: [&str; 4] = ["allOf", "anyOf", "oneOf", "prefixItems"];
const MAPS: [&str; 3] = ["properties", "patternProperties", "dependentSchemas"];

const METHODS: [&str; 8] = [
    "get", "put", "post", "delete", "options", "head", "patch", "trace",
];

/// The pointers of all schemas that are objects and that the operations of which `is_emitted` says so (`GET /pets`) reach, each once.
#[must_use]
pub fn reached(root: &Value, is_emitted: impl Fn(&str) -> bool) -> BTreeSet<String> {
    let mut walk = Walk {
        root,
        parts: BTreeSet::new(),
        schemas: BTreeSet::new(),
    };
    let paths = root.get("paths").and_then(Value::as_object);
    for (path, item) in paths.into_iter().flatten() {
        let at = format!("/paths/{}", escape(path));
        for method in METHODS {
            let name = format!("{} {path}", method.to_uppercase());
            if item.get(method).is_some() && is_emitted(&name) {
                walk.part(&format!("{at}/{method}"));
                walk.list(&format!("{at}/parameters"), Walk::part);
            }
        }
    }
    walk.schemas
}

struct Walk<'d> {
    root: &'d Value,
    parts: BTreeSet<String>,
    schemas: BTreeSet<String>,
}

impl Walk<'_> {
    fn part(&mut self, at: &str) {
        let Some(value) = self.root.pointer(at).filter(|value| value.is_object()) else {
            return;
        };
        if !self.parts.insert(at.to_owned()) {
            return;
        }
        if let Some(target) = self.target(value) {
            self.part(&target);
        }
        for key in PARTS {
            let below = format!("{at}/{key}");
            match (key, value.get(key)) {
                ("requestBody", Some(_)) => self.part(&below),
                ("parameters", Some(_)) => self.list(&below, Self::part),
                (_, Some(_)) => self.map(&below, Self::part),
                (_, None) => {}
            }
        }
        self.schema(&format!("{at}/schema"));
    }

    fn schema(&mut self, at: &str) {
        let Some(value) = self.root.pointer(at).filter(|value| value.is_object()) else {
            return;
        };
        if !self.schemas.insert(at.to_owned()) {
            return;
        }
        if let Some(target) = self.target(value) {
            self.schema(&target);
        }
        SCHEMAS
            .iter()
            .for_each(|key| self.schema(&format!("{at}/{key}")));
        LISTS
            .iter()
            .for_each(|key| self.list(&format!("{at}/{key}"), Self::schema));
        MAPS.iter()
            .for_each(|key| self.map(&format!("{at}/{key}"), Self::schema));
        let mapping = value
            .pointer("/discriminator/mapping")
            .and_then(Value::as_object);
        for target in mapping
            .into_iter()
            .flat_map(|mapping| mapping.values())
            .filter_map(Value::as_str)
        {
            let component = format!("/components/schemas/{}", escape(target));
            match target.strip_prefix('#') {
                Some(pointer) => self.schema(pointer),
                None => self.schema(&component),
            }
        }
    }

    fn target(&self, value: &Value) -> Option<String> {
        refs::local(value.get("$ref")?.as_str()?)
    }

    fn list(&mut self, at: &str, each: fn(&mut Self, &str)) {
        let items = self.root.pointer(at).and_then(Value::as_array);
        for index in 0..items.map_or(0, Vec::len) {
            each(self, &format!("{at}/{index}"));
        }
    }

    fn map(&mut self, at: &str, each: fn(&mut Self, &str)) {
        let members = self.root.pointer(at).and_then(Value::as_object);
        for name in members.into_iter().flat_map(|members| members.keys()) {
            each(self, &format!("{at}/{}", escape(name)));
        }
    }
}
