//! The members of an object that two schemas describe.

use indexmap::IndexMap;

use crate::document::{AdditionalProperties, At, Schema, SchemaObject};
use crate::source::{Key, pointer};

use super::Taken;
use crate::lower::schema::same::{Merged, merge_property, same};

/// The members of both, in the order in which they come.
pub(super) fn properties(
    first: &SchemaObject,
    second: &SchemaObject,
) -> IndexMap<String, (Key, Schema)> {
    let mut properties = first.properties.clone();
    for (name, (key, schema)) in &second.properties {
        let merged = match properties.get(name) {
            None => schema.clone(),
            Some((_, known)) => both(known, schema, &first.at, &["properties", name]),
        };
        properties.insert(name.clone(), (key.clone(), merged));
    }
    properties
}

/// The members of both that are named by patterns.
pub(super) fn patterns(first: &SchemaObject, second: &SchemaObject) -> Vec<(String, Schema)> {
    let mut patterns = first.pattern_properties().to_vec();
    for (pattern, schema) in second.pattern_properties() {
        match patterns.iter_mut().find(|(known, _)| known == pattern) {
            Some((_, known)) => {
                let way = ["patternProperties", pattern];
                *known = both(known, schema, &first.at, &way);
            }
            None => patterns.push((pattern.clone(), schema.clone())),
        }
    }
    patterns
}

/// What both require, once.
pub(super) fn required(first: &SchemaObject, second: &SchemaObject) -> Vec<(String, At)> {
    let mut required = first.required.clone();
    for (name, at) in &second.required {
        if !required.iter().any(|(known, _)| known == name) {
            required.push((name.clone(), at.clone()));
        }
    }
    required
}

/// What becomes of other members. The letter holds the members that one schema names to the `additionalProperties` of the
/// other; nobody who extends a base means that.
pub(super) fn additional(
    first: &SchemaObject,
    second: &SchemaObject,
    taken: &mut Vec<Taken>,
) -> Option<AdditionalProperties> {
    use AdditionalProperties::{Any, None as Closed, Schema as Typed};
    for (one, other) in [(first, second), (second, first)] {
        let mut names = other.properties.keys();
        if !names.any(|name| !one.properties.contains_key(name)) {
            continue;
        }
        let said = match &one.additional_properties {
            Some(Closed(at)) => Taken::ClosedAsAWhole(at.place),
            Some(Typed(schema)) => Taken::RestOfTheWhole(schema.at().place),
            _ => continue,
        };
        if !taken.contains(&said) {
            taken.push(said);
        }
    }
    match (&first.additional_properties, &second.additional_properties) {
        (Some(closed @ Closed(_)), _) | (_, Some(closed @ Closed(_))) => Some(closed.clone()),
        (Some(Typed(one)), Some(Typed(two))) => {
            let both = both(one, two, &first.at, &["additionalProperties"]);
            Some(Typed(both))
        }
        (Some(typed @ Typed(_)), _) | (_, Some(typed @ Typed(_))) => Some(typed.clone()),
        (Some(any @ Any(_)), _) | (_, Some(any @ Any(_))) => Some(any.clone()),
        (None, None) => None,
    }
}

/// A part that must be as two schemas say, at `way` of the owner. What is written about it is what the second says, or else
/// the first.
pub(super) fn both(first: &Schema, second: &Schema, owner: &At, way: &[&str]) -> Schema {
    match merge_property(first, second) {
        Merged::First => return documented(first, first, second),
        Merged::Second => return documented(second, first, second),
        Merged::Both => {}
    }
    let at = (way.iter().copied().chain(["allOf"]))
        .fold(owner.pointer.clone(), |at, word| pointer::join(&at, word));
    let mut parts: Vec<Schema> = Vec::new();
    for part in [first, second] {
        let found = match part {
            // More than two parts say something of it: no `allOf` in `allOf` for that.
            Schema::Object(object) if object.at.pointer == at => object.all_of.as_slice(),
            part => std::slice::from_ref(part),
        };
        for part in found {
            if !parts.iter().any(|known| same(known, part)) {
                parts.push(part.clone());
            }
        }
        if std::ptr::eq(part, first) {
            parts = parts.into_iter().map(narrowed).collect();
        }
    }
    let both = Schema::from(SchemaObject {
        at: At {
            place: second.at().place,
            pointer: at,
        },
        all_of: parts,
        ..SchemaObject::default()
    });
    documented(&both, first, second)
}

/// What stands first gives way: where it accepts null in 3.0's words, what stands second may narrow that.
fn narrowed(schema: Schema) -> Schema {
    match schema {
        Schema::Object(object) if object.nullable => Schema::from(SchemaObject {
            nullable: false,
            ..(*object).clone()
        }),
        schema => schema,
    }
}

/// The schema, with what `second` writes about it, or else `first`.
fn documented(kept: &Schema, first: &Schema, second: &Schema) -> Schema {
    let (Schema::Object(kept), Schema::Object(one), Schema::Object(two)) = (kept, first, second)
    else {
        return kept.clone();
    };
    Schema::from(SchemaObject {
        title: two.title.clone().or_else(|| one.title.clone()),
        description: two.description.clone().or_else(|| one.description.clone()),
        default: two.default.clone().or_else(|| one.default.clone()),
        deprecated: one.deprecated || two.deprecated,
        read_only: one.read_only || two.read_only,
        write_only: one.write_only || two.write_only,
        rust_name: two.rust_name.clone().or_else(|| one.rust_name.clone()),
        ..(**kept).clone()
    })
}
