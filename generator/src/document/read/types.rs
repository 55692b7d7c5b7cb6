//! `type`, and what documents write there that JSON Schema does not have.

use super::Reader;
use super::object::Object;
use crate::diagnostic::Code;
use crate::document::{At, SchemaObject, TypeName};
use crate::source::Node;

/// A name that is none of JSON Schema's, and what is meant by it.
struct Meant {
    /// Nothing is said of the type.
    name: Option<TypeName>,
    format: Option<&'static str>,
    /// For people.
    text: &'static str,
}

impl<'s> Reader<'s> {
    /// Reads `type`. A name that plainly means a type, or a type with a format, is taken for it.
    pub(super) fn types(&mut self, object: &Object<'s>, schema: &mut SchemaObject) {
        let Some((node, at)) = object.get("type") else {
            return;
        };
        let names = if node.is_array() {
            self.items(object, "type")
        } else {
            vec![(node, at.clone())]
        };
        let mut types = Vec::new();
        let mut is_any = false;
        for (item, at) in names {
            match self.type_name(item, &at, schema) {
                Some(name) if types.contains(&name) => {}
                Some(name) => types.push(name),
                None => is_any = true,
            }
        }
        if types.is_empty() && !is_any {
            let message = "`type` must name at least one type".to_owned();
            self.lost(Code::SchemaShape, node, &at, "`type`", message);
        }
        if !is_any {
            schema.types = types;
        }
    }

    /// The type of a name; none where it says nothing that can be held to.
    fn type_name(&mut self, node: &Node, at: &At, schema: &mut SchemaObject) -> Option<TypeName> {
        let Some(text) = node.as_str() else {
            let wrong = format!(
                "the name of a type must be a string, but this is {}",
                node.kind_name()
            );
            if node.is_null() {
                self.mended(node, at, &wrong, "`null`");
                return Some(TypeName::Null);
            }
            self.lost(Code::SchemaShape, node, at, "`type`", wrong);
            return None;
        };
        if let Some(name) = known(text) {
            return Some(name);
        }
        let wrong = format!("JSON Schema has no type `{text}`");
        let Some(meant) = meant(text) else {
            self.lost(Code::SchemaShape, node, at, "`type`", wrong);
            return None;
        };
        self.mended(node, at, &wrong, meant.text);
        if let Some(format) = meant.format {
            schema.format.get_or_insert_with(|| format.to_owned());
        }
        meant.name
    }
}

fn known(text: &str) -> Option<TypeName> {
    Some(match text {
        "null" => TypeName::Null,
        "boolean" => TypeName::Boolean,
        "integer" => TypeName::Integer,
        "number" => TypeName::Number,
        "string" => TypeName::String,
        "array" => TypeName::Array,
        "object" => TypeName::Object,
        _ => return None,
    })
}

/// What a name of other languages, or the name of a format, plainly means.
fn meant(text: &str) -> Option<Meant> {
    let (name, format, text) = match text.to_ascii_lowercase().as_str() {
        "any" | "mixed" | "json" => (None, None, "any value"),
        "bool" => (Some(TypeName::Boolean), None, "`boolean`"),
        "int" | "long" => (Some(TypeName::Integer), None, "`integer`"),
        "int32" => (
            Some(TypeName::Integer),
            Some("int32"),
            "`integer` as `int32`",
        ),
        "int64" => (
            Some(TypeName::Integer),
            Some("int64"),
            "`integer` as `int64`",
        ),
        "float" => (Some(TypeName::Number), Some("float"), "`number` as `float`"),
        "double" => (
            Some(TypeName::Number),
            Some("double"),
            "`number` as `double`",
        ),
        "decimal" => (
            Some(TypeName::Number),
            Some("decimal"),
            "`number` as `decimal`",
        ),
        "str" | "text" | "char" | "enum" => (Some(TypeName::String), None, "`string`"),
        "date" => (Some(TypeName::String), Some("date"), "`string` as `date`"),
        "datetime" | "date-time" | "timestamp" => (
            Some(TypeName::String),
            Some("date-time"),
            "`string` as `date-time`",
        ),
        "uuid" | "guid" => (Some(TypeName::String), Some("uuid"), "`string` as `uuid`"),
        "uri" | "url" => (Some(TypeName::String), Some("uri"), "`string` as `uri`"),
        "email" => (Some(TypeName::String), Some("email"), "`string` as `email`"),
        "file" | "binary" => (
            Some(TypeName::String),
            Some("binary"),
            "`string` as `binary`",
        ),
        "list" | "tuple" => (Some(TypeName::Array), None, "`array`"),
        "map" | "dict" | "hash" | "struct" => (Some(TypeName::Object), None, "`object`"),
        // Of another case: `String`, `Object`.
        other => {
            let name = known(other)?;
            return Some(Meant {
                name: Some(name),
                format: None,
                text: shown(name),
            });
        }
    };
    Some(Meant { name, format, text })
}

fn shown(name: TypeName) -> &'static str {
    match name {
        TypeName::Null => "`null`",
        TypeName::Boolean => "`boolean`",
        TypeName::Integer => "`integer`",
        TypeName::Number => "`number`",
        TypeName::String => "`string`",
        TypeName::Array => "`array`",
        TypeName::Object => "`object`",
    }
}
