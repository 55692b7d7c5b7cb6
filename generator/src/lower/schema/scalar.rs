//! Booleans, numbers and strings, by their formats.

use crate::diagnostic::{Code, Diagnostic, Effect};
use crate::document::{SchemaObject, TypeName};
use crate::ir::{About, Format, Ty};
use crate::source::pointer;

use super::Lowerer;
use super::narrowing::Narrowed;
use super::numbers;

impl Lowerer<'_> {
    /// The type that the user has for this format.
    fn own_format(&self, object: &SchemaObject) -> Option<Ty> {
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
            // Those say how a string is meant, and refuse none.
            Some("binary" | "commonmark" | "html") => Ty::String,
            Some(format) => {
                let known = Format::of(format);
                if known.is_none_or(|format| format.about() == About::Numbers) {
                    self.say_format(object, format, "strings are taken");
                }
                Ty::String
            }
        }
    }

    fn say_format(&mut self, object: &SchemaObject, format: &str, instead: &str) {
        self.diagnostics.push(
            Diagnostic::new(
                Code::UnknownFormat,
                object.at.place,
                pointer::join(&object.at.pointer, "format"),
                format!("the format `{format}` has no type of its own; {instead}"),
            )
            .with_effect(Effect::NotChecked("format".to_owned())),
        );
    }
}
