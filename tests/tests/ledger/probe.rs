//! One schema of a document in a small document of its own, and what is made of it.

use counterpart::diagnostic::Effect;
use counterpart::{Config, Lock, Sources};
use counterpart_tests::raw::refs;
use serde_json::{Map, Value, json};

/// How far references are followed, and how many components are taken: what is farther away is an object of one member.
const FAR: usize = 2;
const MANY: usize = 12;

/// Makes small documents of the schemas of a document.
pub struct Probe<'d> {
    pub root: &'d Value,
}

/// What is made of a schema.
#[derive(PartialEq)]
pub struct Made {
    files: Vec<(String, String)>,
    said: Vec<Said>,
}

/// A diagnostic.
#[derive(PartialEq)]
struct Said {
    code: &'static str,
    pointer: String,
    message: String,
    effect: Effect,
}

impl<'d> Probe<'d> {
    pub fn new(root: &'d Value) -> Self {
        Self { root }
    }

    /// What is made of a schema as a component, as a member that must be there and one that need not, and as an item, in both
    /// directions.
    pub fn made(&self, schema: &Value) -> Made {
        let document = self.document(schema);
        let sources = Sources::from_text("probe.json", document.to_string()).expect("JSON is read");
        let output = counterpart::generate(&sources, &Config::default(), &Lock::new());
        let files = output.files.into_iter();
        let said = output.diagnostics.into_iter();
        Made {
            files: files.map(|file| (file.path, file.text)).collect(),
            said: said
                .map(|one| Said {
                    code: one.code.as_str(),
                    pointer: one.pointer,
                    message: one.message,
                    effect: one.effect,
                })
                .collect(),
        }
    }

    fn document(&self, schema: &Value) -> Value {
        let mut schemas = self.components(schema);
        schemas.insert("ProbeNamed".to_owned(), schema.clone());
        let holder = json!({
            "type": "object",
            "required": ["it"],
            "properties": {
                "it": schema,
                "may": schema,
                "all": {"type": "array", "items": schema},
                "named": {"$ref": "#/components/schemas/ProbeNamed"}
            }
        });
        schemas.insert("ProbeHolder".to_owned(), holder);
        let content =
            json!({"application/json": {"schema": {"$ref": "#/components/schemas/ProbeHolder"}}});
        let answers = json!({"200": {"description": "d", "content": content}});
        let operation = json!({"operationId": "probe", "requestBody": {"content": content}, "responses": answers});
        json!({
            "openapi": self.root.get("openapi"),
            "info": {"title": "T", "version": "1"},
            "paths": {"/probe": {"post": operation}},
            "components": {"schemas": schemas}
        })
    }

    fn components(&self, schema: &Value) -> Map<String, Value> {
        let mut found = Map::new();
        let mut waiting = vec![(schema, 0)];
        while let Some((value, far)) = waiting.pop() {
            for target in refs::targets(self.root, value) {
                let name = target.strip_prefix("/components/schemas/");
                let Some(name) = name.filter(|name| !name.contains('/')) else {
                    continue;
                };
                let name = name.replace("~1", "/").replace("~0", "~");
                let Some(component) = self
                    .root
                    .pointer(&target)
                    .filter(|_| !found.contains_key(&name))
                else {
                    continue;
                };
                if far < FAR && found.len() < MANY {
                    found.insert(name, component.clone());
                    waiting.push((component, far + 1));
                } else {
                    let stub =
                        json!({"type": "object", "properties": {"stub": {"type": "string"}}});
                    found.insert(name, stub);
                }
            }
        }
        found
    }
}

impl Made {
    /// Whether something is said of a keyword of the schema, or of what it stands in becoming JSON.
    pub fn names(&self, at: &str, key: &str) -> bool {
        let schema = "#/components/schemas/ProbeNamed";
        let keyword = format!("{schema}{at}/{key}");
        self.said.iter().any(|one| {
            let holds = |outer: &str, inner: &str| {
                (inner.strip_prefix(outer))
                    .is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
            };
            // What is said of a keyword is said of what stands in it.
            let is_within = one.effect != Effect::None
                && one.pointer != schema
                && holds(&one.pointer, &keyword);
            let is_there = holds(&keyword, &one.pointer);
            let is_named = holds(schema, &one.pointer) && one.message.contains(&format!("`{key}`"));
            let is_json = one.effect == Effect::TypeIsJson && one.pointer == schema;
            is_within || is_there || is_named || is_json
        })
    }
}

/// The schema with a keyword changed: without it, and where that may say the same (`type: string` beside texts), with another value.
pub fn changes(schema: &Value, at: &str, key: &str) -> Vec<Value> {
    let with = |edit: &dyn Fn(&mut Map<String, Value>)| {
        let mut changed = schema.clone();
        let holder = changed.pointer_mut(at).and_then(Value::as_object_mut);
        edit(holder.expect("a schema has keywords"));
        changed
    };
    let mut found = vec![with(&|members| {
        members.remove(key);
    })];
    if key == "type" {
        found.push(with(&|members| {
            let is_integer = members.get(key).is_some_and(|value| value == "integer");
            let other = if is_integer { "string" } else { "integer" };
            members.insert(key.to_owned(), json!(other));
        }));
    }
    found
}
