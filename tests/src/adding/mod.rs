//! "Adding never changes what was there": generates a cut document, then the whole with the lock of the cut, and compares what is
//! public.

pub mod allowed;
mod replaced;
mod texts;

use std::cell::OnceCell;
use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use crate::crates::Crates;
use crate::items::{Item, Kind};
use crate::raw::cut::{Cutter, Reach};
use crate::raw::places::Role;
use crate::raw::refs;
use crate::raw::rng::Rng;
use crate::raw::slice::slice;

/// What a user of the first crates meets in the second.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Change {
    /// An item is not there any more, or another: what stands under its path now.
    Lost(Item, Option<String>),
    /// An item is there that a `match` over an enum must know, or that an implementor must write.
    Gained(Item),
}

impl std::fmt::Display for Change {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Lost(item, None) => write!(f, "lost: {item}"),
            Self::Lost(item, Some(now)) => write!(f, "lost: {item}\n    now: {now}"),
            Self::Gained(item) => write!(f, "gained: {item}"),
        }
    }
}

/// Both sets of public items, and what was cut.
#[derive(Clone, Debug, Default)]
pub struct Pair {
    /// The public items of the cut document's crates.
    pub before: BTreeSet<Item>,
    /// Those of the whole document's.
    pub after: BTreeSet<Item>,
    /// The roles of what was cut.
    pub roles: BTreeSet<Role>,
    replaced: OnceCell<BTreeSet<String>>,
}

impl Pair {
    /// Generates both.
    ///
    /// # Errors
    ///
    /// A document that cannot be used, or an emitted crate that cannot be read; of the cut document's it begins with `cut: `.
    pub fn of(before: &str, after: &str, roles: BTreeSet<Role>) -> Result<Self, String> {
        let first = Crates::of(name(before), before, None).map_err(|why| format!("cut: {why}"))?;
        let second = Crates::of(name(after), after, Some(&first.lock))?;
        Ok(Self {
            before: first.items()?,
            after: second.items()?,
            roles,
            ..Self::default()
        })
    }

    /// The types that only a place led to which takes more now.
    fn replaced(&self) -> &BTreeSet<String> {
        (self.replaced).get_or_init(|| replaced::replaced(&self.before, &self.after))
    }

    /// What is not as it was.
    #[must_use]
    pub fn changes(&self) -> Vec<Change> {
        let by_path = |items: &BTreeSet<Item>| -> BTreeMap<(String, Kind), String> {
            let items = items.iter();
            items
                .map(|item| ((item.path.clone(), item.kind), item.text.clone()))
                .collect()
        };
        let (old, now) = (by_path(&self.before), by_path(&self.after));
        let lost = self
            .before
            .difference(&self.after)
            .filter(|item| !is_implied(item, &self.after));
        let lost = lost.map(|item| {
            let now = now.get(&(item.path.clone(), item.kind));
            Change::Lost(item.clone(), now.cloned())
        });
        let gained = self.after.difference(&self.before).filter(|item| {
            // Of another text it is counted as lost.
            !old.contains_key(&(item.path.clone(), item.kind))
                && asks(item).is_some_and(|holder| {
                    old.get(&(holder.0.to_owned(), holder.1))
                        .is_some_and(|text| !text.contains("non_exhaustive"))
                })
        });
        lost.chain(gained.cloned().map(Change::Gained)).collect()
    }
}

/// Whether a bound of a trait is one of another trait that is a bound of it.
fn is_implied(item: &Item, items: &BTreeSet<Item>) -> bool {
    let Some((own, bound)) = item
        .path
        .split_once(": ")
        .filter(|_| item.kind == Kind::Bound)
    else {
        return false;
    };
    let Some((side, _)) = own.split_once("::") else {
        return false;
    };
    let bounds = || items.iter().filter(|one| one.kind == Kind::Bound);
    bounds()
        .filter_map(|one| one.path.split_once(": "))
        .any(|(of, between)| {
            let wanted = format!("{side}::{between}: {bound}");
            of == own && bounds().any(|one| one.path == wanted)
        })
}

fn name(text: &str) -> &'static str {
    if text.starts_with('{') {
        "openapi.json"
    } else {
        "openapi.yaml"
    }
}

/// The enum, trait or function whose users must know of an item as soon as it is there.
fn asks(item: &Item) -> Option<(&str, Kind)> {
    match item.kind {
        Kind::Variant => Some((item.path.rsplit_once("::")?.0, Kind::Enum)),
        Kind::TraitItem if item.text.ends_with(" required") => {
            Some((item.path.rsplit_once("::")?.0, Kind::Trait))
        }
        Kind::Bound => {
            let holder = item.path.split_once(": ")?.0;
            Some(match holder.split_once('<') {
                Some((function, _)) => (function, Kind::Function),
                None => (holder, Kind::Trait),
            })
        }
        _ => None,
    }
}

/// The document without bodies that are not JSON: operations with them are skipped as yet, and Stripe's would all be.
fn without_forms(mut whole: Value) -> Value {
    let items = whole.get_mut("paths").and_then(Value::as_object_mut);
    let operations = items
        .into_iter()
        .flatten()
        .filter_map(|(_, item)| item.as_object_mut());
    for operation in operations.flat_map(|item| item.values_mut()) {
        let content = operation.pointer("/requestBody/content");
        let is_json = |media: &String| media.contains("json");
        let has_json = content
            .and_then(Value::as_object)
            .map(|one| one.keys().any(is_json));
        if let (Some(false), Some(operation)) = (has_json, operation.as_object_mut()) {
            operation.remove("requestBody");
        }
    }
    whole
}

/// The document without the operations that the generator cannot do: what makes it skip one, and says so, may be what is added.
fn emitted_part(whole: Value) -> Option<Value> {
    let emitted = Crates::of("openapi.json", &whole.to_string(), None)
        .ok()?
        .emitted;
    let cutter = Cutter::new(&whole);
    let is_skipped = |pointer: &str| {
        let operation = pointer.strip_prefix("/paths/")?.rsplit_once('/')?;
        let path = operation.0.replace("~1", "/").replace("~0", "~");
        let name = format!("{} {path}", operation.1.to_uppercase());
        (!emitted.contains(&name)).then_some(())
    };
    let operations = cutter.places.iter().enumerate();
    let skipped: Vec<usize> = operations
        .filter(|(_, place)| place.role == Role::Operation && is_skipped(&place.pointer).is_some())
        .map(|(index, _)| index)
        .collect();
    if skipped.is_empty() {
        return Some(whole);
    }
    Some(cutter.cut(&skipped, Reach::Free)?.document)
}

/// What came of one cut.
#[derive(Clone, Debug, Default)]
pub struct Outcome {
    /// How many places were gone.
    pub gone: usize,
    /// How often each entry of the list of what may change was used.
    pub used: BTreeMap<&'static str, usize>,
    /// What changed and may not.
    pub faults: Vec<Change>,
}

/// One cut of a document.
#[derive(Clone, Debug)]
pub struct Case {
    /// The whole: a slice of the document, where that is large, without the operations that are skipped.
    pub whole: Value,
    /// The places that are cut first, as pointers.
    pub chosen: Vec<String>,
    /// What may go.
    pub reach: Reach,
}

impl Case {
    /// Chooses what is cut; the seed says everything. `None` where nothing can be cut.
    #[must_use]
    pub fn of(document: &Value, seed: u64) -> Option<Self> {
        let mut rng = Rng::new(seed);
        let whole = emitted_part(without_forms(slice(document, &mut rng)))?;
        // Most of what real documents gain changes nothing.
        let is_free = rng.per_cent(60);
        let reach = if is_free { Reach::Free } else { Reach::Listed };
        let cutter = Cutter::new(&whole);
        for _ in 0..20 {
            let chosen = cutter.choose(&mut rng, reach);
            let cut = cutter.cut(&chosen, reach);
            if cut.is_some_and(|cut| !cut.removed.is_empty()) {
                let pointer = |index: &usize| Some(cutter.places.get(*index)?.pointer.clone());
                let chosen = chosen.iter().filter_map(pointer).collect();
                return Some(Self {
                    whole,
                    chosen,
                    reach,
                });
            }
        }
        None
    }

    /// Generates both, and compares.
    ///
    /// # Errors
    ///
    /// A document that cannot be used, a reference that the cut left behind, or an emitted crate that cannot be read.
    pub fn run(&self) -> Result<Outcome, String> {
        let (pair, gone) = self.pair()?;
        let mut outcome = Outcome {
            gone,
            ..Outcome::default()
        };
        for change in pair.changes() {
            match allowed::entry(&change, &pair, self.reach) {
                Some(entry) => *outcome.used.entry(entry.name).or_default() += 1,
                None => outcome.faults.push(change),
            }
        }
        Ok(outcome)
    }

    fn pair(&self) -> Result<(Pair, usize), String> {
        let cutter = Cutter::new(&self.whole);
        let chosen: Vec<usize> = (0..cutter.places.len())
            .filter(|index| self.chosen.contains(&cutter.places[*index].pointer))
            .collect();
        let cut = cutter
            .cut(&chosen, self.reach)
            .ok_or("nothing is left of the document")?;
        let before = refs::dangling(&self.whole);
        let left = refs::dangling(&cut.document);
        let left: Vec<&String> = left.difference(&before).collect();
        if !left.is_empty() {
            return Err(format!("the cut leaves references to {left:?}"));
        }
        let roles = cut.removed.iter().map(|index| cutter.places[*index].role);
        let (cut_text, whole) = (cut.document.to_string(), self.whole.to_string());
        let pair = Pair::of(&cut_text, &whole, roles.collect())?;
        Ok((pair, cut.removed.len()))
    }

    /// A case with fewer places cut, which still has a fault that is not `known`.
    #[must_use]
    pub fn smaller(&self, known: &dyn Fn(&Change) -> bool) -> Self {
        let mut best = self.clone();
        let mut at = 0;
        while best.chosen.len() > 1 && at < best.chosen.len() {
            let mut fewer = best.clone();
            fewer.chosen.remove(at);
            match fewer.run() {
                Ok(outcome) if !outcome.faults.iter().all(known) => best = fewer,
                _ => at += 1,
            }
        }
        best
    }
}
