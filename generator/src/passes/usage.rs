//! Says of each type who carries it, directly or inside another. What is only read is carried by no request, what is only
//! written by no response.

use crate::ir::{Additional, Api, Member, Shape, Ty, TypeId, Usage};

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
    mark(
        api,
        requests,
        |usage| &mut usage.request,
        |member| !member.read_only,
    );
    mark(
        api,
        responses,
        |usage| &mut usage.response,
        |member| !member.write_only,
    );
}

/// Marks `waiting` and everything inside. A list, not recursion: a document may nest as deeply as it likes.
fn mark(
    api: &mut Api,
    mut waiting: Vec<TypeId>,
    side: fn(&mut Usage) -> &mut bool,
    carries: fn(&Member) -> bool,
) {
    while let Some(id) = waiting.pop() {
        let Some(def) = api.types.get_mut(id.index()) else {
            continue;
        };
        if !std::mem::replace(side(&mut def.usage), true) {
            inside(&def.shape, carries, &mut |ty| {
                ty.for_each_named(&mut |id| waiting.push(id));
            });
        }
    }
}

/// The types that are carried with a value of the shape.
fn inside(shape: &Shape, carries: fn(&Member) -> bool, visit: &mut impl FnMut(&Ty)) {
    match shape {
        Shape::Struct(shape) => {
            for member in shape.members.iter().filter(|member| carries(member)) {
                visit(&member.ty);
            }
            if let Additional::Kept(ty) = &shape.additional {
                visit(ty);
            }
        }
        other => other.for_each_ty(visit),
    }
}
