//! Takes types out of the API, so that every id still means what it meant.

use super::walk::{for_each_hint, for_each_id_in, for_each_id_in_operations, index, type_id};
use crate::ir::{Api, NameHint, TypeId};

/// What becomes of a type.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Becomes {
    /// It stays.
    Itself,
    /// It goes, and who named it names this one, which stays.
    Merged(TypeId),
    /// It goes; nothing that stays names it.
    Nothing,
}

/// Takes out of `api` what does not become [`Becomes::Itself`]; one entry for each type. What stays keeps its order.
pub(super) fn renumber(api: &mut Api, becomes: &[Becomes]) {
    if becomes.iter().all(|becomes| *becomes == Becomes::Itself) {
        return;
    }
    let mut next = 0;
    let stays: Vec<Option<TypeId>> = becomes
        .iter()
        .map(|becomes| {
            (*becomes == Becomes::Itself).then(|| {
                next += 1;
                type_id(next - 1)
            })
        })
        .collect();
    let new = |old: TypeId| match becomes.get(index(old)) {
        Some(Becomes::Merged(into)) => stays.get(index(*into)).copied().flatten(),
        _ => stays.get(index(old)).copied().flatten(),
    };
    let mut kept = becomes.iter();
    api.types.retain(|_| {
        kept.next()
            .is_none_or(|becomes| *becomes == Becomes::Itself)
    });
    let mut replace = |id: &mut TypeId| {
        if let Some(new) = new(*id) {
            *id = new;
        }
    };
    for def in &mut api.types {
        for_each_id_in(&mut def.shape, &mut replace);
    }
    for_each_id_in_operations(api, &mut replace);
    for_each_hint(api, &mut |hint| {
        let NameHint::WithinType(owner, words) = hint else {
            return;
        };
        match new(*owner) {
            Some(new) => *owner = new,
            // Its owner is gone: the words of the way are all that is left of its name.
            None => *hint = NameHint::Wire(words.join("_")),
        }
    });
}
