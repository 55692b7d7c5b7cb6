//! Finds the references of a file, so that the files they lead to can be read.
//!
//! A `$ref` within an example, a default or an enumeration is data. Telling it apart needs no model of the document,
//! only whether the keys of an object are keywords or names: `default` is a keyword in a schema, and a name in
//! `responses` and `properties`.

use super::{Member, Node, Place};

/// A `$ref` with a string that leads to another file.
pub(super) struct Reference<'n> {
    pub text: &'n str,
    pub place: Place,
}

#[derive(Clone, Copy)]
enum Keys {
    /// The keys of the object are keywords of OpenAPI or JSON Schema.
    Keywords,
    /// The keys of the object are names, its values are objects with keywords.
    Names,
    /// Like `Names`, but `value` of each object is data.
    Examples,
    /// An object of `examples`.
    Example,
}

/// The references of `root` to other files, in the order of the document.
pub(super) fn references(root: &Node) -> Vec<Reference<'_>> {
    let mut found = Vec::new();
    walk(root, Keys::Keywords, &mut found);
    found
}

fn walk<'n>(node: &'n Node, keys: Keys, found: &mut Vec<Reference<'n>>) {
    for member in node.members() {
        let is_reference = &*member.key.text == "$ref" && !matches!(keys, Keys::Names);
        match member.value.as_str() {
            Some(text) if is_reference && !text.starts_with('#') && !text.is_empty() => {
                found.push(Reference {
                    text,
                    place: member.value.place,
                });
            }
            _ => {}
        }
        if let Some(keys) = below(keys, member) {
            walk(&member.value, keys, found);
        }
    }
    for item in node.items() {
        walk(item, Keys::Keywords, found);
    }
}

/// What the keys of the member's value are; `None` where the value is data, or cannot have references.
fn below(keys: Keys, member: &Member) -> Option<Keys> {
    if !member.value.is_object() && !member.value.is_array() {
        return None;
    }
    match keys {
        Keys::Names => return Some(Keys::Keywords),
        Keys::Examples => return Some(Keys::Example),
        Keys::Keywords | Keys::Example => {}
    }
    match &*member.key.text {
        "default" | "enum" | "const" | "example" => None,
        // Some tools put prose into files of its own, in Markdown. The reader of the document says what comes of it.
        "description" | "summary" | "title" => None,
        "value" | "dataValue" if matches!(keys, Keys::Example) => None,
        // An array in a schema, an object of Example Objects elsewhere.
        "examples" => member.value.is_object().then_some(Keys::Examples),
        "properties" | "patternProperties" | "dependentSchemas" | "$defs" | "definitions"
        | "schemas" | "responses" | "requestBodies" | "headers" | "securitySchemes" | "links"
        | "callbacks" | "pathItems" | "mediaTypes" | "paths" | "webhooks" | "content"
        | "encoding" => Some(Keys::Names),
        "parameters" if member.value.is_object() => Some(Keys::Names),
        key if key.starts_with("x-") => None,
        _ => Some(Keys::Keywords),
    }
}
