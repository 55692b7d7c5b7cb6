//! Operations: methods, parameters, variants of responses.

use std::collections::BTreeMap;

use crate::ir::{Api, Declared, Operation, PathPart, Step};

use super::propose::{snake_name, status_name};
use super::scope::{Claim, Ledger, Scope};
use super::words::{Symbols, words};
use super::{Names, fastapi, in_order, reserved};
use crate::identifier::{camel, escape_keyword, screaming, snake_of_camel};
use crate::lock::Role;

/// The method of each operation, and whether its name is fixed.
///
/// An operationId of FastAPI's loses its tail where no other operation would get that name.
pub(super) fn methods(api: &Api, ledger: &mut Ledger<'_>) -> Vec<(String, bool)> {
    let mut scope = Scope::new(reserved::METHODS);
    let claims: Vec<Claim> = (api.operations.iter())
        .map(|operation| Claim::new(ledger, &operation.origin, Role::Method))
        .collect();
    scope.keep(ledger, &claims);
    let full: Vec<String> = api.operations.iter().map(full_name).collect();
    let short: Vec<String> = (api.operations.iter().zip(&full))
        .map(|(operation, full)| {
            match fastapi::without_tail(operation.origin.text(), operation.target.text()) {
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
            let exact = operation.origin.text() == full;
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
        scope.propose(ledger, claim, proposals)
    });
    names
        .into_iter()
        .zip(&claims)
        .map(|(name, claim)| (name, claim.fixed.is_some()))
        .collect()
}

/// By the operationId; by method and path where there is none.
fn full_name(operation: &Operation) -> String {
    match operation.origin.text() {
        "" if operation.operation_id.is_none() => snake_name(&route(operation), "operation"),
        text => snake_name(text, "operation"),
    }
}

/// `get v1 pets id`
fn route(operation: &Operation) -> String {
    let parts = (operation.target.segments().iter()).flat_map(|segment| &segment.parts);
    let words = parts.map(|part| match part {
        PathPart::Literal(text) => text.as_str(),
        PathPart::Param(index) => {
            (operation.params.get(*index as usize)).map_or("", |param| param.wire.as_str())
        }
    });
    let method = operation.method.as_str().to_ascii_lowercase();
    let words: Vec<&str> = std::iter::once(method.as_str()).chain(words).collect();
    words.join(" ")
}

/// What stands inside of operations.
pub(super) fn members(api: &Api, ledger: &mut Ledger<'_>, names: &mut Names) {
    for (operation, names) in api.operations.iter().zip(&mut names.operations) {
        names.constant = screaming(&names.method);
        names.params = params(operation, ledger);
        names.body = "body".to_owned();
        names.answers = answers(operation, ledger);
        names.constructors = names.answers.iter().map(|name| constructor(name)).collect();
        names.headers = headers(operation, &names.constructors, ledger);
    }
}

/// `not_found` of `NotFound`. No two answers have one: of the names that are valid, no two differ in nothing but how words are parted.
fn constructor(answer: &str) -> String {
    escape_keyword(snake_of_camel(answer))
}

/// One name for a header in all answers of an operation. What sets it must not be called like a constructor.
fn headers(operation: &Operation, constructors: &[String], ledger: &mut Ledger<'_>) -> Vec<String> {
    let mut scope = Scope::new(reserved::HEADERS);
    let constructed = constructors
        .iter()
        .filter_map(|name| name.strip_prefix("with_"));
    constructed
        .for_each(|name| scope.exclude(&escape_keyword(name.to_owned()), operation.origin.place));
    let declared = operation.headers();
    let claims: Vec<Claim> = (declared.iter())
        .map(|Declared { header, .. }| {
            let wire = header.wire.to_ascii_lowercase();
            let key = operation.origin.whence.then(Step::Header(wire));
            Claim::at(ledger, &header.origin, key.to_string(), Role::Header)
        })
        .collect();
    scope.keep(ledger, &claims);
    let proposals: Vec<_> = (declared.iter())
        .map(|Declared { header, .. }| {
            let name = snake_name(&header.wire, "value");
            let other = snake_name(&format!("{} header", header.wire), "value");
            (name == header.wire, vec![name, other])
        })
        .collect();
    in_order(&claims, &proposals, |claim, proposals| {
        scope.propose(ledger, claim, proposals)
    })
}

/// An answer is called by its status; a second one of the same by its media type too.
fn answers(operation: &Operation, ledger: &mut Ledger<'_>) -> Vec<String> {
    let mut scope = Scope::new(reserved::ANSWERS);
    let claims: Vec<Claim> = (operation.answers.iter())
        .map(|answer| Claim::new(ledger, &answer.origin, Role::Answer))
        .collect();
    scope.keep(ledger, &claims);
    let proposals: Vec<_> = (operation.answers.iter())
        .map(|answer| {
            let name = status_name(answer.status);
            let media = (answer.content.as_ref()).map(|content| {
                let (_, subtype) = content.media_type.split_once('/').unwrap_or_default();
                let essence = subtype.split(';').next().unwrap_or_default();
                format!("{name}{}", camel(&words(essence, Symbols::Separate)))
            });
            (true, std::iter::once(name).chain(media).collect())
        })
        .collect();
    in_order(&claims, &proposals, |claim, proposals| {
        scope.propose(ledger, claim, proposals)
    })
}

/// Two parameters of one name, and those that are called like something of ours, have their location before it.
fn params(operation: &Operation, ledger: &mut Ledger<'_>) -> Vec<String> {
    let mut scope = Scope::new(reserved::PARAMS);
    let claims: Vec<Claim> = (operation.params.iter())
        .map(|param| Claim::new(ledger, &param.origin, Role::Param))
        .collect();
    scope.keep(ledger, &claims);
    let proposals: Vec<_> = (operation.params.iter())
        .map(|param| {
            let name = snake_name(&param.wire, "value");
            let located = snake_name(
                &format!("{} {}", param.location.as_str(), param.wire),
                "value",
            );
            (name == param.wire, vec![name, located])
        })
        .collect();
    in_order(&claims, &proposals, |claim, proposals| {
        scope.propose(ledger, claim, proposals)
    })
}
