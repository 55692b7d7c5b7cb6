//! What a value must keep beside its type: the rules that the runtime checks.

use std::fmt::{self, Display, Formatter};

/// An index into [`super::Api::rules`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RulesId(pub u32);

/// Rules that hold together, as the keywords of one schema do. Equal ones are in equal order.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Rules(Vec<Rule>);

/// A rule, as [`counterpart_runtime`](https://docs.rs/counterpart-runtime) has them: one for each keyword of JSON Schema.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Rule {
    /// `minLength`, in characters.
    MinLength(u64),
    /// `maxLength`, in characters.
    MaxLength(u64),
    /// `minimum`, as the document spells it.
    Minimum(String),
    /// `maximum`.
    Maximum(String),
    /// `exclusiveMinimum`.
    ExclusiveMinimum(String),
    /// `exclusiveMaximum`.
    ExclusiveMaximum(String),
    /// `multipleOf`.
    MultipleOf(String),
    /// `minItems`.
    MinItems(u64),
    /// `maxItems`.
    MaxItems(u64),
    /// `uniqueItems`.
    UniqueItems,
    /// The rules of each item of an array.
    Items(Rules),
    /// `minProperties`.
    MinProperties(u64),
    /// `maxProperties`.
    MaxProperties(u64),
    /// `dependentRequired`: a member, and those that must be there with it.
    DependentRequired(Vec<(String, Vec<String>)>),
    /// The rules of each value of a map.
    Values(Rules),
}

impl Rules {
    /// These rules, each once.
    #[must_use]
    pub fn new(rules: impl IntoIterator<Item = Rule>) -> Self {
        let mut rules: Vec<Rule> = rules.into_iter().collect();
        rules.sort();
        rules.dedup();
        Self(rules)
    }

    /// These and those.
    #[must_use]
    pub fn and(self, more: Self) -> Self {
        Self::new(self.0.into_iter().chain(more.0))
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The rules, in their order.
    pub fn iter(&self) -> std::slice::Iter<'_, Rule> {
        self.0.iter()
    }
}

impl<'a> IntoIterator for &'a Rules {
    type Item = &'a Rule;
    type IntoIter = std::slice::Iter<'a, Rule>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

/// As the text of an IR has it: `{minLength 1, maxLength 5}`.
impl Display for Rules {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.write_str("{")?;
        for (index, rule) in self.0.iter().enumerate() {
            f.write_str(if index == 0 { "" } else { ", " })?;
            rule.fmt(f)?;
        }
        f.write_str("}")
    }
}

impl Display for Rule {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Rule::MinLength(count) => write!(f, "minLength {count}"),
            Rule::MaxLength(count) => write!(f, "maxLength {count}"),
            Rule::Minimum(number) => write!(f, "minimum {number}"),
            Rule::Maximum(number) => write!(f, "maximum {number}"),
            Rule::ExclusiveMinimum(number) => write!(f, "exclusiveMinimum {number}"),
            Rule::ExclusiveMaximum(number) => write!(f, "exclusiveMaximum {number}"),
            Rule::MultipleOf(number) => write!(f, "multipleOf {number}"),
            Rule::MinItems(count) => write!(f, "minItems {count}"),
            Rule::MaxItems(count) => write!(f, "maxItems {count}"),
            Rule::UniqueItems => f.write_str("uniqueItems"),
            Rule::Items(rules) => write!(f, "items {rules}"),
            Rule::Values(rules) => write!(f, "values {rules}"),
            Rule::MinProperties(count) => write!(f, "minProperties {count}"),
            Rule::MaxProperties(count) => write!(f, "maxProperties {count}"),
            Rule::DependentRequired(all) => {
                f.write_str("dependentRequired")?;
                for (member, others) in all {
                    write!(f, " {member:?}: {others:?}")?;
                }
                Ok(())
            }
        }
    }
}
