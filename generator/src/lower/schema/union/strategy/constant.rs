//! By a member that is a constant of each variant, where no `discriminator` says so.

use super::{Asked, Fact, by_owners};
use crate::ir::{Constant, Kind, Select, Tag};

/// A member, as far as it tells variants apart.
struct Telling<'c> {
    member: &'c str,
    /// The values of each variant that lists them.
    values: Vec<(usize, Vec<Constant>)>,
    arms: Vec<(Vec<Constant>, Vec<usize>)>,
    /// How many variants require it.
    required: usize,
    /// Whether as many variants or more have the member without listing its values: any of these might be meant.
    has_rivals: bool,
}

pub(super) fn ask(asked: &Asked<'_>) -> Option<Select> {
    if !asked.is(Kind::Object) {
        return None;
    }
    let best = candidates(asked)
        .into_iter()
        .map(|member| telling(asked, member))
        .filter(|telling| telling.arms.len() > 1 && !telling.has_rivals)
        .reduce(|best, other| {
            let worth = |one: &Telling<'_>| (one.values.len(), one.arms.len(), one.required);
            if worth(&other) > worth(&best) {
                other
            } else {
                best
            }
        })?;
    let lists = |place: usize| best.values.iter().any(|(listed, _)| *listed == place);
    let mut absent = Vec::new();
    let mut other = Vec::new();
    for (place, choice) in asked.each() {
        let fact = choice.facts.members.get(best.member);
        if !fact.is_some_and(Fact::always_tells) {
            absent.push(place);
        }
        if !lists(place) && (fact.is_some() || !choice.facts.closed) {
            other.push(place);
        }
    }
    let rest = |places: Vec<usize>| {
        (!places.is_empty()).then(|| Box::new(asked.after(best.member, places)))
    };
    let (absent, other) = (rest(absent), rest(other));
    let arms = best.arms.into_iter().map(|(values, places)| {
        let next = asked.after(best.member, places);
        (values, next)
    });
    Some(Select::Tag(Tag {
        member: best.member.to_owned(),
        arms: arms.collect(),
        absent,
        other,
    }))
}

/// The members that some variant lists the values of, in the order of the variants.
fn candidates<'c>(asked: &Asked<'c>) -> Vec<&'c str> {
    let mut names: Vec<&str> = Vec::new();
    for (_, choice) in asked.each() {
        for (name, fact) in &choice.facts.members {
            let is_new = !names.contains(&name.as_str()) && !asked.told.contains(&name.as_str());
            if fact.constants.is_some() && is_new {
                names.push(name);
            }
        }
    }
    names
}

fn telling<'c>(asked: &Asked<'c>, member: &'c str) -> Telling<'c> {
    let mut values = Vec::new();
    let (mut required, mut rivals) = (0, 0);
    for (place, choice) in asked.each() {
        let Some(fact) = choice.facts.members.get(member) else {
            continue;
        };
        match &fact.constants {
            Some(constants) => {
                values.push((place, constants.clone()));
                required += usize::from(fact.required);
            }
            None => rivals += 1,
        }
    }
    Telling {
        member,
        arms: by_owners(&values),
        has_rivals: rivals >= values.len(),
        values,
        required,
    }
}
