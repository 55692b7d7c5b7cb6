//! Modules of groups, and security schemes.

use crate::ir::Api;

use super::propose::snake_name;
use super::scope::{Claim, Ledger, Scope};
use super::{in_order, reserved};
use crate::identifier::{Case, escape_keyword, is_valid, plain};
use crate::lock::Role;

/// How long a module's name may be, which is the name of a file too: file systems take 255 bytes, and paths have an end as well.
const LONGEST_MODULE: usize = 64;

/// The module of each group.
pub(super) fn modules(api: &Api, ledger: &mut Ledger<'_>) -> Vec<String> {
    let mut scope = Scope::new(reserved::MODULES);
    let claims: Vec<Claim> = (api.groups.iter())
        .map(|group| Claim::new(ledger, &group.origin, Role::Module))
        .collect();
    scope.keep(ledger, &claims);
    let proposals: Vec<_> = (api.groups.iter())
        .map(|group| {
            let name = short(&snake_name(group.origin.text(), "group"));
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

/// A name that is short enough for a file: as many of its words as fit, or the beginning of one that does not.
fn short(name: &str) -> String {
    // The names are ASCII: a byte is a letter.
    let Some(start) = name.get(..LONGEST_MODULE).filter(|start| *start != name) else {
        return name.to_owned();
    };
    let words = match start.rsplit_once('_') {
        Some((words, _)) if is_valid(words, Case::Snake) => words,
        _ => start,
    };
    escape_keyword(plain(words).to_owned())
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
