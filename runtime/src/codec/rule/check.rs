//! Rules that are referred to.

use std::fmt;

use super::Rule;

/// A list of rules with a place of its own, which others refer to: so that rules may lead back to themselves.
///
/// ```
/// use counterpart_runtime::codec::{Check, JsonKind, Rule};
///
/// static TREE: Check = Check::new(&[
///     Rule::Type(&[JsonKind::Object]),
///     Rule::Properties(&[("left", &[Rule::Schema(&TREE)]), ("right", &[Rule::Schema(&TREE)])]),
///     Rule::UnevaluatedProperties(&[Rule::Never]),
/// ]);
/// ```
pub struct Check {
    rules: &'static [Rule],
}

impl Check {
    /// These rules.
    #[must_use]
    pub const fn new(rules: &'static [Rule]) -> Self {
        Self { rules }
    }

    pub(crate) const fn rules(&self) -> &'static [Rule] {
        self.rules
    }
}

/// One is equal to itself only: looking into them need not end.
impl PartialEq for Check {
    fn eq(&self, other: &Self) -> bool {
        std::ptr::eq(self, other)
    }
}

impl Eq for Check {}

/// Shows how many rules there are. They may lead back here.
impl fmt::Debug for Check {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Check({} rules)", self.rules.len())
    }
}

/// `contains`, with `minContains` and `maxContains`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Contains {
    rules: &'static [Rule],
    minimum: u64,
    maximum: Option<u64>,
}

impl Contains {
    /// At least one item keeps these rules.
    #[must_use]
    pub const fn new(rules: &'static [Rule]) -> Self {
        Self {
            rules,
            minimum: 1,
            maximum: None,
        }
    }

    /// At least `minimum` items keep the rules (`minContains`).
    #[must_use]
    pub const fn at_least(mut self, minimum: u64) -> Self {
        self.minimum = minimum;
        self
    }

    /// At most `maximum` items keep the rules (`maxContains`).
    #[must_use]
    pub const fn at_most(mut self, maximum: u64) -> Self {
        self.maximum = Some(maximum);
        self
    }

    pub(crate) const fn rules(&self) -> &'static [Rule] {
        self.rules
    }

    /// Whether so many items that keep the rules are as many as there must be.
    pub(crate) fn allows(&self, count: u64) -> bool {
        count >= self.minimum && self.maximum.is_none_or(|maximum| count <= maximum)
    }

    /// The bound that so many items break, and its words.
    pub(crate) fn bound(&self, count: u64) -> (&'static str, u64) {
        match self.maximum {
            Some(maximum) if count > maximum => ("at most", maximum),
            _ => ("at least", self.minimum),
        }
    }
}

/// `if`, `then` and `else`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Condition {
    condition: &'static [Rule],
    then: &'static [Rule],
    otherwise: &'static [Rule],
}

impl Condition {
    /// `if`, with neither `then` nor `else` so far.
    #[must_use]
    pub const fn new(condition: &'static [Rule]) -> Self {
        Self {
            condition,
            then: &[],
            otherwise: &[],
        }
    }

    /// `then`.
    #[must_use]
    pub const fn then(mut self, rules: &'static [Rule]) -> Self {
        self.then = rules;
        self
    }

    /// `else`.
    #[must_use]
    pub const fn otherwise(mut self, rules: &'static [Rule]) -> Self {
        self.otherwise = rules;
        self
    }

    pub(crate) const fn condition(&self) -> &'static [Rule] {
        self.condition
    }

    /// The rules that hold where the condition does, or does not.
    pub(crate) const fn consequence(&self, holds: bool) -> &'static [Rule] {
        if holds { self.then } else { self.otherwise }
    }
}
