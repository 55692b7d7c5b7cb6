//! Whether two schemas say the same, as far as types go.

use crate::document::{AdditionalProperties, Schema, SchemaId, SchemaObject};

use super::keywords;
use super::kinds::Kinds;

/// Which of two schemas of one property says what both say.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Merged {
    /// The first.
    First,
    /// The second.
    Second,
    /// Neither says it all: both must hold.
    Both,
}

/// One property, in two parts of an `allOf`.
pub(super) fn merge_property(first: &Schema, second: &Schema) -> Merged {
    if same(first, second) || says_less(second, first) {
        Merged::First
    } else if says_less(first, second) {
        Merged::Second
    } else {
        Merged::Both
    }
}

/// Whether `less` is only the type that `more` has too: `{type: string}` beside `{type: string, enum: [cat]}`.
fn says_less(less: &Schema, more: &Schema) -> bool {
    match (less, more) {
        (Schema::True(_), _) => true,
        (Schema::Object(less), _) if says_nothing(less) => true,
        (Schema::Object(less), Schema::Object(more)) => {
            less.assertions
                .meet(&more.assertions)
                .is_same(&more.assertions)
                && (keywords::is_bare_type(less) || lists_more(less, more))
                && !more.types.is_empty()
                && Kinds::of_types(&more.types).is_within(Kinds::of_types(&less.types))
        }
        _ => false,
    }
}

/// Whether it takes every value, as far as types and demands go.
pub(super) fn says_nothing(object: &SchemaObject) -> bool {
    !keywords::decides(object)
        && object.required.is_empty()
        && object.assertions.is_empty()
        && keywords::constraints(object).next().is_none()
        && keywords::impossible(object).is_none()
        && !object.nullable
}

/// Whether `less` allows all the values that `more` lists: `enum: [cat, dog]` beside `const: cat`.
fn lists_more(less: &SchemaObject, more: &SchemaObject) -> bool {
    let mut unlisted = less.clone();
    let Some(allowed) = unlisted.values.take() else {
        return false;
    };
    let listed = match (&more.constant, &more.values) {
        (Some(constant), _) => std::slice::from_ref(constant),
        (None, Some(values)) => values.as_slice(),
        (None, None) => return false,
    };
    keywords::is_bare_type(&unlisted) && listed.iter().all(|value| allowed.contains(value))
}

/// Whether anything stands beside the reference that says more of values.
pub(super) fn has_siblings(object: &SchemaObject) -> bool {
    let mut beside = object.clone();
    beside.reference = None;
    !says_nothing(&beside)
}

/// Whether both take the same values. Documentation and defaults do not count.
pub(super) fn same(first: &Schema, second: &Schema) -> bool {
    match (first, second) {
        (Schema::True(_), Schema::True(_)) | (Schema::False(_), Schema::False(_)) => true,
        (Schema::Object(first), Schema::Object(second)) => same_objects(first, second),
        _ => false,
    }
}

fn same_objects(first: &SchemaObject, second: &SchemaObject) -> bool {
    let required = |object: &SchemaObject| {
        let mut names: Vec<_> = object
            .required
            .iter()
            .map(|(name, _)| name.clone())
            .collect();
        names.sort_unstable();
        names
    };
    target(first) == target(second)
        && first.types == second.types
        && first.format == second.format
        && first.content_encoding == second.content_encoding
        && first.values == second.values
        && first.constant == second.constant
        && first.rust_type == second.rust_type
        && first.assertions.is_same(&second.assertions)
        && first.nullable == second.nullable
        && required(first) == required(second)
        && (first.discriminator.as_ref()).map(|one| &one.property)
            == (second.discriminator.as_ref()).map(|two| &two.property)
        && first.properties.len() == second.properties.len()
        && first.properties.iter().all(|(name, (_, one))| {
            (second.properties.get(name)).is_some_and(|(_, two)| same(one, two))
        })
        && same_additional(
            first.additional_properties.as_ref(),
            second.additional_properties.as_ref(),
        )
        && match (&first.items, &second.items) {
            (Some(one), Some(two)) => same(one, two),
            (None, None) => true,
            _ => false,
        }
        && same_lists(&first.all_of, &second.all_of)
        && same_lists(&first.any_of, &second.any_of)
        && same_lists(&first.one_of, &second.one_of)
}

fn same_lists(first: &[Schema], second: &[Schema]) -> bool {
    first.len() == second.len() && first.iter().zip(second).all(|(one, two)| same(one, two))
}

fn same_additional(
    first: Option<&AdditionalProperties>,
    second: Option<&AdditionalProperties>,
) -> bool {
    use AdditionalProperties::{Any, None as Closed, Schema as Typed};
    match (first, second) {
        (None, None) | (Some(Any(_)), Some(Any(_))) | (Some(Closed(_)), Some(Closed(_))) => true,
        (Some(Typed(one)), Some(Typed(two))) => same(one, two),
        _ => false,
    }
}

/// Where a reference leads; its text, where it leads nowhere.
fn target(object: &SchemaObject) -> Option<Result<SchemaId, &str>> {
    let link = object.reference.as_ref()?;
    Some(link.to.as_ref().copied().map_err(|_| link.target.as_str()))
}
