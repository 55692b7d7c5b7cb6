//! Says of each type who carries it, directly or inside another. Lowering does so too, to leave out what nobody carries.

use super::walk::{for_each_named, for_each_request_ty, for_each_response_ty, index};
use crate::ir::{Api, TypeId, Usage};

/// The pass.
pub(crate) fn run(api: &mut Api) {
    for def in &mut api.types {
        def.usage = Usage::default();
    }
    let mut requests = Vec::new();
    let mut responses = Vec::new();
    for operation in &api.operations {
        for_each_request_ty(operation, &mut |ty| {
            ty.for_each_named(&mut |id| requests.push(id));
        });
        for_each_response_ty(operation, &mut |ty| {
            ty.for_each_named(&mut |id| responses.push(id));
        });
    }
    mark(api, requests, |usage| &mut usage.request);
    mark(api, responses, |usage| &mut usage.response);
}

/// Marks `waiting` and everything inside. A list, not recursion: a document may nest as deeply as it likes.
fn mark(api: &mut Api, mut waiting: Vec<TypeId>, side: fn(&mut Usage) -> &mut bool) {
    while let Some(id) = waiting.pop() {
        let Some(def) = api.types.get_mut(index(id)) else {
            continue;
        };
        if !std::mem::replace(side(&mut def.usage), true) {
            for_each_named(&def.shape, &mut |id| waiting.push(id));
        }
    }
}
