//! Takes away the defaults of what the configuration gave another type: they are values of the type that it had.

use crate::diagnostic::{Code, Diagnostic, Diagnostics, Effect};
use crate::ir::{Api, Literal, Origin, Presence, Shape, Ty};

/// Takes them away, and says so. `before` is the API before the configuration changed it.
pub(super) fn drop_lost(api: &mut Api, before: &Api, diagnostics: &mut Diagnostics) {
    let after = api.clone();
    let is_lost = |presence: &Presence, old: &Ty, new: &Ty| {
        let default = presence.default();
        default.is_some_and(|default| !is_same(default, before, old, &after, new))
    };
    // What nobody carries is dropped later on, without a word.
    let reached = before.reached();
    let types = api.types.iter_mut().zip(&before.types).zip(&reached);
    for ((def, old), _) in types.filter(|(_, reached)| **reached) {
        let (Shape::Struct(shape), Shape::Struct(old)) = (&mut def.shape, &old.shape) else {
            continue;
        };
        let members = shape.members.iter_mut().zip(&old.members).zip(&def.parts);
        for ((member, old), part) in members {
            if is_lost(&member.presence, &old.ty, &member.ty) {
                drop_default(&mut member.presence, &part.origin, diagnostics);
            }
        }
    }
    for (operation, old) in api.operations.iter_mut().zip(&before.operations) {
        for (param, old) in operation.params.iter_mut().zip(&old.params) {
            if is_lost(&param.presence, &old.ty, &param.ty) {
                drop_default(&mut param.presence, &param.origin, diagnostics);
            }
        }
    }
}

/// Whether a default of the one type is one of the other: what is on the wire is of the same type, and so is what it holds.
fn is_same(default: &Literal, before: &Api, old: &Ty, after: &Api, new: &Ty) -> bool {
    let (old, new) = (
        before.resolve(old.non_null()),
        after.resolve(new.non_null()),
    );
    if std::mem::discriminant(old) != std::mem::discriminant(new) {
        return false;
    }
    let is_same_of =
        |default: &Literal, old: &Ty, new: &Ty| is_same(default, before, old, after, new);
    match (default.inmost(), before.inmost(old), after.inmost(new)) {
        (Literal::Array(items), Ty::Array(old), Ty::Array(new)) => {
            items.iter().all(|item| is_same_of(item, old, new))
        }
        (Literal::Map(members), Ty::Map(old), Ty::Map(new)) => {
            (members.iter()).all(|(_, value)| is_same_of(value, old, new))
        }
        (_, old, new) => std::mem::discriminant(old) == std::mem::discriminant(new),
    }
}

fn drop_default(presence: &mut Presence, origin: &Origin, diagnostics: &mut Diagnostics) {
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
