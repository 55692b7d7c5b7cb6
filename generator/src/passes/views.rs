//! Makes two types of each schema whose directions differ: what responses carry, and what requests carry.
//!
//! Whether they differ is a matter of the schema and of what it holds, never of who uses it. So a schema whose directions
//! differ is of one view even where one direction alone carries it, and a use in the other direction adds a type and
//! changes none.

use crate::ir::{Api, Member, Presence, Shape, TypeDef, TypeId, Usage, View};

/// The pass. It needs the usage: a view that nobody carries is not made.
pub(super) fn run(api: &mut Api) {
    let differs = differing(api);
    let requests = part(api, &differs);
    for def in &mut api.types {
        match def.view {
            View::Whole => {}
            View::Response => respond(def),
            View::Request => request(def, &requests),
        }
    }
    for operation in &mut api.operations {
        operation.for_each_request_ty_mut(&mut |ty| {
            ty.for_each_id_mut(&mut |id| lead(id, &requests));
        });
    }
    let moved = api.moved();
    api.recorded.follow(&moved);
}

/// Whether each type's directions differ: a member of it is carried in one direction alone, or filled in where it is
/// read; or something that it holds differs.
fn differing(api: &Api) -> Vec<bool> {
    let mut holders: Vec<Vec<usize>> = vec![Vec::new(); api.types.len()];
    let mut waiting = Vec::new();
    for (index, def) in api.types.iter().enumerate() {
        if def.shape.members().iter().any(is_one_sided) {
            waiting.push(index);
        }
        def.shape.for_each_named(&mut |held| {
            if let Some(holders) = holders.get_mut(held.index()) {
                holders.push(index);
            }
        });
    }
    let mut differs = vec![false; api.types.len()];
    // A list, not recursion: a document may nest as deeply as it likes.
    while let Some(index) = waiting.pop() {
        let known = differs.get_mut(index);
        if known.is_some_and(|differs| !std::mem::replace(differs, true)) {
            waiting.extend(holders.get(index).into_iter().flatten());
        }
    }
    differs
}

fn is_one_sided(member: &Member) -> bool {
    member.read_only || member.write_only || is_filled(member)
}

/// Whether whoever reads an answer is given the default. A nullable member has null to be told from absence.
fn is_filled(member: &Member) -> bool {
    member.presence.default().is_some() && !member.ty.is_nullable()
}

/// Says of each type that differs which view it is, and adds the second one where both are carried. What comes back is the
/// type that requests carry in place of each.
fn part(api: &mut Api, differs: &[bool]) -> Vec<TypeId> {
    let count = api.types.len();
    let mut requests: Vec<TypeId> = (0..count).map(TypeId::at).collect();
    let mut added = Vec::new();
    let types = api.types.iter_mut().zip(differs).zip(&mut requests);
    for ((def, _), request) in types.filter(|((def, differs), _)| **differs && is_whole(def)) {
        match (def.usage.response, def.usage.request) {
            (true, true) => {
                *request = TypeId::at(count + added.len());
                added.push(TypeDef {
                    view: View::Request,
                    usage: Usage {
                        request: true,
                        response: false,
                    },
                    ..def.clone()
                });
                def.usage.request = false;
                def.view = View::Response;
            }
            (true, false) => def.view = View::Response,
            (false, true) => def.view = View::Request,
            (false, false) => {}
        }
    }
    api.types.extend(added);
    requests
}

fn is_whole(def: &TypeDef) -> bool {
    def.view == View::Whole
}

/// What responses carry: no member that is only written; defaults are filled in.
fn respond(def: &mut TypeDef) {
    leave_out(def, |member| member.write_only);
    if let Shape::Struct(shape) = &mut def.shape {
        for member in shape.members.iter_mut().filter(|one| is_filled(one)) {
            if let Presence::Optional(Some(literal)) = &member.presence {
                member.presence = Presence::Filled(literal.clone());
            }
        }
    }
}

/// What requests carry: no member that is only read; what it holds is what requests carry, too.
fn request(def: &mut TypeDef, requests: &[TypeId]) {
    leave_out(def, |member| member.read_only);
    def.shape.for_each_id_mut(&mut |id| lead(id, requests));
}

fn lead(id: &mut TypeId, requests: &[TypeId]) {
    if let Some(request) = requests.get(id.index()) {
        *id = *request;
    }
}

/// Takes members out. Their names stay: should such a member come in, it is read over.
fn leave_out(def: &mut TypeDef, is_out: fn(&Member) -> bool) {
    let Shape::Struct(shape) = &mut def.shape else {
        return;
    };
    let mut members = shape.members.iter();
    def.parts.retain(|_| !members.next().is_some_and(is_out));
    let (out, members) = std::mem::take(&mut shape.members)
        .into_iter()
        .partition(is_out);
    shape.members = members;
    let out: Vec<Member> = out;
    shape
        .ignored
        .extend(out.into_iter().map(|member| member.wire));
}
