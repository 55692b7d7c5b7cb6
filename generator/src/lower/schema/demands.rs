//! A schema as it is lowered: what only demands something stands among its demands, wherever the document has it.

use std::borrow::Cow;

use crate::document::{AdditionalProperties, At, Demand, Schema, SchemaObject};
use crate::source::pointer;

use super::keywords;

/// The schema with its demands in one place.
///
/// `anyOf: [{required: [a]}, {required: [b]}]` decides no type, and is a demand. `unevaluatedProperties` where nothing but
/// `properties` names members is `additionalProperties`, and `unevaluatedItems` is `items` where nothing else is about items.
pub(super) fn gathered(object: &SchemaObject) -> Cow<'_, SchemaObject> {
    let mut gathered = without_constraining(object);
    if has_no_applicators(&gathered) {
        evaluate(&mut gathered);
    }
    gathered
}

/// The schema with its alternatives among its demands, where they only demand something.
pub(super) fn without_constraining(object: &SchemaObject) -> Cow<'_, SchemaObject> {
    let mut gathered = Cow::Borrowed(object);
    let only_constrain =
        |schemas: &[Schema]| !schemas.is_empty() && schemas.iter().all(keywords::only_constrains);
    if only_constrain(&object.any_of)
        && (object.one_of.is_empty() || only_constrain(&object.one_of))
    {
        let object = gathered.to_mut();
        let at = keyword_at(object, "anyOf");
        let schemas = std::mem::take(&mut object.any_of);
        object.assertions.push(Demand::AnyOf(schemas), at);
    }
    if gathered.any_of.is_empty() && only_constrain(&object.one_of) {
        let object = gathered.to_mut();
        let at = keyword_at(object, "oneOf");
        let schemas = std::mem::take(&mut object.one_of);
        object.assertions.push(Demand::OneOf(schemas), at);
    }
    gathered
}

fn keyword_at(object: &SchemaObject, keyword: &str) -> At {
    At {
        place: object.at.place,
        pointer: pointer::join(&object.at.pointer, keyword),
    }
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
