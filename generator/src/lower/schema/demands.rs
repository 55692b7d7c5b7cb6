//! A schema as it is lowered: what only demands something stands among its demands, wherever the document has it.

use std::borrow::Cow;

use crate::document::{AdditionalProperties, Assertions, Demand, Schema, SchemaObject};

use super::keywords;
use super::mixed::mixed;

/// The schema with its demands in one place.
///
/// `anyOf: [{required: [a]}, {required: [b]}]` decides no type, and is a demand. `unevaluatedProperties` where nothing but
/// `properties` names members is `additionalProperties`, and `unevaluatedItems` is `items` where nothing else is about items.
pub(super) fn gathered(object: &SchemaObject) -> Cow<'_, SchemaObject> {
    let mut gathered = without_constraining(object);
    without_evaluated(&mut gathered, |demand| match demand {
        Demand::UnevaluatedProperties(schema) => Some(schema),
        _ => None,
    });
    without_evaluated(&mut gathered, |demand| match demand {
        Demand::UnevaluatedItems(schema) => Some(schema),
        _ => None,
    });
    if has_no_applicators(&gathered) {
        evaluate(&mut gathered);
    }
    gathered
}

/// The schema with its alternatives among its demands, where they only demand something.
pub(super) fn without_constraining(object: &SchemaObject) -> Cow<'_, SchemaObject> {
    let mut gathered = mixed(Cow::Borrowed(object));
    let only_constrain =
        |schemas: &[Schema]| !schemas.is_empty() && schemas.iter().all(keywords::only_constrains);
    if only_constrain(&gathered.any_of)
        && (gathered.one_of.is_empty() || only_constrain(&gathered.one_of))
    {
        let object = gathered.to_mut();
        let at = keywords::keyword_at(object, "anyOf");
        let schemas = std::mem::take(&mut object.any_of);
        object.assertions.push(Demand::AnyOf(schemas), at);
    }
    if gathered.any_of.is_empty() && only_constrain(&object.one_of) {
        let object = gathered.to_mut();
        let at = keywords::keyword_at(object, "oneOf");
        let schemas = std::mem::take(&mut object.one_of);
        object.assertions.push(Demand::OneOf(schemas), at);
    }
    gathered
}

/// Whether no other schema is about the same value.
fn has_no_applicators(object: &SchemaObject) -> bool {
    object.reference.is_none()
        && object.all_of.is_empty()
        && object.any_of.is_empty()
        && object.one_of.is_empty()
        && !object.demands(|demand| {
            use Demand::{AnyOf, Contains, DependentSchemas, If, Not, OneOf, PatternProperties};
            matches!(
                demand,
                AnyOf(_)
                    | OneOf(_)
                    | Not(_)
                    | If { .. }
                    | DependentSchemas(_)
                    | PatternProperties(_)
                    | Contains { .. }
            )
        })
}

/// What takes all that is left of a value in a part of a schema leaves nothing to what stands around it.
fn without_evaluated(object: &mut Cow<'_, SchemaObject>, schema: fn(&Demand) -> Option<&Schema>) {
    let all = (object.assertions.iter())
        .filter_map(|one| Some((schema(&one.demand)?, one.at.pointer.as_str())));
    let (whole, others): (Vec<_>, Vec<_>) =
        all.partition(|(schema, _)| matches!(schema, Schema::True(_)));
    if whole.is_empty() || whole.len() + others.len() < 2 {
        return;
    }
    let is_within = |inner: &str, outer: &str| {
        let owner = outer.rsplit_once('/').map_or("", |(owner, _)| owner);
        let rest = inner.strip_prefix(owner);
        rest.is_some_and(|rest| rest.trim_start_matches('/').contains('/'))
    };
    let left: Vec<&str> = (others.iter().map(|(_, pointer)| *pointer))
        .filter(|outer| !whole.iter().any(|(_, inner)| is_within(inner, outer)))
        .collect();
    let kept: Vec<String> = match (left.as_slice(), whole.first()) {
        ([], Some((_, first))) => vec![(*first).to_owned()],
        (left, _) => left.iter().map(|one| (*one).to_owned()).collect(),
    };
    let mut assertions = Assertions::default();
    for one in &object.assertions {
        if schema(&one.demand).is_none() || kept.contains(&one.at.pointer) {
            assertions.push(one.demand.clone(), one.at.clone());
        }
    }
    object.to_mut().assertions = assertions;
}

fn evaluate(object: &mut Cow<'_, SchemaObject>) {
    let rest = |demand: &Demand| matches!(demand, Demand::UnevaluatedProperties(_));
    if object.demands(rest) {
        let object = object.to_mut();
        let taken = object.assertions.take(rest);
        // Where `additionalProperties` is written, all members are evaluated.
        if object.additional_properties.is_none() {
            if let Some(Demand::UnevaluatedProperties(schema)) = taken.map(|one| one.demand) {
                object.additional_properties = Some(match schema {
                    Schema::True(at) => AdditionalProperties::Any(at),
                    Schema::False(at) => AdditionalProperties::None(at),
                    schema => AdditionalProperties::Schema(schema),
                });
            }
        }
    }
    // `items: false` says that there are none: no type has that.
    let rest = |demand: &Demand| matches!(demand, Demand::UnevaluatedItems(schema) if !matches!(schema, Schema::False(_)));
    if object.demands(rest) {
        let object = object.to_mut();
        let taken = object.assertions.take(rest);
        if object.items.is_none() {
            if let Some(Demand::UnevaluatedItems(schema)) = taken.map(|one| one.demand) {
                object.items = Some(schema);
            }
        }
    }
}
