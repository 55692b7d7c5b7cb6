//! Objects: structs where members are named, maps where they are not.

use crate::diagnostic::{Code, Diagnostic, Effect};
use crate::document::{AdditionalProperties, Schema, SchemaObject};
use crate::ir::{Additional, Member, Part, Shape, Step, Struct, Ty, TypeId};
use crate::source::pointer;

use super::Lowerer;
use super::define::{Scope, Slot};
use super::member::MemberSchema;
use super::others::{Others, others};

impl Lowerer<'_> {
    pub(super) fn object(&mut self, object: &SchemaObject, scope: &Scope) -> Ty {
        if object.discriminator.is_some() {
            self.say_discriminator(object);
        }
        let has_members = (object.properties.values())
            .any(|(_, schema)| !matches!(schema, Schema::False(_)))
            || !object.required.is_empty();
        if has_members {
            return self.structure(object, scope);
        }
        match others(object) {
            Others::None => self.structure(object, scope),
            Others::Like(values) => {
                let scope = self.brought(&values, scope.within(Step::MapValue));
                let ty = self.use_of(&values, &scope);
                Ty::Map(Box::new(of_others(object, ty)))
            }
            Others::Any | Others::Passed => Ty::Map(Box::new(Ty::Json)),
        }
    }

    /// The struct of an object. Where it is not the body of a type that has been asked for, the body is left in the
    /// queue, so that nested objects cost no stack.
    fn structure(&mut self, object: &SchemaObject, scope: &Scope) -> Ty {
        let id = match self.slot(object, scope) {
            Slot::Made(id) => return Ty::Named(id),
            Slot::Make(id) => id,
        };
        if !scope.is_filling(id) {
            let body = Schema::from(object.clone());
            self.schemas.later(id, body);
            return Ty::Named(id);
        }
        let mut members = Vec::new();
        let mut parts = Vec::new();
        for (name, (key, schema)) in &object.properties {
            // Nothing is a value of it: a rule says that it is not there.
            if matches!(schema, Schema::False(_)) {
                continue;
            }
            let required = object.required.iter().any(|(other, _)| other == name);
            let member = MemberSchema {
                owner: id,
                owner_at: &object.at,
                index: members.len(),
                name,
                place: key.place,
                schema,
                required,
            };
            let (member, part) = self.member(&member);
            members.push(member);
            parts.push(part);
        }
        self.undeclared(object, id, &mut members, &mut parts);
        let additional = self.additional(object, id);
        let shape = Shape::Struct(Struct {
            members,
            additional,
            ignored: Vec::new(),
        });
        self.fill(id, shape, parts);
        Ty::Named(id)
    }

    /// Members that are required, but not among the properties.
    fn undeclared(
        &mut self,
        object: &SchemaObject,
        id: TypeId,
        members: &mut Vec<Member>,
        parts: &mut Vec<Part>,
    ) {
        for (name, at) in &object.required {
            if members.iter().any(|member| member.wire == *name) {
                continue;
            }
            let any = Schema::True(at.clone());
            let schema = match &object.additional_properties {
                Some(AdditionalProperties::None(_)) if object.pattern_properties().is_empty() => {
                    self.diagnostics.push(
                        Diagnostic::new(
                            Code::RequiredUndeclared,
                            at.place,
                            &at.pointer,
                            format!(
                                "`{name}` is required, but `additionalProperties: false` forbids it"
                            ),
                        )
                        .with_effect(Effect::Ignored(format!("required `{name}`"))),
                    );
                    continue;
                }
                Some(AdditionalProperties::Schema(schema)) => schema,
                _ => &any,
            };
            self.diagnostics.push(
                Diagnostic::new(
                    Code::RequiredUndeclared,
                    at.place,
                    &at.pointer,
                    format!("`{name}` is required, but not among the `properties`"),
                )
                .with_effect(Effect::Assumed(format!("a member `{name}`"))),
            );
            let member = MemberSchema {
                owner: id,
                owner_at: &object.at,
                index: members.len(),
                name,
                place: at.place,
                schema,
                required: true,
            };
            let (member, part) = self.member(&member);
            members.push(member);
            parts.push(part);
        }
    }

    fn additional(&mut self, object: &SchemaObject, id: TypeId) -> Additional {
        match others(object) {
            Others::Passed => Additional::Ignored,
            Others::Any => Additional::Kept(Ty::Json),
            Others::None => Additional::Refused,
            Others::Like(schema) => {
                let scope = self.brought(&schema, self.body_of(id).within(Step::MapValue));
                let ty = self.use_of(&schema, &scope);
                Additional::Kept(of_others(object, ty))
            }
        }
    }

    /// A `discriminator` without `oneOf` or `anyOf`: the schemas that extend this one are not looked for.
    fn say_discriminator(&mut self, object: &SchemaObject) {
        self.diagnostics.push(
            Diagnostic::new(
                Code::DiscriminatorAlone,
                object.at.place,
                pointer::join(&object.at.pointer, "discriminator"),
                "a `discriminator` without `oneOf` or `anyOf` names no variants",
            )
            .with_help("list the variants in a `oneOf` beside it")
            .with_effect(Effect::Ignored("discriminator".to_owned())),
        );
    }
}

/// The type of members that are not named. Where patterns name some, what those demand is asked by the rule of patterns.
fn of_others(object: &SchemaObject, ty: Ty) -> Ty {
    if object.pattern_properties().is_empty() {
        return ty;
    }
    match ty {
        Ty::Ruled(inner, _) => *inner,
        Ty::Nullable(inner) => of_others(object, *inner).or_null(),
        ty => ty,
    }
}
