//! A schema with a `discriminator` and no list of variants: a union of the schemas that extend it, and of itself.
//!
//! It is one even while nothing extends it, so that the first child changes nothing. Inside of a child it stands for its
//! own members alone.

use std::collections::{HashMap, HashSet};

use super::alternative::Alternative;
use super::{Kinds, Lowerer};
use crate::document::{
    At, Discriminator, Document, Link, Schema, SchemaId, SchemaObject, TypeName,
};
use crate::ir::{Called, Kind, Ty};
use crate::lower::schema::define::Scope;
use crate::source::pointer;

/// Which schemas extend each schema directly, in the document's order. The map is for look-ups only.
#[derive(Debug, Default)]
pub(super) struct Children(HashMap<SchemaId, Vec<SchemaId>>);

impl Children {
    fn of(document: &Document) -> Self {
        let mut found: HashMap<SchemaId, Vec<SchemaId>> = HashMap::new();
        for child in document.components.schemas.values() {
            for part in parts(document.schema(*child)) {
                let children = found.entry(part).or_default();
                if !children.contains(child) {
                    children.push(*child);
                }
            }
        }
        Self(found)
    }

    /// All that extend `base`, but those that extend another such base: they are of that one.
    fn all(&self, document: &Document, base: SchemaId) -> Vec<SchemaId> {
        let mut seen = HashSet::from([base]);
        let mut found = Vec::new();
        let mut waiting: Vec<SchemaId> = vec![base];
        while let Some(id) = waiting.pop() {
            for child in self.0.get(&id).into_iter().flatten() {
                if seen.insert(*child) {
                    found.push(*child);
                    let is_base = discriminator(document.schema(*child)).is_some();
                    waiting.extend((!is_base).then_some(*child));
                }
            }
        }
        let order = document.components.schemas.values().enumerate();
        let order: HashMap<SchemaId, usize> = order.map(|(at, id)| (*id, at)).collect();
        found.sort_by_key(|id| order.get(id).copied());
        found
    }
}

/// The schemas that a schema refers to in its `allOf`.
fn parts(schema: &Schema) -> Vec<SchemaId> {
    let Schema::Object(object) = schema else {
        return Vec::new();
    };
    let targets = object.all_of.iter().filter_map(|part| match part {
        Schema::Object(part) => part.reference.as_ref()?.to.as_ref().ok().copied(),
        _ => None,
    });
    targets.collect()
}

/// The discriminator of a schema that lists no variants.
fn discriminator(schema: &Schema) -> Option<&Discriminator> {
    match schema {
        Schema::Object(object) if object.any_of.is_empty() && object.one_of.is_empty() => {
            object.discriminator.as_ref()
        }
        _ => None,
    }
}

impl Lowerer<'_> {
    /// Whether a schema is one that others extend: only what has a name can be referred to.
    pub(in crate::lower::schema) fn is_base(&self, object: &SchemaObject, scope: &Scope) -> bool {
        object.discriminator.is_some()
            && object.any_of.is_empty()
            && object.one_of.is_empty()
            && scope.is_body()
            && scope.whence.is_named_schema()
    }

    /// Whether a schema that extends such a base is a type of its own, though it may add nothing: a child without members, or
    /// a base that extends another.
    pub(in crate::lower::schema) fn is_bare_child(
        &self,
        object: &SchemaObject,
        scope: &Scope,
    ) -> bool {
        let target = |link: &Link<Schema>| {
            let id = *link.to.as_ref().ok()?;
            discriminator(self.document.schema(id))
        };
        let mut links = object.all_of.iter().filter_map(|part| match part {
            Schema::Object(part) => part.reference.as_ref(),
            _ => None,
        });
        let is_body = scope.is_body() && scope.whence.is_named_schema();
        let is_itself = object
            .stands_for
            .as_ref()
            .is_some_and(|link| target(link).is_some());
        (is_body || is_itself) && links.any(|link| target(link).is_some())
    }

    /// The union that a base is.
    pub(in crate::lower::schema) fn base(&mut self, object: &SchemaObject, scope: &Scope) -> Ty {
        let Some(discriminator) = &object.discriminator else {
            return Ty::Json;
        };
        self.bring_own(object, &scope.whence);
        let own = self.document.schemas().at(&object.at.pointer);
        let mut targets = own.map(|own| self.children(own)).unwrap_or_default();
        for entry in &discriminator.mapping {
            let target = entry.schema.to.as_ref().ok().copied();
            targets.extend(target.filter(|one| Some(*one) != own && !targets.contains(one)));
        }
        let mut alternatives: Vec<Alternative> = (targets.into_iter())
            .map(|id| self.child(object, discriminator, id))
            .collect();
        alternatives.push(self.itself(object, discriminator, own));
        let nullable = object.types.contains(&TypeName::Null);
        let ty = self.make_union(object, "discriminator", alternatives, nullable, scope);
        if nullable { ty.or_null() } else { ty }
    }

    /// The discriminator of a schema that all of these extend: what tells its children apart tells these apart.
    pub(super) fn inherited<'a>(
        &self,
        schemas: impl Iterator<Item = &'a Schema>,
    ) -> Option<&Discriminator> {
        let mut common: Option<Vec<SchemaId>> = None;
        for schema in schemas {
            let bases = self.bases(schema);
            common = Some(match common {
                None => bases,
                Some(mut common) => {
                    common.retain(|base| bases.contains(base));
                    common
                }
            });
        }
        let base = *common?.first()?;
        match self.document.schema(base) {
            Schema::Object(object) => object.discriminator.as_ref(),
            _ => None,
        }
    }

    /// The schemas with a discriminator that a schema with a name extends, the nearest first.
    fn bases(&self, schema: &Schema) -> Vec<SchemaId> {
        let own = match schema {
            Schema::Object(object) => object.reference.as_ref(),
            _ => None,
        };
        let mut waiting: Vec<SchemaId> = own.and_then(|link| link.id().ok()).into_iter().collect();
        let mut seen = HashSet::new();
        let mut found = Vec::new();
        while let Some(id) = waiting.pop() {
            for part in parts(self.document.schema(id)) {
                if seen.insert(part) {
                    let schema = self.document.schema(part);
                    let is_told =
                        matches!(schema, Schema::Object(object) if object.discriminator.is_some());
                    found.extend(is_told.then_some(part));
                    waiting.push(part);
                }
            }
        }
        found
    }

    fn children(&mut self, base: SchemaId) -> Vec<SchemaId> {
        let document = self.document;
        let children = (self.unions.children).get_or_insert_with(|| Children::of(document));
        children.all(document, base)
    }

    fn child(
        &mut self,
        object: &SchemaObject,
        discriminator: &Discriminator,
        id: SchemaId,
    ) -> Alternative {
        let link = link(discriminator, id, self.document.schema(id).at());
        let schema = Schema::from(SchemaObject {
            at: below(object, discriminator, &link.target),
            reference: Some(link),
            ..SchemaObject::default()
        });
        let kinds = Kinds::of(Kind::Object);
        let (of, called) = self.identify(object, &schema, kinds);
        Alternative {
            schema,
            kinds,
            of,
            called,
        }
    }

    /// The base without its children. It is called so, since the union has its name.
    fn itself(
        &mut self,
        object: &SchemaObject,
        discriminator: &Discriminator,
        own: Option<SchemaId>,
    ) -> Alternative {
        let mut types = object.types.clone();
        types.retain(|name| *name != TypeName::Null);
        let schema = Schema::from(SchemaObject {
            at: below(object, discriminator, "base"),
            discriminator: None,
            stands_for: own.map(|own| link(discriminator, own, &object.at)),
            types,
            title: None,
            description: None,
            rust_name: None,
            ..object.clone()
        });
        let kinds = Kinds::of(Kind::Object);
        let (of, _) = self.identify(object, &schema, kinds);
        Alternative {
            schema,
            kinds,
            of,
            called: Called::Like("base".to_owned()),
        }
    }
}

fn link(discriminator: &Discriminator, id: SchemaId, at: &At) -> Link<Schema> {
    Link {
        target: at.pointer.clone(),
        at: discriminator.at.clone(),
        to: Ok(id),
    }
}

/// A place that is written nowhere.
fn below(object: &SchemaObject, discriminator: &Discriminator, name: &str) -> At {
    let pointer = pointer::join(&object.at.pointer, "discriminator");
    At {
        place: discriminator.at.place,
        pointer: pointer::join(&pointer, name),
    }
}
