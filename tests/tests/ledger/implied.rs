//! Keywords that say nothing: by their own value, or beside their neighbours.

use serde_json::Value;

/// Whether a keyword says nothing of values, or says what holds without it.
pub fn says_nothing(key: &str, value: &Value) -> bool {
    let is_empty = value.as_array().is_some_and(Vec::is_empty)
        || value.as_object().is_some_and(|members| members.is_empty())
        || value.as_str().is_some_and(|text| text.trim().is_empty());
    match key {
        // Of these nothing is asked: they tell people, or tools, about the schema.
        "example" | "examples" | "externalDocs" | "xml" | "$comment" | "$schema" => true,
        key if key.starts_with("x-") => true,
        // They hold schemas, each of which is there where something refers to it.
        "$defs" | "definitions" => true,
        "nullable" | "deprecated" | "readOnly" | "writeOnly" | "uniqueItems"
        | "exclusiveMinimum" | "exclusiveMaximum" => value == &Value::Bool(false),
        "additionalProperties" => value == &Value::Bool(true) || is_empty,
        "items" => is_empty,
        "required" | "description" | "title" | "properties" => is_empty,
        "minLength" | "minItems" | "minProperties" => value.as_f64() == Some(0.0),
        _ => false,
    }
}

/// Where a keyword stands.
pub struct Spot<'s> {
    /// The document.
    pub root: &'s Value,
    /// The schema that is looked at.
    pub schema: &'s Value,
    /// What holds the keyword in it: the schema itself, or one of its parts (`/allOf/0`).
    pub at: &'s str,
    /// The keyword.
    pub key: &'s str,
}

impl Spot<'_> {
    fn holder(&self) -> &Value {
        self.schema.pointer(self.at).unwrap_or(&Value::Null)
    }

    fn value(&self) -> &Value {
        self.holder().get(self.key).unwrap_or(&Value::Null)
    }

    fn is_in(&self, keyword: &str) -> bool {
        self.at.starts_with(&format!("/{keyword}/"))
    }

    fn is_in_alternative(&self) -> bool {
        self.is_in("anyOf") || self.is_in("oneOf")
    }

    fn has(&self, keywords: &[&str]) -> bool {
        keywords.iter().any(|key| self.holder().get(key).is_some())
    }

    fn list(&self, keyword: &str) -> impl Iterator<Item = &Value> {
        self.schema
            .get(keyword)
            .and_then(Value::as_array)
            .into_iter()
            .flatten()
    }

    /// Whether an alternative says by itself which one it is: it lists the values of the member, what it extends tells its children by that
    /// member, or it is no object.
    fn is_told(&self, alternative: &Value, tag: &str, steps: usize) -> bool {
        let target = alternative.get("$ref").and_then(Value::as_str);
        let target = target.and_then(|target| self.root.pointer(target.strip_prefix('#')?));
        let own = |schema: &Value| {
            let property = schema.pointer("/discriminator/propertyName");
            let members = schema.get("properties");
            let member = members.and_then(|members| members.get(tag));
            property.is_some_and(|property| property == tag)
                || member.is_some_and(lists_values)
                || schema
                    .get("type")
                    .is_some_and(|name| name == "array" || name == "null")
        };
        let parts = |keyword: &str| {
            let parts = alternative.get(keyword).and_then(Value::as_array);
            parts.into_iter().flatten()
        };
        let is_told = |schema: &Value| steps > 0 && self.is_told(schema, tag, steps - 1);
        let mut among = parts("anyOf").chain(parts("oneOf")).peekable();
        own(alternative)
            || target.is_some_and(is_told)
            || parts("allOf").any(is_told)
            || (among.peek().is_some() && among.all(is_told))
    }

    /// The alternatives among which it stands.
    fn alternatives(&self) -> impl Iterator<Item = &Value> {
        self.list("anyOf").chain(self.list("oneOf"))
    }
}

/// Whether a schema lists its values, null aside.
fn lists_values(schema: &Value) -> bool {
    let among = schema.get("anyOf").and_then(Value::as_array);
    ["const", "enum"]
        .iter()
        .any(|key| schema.get(key).is_some())
        || among.is_some_and(|among| among.iter().any(lists_values))
}

/// A keyword that says what its neighbours say already, or what nobody can be told.
pub struct Implied {
    pub keyword: &'static str,
    pub is: fn(&Spot<'_>) -> bool,
    pub why: &'static str,
}

const fn implied(keyword: &'static str, why: &'static str, is: fn(&Spot<'_>) -> bool) -> Implied {
    Implied { keyword, is, why }
}

/// How many references and parts are followed.
const STEPS: usize = 8;

const NO_DOCS: &str = "documentation of a part or an alternative that has no type of its own";
const INTEGERS: [&str; 4] = ["int32", "int64", "uint32", "uint64"];

pub const IMPLIED: &[Implied] = &[
    implied(
        "default",
        "null, which a member that may be null is read as",
        |spot| spot.value().is_null(),
    ),
    implied(
        "default",
        "a default of an alternative is none of the whole",
        |spot| spot.is_in_alternative(),
    ),
    implied("default", "another part has the default", |spot| {
        spot.is_in("allOf")
    }),
    implied("description", NO_DOCS, |spot| !spot.at.is_empty()),
    implied("title", NO_DOCS, |spot| !spot.at.is_empty()),
    implied("deprecated", NO_DOCS, |spot| !spot.at.is_empty()),
    implied(
        "format",
        "an integer has 64 bits, or what its bounds ask for",
        |spot| {
            spot.value()
                .as_str()
                .is_some_and(|format| INTEGERS.contains(&format))
        },
    ),
    implied(
        "format",
        "it says how a value is meant, and refuses none",
        |spot| {
            let meant = [
                "int",
                "integer",
                "timestamp",
                "unix-time",
                "unixtime",
                "string",
                "text",
            ];
            spot.value()
                .as_str()
                .is_some_and(|format| meant.contains(&format))
        },
    ),
    implied("type", "what stands beside it has one type", |spot| {
        spot.has(&["enum", "const", "oneOf", "anyOf", "allOf", "discriminator"])
    }),
    implied("type", "another part says more", |spot| spot.is_in("allOf")),
    implied(
        "$ref",
        "the constant beside it is one of its values",
        |spot| spot.has(&["const"]),
    ),
    implied("$ref", "another part says all that it says", |spot| {
        spot.is_in("allOf")
    }),
    implied("required", "another part requires it", |spot| {
        spot.is_in("allOf")
    }),
    implied("readOnly", "all parts are readOnly", |spot| {
        spot.is_in("allOf") || spot.has(&["allOf"])
    }),
    implied("anyOf", "one alternative is anything", |spot| {
        spot.alternatives()
            .any(|one| one.as_object().is_some_and(|members| members.is_empty()))
    }),
    implied("nullable", "another alternative may be null", |spot| {
        spot.alternatives()
            .filter(|one| one.get("nullable").is_some())
            .count()
            > 1
    }),
    implied("nullable", "anything may be null", |spot| {
        spot.holder()
            .as_object()
            .is_some_and(|members| members.len() < 3)
    }),
    implied(
        "contentMediaType",
        "nothing decodes a text of JSON by it",
        |_| true,
    ),
    implied(
        "discriminator",
        "the alternatives say the same themselves",
        |spot| {
            let name = spot.value().get("propertyName").and_then(Value::as_str);
            let name = name.unwrap_or_default();
            spot.alternatives()
                .all(|one| spot.is_told(one, name, STEPS))
        },
    ),
    implied("format", "binary in JSON is any text", |spot| {
        spot.value() == "binary"
    }),
];
