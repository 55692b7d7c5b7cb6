//! Chooses the variants of unions, and the answers, that a `From` leads to: those that alone hold their type.
//!
//! A `From` that was given stays with its variant when another of the same type comes.

use std::collections::BTreeSet;

use crate::ir::{Api, Shape, Ty, TypeId};

/// The pass.
pub(super) fn run(api: &mut Api) {
    let mut chosen = BTreeSet::new();
    for (index, def) in api.types.iter().enumerate() {
        let Shape::Union(union) = &def.shape else {
            continue;
        };
        let own = Ty::Named(TypeId::at(index));
        let held = (def.parts.iter().zip(&union.variants))
            .map(|(part, variant)| Held::new(api, def.part_key(part), &variant.ty))
            .map(|held| held.unless(|held| held.ty == own));
        choose(
            &held.collect::<Vec<_>>(),
            &api.recorded.conversions,
            &mut chosen,
        );
    }
    for operation in &api.operations {
        let held = operation.answers.iter().filter_map(|answer| {
            let held = Held::new(api, answer.origin.whence.to_string(), answer.body()?);
            // A range of statuses needs the status beside the body; a required header is needed too.
            let needs_more =
                !answer.status.is_exact() || answer.headers.iter().any(|header| header.required);
            Some(held.unless(|_| needs_more))
        });
        choose(
            &held.collect::<Vec<_>>(),
            &api.recorded.conversions,
            &mut chosen,
        );
    }
    api.conversions = chosen;
}

/// What a variant holds.
struct Held {
    /// Its key in the lock.
    key: String,
    /// As the trait solver sees it.
    ty: Ty,
    /// Whether a `From` can lead to it.
    possible: bool,
}

impl Held {
    fn new(api: &Api, key: String, ty: &Ty) -> Self {
        let ty = bare(api, ty);
        let possible = !matches!(ty, Ty::Path(_) | Ty::Null);
        Self { key, ty, possible }
    }

    fn unless(self, is_impossible: impl Fn(&Self) -> bool) -> Self {
        let possible = self.possible && !is_impossible(&self);
        Self { possible, ..self }
    }
}

fn choose(all: &[Held], recorded: &BTreeSet<String>, chosen: &mut BTreeSet<String>) {
    // A type of the user's may be any type under another name.
    let is_known = !all.iter().any(|one| matches!(one.ty, Ty::Path(_)));
    for one in all.iter().filter(|one| one.possible) {
        let mut same = all.iter().filter(|other| other.ty == one.ty);
        let had = same
            .clone()
            .find(|other| other.possible && recorded.contains(&other.key));
        let is_chosen = match had {
            Some(had) => had.key == one.key,
            None => is_known && same.nth(1).is_none(),
        };
        if is_chosen {
            chosen.insert(one.key.clone());
        }
    }
}

/// A type as the trait solver sees it: without aliases, and without the box that `From` puts around it.
fn bare(api: &Api, ty: &Ty) -> Ty {
    match api.resolve(ty) {
        Ty::Boxed(inner) => bare(api, inner),
        other => solved(api, other),
    }
}

fn solved(api: &Api, ty: &Ty) -> Ty {
    let resolved = api.resolve(ty).clone();
    resolved.map(&mut |inner| solved(api, &inner))
}
