//! Merges anonymous types of equal shape into the first of them, so that people meet one type instead of many.
//!
//! Components are never merged: their names mean something. Merging the types inside makes those around them equal too,
//! so it is repeated until nothing is equal any more.

use std::collections::HashMap;

use super::renumber::{Becomes, renumber};
use crate::ir::{Api, Called, RulesId, Shape, TypeDef, TypeId, View};

/// The pass.
pub(super) fn run(api: &mut Api) {
    while merge(api) {}
}

/// Merges what is equal now; whether anything was.
fn merge(api: &mut Api) -> bool {
    // Never iterated over, so that its order is nobody's.
    let mut first: HashMap<Key<'_>, Vec<(TypeId, Option<&str>)>> = HashMap::new();
    let mut becomes = vec![Becomes::Itself; api.types.len()];
    let mut into = Vec::new();
    for (at, (def, becomes)) in api.types.iter().zip(&mut becomes).enumerate() {
        if !def.is_anonymous() {
            continue;
        }
        let name = recorded_name(api, def);
        let equal = first.entry(Key::of(def)).or_default();
        let same = (equal.iter_mut()).find(|(_, other)| match (*other, name) {
            (Some(other), Some(name)) => other == name,
            _ => true,
        });
        let id = match same {
            Some((id, other)) => {
                *other = other.or(name);
                *id
            }
            None => {
                equal.push((TypeId::at(at), name));
                TypeId::at(at)
            }
        };
        if id != TypeId::at(at) {
            *becomes = Becomes::Merged(id);
            let mut places = vec![def.origin.clone()];
            places.extend(def.merged.iter().cloned());
            into.push((id, def.usage, places));
        }
    }
    for (id, usage, places) in &mut into {
        if let Some(def) = api.types.get_mut(id.0 as usize) {
            def.usage.request |= usage.request;
            def.usage.response |= usage.response;
            def.merged.append(places);
        }
    }
    renumber(api, &becomes);
    !into.is_empty()
}

/// The name that the lock has for a type: those of two names stay two.
fn recorded_name<'a>(api: &'a Api, def: &TypeDef) -> Option<&'a str> {
    def.keys()
        .find_map(|key| api.recorded.types.get(&key.to_string()))
        .map(String::as_str)
}

/// What must be equal: the shape, the direction, and what somebody said in the document about its Rust side.
#[derive(PartialEq, Eq, Hash)]
struct Key<'a> {
    shape: &'a Shape,
    rules: Option<RulesId>,
    view: View,
    deprecated: bool,
    parts: Vec<(&'a Called, bool)>,
}

impl<'a> Key<'a> {
    fn of(def: &'a TypeDef) -> Self {
        // The titles of alternatives name their types, not their variants.
        let is_union = matches!(def.shape, Shape::Union(_));
        let parts = def.parts.iter().map(|part| match &part.origin.called {
            Called::Like(_) if is_union => (&Called::ByPlace, part.docs.deprecated),
            called => (called, part.docs.deprecated),
        });
        Self {
            shape: &def.shape,
            rules: def.rules,
            view: def.view,
            deprecated: def.docs.deprecated,
            parts: parts.collect(),
        }
    }
}
