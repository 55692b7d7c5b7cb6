//! The alternatives of a union, without null, and without what makes no difference to them.

use crate::diagnostic::{Code, Diagnostic, Effect};
use crate::document::{Schema, SchemaObject, TypeName};
use crate::ir::Kind;

use super::alternative::Alternative;
use super::{Kinds, Lowerer};
use crate::lower::schema::keywords;

impl Lowerer<'_> {
    /// The alternatives, and whether null is one.
    pub(super) fn gather(
        &mut self,
        object: &SchemaObject,
        alternatives: &[Schema],
    ) -> (Vec<Alternative>, bool) {
        let mut nullable = false;
        let mut kept: Vec<Alternative> = Vec::new();
        let alternatives = flattened(alternatives);
        let objects = Kinds::of(Kind::Object);
        let mut beside_objects = false;
        for one in &alternatives {
            let is_object = self.kinds(one).without_null() == objects;
            beside_objects |= is_object && !is_bare_object(one);
        }
        for (index, schema) in alternatives.iter().enumerate() {
            let schema = typed_by(schema, &object.types);
            if alternatives.len() > 1 && is_null_meant(&schema, beside_objects) {
                self.say_null_meant(&schema);
                nullable = true;
                continue;
            }
            let kinds = self.kinds(&schema);
            if kinds != Kinds::ALL && kinds.has(Kind::Null) {
                nullable = true;
            }
            let kinds = kinds.without_null();
            if kinds.is_empty() || kept.iter().any(|one| is_twice(&one.schema, &schema)) {
                continue;
            }
            let (of, called) = self.identify(object, &schema, kinds);
            kept.push(Alternative {
                schema: self.tagged(object, schema, kinds, index),
                kinds,
                of,
                called,
            });
        }
        (kept, nullable)
    }

    /// In OpenAPI 3.0 such a schema accepts everything, or every object; no one means that beside another alternative.
    fn say_null_meant(&mut self, schema: &Schema) {
        self.diagnostics.push(
            Diagnostic::new(
                Code::AllOfMeant,
                schema.at().place,
                &schema.at().pointer,
                "this alternative says nothing but `nullable`: null is taken for it",
            )
            .with_effect(Effect::Assumed("null".to_owned())),
        );
    }
}

/// Whether an alternative says nothing but `nullable: true`; beside objects, that it is an object at most.
fn is_null_meant(schema: &Schema, beside_objects: bool) -> bool {
    let Schema::Object(object) = schema else {
        return false;
    };
    let is_untyped = !object.types.iter().any(|name| *name != TypeName::Null);
    object.nullable
        && (is_nothing(object) && is_untyped || beside_objects && is_bare_object(schema))
}

/// Whether a schema says that a value is an object, and nothing of what is in it.
fn is_bare_object(schema: &Schema) -> bool {
    match schema {
        Schema::Object(object) => {
            let mut types = object.types.iter().filter(|name| **name != TypeName::Null);
            types.next() == Some(&TypeName::Object) && types.next().is_none() && is_nothing(object)
        }
        _ => false,
    }
}

/// Whether nothing decides in a schema but its type.
fn is_nothing(object: &SchemaObject) -> bool {
    !keywords::decides_beyond_type(object)
        && object.required.is_empty()
        && object.assertions.is_empty()
}

/// The alternatives, with those of alternatives that are nothing but a union of others themselves.
fn flattened(alternatives: &[Schema]) -> Vec<&Schema> {
    let mut flat = Vec::new();
    let mut waiting: Vec<&Schema> = alternatives.iter().rev().collect();
    while let Some(schema) = waiting.pop() {
        match plain(schema) {
            Some(inner) => waiting.extend(inner.iter().rev()),
            None => flat.push(schema),
        }
    }
    flat
}

/// The alternatives of a schema that is nothing else, and has no name.
fn plain(schema: &Schema) -> Option<&[Schema]> {
    let Schema::Object(object) = schema else {
        return None;
    };
    let is_named = object.title.is_some() || object.rust_name.is_some();
    let mut rest = (**object).clone();
    let is_tagged = rest.discriminator.is_some();
    (rest.any_of, rest.one_of) = (Vec::new(), Vec::new());
    let is_bare =
        !keywords::decides(&rest) && rest.required.is_empty() && rest.assertions.is_empty();
    if is_named || is_tagged || !is_bare {
        return None;
    }
    match (&*object.any_of, &*object.one_of) {
        (inner, []) | ([], inner) if !inner.is_empty() => Some(inner),
        _ => None,
    }
}

/// Whether both refer to the same schema, and say nothing more.
fn is_twice(first: &Schema, second: &Schema) -> bool {
    let target = |schema: &Schema| match schema {
        Schema::Object(object) => {
            let mut beside = (**object).clone();
            let link = beside.reference.take()?;
            let id = link.to.ok()?;
            (!keywords::decides(&beside) && beside.rust_name.is_none()).then_some(id)
        }
        _ => None,
    };
    target(first).is_some_and(|first| target(second) == Some(first))
}

/// The alternative, with the types of the schema that holds it where it has none itself.
fn typed_by(schema: &Schema, types: &[TypeName]) -> Schema {
    match schema {
        Schema::Object(object)
            if object.types.is_empty()
                && !types.is_empty()
                && object.reference.is_none()
                && object.all_of.is_empty()
                && object.any_of.is_empty()
                && object.one_of.is_empty()
                && keywords::inferred_type(object).is_none_or(|name| types.contains(&name)) =>
        {
            let mut typed = (**object).clone();
            typed.types = types.to_vec();
            typed.into()
        }
        other => other.clone(),
    }
}
