//! Booleans, numbers and strings, by their formats.

use crate::diagnostic::{Code, Diagnostic, Effect};
use crate::document::SchemaObject;
use crate::ir::Ty;
use crate::source::pointer;

use super::Lowerer;

impl Lowerer<'_> {
    /// The type that the user has for this format.
    fn own_format(&self, object: &SchemaObject) -> Option<Ty> {
        let format = object.format.as_deref()?;
        let mut formats = self.config.formats.iter();
        let (_, path) = formats.find(|(known, _)| known == format)?;
        Some(Ty::Path(path.clone()))
    }

    pub(super) fn integer(&mut self, object: &SchemaObject) -> Ty {
        if let Some(own) = self.own_format(object) {
            return own;
        }
        match object.format.as_deref() {
            Some("int32") => Ty::I32,
            None | Some("int64") => Ty::I64,
            Some(format) => {
                self.say_format(object, format, "64-bit integers are taken");
                Ty::I64
            }
        }
    }

    pub(super) fn number(&mut self, object: &SchemaObject) -> Ty {
        if let Some(own) = self.own_format(object) {
            return own;
        }
        match object.format.as_deref() {
            Some("float") => Ty::F32,
            None | Some("double") => Ty::F64,
            Some(format) => {
                self.say_format(object, format, "64-bit floating-point numbers are taken");
                Ty::F64
            }
        }
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
            Some(format) => {
                self.say_format(object, format, "strings are taken");
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
