//! Says of each type where it stands: with the one group that alone uses it, or with those that several use.
//!
//! Types that use each other in a circle are used by the same groups, so they stand together.

use crate::ir::{Api, GroupId, Placement, Ty, TypeId};

/// The pass.
pub(super) fn run(api: &mut Api) {
    let mut users: Vec<Option<Placement>> = vec![None; api.types.len()];
    for group in (0..).map(GroupId).take(api.groups.len()) {
        for id in used_by(api, group) {
            if let Some(user) = users.get_mut(id.index()) {
                *user = Some(match user {
                    None => Placement::Group(group),
                    Some(_) => Placement::Shared,
                });
            }
        }
    }
    api.placements = users
        .into_iter()
        .map(|user| user.unwrap_or(Placement::Shared))
        .collect();
}

/// The types that a group's operations carry, directly or inside another; each once.
fn used_by(api: &Api, group: GroupId) -> Vec<TypeId> {
    let mut waiting = Vec::new();
    for operation in api.operations.iter().filter(|one| one.group == group) {
        let mut visit = |ty: &Ty| ty.for_each_named(&mut |id| waiting.push(id));
        operation.for_each_request_ty(&mut visit);
        operation.for_each_response_ty(&mut visit);
    }
    let mut seen = vec![false; api.types.len()];
    let mut found = Vec::new();
    // A list, not recursion: a document may nest as deeply as it likes.
    while let Some(id) = waiting.pop() {
        let (Some(seen), Some(def)) = (seen.get_mut(id.index()), api.type_def(id)) else {
            continue;
        };
        if !std::mem::replace(seen, true) {
            found.push(id);
            def.shape.for_each_named(&mut |id| waiting.push(id));
        }
    }
    found
}
