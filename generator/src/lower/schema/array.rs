//! Arrays: lists of one type, and those whose first items have types of their own.

use crate::document::{Demand, Schema, SchemaObject};
use crate::ir::{Rule, Rules, Shape, Step, Tuple, TupleItem, Ty};

use super::Lowerer;
use super::define::{Scope, Slot};

impl Lowerer<'_> {
    pub(super) fn array(&mut self, object: &SchemaObject, scope: &Scope) -> Ty {
        if !object.prefix_items().is_empty() {
            return self.tuple(object, scope);
        }
        let item = match &object.items {
            // Nothing is an item: the array is empty.
            Some(Schema::False(_)) => {
                let empty = Rules::new([Rule::MaxItems(0)]);
                return self.keeping(object, Ty::Array(Box::new(Ty::Json)), empty);
            }
            Some(items) => {
                let scope = self.brought(items, scope.within(Step::Item));
                self.use_of(items, &scope)
            }
            None => Ty::Json,
        };
        Ty::Array(Box::new(item))
    }

    /// `prefixItems`. Where it is not the body of a type that has been asked for, the body is left in the queue, so that
    /// nested tuples cost no stack.
    fn tuple(&mut self, object: &SchemaObject, scope: &Scope) -> Ty {
        let id = match self.slot(object, scope) {
            Slot::Made(id) => return Ty::Named(id),
            Slot::Make(id) => id,
        };
        if !scope.is_filling(id) {
            self.schemas.later(id, Schema::from(object.clone()));
            return Ty::Named(id);
        }
        let least = least(object);
        let mut items = Vec::new();
        let mut ends = false;
        for (index, schema) in (0..).zip(object.prefix_items()) {
            if matches!(schema, Schema::False(_)) {
                // Nothing is an item there, nor behind.
                ends = true;
                break;
            }
            let scope = self.brought(schema, self.body_of(id).within(Step::Nth(index)));
            items.push(TupleItem {
                ty: self.use_of(schema, &scope),
                required: u64::from(index) < least,
            });
        }
        let rest = match &object.items {
            _ if ends || is_full(object) => None,
            Some(schema) => {
                let scope = self.brought(schema, self.body_of(id).within(Step::Item));
                Some(self.use_of(schema, &scope))
            }
            None => Some(Ty::Json),
        };
        self.fill(id, Shape::Tuple(Tuple { items, rest }), Vec::new());
        Ty::Named(id)
    }
}

/// How many items there are at least.
fn least(object: &SchemaObject) -> u64 {
    let counts = object.assertions.iter().map(|one| match one.demand {
        Demand::MinItems(count) => count,
        _ => 0,
    });
    counts.max().unwrap_or_default()
}

/// Whether there are no items behind those that have types of their own.
fn is_full(object: &SchemaObject) -> bool {
    let most = object.prefix_items().len() as u64;
    let is_at_most = |demand: &Demand| matches!(demand, Demand::MaxItems(count) if *count <= most);
    matches!(object.items, Some(Schema::False(_)))
        || object.assertions.iter().any(|one| is_at_most(&one.demand))
}

/// Whether the type of a tuple says what is demanded.
pub(super) fn is_said_by_tuple(object: &SchemaObject, demand: &Demand) -> bool {
    let count = object.prefix_items().len() as u64;
    match demand {
        _ if count == 0 => false,
        Demand::PrefixItems(_) => true,
        Demand::MinItems(least) => *least <= count,
        Demand::MaxItems(most) => *most >= count && is_full(object),
        _ => false,
    }
}
