//! `allOf`: a wrapper around one schema, or objects merged into one.

use std::collections::HashSet;

use indexmap::IndexMap;

use crate::diagnostic::{Code, Diagnostic};
use crate::document::{
    AdditionalProperties, Assertions, At, Schema, SchemaId, SchemaObject, TypeName,
};
use crate::ir::{Step, Ty, Whence};
use crate::source::{Key, Place, pointer};

use super::define::{Scope, part_pointer};
use super::kinds::Kinds;
use super::reference::referenced_whence;
use super::same::{Merged, merge_property};
use super::{Lowerer, Unsupported, keywords};

/// How deep `allOf` may refer to schemas that have `allOf` themselves.
const MAX_STEPS: usize = 32;

/// Objects as one.
#[derive(Default)]
struct Flat {
    /// Where the `allOf` stands.
    owner: At,
    properties: IndexMap<String, (Key, Schema)>,
    required: Vec<(String, At)>,
    additional: Option<AdditionalProperties>,
    /// Something in it does not accept null.
    not_null: bool,
    other: Vec<(Key, crate::source::Node)>,
    /// What all of them demand.
    assertions: Assertions,
}

/// Why schemas are not merged.
enum Stop {
    /// Their keywords have no schema in common that could be written down.
    Clash { place: Place, message: String },
    /// One of them is not there.
    Unresolved(Unsupported),
}

impl From<Unsupported> for Stop {
    fn from(unresolved: Unsupported) -> Self {
        Stop::Unresolved(unresolved)
    }
}

impl Stop {
    /// What is said of the `allOf` of `object`.
    fn diagnostic(self, object: &SchemaObject) -> Diagnostic {
        match self {
            Stop::Unresolved(Unsupported(diagnostic)) => *diagnostic,
            Stop::Clash { place, message } => Diagnostic::new(
                Code::AllOfClash,
                object.at.place,
                pointer::join(&object.at.pointer, "allOf"),
                format!("the schemas of this `allOf` are not merged: {message}"),
            )
            .with_note(place, "because of this"),
        }
    }
}

impl Lowerer<'_> {
    pub(super) fn all_of(&mut self, object: &SchemaObject, scope: &Scope) -> Ty {
        let mut own = object.clone();
        let parts = std::mem::take(&mut own.all_of);
        let (mut structural, constraining): (Vec<_>, Vec<_>) =
            (parts.iter()).partition(|part| !keywords::only_constrains(part) || has_required(part));
        let mut demanded = Assertions::default();
        for part in constraining {
            if let Schema::Object(part) = part {
                self.report_keywords(part);
                demanded = demanded.meet(&part.assertions);
            }
        }
        own.assertions = own.assertions.meet(&demanded);
        let own_adds = keywords::decides(&own) || !own.required.is_empty();
        // A bare `type` beside a schema of that type adds nothing.
        if structural.len() > 1 {
            let bare = |part: &&Schema| matches!(part, Schema::Object(part) if keywords::is_bare_type(part));
            let (bare, rest): (Vec<_>, Vec<_>) = structural.iter().copied().partition(bare);
            let adds_nothing = bare.iter().all(|bare| {
                let Schema::Object(bare) = bare else {
                    return false;
                };
                let types = Kinds::of_types(&bare.types);
                (rest.iter()).any(|part| self.kinds(part).is_within(types))
            });
            if adds_nothing && !rest.is_empty() {
                structural = rest;
            }
        }
        let own_is_bare = keywords::is_bare_type(&own) && {
            let types = Kinds::of_types(&own.types);
            structural
                .iter()
                .any(|part| self.kinds(part).is_within(types))
        };
        match structural.as_slice() {
            [] => self.use_of(&own.into(), &scope.inner()),
            [only] if !own_adds || own_is_bare => {
                self.use_of(&demanding(only, &own.into()), &scope.inner())
            }
            _ => self.merged(object, &own, &structural, scope),
        }
    }

    fn merged(
        &mut self,
        object: &SchemaObject,
        own: &SchemaObject,
        parts: &[&Schema],
        scope: &Scope,
    ) -> Ty {
        let mut flat = Flat {
            owner: own.at.clone(),
            ..Flat::default()
        };
        let mut seen = HashSet::new();
        let own_schema = Schema::from(own.clone());
        let own_part = (keywords::decides(own) || !own.required.is_empty()).then_some(&own_schema);
        for part in parts.iter().copied().chain(own_part) {
            if let Err(stop) = self.flatten(part, None, &mut flat, &mut seen, 0) {
                return self.unsupported(stop.diagnostic(object));
            }
        }
        let mut types = vec![TypeName::Object];
        if !flat.not_null {
            types.push(TypeName::Null);
        }
        let merged = SchemaObject {
            at: own.at.clone(),
            types,
            properties: flat.properties,
            required: flat.required,
            additional_properties: flat.additional,
            other: flat.other,
            assertions: flat.assertions.meet(&own.assertions),
            title: own.title.clone(),
            description: own.description.clone(),
            deprecated: own.deprecated,
            rust_name: own.rust_name.clone(),
            ..SchemaObject::default()
        };
        self.use_of(&merged.into(), &scope.inner())
    }

    /// Adds what `schema` says about objects to `flat`. `from` is where it comes from, if that is not the schema with the
    /// `allOf`.
    fn flatten(
        &mut self,
        schema: &Schema,
        from: Option<&Whence>,
        flat: &mut Flat,
        seen: &mut HashSet<SchemaId>,
        steps: usize,
    ) -> Result<(), Stop> {
        let object = match schema {
            Schema::True(_) => return Ok(()),
            Schema::False(at) | Schema::Unreadable(at) => {
                return Err(clash(at, "one of them is not a schema of objects"));
            }
            Schema::Object(object) => object,
        };
        if steps > MAX_STEPS {
            return Err(clash(&object.at, "they refer to each other too often"));
        }
        if let Some(keyword) = not_of_objects(object) {
            return Err(clash(&object.at, &format!("`{keyword}` cannot be merged")));
        }
        self.report_keywords(object);
        flat.assertions = flat.assertions.meet(&object.assertions);
        if let Some(link) = &object.reference {
            let found = self.referenced_schema(link)?;
            // What is there twice adds nothing the second time.
            if seen.insert(found.id) {
                let from = referenced_whence(&found);
                self.flatten(found.schema, Some(&from), flat, seen, steps + 1)?;
            }
        }
        for part in &object.all_of {
            self.flatten(part, from, flat, seen, steps + 1)?;
        }
        if !object.any_of.is_empty() || !object.one_of.is_empty() {
            match self.only_object_alternative(object) {
                Some(Some(only)) => self.flatten(&only, from, flat, seen, steps + 1)?,
                Some(None) => {}
                None => return Err(clash(&object.at, "one of them has alternatives")),
            }
        }
        if !object.types.is_empty() && !object.types.contains(&TypeName::Null) {
            flat.not_null = true;
        }
        if object.types.is_empty() && keywords::inferred_type(object).is_some() {
            flat.not_null = true;
        }
        if let Some(from) = from {
            for (name, (_, schema)) in &object.properties {
                let whence = from.then(Step::Member(name.clone()));
                self.schemas.bring(&schema.at().pointer, whence);
            }
        }
        flat.add(object)
    }

    /// The one alternative of `anyOf` and `oneOf` that is not null; `Some(None)` where they only add constraints.
    fn only_object_alternative(&mut self, object: &SchemaObject) -> Option<Option<Schema>> {
        if self.alternatives_only_constrain(object) {
            return Some(None);
        }
        let mut only = None;
        for alternative in object.any_of.iter().chain(&object.one_of) {
            if self.kinds(alternative).without_null().is_empty() {
                continue;
            }
            if only.replace(alternative.clone()).is_some() {
                return None;
            }
        }
        only.map(Some)
    }
}

impl Flat {
    /// Where a property stands that several schemas say something about: no schema is written there.
    fn pointer_of_both(&self, name: &str) -> String {
        pointer::join(&part_pointer(&self.owner, "properties", name), "allOf")
    }

    fn add(&mut self, object: &SchemaObject) -> Result<(), Stop> {
        for (name, (key, schema)) in &object.properties {
            let merged = match self.properties.get(name) {
                None => schema.clone(),
                Some((_, known)) => match merge_property(known, schema) {
                    Merged::First => demanding(known, schema),
                    Merged::Second => demanding(schema, known),
                    Merged::Both => both(known, schema, self.pointer_of_both(name)),
                },
            };
            self.properties.insert(name.clone(), (key.clone(), merged));
        }
        for (name, at) in &object.required {
            if !self.required.iter().any(|(known, _)| known == name) {
                self.required.push((name.clone(), at.clone()));
            }
        }
        self.other.extend(
            (object.other.iter())
                .filter(|(key, _)| &*key.text == "patternProperties")
                .cloned(),
        );
        match (&self.additional, &object.additional_properties) {
            (_, None | Some(AdditionalProperties::Any(_))) => {
                if self.additional.is_none() {
                    self.additional.clone_from(&object.additional_properties);
                }
                Ok(())
            }
            (None | Some(AdditionalProperties::Any(_)), Some(additional)) => {
                self.additional = Some(additional.clone());
                Ok(())
            }
            (Some(AdditionalProperties::None(_)), Some(AdditionalProperties::None(_))) => Ok(()),
            (Some(_), Some(_)) => Err(clash(
                &object.at,
                "they disagree about `additionalProperties`",
            )),
        }
    }
}

/// A schema with what another one demands, that says no more of its type.
fn demanding(schema: &Schema, other: &Schema) -> Schema {
    match (schema, other) {
        (Schema::Object(one), Schema::Object(two)) if !two.assertions.is_empty() => {
            let mut both = (**one).clone();
            both.assertions = one.assertions.meet(&two.assertions);
            both.into()
        }
        _ => schema.clone(),
    }
}

/// A property that must be as two schemas say. What is written about it is what the second says, or else the first.
fn both(first: &Schema, second: &Schema, pointer: String) -> Schema {
    let written = |schema: &Schema| match schema {
        Schema::Object(object) => (**object).clone(),
        _ => SchemaObject::default(),
    };
    let (one, two) = (written(first), written(second));
    let mut parts = Vec::new();
    for part in [first, second] {
        match part {
            // More than two parts say something about the property: no `allOf` in `allOf` for that.
            Schema::Object(object) if object.at.pointer == pointer => {
                parts.extend(object.all_of.iter().cloned());
            }
            part => parts.push(part.clone()),
        }
    }
    Schema::from(SchemaObject {
        at: At {
            place: second.at().place,
            pointer,
        },
        all_of: parts,
        title: two.title.or(one.title),
        description: two.description.or(one.description),
        default: two.default.or(one.default),
        deprecated: one.deprecated || two.deprecated,
        read_only: one.read_only || two.read_only,
        write_only: one.write_only || two.write_only,
        rust_name: two.rust_name.or(one.rust_name),
        ..SchemaObject::default()
    })
}

fn clash(at: &At, message: &str) -> Stop {
    Stop::Clash {
        place: at.place,
        message: message.to_owned(),
    }
}

fn has_required(schema: &Schema) -> bool {
    matches!(schema, Schema::Object(object) if !object.required.is_empty())
}

/// A keyword that makes it something else than an object of members.
fn not_of_objects(object: &SchemaObject) -> Option<&'static str> {
    let other_types = !object.types.is_empty() && !object.types.contains(&TypeName::Object);
    [
        (object.rust_type.is_some(), "x-rust-type"),
        (object.values.is_some(), "enum"),
        (object.constant.is_some(), "const"),
        (object.items.is_some(), "items"),
        (object.format.is_some(), "format"),
        (object.content_encoding.is_some(), "contentEncoding"),
        (keywords::impossible(object).is_some(), "$dynamicRef"),
        (other_types, "type"),
    ]
    .into_iter()
    .find_map(|(is, keyword)| is.then_some(keyword))
}
