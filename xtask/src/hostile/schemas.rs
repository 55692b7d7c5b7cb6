//! The schemas of a document: components of every kind, and those that stand where they are used.

use serde_json::{Map, Value, json};

use super::document::Maker;
use super::fits;

/// How many components there are.
pub const COMPONENTS: usize = VARIANTS + 1 + 3;

/// How many variants the tagged union has.
const VARIANTS: usize = 2;

/// What makes a schema that may refer to components of these names.
type Kind = fn(&mut Maker<'_>, &[String]) -> Value;

/// The kinds of schemas, of which each document has some beside its tagged union.
const KINDS: [Kind; 7] = [
    |make, _| text_values(make),
    |make, _| number_values(make),
    |make, _| untagged(make),
    |make, _| json!({"type": "object", "additionalProperties": inline(make), "title": make.name()}),
    |make, _| json!({"type": "array", "items": inline(make)}),
    object,
    |make, _| all_of(make),
];

/// The components of these names: a tagged union, its variants, and other kinds of schemas.
pub fn components(make: &mut Maker<'_>, names: &[String]) -> Map<String, Value> {
    let tag = make.name();
    let mut kinds = KINDS;
    make.rng.shuffle(&mut kinds);
    let mut kinds = kinds.into_iter().cycle();
    let mut all = Map::new();
    for (index, name) in names.iter().enumerate() {
        let schema = match index {
            0..VARIANTS => variant(make, names, &tag),
            VARIANTS => tagged(make, &tag, names.get(..VARIANTS).unwrap_or_default()),
            _ => kinds.next().map_or(Value::Null, |kind| kind(make, names)),
        };
        all.insert(name.clone(), schema);
    }
    all
}

/// A reference to a component.
pub fn reference(name: &str) -> Value {
    let pointer = name.replace('~', "~0").replace('/', "~1");
    json!({"$ref": format!("#/components/schemas/{}", fits::encoded(&pointer))})
}

/// What a parameter may be.
pub fn scalar(make: &mut Maker<'_>) -> Value {
    match make.rng.below(12) {
        0 => text_values(make),
        1 => number_values(make),
        2..5 => json!({"type": "integer", "default": 1}),
        5..8 => json!({"type": "string", "default": make.name()}),
        8 => json!({"type": "string", "format": "uuid"}),
        _ => json!({"type": "string", "title": make.name()}),
    }
}

/// A schema that has no name of its own.
pub fn inline(make: &mut Maker<'_>) -> Value {
    let mut schema = match make.rng.below(6) {
        0 => text_values(make),
        1 => number_values(make),
        2 => untagged(make),
        _ => object(make, &[]),
    };
    if make.rng.per_cent(40) {
        schema["title"] = json!(make.name());
    }
    schema
}

fn object(make: &mut Maker<'_>, names: &[String]) -> Value {
    let members = make.some(4, &fits::ANY);
    let mut properties = Map::new();
    for name in &members {
        let schema = match make.rng.below(8) {
            0..=2 if !names.is_empty() => {
                reference(make.rng.pick(names).map_or("", String::as_str))
            }
            3 => text_values(make),
            4 => json!({"type": "string", "default": make.name()}),
            5 => json!({"type": ["string", "null"], "description": make.name()}),
            6 if names.is_empty() => json!({"type": "integer"}),
            6 => {
                json!({"type": "object", "properties": {make.name(): {"type": "boolean"}, make.name(): text_values(make)}})
            }
            _ => json!({"type": "array", "items": number_values(make)}),
        };
        properties.insert(name.clone(), schema);
    }
    // No reference is required: a type that requires itself has no value.
    let required: Vec<&String> = members
        .iter()
        .filter(|name| {
            properties
                .get(*name)
                .is_some_and(|one| one.get("$ref").is_none())
        })
        .collect();
    let some = make.rng.below(required.len() + 1);
    let required: Vec<&String> = required.into_iter().take(some).collect();
    json!({"type": "object", "properties": properties, "required": required, "description": make.name()})
}

/// Two objects in one. They share no member: two schemas of one member may have no common value.
fn all_of(make: &mut Maker<'_>) -> Value {
    let first = object(make, &[]);
    let name = make.name();
    let second = match first["properties"].get(&name) {
        Some(_) => json!({"type": "object"}),
        None => json!({"type": "object", "properties": {name: {"type": "string"}}}),
    };
    json!({"allOf": [first, second]})
}

/// An object with the member that tells the variants of [`tagged`] apart.
fn variant(make: &mut Maker<'_>, names: &[String], tag: &str) -> Value {
    let mut schema = object(make, names);
    schema["properties"][tag] = json!({"type": "string"});
    schema["required"] = json!([tag]);
    schema
}

fn tagged(make: &mut Maker<'_>, tag: &str, variants: &[String]) -> Value {
    let values = make.some(variants.len(), &fits::ANY);
    let mapping: Map<String, Value> = values
        .into_iter()
        .zip(variants)
        .map(|(value, name)| (value, reference(name)["$ref"].clone()))
        .collect();
    let one_of: Vec<Value> = variants.iter().map(|name| reference(name)).collect();
    json!({"oneOf": one_of, "discriminator": {"propertyName": tag, "mapping": mapping}})
}

/// Alternatives of different kinds, which JSON itself tells apart.
fn untagged(make: &mut Maker<'_>) -> Value {
    json!({"oneOf": [
        {"type": "string", "title": make.name()},
        {"type": "integer", "title": make.name()},
        {"type": "object", "title": make.name(), "properties": {make.name(): {"type": "string"}}},
        {"type": "array", "title": make.name(), "items": {"type": "string"}},
    ]})
}

fn text_values(make: &mut Maker<'_>) -> Value {
    let values = make.some(4, &fits::ANY);
    let mut schema = json!({"type": "string", "enum": values});
    if make.rng.per_cent(30) {
        schema["x-enum-varnames"] = json!(called(make, values.len()));
    }
    if make.rng.per_cent(30) {
        schema["default"] = json!(values.first());
    }
    schema
}

fn number_values(make: &mut Maker<'_>) -> Value {
    let values = [-1_i64, 0, 1, 10, -10, i64::MAX, i64::MIN, 2];
    let count = 1 + make.rng.below(values.len());
    let values: Vec<i64> = values.into_iter().take(count).collect();
    let mut schema = json!({"type": "integer", "format": "int64", "enum": values});
    if make.rng.per_cent(60) {
        schema["x-enum-varnames"] = json!(called(make, values.len()));
    }
    schema
}

/// Names for values: not all different.
fn called(make: &mut Maker<'_>, count: usize) -> Vec<String> {
    (0..count).map(|_| make.name()).collect()
}
