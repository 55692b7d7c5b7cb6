//! Drops the types that nothing names any more: anonymous types that no operation carries and no component holds.
//!
//! A component that no operation carries is there because it was asked for (lowering leaves it out otherwise), and stays.

use super::renumber::{Becomes, renumber};
use super::walk::{for_each_named, for_each_request_ty, for_each_response_ty, index, type_id};
use crate::ir::{Api, NameHint};

/// The pass.
pub(super) fn run(api: &mut Api) {
    let mut waiting = Vec::new();
    for operation in &api.operations {
        for_each_request_ty(operation, &mut |ty| {
            ty.for_each_named(&mut |id| waiting.push(id));
        });
        for_each_response_ty(operation, &mut |ty| {
            ty.for_each_named(&mut |id| waiting.push(id));
        });
    }
    for (at, def) in api.types.iter().enumerate() {
        if matches!(def.origin.hint, NameHint::Wire(_) | NameHint::Fixed(_)) {
            waiting.push(type_id(at));
        }
    }
    let mut becomes = vec![Becomes::Nothing; api.types.len()];
    while let Some(id) = waiting.pop() {
        let (Some(becomes), Some(def)) = (becomes.get_mut(index(id)), api.type_def(id)) else {
            continue;
        };
        if std::mem::replace(becomes, Becomes::Itself) == Becomes::Nothing {
            for_each_named(&def.shape, &mut |id| waiting.push(id));
        }
    }
    renumber(api, &becomes);
}
