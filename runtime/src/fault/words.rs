//! What is said of a rule that is not kept, in words of no profile.

use std::fmt;

use crate::codec::{JsonKind, Rule};

/// Writes what a value should have been by `rule`.
pub(super) fn write(f: &mut fmt::Formatter<'_>, rule: &Rule, actual: Option<u64>) -> fmt::Result {
    match *rule {
        Rule::MinLength(least) => count(f, "at least", least, "character", None),
        Rule::MaxLength(most) => count(f, "at most", most, "character", None),
        Rule::Pattern(pattern) => write!(f, "expected a text like {}", pattern.source()),
        Rule::Format(format) => write!(f, "expected {}", format.noun()),
        Rule::Minimum(bound) => write!(f, "expected a number that is at least {bound}"),
        Rule::Maximum(bound) => write!(f, "expected a number that is at most {bound}"),
        Rule::ExclusiveMinimum(bound) => write!(f, "expected a number greater than {bound}"),
        Rule::ExclusiveMaximum(bound) => write!(f, "expected a number less than {bound}"),
        Rule::MultipleOf(divisor) => write!(f, "expected a multiple of {divisor}"),
        Rule::MinItems(least) => count(f, "at least", least, "item", actual),
        Rule::MaxItems(most) => count(f, "at most", most, "item", actual),
        Rule::UniqueItems => {
            f.write_str("expected items that differ")?;
            match actual {
                Some(place) => write!(f, ", item {place} is there already"),
                None => Ok(()),
            }
        }
        Rule::Contains(contains) => {
            let (words, bound) = contains.bound(actual.unwrap_or(0));
            count(f, words, bound, "item of a certain kind", actual)
        }
        Rule::MinProperties(least) => count(f, "at least", least, "member", actual),
        Rule::MaxProperties(most) => count(f, "at most", most, "member", actual),
        Rule::Type(kinds) => {
            f.write_str("expected ")?;
            list(f, kinds.iter().map(|kind| noun(*kind)), " or ")
        }
        Rule::Enum([value]) => write!(f, "expected {value}"),
        Rule::Enum(values) => {
            f.write_str("expected one of ")?;
            list(f, values.iter().copied(), ", ")
        }
        Rule::OneOf(_) if actual.is_some_and(|actual| actual > 1) => write!(
            f,
            "expected one of the alternatives, and not {} of them",
            actual.unwrap_or_default()
        ),
        Rule::AnyOf(_) | Rule::OneOf(_) => f.write_str("none of the alternatives"),
        Rule::Not(_) => f.write_str("expected anything else"),
        Rule::Never => f.write_str("no value may be here"),
        _ => f.write_str("a part of it breaks a rule"),
    }
}

/// What a kind of JSON is called.
fn noun(kind: JsonKind) -> &'static str {
    match kind {
        JsonKind::Null => "null",
        JsonKind::Boolean => "true or false",
        JsonKind::Integer => "an integer",
        JsonKind::Number => "a number",
        JsonKind::String => "a string",
        JsonKind::Array => "an array",
        JsonKind::Object => "an object",
    }
}

/// `expected at least 2 items, found 1`
fn count(
    f: &mut fmt::Formatter<'_>,
    words: &str,
    bound: u64,
    what: &str,
    actual: Option<u64>,
) -> fmt::Result {
    let (first, rest) = what.split_at(what.find(' ').unwrap_or(what.len()));
    let s = if bound == 1 { "" } else { "s" };
    write!(f, "expected {words} {bound} {first}{s}{rest}")?;
    match actual {
        Some(actual) => write!(f, ", found {actual}"),
        None => Ok(()),
    }
}

fn list<'a>(
    f: &mut fmt::Formatter<'_>,
    words: impl Iterator<Item = &'a str>,
    between: &str,
) -> fmt::Result {
    for (index, word) in words.enumerate() {
        f.write_str(if index == 0 { "" } else { between })?;
        f.write_str(word)?;
    }
    Ok(())
}
