//! What an anonymous type is called: what it is inside of, and the words of the way from there.

use std::collections::BTreeMap;

use crate::ir::{Api, Called, Root, Step, TypeDef, TypeId, TypeKey, VariantOf, View, Whence};

use super::propose::{status_name, type_name};
use super::words::{Symbols, words};
use super::{Names, OperationNames};
use crate::identifier::{camel, camel_of_snake};

/// The types by their keys, those that were merged into others too.
pub(super) struct Types(BTreeMap<TypeKey, usize>);

impl Types {
    pub(super) fn of(api: &Api) -> Self {
        let mut all = BTreeMap::new();
        for (index, def) in api.types.iter().enumerate() {
            for key in def.keys() {
                all.entry(key).or_insert(index);
            }
        }
        Self(all)
    }

    /// The type that `def` is inside of, and the way from there: one of its own view, if there is one.
    pub(super) fn owner<'d>(&self, def: &'d TypeDef) -> Option<(usize, &'d [Step])> {
        let any = [View::Whole, View::Response, View::Request];
        self.in_views(def, &[def.view])
            .or_else(|| self.in_views(def, &any))
    }

    /// Whether `def` is inside of a type of its own view, whose name tells it from the other view.
    pub(super) fn is_inside_of_its_view(&self, def: &TypeDef) -> bool {
        self.in_views(def, &[def.view]).is_some()
    }

    fn in_views<'d>(&self, def: &'d TypeDef, views: &[View]) -> Option<(usize, &'d [Step])> {
        let steps = &def.origin.whence.steps;
        (0..steps.len()).rev().find_map(|count| {
            let schema = Whence {
                root: def.origin.whence.root.clone(),
                steps: steps.get(..count)?.to_vec(),
            };
            let mut keys = views.iter().map(|view| TypeKey {
                schema: schema.clone(),
                view: *view,
            });
            let owner = keys.find_map(|key| self.0.get(&key))?;
            Some((*owner, steps.get(count..)?))
        })
    }
}

/// The item of a tuple at an index.
fn ordinal(index: u32) -> String {
    const WORDS: [&str; 8] = [
        "First", "Second", "Third", "Fourth", "Fifth", "Sixth", "Seventh", "Eighth",
    ];
    let word = WORDS.get(index as usize);
    word.map_or_else(|| format!("Item{}", index + 1), |word| (*word).to_owned())
}

/// What an anonymous type would like to be called, best first.
pub(super) fn proposals(
    names: &Names,
    operations: &BTreeMap<&Whence, usize>,
    types: &Types,
    def: &TypeDef,
) -> Vec<String> {
    let called = last_called(def);
    let whence = &def.origin.whence;
    let Some((owner, way)) = types.owner(def) else {
        let name = stem(names, operations, whence) + &text(&whence.steps, called);
        return vec![type_name(&name)];
    };
    let id = TypeId(u32::try_from(owner).unwrap_or(u32::MAX));
    let owner = names.of_type(id);
    let own = text(way, called);
    let whole = type_name(&format!("{owner}{own}"));
    match own.strip_prefix(owner) {
        // `Pet` with a `pet_kind` has a `PetKind`.
        Some(rest) if rest.starts_with(|next: char| next.is_ascii_uppercase()) => {
            vec![own, whole]
        }
        Some("") => vec![format!("{owner}Value")],
        _ => vec![whole],
    }
}

/// What the document calls the last step, if it has a better name than the step itself.
fn last_called(def: &TypeDef) -> Option<&str> {
    match &def.origin.called {
        Called::Like(name) | Called::Fixed(name) => Some(name),
        Called::ByPlace => None,
    }
}

/// What stands before the way from a root that is no type.
fn stem(names: &Names, operations: &BTreeMap<&Whence, usize>, whence: &Whence) -> String {
    let bodies = |name: &str| type_name(name).trim_end_matches("Body").to_owned() + "Body";
    match &whence.root {
        Root::RequestBody(shared) | Root::Response(shared) => bodies(&shared.name),
        Root::Operation(path, method) => {
            let root = Whence::of(whence.root.clone());
            let index = operations.get(&root);
            let operation = index.and_then(|index| names.operations.get(*index));
            match operation {
                Some(OperationNames { method, .. }) => camel_of_snake(method),
                None => of_text(&format!("{} {path}", method.as_str())),
            }
        }
        Root::Path(path) => of_text(path),
        root => type_name(Whence::of(root.clone()).name()),
    }
}

/// The name of a variant, if its type stands in the union itself: the way from there.
pub(super) fn within(union: &TypeDef, def: &TypeDef) -> Option<String> {
    let places = std::iter::once(&def.origin).chain(&def.merged);
    let unions: Vec<&Whence> = std::iter::once(&union.origin)
        .chain(&union.merged)
        .map(|origin| &origin.whence)
        .collect();
    let way = places.into_iter().find_map(|origin| {
        let whence = &origin.whence;
        let inside = (unions.iter()).find(|union| {
            union.root == whence.root
                && whence.steps.len() > union.steps.len()
                && whence.steps.starts_with(&union.steps)
        })?;
        let called = match &origin.called {
            Called::Like(name) | Called::Fixed(name) => Some(name.as_str()),
            Called::ByPlace => None,
        };
        Some(text(whence.steps.get(inside.steps.len()..)?, called))
    });
    way.filter(|name| !name.is_empty())
        .map(|name| type_name(&name))
}

/// The words of steps, in upper camel case; the last one may have a better name.
fn text(steps: &[Step], called: Option<&str>) -> String {
    let mut found = String::new();
    for (index, step) in steps.iter().enumerate() {
        let is_last = index + 1 == steps.len();
        match called {
            Some(called) if is_last => found.push_str(&of_text(called)),
            _ => found.push_str(&of_step(step)),
        }
    }
    found
}

fn of_step(step: &Step) -> String {
    match step {
        Step::Member(name)
        | Step::Value(name)
        | Step::Param(_, name)
        | Step::Header(name)
        | Step::Variable(name)
        | Step::Callback { name, .. } => of_text(name),
        Step::Item => "Item".to_owned(),
        Step::Nth(index) => ordinal(*index),
        Step::MapValue => "Value".to_owned(),
        Step::Variant { of, nth } => {
            let name = match of {
                VariantOf::Schema(_) => String::new(),
                VariantOf::Tag(text) => of_text(text),
                VariantOf::Kind(kind) => of_text(kind.as_str()),
                VariantOf::Any => "Value".to_owned(),
            };
            match nth {
                0 => name,
                nth => format!("{name}{}", nth + 1),
            }
        }
        Step::Body => "Body".to_owned(),
        Step::Answer(status) => status_name(*status) + "Body",
        Step::Media(_) => String::new(),
    }
}

fn of_text(text: &str) -> String {
    camel(&words(text, Symbols::Separate))
}
