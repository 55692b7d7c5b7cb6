//! `allOf`: a wrapper around one schema, or several met into one. Keywords beside a `$ref`, `anyOf` or `oneOf` go the same way.

use std::collections::HashSet;

use crate::diagnostic::{Code, Diagnostic, Effect};
use crate::document::{Assertions, At, Schema, SchemaId, SchemaObject};
use crate::ir::Ty;
use crate::source::pointer;

use super::define::Scope;
use super::flatten::{Flat, Stop};
use super::kinds::Kinds;
use super::meet::Taken;
use super::{Lowerer, keywords, same};

impl Lowerer<'_> {
    pub(super) fn all_of(&mut self, object: &SchemaObject, scope: &Scope) -> Ty {
        let mut own = object.clone();
        let parts = std::mem::take(&mut own.all_of);
        let (structural, constraining): (Vec<_>, Vec<_>) =
            (parts.iter()).partition(|part| !keywords::only_constrains(part) || has_required(part));
        let own_schema = Schema::from(own.clone());
        let own_adds =
            keywords::decides(&own) || !own.required.is_empty() || keywords::closes(&own).is_some();
        let own_part = own_adds.then_some(&own_schema);
        let says = self.without_implied(structural.into_iter().chain(own_part).collect());
        let only = match says.as_slice() {
            [] => &own_schema,
            [Schema::Object(only)] if is_beside_alternatives(only) => {
                return self.merged(object, &parts, &own, scope);
            }
            [_] if self.is_bare_child(object, scope) => {
                return self.merged(object, &parts, &own, scope);
            }
            [only] => only,
            _ => return self.merged(object, &parts, &own, scope),
        };
        let mut demanded = own.assertions;
        for part in constraining {
            if let Schema::Object(part) = part {
                demanded = demanded.meet(&part.assertions);
                self.report_keywords(&undemanding(part));
            }
        }
        let ty = self.use_of(&demanding(only, &demanded), &scope.inner());
        match parts.iter().find(|part| is_null_meant(part)) {
            Some(part) if !ty.is_nullable() && ty != Ty::Json => {
                self.say_taken(&Taken::Null(part.at().place), &object.at);
                ty.or_null()
            }
            _ => ty,
        }
    }

    /// The parts without those that another one says already: a bare `type` beside a schema of that type, the base of a
    /// schema beside what extends it.
    fn without_implied<'p>(&mut self, parts: Vec<&'p Schema>) -> Vec<&'p Schema> {
        let mut kept: Vec<&Schema> = Vec::new();
        for (index, part) in parts.iter().enumerate() {
            let others = kept.iter().chain(parts.iter().skip(index + 1));
            let others: Vec<&Schema> = others.copied().collect();
            if !others.into_iter().any(|other| self.implies(other, part)) {
                kept.push(part);
            }
        }
        kept
    }

    /// Whether what `more` takes is taken by `less`, as far as is easily seen.
    fn implies(&mut self, more: &Schema, less: &Schema) -> bool {
        let Schema::Object(less_object) = less else {
            return matches!(less, Schema::True(_));
        };
        if keywords::is_bare_type(less_object) && less_object.assertions.is_empty() {
            let types = Kinds::of_types(&less_object.types);
            return self.kinds(more).is_within(types);
        }
        let target = less_object
            .reference
            .as_ref()
            .and_then(|link| link.id().ok());
        match target {
            Some(id) if !same::has_siblings(less_object) => self.extends(more, id),
            _ => same::same(less, &self.behind(more)),
        }
    }

    /// Whether what `schema` says is said of all that `id` takes too: it refers to it, or a part of its `allOf` does.
    pub(super) fn extends(&self, schema: &Schema, id: SchemaId) -> bool {
        let mut waiting = vec![schema.clone()];
        let mut seen = HashSet::new();
        while let Some(schema) = waiting.pop() {
            let Schema::Object(object) = schema else {
                continue;
            };
            let target = object.reference.as_ref().and_then(|link| link.id().ok());
            if let Some(target) = target {
                if target == id {
                    return true;
                }
                if seen.insert(target) {
                    waiting.push(self.document.schema(target).clone());
                }
            }
            waiting.extend(object.all_of.iter().cloned());
        }
        false
    }

    /// The schema behind references that have nothing beside them.
    fn behind(&self, schema: &Schema) -> Schema {
        let mut schema = schema.clone();
        // More steps than there are schemas lead in a circle.
        for _ in 0..=self.document.schemas().len() {
            let Schema::Object(object) = &schema else {
                break;
            };
            let target = object.reference.as_ref().and_then(|link| link.id().ok());
            match target {
                Some(target) if !same::has_siblings(object) => {
                    schema = self.document.schema(target).clone();
                }
                _ => break,
            }
        }
        schema
    }

    fn merged(
        &mut self,
        object: &SchemaObject,
        parts: &[Schema],
        own: &SchemaObject,
        scope: &Scope,
    ) -> Ty {
        let key = self.met_key(parts, own);
        if let Some(ty) = self.schemas.met(&key, &scope.whence) {
            return ty;
        }
        let keyword = keyword(object);
        let mut way = self.way(&own.at);
        let joined = (self.flat_object(object, &scope.whence, &mut way, 0))
            .and_then(|flat| self.joined(flat, &scope.whence, &mut way));
        let Flat { base, taken, .. } = match joined {
            Ok(flat) => flat,
            // What contradicts itself means something all the same, which nobody knows: it is not held to.
            Err(stop @ (Stop::Clash(_) | Stop::Unresolved(_))) => {
                return self.unsupported(stop.diagnostic(&object.at, keyword));
            }
            Err(stop) => {
                let said = stop.diagnostic(&object.at, keyword);
                return self.untyped(&Schema::from(object.clone()), said);
            }
        };
        for one in &taken {
            self.say_taken(one, &object.at);
        }
        let merged = SchemaObject {
            title: own.title.clone(),
            description: own.description.clone(),
            deprecated: own.deprecated,
            rust_name: own.rust_name.clone(),
            ..base
        };
        let ty = self.use_of(&merged.into(), &scope.inner());
        self.schemas.set_met(key, scope.whence.clone(), ty.clone());
        ty
    }

    /// What is met here, by the places where it is written: the same parts of a schema that holds itself give the same type.
    fn met_key(&self, parts: &[Schema], own: &SchemaObject) -> Vec<String> {
        let is_written = self.document.schemas().at(&own.at.pointer).is_some();
        let mut key: Vec<String> = (parts.iter())
            .map(|part| self.behind(part).at().pointer.clone())
            .collect();
        if is_written {
            key.push(own.at.pointer.clone());
        }
        key.sort_unstable();
        key.dedup();
        key
    }

    /// What is taken, though the letter says otherwise.
    fn say_taken(&mut self, taken: &Taken, at: &At) {
        let pointer = pointer::join(&at.pointer, "allOf");
        let (place, message, effect) = match taken {
            Taken::ClosedAsAWhole(place) => (
                *place,
                "this closes the object, and other parts of the `allOf` have members of their own: the whole is closed",
                Effect::Assumed("that a closed part closes the whole".to_owned()),
            ),
            Taken::RestOfTheWhole(place) => (
                *place,
                "this is about all other members, and other parts of the `allOf` have members of their own: those are not held to it",
                Effect::Assumed("that `additionalProperties` are those of the whole".to_owned()),
            ),
            Taken::Null(place) => (
                *place,
                "this part of the `allOf` accepts null, and another one does not: null is accepted",
                Effect::Assumed("null".to_owned()),
            ),
            Taken::Format(place, format) => {
                let message = format!(
                    "the format `{format}` of this part is not that of another one, which is taken"
                );
                self.diagnostics.push(
                    Diagnostic::new(Code::AllOfMeant, *place, pointer, message)
                        .with_effect(Effect::NotChecked("format".to_owned())),
                );
                return;
            }
        };
        self.diagnostics
            .push(Diagnostic::new(Code::AllOfMeant, place, pointer, message).with_effect(effect));
    }
}

/// Whether `anyOf` or `oneOf` has structure beside it.
pub(super) fn is_beside_alternatives(object: &SchemaObject) -> bool {
    if object.any_of.is_empty() && object.one_of.is_empty() {
        return false;
    }
    let mut beside = object.clone();
    let any = std::mem::take(&mut beside.any_of);
    let one = std::mem::take(&mut beside.one_of);
    let mut alternatives = any.iter().chain(&one);
    if alternatives.all(keywords::only_constrains) {
        return false;
    }
    // What is left over where several alternatives may hold depends on the value: a rule of the whole says it.
    let is_structure = keywords::decides_beyond_type(&beside)
        || !beside.required.is_empty()
        || (any.is_empty() && keywords::closes(&beside).is_some());
    is_structure || (!any.is_empty() && !one.is_empty())
}

/// A schema that demands more.
fn demanding(schema: &Schema, demands: &Assertions) -> Schema {
    match schema {
        Schema::Object(object) if !demands.is_empty() => Schema::from(SchemaObject {
            assertions: object.assertions.meet(demands),
            ..(**object).clone()
        }),
        _ => schema.clone(),
    }
}

/// A schema without what it demands.
fn undemanding(object: &SchemaObject) -> SchemaObject {
    SchemaObject {
        assertions: Assertions::default(),
        ..object.clone()
    }
}

fn has_required(schema: &Schema) -> bool {
    matches!(schema, Schema::Object(object) if !object.required.is_empty())
}

fn is_null_meant(schema: &Schema) -> bool {
    matches!(schema, Schema::Object(object) if object.nullable)
}

/// The keyword that brings several schemas together.
fn keyword(object: &SchemaObject) -> &'static str {
    if object.reference.is_some() {
        "$ref"
    } else if !object.all_of.is_empty() {
        "allOf"
    } else if !object.any_of.is_empty() {
        "anyOf"
    } else {
        "oneOf"
    }
}
