//! Arrays.

use crate::document::{Demand, SchemaObject};
use crate::ir::{Step, Ty};

use super::Lowerer;
use super::define::Scope;

impl Lowerer<'_> {
    pub(super) fn array(&mut self, object: &SchemaObject, scope: &Scope) -> Ty {
        // The items of a tuple have types of their own, and `items` is about those after them.
        let is_tuple = object.demands(|demand| matches!(demand, Demand::PrefixItems(_)));
        let item = match &object.items {
            Some(items) if !is_tuple => {
                let scope = self.brought(items, scope.within(Step::Item));
                self.use_of(items, &scope)
            }
            _ => Ty::Json,
        };
        Ty::Array(Box::new(item))
    }
}
