//! The alternatives of a union, without null, and without what makes no difference to them.

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
        for schema in flattened(alternatives) {
            let schema = typed_by(schema, &object.types);
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
                schema,
                kinds,
                of,
                called,
            });
        }
        (kept, nullable)
    }
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
