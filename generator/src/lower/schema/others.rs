//! The members of an object that no name is given for: `additionalProperties` and `patternProperties`.

use crate::document::{AdditionalProperties, At, Demand, Schema, SchemaObject};
use crate::source::pointer;

use super::same;

/// What becomes of other members.
#[derive(Clone, Debug)]
pub(super) enum Others {
    /// There may be any, which nobody asked for.
    Passed,
    /// There may be any, which are kept.
    Any,
    /// There are none.
    None,
    /// They are all like this.
    Like(Schema),
}

/// What becomes of members that a schema does not name.
pub(super) fn others(object: &SchemaObject) -> Others {
    let (mut kinds, is_open): (Vec<&Schema>, bool) = match &object.additional_properties {
        None if object.pattern_properties().is_empty() => {
            return if names_by_value(object) {
                Others::Any
            } else {
                Others::Passed
            };
        }
        Some(AdditionalProperties::Any(_)) => return Others::Any,
        None | Some(AdditionalProperties::None(_)) => (Vec::new(), false),
        Some(AdditionalProperties::Schema(schema)) => (vec![schema], true),
    };
    for (_, schema) in object.pattern_properties() {
        match schema {
            Schema::False(_) => {}
            Schema::True(_) => return Others::Any,
            Schema::Object(one) if same::says_nothing(one) => return Others::Any,
            schema if kinds.iter().any(|known| same::same(known, schema)) => {}
            schema => kinds.push(schema),
        }
    }
    match kinds.as_slice() {
        [] => Others::None,
        [only] => Others::Like((*only).clone()),
        many => Others::Like(one_of(object, many, is_open)),
    }
}

/// Whether members are named where it depends on the value which: they are no members of the type, and are kept.
fn names_by_value(object: &SchemaObject) -> bool {
    object.demands(|demand| match demand {
        Demand::If {
            then, otherwise, ..
        } => then.iter().chain(otherwise).any(names_members),
        Demand::DependentSchemas(schemas) => {
            schemas.iter().any(|(_, schema)| names_members(schema))
        }
        Demand::AnyOf(schemas) => schemas.iter().any(|schema| names_others(object, schema)),
        _ => false,
    })
}

/// Whether an alternative names members that the object does not.
fn names_others(object: &SchemaObject, schema: &Schema) -> bool {
    let Schema::Object(other) = schema else {
        return false;
    };
    let mut names = other.properties.keys();
    names.any(|name| !object.properties.contains_key(name))
}

fn names_members(schema: &Schema) -> bool {
    let Schema::Object(object) = schema else {
        return false;
    };
    let mut parts = (object.all_of.iter())
        .chain(&object.any_of)
        .chain(&object.one_of);
    !object.properties.is_empty()
        || object.reference.is_some()
        || names_by_value(object)
        || parts.any(names_members)
}

/// Members of several types.
fn one_of(object: &SchemaObject, schemas: &[&Schema], is_open: bool) -> Schema {
    let keyword = if is_open {
        "additionalProperties"
    } else {
        "patternProperties"
    };
    let at = pointer::join(&object.at.pointer, keyword);
    Schema::from(SchemaObject {
        at: At {
            place: object.at.place,
            pointer: pointer::join(&at, "anyOf"),
        },
        any_of: schemas.iter().map(|schema| (*schema).clone()).collect(),
        ..SchemaObject::default()
    })
}

/// Whether the names of a schema's patterns alone say what its other members are, which the letter leaves open.
pub(super) fn is_by_patterns(object: &SchemaObject) -> bool {
    !object.pattern_properties().is_empty()
        && object.additional_properties.is_none()
        && matches!(others(object), Others::Like(_))
}
