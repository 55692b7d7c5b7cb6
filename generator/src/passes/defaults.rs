//! Fills in the defaults of members that only responses carry: who reads an answer wants a value, and nobody can tell
//! the difference by what is sent. In what a request may carry, absent stays absent.

use crate::ir::{Api, Literal, Presence, Shape, Ty};

/// The pass.
pub(super) fn run(api: &mut Api) {
    let mut filled = Vec::new();
    for (owner, def) in api.types.iter().enumerate() {
        let Shape::Struct(shape) = &def.shape else {
            continue;
        };
        if !def.usage.response || def.usage.request {
            continue;
        }
        for (at, member) in shape.members.iter().enumerate() {
            if let Presence::Optional(Some(literal)) = &member.presence {
                if holds(api, &member.ty, literal) {
                    filled.push((owner, at));
                }
            }
        }
    }
    for (owner, at) in filled {
        let shape = api.types.get_mut(owner).map(|def| &mut def.shape);
        let Some(Shape::Struct(shape)) = shape else {
            continue;
        };
        let Some(member) = shape.members.get_mut(at) else {
            continue;
        };
        if let Presence::Optional(Some(literal)) = &member.presence {
            member.presence = Presence::Filled(literal.clone());
        }
    }
}

/// Whether a value of the type can always be made of the literal. A nullable type has null to be told from absence.
fn holds(api: &Api, ty: &Ty, literal: &Literal) -> bool {
    match (api.resolve(ty), literal) {
        (Ty::Bool, Literal::Bool(_))
        | (Ty::I64, Literal::Integer(_))
        | (Ty::String, Literal::String(_))
        | (Ty::Array(_), Literal::EmptyArray)
        | (Ty::Map(_), Literal::EmptyMap) => true,
        (Ty::I32, Literal::Integer(value)) => i32::try_from(*value).is_ok(),
        (Ty::F32 | Ty::F64, Literal::Integer(_)) => true,
        (Ty::F32, Literal::Number(text)) => text.parse().is_ok_and(f32::is_finite),
        (Ty::F64, Literal::Number(text)) => text.parse().is_ok_and(f64::is_finite),
        (Ty::Named(held), Literal::Value(id, value)) => {
            let values = api.type_def(*id).map(|def| match &def.shape {
                Shape::StringEnum(shape) => shape.values.len(),
                Shape::IntegerEnum(shape) => shape.values.len(),
                _ => 0,
            });
            held == id && values.is_some_and(|values| (*value as usize) < values)
        }
        _ => false,
    }
}
