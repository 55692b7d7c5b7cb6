//! Booleans, numbers and strings, by their formats.

use std::borrow::Cow;

use crate::diagnostic::{Code, Diagnostic, Effect};
use crate::document::{SchemaObject, TypeName};
use crate::ir::{About, Format, Ty};
use crate::source::pointer;

use super::Lowerer;
use super::format::{is_meaning_of_texts, meant};
use super::kinds::type_text;
use super::narrowing::Narrowed;
use super::numbers;

impl Lowerer<'_> {
    /// The type that the user has for this format.
    pub(super) fn own_format(&self, object: &SchemaObject) -> Option<Ty> {
        let format = object.format.as_deref()?;
        let mut formats = self.config.formats.iter();
        let (_, path) = formats.find(|(known, _)| known == format)?;
        Some(Ty::Path(path.clone()))
    }

    /// The type of integers, or of numbers that may have a fraction.
    pub(super) fn numeric(&mut self, object: &SchemaObject, name: TypeName) -> Ty {
        if let Some(own) = self.own_format(object) {
            return own;
        }
        let sizing = if name == TypeName::Integer {
            numbers::integer(object)
        } else {
            numbers::number(object)
        };
        let (kind, exact) = match sizing.ty {
            Ty::F64 => (
                Narrowed::Numbers,
                self.config.exact_numbers.then_some(Ty::Number),
            ),
            _ => (
                Narrowed::Integers,
                self.config.exact_integers.then_some(Ty::Integer),
            ),
        };
        let ty = match exact {
            Some(exact) if sizing.narrows => exact,
            _ => {
                if sizing.narrows {
                    self.schemas.narrow(kind, &object.at);
                }
                sizing.ty
            }
        };
        let is_checked = object.format.as_deref() == Some("double-int");
        if let (Some(format), false) = (&object.format, sizing.knows_format || is_checked) {
            let instead = match ty {
                Ty::F64 => "64-bit floating-point numbers are taken",
                Ty::Integer | Ty::Number => "all digits are kept",
                _ => "64-bit integers are taken",
            };
            self.say_format(object, format, instead);
        }
        ty
    }

    pub(super) fn string(&mut self, object: &SchemaObject) -> Ty {
        if let Some(own) = self.own_format(object) {
            return own;
        }
        match object.content_encoding.as_deref() {
            None => {}
            Some("base64") => return Ty::Base64,
            Some(encoding) => {
                self.diagnostics.push(
                    Diagnostic::new(
                        Code::UnknownFormat,
                        object.at.place,
                        pointer::join(&object.at.pointer, "contentEncoding"),
                        format!("the encoding `{encoding}` is not known; strings are taken"),
                    )
                    .with_effect(Effect::NotChecked("contentEncoding".to_owned())),
                );
                return Ty::String;
            }
        }
        match object.format.as_deref() {
            None => Ty::String,
            Some("uuid") => Ty::Uuid,
            Some("date-time") => Ty::DateTime,
            Some("date") => Ty::Date,
            Some("password") => Ty::Secret,
            Some("byte") => Ty::Base64,
            Some(format) if is_meaning_of_texts(format) => Ty::String,
            Some(format) => {
                let known = Format::of(format);
                if known.is_none_or(|format| format.about() == About::Numbers) {
                    self.say_format(object, format, "strings are taken");
                }
                Ty::String
            }
        }
    }
}

impl Lowerer<'_> {
    /// The schema with the format that its own is taken for. What the user has a type for is that.
    pub(super) fn with_known_format<'o>(
        &mut self,
        object: Cow<'o, SchemaObject>,
    ) -> Cow<'o, SchemaObject> {
        let Some(word) = object.format.as_deref() else {
            return object;
        };
        let Some(known) = meant(word).filter(|_| self.own_format(&object).is_none()) else {
            return object;
        };
        self.diagnostics.push(
            Diagnostic::new(
                Code::UnknownFormat,
                object.at.place,
                pointer::join(&object.at.pointer, "format"),
                format!("the format `{word}` is taken for `{known}`"),
            )
            .with_effect(Effect::Assumed(format!("`format: {known}`"))),
        );
        let mut object = object.into_owned();
        object.format = Some(known.to_owned());
        Cow::Owned(object)
    }

    /// Says that a format has no type and no rule: it is about values of another kind, or nobody knows it.
    pub(super) fn say_format(&mut self, object: &SchemaObject, format: &str, instead: &str) {
        let is_text = object.types.contains(&TypeName::String);
        let is_elsewhere = Format::of(format).is_some_and(|format| match format.about() {
            About::Both => false,
            About::Numbers => is_text,
            About::Texts => !is_text,
        });
        let pointer = pointer::join(&object.at.pointer, "format");
        let place = object.at.place;
        self.diagnostics.push(if is_elsewhere {
            let kind = object
                .types
                .first()
                .map_or("value", |name| type_text(*name));
            let message = format!("the format `{format}` says nothing of {kind}s");
            Diagnostic::new(Code::OtherKind, place, pointer, message)
                .with_effect(Effect::Ignored("`format`".to_owned()))
        } else {
            let message = format!("the format `{format}` has no type of its own; {instead}");
            Diagnostic::new(Code::UnknownFormat, place, pointer, message)
                .with_effect(Effect::NotChecked("format".to_owned()))
        });
    }
}
