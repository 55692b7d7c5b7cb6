//! Says of each type who carries it, directly or inside another.

use crate::ir::{Api, TypeId, Usage};

/// The pass.
pub(super) fn run(api: &mut Api) {
    for def in &mut api.types {
        def.usage = Usage::default();
    }
    let mut requests = Vec::new();
    let mut responses = Vec::new();
    for operation in &api.operations {
        operation.for_each_request_ty(&mut |ty| {
            ty.for_each_named(&mut |id| requests.push(id));
        });
        operation.for_each_response_ty(&mut |ty| {
            ty.for_each_named(&mut |id| responses.push(id));
        });
    }
    mark(api, requests, |usage| &mut usage.request);
    mark(api, responses, |usage| &mut usage.response);
}

/// Marks `waiting` and everything inside. A list, not recursion: a document may nest as deeply as it likes.
fn mark(api: &mut Api, mut waiting: Vec<TypeId>, side: fn(&mut Usage) -> &mut bool) {
    while let Some(id) = waiting.pop() {
        let Some(def) = api.types.get_mut(id.index()) else {
            continue;
        };
        if !std::mem::replace(side(&mut def.usage), true) {
            def.shape.for_each_named(&mut |id| waiting.push(id));
        }
    }
}
