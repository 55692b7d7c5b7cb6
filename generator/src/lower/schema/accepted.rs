//! Which kinds of JSON values a schema accepts, by the document alone: no type is made.

use std::collections::HashMap;

use crate::document::{Link, Schema, SchemaId, SchemaObject};

use super::kinds::Kinds;
use super::values::listed;
use super::{Lowerer, keywords};

/// What is known of the references on the way: nothing yet, for those that lead back to themselves.
type Seen = HashMap<SchemaId, Option<Kinds>>;

/// How many references are followed one after the other.
const MAX_STEPS: u32 = 32;

impl Lowerer<'_> {
    /// The kinds of the values that `schema` accepts; more of them where it cannot be told.
    pub(super) fn kinds(&mut self, schema: &Schema) -> Kinds {
        self.kinds_within(schema, &mut Seen::new(), MAX_STEPS)
    }

    fn kinds_within(&mut self, schema: &Schema, seen: &mut Seen, steps: u32) -> Kinds {
        let object = match schema {
            Schema::True(_) | Schema::Unreadable(_) => return Kinds::ALL,
            Schema::False(_) => return Kinds::NONE,
            Schema::Object(object) => object,
        };
        let own = self.own_kinds(object);
        let mut kinds = Kinds::ALL;
        if let Some(link) = &object.reference {
            kinds = kinds.common(self.referenced_kinds(link, seen, steps));
        }
        for part in object.all_of.iter().filter(|part| is_told(part)) {
            kinds = kinds.common(self.kinds_within(part, seen, steps));
        }
        for alternatives in [&object.any_of, &object.one_of] {
            if !alternatives.is_empty() {
                let any = (alternatives.iter()).fold(Kinds::NONE, |any, alternative| {
                    any.union(self.kinds_within(alternative, seen, steps))
                });
                kinds = kinds.common(any);
            }
        }
        for part in object.all_of.iter().filter(|part| !is_told(part)) {
            kinds = inferred_beside(kinds, self.kinds_within(part, seen, steps));
        }
        if object.types.is_empty() && listed(object).is_none() {
            return inferred_beside(kinds, own);
        }
        kinds.common(own)
    }

    fn referenced_kinds(&mut self, link: &Link<Schema>, seen: &mut Seen, steps: u32) -> Kinds {
        let (Some(steps), Ok(found)) = (steps.checked_sub(1), self.referenced_schema(link)) else {
            return Kinds::ALL;
        };
        if let Some(known) = seen.get(&found.id) {
            return known.unwrap_or(Kinds::ALL);
        }
        seen.insert(found.id, None);
        let kinds = self.kinds_within(found.schema, seen, steps);
        seen.insert(found.id, Some(kinds));
        kinds
    }

    fn own_kinds(&self, object: &SchemaObject) -> Kinds {
        if object.rust_type.is_some() {
            return Kinds::ALL;
        }
        let by_type = match (object.types.as_slice(), keywords::inferred_type(object)) {
            ([], Some(name)) => Kinds::of_types(&[name]),
            ([], None) => Kinds::ALL,
            (types, _) => Kinds::of_types(types),
        };
        let Some(values) = listed(object) else {
            return by_type;
        };
        let by_value = (values.listed.iter()).fold(Kinds::NONE, |kinds, one| {
            kinds.union(Kinds::of_value(&one.node))
        });
        // Null that is listed beside another type is meant, and so are values none of which fits the type.
        let is_meant =
            values.is_type_wrong || values.listed.iter().any(|one| one.written.is_some());
        if is_meant {
            by_value
        } else {
            by_type.common(by_value)
        }
    }
}

/// Whether a schema tells its kinds by more than what other keywords are about.
fn is_told(schema: &Schema) -> bool {
    let Schema::Object(object) = schema else {
        return true;
    };
    let is_composed = object.reference.is_some()
        || !object.all_of.is_empty()
        || !object.any_of.is_empty()
        || !object.one_of.is_empty();
    is_composed || !object.types.is_empty() || listed(object).is_some()
}

/// What only other keywords tell of a type holds where nothing else tells: `maxLength` beside a reference to an array says nothing.
fn inferred_beside(kinds: Kinds, inferred: Kinds) -> Kinds {
    let both = kinds.common(inferred);
    if both.without_null().is_empty() {
        kinds
    } else {
        both
    }
}
