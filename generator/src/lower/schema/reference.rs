//! `$ref`, and what stands beside it.

use crate::document::{At, Schema, SchemaObject};
use crate::ir::{NameHint, Ty};
use crate::lower::ReferencedSchema;
use crate::source::pointer;

use super::define::{Scope, docs, place_words};
use super::kinds::Kinds;
use super::{Lowerer, Unsupported, keywords};

impl Lowerer<'_> {
    /// The type of a schema with a `$ref`. What decides beside it makes it an `allOf` of both (JSON Schema 2020-12,
    /// 8.2.3.1); documentation and a default are the member's.
    pub(super) fn reference(
        &mut self,
        object: &SchemaObject,
        target: &str,
        at: &At,
        scope: &Scope,
    ) -> Ty {
        let found = match self.referenced_schema(target, at) {
            Ok(found) => found,
            Err(Unsupported(diagnostic)) => return self.unsupported(*diagnostic),
        };
        let mut beside = object.clone();
        beside.reference = None;
        let adds_nothing = !keywords::decides(&beside)
            || (keywords::is_bare_type(&beside)
                && (self.kinds(&found.schema)).is_within(Kinds::of_types(&beside.types)));
        if adds_nothing {
            return Ty::Named(self.referenced(found));
        }
        let reference = SchemaObject {
            at: object.at.clone(),
            reference: object.reference.clone(),
            ..SchemaObject::default()
        };
        beside.all_of.insert(0, Schema::Object(Box::new(reference)));
        self.all_of(&beside, scope)
    }

    /// The type of a referenced schema; its body is left in the queue.
    pub(super) fn referenced(&mut self, found: ReferencedSchema<'_>) -> crate::ir::TypeId {
        if let Some(id) = self.schemas.at(&found.at.pointer) {
            return id;
        }
        let (fixed, written) = match &*found.schema {
            Schema::Object(object) => (object.rust_name.clone(), docs(object)),
            _ => (None, crate::ir::Docs::default()),
        };
        let hint = match fixed {
            Some(name) => NameHint::Fixed(name),
            None => self.reference_hint(&found),
        };
        let id = self.reserve(&found.at, hint, written);
        self.schemas.later(id, found.schema.into_owned());
        id
    }

    /// A component is called as it is; a place within one after both.
    fn reference_hint(&self, found: &ReferencedSchema<'_>) -> NameHint {
        let (_, fragment) = (found.at.pointer.split_once('#')).unwrap_or(("", ""));
        let segments = pointer::segments(fragment).unwrap_or_default();
        let is_component = segments.len() <= 1
            || segments.len() == 3 && segments.first().is_some_and(|first| first == "components")
            || segments.len() == 2
                && (segments.first())
                    .is_some_and(|first| matches!(&**first, "definitions" | "$defs"));
        if is_component {
            NameHint::Wire(found.name.clone())
        } else {
            NameHint::Wire(place_words(&found.at.pointer).join("_"))
        }
    }
}
