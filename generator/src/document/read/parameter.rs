//! Parameters and headers.

use super::Reader;
use super::object::Read;
use crate::diagnostic::Code;
use crate::document::{At, Header, Parameter};
use crate::ir::Location;
use crate::source::Node;

impl Reader<'_> {
    pub(super) fn parameter(&mut self, node: &Node, at: At) -> Read<Parameter> {
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
        let (location_text, location_at) = self.required_text_at(&object, "in")?;
        let location = match location_text.as_str() {
            "path" => Some(Location::Path),
            "query" => Some(Location::Query),
            "header" => Some(Location::Header),
            "cookie" => Some(Location::Cookie),
            "querystring" => None,
            other => {
                let message = format!("a parameter cannot be in `{other}`");
                let node = node.get("in").unwrap_or(node);
                return self.broken(
                    Code::InvalidValue,
                    node,
                    &location_at,
                    "a parameter",
                    message,
                );
            }
        };
        Ok(Parameter {
            name: self.required_text(&object, "name")?,
            location,
            location_text,
            required: self.flag(&object, "required")?.unwrap_or(false),
            deprecated: self.doc_flag(&object, "deprecated"),
            description: self.doc(&object, "description"),
            style: self.text(&object, "style")?,
            explode: self.flag(&object, "explode")?,
            allow_reserved: self.flag(&object, "allowReserved")?.unwrap_or(false),
            schema: object.get("schema").map(|(node, at)| self.schema(node, at)),
            content: self.content(&object)?,
            rust_name: self.doc(&object, "x-rust-name"),
            at,
        })
    }

    pub(super) fn header(&mut self, node: &Node, at: At) -> Read<Header> {
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
            required: self.flag(&object, "required")?.unwrap_or(false),
            deprecated: self.doc_flag(&object, "deprecated"),
            schema: object.get("schema").map(|(node, at)| self.schema(node, at)),
            at,
        })
    }
}
