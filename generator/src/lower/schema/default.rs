//! `default`: a value of the IR, checked against its type.

use crate::diagnostic::{Code, Diagnostic, Effect};
use crate::ir::{Float, Literal, Presence, Shape, Ty, TypeId};
use crate::source::{Node, Value};

use super::Lowerer;
use super::enumeration::value_text;
use super::state::PendingDefault;

/// What a default comes to.
pub(super) enum Default {
    /// A value that the IR holds.
    Held(Literal),
    /// Null for a type that has it: the same as no default.
    Null,
    /// A value of the type that the IR does not hold: a filled array, a date.
    NotHeld,
    /// Not a value of the type.
    Wrong,
}

impl Lowerer<'_> {
    /// `value` as a default of the type `ty`; none where it is not one, or none that the IR can hold.
    pub(crate) fn literal(&self, value: &Node, ty: &Ty) -> Option<Literal> {
        match self.default(value, ty) {
            Default::Held(literal) => Some(literal),
            Default::Null | Default::NotHeld | Default::Wrong => None,
        }
    }

    pub(super) fn default(&self, value: &Node, ty: &Ty) -> Default {
        if value.is_null() && (ty.is_nullable() || *ty == Ty::Json) {
            return Default::Null;
        }
        let number = || value.as_number().map(|number| number.as_str());
        let integer = || value.as_number().and_then(|number| number.as_i128());
        let held = |literal: Option<Literal>| literal.map_or(Default::Wrong, Default::Held);
        match ty.non_null() {
            Ty::Bool => held(value.as_bool().map(Literal::Bool)),
            Ty::Int(int) => held(
                integer()
                    .filter(|integer| int.holds(*integer))
                    .map(Literal::Integer),
            ),
            Ty::Integer | Ty::Number => match number() {
                Some(_) => Default::NotHeld,
                None => Default::Wrong,
            },
            Ty::F32 => held(number().and_then(Float::single).map(Literal::F32)),
            Ty::F64 => held(number().and_then(Float::double).map(Literal::F64)),
            Ty::String => held(value.as_str().map(|text| Literal::String(text.to_owned()))),
            Ty::Secret | Ty::Uuid | Ty::DateTime | Ty::Date | Ty::Base64 => match value.as_str() {
                Some(_) => Default::NotHeld,
                None => Default::Wrong,
            },
            Ty::Array(_) => match &value.value {
                Value::Array(items) if items.is_empty() => Default::Held(Literal::EmptyArray),
                Value::Array(_) => Default::NotHeld,
                _ => Default::Wrong,
            },
            Ty::Map(_) => match &value.value {
                Value::Object(members) if members.is_empty() => Default::Held(Literal::EmptyMap),
                Value::Object(_) => Default::NotHeld,
                _ => Default::Wrong,
            },
            Ty::Named(id) => self.named_default(value, *id),
            Ty::Null => Default::Wrong,
            Ty::Json | Ty::Path(_) => Default::NotHeld,
            Ty::Nullable(inner) | Ty::Ruled(inner, _) | Ty::Boxed(inner) => {
                self.default(value, inner)
            }
        }
    }

    fn named_default(&self, value: &Node, id: TypeId) -> Default {
        let named = Ty::Named(id);
        let id = match self.api.resolve(&named) {
            Ty::Named(id) => *id,
            other => return self.default(value, other),
        };
        let index = match self.api.type_def(id).map(|def| &def.shape) {
            Some(Shape::StringEnum(shape)) => (value.as_str())
                .and_then(|text| shape.values.iter().position(|value| value == text)),
            Some(Shape::IntegerEnum(shape)) => (value.as_number())
                .and_then(|number| i64::try_from(number.as_i128()?).ok())
                .and_then(|integer| shape.values.iter().position(|value| *value == integer)),
            Some(Shape::ValueEnum(shape)) => value_text(value)
                .and_then(|text| shape.values.iter().position(|value| *value == text)),
            Some(Shape::Newtype(_) | Shape::Union(_)) => return Default::NotHeld,
            Some(Shape::Tuple(_)) if value.is_array() => return Default::NotHeld,
            Some(Shape::Struct(_)) if value.is_object() => return Default::NotHeld,
            // An alias here leads around in a circle.
            Some(Shape::Struct(_) | Shape::Tuple(_) | Shape::Alias(_)) | None => {
                return Default::Wrong;
            }
        };
        match index.and_then(|index| u32::try_from(index).ok()) {
            Some(index) => Default::Held(Literal::Enum { ty: id, index }),
            None => Default::Wrong,
        }
    }

    /// Checks the defaults of members, now that every type is known.
    pub(super) fn settle_defaults(&mut self) {
        for pending in self.schemas.take_defaults() {
            let ty = self.settled(&pending.ty);
            match self.default(&pending.value, &ty) {
                Default::Held(literal) => self.set_default(&pending, literal),
                Default::Null => {}
                Default::NotHeld => self.diagnostics.push(
                    Diagnostic::new(
                        Code::DefaultNotHeld,
                        pending.value.place,
                        &pending.pointer,
                        "a default of this type is not offered in the output",
                    )
                    .with_effect(Effect::Ignored("default".to_owned())),
                ),
                Default::Wrong => self.diagnostics.push(
                    Diagnostic::new(
                        Code::WrongDefault,
                        pending.value.place,
                        &pending.pointer,
                        format!(
                            "this default, {}, is not a value of its schema",
                            pending.value.kind_name()
                        ),
                    )
                    .with_effect(Effect::Ignored("default".to_owned())),
                ),
            }
        }
    }

    fn set_default(&mut self, pending: &PendingDefault, literal: Literal) {
        let Some(def) = self.api.types.get_mut(pending.owner.index()) else {
            return;
        };
        if let Shape::Struct(shape) = &mut def.shape {
            if let Some(member) = shape.members.get_mut(pending.member) {
                member.presence = Presence::Optional(Some(literal));
            }
        }
    }
}
