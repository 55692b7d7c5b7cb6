//! Fills in the defaults of members that only responses carry: who reads an answer wants a value, and nobody can tell
//! the difference by what is sent. In what a request may carry, absent stays absent.

use crate::ir::{Api, Presence, Shape};

/// The pass.
pub(super) fn run(api: &mut Api) {
    for def in &mut api.types {
        let Shape::Struct(shape) = &mut def.shape else {
            continue;
        };
        if !def.usage.response || def.usage.request {
            continue;
        }
        for member in &mut shape.members {
            // A nullable member has null to be told from absence.
            if let (Presence::Optional(Some(literal)), false) =
                (&member.presence, member.ty.is_nullable())
            {
                member.presence = Presence::Filled(literal.clone());
            }
        }
    }
}
