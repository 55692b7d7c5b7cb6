//! Alternatives with something beside them: each gets what stands beside, and the whole is a union of what comes of that.

use crate::document::{At, Schema, SchemaId, SchemaObject};
use crate::ir::{Step, Whence};
use crate::source::pointer;

use super::flatten::{Alternatives, Flat, Stop, Way};
use super::kinds::Kinds;
use super::{Lowerer, keywords};

/// How many variants the alternatives of several schemas may give together.
const MAX_VARIANTS: usize = 256;

impl Lowerer<'_> {
    /// The flat schema without alternatives that need deciding: one that is left alone is a part like others, and several
    /// are the alternatives of the base.
    pub(super) fn joined(
        &mut self,
        mut flat: Flat,
        whence: &Whence,
        way: &mut Way,
    ) -> Result<Flat, Stop> {
        let mut waiting = std::mem::take(&mut flat.unions);
        let mut left = Vec::new();
        while let Some(mut union) = waiting.pop() {
            union.schemas = self.fitting(&flat.base, union.schemas);
            match union.schemas.as_slice() {
                [] => {
                    return Err(Stop::Gather {
                        at: union.at,
                        message: "none of the alternatives fits what stands beside them",
                    });
                }
                [only] => {
                    let only = self.flat_schema(only, &union.whence, way, 0)?;
                    flat.add(only)?;
                    waiting.append(&mut flat.unions);
                }
                _ => left.push(union),
            }
        }
        left.reverse();
        if left
            .iter()
            .map(|union| union.schemas.len())
            .product::<usize>()
            > MAX_VARIANTS
        {
            return Err(Stop::Gather {
                at: way.owner.clone(),
                message: "their alternatives give too many variants",
            });
        }
        if !left.is_empty() {
            self.distribute(&mut flat, left, whence);
        }
        Ok(flat)
    }

    /// The alternatives that are of a kind that the base takes.
    fn fitting(&mut self, base: &SchemaObject, alternatives: Vec<Schema>) -> Vec<Schema> {
        // Without a type, its keywords say nothing of alternatives of another kind than they are about.
        if base.types.is_empty() && base.values.is_none() && base.constant.is_none() {
            return alternatives;
        }
        let kinds = self.kinds(&Schema::from(base.clone()));
        let alternatives = alternatives.into_iter();
        alternatives
            .filter(|one| !self.kinds(one).common(kinds).is_empty())
            .collect()
    }

    /// Puts the base into each of the alternatives, unless there is nothing to put.
    fn distribute(&mut self, flat: &mut Flat, mut unions: Vec<Alternatives>, whence: &Whence) {
        let union = unions.remove(0);
        let at = flat.base.at.clone();
        let adds = !unions.is_empty() || self.adds_to(&flat.base, &union.schemas);
        let schemas = if adds {
            self.bring_own(&flat.base, whence);
            let closing = keywords::closing(&mut flat.base);
            let beside = beside(&mut flat.base, unions);
            flat.base.at = at.clone();
            let mut whole = SchemaObject {
                all_of: beside,
                ..SchemaObject::default()
            };
            if let Some(closing) = closing {
                // Where several alternatives may hold, what is evaluated depends on the value.
                let closed = match union.keyword {
                    "oneOf" => &mut whole.assertions,
                    _ => &mut flat.base.assertions,
                };
                closed.push(closing.demand, closing.at);
            }
            let owner = self.document.schemas().at(&at.pointer);
            let schemas = union.schemas.iter().enumerate();
            schemas
                .map(|(index, schema)| {
                    let index = index.to_string();
                    whole.at = below(&at, &[union.keyword, &index, "allOf"]);
                    self.with(schema, &whole, owner)
                })
                .collect()
        } else {
            union.schemas
        };
        flat.base.discriminator = union.discriminator;
        match union.keyword {
            "anyOf" => flat.base.any_of = schemas,
            _ => flat.base.one_of = schemas,
        }
    }

    /// Whether the base says anything that the alternatives do not say.
    fn adds_to(&mut self, base: &SchemaObject, alternatives: &[Schema]) -> bool {
        if keywords::is_bare_type(base) {
            let types = Kinds::of_types(&base.types);
            return !alternatives
                .iter()
                .all(|one| self.kinds(one).is_within(types));
        }
        keywords::decides(base) || !base.required.is_empty()
    }

    /// What is in the base comes from the whole, whichever of the alternatives is lowered first.
    pub(super) fn bring_own(&mut self, base: &SchemaObject, whence: &Whence) {
        for (name, (_, schema)) in &base.properties {
            let whence = whence.then(Step::Member(name.clone()));
            self.schemas.bring(&schema.at().pointer, whence);
        }
    }

    /// An alternative, with what stands beside it.
    pub(super) fn with(
        &mut self,
        schema: &Schema,
        beside: &SchemaObject,
        owner: Option<SchemaId>,
    ) -> Schema {
        // A child that extends the schema that lists it says all that already.
        let is_child = owner.is_some_and(|owner| self.extends(schema, owner));
        if is_child || self.kinds(schema).without_null().is_empty() {
            return schema.clone();
        }
        let mut whole = beside.clone();
        whole.at.place = schema.at().place;
        whole.all_of.push(schema.clone());
        if let Schema::Object(object) = schema {
            let link = object.reference.as_ref().or(object.stands_for.as_ref());
            whole.stands_for = link.cloned();
            whole.title.clone_from(&object.title);
            whole.description.clone_from(&object.description);
            whole.rust_name.clone_from(&object.rust_name);
            whole.deprecated = object.deprecated;
        }
        whole.into()
    }
}

/// The base and the other alternatives, as parts of an `allOf`.
fn beside(base: &mut SchemaObject, unions: Vec<Alternatives>) -> Vec<Schema> {
    let at = base.at.clone();
    let mut own = std::mem::take(base);
    own.at = below(&at, &["beside"]);
    let mut parts = vec![Schema::from(own)];
    for (index, union) in unions.into_iter().enumerate() {
        let mut alternatives = SchemaObject {
            at: At {
                place: union.at.place,
                ..below(&at, &["beside", &index.to_string()])
            },
            discriminator: union.discriminator,
            ..SchemaObject::default()
        };
        match union.keyword {
            "anyOf" => alternatives.any_of = union.schemas,
            _ => alternatives.one_of = union.schemas,
        }
        parts.push(alternatives.into());
    }
    parts
}

/// A place that is written nowhere.
fn below(at: &At, way: &[&str]) -> At {
    At {
        place: at.place,
        pointer: (way.iter()).fold(at.pointer.clone(), |at, word| pointer::join(&at, word)),
    }
}
