//! `anyOf` of what may all be there: "a mail address, or a number, or both". Its members are those of the whole.

use std::borrow::Cow;

use crate::document::{Demand, Schema, SchemaObject, TypeName};

use super::keywords::keyword_at;
use super::same::same;

/// The schema with the members of its alternatives, which are a demand then. A variant for each of them would have no place
/// for the members of the others.
///
/// Alternatives that say that they are objects, or have a name, are meant as variants. So are those that one member tells
/// apart.
pub(super) fn mixed(object: Cow<'_, SchemaObject>) -> Cow<'_, SchemaObject> {
    let Some(parts) = parts(&object) else {
        return object;
    };
    // What is unevaluated depends on which of the alternatives hold: their members are no members of the whole, and are kept.
    let depends = object.demands(|demand| {
        matches!(
            demand,
            Demand::UnevaluatedProperties(_) | Demand::UnevaluatedItems(_)
        )
    });
    let parts = parts.iter().filter(|_| !depends);
    let named: Vec<_> = parts.flat_map(|part| part.properties.clone()).collect();
    let mut object = object.into_owned();
    for (name, property) in named {
        object.properties.entry(name).or_insert(property);
    }
    let at = keyword_at(&object, "anyOf");
    let schemas = std::mem::take(&mut object.any_of);
    object.assertions.push(Demand::AnyOf(schemas), at);
    Cow::Owned(object)
}

/// The alternatives, where they are such.
fn parts(object: &SchemaObject) -> Option<Vec<&SchemaObject>> {
    let may_be = object.any_of.len() > 1
        && object.one_of.is_empty()
        && object.discriminator.is_none()
        && object.reference.is_none()
        && (object.types.iter()).all(|name| matches!(name, TypeName::Object | TypeName::Null));
    if !may_be {
        return None;
    }
    let parts: Option<Vec<&SchemaObject>> = object.any_of.iter().map(part).collect();
    let parts = parts?;
    let others = |index: usize| {
        let all = parts.iter().enumerate();
        all.filter(move |(other, _)| *other != index)
            .map(|(_, part)| *part)
    };
    let are_apart = parts.iter().enumerate().all(|(index, part)| {
        let mut required = part.required.iter();
        let has_own = required.any(|(name, _)| {
            part.properties.contains_key(name)
                && !others(index).any(|other| other.properties.contains_key(name))
        });
        let agrees = |other: &SchemaObject| {
            (part.properties.iter()).all(|(name, (_, schema))| {
                let known = other.properties.get(name);
                known.is_none_or(|(_, known)| same(known, schema))
            })
        };
        has_own && agrees(object) && others(index).all(agrees)
    });
    are_apart.then_some(parts)
}

/// An alternative that only names members, and says which of them must be there.
fn part(schema: &Schema) -> Option<&SchemaObject> {
    let Schema::Object(object) = schema else {
        return None;
    };
    let bare = SchemaObject {
        at: object.at.clone(),
        properties: object.properties.clone(),
        required: object.required.clone(),
        description: object.description.clone(),
        ..SchemaObject::default()
    };
    let is_part = same(schema, &bare.into())
        && object.title.is_none()
        && object.rust_name.is_none()
        && !object.required.is_empty();
    is_part.then_some(object)
}
