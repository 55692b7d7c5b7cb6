//! Takes away the defaults of what the configuration gave another type: they are values of the type that it had.

use crate::diagnostic::{Code, Diagnostic, Diagnostics, Effect};
use crate::ir::{Api, Origin, Presence, Shape, Ty};

/// Takes them away, and says so. `before` is the API before the configuration changed it.
pub(super) fn drop_lost(api: &mut Api, before: &Api, diagnostics: &mut Diagnostics) {
    let after = api.clone();
    let is_lost = |old: &Ty, new: &Ty| behind(before, old) != behind(&after, new);
    // What nobody carries is dropped later on, without a word.
    let reached = before.reached();
    let types = api.types.iter_mut().zip(&before.types).zip(&reached);
    for ((def, old), _) in types.filter(|(_, reached)| **reached) {
        let (Shape::Struct(shape), Shape::Struct(old)) = (&mut def.shape, &old.shape) else {
            continue;
        };
        let members = shape.members.iter_mut().zip(&old.members).zip(&def.parts);
        for ((member, old), part) in members {
            if is_lost(&old.ty, &member.ty) {
                drop_default(&mut member.presence, &part.origin, diagnostics);
            }
        }
    }
    for (operation, old) in api.operations.iter_mut().zip(&before.operations) {
        for (param, old) in operation.params.iter_mut().zip(&old.params) {
            if is_lost(&old.ty, &param.ty) {
                drop_default(&mut param.presence, &param.origin, diagnostics);
            }
        }
    }
}

/// What a value of the type is, as far as a default goes: the type behind null and aliases, without what it holds.
fn behind<'a>(api: &'a Api, ty: &'a Ty) -> std::mem::Discriminant<Ty> {
    std::mem::discriminant(api.resolve(ty.non_null()))
}

fn drop_default(presence: &mut Presence, origin: &Origin, diagnostics: &mut Diagnostics) {
    if presence.default().is_none() {
        return;
    }
    *presence = Presence::Optional(None);
    diagnostics.push(
        Diagnostic::new(
            Code::DefaultNotHeld,
            origin.place,
            origin.pointer.clone(),
            "the configuration gives this another type, of which the output offers no default",
        )
        .with_effect(Effect::Ignored("default".to_owned())),
    );
}
