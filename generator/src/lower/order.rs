//! The types that stay, in the order of the document.

use crate::ir::{
    Additional, Api, Literal, NameHint, Payload, Presence, Shape, Ty, TypeDef, TypeId, Usage,
};

/// Says of each type who carries it, drops those that nobody does (unless `keep_all`), and puts the rest into the order
/// in which they stand in the document, so that it does not depend on who uses them first.
pub(super) fn arrange(api: &mut Api, keep_all: bool) {
    mark_usage(api);
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
    for def in &mut api.types {
        detach(&mut def.origin.hint, &new_ids);
    }
    for_each_id(api, &mut |id| {
        // What a kept type names is kept.
        if let Some(Some(new)) = new_ids.get(id.0 as usize) {
            *id = *new;
        }
    });
}

/// An anonymous type that is only used by a `$ref` into a type that nobody carries has its words alone for a name.
fn detach(hint: &mut NameHint, new_ids: &[Option<TypeId>]) {
    if let NameHint::WithinType(owner, words) = hint {
        if new_ids.get(owner.0 as usize).copied().flatten().is_none() {
            *hint = NameHint::Wire(words.join("_"));
        }
    }
}

fn mark_usage(api: &mut Api) {
    let mut requests = Vec::new();
    let mut responses = Vec::new();
    for operation in &api.operations {
        for param in &operation.params {
            param.ty.for_each_named(&mut |id| requests.push(id));
        }
        for content in operation.body.iter().flat_map(|body| &body.contents) {
            let Payload::Json(ty) = &content.payload;
            ty.for_each_named(&mut |id| requests.push(id));
        }
        for content in operation
            .responses
            .iter()
            .flat_map(|response| &response.contents)
        {
            let Payload::Json(ty) = &content.payload;
            ty.for_each_named(&mut |id| responses.push(id));
        }
    }
    reach(api, requests, |usage| &mut usage.request);
    reach(api, responses, |usage| &mut usage.response);
}

/// Marks `from` and everything inside.
fn reach(api: &mut Api, from: Vec<TypeId>, mark: fn(&mut Usage) -> &mut bool) {
    let mut waiting = from;
    while let Some(id) = waiting.pop() {
        let Some(def) = api.types.get_mut(id.0 as usize) else {
            continue;
        };
        let marked = mark(&mut def.usage);
        if std::mem::replace(marked, true) {
            continue;
        }
        for_each_ty(&mut def.shape, &mut |ty| {
            ty.for_each_named(&mut |id| waiting.push(id))
        });
    }
}

fn for_each_ty(shape: &mut Shape, visit: &mut impl FnMut(&mut Ty)) {
    match shape {
        Shape::Struct(shape) => {
            for member in &mut shape.members {
                visit(&mut member.ty);
            }
            if let Additional::Kept(ty) = &mut shape.additional {
                visit(ty);
            }
        }
        Shape::Union(union) => {
            for variant in &mut union.variants {
                visit(&mut variant.ty);
            }
        }
        Shape::Alias(ty) | Shape::Newtype(ty) => visit(ty),
        Shape::StringEnum(_) | Shape::IntegerEnum(_) => {}
    }
}

/// Every id of a type in the API.
fn for_each_id(api: &mut Api, visit: &mut impl FnMut(&mut TypeId)) {
    for def in &mut api.types {
        for_each_ty(&mut def.shape, &mut |ty| ids_of(ty, visit));
        if let Shape::Struct(shape) = &mut def.shape {
            for member in &mut shape.members {
                presence_ids(&mut member.presence, visit);
            }
        }
        hint_ids(&mut def.origin.hint, visit);
        for part in &mut def.parts {
            hint_ids(&mut part.origin.hint, visit);
        }
    }
    for operation in &mut api.operations {
        for param in &mut operation.params {
            ids_of(&mut param.ty, visit);
            presence_ids(&mut param.presence, visit);
        }
        let body = operation
            .body
            .iter_mut()
            .flat_map(|body| &mut body.contents);
        let responses = operation
            .responses
            .iter_mut()
            .flat_map(|response| &mut response.contents);
        for content in body.chain(responses) {
            let Payload::Json(ty) = &mut content.payload;
            ids_of(ty, visit);
        }
    }
}

fn ids_of(ty: &mut Ty, visit: &mut impl FnMut(&mut TypeId)) {
    match ty {
        Ty::Named(id) => visit(id),
        Ty::Nullable(inner) | Ty::Array(inner) | Ty::Map(inner) | Ty::Boxed(inner) => {
            ids_of(inner, visit);
        }
        _ => {}
    }
}

fn presence_ids(presence: &mut Presence, visit: &mut impl FnMut(&mut TypeId)) {
    if let Presence::Optional(Some(Literal::Value(id, _)))
    | Presence::Filled(Literal::Value(id, _)) = presence
    {
        visit(id);
    }
}

fn hint_ids(hint: &mut NameHint, visit: &mut impl FnMut(&mut TypeId)) {
    if let NameHint::WithinType(id, _) = hint {
        visit(id);
    }
}
