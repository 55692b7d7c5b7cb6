//! What the API's faults look like, where nobody says.

use crate::ir::{Api, Payload, Profile, Shape, StatusKey, Struct, Ty};

/// FastAPI, where a 422 holds what FastAPI's `HTTPValidationError` does: `detail`, a list of `loc`, `msg` and `type`.
pub(super) fn infer(api: &Api) -> Profile {
    let answers = api.operations.iter().flat_map(|one| &one.answers);
    let mut bodies = answers
        .filter(|answer| answer.status == StatusKey::Code(422))
        .flat_map(|answer| &answer.content);
    let is_fastapi = bodies.any(|content| {
        let Payload::Json(ty) = &content.payload;
        is_validation_error(api, ty)
    });
    if is_fastapi {
        Profile::FastApi
    } else {
        Profile::ProblemDetails
    }
}

fn is_validation_error(api: &Api, ty: &Ty) -> bool {
    let Some(Ty::Array(item)) = structure(api, ty).and_then(|error| member(error, "detail")) else {
        return false;
    };
    let Some(fault) = structure(api, item) else {
        return false;
    };
    matches!(member(fault, "loc"), Some(Ty::Array(_)))
        && matches!(member(fault, "msg"), Some(Ty::String))
        && matches!(member(fault, "type"), Some(Ty::String))
}

fn structure<'a>(api: &'a Api, ty: &Ty) -> Option<&'a Struct> {
    let Ty::Named(id) = ty.unruled() else {
        return None;
    };
    match &api.type_def(*id)?.shape {
        Shape::Struct(shape) => Some(shape),
        _ => None,
    }
}

fn member<'s>(shape: &'s Struct, name: &str) -> Option<&'s Ty> {
    shape
        .members
        .iter()
        .find(|member| member.wire == name)
        .map(|member| member.ty.non_null().unruled())
}
