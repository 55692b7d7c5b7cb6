//! By the member that a `discriminator` names (OpenAPI 3.1, 4.8.25; with `defaultMapping` 3.2, 4.25).

use super::{Asked, Choice, Fact, by_owners};
use crate::ir::{Constant, Kind, Select, Tag};

pub(super) fn ask(asked: &Asked<'_>) -> Option<Select> {
    let member = asked.tag.filter(|tag| !asked.told.contains(tag))?;
    if !asked.is(Kind::Object) {
        return None;
    }
    let values: Vec<(usize, Vec<Constant>)> = (asked.each())
        .map(|(place, choice)| (place, values(choice, member)))
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

/// The values that stand for a variant: those that are mapped to it, those that it lists, or else its name.
fn values(choice: &Choice, member: &str) -> Vec<Constant> {
    let mapped = choice.said.mapped.iter().cloned().map(Constant::Text);
    let mut values: Vec<Constant> = mapped.collect();
    let fact = choice.facts.members.get(member);
    for constant in fact
        .and_then(|fact| fact.constants.as_ref())
        .into_iter()
        .flatten()
    {
        if !values.contains(constant) {
            values.push(constant.clone());
        }
    }
    if values.is_empty() {
        values.extend(choice.said.name.clone().map(Constant::Text));
    }
    values
}

fn always_tells(choice: &Choice, member: &str) -> bool {
    let fact = choice.facts.members.get(member);
    fact.is_some_and(Fact::always_tells)
}
