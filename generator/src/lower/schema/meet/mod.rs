//! What two schemas say together: a pure function over their keywords. No reference is followed: where both say something
//! of one part (a member, the items), the part is an `allOf` of both, which is met in its turn when it is lowered.
//!
//! Where the letter refuses what every author means, what is meant is taken, and that is part of the result ([`Taken`]).

mod arrays;
mod formats;
mod objects;
mod values;

use crate::document::{Assertions, Demand, SchemaObject, TypeName};
use crate::source::{Key, Node, Place};

use super::keywords;

/// What two schemas say together.
#[derive(Debug, Default)]
pub(super) struct Met {
    pub(super) schema: SchemaObject,
    /// Where not the letter is taken, but what is meant.
    pub(super) taken: Vec<Taken>,
}

/// Something that is taken though the letter says otherwise, and where the letter stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Taken {
    /// An object is closed, and another part of the whole has members: the whole is closed, with the members of all.
    ClosedAsAWhole(Place),
    /// Other members have a type, and another part has members of its own: those are not held to it.
    RestOfTheWhole(Place),
    /// A part says that null is accepted, which another one does not: it is accepted.
    Null(Place),
    /// A part has a format that is not that of another one, which is taken.
    Format(Place, String),
}

/// Why no value can be as both say, and where each says it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Clash {
    pub(super) first: Place,
    pub(super) second: Place,
    pub(super) message: String,
}

/// What `first` and `second` say together. `first` is what was met before; its place, and what is written about it, stay.
pub(super) fn meet(first: SchemaObject, second: &SchemaObject) -> Result<Met, Clash> {
    let mut taken = Vec::new();
    let clash = |message: &str| Clash {
        first: first.at.place,
        second: second.at.place,
        message: message.to_owned(),
    };
    let mut types = common_types(&first.types, &second.types);
    let is_null_meant = first.nullable || second.nullable;
    if is_null_meant && !types.as_ref().is_none_or(|types| accepts_null(types)) {
        types = types.map(|mut types| {
            types.push(TypeName::Null);
            types
        });
        let by = if second.nullable {
            &second.at
        } else {
            &first.at
        };
        taken.push(Taken::Null(by.place));
    }
    let types = types.ok_or_else(|| clash("they have no type in common"))?;
    let values = values::meet(&first, second, &types)
        .ok_or_else(|| clash("they have no value in common"))?;
    let format = formats::meet(&first, second, &mut taken)
        .ok_or_else(|| clash("no value has both of their formats"))?;
    let same = |one: &Option<String>, two: &Option<String>| match (one, two) {
        (Some(one), Some(two)) if one != two => None,
        (one, two) => Some(one.clone().or_else(|| two.clone())),
    };
    let content_encoding = same(&first.content_encoding, &second.content_encoding)
        .ok_or_else(|| clash("they disagree about `contentEncoding`"))?;
    let content_media_type = same(&first.content_media_type, &second.content_media_type)
        .ok_or_else(|| clash("they disagree about `contentMediaType`"))?;
    let rust_type = same(&first.rust_type, &second.rust_type)
        .ok_or_else(|| clash("they disagree about `x-rust-type`"))?;
    let additional_properties = objects::additional(&first, second, &mut taken);
    let schema = SchemaObject {
        types,
        format,
        content_encoding,
        content_media_type,
        rust_type,
        values: values.values,
        constant: values.constant,
        properties: objects::properties(&first, second),
        required: objects::required(&first, second),
        additional_properties,
        items: arrays::rest(&first, second),
        nullable: is_null_meant,
        assertions: demands(&first, second),
        other: others(&first, second, values.other),
        ..first
    };
    Ok(Met { schema, taken })
}

/// The types that both have; none where there are none. An integer is a number.
fn common_types(first: &[TypeName], second: &[TypeName]) -> Option<Vec<TypeName>> {
    let (first, second) = match (first, second) {
        ([], types) | (types, []) => return Some(types.to_vec()),
        both => both,
    };
    let common = |name: &TypeName| match name {
        _ if second.contains(name) => Some(*name),
        TypeName::Integer if second.contains(&TypeName::Number) => Some(TypeName::Integer),
        TypeName::Number if second.contains(&TypeName::Integer) => Some(TypeName::Integer),
        _ => None,
    };
    let mut types: Vec<TypeName> = Vec::new();
    for name in first.iter().filter_map(common) {
        if !types.contains(&name) {
            types.push(name);
        }
    }
    (!types.is_empty()).then_some(types)
}

fn accepts_null(types: &[TypeName]) -> bool {
    types.is_empty() || types.contains(&TypeName::Null)
}

/// What both demand. What they say of the same items and members is one demand.
fn demands(first: &SchemaObject, second: &SchemaObject) -> Assertions {
    let mut both = first.assertions.meet(&second.assertions);
    let is_prefix = |demand: &Demand| matches!(demand, Demand::PrefixItems(_));
    if let Some(known) = both.take(is_prefix) {
        while both.take(is_prefix).is_some() {}
        both.push(Demand::PrefixItems(arrays::prefix(first, second)), known.at);
    }
    let is_pattern = |demand: &Demand| matches!(demand, Demand::PatternProperties(_));
    if let Some(known) = both.take(is_pattern) {
        while both.take(is_pattern).is_some() {}
        both.push(
            Demand::PatternProperties(objects::patterns(first, second)),
            known.at,
        );
    }
    both
}

/// The keywords that have no place of their own, and say something of values.
fn others(
    first: &SchemaObject,
    second: &SchemaObject,
    of_values: Option<Vec<(Key, Node)>>,
) -> Vec<(Key, Node)> {
    let is_of_values = |key: &Key| values::NAMES.contains(&&*key.text);
    let mut others: Vec<(Key, Node)> = (first.other.iter().chain(&second.other))
        .filter(|(key, _)| match &of_values {
            None => is_of_values(key) || keywords::is_constraint(&key.text),
            Some(_) => keywords::is_constraint(&key.text),
        })
        .cloned()
        .collect();
    others.extend(of_values.into_iter().flatten());
    others
}

#[cfg(test)]
mod tests;
