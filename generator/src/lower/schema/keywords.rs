//! What the keywords of a schema say about it, without looking at other schemas.

use crate::document::{
    AdditionalProperties, Assertion, At, Demand, Schema, SchemaObject, TypeName,
};
use crate::source::{Key, pointer};

use super::format::meant;

/// Keywords that say what a value must be, and that neither a type nor a rule says.
const CONSTRAINTS: [&str; 1] = ["contentSchema"];

/// Keywords that say nothing about values, or nothing that a type could hold.
const ANNOTATIONS: [&str; 12] = [
    "example",
    "examples",
    "externalDocs",
    "xml",
    "$comment",
    "$schema",
    "$id",
    "$anchor",
    "$dynamicAnchor",
    "$defs",
    "definitions",
    "nullable",
];

/// Keywords that change what a schema refers to, in ways that are not followed.
const IMPOSSIBLE: [&str; 2] = ["$recursiveRef", "$recursiveAnchor"];

/// Where a keyword of a schema stands.
pub(super) fn keyword_at(object: &SchemaObject, keyword: &str) -> At {
    At {
        place: object.at.place,
        pointer: pointer::join(&object.at.pointer, keyword),
    }
}

/// A keyword without which nothing can be said about the schema.
pub(super) fn impossible(object: &SchemaObject) -> Option<&Key> {
    (object.other.iter())
        .map(|(key, _)| key)
        .find(|key| &*key.text == "$recursiveRef")
}

/// The constraints among its keywords that nothing checks.
pub(super) fn constraints(object: &SchemaObject) -> impl Iterator<Item = &Key> {
    (object.other.iter())
        .map(|(key, _)| key)
        .filter(|key| is_constraint(&key.text))
}

/// Whether a keyword is one that nothing checks.
pub(super) fn is_constraint(keyword: &str) -> bool {
    CONSTRAINTS.contains(&keyword)
}

/// Whether it demands anything beside a type.
fn constrains(object: &SchemaObject) -> bool {
    !object.assertions.is_empty() || constraints(object).next().is_some()
}

/// Keywords that JSON Schema does not have.
pub(super) fn unknown(object: &SchemaObject) -> impl Iterator<Item = &Key> {
    (object.other.iter()).map(|(key, _)| key).filter(|key| {
        !key.text.starts_with("x-")
            && !CONSTRAINTS.contains(&&*key.text)
            && !ANNOTATIONS.contains(&&*key.text)
            && !IMPOSSIBLE.contains(&&*key.text)
    })
}

/// Whether it says anything that decides a type: more than documentation, a default, and constraints.
pub(super) fn decides(object: &SchemaObject) -> bool {
    !object.types.is_empty() || decides_beyond_type(object)
}

/// Whether it says more of a type than which one.
pub(super) fn decides_beyond_type(object: &SchemaObject) -> bool {
    object.reference.is_some()
        || object.rust_type.is_some()
        || object.values.is_some()
        || object.constant.is_some()
        || !object.properties.is_empty()
        || object.additional_properties.is_some()
        || object.items.is_some()
        || !object.prefix_items().is_empty()
        || !object.pattern_properties().is_empty()
        || !object.all_of.is_empty()
        || !object.any_of.is_empty()
        || !object.one_of.is_empty()
        || object.format.is_some()
        || object.content_encoding.is_some()
}

/// Whether it only says that a value must be more than something else says: `{required: [id]}`, `{maxLength: 3}`.
pub(super) fn only_constrains(schema: &Schema) -> bool {
    match schema {
        Schema::True(_) => true,
        Schema::False(_) | Schema::Unreadable(_) => false,
        Schema::Object(object) if decides_beyond_type(object) => false,
        Schema::Object(object) => {
            object.types.is_empty()
                || object.types == [TypeName::Object]
                    && (!object.required.is_empty() || constrains(object))
        }
    }
}

/// Whether it is `{type: …}` and nothing else that decides.
pub(super) fn is_bare_type(object: &SchemaObject) -> bool {
    !object.types.is_empty() && !decides_beyond_type(object) && object.required.is_empty()
}

/// `unevaluatedProperties`, where it is about no more than what the schema and its parts name: not where what is evaluated
/// depends on the value.
pub(super) fn closes(object: &SchemaObject) -> Option<&Demand> {
    let depends =
        |demand: &Demand| matches!(demand, Demand::If { .. } | Demand::DependentSchemas(_));
    let mut demands = object.assertions.iter().map(|one| &one.demand);
    if demands.clone().any(depends) {
        return None;
    }
    demands.find(|demand| matches!(demand, Demand::UnevaluatedProperties(_)))
}

/// The same, taken out of the schema.
pub(super) fn closing(object: &mut SchemaObject) -> Option<Assertion> {
    closes(object)?;
    (object.assertions).take(|demand| matches!(demand, Demand::UnevaluatedProperties(_)))
}

/// `unevaluatedProperties` of a whole as its `additionalProperties`.
pub(super) fn additional_of(demand: &Demand) -> Option<AdditionalProperties> {
    let Demand::UnevaluatedProperties(schema) = demand else {
        return None;
    };
    Some(match schema {
        Schema::True(at) => AdditionalProperties::Any(at.clone()),
        Schema::False(at) => AdditionalProperties::None(at.clone()),
        schema => AdditionalProperties::Schema(schema.clone()),
    })
}

/// What a schema without `type` is about, by its other keywords.
pub(super) fn inferred_type(object: &SchemaObject) -> Option<TypeName> {
    let demands = |is: fn(&Demand) -> bool| object.assertions.iter().any(|one| is(&one.demand));
    if !object.properties.is_empty()
        || object.additional_properties.is_some()
        || !object.required.is_empty()
        || demands(|demand| {
            use Demand::{MaxProperties, MinProperties, PatternProperties, PropertyNames};
            matches!(
                demand,
                MaxProperties(_) | MinProperties(_) | PatternProperties(_) | PropertyNames(_)
            )
        })
    {
        Some(TypeName::Object)
    } else if object.items.is_some()
        || demands(|demand| {
            use Demand::{Contains, MaxItems, MinItems, PrefixItems, UniqueItems};
            matches!(
                demand,
                MaxItems(_) | MinItems(_) | PrefixItems(_) | UniqueItems | Contains { .. }
            )
        })
    {
        Some(TypeName::Array)
    } else if object.content_encoding.is_some()
        || demands(|demand| demand.about() == Some(TypeName::String))
    {
        Some(TypeName::String)
    } else {
        object
            .format
            .as_deref()
            .map(|format| match meant(format).unwrap_or(format) {
                "int32" | "int64" | "uint8" | "uint16" | "uint32" | "uint64" => TypeName::Integer,
                "float" | "double" => TypeName::Number,
                _ => TypeName::String,
            })
    }
}
