//! Operations: methods, parameters, variants of responses.

use std::collections::BTreeMap;

use crate::ir::{Api, Location, Operation};

use super::ident::screaming;
use super::propose::{snake_name, status_name};
use super::role::Role;
use super::scope::{Claim, Ledger, Record, Scope};
use super::{Names, fastapi, hint_text, in_order, reserved};

/// The method of each operation, and whether its name is fixed.
///
/// An operationId of FastAPI's loses its tail where no other operation would get that name.
pub(super) fn methods(api: &Api, ledger: &mut Ledger<'_>) -> Vec<(String, bool)> {
    let mut scope = Scope::new(reserved::METHODS);
    let claims: Vec<Claim> = (api.operations.iter())
        .map(|operation| {
            Claim::new(
                ledger,
                &operation.origin,
                operation.origin.pointer.clone(),
                Role::Method,
            )
        })
        .collect();
    scope.keep(ledger, &claims);
    let full: Vec<String> = api.operations.iter().map(full_name).collect();
    let short: Vec<String> = (api.operations.iter().zip(&full))
        .map(|(operation, full)| {
            match fastapi::without_tail(hint_text(&operation.origin), &operation.path.text) {
                Some(name) => snake_name(name, "operation"),
                None => full.clone(),
            }
        })
        .collect();
    let mut uses: BTreeMap<&str, usize> = BTreeMap::new();
    for name in &short {
        *uses.entry(name).or_default() += 1;
    }
    let proposals: Vec<_> = (api.operations.iter().zip(short.iter().zip(&full)))
        .map(|(operation, (short, full))| {
            let exact = hint_text(&operation.origin) == full;
            let mut proposals = Vec::new();
            if uses.get(short.as_str()) == Some(&1) {
                proposals.push(short.clone());
            }
            if !proposals.contains(full) {
                proposals.push(full.clone());
            }
            if reserved::contains(reserved::METHODS, full) {
                proposals.push(format!("{full}_operation"));
            }
            (exact, proposals)
        })
        .collect();
    let names = in_order(&claims, &proposals, |claim, proposals| {
        scope.propose(ledger, claim, proposals, Record::Always)
    });
    names
        .into_iter()
        .zip(&claims)
        .map(|(name, claim)| (name, claim.fixed.is_some()))
        .collect()
}

/// By the operationId; lowering makes one of method and path where there is none.
fn full_name(operation: &Operation) -> String {
    snake_name(hint_text(&operation.origin), "operation")
}

/// What stands inside of operations.
pub(super) fn members(api: &Api, ledger: &mut Ledger<'_>, names: &mut Names) {
    for (operation, names) in api.operations.iter().zip(&mut names.operations) {
        names.constant = screaming(&names.method);
        names.params = params(operation, ledger);
        names.body = "body".to_owned();
        names.answers = (operation.answers.iter())
            .map(|answer| status_name(answer.status))
            .collect();
    }
}

/// Two parameters of one name, and those that are called like something of ours, have their location before it.
fn params(operation: &Operation, ledger: &mut Ledger<'_>) -> Vec<String> {
    let mut scope = Scope::new(reserved::PARAMS);
    let claims: Vec<Claim> = (operation.params.iter())
        .map(|param| {
            let pointer = format!(
                "{}/parameters/{}:{}",
                operation.origin.pointer,
                location(param.location),
                param.wire
            );
            Claim::new(ledger, &param.origin, pointer, Role::Param)
        })
        .collect();
    scope.keep(ledger, &claims);
    let proposals: Vec<_> = (operation.params.iter())
        .map(|param| {
            let name = snake_name(&param.wire, "value");
            let located = snake_name(
                &format!("{} {}", location(param.location), param.wire),
                "value",
            );
            (name == param.wire, vec![name, located])
        })
        .collect();
    let mut wires = operation.params.iter().map(|param| param.wire.as_str());
    let mut by_claim: BTreeMap<_, _> = BTreeMap::new();
    for claim in &claims {
        by_claim.insert(claim.key.clone(), wires.next().unwrap_or_default());
    }
    in_order(&claims, &proposals, |claim, proposals| {
        let wire = by_claim.get(&claim.key).copied().unwrap_or_default();
        scope.propose(ledger, claim, proposals, Record::UnlessExact(wire))
    })
}

fn location(location: Location) -> &'static str {
    match location {
        Location::Path => "path",
        Location::Query => "query",
        Location::Header => "header",
        Location::Cookie => "cookie",
    }
}
