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
        let mut kinds = self.own_kinds(object);
        if let Some(link) = &object.reference {
            kinds = kinds.common(self.referenced_kinds(link, seen, steps));
        }
        for part in &object.all_of {
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
        kinds
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
