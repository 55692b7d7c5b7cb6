//! Takes types out of the API, or puts them into another order, so that every id still means what it meant.

use crate::ir::{Api, TypeDef, TypeId};

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
                TypeId::at(next - 1)
            })
        })
        .collect();
    let mut kept = becomes.iter();
    api.types.retain(|_| {
        kept.next()
            .is_none_or(|becomes| *becomes == Becomes::Itself)
    });
    replace(api, |old| match becomes.get(old.index()) {
        Some(Becomes::Merged(into)) => stays.get(into.index()).copied().flatten(),
        _ => stays.get(old.index()).copied().flatten(),
    });
}

/// Sorts the types by `key`; those of one key keep their order.
pub(super) fn sort_by_key<K: Ord>(api: &mut Api, key: impl Fn(&TypeDef) -> K) {
    if api.types.is_sorted_by_key(&key) {
        return;
    }
    let types = std::mem::take(&mut api.types);
    let mut order: Vec<(usize, TypeDef)> = types.into_iter().enumerate().collect();
    order.sort_by_key(|(_, def)| key(def));
    let mut new = vec![None; order.len()];
    for (index, (old, _)) in order.iter().enumerate() {
        if let Some(new) = new.get_mut(*old) {
            *new = Some(TypeId::at(index));
        }
    }
    api.types = order.into_iter().map(|(_, def)| def).collect();
    replace(api, |old| new.get(old.index()).copied().flatten());
}

/// Puts the new id of each type wherever it is named.
fn replace(api: &mut Api, new: impl Fn(TypeId) -> Option<TypeId>) {
    api.for_each_id_mut(&mut |id| {
        if let Some(new) = new(*id) {
            *id = new;
        }
    });
}
