//! What a path means in a module, and under which paths a user reaches what is declared.

use std::collections::{BTreeMap, BTreeSet};

use super::tree::{ModulePath, Tree};

/// How many imports may lead to each other.
const LONGEST_CHAIN: usize = 16;

/// The path of a declaration: its module, then its name.
pub(super) type Declared = Vec<String>;

/// The names that were looked for in the modules of which all is imported, each behind the module that imports: those that
/// were not found there, and those that are still looked for.
type Tried = BTreeSet<Declared>;

impl Tree {
    /// The declaration in this crate that `path` means in `module`, with the segments behind it; `None`: it is another crate's, or a name
    /// of the prelude, or a generic's.
    pub(super) fn find(
        &self,
        module: &[String],
        path: &[String],
    ) -> Option<(Declared, Vec<String>)> {
        match self.absolute(module, path, LONGEST_CHAIN, &mut BTreeSet::new())? {
            Found::Here(declared, rest) => Some((declared, rest)),
            Found::Elsewhere(_) => None,
        }
    }

    /// The path with its imports followed; the crate's own begin with `crate`.
    pub(super) fn full(&self, module: &[String], path: &[String]) -> Vec<String> {
        match self.absolute(module, path, LONGEST_CHAIN, &mut BTreeSet::new()) {
            Some(Found::Here(declared, rest)) => {
                let root = std::iter::once("crate".to_owned());
                root.chain(declared).chain(rest).collect()
            }
            Some(Found::Elsewhere(path)) => path,
            None => path.to_vec(),
        }
    }

    fn absolute(
        &self,
        module: &[String],
        path: &[String],
        fuel: usize,
        tried: &mut Tried,
    ) -> Option<Found> {
        let fuel = fuel.checked_sub(1)?;
        let (first, rest) = path.split_first()?;
        match first.as_str() {
            "crate" => self.below(&[], rest, fuel, tried),
            "self" => self.below(module, rest, fuel, tried),
            "super" => {
                let (_, parent) = module.split_last()?;
                let dots: Vec<String> = std::iter::once("self".to_owned())
                    .chain(rest.iter().cloned())
                    .collect();
                match rest.first().map(String::as_str) {
                    Some("super") => self.absolute(parent, rest, fuel, tried),
                    _ => self.absolute(parent, &dots, fuel, tried),
                }
            }
            _ => self.below(module, path, fuel, tried),
        }
    }

    /// `path` from a module on: through its modules, then through what it declares or imports.
    fn below(
        &self,
        module: &[String],
        path: &[String],
        fuel: usize,
        tried: &mut Tried,
    ) -> Option<Found> {
        let fuel = fuel.checked_sub(1)?;
        let Some((first, rest)) = path.split_first() else {
            return Some(Found::Here(module.to_vec(), Vec::new()));
        };
        let here = self.modules.get(module)?;
        let mut own = module.to_vec();
        own.push(first.clone());
        if here.own.contains_key(first) {
            if self.modules.contains_key(&own) {
                return self.below(&own, rest, fuel, tried);
            }
            return Some(Found::Here(own, rest.to_vec()));
        }
        if let Some(import) = here
            .uses
            .iter()
            .find(|import| import.name.as_ref() == Some(first))
        {
            let whole: Vec<String> = import.path.iter().chain(rest).cloned().collect();
            // An import of another crate begins with a name that is not known here.
            let is_itself = import.path.first() == Some(first) && import.path.len() == 1;
            let found = (!is_itself).then(|| self.absolute(module, &whole, fuel, tried));
            return Some(found.flatten().unwrap_or(Found::Elsewhere(whole)));
        }
        // Modules that import all of each other are looked into once.
        if !tried.insert(own.clone()) {
            return None;
        }
        let found = (here.uses.iter())
            .filter(|import| import.name.is_none())
            .find_map(|import| {
                let Some(Found::Here(target, behind)) =
                    self.absolute(module, &import.path, fuel, tried)
                else {
                    return None;
                };
                let is_module = behind.is_empty() && self.modules.contains_key(&target);
                let below = is_module.then(|| self.below(&target, path, fuel, tried));
                below.flatten()
            });
        if found.is_some() {
            tried.remove(&own);
        }
        found
    }

    /// The public paths of every declaration and module; and the public re-exports of what is another crate's.
    pub(super) fn public(&self) -> Public {
        let mut public = Public::default();
        self.publish(&[], &[], &mut public, &mut BTreeSet::new());
        public
    }

    fn publish(
        &self,
        module: &[String],
        prefix: &[String],
        public: &mut Public,
        seen: &mut BTreeSet<(ModulePath, ModulePath)>,
    ) {
        let Some(here) = self.modules.get(module) else {
            return;
        };
        if prefix.len() > LONGEST_CHAIN || !seen.insert((module.to_vec(), prefix.to_vec())) {
            return;
        }
        let with = |before: &[String], name: &str| -> Vec<String> {
            let mut path = before.to_vec();
            path.push(name.to_owned());
            path
        };
        for (name, _) in here.own.iter().filter(|(_, public)| **public) {
            self.publish_one(with(module, name), with(prefix, name), public, seen);
        }
        for import in here.uses.iter().filter(|import| import.public) {
            let found = self.find(module, &import.path);
            match (&import.name, found) {
                (Some(name), Some((target, rest))) if rest.is_empty() => {
                    self.publish_one(target, with(prefix, name), public, seen);
                }
                (None, Some((target, rest))) if rest.is_empty() => {
                    self.publish(&target, prefix, public, seen);
                }
                (name, _) => {
                    let name = name.as_deref().unwrap_or("*");
                    let path = self.full(module, &import.path);
                    public.elsewhere.insert((with(prefix, name), path));
                }
            }
        }
    }

    fn publish_one(
        &self,
        target: Declared,
        path: Vec<String>,
        public: &mut Public,
        seen: &mut BTreeSet<(ModulePath, ModulePath)>,
    ) {
        if self.modules.contains_key(&target) {
            self.publish(&target, &path, public, seen);
        }
        public.paths.entry(target).or_default().insert(path);
    }
}

enum Found {
    Here(Declared, Vec<String>),
    Elsewhere(Vec<String>),
}

/// What a user of the crate can name.
#[derive(Debug, Default)]
pub(super) struct Public {
    paths: BTreeMap<Declared, BTreeSet<Vec<String>>>,
    /// Re-exports of other crates' items: path, and what stands there.
    pub(super) elsewhere: BTreeSet<(Vec<String>, Vec<String>)>,
}

impl Public {
    /// The path under which a declaration is listed: the one in `types`, where it has one, else the shortest.
    pub(super) fn path(&self, declared: &[String]) -> Option<&Vec<String>> {
        let paths = self.paths.get(declared)?;
        paths.iter().min_by_key(|path| {
            let in_types = path.len() == 2 && path.first().is_some_and(|first| first == "types");
            (!in_types, path.len(), (*path).clone())
        })
    }

    /// The other paths of a declaration.
    pub(super) fn others(&self, declared: &[String]) -> impl Iterator<Item = &Vec<String>> {
        let first = self.path(declared);
        let paths = self.paths.get(declared).into_iter().flatten();
        paths.filter(move |path| Some(*path) != first)
    }

    /// What is public.
    pub(super) fn declared(&self) -> impl Iterator<Item = &Declared> {
        self.paths.keys()
    }
}
