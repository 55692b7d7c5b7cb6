//! What an alternative is, and what the document calls it.
//!
//! What it is, is its key in the lock: it stays when the alternative gains a member, or an enum in it a value. What it is
//! called may change with that; what the lock has recorded stays.

use crate::document::{Schema, SchemaObject};
use crate::ir::{Called, VariantOf};
use crate::source::Node;

use super::{Kinds, Lowerer};

impl Lowerer<'_> {
    /// What an alternative of `union` is, and what the document calls it: a component by its name; an anonymous schema by
    /// its title, by its one value, or by what tells it from the others.
    pub(super) fn identify(
        &mut self,
        union: &SchemaObject,
        schema: &Schema,
        kinds: Kinds,
    ) -> (VariantOf, Called) {
        let kind = match kinds.list().first() {
            Some(kind) if kinds != Kinds::ALL.without_null() => VariantOf::Kind(*kind),
            _ => VariantOf::Any,
        };
        let Schema::Object(object) = schema else {
            return (kind, Called::ByPlace);
        };
        let (of, called) = self.identify_object(union, object, kind);
        let called = match (&object.rust_name, &object.title) {
            (Some(name), _) => Called::Fixed(name.clone()),
            (None, Some(title)) if !says_itself(object) => Called::Like(title.clone()),
            _ => called,
        };
        (of, called)
    }

    fn identify_object(
        &self,
        union: &SchemaObject,
        object: &SchemaObject,
        kind: VariantOf,
    ) -> (VariantOf, Called) {
        if let Some(link) = object.reference.as_ref().or(object.stands_for.as_ref()) {
            return match self.referenced_schema(link) {
                Ok(found) => {
                    let place = found.at.pointer.clone();
                    (VariantOf::Schema(place), Called::Like(found.name))
                }
                Err(_) => (kind, Called::ByPlace),
            };
        }
        if let Some(text) = Only::of(object).and_then(|only| only.value.as_str()) {
            return (kind, Called::Like(text.to_owned()));
        }
        let tag = union.discriminator.as_ref();
        let tag = tag.map(|one| one.property.as_str());
        if let Some((text, called, is_fixed)) = tag_of(object, tag) {
            return match is_fixed {
                true => (VariantOf::Tag(text), Called::Like(called)),
                false => (kind, Called::Like(called)),
            };
        }
        match (object.required.as_slice(), object.properties.len()) {
            ([(name, _)], 1) if is_key(object, name) => (kind, Called::Like(name.clone())),
            _ => (kind, Called::ByPlace),
        }
    }
}

/// Whether it is called by what it is, whatever its title.
fn says_itself(object: &SchemaObject) -> bool {
    let text = Only::of(object).and_then(|only| only.value.as_str());
    object.reference.is_some() || object.stands_for.is_some() || text.is_some()
}

/// The one value that a schema allows.
#[derive(Clone, Copy)]
struct Only<'o> {
    value: &'o Node,
    /// It is a `const`: an `enum` of one value may come to have more.
    is_fixed: bool,
}

impl<'o> Only<'o> {
    fn of(object: &'o SchemaObject) -> Option<Self> {
        let (value, is_fixed) = match (&object.constant, object.values.as_deref()) {
            (Some(value), _) => (value, true),
            (None, Some([value])) => (value, false),
            _ => return None,
        };
        Some(Self { value, is_fixed })
    }
}

/// Whether the member is there for what is in it, not for which value it is.
fn is_key(object: &SchemaObject, name: &str) -> bool {
    match object.properties.get(name) {
        Some((_, Schema::Object(property))) => {
            property.values.is_none() && property.constant.is_none()
        }
        Some(_) => true,
        None => false,
    }
}

/// The value by which an object says what it is, what it is called by that, and whether it is that for good: of the
/// discriminator, or else of the first required member that has but one value.
fn tag_of(object: &SchemaObject, tag: Option<&str>) -> Option<(String, String, bool)> {
    let inline =
        std::iter::once(object).chain(object.all_of.iter().filter_map(|part| match part {
            Schema::Object(part) => Some(&**part),
            _ => None,
        }));
    let mut parts = inline.clone();
    if let Some(tag) = tag {
        return parts.find_map(|part| tag_value(tag, &part.properties.get(tag)?.1));
    }
    let is_required = |name: &str| {
        let mut parts = inline.clone();
        parts.any(|part| part.required.iter().any(|(other, _)| other == name))
    };
    parts.find_map(|part| {
        let mut properties = part.properties.iter();
        properties
            .find_map(|(name, (_, schema))| tag_value(name, schema).filter(|_| is_required(name)))
    })
}

fn tag_value(name: &str, property: &Schema) -> Option<(String, String, bool)> {
    let Schema::Object(property) = property else {
        return None;
    };
    let Only { value, is_fixed } = Only::of(property)?;
    if let Some(text) = value.as_str() {
        return Some((text.to_owned(), text.to_owned(), is_fixed));
    }
    let text = match (value.as_bool(), value.as_number()) {
        (Some(value), _) => value.to_string(),
        (None, Some(number)) => number.as_str().to_owned(),
        (None, None) => return None,
    };
    let called = format!("{name} {text}");
    Some((text, called, is_fixed))
}
