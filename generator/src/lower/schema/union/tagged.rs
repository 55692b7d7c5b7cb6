//! Alternatives that do not name the member by which a `discriminator` tells them: they get it, since a value without it
//! could not be read back.

use std::collections::HashSet;
use std::sync::Arc;

use super::{Kinds, Lowerer};
use crate::document::{At, Discriminator, Schema, SchemaId, SchemaObject, TypeName};
use crate::ir::Kind;
use crate::lower::schema::keywords;
use crate::source::{Key, Node, Value, pointer};

/// How many references and parts a member is looked for through.
const MAX_STEPS: usize = 64;

/// Whether a schema names a member, as far as it is seen.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Names {
    /// It does.
    Yes,
    /// It names others.
    Others,
    /// It names none: any object is a value of it.
    Nothing,
}

impl Lowerer<'_> {
    /// The alternative, with the member that the discriminator names.
    pub(super) fn tagged(
        &mut self,
        union: &SchemaObject,
        schema: Schema,
        kinds: Kinds,
        index: usize,
    ) -> Schema {
        let Some(discriminator) = &union.discriminator else {
            return schema;
        };
        let is_object = kinds == Kinds::of(Kind::Object);
        let mut seen = HashSet::new();
        if !is_object || self.names(&schema, &discriminator.property, &mut seen) != Names::Others {
            return schema;
        }
        let values = self.tag_values(discriminator, &schema);
        let index = index.to_string();
        let at = At {
            place: discriminator.at.place,
            pointer: pointer::join(&discriminator.at.pointer, &index),
        };
        let name = &discriminator.property;
        let member = SchemaObject {
            at: At {
                place: at.place,
                pointer: pointer::join(&at.pointer, name),
            },
            types: vec![TypeName::String],
            values: (!values.is_empty()).then_some(values),
            ..SchemaObject::default()
        };
        let key = Key {
            text: Arc::from(name.as_str()),
            place: at.place,
        };
        let beside = SchemaObject {
            types: vec![TypeName::Object],
            properties: [(name.clone(), (key, member.into()))].into_iter().collect(),
            required: vec![(name.clone(), at.clone())],
            at: At {
                pointer: pointer::join(&at.pointer, "tag"),
                ..at.clone()
            },
            ..SchemaObject::default()
        };
        let whole = SchemaObject {
            at,
            all_of: vec![beside.into()],
            ..SchemaObject::default()
        };
        self.with(&schema, &whole, None)
    }

    /// The values that say that a value is of an alternative.
    fn tag_values(&self, discriminator: &Discriminator, schema: &Schema) -> Vec<Node> {
        let Schema::Object(object) = schema else {
            return Vec::new();
        };
        let link = object.reference.as_ref().or(object.stands_for.as_ref());
        // A reference that leads nowhere was told where it was read; here and below it names no schema.
        let Some(found) = link.and_then(|link| self.referenced_schema(link).ok()) else {
            return Vec::new();
        };
        let mapped = discriminator.mapping.iter().filter(|entry| {
            let target = entry.schema.to.as_ref().ok();
            target == Some(&found.id)
        });
        let mut values: Vec<&str> = mapped.map(|entry| entry.value.as_str()).collect();
        if values.is_empty() {
            values.push(&found.name);
        }
        let values = values.into_iter().map(|value| Node {
            value: Value::String(Arc::from(value)),
            place: discriminator.at.place,
        });
        values.collect()
    }

    fn names(&self, schema: &Schema, name: &str, seen: &mut HashSet<SchemaId>) -> Names {
        let Schema::Object(object) = schema else {
            return Names::Nothing;
        };
        if object.properties.contains_key(name) || seen.len() > MAX_STEPS {
            return Names::Yes;
        }
        let mut found = match object.properties.is_empty() {
            true => Names::Nothing,
            false => Names::Others,
        };
        let mut add = |more: Names| match (found, more) {
            (_, Names::Yes) => found = Names::Yes,
            (Names::Nothing, Names::Others) => found = Names::Others,
            _ => {}
        };
        if let Some(link) = &object.reference {
            if let Ok(target) = self.referenced_schema(link) {
                if seen.insert(target.id) {
                    add(self.names(target.schema, name, seen));
                }
            }
        }
        for part in &object.all_of {
            add(self.names(part, name, seen));
        }
        // Each alternative of a union in a union says for itself what it is.
        if !object.any_of.is_empty() || !object.one_of.is_empty() {
            let mut alternatives = object.any_of.iter().chain(&object.one_of);
            let only_constrain = alternatives.clone().all(keywords::only_constrains);
            let any = alternatives.any(|one| self.names(one, name, seen) == Names::Yes);
            add(if any && !only_constrain {
                Names::Yes
            } else {
                Names::Nothing
            });
        }
        found
    }
}
