//! One scope of names: who gets which, with what the lock recorded.

use std::collections::BTreeMap;

use crate::diagnostic::{Code, Diagnostic, Diagnostics, Effect};
use crate::ir::{Called, Origin};
use crate::lock::{Key, Lock};
use crate::source::Place;

use super::{Renames, reserved};
use crate::identifier::{Case, escape_keyword, is_valid, numbered};
use crate::lock::Role;

/// What all scopes of one run share: what is recorded, what is fixed, what is to be recorded.
pub(super) struct Ledger<'a> {
    pub(super) lock: &'a Lock,
    renames: &'a mut Renames,
    /// The lock of this run.
    pub(super) recorded: Lock,
    pub(super) diagnostics: Diagnostics,
}

impl<'a> Ledger<'a> {
    pub(super) fn new(lock: &'a Lock, renames: &'a mut Renames) -> Self {
        Self {
            lock,
            renames,
            recorded: Lock::new(),
            diagnostics: Diagnostics::new(),
        }
    }

    /// The name that the configuration or `x-rust-name` fixes, and where.
    fn fixed(&mut self, origin: &Origin, pointer: &str, case: Case) -> Option<(String, Place)> {
        let renamed = self.renames.take(&origin.pointer, case);
        if let Some(fixed) = renamed.or_else(|| self.renames.take(pointer, case)) {
            return Some(fixed);
        }
        match &origin.called {
            Called::Fixed(name) => Some((name.clone(), origin.place)),
            Called::ByPlace | Called::Like(_) => None,
        }
    }

    fn record(&mut self, key: Key, name: &str) {
        self.recorded.insert(key, name);
    }
}

/// Names that must differ from each other, and from those of ours.
///
/// First what is fixed or recorded takes its name ([`Scope::keep`], for everything in the scope), then the rest by its
/// proposals, in the order in which they are made.
pub(super) struct Scope {
    reserved: &'static [&'static str],
    taken: BTreeMap<String, Place>,
    kept: BTreeMap<Key, String>,
    /// The first number that may be free, by name: a thousand equal names take a thousand steps.
    next: BTreeMap<String, usize>,
}

/// One thing that gets a name.
#[derive(Clone, Debug)]
pub(super) struct Claim {
    /// Its key in the lock.
    pub(super) key: Key,
    /// Other keys under which its name may be recorded: places of types that were merged into its own.
    pub(super) also: Vec<Key>,
    /// Where it stands.
    pub(super) place: Place,
    /// The name that the configuration or the document fixes, and where.
    pub(super) fixed: Option<(String, Place)>,
}

impl Claim {
    /// Its key is the text of where it comes from.
    pub(super) fn new(ledger: &mut Ledger<'_>, origin: &Origin, role: Role) -> Self {
        Self::at(ledger, origin, origin.whence.to_string(), role)
    }

    /// The second of two types of one origin: what is fixed for the origin names the first. Its own key may be fixed.
    pub(super) fn second(
        ledger: &mut Ledger<'_>,
        origin: &Origin,
        place: String,
        role: Role,
    ) -> Self {
        let fixed = ledger.renames.take(&place, role.case());
        Self {
            key: Key { place, role },
            also: Vec::new(),
            place: origin.place,
            fixed,
        }
    }

    pub(super) fn at(ledger: &mut Ledger<'_>, origin: &Origin, place: String, role: Role) -> Self {
        let fixed = ledger.fixed(origin, &place, role.case());
        Self {
            key: Key { place, role },
            also: Vec::new(),
            place: origin.place,
            fixed,
        }
    }
}

impl Scope {
    pub(super) fn new(reserved: &'static [&'static str]) -> Self {
        Self {
            reserved,
            taken: BTreeMap::new(),
            kept: BTreeMap::new(),
            next: BTreeMap::new(),
        }
    }

    /// Takes a name away from all, for something that is named elsewhere.
    pub(super) fn exclude(&mut self, name: &str, place: Place) {
        self.taken.insert(name.to_owned(), place);
    }

    /// Gives fixed and recorded names to those that have one.
    ///
    /// A fixed name that is invalid, reserved or taken is an error. A recorded one that stands twice, as after a merge
    /// of two branches, stays with the claim that stands first; so does a name that has become reserved go.
    pub(super) fn keep(&mut self, ledger: &mut Ledger<'_>, claims: &[Claim]) {
        let mut claims: Vec<&Claim> = claims.iter().collect();
        claims.sort_by_key(|claim| claim.place);
        for claim in &claims {
            if let Some((name, place)) = &claim.fixed {
                self.keep_fixed(ledger, claim, name, *place);
            }
        }
        for claim in claims.iter().filter(|claim| claim.fixed.is_none()) {
            let mut keys = std::iter::once(&claim.key).chain(&claim.also);
            let Some((key, name)) =
                keys.find_map(|key| Some((key, ledger.lock.get(key)?.to_owned())))
            else {
                continue;
            };
            if self.is_free(&name) {
                self.take(claim, &name);
                continue;
            }
            let place = ledger.lock.place(key).unwrap_or(claim.place);
            let reason = if self.is_reserved(&name) {
                "is reserved now"
            } else {
                "is taken"
            };
            let message = format!(
                "the recorded name `{name}` {reason}, and `{}` is renamed",
                key.place
            );
            let fault =
                Diagnostic::new(Code::RecordedName, place, claim.key.place.clone(), message);
            ledger.diagnostics.push(fault);
        }
    }

    fn keep_fixed(&mut self, ledger: &mut Ledger<'_>, claim: &Claim, name: &str, place: Place) {
        let name = escape_keyword(name.to_owned());
        let problem = if !is_valid(&name, claim.key.role.case()) {
            let case = match claim.key.role.case() {
                Case::Camel => "UpperCamelCase",
                Case::Snake => "snake_case",
            };
            Some(format!("`{name}` is not an identifier in {case}"))
        } else if self.is_reserved(&name) {
            Some(format!("the name `{name}` is reserved"))
        } else if self.taken.contains_key(&name) {
            Some(format!("the name `{name}` is given twice"))
        } else {
            None
        };
        let Some(message) = problem else {
            self.take(claim, &name);
            return;
        };
        let mut fault = Diagnostic::new(Code::FixedName, place, claim.key.place.clone(), message)
            .with_effect(Effect::NothingWritten);
        if let Some(other) = self.taken.get(&name) {
            fault = fault.with_note(*other, "it is given here");
        }
        ledger.diagnostics.push(fault);
    }

    /// The name of a claim: what [`keep`](Self::keep) gave it, else the first of its proposals that is free, else the
    /// last with the first number that is. It is recorded.
    pub(super) fn propose(
        &mut self,
        ledger: &mut Ledger<'_>,
        claim: &Claim,
        proposals: &[String],
    ) -> String {
        let name = match self.kept.get(&claim.key) {
            Some(name) => name.clone(),
            None => {
                let name = self.choose(proposals, claim.key.role.case());
                self.take(claim, &name);
                name
            }
        };
        ledger.record(claim.key.clone(), &name);
        // Each place keeps its names, should it be the only one that is left.
        for key in &claim.also {
            ledger.record(key.clone(), &name);
        }
        name
    }

    fn choose(&mut self, proposals: &[String], case: Case) -> String {
        if let Some(free) = proposals.iter().find(|name| self.is_free(name)) {
            return free.clone();
        }
        let base = proposals.last().map_or("x", String::as_str);
        let first = self.next.get(base).copied().unwrap_or(2);
        let free = (first..)
            .map(|number| (number, numbered(base, number, case)))
            .find(|(_, name)| self.is_free(name));
        let Some((number, name)) = free else {
            return base.to_owned();
        };
        self.next.insert(base.to_owned(), number + 1);
        name
    }

    fn take(&mut self, claim: &Claim, name: &str) {
        let place = claim
            .fixed
            .as_ref()
            .map_or(claim.place, |(_, place)| *place);
        self.taken.insert(name.to_owned(), place);
        self.kept.insert(claim.key.clone(), name.to_owned());
    }

    fn is_free(&self, name: &str) -> bool {
        !self.taken.contains_key(name) && !self.is_reserved(name)
    }

    pub(super) fn is_reserved(&self, name: &str) -> bool {
        reserved::contains(self.reserved, name)
    }
}
