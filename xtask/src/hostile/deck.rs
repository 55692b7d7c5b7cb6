//! Which names a document gets: each name comes as often as every other.

use std::collections::BTreeSet;

use anyhow::Result;

use super::rng::Rng;
use super::{frame, pools};

/// How many names of no family a document has beside its family.
const SINGLES: usize = 6;

/// All names, in stacks from which documents are dealt theirs.
pub struct Deck {
    families: Stack<Vec<String>>,
    singles: Stack<String>,
}

impl Deck {
    /// The whole deck.
    pub fn new() -> Result<Self> {
        let owned = |names: &[&str]| {
            names
                .iter()
                .map(|name| (*name).to_owned())
                .collect::<Vec<_>>()
        };
        let mut singles = owned(pools::KEYWORDS);
        singles.extend(owned(pools::PRELUDE));
        singles.extend(frame::names()?);
        singles.extend(pools::long());
        singles.sort();
        singles.dedup();
        Ok(Self {
            families: Stack::new(pools::FAMILIES.iter().map(|names| owned(names)).collect()),
            singles: Stack::new(singles),
        })
    }

    /// How many names there are: families, single ones.
    pub fn len(&self) -> (usize, usize) {
        (self.families.all.len(), self.singles.all.len())
    }

    /// The names of the next document, all different. Those that stand first get what there is least of: types and modules. In half of the
    /// documents these are the family's, for their twins; in the others the single ones, so that each has its turn.
    pub fn deal(&mut self, rng: &mut Rng) -> Vec<String> {
        let mut family = self.families.next(rng).unwrap_or_default();
        rng.shuffle(&mut family);
        let singles = (0..SINGLES).filter_map(|_| self.singles.next(rng));
        let singles: Vec<String> = singles.collect();
        let mut names = match rng.per_cent(50) {
            true => [family, singles].concat(),
            false => [singles, family].concat(),
        };
        let mut seen = BTreeSet::new();
        names.retain(|name| seen.insert(name.clone()));
        names
    }
}

/// A stack that is shuffled anew when it is empty.
struct Stack<T> {
    all: Vec<T>,
    left: Vec<T>,
}

impl<T: Clone> Stack<T> {
    fn new(all: Vec<T>) -> Self {
        Self {
            all,
            left: Vec::new(),
        }
    }

    fn next(&mut self, rng: &mut Rng) -> Option<T> {
        if self.left.is_empty() {
            self.left.clone_from(&self.all);
            rng.shuffle(&mut self.left);
        }
        self.left.pop()
    }
}
