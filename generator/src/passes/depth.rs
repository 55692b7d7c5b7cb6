//! How deep the types nest, where that is deeper than rustc follows by itself.
//!
//! rustc walks through a type's members, and theirs, for drop glue, the drop check and auto traits, and gives up at its
//! recursion limit, which is 128 unless the crate says otherwise (E0320, E0275): about 60 types, each an optional member
//! of the one before. On a cycle it may come by every type before it meets one again.

use super::components::components;
use crate::ir::{Api, Shape, Ty, TypeDef};

/// What rustc takes by itself, with room for the types around: futures, results, the services that hold them.
const BY_ITSELF: usize = 64;

/// The pass.
pub(super) fn run(api: &mut Api) {
    let depth = depth(&api.types);
    let limit = (depth > BY_ITSELF).then(|| depth.saturating_mul(2).next_power_of_two());
    api.recursion_limit = limit.map(|limit| u32::try_from(limit).unwrap_or(u32::MAX));
}

/// The most layers of Rust types inside each other, counted too high rather than too low.
fn depth(types: &[TypeDef]) -> usize {
    let edges: Vec<Vec<usize>> = types
        .iter()
        .map(|def| {
            let mut targets = Vec::new();
            def.shape.for_each_named(&mut |id| targets.push(id.index()));
            targets
        })
        .collect();
    let components = components(&edges);
    let count = components.iter().max().map_or(0, |last| last + 1);
    let mut own = vec![0_usize; count];
    let mut below: Vec<Vec<usize>> = vec![Vec::new(); count];
    for ((component, def), targets) in components.iter().zip(types).zip(&edges) {
        if let Some(own) = own.get_mut(*component) {
            *own += layers(&def.shape);
        }
        if let Some(below) = below.get_mut(*component) {
            let others = targets.iter().filter_map(|target| components.get(*target));
            below.extend(others.filter(|other| *other != component));
        }
    }
    longest(&own, &below)
}

/// The heaviest way through a graph without cycles: the sum of what its nodes weigh.
fn longest(own: &[usize], below: &[Vec<usize>]) -> usize {
    let mut done: Vec<Option<usize>> = vec![None; own.len()];
    for root in 0..own.len() {
        let mut stack = vec![root];
        while let Some(&node) = stack.last() {
            let targets = below.get(node).map_or(&[][..], Vec::as_slice);
            let is_new = |target: &&usize| done.get(**target) == Some(&None);
            if let Some(&next) = targets.iter().find(is_new) {
                stack.push(next);
                continue;
            }
            let deepest = targets
                .iter()
                .filter_map(|target| done.get(*target).copied().flatten())
                .max();
            let weight = own.get(node).copied().unwrap_or_default();
            if let Some(done) = done.get_mut(node) {
                *done = Some(weight + deepest.unwrap_or_default());
            }
            stack.pop();
        }
    }
    done.into_iter().flatten().max().unwrap_or_default()
}

/// The layers that a type puts between itself and what it holds: its own, the `Option` of a member, and what is around
/// the type inside.
fn layers(shape: &Shape) -> usize {
    let mut most = 0;
    shape.for_each_ty(&mut |ty| most = most.max(around(ty)));
    match shape {
        Shape::Alias(_) => most,
        Shape::StringEnum(_) | Shape::IntegerEnum(_) | Shape::ValueEnum(_) => 1,
        Shape::Struct(_) | Shape::Union(_) | Shape::Newtype(_) => most + 2,
        // The rest of the items is in a `Vec`.
        Shape::Tuple(_) => most + 4,
    }
}

/// The layers around the innermost type. What rustc comes by on its way into a `Vec`, a `Box` or a `BTreeMap` is more
/// than one type.
fn around(ty: &Ty) -> usize {
    let own = match ty {
        Ty::Nullable(_) => 1,
        Ty::Boxed(_) | Ty::Array(_) => 3,
        Ty::Map(_) => 5,
        _ => 0,
    };
    own + ty.children().map(around).max().unwrap_or_default()
}
