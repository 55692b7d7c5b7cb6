//! Puts boxes where types would hold themselves by value, and so had no size.
//!
//! A box stands in a member, a variant or a newtype, inside of null: `Nullable(Boxed(T))`, which is `Option<Box<T>>`.
//! Which edges of a cycle get one only depends on the types of the cycle and their order: a type that is not among them
//! moves no box.

use std::collections::BTreeSet;

use super::components::components;
use crate::ir::{Api, Recorded, Shape, Ty, TypeDef};

/// The pass.
pub(super) fn run(api: &mut Api) {
    let slots: Vec<Vec<Slot>> = api.types.iter().map(|def| slots(api, &def.shape)).collect();
    let targets = |slots: &Vec<Slot>| slots.iter().map(|slot| slot.target).collect();
    let edges: Vec<Vec<usize>> = slots.iter().map(targets).collect();
    let keys: Vec<Vec<Keys>> = (api.types.iter().zip(&slots))
        .map(|(def, slots)| slots.iter().map(|slot| keys(def, slot.at)).collect())
        .collect();
    let boxed = chosen(&edges, &keys, &api.recorded, &roots(api));
    for (owner, edge) in with_siblings(boxed, &edges, &keys) {
        let slot = slots.get(owner).and_then(|slots| slots.get(edge));
        if let (Some(slot), Some(def)) = (slot, api.types.get_mut(owner)) {
            put_box(&mut def.shape, slot.at);
        }
    }
}

/// The types in the order of the document, those of `components` first wherever they stand in it.
fn roots(api: &Api) -> Vec<usize> {
    let is_elsewhere = |index: &usize| {
        let key = api.types.get(*index).map(|def| def.key().to_string());
        !key.is_some_and(|key| key.contains("#/components/"))
    };
    let mut roots: Vec<usize> = (0..api.types.len()).collect();
    roots.sort_by_cached_key(is_elsewhere);
    roots
}

/// The keys under which the lock may have a member, a variant or a newtype.
type Keys = Vec<String>;

fn keys(def: &TypeDef, at: usize) -> Keys {
    match def.parts.get(at) {
        Some(part) => def.part_keys(part),
        None => def.keys().map(|key| key.to_string()).collect(),
    }
}

/// An edge, by its node and its number there.
type Edge = (usize, usize);

/// The edges that get a box: those that had one and are on a cycle still, then for each new cycle an edge that is new,
/// so that no member changes its type because something was added.
fn chosen(
    edges: &[Vec<usize>],
    keys: &[Vec<Keys>],
    recorded: &Recorded,
    roots: &[usize],
) -> Vec<Edge> {
    let is = |set: &BTreeSet<String>, (node, edge): Edge| {
        let keys = keys.get(node).and_then(|keys| keys.get(edge));
        keys.is_some_and(|keys| keys.iter().any(|key| set.contains(key)))
    };
    let all = components(edges);
    let on_cycle = |(node, edge): Edge| {
        let target = edges.get(node).and_then(|edges| edges.get(edge));
        target.is_some_and(|target| all.get(node) == all.get(*target))
    };
    let every = (edges.iter().enumerate())
        .flat_map(|(node, edges)| (0..edges.len()).map(move |edge| (node, edge)));
    let mut boxed: Vec<Edge> = every
        .clone()
        .filter(|edge| on_cycle(*edge) && is(&recorded.boxed, *edge))
        .collect();
    // What was there is made free of cycles first, should a type have changed; then what is new is added to its order.
    let old = Some(|edge: Edge| is(&recorded.parts, edge));
    let rest = without(edges, &boxed, old);
    boxed.extend(back_edges(&rest, &components(&rest), roots));
    let position = positions(&without(edges, &boxed, old));
    let rest = without(edges, &boxed, None::<fn(Edge) -> bool>);
    let left = components(&rest);
    let mixed: BTreeSet<usize> = every
        .clone()
        .filter(|edge| on_cycle(*edge) && is(&recorded.parts, *edge))
        .filter_map(|(node, _)| left.get(node).copied())
        .collect();
    boxed.extend(every.filter(|(node, edge)| {
        let Some(target) = rest.get(*node).and_then(|edges| edges.get(*edge)) else {
            return false;
        };
        let (Some(from), Some(to)) = (left.get(*node), left.get(*target)) else {
            return false;
        };
        from == to && mixed.contains(from) && position.get(*target) <= position.get(*node)
    }));
    let rest = without(edges, &boxed, None::<fn(Edge) -> bool>);
    boxed.extend(back_edges(&rest, &components(&rest), roots));
    boxed
}

/// With each edge those of its node that the lock cannot tell from it: the items of a tuple.
fn with_siblings(boxed: Vec<Edge>, edges: &[Vec<usize>], keys: &[Vec<Keys>]) -> BTreeSet<Edge> {
    let all = components(edges);
    let on_cycle = |(node, edge): &Edge| {
        let target = edges.get(*node).and_then(|edges| edges.get(*edge));
        target.is_some_and(|target| all.get(*node) == all.get(*target))
    };
    let siblings = boxed.iter().flat_map(|(node, edge)| {
        let keys = keys.get(*node).map(Vec::as_slice).unwrap_or_default();
        let own = keys.get(*edge);
        let same = keys
            .iter()
            .enumerate()
            .filter(move |(_, key)| Some(*key) == own);
        same.map(move |(sibling, _)| (*node, sibling))
    });
    let siblings: BTreeSet<Edge> = siblings.filter(on_cycle).collect();
    boxed.into_iter().chain(siblings).collect()
}

/// A node that no graph has: where an edge is not to be followed.
const NOWHERE: usize = usize::MAX;

/// The edges without those that have a box, and without those that `kept` leaves out; the numbers of the rest stay.
fn without(
    edges: &[Vec<usize>],
    boxed: &[Edge],
    kept: Option<impl Fn(Edge) -> bool>,
) -> Vec<Vec<usize>> {
    let boxed: BTreeSet<Edge> = boxed.iter().copied().collect();
    let mut rest = edges.to_vec();
    for (node, edges) in rest.iter_mut().enumerate() {
        for (edge, target) in edges.iter_mut().enumerate() {
            let is_kept = kept.as_ref().is_none_or(|kept| kept((node, edge)));
            if boxed.contains(&(node, edge)) || !is_kept {
                *target = NOWHERE;
            }
        }
    }
    rest
}

/// A number for each node of a graph without cycles, so that each edge leads to a higher one.
fn positions(edges: &[Vec<usize>]) -> Vec<usize> {
    let mut state = vec![State::New; edges.len()];
    let mut position = vec![0; edges.len()];
    let mut next = edges.len();
    for root in (0..edges.len()).rev() {
        if state.get(root) != Some(&State::New) {
            continue;
        }
        set(&mut state, root, State::OnTheWay);
        let mut stack = vec![(root, 0)];
        while let Some((node, followed)) = stack.last_mut() {
            let (node, edge) = (*node, *followed);
            let Some(&target) = edges.get(node).and_then(|edges| edges.get(edge)) else {
                next -= 1;
                if let Some(position) = position.get_mut(node) {
                    *position = next;
                }
                stack.pop();
                continue;
            };
            *followed += 1;
            if state.get(target) == Some(&State::New) {
                set(&mut state, target, State::OnTheWay);
                stack.push((target, 0));
            }
        }
    }
    position
}

/// A place in a shape that holds a type by value.
struct Slot {
    /// Which member or variant.
    at: usize,
    /// The type, by its index.
    target: usize,
}

/// The places of a shape that hold types by value. Aliases have none of their own: they are seen through.
fn slots(api: &Api, shape: &Shape) -> Vec<Slot> {
    let mut slots = Vec::new();
    if matches!(shape, Shape::Alias(_)) {
        return slots;
    }
    let mut at = 0;
    shape.for_each_ty(&mut |ty| {
        // Of additional members there is a map, which is last.
        let is_member = match shape {
            Shape::Struct(shape) => at < shape.members.len(),
            Shape::Tuple(shape) => at < shape.items.len(),
            _ => true,
        };
        if let (true, Some(target)) = (is_member, held(api, ty)) {
            slots.push(Slot { at, target });
        }
        at += 1;
    });
    slots
}

/// The type that is held by value: arrays, maps and boxes have theirs on the heap.
fn held<'a>(api: &'a Api, mut ty: &'a Ty) -> Option<usize> {
    // There is a null around an alias at most once for each of them; what is longer on the way is a circle.
    for _ in 0..=api.types.len() {
        match api.resolve(ty) {
            Ty::Nullable(inner) => ty = inner,
            Ty::Named(id) => {
                return match &api.type_def(*id)?.shape {
                    Shape::Struct(_) | Shape::Union(_) | Shape::Newtype(_) | Shape::Tuple(_) => {
                        Some(id.index())
                    }
                    Shape::Alias(_)
                    | Shape::StringEnum(_)
                    | Shape::IntegerEnum(_)
                    | Shape::ValueEnum(_) => None,
                };
            }
            _ => return None,
        }
    }
    None
}

/// The edges, by their node and their number there, without which there is no cycle: those that lead back onto the way
/// from the first type of their component, in the order of `roots`.
fn back_edges(edges: &[Vec<usize>], components: &[usize], roots: &[usize]) -> Vec<(usize, usize)> {
    let mut state = vec![State::New; edges.len()];
    let mut found = Vec::new();
    for &root in roots {
        if state.get(root) != Some(&State::New) {
            continue;
        }
        let component = components.get(root);
        let mut stack = vec![(root, 0)];
        set(&mut state, root, State::OnTheWay);
        while let Some((node, followed)) = stack.last_mut() {
            let (node, edge) = (*node, *followed);
            let Some(&target) = edges.get(node).and_then(|edges| edges.get(edge)) else {
                set(&mut state, node, State::Done);
                stack.pop();
                continue;
            };
            *followed += 1;
            // What is in another component is on no cycle with this one.
            if components.get(target) != component {
                continue;
            }
            match state.get(target) {
                Some(State::New) => {
                    set(&mut state, target, State::OnTheWay);
                    stack.push((target, 0));
                }
                Some(State::OnTheWay) => found.push((node, edge)),
                Some(State::Done) | None => {}
            }
        }
    }
    found
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    New,
    OnTheWay,
    Done,
}

fn set(state: &mut [State], node: usize, to: State) {
    if let Some(state) = state.get_mut(node) {
        *state = to;
    }
}

fn put_box(shape: &mut Shape, at: usize) {
    let ty = match shape {
        Shape::Struct(shape) => shape.members.get_mut(at).map(|member| &mut member.ty),
        Shape::Union(union) => union.variants.get_mut(at).map(|variant| &mut variant.ty),
        Shape::Newtype(ty) => Some(ty),
        Shape::Tuple(tuple) => tuple.items.get_mut(at).map(|item| &mut item.ty),
        Shape::Alias(_) | Shape::StringEnum(_) | Shape::IntegerEnum(_) | Shape::ValueEnum(_) => {
            None
        }
    };
    let Some(mut ty) = ty else { return };
    while let Ty::Nullable(inner) | Ty::Ruled(inner, _) = ty {
        ty = inner;
    }
    let inner = std::mem::replace(ty, Ty::Null);
    *ty = Ty::Boxed(Box::new(inner));
}
