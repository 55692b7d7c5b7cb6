//! Drops the types that no operation carries and no root holds, directly or inside another.

use super::renumber::{Becomes, renumber};
use crate::ir::Api;

/// The pass.
pub(super) fn run(api: &mut Api) {
    let becomes: Vec<Becomes> = (api.reached().into_iter())
        .map(|reached| {
            if reached {
                Becomes::Itself
            } else {
                Becomes::Nothing
            }
        })
        .collect();
    renumber(api, &becomes);
}
