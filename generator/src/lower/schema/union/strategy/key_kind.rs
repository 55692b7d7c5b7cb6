//! By the kind of a member that each variant must have.

use super::{Asked, Kinds};
use crate::ir::{KeyKind, Kind, Select};

pub(super) fn ask(asked: &Asked<'_>) -> Option<Select> {
    if !asked.is(Kind::Object) {
        return None;
    }
    let (_, first) = asked.each().next()?;
    let names = first.facts.members.keys().map(String::as_str);
    let best = names
        .filter(|name| !asked.told.contains(name))
        .filter_map(|member| Some((member, arms(asked, member)?)))
        .reduce(|best, other| {
            if other.1.len() > best.1.len() {
                other
            } else {
                best
            }
        })?;
    let (member, arms) = best;
    let arms = arms.into_iter().map(|(kinds, places)| {
        let next = asked.after(member, places);
        (kinds.list(), next)
    });
    Some(Select::KeyKind(KeyKind {
        member: member.to_owned(),
        arms: arms.collect(),
    }))
}

/// The variants by the kinds of a member, if these tell any of them apart.
fn arms(asked: &Asked<'_>, member: &str) -> Option<Vec<(Kinds, Vec<usize>)>> {
    let mut arms: Vec<(Kinds, Vec<usize>)> = Vec::new();
    for (place, choice) in asked.each() {
        let fact = choice.facts.members.get(member)?;
        if !fact.required || fact.one_sided {
            return None;
        }
        let (mut kinds, mut places) = (fact.kinds, vec![place]);
        arms.retain(|(known, takers)| {
            let is_apart = known.common(kinds).is_empty();
            if !is_apart {
                kinds = kinds.union(*known);
                places.extend(takers);
            }
            is_apart
        });
        places.sort_unstable();
        arms.push((kinds, places));
    }
    arms.sort_by(|(_, one), (_, two)| one.cmp(two));
    (arms.len() > 1).then_some(arms)
}
