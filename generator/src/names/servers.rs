//! Servers and their variables.

use crate::ir::{Api, Origin, Server, Step};

use super::propose::snake_name;
use super::scope::{Claim, Ledger, Scope};
use super::words::{Symbols, words};
use super::{ServerNames, in_order, reserved};
use crate::identifier::{camel, plain};
use crate::lock::Role;

/// A description of more words is a sentence: the host makes the better name.
const MOST_WORDS: usize = 4;

/// The names of each server; none for those that a client cannot choose.
pub(super) fn assign(api: &Api, ledger: &mut Ledger<'_>) -> Vec<ServerNames> {
    let mut scope = Scope::new(reserved::SERVERS);
    let named: Vec<&Server> = (api.servers.iter().filter(|one| one.is_absolute())).collect();
    let claims: Vec<Claim> = (named.iter())
        .map(|server| Claim::new(ledger, &server.origin, Role::Server))
        .collect();
    scope.keep(ledger, &claims);
    let proposals: Vec<_> = (named.iter())
        .map(|server| {
            let name = variant(server);
            let exact = server.origin.text() == name;
            if scope.is_reserved(&name) {
                return (exact, vec![name + "Server"]);
            }
            (exact, vec![name])
        })
        .collect();
    let variants = in_order(&claims, &proposals, |claim, proposals| {
        scope.propose(ledger, claim, proposals)
    });
    let mut variants = variants.into_iter();
    (api.servers.iter())
        .map(|server| match server.is_absolute() {
            true => ServerNames {
                variant: variants.next().unwrap_or_default(),
                variables: variables(server, ledger),
            },
            false => ServerNames::default(),
        })
        .collect()
}

fn variant(server: &Server) -> String {
    let mut found = words(server.origin.text(), Symbols::Separate);
    if found.is_empty() || found.len() > MOST_WORDS {
        found = words(host(&server.url), Symbols::Separate);
    }
    let name = camel(&found);
    match name.bytes().next() {
        None => "Default".to_owned(),
        Some(b'0'..=b'9') => format!("Server{name}"),
        Some(_) => crate::identifier::escape_keyword(name),
    }
}

/// The host of a URL; the path of one that has none.
fn host(url: &str) -> &str {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    match rest.split('/').next() {
        Some(host) if !host.is_empty() => host,
        _ => rest.trim_matches('/'),
    }
}

fn variables(server: &Server, ledger: &mut Ledger<'_>) -> Vec<String> {
    let mut scope = Scope::new(reserved::VARIABLES);
    let claims: Vec<Claim> = (server.variables.iter())
        .map(|variable| {
            let step = Step::Variable(variable.wire.clone());
            let origin = Origin {
                whence: server.origin.whence.then(step),
                ..server.origin.clone()
            };
            Claim::new(ledger, &origin, Role::Variable)
        })
        .collect();
    scope.keep(ledger, &claims);
    let proposals: Vec<_> = (server.variables.iter())
        .map(|variable| {
            let name = snake_name(&variable.wire, "value");
            let other = format!("{}_variable", plain(&name));
            (name == variable.wire, vec![name, other])
        })
        .collect();
    in_order(&claims, &proposals, |claim, proposals| {
        scope.propose(ledger, claim, proposals)
    })
}
