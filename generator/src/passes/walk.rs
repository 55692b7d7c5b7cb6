//! Ways through the IR that several passes go, and lowering.

use crate::ir::{
    Additional, Api, Content, Literal, NameHint, Operation, Payload, Presence, Shape, Ty, TypeId,
};

/// Every type that a shape uses, in its order.
pub(super) fn for_each_ty<'s>(shape: &'s Shape, visit: &mut impl FnMut(&'s Ty)) {
    match shape {
        Shape::Struct(shape) => {
            for member in &shape.members {
                visit(&member.ty);
            }
            if let Additional::Kept(ty) = &shape.additional {
                visit(ty);
            }
        }
        Shape::Union(union) => {
            for variant in &union.variants {
                visit(&variant.ty);
            }
        }
        Shape::Alias(ty) | Shape::Newtype(ty) => visit(ty),
        Shape::StringEnum(_) | Shape::IntegerEnum(_) => {}
    }
}

/// Every named type inside a shape, in its order.
pub(super) fn for_each_named(shape: &Shape, visit: &mut impl FnMut(TypeId)) {
    for_each_ty(shape, &mut |ty| ty.for_each_named(visit));
}

/// Every type that the operation's requests use: of parameters and bodies.
pub(super) fn for_each_request_ty<'o>(operation: &'o Operation, visit: &mut impl FnMut(&'o Ty)) {
    for param in &operation.params {
        visit(&param.ty);
    }
    let bodies = operation.body.iter();
    for content in bodies.flat_map(|body| &body.contents) {
        visit(carried(content));
    }
}

/// Every type that the operation's responses use.
pub(super) fn for_each_response_ty<'o>(operation: &'o Operation, visit: &mut impl FnMut(&'o Ty)) {
    let responses = operation.responses.iter();
    for content in responses.flat_map(|response| &response.contents) {
        visit(carried(content));
    }
}

fn carried(content: &Content) -> &Ty {
    let Payload::Json(ty) = &content.payload;
    ty
}

/// Every id of a type that a shape names, those in defaults too.
pub(crate) fn for_each_id_in(shape: &mut Shape, visit: &mut impl FnMut(&mut TypeId)) {
    match shape {
        Shape::Struct(shape) => {
            for member in &mut shape.members {
                id_in_ty(&mut member.ty, visit);
                id_in_presence(&mut member.presence, visit);
            }
            if let Additional::Kept(ty) = &mut shape.additional {
                id_in_ty(ty, visit);
            }
        }
        Shape::Union(union) => {
            for variant in &mut union.variants {
                id_in_ty(&mut variant.ty, visit);
            }
        }
        Shape::Alias(ty) | Shape::Newtype(ty) => id_in_ty(ty, visit),
        Shape::StringEnum(_) | Shape::IntegerEnum(_) => {}
    }
}

/// Every id of a type in the operations.
pub(crate) fn for_each_id_in_operations(api: &mut Api, visit: &mut impl FnMut(&mut TypeId)) {
    for operation in &mut api.operations {
        for param in &mut operation.params {
            id_in_ty(&mut param.ty, visit);
            id_in_presence(&mut param.presence, visit);
        }
        let body = operation.body.iter_mut();
        let responses = operation.responses.iter_mut();
        let contents = body
            .flat_map(|body| &mut body.contents)
            .chain(responses.flat_map(|response| &mut response.contents));
        for content in contents {
            let Payload::Json(ty) = &mut content.payload;
            id_in_ty(ty, visit);
        }
    }
}

/// Every name's hint in the API.
pub(crate) fn for_each_hint(api: &mut Api, visit: &mut impl FnMut(&mut NameHint)) {
    for def in &mut api.types {
        visit(&mut def.origin.hint);
        for part in &mut def.parts {
            visit(&mut part.origin.hint);
        }
    }
    for operation in &mut api.operations {
        visit(&mut operation.origin.hint);
        for param in &mut operation.params {
            visit(&mut param.origin.hint);
        }
        for response in &mut operation.responses {
            visit(&mut response.origin.hint);
        }
    }
}

/// A type holds at most one named type: no container here has two.
fn id_in_ty(ty: &mut Ty, visit: &mut impl FnMut(&mut TypeId)) {
    match ty {
        Ty::Named(id) => visit(id),
        Ty::Nullable(inner) | Ty::Array(inner) | Ty::Map(inner) | Ty::Boxed(inner) => {
            id_in_ty(inner, visit);
        }
        _ => {}
    }
}

fn id_in_presence(presence: &mut Presence, visit: &mut impl FnMut(&mut TypeId)) {
    if let Presence::Optional(Some(Literal::Value(id, _)))
    | Presence::Filled(Literal::Value(id, _)) = presence
    {
        visit(id);
    }
}

/// The id of the type at an index of [`Api::types`].
pub(super) fn type_id(index: usize) -> TypeId {
    TypeId(u32::try_from(index).unwrap_or(u32::MAX))
}

/// The index of a type in [`Api::types`].
pub(crate) fn index(id: TypeId) -> usize {
    id.0 as usize
}
