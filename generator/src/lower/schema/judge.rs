//! Whether a value of the document keeps rules. What cannot be told here is not told.

use std::cmp::Ordering;

use crate::ecma::translate;
use crate::ir::{Api, Rule, Rules};
use crate::source::{Node, Number, Value};

use super::kinds::Kinds;

/// How deep rules are followed.
const MAX_DEPTH: u32 = 32;

/// Whether `value` keeps all rules; `None` where that is not known.
pub(super) fn keeps(api: &Api, rules: &Rules, value: &Node) -> Option<bool> {
    all(api, rules, value, 0)
}

fn all(api: &Api, rules: &Rules, value: &Node, depth: u32) -> Option<bool> {
    if depth > MAX_DEPTH {
        return None;
    }
    every(
        rules
            .iter()
            .map(|rule| keeps_rule(api, rule, value, depth + 1)),
    )
}

/// Whether all hold.
fn every(judged: impl Iterator<Item = Option<bool>>) -> Option<bool> {
    let mut known = Some(true);
    for one in judged {
        match one {
            Some(true) => {}
            Some(false) => return Some(false),
            None => known = None,
        }
    }
    known
}

fn keeps_rule(api: &Api, rule: &Rule, value: &Node, depth: u32) -> Option<bool> {
    let within = |rules: &Rules, value: &Node| all(api, rules, value, depth);
    let lists = |lists: &[Rules]| -> Vec<Option<bool>> {
        lists.iter().map(|rules| within(rules, value)).collect()
    };
    match rule {
        Rule::AllOf(all) => every(lists(all).into_iter()),
        Rule::AnyOf(any) => {
            let judged = lists(any);
            if judged.contains(&Some(true)) {
                return Some(true);
            }
            (!judged.contains(&None)).then_some(false)
        }
        Rule::OneOf(one) => {
            let judged = lists(one);
            let kept = judged.iter().filter(|one| **one == Some(true)).count();
            (kept > 1 || !judged.contains(&None)).then_some(kept == 1)
        }
        Rule::Not(rules) => within(rules, value).map(|kept| !kept),
        Rule::If {
            condition,
            then,
            otherwise,
        } => match within(condition, value)? {
            true => within(then, value),
            false => within(otherwise, value),
        },
        Rule::Schema(id) => within(&api.checks.get(id.0 as usize)?.rules, value),
        Rule::Never => Some(false),
        Rule::Type(kinds) => {
            let of_value = Kinds::of_value(value);
            let taken = kinds
                .iter()
                .fold(Kinds::NONE, |all, kind| all.union(Kinds::of(*kind)));
            Some(of_value.is_within(taken))
        }
        Rule::Enum(texts) => enumerated(texts, value),
        _ => match &value.value {
            Value::String(text) => keeps_text(rule, text),
            Value::Number(number) => keeps_number(rule, number),
            Value::Array(items) => keeps_array(api, rule, items, depth),
            Value::Object(_) => keeps_object(api, rule, value, depth),
            Value::Null | Value::Bool(_) => Some(true),
        },
    }
}

/// Numbers are compared by their values; what has some inside only by their texts.
fn enumerated(texts: &[String], value: &Node) -> Option<bool> {
    let own = value.to_text();
    if texts.contains(&own) {
        return Some(true);
    }
    match &value.value {
        Value::Number(number) => {
            let is_number = |text: &&String| {
                text.starts_with(|sign: char| sign == '-' || sign.is_ascii_digit())
            };
            let mut numbers = texts.iter().filter(is_number);
            Some(
                numbers.any(|text| Number(text.as_str().into()).compare(number) == Ordering::Equal),
            )
        }
        Value::Array(_) | Value::Object(_) => None,
        _ => Some(false),
    }
}

fn keeps_text(rule: &Rule, text: &str) -> Option<bool> {
    let length = || text.chars().count() as u64;
    match rule {
        Rule::MinLength(least) => Some(length() >= *least),
        Rule::MaxLength(most) => Some(length() <= *most),
        Rule::Pattern(source) => matches(source, text),
        Rule::Format(_) => None,
        _ => Some(true),
    }
}

fn matches(source: &str, text: &str) -> Option<bool> {
    let translated = translate(source).ok()?;
    let is_match = |expression: &String| Some(regex::Regex::new(expression).ok()?.is_match(text));
    let must = every(translated.must.iter().map(is_match));
    let must_not = translated.must_not.iter();
    let must_not = every(must_not.map(|expression| is_match(expression).map(|is| !is)));
    every([must, must_not].into_iter())
}

fn keeps_number(rule: &Rule, number: &Number) -> Option<bool> {
    let compared = |bound: &String| number.compare(&Number(bound.as_str().into()));
    match rule {
        Rule::Minimum(bound) => Some(compared(bound) != Ordering::Less),
        Rule::Maximum(bound) => Some(compared(bound) != Ordering::Greater),
        Rule::ExclusiveMinimum(bound) => Some(compared(bound) == Ordering::Greater),
        Rule::ExclusiveMaximum(bound) => Some(compared(bound) == Ordering::Less),
        Rule::MultipleOf(divisor) => {
            let divisor = Number(divisor.as_str().into()).as_i128()?;
            number.as_i128()?.checked_rem(divisor).map(|rest| rest == 0)
        }
        Rule::Format(_) => None,
        _ => Some(true),
    }
}

fn keeps_array(api: &Api, rule: &Rule, items: &[Node], depth: u32) -> Option<bool> {
    let count = items.len() as u64;
    match rule {
        Rule::MinItems(least) => Some(count >= *least),
        Rule::MaxItems(most) => Some(count <= *most),
        Rule::UniqueItems => {
            let mut before = items.iter().enumerate();
            let repeated =
                before.any(|(index, item)| items.iter().take(index).any(|one| one == item));
            let scalars = items.iter().all(|item| item.as_str().is_some());
            // Numbers of one value may have two texts.
            (repeated || scalars || items.len() < 2).then_some(!repeated)
        }
        Rule::Items(rules) => every(items.iter().map(|item| all(api, rules, item, depth))),
        Rule::Prefix(_) | Rule::Contains { .. } | Rule::UnevaluatedItems(_) => None,
        _ => Some(true),
    }
}

fn keeps_object(api: &Api, rule: &Rule, value: &Node, depth: u32) -> Option<bool> {
    let members = value.members();
    let has = |name: &String| value.get(name).is_some();
    match rule {
        Rule::MinProperties(least) => Some(members.len() as u64 >= *least),
        Rule::MaxProperties(most) => Some(members.len() as u64 <= *most),
        Rule::Required(names) => Some(names.iter().all(has)),
        Rule::DependentRequired(pairs) => {
            Some((pairs.iter()).all(|(member, others)| !has(member) || others.iter().all(has)))
        }
        Rule::Properties(named) => every(named.iter().filter_map(|(name, rules)| {
            let member = value.get(name)?;
            Some(all(api, rules, member, depth))
        })),
        Rule::PropertyNames(_)
        | Rule::PatternProperties(_)
        | Rule::Values(_)
        | Rule::DependentSchemas(_)
        | Rule::UnevaluatedProperties(_) => members.is_empty().then_some(true),
        _ => Some(true),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ir::Kind;
    use crate::source::Sources;

    fn node(text: &str) -> Node {
        let sources = Sources::from_text("value.json", text).unwrap();
        sources.files().first().unwrap().root.clone()
    }

    #[test]
    fn rules_are_judged_where_they_can_be() {
        let number = |text: &str| text.to_owned();
        let rules = |rule: Rule| Rules::new([rule]);
        let table = [
            (Rule::MaxLength(2), r#""ñé""#, Some(true)),
            (Rule::MaxLength(2), r#""abc""#, Some(false)),
            (Rule::MaxLength(2), "5", Some(true)),
            (Rule::Pattern("^a".to_owned()), r#""ab""#, Some(true)),
            (Rule::Pattern("^(?!a)".to_owned()), r#""ab""#, Some(false)),
            (Rule::Minimum(number("1.5")), "1.50", Some(true)),
            (Rule::ExclusiveMinimum(number("1.5")), "15e-1", Some(false)),
            (Rule::MultipleOf(number("5")), "1e1", Some(true)),
            (Rule::MultipleOf(number("0.1")), "1", None),
            (Rule::MinItems(1), "[]", Some(false)),
            (
                Rule::Items(rules(Rule::MaxLength(1))),
                r#"["a", "bc"]"#,
                Some(false),
            ),
            (Rule::UniqueItems, r#"["a", "a"]"#, Some(false)),
            (Rule::UniqueItems, "[1, 1.0]", None),
            (Rule::MinProperties(1), "{}", Some(false)),
            (
                Rule::Required(vec!["a".to_owned()]),
                r#"{"a": 1}"#,
                Some(true),
            ),
            (Rule::Enum(vec!["1.5".to_owned()]), "1.50", Some(true)),
            (Rule::Enum(vec!["1".to_owned()]), "2", Some(false)),
            (Rule::Type(vec![Kind::Number]), "2", Some(true)),
            (Rule::Type(vec![Kind::Integer]), "2.5", Some(false)),
            (Rule::Not(rules(Rule::MinItems(1))), "[1]", Some(false)),
            (
                Rule::AnyOf(vec![rules(Rule::Never), rules(Rule::MinItems(0))]),
                "[]",
                Some(true),
            ),
            (
                Rule::OneOf(vec![Rules::default(), Rules::default()]),
                "[]",
                Some(false),
            ),
            (Rule::Never, "null", Some(false)),
        ];
        for (rule, value, expected) in table {
            let found = keeps(&Api::default(), &rules(rule.clone()), &node(value));
            assert_eq!(found, expected, "{rule} {value}");
        }
    }
}
