//! What a schema says in all: its own keywords, what it refers to, and the parts of its `allOf`, met into one. Alternatives
//! stay apart, until it is known what stands beside them.

use std::collections::HashSet;
use std::sync::Arc;

use crate::diagnostic::{Code, Diagnostic};
use crate::document::{
    AdditionalProperties, Assertion, At, Discriminator, Link, Schema, SchemaId, SchemaObject,
};
use crate::ir::{Step, Whence};
use crate::source::pointer;

use super::meet::{Clash, Met, Taken, meet};
use super::reference::referenced_whence;
use super::{Lowerer, Unsupported, demands, keywords};

/// How deep `allOf` may refer to schemas that have `allOf` themselves.
const MAX_STEPS: usize = 32;

/// A schema, flat.
#[derive(Debug, Default)]
pub(super) struct Flat {
    /// All but the alternatives.
    pub(super) base: SchemaObject,
    /// The alternatives of each schema that has some.
    pub(super) unions: Vec<Alternatives>,
    pub(super) taken: Vec<Taken>,
    /// The schemas that it was met from.
    leaves: Vec<Arc<SchemaObject>>,
}

/// `anyOf` or `oneOf` of one schema.
#[derive(Clone, Debug)]
pub(super) struct Alternatives {
    pub(super) at: At,
    /// Where an anonymous alternative comes from.
    pub(super) whence: Whence,
    pub(super) keyword: &'static str,
    pub(super) schemas: Vec<Schema>,
    pub(super) discriminator: Option<Discriminator>,
}

/// Why schemas are not merged.
pub(super) enum Stop {
    /// No value is as all of them say.
    Clash(Clash),
    /// They cannot be gathered.
    Gather { at: At, message: &'static str },
    /// One of them is not there.
    Unresolved(Unsupported),
}

impl From<Unsupported> for Stop {
    fn from(unresolved: Unsupported) -> Self {
        Stop::Unresolved(unresolved)
    }
}

impl From<Clash> for Stop {
    fn from(clash: Clash) -> Self {
        Stop::Clash(clash)
    }
}

impl Stop {
    /// What is said of the schema at `at`.
    pub(super) fn diagnostic(self, at: &At, keyword: &str) -> Diagnostic {
        let said = |message: &str| {
            Diagnostic::new(
                Code::AllOfClash,
                at.place,
                pointer::join(&at.pointer, keyword),
                format!("the schemas of this `{keyword}` cannot be one: {message}"),
            )
        };
        match self {
            Stop::Unresolved(Unsupported(diagnostic)) => *diagnostic,
            Stop::Gather { at, message } => said(message).with_note(at.place, "because of this"),
            Stop::Clash(clash) => said(&clash.message)
                .with_note(clash.first, "this says one thing")
                .with_note(clash.second, "this says another"),
        }
    }
}

/// Where flattening is.
pub(super) struct Way {
    /// The schema that is made flat: what is made of two parts has its place below it.
    pub(super) owner: At,
    /// The schemas on the way, each of which adds nothing the second time.
    seen: HashSet<SchemaId>,
}

impl Lowerer<'_> {
    /// The beginning of the way through the schema at `owner`.
    pub(super) fn way(&self, owner: &At) -> Way {
        Way {
            owner: owner.clone(),
            seen: self
                .document
                .schemas()
                .at(&owner.pointer)
                .into_iter()
                .collect(),
        }
    }

    /// One schema as part of another.
    pub(super) fn flat_schema(
        &mut self,
        schema: &Schema,
        whence: &Whence,
        way: &mut Way,
        steps: usize,
    ) -> Result<Flat, Stop> {
        let stop = |at: &At, message| {
            Err(Stop::Gather {
                at: at.clone(),
                message,
            })
        };
        match schema {
            Schema::True(_) => Ok(Flat::at(&way.owner)),
            Schema::False(at) => stop(at, "nothing is a value of `false`"),
            Schema::Unreadable(at) => stop(at, "one of them is not a schema"),
            Schema::Object(object) if steps > MAX_STEPS => {
                stop(&object.at, "they refer to each other too often")
            }
            Schema::Object(object) if keywords::impossible(object).is_some() => {
                stop(&object.at, "`$recursiveRef` is not followed")
            }
            Schema::Object(object) => {
                // What an `allOf` brought from elsewhere comes from there.
                let brought = self.schemas.brought(&object.at.pointer).cloned();
                self.flat_object(object, brought.as_ref().unwrap_or(whence), way, steps)
            }
        }
    }

    /// The parts, and then the own keywords, of an object. `whence` is where it comes from.
    pub(super) fn flat_object(
        &mut self,
        object: &SchemaObject,
        whence: &Whence,
        way: &mut Way,
        steps: usize,
    ) -> Result<Flat, Stop> {
        let mut flat = Flat::at(&way.owner);
        if let Some(link) = &object.reference {
            let found = self.referenced_schema(link)?;
            // What is there twice adds nothing the second time.
            if way.seen.insert(found.id) {
                let whence = referenced_whence(&found);
                let mut base = self.flat_schema(found.schema, &whence, way, steps + 1)?;
                // Who extends what may be null does not mean that the whole may be.
                base.base.nullable = false;
                flat.add(base)?;
            }
        }
        for part in &object.all_of {
            flat.add(self.flat_schema(part, whence, way, steps + 1)?)?;
        }
        let mut own = demands::without_constraining(object).into_owned();
        own.reference = None;
        own.all_of = Vec::new();
        self.bring(&own, whence, &way.owner);
        self.report_unknown(&own);
        let unions = self.take_alternatives(&mut own, whence, way);
        let closing = keywords::closing(&mut own);
        flat.add(Flat {
            leaves: vec![Arc::new(own.clone())],
            base: own,
            unions,
            taken: Vec::new(),
        })?;
        if let Some(closing) = closing {
            flat.close(closing);
        }
        Ok(flat)
    }

    /// What is written elsewhere comes from there, whoever is lowered first.
    fn bring(&mut self, object: &SchemaObject, whence: &Whence, owner: &At) {
        if object.at.pointer == owner.pointer {
            return;
        }
        for (name, (_, schema)) in &object.properties {
            let whence = whence.then(Step::Member(name.clone()));
            self.schemas.bring(&schema.at().pointer, whence);
        }
        if let Some(items) = &object.items {
            self.schemas
                .bring(&items.at().pointer, whence.then(Step::Item));
        }
        if let Some(AdditionalProperties::Schema(values)) = &object.additional_properties {
            self.schemas
                .bring(&values.at().pointer, whence.then(Step::MapValue));
        }
    }

    /// Takes the alternatives out of a schema; those that say nothing new are dropped.
    fn take_alternatives(
        &mut self,
        own: &mut SchemaObject,
        whence: &Whence,
        way: &Way,
    ) -> Vec<Alternatives> {
        let discriminator = own.discriminator.take();
        if own.any_of.is_empty() && own.one_of.is_empty() {
            return Vec::new();
        }
        let any = ("anyOf", std::mem::take(&mut own.any_of));
        let one = ("oneOf", std::mem::take(&mut own.one_of));
        let mut unions = Vec::new();
        for (keyword, schemas) in [any, one] {
            // A parent that lists its children holds for each of them.
            let is_met = schemas.iter().any(|schema| is_seen(schema, &way.seen));
            if !schemas.is_empty() && !is_met {
                unions.push(Alternatives {
                    at: own.at.clone(),
                    whence: whence.clone(),
                    keyword,
                    schemas,
                    discriminator: discriminator.clone(),
                });
            }
        }
        unions
    }
}

fn is_seen(schema: &Schema, seen: &HashSet<SchemaId>) -> bool {
    let id = |link: &Link<Schema>| link.to.as_ref().ok().copied();
    match schema {
        Schema::Object(object) => {
            (object.reference.as_ref().and_then(id)).is_some_and(|id| seen.contains(&id))
        }
        _ => false,
    }
}

impl Flat {
    /// Nothing yet.
    fn at(owner: &At) -> Self {
        Self {
            base: SchemaObject {
                at: owner.clone(),
                ..SchemaObject::default()
            },
            ..Self::default()
        }
    }

    /// Lays `unevaluatedProperties` over the whole. Where the whole has alternatives, it is laid over each of those.
    fn close(&mut self, closing: Assertion) {
        match keywords::additional_of(&closing.demand) {
            Some(additional) if self.unions.is_empty() => {
                let known = &mut self.base.additional_properties;
                known.get_or_insert(additional);
            }
            _ => self.base.assertions.push(closing.demand, closing.at),
        }
    }

    /// Which two of the schemas leave no value to each other.
    fn clash_with(&self, part: &Flat) -> Option<Clash> {
        let pairs = self.leaves.iter();
        let mut pairs = pairs.flat_map(|one| part.leaves.iter().map(move |two| (one, two)));
        pairs.find_map(|(one, two)| meet((**one).clone(), two).err())
    }

    pub(super) fn add(&mut self, part: Flat) -> Result<(), Clash> {
        let Met { schema, taken } = meet(std::mem::take(&mut self.base), &part.base)
            .map_err(|clash| self.clash_with(&part).unwrap_or(clash))?;
        self.base = schema;
        self.leaves.extend(part.leaves);
        self.unions.extend(part.unions);
        for one in part.taken.into_iter().chain(taken) {
            if !self.taken.contains(&one) {
                self.taken.push(one);
            }
        }
        Ok(())
    }
}
