//! The types that stay, in the order of the document.

use crate::ir::{Api, NameHint, TypeDef, TypeId};
use crate::passes::usage;
use crate::passes::walk::{for_each_hint, for_each_id_in, for_each_id_in_operations, index};

/// Says of each type who carries it, drops those that nobody does (unless `keep_all`), and puts the rest into the order
/// in which they stand in the document, so that it does not depend on who uses them first.
pub(super) fn arrange(api: &mut Api, keep_all: bool) {
    usage::run(api);
    let is_kept = |def: &TypeDef| keep_all || def.usage.request || def.usage.response;
    let mut order: Vec<(usize, &TypeDef)> = api
        .types
        .iter()
        .enumerate()
        .filter(|(_, def)| is_kept(def))
        .collect();
    // Stable: of types at one place, the one that was met first comes first.
    order.sort_by_key(|(_, def)| (def.origin.place.file, def.origin.place.span.start));
    let mut new_ids: Vec<Option<TypeId>> = vec![None; api.types.len()];
    let mut types = Vec::with_capacity(order.len());
    for (old, def) in order {
        if let Some(slot) = new_ids.get_mut(old) {
            *slot = u32::try_from(types.len()).ok().map(TypeId);
        }
        types.push(def.clone());
    }
    api.types = types;
    // What a kept type names is kept.
    let mut renumber = |id: &mut TypeId| {
        if let Some(Some(new)) = new_ids.get(index(*id)) {
            *id = *new;
        }
    };
    for def in &mut api.types {
        for_each_id_in(&mut def.shape, &mut renumber);
    }
    for_each_id_in_operations(api, &mut renumber);
    for_each_hint(api, &mut |hint| renumber_hint(hint, &new_ids));
}

/// An anonymous type that is only used by a `$ref` into a type that nobody carries has its words alone for a name.
fn renumber_hint(hint: &mut NameHint, new_ids: &[Option<TypeId>]) {
    let NameHint::WithinType(owner, words) = hint else {
        return;
    };
    match new_ids.get(index(*owner)).copied().flatten() {
        Some(new) => *owner = new,
        None => *hint = NameHint::Wire(words.join("_")),
    }
}
