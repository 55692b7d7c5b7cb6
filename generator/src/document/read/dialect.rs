//! The rewriting of a 3.0 schema into the 3.1 form, one object at a time: what is inside has been rewritten already.
//!
//! | 3.0 | 3.1 |
//! |---|---|
//! | `nullable: true` beside `type` | `null` in `type`, and in `enum` |
//! | `nullable: true` beside anything else that restricts | `anyOf: [that, {type: null}]` |
//! | `exclusiveMinimum: true`, `minimum: 5` | `exclusiveMinimum: 5` |
//! | `example: x` | `examples: [x]` |
//! | `format: byte` | `contentEncoding: base64` |
//! | members beside `$ref` | documentation and `nullable` are kept, the rest does not count |

use std::sync::Arc;

use crate::document::{At, Demand, Schema, SchemaObject, TypeName};
use crate::source::{Key, Node, Value};

/// A keyword of 3.0, or of an older JSON Schema, in a document that is not of 3.0.
pub(super) struct Foreign {
    pub(super) key: Key,
    /// How this version says it.
    pub(super) meaning: &'static str,
    /// What it means elsewhere is taken.
    pub(super) is_taken: bool,
}

/// Rewrites a schema of a 3.0 document. Gives the names of the members that do not count, since they stand beside a
/// `$ref`.
pub(super) fn upgrade(schema: &mut SchemaObject) -> Vec<String> {
    let dropped = drop_siblings(schema);
    let nullable = take(schema, "nullable").is_some_and(|(_, node)| node.as_bool() == Some(true));
    both_exclusive(schema);
    if let Some((key, example)) = take(schema, "example") {
        let examples = Node {
            place: example.place,
            value: Value::Array(Arc::from([example])),
        };
        schema.other.push((
            Key {
                text: Arc::from("examples"),
                place: key.place,
            },
            examples,
        ));
    }
    if schema.format.as_deref() == Some("byte") {
        schema.format = None;
        schema
            .content_encoding
            .get_or_insert_with(|| "base64".to_owned());
    }
    if nullable {
        add_null(schema);
    }
    dropped
}

/// Takes out what has no meaning in 3.1 and later, so that it can be reported. What plainly says in 3.0's words that null is
/// accepted, or that a limit is not, is taken as there: who wrote it means it, and the services act by it.
pub(super) fn take_foreign(schema: &mut SchemaObject) -> Vec<Foreign> {
    let foreign = foreign(schema);
    let is_taken = |name: &str| (foreign.iter()).any(|one| one.is_taken && &*one.key.text == name);
    both_exclusive(schema);
    if is_taken("nullable") {
        add_null(schema);
    }
    let names: Vec<&str> = foreign.iter().map(|one| &*one.key.text).collect();
    schema.other.retain(|(key, _)| !names.contains(&&*key.text));
    foreign
}

fn foreign(schema: &SchemaObject) -> Vec<Foreign> {
    let means = |key: &Key, node: &Node| match &*key.text {
        "nullable" if node.as_bool() == Some(true) => Some("write `null` as one more `type`"),
        "nullable" => Some("leave it out"),
        "exclusiveMinimum" | "exclusiveMaximum" if node.as_bool().is_some() => {
            Some("write the limit itself as a number")
        }
        "required" => Some("name the required members in a list beside `properties`"),
        _ => None,
    };
    let found = schema.other.iter().filter_map(|(key, node)| {
        Some(Foreign {
            key: key.clone(),
            meaning: means(key, node)?,
            is_taken: node.as_bool() == Some(true) && &*key.text != "required",
        })
    });
    found.collect()
}

/// Boolean `exclusiveMinimum` and `exclusiveMaximum`, as the limits that they make exclusive.
fn both_exclusive(schema: &mut SchemaObject) {
    exclusive(schema, "exclusiveMinimum", |demand| match demand {
        Demand::Minimum(limit) => Some(Demand::ExclusiveMinimum(limit.clone())),
        _ => None,
    });
    exclusive(schema, "exclusiveMaximum", |demand| match demand {
        Demand::Maximum(limit) => Some(Demand::ExclusiveMaximum(limit.clone())),
        _ => None,
    });
}

fn take(schema: &mut SchemaObject, name: &str) -> Option<(Key, Node)> {
    let index = schema
        .other
        .iter()
        .position(|(key, _)| &*key.text == name)?;
    Some(schema.other.remove(index))
}

/// Leaves of a schema with a `$ref` what documents it, and `nullable`: many documents mean it, though the specification
/// says that it does not count.
fn drop_siblings(schema: &mut SchemaObject) -> Vec<String> {
    let Some(reference) = schema.reference.take() else {
        return Vec::new();
    };
    let kept =
        |key: &str| matches!(key, "nullable" | "example" | "externalDocs") || key.starts_with("x-");
    let old = std::mem::take(schema);
    *schema = SchemaObject {
        at: old.at,
        reference: Some(reference),
        title: old.title,
        description: old.description,
        deprecated: old.deprecated,
        rust_name: old.rust_name,
        rust_type: old.rust_type,
        ..SchemaObject::default()
    };
    let written = [
        ("type", !old.types.is_empty()),
        ("format", old.format.is_some()),
        ("enum", old.values.is_some()),
        ("default", old.default.is_some()),
        ("properties", !old.properties.is_empty()),
        ("required", !old.required.is_empty()),
        ("additionalProperties", old.additional_properties.is_some()),
        ("items", old.items.is_some()),
        ("allOf", !old.all_of.is_empty()),
        ("anyOf", !old.any_of.is_empty()),
        ("oneOf", !old.one_of.is_empty()),
        ("discriminator", old.discriminator.is_some()),
        ("readOnly", old.read_only),
        ("writeOnly", old.write_only),
    ];
    let mut dropped: Vec<String> = written
        .iter()
        .filter(|(_, is)| *is)
        .map(|(name, _)| (*name).to_owned())
        .collect();
    dropped.extend(
        old.assertions
            .iter()
            .map(|one| one.demand.keyword().to_owned()),
    );
    for (key, node) in old.other {
        if kept(&key.text) {
            schema.other.push((key, node));
        } else {
            dropped.push(key.text.to_string());
        }
    }
    dropped
}

/// A boolean `exclusive` (JSON Schema draft 4): the limit beside it, as `made` makes it, is not within the range.
fn exclusive(schema: &mut SchemaObject, exclusive: &str, made: fn(&Demand) -> Option<Demand>) {
    let Some((key, node)) = take(schema, exclusive) else {
        return;
    };
    if node.as_bool() != Some(true) {
        return;
    }
    let limit = schema.assertions.take(|demand| made(demand).is_some());
    if let Some(demand) = limit.and_then(|limit| made(&limit.demand)) {
        let at = At {
            place: key.place,
            pointer: schema.at.child(exclusive, &node).pointer,
        };
        schema.assertions.push(demand, at);
    }
}

/// What `nullable: true` means. Where `enum` does not list null, the document still means it.
fn add_null(schema: &mut SchemaObject) {
    schema.nullable = true;
    let composed = schema.reference.is_some()
        || !schema.all_of.is_empty()
        || !schema.any_of.is_empty()
        || !schema.one_of.is_empty();
    if composed {
        return add_null_alternative(schema);
    }
    let null = Node {
        value: Value::Null,
        place: schema.at.place,
    };
    if let Some(constant) = schema.constant.take_if(|constant| !constant.is_null()) {
        schema.values.get_or_insert_with(|| vec![constant]);
    }
    if let Some(values) = schema
        .values
        .as_mut()
        .filter(|values| !values.iter().any(Node::is_null))
    {
        values.push(null);
    }
    if !schema.types.is_empty() {
        if !schema.types.contains(&TypeName::Null) {
            schema.types.push(TypeName::Null);
        }
    } else if restricts_kind(schema) {
        add_null_alternative(schema);
    }
    // Without a type, and with nothing that tells of one, null is accepted already.
}

/// Whether a schema without `type` is meant for one kind of value only.
fn restricts_kind(schema: &SchemaObject) -> bool {
    !schema.properties.is_empty()
        || !schema.required.is_empty()
        || schema.additional_properties.is_some()
        || schema.items.is_some()
        || !schema.prefix_items().is_empty()
        || !schema.pattern_properties().is_empty()
}

/// Turns the schema into a choice of itself and null. A plain `anyOf` or `oneOf` gets one more alternative.
fn add_null_alternative(schema: &mut SchemaObject) {
    let plain = schema.reference.is_none()
        && schema.types.is_empty()
        && schema.values.is_none()
        && schema.discriminator.is_none()
        && schema.all_of.is_empty()
        && !restricts_kind(schema);
    let at = schema.at.clone();
    if plain && schema.one_of.is_empty() {
        schema
            .any_of
            .push(null_schema(&at, "anyOf", schema.any_of.len()));
        return;
    }
    if plain && schema.any_of.is_empty() {
        schema
            .one_of
            .push(null_schema(&at, "oneOf", schema.one_of.len()));
        return;
    }
    let mut inner = std::mem::take(schema);
    inner.at = below(&at, "anyOf", 0);
    inner.nullable = false;
    *schema = SchemaObject {
        title: inner.title.take(),
        description: inner.description.take(),
        deprecated: std::mem::take(&mut inner.deprecated),
        read_only: std::mem::take(&mut inner.read_only),
        write_only: std::mem::take(&mut inner.write_only),
        default: inner.default.take(),
        rust_name: inner.rust_name.take(),
        rust_type: inner.rust_type.take(),
        any_of: vec![unwrap_single(inner), null_schema(&at, "anyOf", 1)],
        nullable: true,
        at,
        ..SchemaObject::default()
    };
}

/// The one schema of an `allOf` that stands alone, which is how 3.0 documents put something beside a `$ref`.
fn unwrap_single(mut schema: SchemaObject) -> Schema {
    let alone = schema.reference.is_none()
        && schema.types.is_empty()
        && schema.values.is_none()
        && schema.any_of.is_empty()
        && schema.one_of.is_empty()
        && schema.discriminator.is_none()
        && schema.other.is_empty()
        && schema.assertions.is_empty()
        && !restricts_kind(&schema);
    if alone && schema.all_of.len() == 1 {
        if let Some(only) = schema.all_of.pop() {
            return only;
        }
    }
    schema.into()
}

fn null_schema(at: &At, key: &str, index: usize) -> Schema {
    let types = vec![TypeName::Null];
    Schema::from(SchemaObject {
        at: below(at, key, index),
        types,
        ..SchemaObject::default()
    })
}

/// The pointer that an alternative would have, were it written in the document.
fn below(at: &At, key: &str, index: usize) -> At {
    At {
        place: at.place,
        pointer: format!("{}/{key}/{index}", at.pointer),
    }
}
