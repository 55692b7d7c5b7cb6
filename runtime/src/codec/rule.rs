//! The rules that a schema lays on a value beside its type.

use std::borrow::Cow;
use std::cmp::Ordering;

use super::compare_numbers;
use crate::FaultKind;

/// A rule of a schema (JSON Schema 2020-12, validation, section 6). A rule says nothing about values of another kind than its own: a length
/// nothing about numbers, a range nothing about texts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Rule {
    /// `minLength`, in characters.
    MinLength(u64),
    /// `maxLength`, in characters.
    MaxLength(u64),
    /// `minimum`, as the text of a JSON number: so it is compared exactly.
    Minimum(&'static str),
    /// `maximum`.
    Maximum(&'static str),
    /// `exclusiveMinimum`.
    ExclusiveMinimum(&'static str),
    /// `exclusiveMaximum`.
    ExclusiveMaximum(&'static str),
    /// `minItems`.
    MinItems(u64),
    /// `maxItems`.
    MaxItems(u64),
    /// The rules of each item of an array (`items`).
    Items(&'static [Rule]),
    /// The rules of each value of a map (`additionalProperties`).
    Values(&'static [Rule]),
}

/// What a rule is asked about.
pub(crate) enum Subject<'a> {
    /// A text, without quotes and escapes.
    Text(Cow<'a, str>),
    /// A number, as text.
    Number(&'a str),
    /// An array, by the number of its items.
    Items(u64),
    /// What no rule here is about.
    Other,
}

impl Rule {
    /// The rules of items, where this rule is about them.
    pub(crate) fn items(&self) -> Option<&'static [Self]> {
        match self {
            Self::Items(rules) => Some(rules),
            _ => None,
        }
    }

    /// The rules of a map's values, where this rule is about them.
    pub(crate) fn values(&self) -> Option<&'static [Self]> {
        match self {
            Self::Values(rules) => Some(rules),
            _ => None,
        }
    }

    /// What is wrong with a value by this rule. Items and values are asked for theirs one by one, by who reads them.
    pub(crate) fn broken_by(&self, subject: &Subject<'_>) -> Option<FaultKind> {
        match subject {
            Subject::Text(text) => self.broken_by_text(text),
            Subject::Number(number) => self.broken_by_number(number),
            Subject::Items(items) => self.broken_by_items(*items),
            Subject::Other => None,
        }
    }

    fn broken_by_text(&self, text: &str) -> Option<FaultKind> {
        let length = || text.chars().count() as u64;
        let kept = match *self {
            // A text has no more characters than bytes: most are known to be short enough without counting.
            Self::MinLength(minimum) => length() >= minimum,
            Self::MaxLength(maximum) => text.len() as u64 <= maximum || length() <= maximum,
            _ => true,
        };
        (!kept).then_some(FaultKind::Rule {
            rule: *self,
            actual: None,
        })
    }

    fn broken_by_number(&self, number: &str) -> Option<FaultKind> {
        let kept = match *self {
            Self::Minimum(bound) => compare_numbers(number, bound) != Ordering::Less,
            Self::Maximum(bound) => compare_numbers(number, bound) != Ordering::Greater,
            Self::ExclusiveMinimum(bound) => compare_numbers(number, bound) == Ordering::Greater,
            Self::ExclusiveMaximum(bound) => compare_numbers(number, bound) == Ordering::Less,
            _ => true,
        };
        (!kept).then_some(FaultKind::Rule {
            rule: *self,
            actual: None,
        })
    }

    fn broken_by_items(&self, items: u64) -> Option<FaultKind> {
        let kept = match *self {
            Self::MinItems(minimum) => items >= minimum,
            Self::MaxItems(maximum) => items <= maximum,
            _ => true,
        };
        (!kept).then_some(FaultKind::Rule {
            rule: *self,
            actual: Some(items),
        })
    }
}
