//! Parameters and headers.

use super::Reader;
use super::object::Read;
use crate::document::{At, Header, Location, Parameter, Style};
use crate::source::Node;

impl<'s> Reader<'s> {
    pub(super) fn parameter(&mut self, node: &'s Node, at: At) -> Read<Parameter> {
        let object = self.object(node, &at, "a parameter")?;
        self.unknown(
            &object,
            &[
                "name",
                "in",
                "description",
                "required",
                "deprecated",
                "allowEmptyValue",
                "style",
                "explode",
                "allowReserved",
                "schema",
                "example",
                "examples",
                "content",
            ],
        );
        Ok(Parameter {
            name: self.required_text(&object, "name")?,
            location: Location::of_text(&self.required_text(&object, "in")?),
            required: self.flag(&object, "required").unwrap_or(false),
            deprecated: self.doc_flag(&object, "deprecated"),
            description: self.doc(&object, "description"),
            style: (self.text(&object, "style")).map(|style| Style::of_text(&style)),
            explode: self.flag(&object, "explode"),
            allow_reserved: self.flag(&object, "allowReserved").unwrap_or(false),
            schema: object.get("schema").map(|(node, at)| self.schema(node, at)),
            content: self.content(&object),
            rust_name: self.doc(&object, "x-rust-name"),
            at,
        })
    }

    pub(super) fn header(&mut self, node: &'s Node, at: At) -> Read<Header> {
        let object = self.object(node, &at, "a header")?;
        self.unknown(
            &object,
            &[
                "description",
                "required",
                "deprecated",
                "allowEmptyValue",
                "style",
                "explode",
                "allowReserved",
                "schema",
                "example",
                "examples",
                "content",
            ],
        );
        Ok(Header {
            description: self.doc(&object, "description"),
            required: self.flag(&object, "required").unwrap_or(false),
            deprecated: self.doc_flag(&object, "deprecated"),
            schema: object.get("schema").map(|(node, at)| self.schema(node, at)),
            at,
        })
    }
}
