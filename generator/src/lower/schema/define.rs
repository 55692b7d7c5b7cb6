//! Where definitions come from, and what they would like to be called.

use crate::document::{At, Schema, SchemaObject};
use crate::ir::{
    Called, Docs, Origin, Part, Rule, RulesId, Shape, Step, Ty, TypeDef, TypeId, Usage, View,
    Whence,
};
use crate::source::pointer;

use super::Lowerer;
use super::key::SchemaKey;

/// Where a schema is used: where an anonymous type made from it comes from, or which type it is the body of.
#[derive(Clone, Debug)]
pub(super) struct Scope {
    pub(super) whence: Whence,
    called: Called,
    filling: Option<TypeId>,
    pub(super) depth: u32,
}

impl Scope {
    pub(super) fn new(whence: Whence) -> Self {
        Self {
            whence,
            called: Called::ByPlace,
            filling: None,
            depth: 0,
        }
    }

    /// The same place, called otherwise than the step that leads to it.
    pub(super) fn called(self, called: Called) -> Self {
        Self { called, ..self }
    }

    /// Whether it is the body of a type that has its id.
    pub(super) fn is_body(&self) -> bool {
        self.filling.is_some()
    }

    pub(super) fn is_filling(&self, id: TypeId) -> bool {
        self.filling == Some(id)
    }

    /// A part of what is here: the item of an array, the value of a map, a variant.
    pub(super) fn within(&self, step: Step) -> Self {
        Self {
            whence: self.whence.then(step),
            called: Called::ByPlace,
            filling: None,
            depth: self.depth + 1,
        }
    }

    /// The same place, one schema further in: the one element of an `allOf`, the alternative that is not null.
    pub(super) fn inner(&self) -> Self {
        Self {
            depth: self.depth + 1,
            ..self.clone()
        }
    }
}

/// A definition to be made.
pub(super) enum Slot {
    /// It was made before, from the same place.
    Made(TypeId),
    /// It is to be made now.
    Make(TypeId),
}

impl Lowerer<'_> {
    /// The id for a type made from `object`.
    pub(super) fn slot(&mut self, object: &SchemaObject, scope: &Scope) -> Slot {
        if let Some(id) = scope.filling {
            return Slot::Make(id);
        }
        let key = SchemaKey::at(&object.at, self.document);
        if let Some(id) = self.schemas.at(&key) {
            return Slot::Made(id);
        }
        let called = match (&object.rust_name, scope.whence.steps.last()) {
            // Of a property, `x-rust-name` names the member.
            (Some(name), last) if !matches!(last, Some(Step::Member(_))) => {
                Called::Fixed(name.clone())
            }
            _ => scope.called.clone(),
        };
        Slot::Make(self.reserve(&object.at, scope.whence.clone(), called, docs(object)))
    }

    /// Where a part of a schema is used: what `allOf` brought from elsewhere comes from there, whoever is lowered first.
    pub(super) fn brought(&self, part: &Schema, scope: Scope) -> Scope {
        match self.schemas.brought(&part.at().pointer) {
            Some(whence) => Scope {
                whence: whence.clone(),
                ..scope
            },
            None => scope,
        }
    }

    /// The body of a type that has its id already.
    pub(super) fn body_of(&self, id: TypeId) -> Scope {
        Scope {
            filling: Some(id),
            ..Scope::new(self.whence_of(id))
        }
    }

    /// Where a type comes from.
    pub(super) fn whence_of(&self, id: TypeId) -> Whence {
        match self.api.type_def(id) {
            Some(def) => def.origin.whence.clone(),
            None => Whence::schema("#", ""),
        }
    }

    /// A new type, whose shape is to come ([`Lowerer::fill`]).
    pub(super) fn reserve(
        &mut self,
        at: &At,
        whence: Whence,
        called: Called,
        docs: Docs,
    ) -> TypeId {
        let id = TypeId::at(self.api.types.len());
        self.api.types.push(TypeDef {
            merged: Vec::new(),
            shape: Shape::Alias(Ty::Json),
            rules: None,
            origin: Origin {
                whence,
                pointer: at.pointer.clone(),
                place: at.place,
                called,
            },
            view: View::Whole,
            docs,
            parts: Vec::new(),
            usage: Usage::default(),
        });
        self.schemas.record(SchemaKey::at(at, self.document), id);
        self.schemas.set_pending(id);
        id
    }

    pub(super) fn fill(&mut self, id: TypeId, shape: Shape, parts: Vec<Part>) {
        if let Some(def) = self.api.types.get_mut(id.index()) {
            def.shape = shape;
            def.parts = parts;
        }
        self.schemas.set_filled(id);
    }

    /// Ends the body of `id`, which is `ty`: itself, or what it is another name for.
    pub(super) fn fill_alias(&mut self, id: TypeId, ty: Ty) {
        if ty.is_nullable() && ty != Ty::Null {
            self.schemas.set_nullable(id);
        }
        match ty.into_non_null() {
            Ty::Named(same) if same == id && !self.schemas.is_pending(id) => {}
            // The body stands in a part of an `allOf`.
            Ty::Ruled(inner, rules) if *inner == Ty::Named(id) && !self.schemas.is_pending(id) => {
                let own = self.api.type_def(id).and_then(|def| def.rules);
                let more = self.api.own_rules(Some(rules));
                let rules = self.api.with_rules(own, more);
                if let Some(def) = self.api.types.get_mut(id.index()) {
                    def.rules = Some(rules);
                }
            }
            Ty::Ruled(inner, rules) if self.makes_newtype(&inner, rules) => {
                // A type of its own: who has a value of it has one that keeps the rules.
                self.fill(id, Shape::Newtype(*inner), Vec::new());
                if let Some(def) = self.api.types.get_mut(id.index()) {
                    def.rules = Some(rules);
                }
            }
            ty => self.fill(id, Shape::Alias(ty), Vec::new()),
        }
    }
}

impl Lowerer<'_> {
    /// Whether a named schema of this type and with these rules is a type of its own. What only has a format is none: a
    /// version that knows more formats changes no type.
    fn makes_newtype(&self, inner: &Ty, rules: RulesId) -> bool {
        let is_value = !matches!(inner, Ty::Bool | Ty::Json | Ty::Named(_) | Ty::Path(_));
        let mut rules = self.api.rules(rules);
        is_value && rules.any(|rule| !matches!(rule, Rule::Format(_)))
    }
}

/// What is written about a schema.
pub(super) fn docs(object: &SchemaObject) -> Docs {
    Docs {
        title: object.title.clone(),
        description: object.description.clone(),
        deprecated: object.deprecated,
    }
}

/// A part of the type made from `at`: its pointer is of the type, whichever schema it was merged from, since a lock
/// must tell apart what different types call it.
pub(super) fn part_pointer(at: &At, keyword: &str, name: &str) -> String {
    pointer::join(&pointer::join(&at.pointer, keyword), name)
}
