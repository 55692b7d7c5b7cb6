//! `anyOf`, `oneOf`, and several types in `type`.
//!
//! The alternatives are lowered first, each to a type. How they are told apart is decided once these types are known
//! ([`decide`]), by a list of strategies over facts of them ([`strategy`]): so what a schema is composed of does not
//! matter, and a union may hold itself.

mod alternative;
mod base;
mod choice;
mod circles;
mod decide;
mod enums;
mod facts;
mod gather;
mod identify;
mod merge;
mod said;
mod strategy;
mod tagged;
mod undecided;
mod whole;

use std::collections::HashMap;

use crate::diagnostic::{Code, Diagnostic};
use crate::document::{At, Schema, SchemaObject, TypeName};
use crate::ir::{
    Called, Docs, Kind, Origin, Part, Select, Shape, Step, Ty, Union, Variant, VariantOf, Whence,
};
use crate::source::pointer;

use super::Lowerer;
use super::define::{Scope, Slot, docs, part_pointer};
use super::kinds::{Kinds, kind_of_type, type_text};

pub(crate) use undecided::Unions;

use alternative::Alternative;
use undecided::Undecided;

impl Lowerer<'_> {
    pub(super) fn union(&mut self, object: &SchemaObject, scope: &Scope) -> Ty {
        let (keyword, alternatives) = match (&*object.any_of, &*object.one_of) {
            (any, []) => ("anyOf", any),
            ([], one) => ("oneOf", one),
            // Both together, and what decides beside them, has been put into each alternative.
            _ => return Ty::Json,
        };
        let (kept, mut nullable) = self.gather(object, alternatives);
        if !object.types.is_empty() && !object.types.contains(&TypeName::Null) {
            nullable = false;
        }
        let ty = match kept.as_slice() {
            [] if nullable => return Ty::Null,
            [] => {
                let said = Diagnostic::new(
                    Code::NeverValid,
                    object.at.place,
                    pointer::join(&object.at.pointer, keyword),
                    format!("no value is one of this `{keyword}`"),
                );
                return self.untyped(&Schema::from(object.clone()), said);
            }
            [only] => self.use_of(&only.schema, &scope.inner()),
            _ => self.make_union(object, keyword, kept, nullable, scope),
        };
        if nullable { ty.or_null() } else { ty }
    }

    /// `type: [string, integer]`: a union of one alternative for each.
    pub(super) fn several_types(&mut self, object: &SchemaObject, scope: &Scope) -> Ty {
        let alternatives = (object.types.iter())
            .filter(|name| **name != TypeName::Null)
            .map(|name| {
                let mut schema = object.clone();
                let text = type_text(*name);
                schema.types = vec![*name];
                schema.at.pointer = part_pointer(&object.at, "type", text);
                (schema.title, schema.description, schema.rust_name) = (None, None, None);
                Alternative {
                    schema: schema.into(),
                    kinds: Kinds::of_types(&[*name]),
                    of: VariantOf::Kind(kind_of_type(*name)),
                    called: Called::ByPlace,
                }
            })
            .collect::<Vec<_>>();
        let nullable = object.types.contains(&TypeName::Null);
        self.make_union(object, "type", alternatives, nullable, scope)
    }

    /// A union of alternatives, none of which is null. How they are told apart is left to [`decide`].
    fn make_union(
        &mut self,
        object: &SchemaObject,
        keyword: &'static str,
        alternatives: Vec<Alternative>,
        nullable: bool,
        scope: &Scope,
    ) -> Ty {
        let id = match self.slot(object, scope) {
            Slot::Made(id) => return Ty::Named(id),
            Slot::Make(id) => id,
        };
        let mut variants = Vec::new();
        let mut parts: Vec<Part> = Vec::new();
        let owner = self.whence_of(id);
        let mut seen: HashMap<&VariantOf, u32> = HashMap::new();
        for (index, alternative) in alternatives.iter().enumerate() {
            let nth = seen.entry(&alternative.of).or_default();
            let step = Step::Variant {
                of: alternative.of.clone(),
                nth: *nth,
            };
            *nth += 1;
            let whence = owner.then(step);
            let mut inner = Scope::new(whence.clone()).called(alternative.called.clone());
            inner.depth = scope.depth + 1;
            variants.push(Variant {
                ty: self.use_of(&alternative.schema, &inner),
            });
            let at = VariantAt {
                whence,
                union: &object.at,
                keyword,
                index,
            };
            parts.push(variant_part(at, alternative, &parts));
        }
        let own = object.discriminator.as_ref();
        let objects = alternatives
            .iter()
            .filter(|one| one.kinds.has(Kind::Object));
        let discriminator = own
            .or_else(|| self.inherited(objects.map(|one| &one.schema)))
            .cloned();
        let undecided = Undecided {
            id,
            keyword,
            place: object.at.place,
            pointer: object.at.pointer.clone(),
            nullable,
            said: self.said(discriminator.as_ref(), own.is_some(), &alternatives),
            tag: discriminator.map(|one| one.property),
            is_own_tag: own.is_some(),
        };
        self.unions.undecided.push(undecided);
        let select = Select::Kind(Vec::new());
        let union = Union {
            variants,
            select,
            open: false,
        };
        self.fill(id, Shape::Union(union), parts);
        Ty::Named(id)
    }
}

/// Where a variant stands.
struct VariantAt<'a> {
    whence: Whence,
    union: &'a At,
    keyword: &'a str,
    index: usize,
}

/// The configuration finds it by its name, not by its index.
fn variant_part(at: VariantAt<'_>, alternative: &Alternative, before: &[Part]) -> Part {
    let mut pointer = part_pointer(at.union, at.keyword, alternative.name());
    if before.iter().any(|part| part.origin.pointer == pointer) {
        pointer = part_pointer(at.union, at.keyword, &at.index.to_string());
    }
    Part {
        origin: Origin {
            whence: at.whence,
            pointer,
            place: alternative.schema.at().place,
            called: alternative.called.clone(),
        },
        docs: match &alternative.schema {
            Schema::Object(object) => docs(object),
            _ => Docs::default(),
        },
    }
}
