//! `$ref`, and what stands beside it.

use crate::document::{BOUND, Link, Schema, SchemaObject};
use crate::ir::{Called, Root, Step, Ty, Whence};
use crate::lower::reference::{ReferencedSchema, place_words};
use crate::source::pointer;

use super::define::{Scope, docs};
use super::key::SchemaKey;
use super::kinds::Kinds;
use super::{Lowerer, Unsupported, keywords};

impl Lowerer<'_> {
    /// The type of a schema with a `$ref`. What decides beside it makes it an `allOf` of both (JSON Schema 2020-12,
    /// 8.2.3.1); documentation and a default are the member's.
    pub(super) fn reference(
        &mut self,
        object: &SchemaObject,
        link: &Link<Schema>,
        scope: &Scope,
    ) -> Ty {
        let found = match self.referenced_schema(link) {
            Ok(found) => found,
            Err(Unsupported(diagnostic)) => return self.unsupported(*diagnostic),
        };
        let mut beside = object.clone();
        beside.reference = None;
        let adds_nothing = !keywords::decides(&beside) && keywords::closes(&beside).is_none()
            || (keywords::is_bare_type(&beside)
                && (self.kinds(found.schema)).is_within(Kinds::of_types(&beside.types)));
        if adds_nothing {
            self.report_keywords(&beside);
            let ty = Ty::Named(self.referenced(found));
            return self.ruled(object, ty);
        }
        let reference = SchemaObject {
            at: object.at.clone(),
            reference: object.reference.clone(),
            ..SchemaObject::default()
        };
        beside.all_of.insert(0, reference.into());
        self.all_of(&beside, scope)
    }

    /// The type of a referenced schema; its body is left in the queue.
    pub(super) fn referenced(&mut self, found: ReferencedSchema<'_>) -> crate::ir::TypeId {
        if let Some(id) = self.schemas.at(&SchemaKey::Written(found.id)) {
            return id;
        }
        let (fixed, written) = match found.schema {
            Schema::Object(object) => (object.rust_name.clone(), docs(object)),
            _ => (None, crate::ir::Docs::default()),
        };
        let called = fixed.map_or(Called::ByPlace, Called::Fixed);
        let id = self.reserve(found.at, referenced_whence(&found), called, written);
        self.schemas.later(id, found.schema.clone());
        id
    }
}

/// Where a referenced schema comes from: a place within a component is that component, and the way from there.
pub(super) fn referenced_whence(found: &ReferencedSchema<'_>) -> Whence {
    let place = &found.at.pointer;
    let (file, fragment) = place.split_once('#').unwrap_or(("", ""));
    let segments = pointer::segments(fragment).unwrap_or_default();
    let segments: Vec<&str> = segments.iter().map(|segment| &**segment).collect();
    let (named, mut rest): (&[&str], &[&str]) = match segments.as_slice() {
        named @ ([] | [_]) => (named, &[]),
        [section @ ("definitions" | "$defs"), name, rest @ ..] => (&[section, name], rest),
        [components @ "components", section, name, rest @ ..] => {
            (&[components, section, name], rest)
        }
        _ => return Whence::schema(place, place_words(place).join("_")),
    };
    let mut whence = match named.last() {
        None => Whence::schema(place, &found.name),
        Some(name) => {
            let start = format!("{file}#");
            let place = named.iter().fold(start, |at, one| pointer::join(&at, one));
            Whence::schema(place, *name)
        }
    };
    while let [keyword, after @ ..] = rest {
        if let (BOUND, [bound, after @ ..]) = (*keyword, after) {
            // A generic schema, for what its anchors are bound to.
            let Root::Schema(generic) = &whence.root else {
                break;
            };
            let place = pointer::join(&pointer::join(&generic.place, BOUND), bound);
            let name = format!("{}_{}", generic.name, place_words(bound).join("_"));
            whence = Whence::schema(place, name);
            rest = after;
            continue;
        }
        let (step, after) = match (*keyword, after) {
            ("properties", [name, after @ ..]) => (Step::Member((*name).to_owned()), after),
            ("items", after) => (Step::Item, after),
            ("additionalProperties", after) => (Step::MapValue, after),
            _ => return Whence::schema(place, place_words(place).join("_")),
        };
        whence.steps.push(step);
        rest = after;
    }
    whence
}
