//! By a member that one variant must have, and no other can: serde's objects of one key.

use super::{Asked, Choice};
use crate::ir::{Key, Kind, Select};

pub(super) fn ask(asked: &Asked<'_>) -> Option<Select> {
    // A variant that takes any other member might have that one too.
    if !asked.is(Kind::Object) || !asked.each().all(|(_, choice)| choice.facts.closed) {
        return None;
    }
    let mut arms = Vec::new();
    let mut rest = Vec::new();
    for (place, choice) in asked.each() {
        match own_key(asked, place, choice) {
            Some(name) => arms.push((name.to_owned(), asked.next(vec![place]))),
            None => rest.push(place),
        }
    }
    if arms.is_empty() {
        return None;
    }
    let otherwise = (!rest.is_empty()).then(|| Box::new(asked.next(rest)));
    Some(Select::Key(Key { arms, otherwise }))
}

/// The first member that the variant must have, and no other knows.
fn own_key<'c>(asked: &Asked<'c>, place: usize, choice: &'c Choice) -> Option<&'c str> {
    let mut members = choice.facts.members.iter();
    members.find_map(|(name, fact)| {
        let mut others = asked.each().filter(|(other, _)| *other != place);
        let is_own = fact.required
            && !fact.one_sided
            && !others.any(|(_, other)| other.facts.members.contains_key(name));
        is_own.then_some(name.as_str())
    })
}
