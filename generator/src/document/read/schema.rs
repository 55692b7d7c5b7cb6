//! Schemas. A keyword of a wrong kind is reported and costs itself: what is left of the schema accepts more values than
//! the document means, and none fewer.

use super::Reader;
use super::dialect::{self, Foreign};
use super::object::{Broken, Object, Read};
use crate::diagnostic::{Code, Diagnostic, Effect};
use crate::document::{
    AdditionalProperties, At, Demand, Discriminator, Link, Mapping, Schema, SchemaObject, Version,
};
use crate::source::{FileId, Member, Node, Place, Value, pointer};

const WHAT: &str = "a schema";

impl<'s> Reader<'s> {
    /// The schema at `at`, read once. Cloning it is cheap.
    pub(super) fn schema(&mut self, node: &'s Node, at: At) -> Schema {
        let id = self.entry(node, at);
        self.following.arenas.schemas.get(id).clone()
    }

    pub(super) fn schema_here(&mut self, node: &'s Node, at: At) -> Schema {
        match node.value {
            Value::Bool(true) => return Schema::True(at),
            Value::Bool(false) => return Schema::False(at),
            _ => {}
        }
        let outer = self.enter(node);
        let read = match self.made_for(node, &at) {
            Some(generic) => self.made_from(generic, node, &at),
            None => self.schema_object(node, &at),
        };
        self.following.bound = outer;
        match read {
            Ok(object) => object.into(),
            Err(Broken) => Schema::Unreadable(at),
        }
    }

    pub(super) fn schema_object(&mut self, node: &'s Node, at: &At) -> Read<SchemaObject> {
        if !node.is_object() && !node.is_null() {
            let message = format!(
                "a schema must be an object or a boolean, but this is {}",
                node.kind_name()
            );
            return self.broken(Code::SchemaShape, node, at, WHAT, message);
        }
        let object = self.object(node, at, WHAT)?;
        let mut schema = SchemaObject {
            at: at.clone(),
            ..SchemaObject::default()
        };
        for member in node.members() {
            if !object.is_empty(&member.key.text, &member.value) {
                // What could not be read was reported, and is left out.
                let _: Read<()> = self.keyword(&object, member, &mut schema);
            }
        }
        if self.version == Version::V3_0 {
            let dropped = dialect::upgrade(&mut schema);
            self.report_siblings(&schema, dropped);
        }
        let foreign = dialect::take_foreign(&mut schema);
        self.report_foreign(&schema, foreign);
        Ok(schema)
    }

    fn keyword(
        &mut self,
        object: &Object<'s>,
        member: &'s Member,
        schema: &mut SchemaObject,
    ) -> Read<()> {
        let key = &*member.key.text;
        let node = &member.value;
        match key {
            "$ref" => {
                let written = self.text_at(object, key);
                schema.reference = written.map(|(target, at)| self.schema_link(target, at));
            }
            "$dynamicRef" => {
                let written = self.text_at(object, key);
                let link = written.map(|(target, at)| self.dynamic_link(target, at));
                match (&schema.reference, link) {
                    (Some(_), Some(link)) => schema.all_of.push(reference(link)),
                    (None, link) => schema.reference = link,
                    (Some(_), None) => {}
                }
            }
            "$recursiveRef" => {
                let written = self.text_at(object, key);
                match written.and_then(|(target, at)| self.recursive_link(target, at)) {
                    Some(link) => schema.reference = Some(link),
                    None => schema.other.push((member.key.clone(), node.clone())),
                }
            }
            "type" => self.types(object, schema),
            "format" => schema.format = self.text(object, key),
            "contentEncoding" => schema.content_encoding = self.text(object, key),
            "contentMediaType" => schema.content_media_type = self.text(object, key),
            "enum" => {
                let values = self.items(object, key);
                let values = values.into_iter().map(|(value, _)| value.clone());
                schema.values = node.is_array().then(|| values.collect());
            }
            "const" => schema.constant = Some(node.clone()),
            "default" => schema.default = Some(node.clone()),
            "properties" => {
                for (property, at) in self.entries(object, key) {
                    let value = (property.key.clone(), self.schema(&property.value, at));
                    schema
                        .properties
                        .insert(property.key.text.to_string(), value);
                }
            }
            "required" if node.as_bool().is_some() => {
                schema.other.push((member.key.clone(), node.clone()));
            }
            "required" => schema.required = self.texts(object, key),
            "additionalProperties" => {
                schema.additional_properties =
                    object.get(key).map(|(node, at)| self.additional(node, at));
            }
            "items" => self.items_of_array(object, schema),
            "additionalItems" if object.node.get("items").is_some_and(Node::is_array) => {}
            "allOf" => schema.all_of = self.schemas(object, key),
            "anyOf" => schema.any_of = self.schemas(object, key),
            "oneOf" => schema.one_of = self.schemas(object, key),
            "discriminator" => schema.discriminator = self.discriminator(object)?,
            "title" => schema.title = self.doc(object, key),
            "description" => schema.description = self.doc(object, key),
            "deprecated" => schema.deprecated = self.doc_flag(object, key),
            "readOnly" => schema.read_only = self.flag(object, key).unwrap_or(false),
            "writeOnly" => schema.write_only = self.flag(object, key).unwrap_or(false),
            // Other tools have extensions of these names, and objects in them.
            "x-rust-name" => schema.rust_name = self.doc(object, key),
            "x-rust-type" => schema.rust_type = self.doc(object, key),
            "nullable" => {
                if let Some(flag) = self.flag(object, key) {
                    let node = Node {
                        value: Value::Bool(flag),
                        ..node.clone()
                    };
                    schema.other.push((member.key.clone(), node));
                }
            }
            _ if self.assertion(object, member, schema) => {}
            _ => schema.other.push((member.key.clone(), node.clone())),
        }
        Ok(())
    }

    pub(super) fn schemas(&mut self, object: &Object<'s>, key: &str) -> Vec<Schema> {
        let schemas = self.list(object, key, Self::schema);
        if let Some((node, at)) = object.get(key).filter(|(node, _)| node.is_array()) {
            if schemas.is_empty() {
                let message = format!("`{key}` must have at least one schema");
                self.lost(Code::SchemaShape, node, &at, &format!("`{key}`"), message);
            }
        }
        schemas
    }

    /// `items`: a schema, or in the words of older JSON Schemas a list of those of the first items.
    fn items_of_array(&mut self, object: &Object<'s>, schema: &mut SchemaObject) {
        let Some((node, at)) = object.get("items") else {
            return;
        };
        if !node.is_array() {
            schema.items = Some(self.schema(node, at));
            return;
        }
        let first = self.list(object, "items", Self::schema);
        schema
            .assertions
            .push(Demand::PrefixItems(first), at.clone());
        schema.items = object
            .get("additionalItems")
            .map(|(node, at)| self.schema(node, at));
        let message = "a list in `items` is of an older JSON Schema";
        self.diagnostics.push(
            Diagnostic::new(Code::ForeignKeyword, node.place, at.pointer, message)
                .with_help("write `prefixItems`")
                .with_effect(Effect::Assumed("`prefixItems`".to_owned())),
        );
    }

    fn additional(&mut self, node: &'s Node, at: At) -> AdditionalProperties {
        if let Some(text @ ("true" | "false")) = node.as_str() {
            let wrong = "`additionalProperties` must be a boolean or a schema, but is a string";
            self.mended(node, &at, wrong, &format!("`{text}`"));
            return match text {
                "true" => AdditionalProperties::Any(at),
                _ => AdditionalProperties::None(at),
            };
        }
        match self.schema(node, at) {
            Schema::True(at) => AdditionalProperties::Any(at),
            Schema::False(at) => AdditionalProperties::None(at),
            Schema::Object(object) if node.members().is_empty() => {
                AdditionalProperties::Any(object.at.clone())
            }
            schema => AdditionalProperties::Schema(schema),
        }
    }

    fn discriminator(&mut self, schema: &Object<'s>) -> Read<Option<Discriminator>> {
        let Some((node, at)) = schema.get("discriminator") else {
            return Ok(None);
        };
        let object = self.object(node, &at, "a discriminator")?;
        let is_newer = self.version >= Version::V3_2;
        let default = is_newer.then_some("defaultMapping");
        let known: Vec<&str> = ["propertyName", "mapping"]
            .into_iter()
            .chain(default)
            .collect();
        self.unknown(&object, &known);
        let mut mapping = Vec::new();
        for (member, at) in self.entries(&object, "mapping") {
            let Some(target) = member.value.as_str() else {
                let message = format!("this must be a string, but is {}", member.value.kind_name());
                let what = format!("the mapping of `{}`", member.key.text);
                self.lost(Code::WrongShape, &member.value, &at, &what, message);
                continue;
            };
            mapping.push(Mapping {
                value: member.key.text.to_string(),
                schema: self.mapped(target, at),
            });
        }
        let default_mapping = default
            .and_then(|key| self.text_at(&object, key))
            .map(|(target, at)| self.mapped(&target, at));
        Ok(Some(Discriminator {
            default_mapping,
            property: self.required_text(&object, "propertyName")?,
            mapping,
            at,
        }))
    }

    /// What a discriminator's mapping leads to: "the name or URI references" (OpenAPI 3.1, 4.8.25). A text that is the
    /// name of a component is one.
    fn mapped(&mut self, target: &str, at: At) -> Link<Schema> {
        let pointer = pointer::join("#/components/schemas", target);
        let root = At {
            place: Place::new(FileId(0), 0, 0),
            pointer: at.pointer.clone(),
        };
        // A reference is a URI, in which a percent sign starts an escape.
        let link = self.link(pointer.replace('%', "%25"), root);
        match link.to {
            Ok(_) => Link {
                target: target.to_owned(),
                at,
                to: link.to,
            },
            Err(_) => self.link(target.to_owned(), at),
        }
    }

    fn report_siblings(&mut self, schema: &SchemaObject, dropped: Vec<String>) {
        if dropped.is_empty() {
            return;
        }
        let names = dropped
            .iter()
            .map(|name| format!("`{name}`"))
            .collect::<Vec<_>>()
            .join(", ");
        let message = format!("{names} beside `$ref` does not count in OpenAPI 3.0");
        self.diagnostics.push(
            Diagnostic::new(
                Code::IgnoredSiblings,
                schema.at.place,
                schema.at.pointer.clone(),
                message,
            )
            .with_help("put the `$ref` into an `allOf`, or use OpenAPI 3.1")
            .with_effect(Effect::Ignored(names)),
        );
    }

    fn report_foreign(&mut self, schema: &SchemaObject, foreign: Vec<Foreign>) {
        for Foreign {
            key,
            meaning,
            is_taken,
        } in foreign
        {
            let pointer = pointer::join(&schema.at.pointer, &key.text);
            let effect = if is_taken {
                Effect::Assumed(format!("`{}` as in OpenAPI 3.0", key.text))
            } else {
                Effect::Ignored(format!("`{}`", key.text))
            };
            let message = format!(
                "`{}` has no meaning in this form in the document's version of OpenAPI",
                key.text
            );
            self.diagnostics.push(
                Diagnostic::new(Code::ForeignKeyword, key.place, pointer, message)
                    .with_help(meaning)
                    .with_effect(effect),
            );
        }
    }
}

/// A schema that only refers to another.
fn reference(link: Link<Schema>) -> Schema {
    SchemaObject {
        at: At {
            place: link.at.place,
            pointer: link.at.pointer.clone(),
        },
        reference: Some(link),
        ..SchemaObject::default()
    }
    .into()
}
