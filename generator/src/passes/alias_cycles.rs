//! Makes a type of its own of each alias that reaches itself: Rust has no recursive aliases.
//!
//! `Forest: array of Forest` becomes `struct Forest(Vec<Forest>)`. An alias that is itself with no array or map on the
//! way says nothing about any value, and is any JSON; lowering refuses those, so this only guards against them.

use super::components::on_cycle;
use crate::ir::{Api, Shape, Ty, TypeId};

/// The pass.
pub(super) fn run(api: &mut Api) {
    let endless = on_cycle(&edges(api, by_value));
    for (def, endless) in api.types.iter_mut().zip(endless) {
        if endless {
            def.shape = Shape::Alias(Ty::Json);
        }
    }
    let recursive = on_cycle(&edges(api, |ty| Some(ty)));
    for (def, recursive) in api.types.iter_mut().zip(recursive) {
        if !recursive {
            continue;
        }
        if let Shape::Alias(ty) = &def.shape {
            def.shape = Shape::Newtype(ty.clone());
        }
    }
}

/// The aliases that each alias names in what `within` leaves of it.
fn edges(api: &Api, within: fn(&Ty) -> Option<&Ty>) -> Vec<Vec<usize>> {
    let aliased = |shape: &Shape| {
        let mut named = Vec::new();
        if let Shape::Alias(ty) = shape {
            if let Some(ty) = within(ty) {
                ty.for_each_named(&mut |id| named.push(id));
            }
        }
        named
            .into_iter()
            .filter(|id| {
                let target = api.type_def(*id).map(|def| &def.shape);
                matches!(target, Some(Shape::Alias(_)))
            })
            .map(TypeId::index)
            .collect()
    };
    api.types.iter().map(|def| aliased(&def.shape)).collect()
}

/// The type, if a value of it is a value of the alias.
fn by_value(ty: &Ty) -> Option<&Ty> {
    match ty {
        Ty::Named(_) => Some(ty),
        Ty::Nullable(inner) | Ty::Ruled(inner, _) | Ty::Boxed(inner) => by_value(inner),
        _ => None,
    }
}
