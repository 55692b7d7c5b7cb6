//! Unions that are variants of one another: what is of one of them is of any.

use std::collections::{HashMap, HashSet};

use super::choice::Said;
use super::undecided::Undecided;
use crate::ir::{Api, Part, Shape, Step, Ty, TypeId};

/// The alternatives of a union. In place of one that is a union of which this is a variant, which would never be decided,
/// stand the alternatives of that one; the union itself adds nothing to itself.
pub(super) fn without(
    api: &Api,
    union: &Undecided,
    others: &HashMap<TypeId, Undecided>,
) -> Vec<(Ty, Part, Said)> {
    let mut found: Vec<(Ty, Part, Said)> = Vec::new();
    let mut seen = HashSet::from([union.id]);
    let mut waiting: Vec<(Ty, Part, Said)> = alternatives(api, union).rev().collect();
    while let Some((ty, part, said)) = waiting.pop() {
        match union_of(api, &ty) {
            Some(id) if id == union.id => {}
            Some(id) if leads_to(api, id, union.id) => {
                if let Some(other) = others.get(&id).filter(|_| seen.insert(id)) {
                    waiting.extend(alternatives(api, other).rev());
                }
            }
            _ => found.push((ty, once(part, &found), said)),
        }
    }
    found
}

/// The unions that are variants of a union.
pub(super) fn inner(api: &Api, id: TypeId) -> Vec<TypeId> {
    match api.type_def(id).map(|def| &def.shape) {
        Some(Shape::Union(union)) => (union.variants.iter())
            .filter_map(|variant| union_of(api, &variant.ty))
            .collect(),
        _ => Vec::new(),
    }
}

fn alternatives<'a>(
    api: &'a Api,
    union: &'a Undecided,
) -> impl DoubleEndedIterator<Item = (Ty, Part, Said)> + 'a {
    let def = api.type_def(union.id);
    let all: Vec<_> = match def.map(|def| (&def.shape, &def.parts)) {
        Some((Shape::Union(shape), parts)) => (shape.variants.iter().zip(parts).zip(&union.said))
            .map(|((variant, part), said)| (variant.ty.clone(), part.clone(), said.clone()))
            .collect(),
        _ => Vec::new(),
    };
    all.into_iter()
}

fn union_of(api: &Api, ty: &Ty) -> Option<TypeId> {
    let Ty::Named(id) = api.resolve(ty).non_null() else {
        return None;
    };
    let shape = api.type_def(*id).map(|def| &def.shape);
    matches!(shape, Some(Shape::Union(_))).then_some(*id)
}

/// Whether a union is the other, or has a variant that leads there.
fn leads_to(api: &Api, from: TypeId, to: TypeId) -> bool {
    let mut seen = HashSet::new();
    let mut waiting = vec![from];
    while let Some(id) = waiting.pop() {
        if id == to {
            return true;
        }
        if seen.insert(id) {
            waiting.extend(inner(api, id));
        }
    }
    false
}

/// The part, told from those that another union brought.
fn once(mut part: Part, found: &[(Ty, Part, Said)]) -> Part {
    while found
        .iter()
        .any(|(_, known, _)| known.step() == part.step())
    {
        match part.origin.whence.steps.last_mut() {
            Some(Step::Variant { nth, .. }) => *nth += 1,
            _ => break,
        }
    }
    part
}
