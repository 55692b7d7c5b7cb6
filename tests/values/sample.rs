//! Values of a raw schema, by chance: not all of them are valid, the oracle has the last word.

use counterpart_tests::raw::rng::Rng;
use proptest::strategy::{Strategy, ValueTree};
use proptest::string::string_regex;
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};
use serde_json::{Map, Value, json};

/// How deep values go; below, what may be absent is.
const DEPTH: u32 = 6;

/// Makes values of the schemas of a document.
pub struct Sampler<'a> {
    document: &'a Map<String, Value>,
    rng: Rng,
}

impl<'a> Sampler<'a> {
    /// Of a document in the form of JSON Schema 2020-12.
    pub fn new(document: &'a Map<String, Value>, seed: u64) -> Self {
        Self {
            document,
            rng: Rng::new(seed),
        }
    }

    /// A value of the schema at a pointer.
    pub fn value(&mut self, pointer: &str) -> Option<Value> {
        let schema = self.resolve(pointer)?;
        self.of(schema, 0)
    }

    fn resolve(&self, pointer: &str) -> Option<&'a Value> {
        let (first, rest) = pointer.strip_prefix('/')?.split_once('/')?;
        self.document.get(first)?.pointer(&format!("/{rest}"))
    }

    fn of(&mut self, schema: &Value, depth: u32) -> Option<Value> {
        if depth > 3 * DEPTH {
            return None;
        }
        let Some(members) = schema.as_object() else {
            return (schema != &Value::Bool(false)).then(|| json!("anything"));
        };
        if let Some(constant) = members.get("const") {
            return Some(constant.clone());
        }
        if let Some(values) = members.get("enum").and_then(Value::as_array) {
            return self.rng.pick(values).cloned();
        }
        let mut parts = Vec::new();
        if let Some(target) = members.get("$ref").and_then(Value::as_str) {
            let pointer = unescaped(target.strip_prefix('#')?);
            let target = self.resolve(&pointer)?;
            parts.push(self.of(target, depth + 1)?);
        }
        for part in members
            .get("allOf")
            .and_then(Value::as_array)
            .into_iter()
            .flatten()
        {
            parts.push(self.of(part, depth + 1)?);
        }
        for keyword in ["anyOf", "oneOf"] {
            if let Some(alternatives) = members.get(keyword).and_then(Value::as_array) {
                parts.push(self.one_of(alternatives, depth)?);
            }
        }
        if let Some(own) = self.by_type(members, depth, parts.is_empty()) {
            parts.push(own?);
        }
        parts.into_iter().reduce(merged)
    }

    fn one_of(&mut self, alternatives: &[Value], depth: u32) -> Option<Value> {
        let mut order: Vec<&Value> = alternatives.iter().collect();
        self.rng.shuffle(&mut order);
        if depth > DEPTH {
            // Down here, what ends soonest.
            order.sort_by_key(|one| one.to_string().len());
        }
        order.into_iter().find_map(|one| self.of(one, depth + 1))
    }

    /// What `type` and the keywords of one type say; `None` where they say nothing.
    fn by_type(
        &mut self,
        members: &Map<String, Value>,
        depth: u32,
        is_alone: bool,
    ) -> Option<Option<Value>> {
        let names: Vec<&str> = match members.get("type") {
            Some(Value::String(name)) => vec![name],
            Some(Value::Array(names)) => names.iter().filter_map(Value::as_str).collect(),
            _ if members.contains_key("properties") || members.contains_key("required") => {
                vec!["object"]
            }
            _ if members.contains_key("items") => vec!["array"],
            _ if is_alone => vec!["string"],
            _ => return None,
        };
        let named: Vec<&str> = names
            .iter()
            .copied()
            .filter(|name| *name != "null")
            .collect();
        let is_null = named.len() < names.len() && (named.is_empty() || self.rng.per_cent(20));
        Some(match self.rng.pick(&named) {
            _ if is_null => Some(Value::Null),
            Some(&"object") => self.object(members, depth),
            Some(&"array") => self.array(members, depth),
            Some(&"string") => self.string(members),
            Some(&"integer") => Some(self.number(members, true)),
            Some(&"number") => Some(self.number(members, false)),
            Some(&"boolean") => Some(Value::Bool(self.rng.per_cent(50))),
            _ => None,
        })
    }

    fn object(&mut self, members: &Map<String, Value>, depth: u32) -> Option<Value> {
        let empty = Map::new();
        let properties = members
            .get("properties")
            .and_then(Value::as_object)
            .unwrap_or(&empty);
        let required: Vec<&str> = (members
            .get("required")
            .and_then(Value::as_array)
            .into_iter()
            .flatten())
        .filter_map(Value::as_str)
        .collect();
        let mut object = Map::new();
        for (name, schema) in properties {
            let chance = if depth > DEPTH {
                0
            } else {
                60 / (depth as usize + 1)
            };
            if required.contains(&&**name) {
                object.insert(name.clone(), self.of(schema, depth + 1)?);
            } else if self.rng.per_cent(chance)
                && let Some(value) = self.of(schema, depth + 1)
            {
                object.insert(name.clone(), value);
            }
        }
        for name in required
            .iter()
            .filter(|name| !properties.contains_key(**name))
        {
            object.insert((*name).to_owned(), json!("anything"));
        }
        let least = members
            .get("minProperties")
            .and_then(Value::as_u64)
            .unwrap_or(0) as usize;
        if let Some(rest @ Value::Object(_)) = members.get("additionalProperties") {
            let wanted = if depth > DEPTH { 0 } else { self.rng.below(3) };
            for index in 0..wanted.max(least) {
                if let Some(value) = self.of(rest, depth + 1) {
                    object.insert(format!("key {index}"), value);
                }
            }
        }
        Some(Value::Object(object))
    }

    fn array(&mut self, members: &Map<String, Value>, depth: u32) -> Option<Value> {
        let least = members.get("minItems").and_then(Value::as_u64).unwrap_or(0) as usize;
        let most = members
            .get("maxItems")
            .and_then(Value::as_u64)
            .map_or(least + 2, |most| most as usize);
        let wanted = if depth > DEPTH {
            least
        } else {
            least + self.rng.below(most.min(least + 2) - least.min(most) + 1)
        };
        let first = members.get("prefixItems").and_then(Value::as_array);
        let mut items = Vec::new();
        for part in first.into_iter().flatten() {
            items.push(self.of(part, depth + 1)?);
        }
        let any = Value::Bool(true);
        let item = members.get("items").unwrap_or(&any);
        while items.len() < wanted {
            match self.of(item, depth + 1) {
                Some(value) => items.push(value),
                None if items.len() >= least => break,
                None => return None,
            }
        }
        Some(Value::Array(items))
    }

    fn number(&mut self, members: &Map<String, Value>, is_integer: bool) -> Value {
        let bound = |keyword: &str| members.get(keyword).and_then(Value::as_f64);
        let step = bound("multipleOf").unwrap_or(if is_integer { 1.0 } else { 0.25 });
        let least = bound("minimum").or(bound("exclusiveMinimum").map(|bound| bound + step));
        let most = bound("maximum").or(bound("exclusiveMaximum").map(|bound| bound - step));
        let (least, most) = match (least, most) {
            (Some(least), Some(most)) => (least, most),
            (Some(least), None) => (least, least + 100.0 * step),
            (None, Some(most)) => (most - 100.0 * step, most),
            (None, None) => (-50.0 * step, 50.0 * step),
        };
        let steps = ((most - least) / step).clamp(0.0, 1000.0) as usize;
        let from = (least / step).ceil();
        let value = (from + self.rng.below(steps + 1) as f64) * step;
        let value = if value > most { least } else { value };
        if value.fract() == 0.0 && value.abs() < 9e15 {
            json!(value as i64)
        } else {
            json!(value)
        }
    }

    fn string(&mut self, members: &Map<String, Value>) -> Option<Value> {
        if let Some(pattern) = members.get("pattern").and_then(Value::as_str) {
            return self.of_pattern(pattern).map(Value::String);
        }
        let text = match members.get("format").and_then(Value::as_str) {
            Some("date-time") => "2024-02-29T12:30:00.5Z",
            Some("date") => "2024-02-29",
            Some("time") => "12:30:00Z",
            Some("duration") => "P1DT2H",
            Some("uuid") => "8c7a0f4e-6b52-4c0e-9b43-3f9f5d3c2a10",
            Some("email" | "idn-email") => "a.b@example.com",
            Some("uri" | "url" | "iri" | "uri-reference") => "https://example.com/a?b=c",
            Some("hostname") => "example.com",
            Some("ipv4") => "192.0.2.1",
            Some("ipv6") => "2001:db8::1",
            Some("byte") => "aGVsbG8=",
            Some("decimal" | "decimal128" | "double" | "float") => "12.50",
            Some("int64" | "int32" | "uint64") => "42",
            _ => ["text", "Größe \u{1F600}", "a\"b\\c\n", ""][self.rng.below(4)],
        };
        let length = |keyword: &str| {
            members
                .get(keyword)
                .and_then(Value::as_u64)
                .map(|length| length as usize)
        };
        let mut text: Vec<char> = text.chars().collect();
        text.truncate(length("maxLength").unwrap_or(usize::MAX));
        while text.len() < length("minLength").unwrap_or(0).min(10_000) {
            text.push('x');
        }
        Some(Value::String(text.into_iter().collect()))
    }

    fn of_pattern(&mut self, pattern: &str) -> Option<String> {
        let mut seed = [0; 32];
        seed[..8].copy_from_slice(&self.rng.number().to_le_bytes());
        let rng = TestRng::from_seed(RngAlgorithm::ChaCha, &seed);
        let mut runner = TestRunner::new_with_rng(Config::default(), rng);
        let inner = pattern.strip_prefix('^').unwrap_or(pattern);
        let inner = inner.strip_suffix('$').unwrap_or(inner);
        let strategy = string_regex(inner).ok()?;
        Some(strategy.new_tree(&mut runner).ok()?.current())
    }
}

/// Both, where they are objects; else the first.
fn merged(one: Value, other: Value) -> Value {
    match (one, other) {
        (Value::Object(mut one), Value::Object(other)) => {
            for (name, value) in other {
                match one.remove(&name) {
                    Some(known) => one.insert(name, merged(known, value)),
                    None => one.insert(name, value),
                };
            }
            Value::Object(one)
        }
        (one, _) => one,
    }
}

/// A fragment as a pointer.
pub fn unescaped(fragment: &str) -> String {
    let bytes = fragment.as_bytes();
    let mut out = Vec::new();
    let mut at = 0;
    while let Some(byte) = bytes.get(at) {
        let code = fragment
            .get(at + 1..at + 3)
            .and_then(|code| u8::from_str_radix(code, 16).ok());
        match (byte, code) {
            (b'%', Some(code)) => {
                out.push(code);
                at += 3;
            }
            _ => {
                out.push(*byte);
                at += 1;
            }
        }
    }
    String::from_utf8_lossy(&out).into_owned()
}
