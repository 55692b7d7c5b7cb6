//! Modules of groups, and security schemes.

use crate::ir::{Api, Group, NameHint};

use super::propose::snake_name;
use super::role::Role;
use super::scope::{Claim, Ledger, Record, Scope};
use super::{hint_text, in_order, reserved};

/// What a group is called in the document.
pub(super) fn text(group: &Group) -> &str {
    hint_text(&group.origin)
}

/// The module of each group.
pub(super) fn modules(api: &Api, ledger: &mut Ledger<'_>) -> Vec<String> {
    let mut scope = Scope::new(reserved::MODULES);
    let claims: Vec<Claim> = (api.groups.iter())
        .map(|group| {
            Claim::new(
                ledger,
                &group.origin,
                group.origin.pointer.clone(),
                Role::Module,
            )
        })
        .collect();
    scope.keep(ledger, &claims);
    let proposals: Vec<_> = (api.groups.iter())
        .map(|group| {
            let name = snake_name(text(group), "group");
            (
                text(group) == name,
                vec![name.clone(), format!("{}_group", plain(&name))],
            )
        })
        .collect();
    in_order(&claims, &proposals, |claim, proposals| {
        scope.propose(ledger, claim, proposals, Record::Always)
    })
}

/// The name of each security scheme.
pub(super) fn schemes(api: &Api, ledger: &mut Ledger<'_>) -> Vec<String> {
    let mut scope = Scope::new(reserved::SCHEMES);
    let claims: Vec<Claim> = (api.schemes.iter())
        .map(|scheme| {
            Claim::new(
                ledger,
                &scheme.origin,
                scheme.origin.pointer.clone(),
                Role::Scheme,
            )
        })
        .collect();
    scope.keep(ledger, &claims);
    let proposals: Vec<_> = (api.schemes.iter())
        .map(|scheme| {
            let wire = match &scheme.origin.hint {
                NameHint::Wire(wire) => wire.as_str(),
                _ => "",
            };
            let name = snake_name(wire, "scheme");
            (
                wire == name,
                vec![name.clone(), format!("{}_scheme", plain(&name))],
            )
        })
        .collect();
    in_order(&claims, &proposals, |claim, proposals| {
        scope.propose(ledger, claim, proposals, Record::Always)
    })
}

fn plain(name: &str) -> &str {
    name.strip_prefix("r#").unwrap_or(name)
}
