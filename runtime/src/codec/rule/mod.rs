//! The rules that a schema lays on a value beside its type.
//!
//! A list of rules says what a schema says, keyword by keyword. What of it can be told while a value is read is told then (`ruled`); the rest by
//! a second look at the value's text (`evaluate`), which only those values pay for that have such rules.

mod check;
mod format;
mod number;
mod pattern;
mod text;

pub use check::{Check, Condition, Contains};
pub use format::Format;
pub use pattern::Pattern;

use std::borrow::Cow;

use super::{DecodeOptions, JsonKind};
use crate::FaultKind;

/// A rule of a schema (JSON Schema 2020-12, `applicator`, `unevaluated` and `validation`). A rule says nothing about values of another kind than its
/// own: a length nothing about numbers, a range nothing about texts.
///
/// The rules of one list hold together, and know each other as the keywords of one schema do: `Items` is about the items behind those of `Prefix`,
/// `Values` about the members that neither `Properties` nor `PatternProperties` name, and `Unevaluated…` about what no other rule of the list was.
/// Lists may only lead back to themselves through [`Schema`](Self::Schema).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Rule {
    /// `minLength`, in characters.
    MinLength(u64),
    /// `maxLength`, in characters.
    MaxLength(u64),
    /// `pattern`.
    Pattern(&'static Pattern),
    /// `format`.
    Format(Format),
    /// `minimum`, as the text of a JSON number: so it is compared exactly.
    Minimum(&'static str),
    /// `maximum`.
    Maximum(&'static str),
    /// `exclusiveMinimum`.
    ExclusiveMinimum(&'static str),
    /// `exclusiveMaximum`.
    ExclusiveMaximum(&'static str),
    /// `multipleOf`, greater than 0.
    MultipleOf(&'static str),
    /// `minItems`.
    MinItems(u64),
    /// `maxItems`.
    MaxItems(u64),
    /// `uniqueItems`: no two items are equal.
    UniqueItems,
    /// `prefixItems`: the rules of the first items, one list for each.
    Prefix(&'static [&'static [Rule]]),
    /// `items`: the rules of each item behind those of `Prefix`.
    Items(&'static [Rule]),
    /// `contains`, with `minContains` and `maxContains`.
    Contains(&'static Contains),
    /// `unevaluatedItems`.
    UnevaluatedItems(&'static [Rule]),
    /// `minProperties`.
    MinProperties(u64),
    /// `maxProperties`.
    MaxProperties(u64),
    /// `required`. The table of an object's members says it too; this is for objects that no table describes.
    Required(&'static [&'static str]),
    /// `dependentRequired`: where the first member is, the others must be.
    DependentRequired(&'static [(&'static str, &'static [&'static str])]),
    /// `propertyNames`: the rules of each member's name.
    PropertyNames(&'static [Rule]),
    /// `properties`.
    Properties(&'static [(&'static str, &'static [Rule])]),
    /// `patternProperties`.
    PatternProperties(&'static [(&'static Pattern, &'static [Rule])]),
    /// `additionalProperties`: the rules of each value of a map, or of each member that the rules beside it do not name.
    Values(&'static [Rule]),
    /// `dependentSchemas`: where the member is, the rules hold for the object.
    DependentSchemas(&'static [(&'static str, &'static [Rule])]),
    /// `unevaluatedProperties`.
    UnevaluatedProperties(&'static [Rule]),
    /// `type`. `Number` includes integers.
    Type(&'static [JsonKind]),
    /// `enum` and `const`: the value equals one of these texts of JSON.
    Enum(&'static [&'static str]),
    /// `allOf`.
    AllOf(&'static [&'static [Rule]]),
    /// `anyOf`.
    AnyOf(&'static [&'static [Rule]]),
    /// `oneOf`.
    OneOf(&'static [&'static [Rule]]),
    /// `not`.
    Not(&'static [Rule]),
    /// `if`, `then` and `else`.
    If(&'static Condition),
    /// `$ref`, and what else must hold as a whole.
    Schema(&'static Check),
    /// The schema `false`: no value keeps it.
    Never,
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

    /// The rules of the first items, where this rule is about them.
    pub(crate) fn prefix(&self) -> Option<&'static [&'static [Self]]> {
        match self {
            Self::Prefix(lists) => Some(lists),
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

    /// Whether the rule names members, so that those of `Values` are the others.
    pub(crate) const fn names_members(&self) -> bool {
        matches!(self, Self::Properties(_) | Self::PatternProperties(_))
    }

    /// Whether the value must be looked at once more, as a whole: it cannot be told from a text, a number or a number of items.
    pub(crate) const fn is_of_the_whole(&self) -> bool {
        !matches!(
            self,
            Self::MinLength(_)
                | Self::MaxLength(_)
                | Self::Pattern(_)
                | Self::Format(_)
                | Self::Minimum(_)
                | Self::Maximum(_)
                | Self::ExclusiveMinimum(_)
                | Self::ExclusiveMaximum(_)
                | Self::MultipleOf(_)
                | Self::MinItems(_)
                | Self::MaxItems(_)
                | Self::Prefix(_)
                | Self::Items(_)
                | Self::Values(_)
        )
    }

    /// Whether the rule is about what no other of its list was about.
    pub(super) const fn is_about_the_rest(&self) -> bool {
        matches!(
            self,
            Self::UnevaluatedItems(_) | Self::UnevaluatedProperties(_)
        )
    }

    /// Whether faults within a value have no say in the rule.
    pub(super) const fn is_of_the_outside(&self) -> bool {
        matches!(
            self,
            Self::UniqueItems
                | Self::MinProperties(_)
                | Self::MaxProperties(_)
                | Self::Required(_)
                | Self::DependentRequired(_)
                | Self::PropertyNames(_)
        )
    }

    /// What is wrong with a value by this rule. Items and values are asked for theirs one by one, by who reads them.
    pub(crate) fn broken_by(
        &self,
        subject: &Subject<'_>,
        options: &DecodeOptions,
    ) -> Option<FaultKind> {
        let (kept, actual) = match subject {
            Subject::Text(text) => (text::keeps(self, text, options), None),
            Subject::Number(number) => (number::keeps(self, number), None),
            Subject::Items(items) => (self.kept_by_items(*items), Some(*items)),
            Subject::Other => return None,
        };
        (!kept).then_some(FaultKind::Rule {
            rule: *self,
            actual,
        })
    }

    const fn kept_by_items(&self, items: u64) -> bool {
        match *self {
            Self::MinItems(minimum) => items >= minimum,
            Self::MaxItems(maximum) => items <= maximum,
            _ => true,
        }
    }
}
