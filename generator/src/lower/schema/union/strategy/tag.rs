//! By the member that a `discriminator` names (OpenAPI 3.1, 4.8.25; with `defaultMapping` 3.2, 4.25).

use super::{Asked, Choice, Fact, by_owners};
use crate::ir::{Constant, Kind, Select, Tag};

pub(super) fn ask(asked: &Asked<'_>) -> Option<Select> {
    let member = asked.tag.filter(|tag| !asked.told.contains(tag))?;
    if !asked.is(Kind::Object) {
        return None;
    }
    let values: Vec<(usize, Vec<Constant>)> = (asked.each())
        .map(|(place, choice)| (place, values(asked, place, choice, member)))
        .collect();
    let without = |is: fn(&Choice, &str) -> bool| -> Vec<usize> {
        let each = asked.each().zip(&values);
        let found = each.filter(|((_, choice), (_, values))| {
            choice.said.is_default || values.is_empty() || is(choice, member)
        });
        found.map(|((place, _), _)| place).collect()
    };
    let absent = without(|choice, member| !always_tells(choice, member));
    let other = without(|_, _| false);
    let arms = by_owners(&values);
    if arms.is_empty() || other.len() == asked.among.len() {
        return None;
    }
    let rest = |places: Vec<usize>| {
        let by_default = |place: &&usize| {
            let choice = asked.choices.get(**place);
            choice.is_some_and(|choice| choice.said.is_default)
        };
        let places = match places.iter().find(by_default) {
            Some(default) => vec![*default],
            None => places,
        };
        (!places.is_empty()).then(|| Box::new(asked.after(member, places)))
    };
    let arms = arms.into_iter().map(|(values, places)| {
        let next = asked.after(member, places);
        (values, next)
    });
    Some(Select::Tag(Tag {
        member: member.to_owned(),
        arms: arms.collect(),
        absent: rest(absent),
        other: rest(other),
    }))
}

/// The values that stand for a variant: those that are mapped to it, or its name if it lists that, and what it alone
/// lists. Without any of these, all that it lists, or else its name.
fn values(asked: &Asked<'_>, place: usize, choice: &Choice, member: &str) -> Vec<Constant> {
    let listed = listed(choice, member);
    let name = choice.said.name.clone().map(Constant::Text);
    let mut values = mapped(choice);
    if values.is_empty() {
        values.extend(name.clone().filter(|name| listed.contains(name)));
    }
    if values.is_empty() {
        let all = if listed.is_empty() {
            name.into_iter().collect()
        } else {
            listed
        };
        return all;
    }
    let others: Vec<Constant> = (asked.each())
        .filter(|(other, _)| *other != place)
        .flat_map(|(_, other)| mapped(other).into_iter().chain(self::listed(other, member)))
        .collect();
    for constant in listed {
        if !values.contains(&constant) && !others.contains(&constant) {
            values.push(constant);
        }
    }
    values
}

fn mapped(choice: &Choice) -> Vec<Constant> {
    let mapped = choice.said.mapped.iter().cloned();
    mapped.map(Constant::Text).collect()
}

fn listed(choice: &Choice, member: &str) -> Vec<Constant> {
    let fact = choice.facts.members.get(member);
    fact.and_then(|fact| fact.constants.clone())
        .unwrap_or_default()
}

fn always_tells(choice: &Choice, member: &str) -> bool {
    let fact = choice.facts.members.get(member);
    fact.is_some_and(Fact::always_tells)
}
