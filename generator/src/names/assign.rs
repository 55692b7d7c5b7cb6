//! Names everything in an API: the order of the scopes.

use crate::config::Config;
use crate::diagnostic::Diagnostics;
use crate::ir::Api;
use crate::lock::Lock;

use super::scope::Ledger;
use super::views::Views;
use super::{Names, Renames, groups, operations, parts, servers, types};

/// What [`assign`] gives.
#[derive(Clone, Debug, Default)]
pub struct Assigned {
    /// The identifiers.
    pub names: Names,
    /// What is to be recorded: as much of the old lock as the document still has, and what is new.
    pub lock: Lock,
    /// Fixed names that cannot be given, recorded ones that had to change, and renames that lead to nothing.
    pub diagnostics: Diagnostics,
}

/// Names everything in an API.
///
/// In each scope, what the configuration or the document fixes comes first, then what the lock records, then names that
/// are taken over as they are written, then the others in the document's order, with numbers where they collide. So
/// without a lock names are a function of the document; with it nothing recorded is renamed.
#[must_use]
pub fn assign(api: &Api, lock: &Lock, config: &Config) -> Assigned {
    let mut renames = Renames::new(config);
    let lock = lock.following(&api.moved());
    let mut ledger = Ledger::new(&lock, &mut renames);
    let views = Views::of(api, &lock);
    let mut names = Names::default();
    let methods = operations::methods(api, &mut ledger);
    names.schemes = groups::schemes(api, &mut ledger);
    let modules = groups::modules(api, &mut ledger);
    types::assign(api, &mut ledger, &views, methods, modules, &mut names);
    operations::members(api, &mut ledger, &mut names);
    names.parts = parts::assign(api, &mut ledger, &names, &views);
    names.servers = servers::assign(api, &mut ledger);
    let (lock, mut diagnostics) = (ledger.recorded, ledger.diagnostics);
    diagnostics.extend(renames.unused());
    Assigned {
        names,
        lock,
        diagnostics,
    }
}
