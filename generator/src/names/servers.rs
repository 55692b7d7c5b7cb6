//! Servers and their variables.

use std::collections::BTreeMap;

use crate::ir::{Api, Origin, Server, ServerVariable};

use super::ident::camel;
use super::propose::snake_name;
use super::role::Role;
use super::scope::{Claim, Ledger, Record, Scope};
use super::words::{Symbols, words};
use super::{ServerNames, hint_text, in_order, reserved};

/// A description of more words is a sentence: the host makes the better name.
const MOST_WORDS: usize = 4;

/// The names of each server.
pub(super) fn assign(api: &Api, ledger: &mut Ledger<'_>) -> Vec<ServerNames> {
    let mut scope = Scope::new(reserved::SERVERS);
    let places = places(api);
    let claims: Vec<Claim> = (api.servers.iter().zip(&places))
        .map(|(server, place)| Claim::new(ledger, &server.origin, place.clone(), Role::Server))
        .collect();
    scope.keep(ledger, &claims);
    let proposals: Vec<_> = (api.servers.iter())
        .map(|server| {
            let name = variant(server);
            let exact = hint_text(&server.origin) == name;
            if scope.is_reserved(&name) {
                return (exact, vec![name + "Server"]);
            }
            (exact, vec![name])
        })
        .collect();
    let variants = in_order(&claims, &proposals, |claim, proposals| {
        scope.propose(ledger, claim, proposals, Record::Always)
    });
    variants
        .into_iter()
        .zip(api.servers.iter().zip(&places))
        .map(|(variant, (server, place))| ServerNames {
            variant,
            variables: variables(server, place, ledger),
        })
        .collect()
}

/// The servers' places in the lock: by URL, since a server's index moves when another one is added before it. One URL may stand there several times,
/// with other variables.
fn places(api: &Api) -> Vec<String> {
    let mut seen = BTreeMap::new();
    let servers = api.servers.iter();
    servers
        .map(|server| {
            let times = seen.entry(server.url.as_str()).or_insert(0);
            *times += 1;
            match *times {
                1 => format!("#/servers/{}", server.url),
                n => format!("#/servers/{}#{n}", server.url),
            }
        })
        .collect()
}

fn variant(server: &Server) -> String {
    let mut found = words(hint_text(&server.origin), Symbols::Separate);
    if found.is_empty() || found.len() > MOST_WORDS {
        found = words(host(&server.url), Symbols::Separate);
    }
    let name = camel(&found);
    match name.bytes().next() {
        None => "Default".to_owned(),
        Some(b'0'..=b'9') => format!("Server{name}"),
        Some(_) => super::ident::escape_keyword(name),
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

fn variables(server: &Server, place: &str, ledger: &mut Ledger<'_>) -> Vec<String> {
    let mut scope = Scope::new(&[]);
    let claims: Vec<Claim> = (server.variables.iter())
        .map(|variable| claim(ledger, server, place, variable))
        .collect();
    scope.keep(ledger, &claims);
    let proposals: Vec<_> = (server.variables.iter())
        .map(|variable| {
            let name = snake_name(&variable.wire, "value");
            (name == variable.wire, vec![name])
        })
        .collect();
    in_order(&claims, &proposals, |claim, proposals| {
        scope.propose(ledger, claim, proposals, Record::Always)
    })
}

fn claim(
    ledger: &mut Ledger<'_>,
    server: &Server,
    place: &str,
    variable: &ServerVariable,
) -> Claim {
    let pointer = format!("{place}/variables/{}", variable.wire);
    let origin = Origin {
        pointer: pointer.clone(),
        ..server.origin.clone()
    };
    let fixed = None;
    let mut claim = Claim::new(ledger, &origin, pointer, Role::Variable);
    if matches!(origin.hint, crate::ir::NameHint::Fixed(_)) {
        claim.fixed = fixed;
    }
    claim
}
