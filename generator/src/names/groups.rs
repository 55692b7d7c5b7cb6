//! Modules of groups, and security schemes.

use crate::ir::Api;

use super::propose::snake_name;
use super::scope::{Claim, Ledger, Scope};
use super::{in_order, reserved};
use crate::lock::Role;

/// The module of each group.
pub(super) fn modules(api: &Api, ledger: &mut Ledger<'_>) -> Vec<String> {
    let mut scope = Scope::new(reserved::MODULES);
    let claims: Vec<Claim> = (api.groups.iter())
        .map(|group| Claim::new(ledger, &group.origin, Role::Module))
        .collect();
    scope.keep(ledger, &claims);
    let proposals: Vec<_> = (api.groups.iter())
        .map(|group| {
            let name = snake_name(group.origin.text(), "group");
            (
                group.origin.text() == name,
                vec![name.clone(), format!("{}_group", plain(&name))],
            )
        })
        .collect();
    in_order(&claims, &proposals, |claim, proposals| {
        scope.propose(ledger, claim, proposals)
    })
}

/// The name of each security scheme.
pub(super) fn schemes(api: &Api, ledger: &mut Ledger<'_>) -> Vec<String> {
    let mut scope = Scope::new(reserved::SCHEMES);
    let claims: Vec<Claim> = (api.schemes.iter())
        .map(|scheme| Claim::new(ledger, &scheme.origin, Role::Scheme))
        .collect();
    scope.keep(ledger, &claims);
    let proposals: Vec<_> = (api.schemes.iter())
        .map(|scheme| {
            let wire = scheme.origin.text();
            let name = snake_name(wire, "scheme");
            (
                wire == name,
                vec![name.clone(), format!("{}_scheme", plain(&name))],
            )
        })
        .collect();
    in_order(&claims, &proposals, |claim, proposals| {
        scope.propose(ledger, claim, proposals)
    })
}

/// The name without what makes a keyword an identifier.
fn plain(name: &str) -> &str {
    name.strip_prefix("r#")
        .unwrap_or(name)
        .trim_end_matches('_')
}
