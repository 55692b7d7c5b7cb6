//! Takes away the defaults of what the configuration gave another type: they are values of the type that it had.

use crate::diagnostic::{Code, Diagnostic, Diagnostics, Effect};
use crate::ir::{Api, Origin, Presence, Shape, Ty};

/// Takes them away, and says so. `before` is the API before the configuration changed it.
pub(super) fn drop_lost(api: &mut Api, before: &Api, diagnostics: &mut Diagnostics) {
    let after = api.clone();
    let is_lost = |old: &Ty, new: &Ty| !is_same(before, old, &after, new);
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

/// Whether a default of the one type is one of the other: what is on the wire is of the same type, and so is what it holds.
fn is_same(before: &Api, old: &Ty, after: &Api, new: &Ty) -> bool {
    let (old, new) = (
        before.resolve(old.non_null()),
        after.resolve(new.non_null()),
    );
    if std::mem::discriminant(old) != std::mem::discriminant(new) {
        return false;
    }
    match (before.inmost(old), after.inmost(new)) {
        (Ty::Array(old), Ty::Array(new)) | (Ty::Map(old), Ty::Map(new)) => {
            is_same(before, old, after, new)
        }
        (old, new) => std::mem::discriminant(old) == std::mem::discriminant(new),
    }
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
