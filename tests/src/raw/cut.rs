//! Cutting places out of a raw document, with everything that refers to them.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::places::{Freedom, Place, Role, places};
use super::refs::{Reference, all};
use super::rng::Rng;

/// What may go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reach {
    /// Only what can be put back without changing anything.
    Free,
    /// Also what changes something of the list of DESIGN.md section 3 when it is put back.
    Listed,
}

/// A document, ready to be cut.
pub struct Cutter<'d> {
    root: &'d Value,
    /// Its places.
    pub places: Vec<Place>,
    references: Vec<Reference>,
    by_pointer: BTreeMap<String, usize>,
}

/// A document without some of its places.
#[derive(Clone, Debug)]
pub struct Cut {
    /// What is left.
    pub document: Value,
    /// What is gone, outermost places only, as indices of the places.
    pub removed: BTreeSet<usize>,
}

impl<'d> Cutter<'d> {
    /// Finds the places and the references.
    #[must_use]
    pub fn new(root: &'d Value) -> Self {
        let places = places(root);
        let by_pointer = places
            .iter()
            .enumerate()
            .map(|(index, place)| (place.pointer.clone(), index))
            .collect();
        Self {
            root,
            places,
            references: all(root),
            by_pointer,
        }
    }

    /// Some places, at random: of each role as likely as of any other, few as likely as many.
    pub fn choose(&self, rng: &mut Rng, reach: Reach) -> Vec<usize> {
        let mut by_role: BTreeMap<Role, Vec<usize>> = BTreeMap::new();
        for (index, place) in self.places.iter().enumerate() {
            if can_go(place, reach) && place.role != Role::Tag {
                by_role.entry(place.role).or_default().push(index);
            }
        }
        let roles: Vec<Vec<usize>> = by_role.into_values().collect();
        let most = [1, 3, 10, 30];
        let most = rng.pick(&most).copied().unwrap_or(1);
        let count = 1 + rng.below(most);
        let mut chosen = BTreeSet::new();
        for _ in 0..count {
            let index = rng.pick(&roles).and_then(|role| rng.pick(role));
            chosen.extend(index.copied());
        }
        chosen.into_iter().collect()
    }

    /// The document without these places, and without all that refers to what is gone. `None` where no operation is left, or where a
    /// reference stands in none of the places.
    #[must_use]
    pub fn cut(&self, chosen: &[usize], reach: Reach) -> Option<Cut> {
        let mut gone = Gone {
            cutter: self,
            reach,
            indices: BTreeSet::new(),
            pointers: BTreeSet::new(),
        };
        for index in chosen {
            gone.mark(*index)?;
        }
        while gone.follow()? {}
        let mut removed = gone.indices;
        removed.retain(|index| {
            let holder = self
                .places
                .get(*index)
                .and_then(|place| parent(&place.pointer));
            !holder.is_some_and(|holder| holds(&gone.pointers, holder))
        });
        let mut document = self.root.clone();
        let mut pointers: Vec<&str> = removed
            .iter()
            .filter_map(|index| self.places.get(*index))
            .map(|place| place.pointer.as_str())
            .collect();
        // The last items of an array first, so that the others keep their indices.
        pointers.sort_by_key(|pointer| std::cmp::Reverse(order(pointer)));
        for pointer in pointers {
            remove(&mut document, pointer);
        }
        has_operation(&document).then_some(Cut { document, removed })
    }

    /// The innermost place that holds a pointer.
    fn place_of(&self, pointer: &str) -> Option<usize> {
        let mut pointer = Some(pointer);
        while let Some(one) = pointer {
            if let Some(index) = self.by_pointer.get(one) {
                return Some(*index);
            }
            pointer = parent(one);
        }
        None
    }
}

struct Gone<'c, 'd> {
    cutter: &'c Cutter<'d>,
    reach: Reach,
    indices: BTreeSet<usize>,
    pointers: BTreeSet<String>,
}

impl Gone<'_, '_> {
    /// Takes a place away, or, where it cannot go alone, what holds it.
    fn mark(&mut self, index: usize) -> Option<()> {
        let place = self.cutter.places.get(index)?;
        if !can_go(place, self.reach) {
            return self.mark(place.parent?);
        }
        if !self.indices.insert(index) {
            return Some(());
        }
        self.pointers.insert(place.pointer.clone());
        match place.role {
            Role::Value | Role::Variant => {
                // Only the last ones can go.
                let (list, own) = place.pointer.rsplit_once('/')?;
                let next = own.parse::<usize>().ok()? + 1;
                if let Some(next) = self.cutter.by_pointer.get(&format!("{list}/{next}")) {
                    self.mark(*next)?;
                }
            }
            Role::Operation => {
                let siblings = self.cutter.places.iter().enumerate().filter(|(_, other)| {
                    other.role == Role::Operation && other.parent == place.parent
                });
                let mut siblings = siblings.map(|(index, _)| index);
                if siblings.all(|index| self.indices.contains(&index)) {
                    self.mark(place.parent?)?;
                }
            }
            _ => {}
        }
        Some(())
    }

    /// Takes away what refers to what is gone; whether there was any.
    fn follow(&mut self) -> Option<bool> {
        let before = self.indices.len();
        for reference in &self.cutter.references {
            let leads_nowhere = holds(&self.pointers, &reference.target);
            if leads_nowhere && !holds(&self.pointers, &reference.at) {
                self.mark(self.cutter.place_of(&reference.at)?)?;
            }
        }
        Some(self.indices.len() > before)
    }
}

fn can_go(place: &Place, reach: Reach) -> bool {
    match place.freedom {
        Freedom::Free => true,
        Freedom::Listed => reach == Reach::Listed,
        Freedom::Bound => false,
    }
}

/// Whether a pointer is, or is within, one of the list.
fn holds(list: &BTreeSet<String>, pointer: &str) -> bool {
    let mut pointer = Some(pointer);
    while let Some(one) = pointer {
        if list.contains(one) {
            return true;
        }
        pointer = parent(one);
    }
    false
}

fn parent(pointer: &str) -> Option<&str> {
    pointer.rsplit_once('/').map(|(before, _)| before)
}

/// Segments, so that pointers sort with indices by their number.
fn order(pointer: &str) -> Vec<(usize, &str)> {
    let number = |segment: &str| segment.parse().unwrap_or(usize::MAX);
    pointer
        .split('/')
        .map(|segment| (number(segment), segment))
        .collect()
}

fn remove(document: &mut Value, pointer: &str) {
    let Some((holder, last)) = pointer.rsplit_once('/') else {
        return;
    };
    if let (Some((schema, "enum")), Ok(index)) = (holder.rsplit_once('/'), last.parse()) {
        remove_beside(document, schema, index);
    }
    match document.pointer_mut(holder) {
        Some(Value::Object(entries)) => {
            entries.remove(&last.replace("~1", "/").replace("~0", "~"));
        }
        Some(Value::Array(items)) => {
            if let Some(index) = last.parse().ok().filter(|index| *index < items.len()) {
                items.remove(index);
            }
        }
        _ => {}
    }
}

/// Names and descriptions of an enum's values stand in lists beside it, one for each value.
fn remove_beside(document: &mut Value, schema: &str, index: usize) {
    let Some(Value::Object(schema)) = document.pointer_mut(schema) else {
        return;
    };
    for (key, value) in schema.iter_mut() {
        if let Value::Array(items) = value
            && key.starts_with("x-enum")
            && index < items.len()
        {
            items.remove(index);
        }
    }
}

fn has_operation(document: &Value) -> bool {
    places(document)
        .iter()
        .any(|place| place.role == Role::Operation && place.pointer.starts_with("/paths/"))
}
