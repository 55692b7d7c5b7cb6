//! What a value must keep beside its type: the rules that the runtime checks.

use std::fmt::{self, Display, Formatter};

use super::{Format, Kind};

/// An index into [`super::Api::rules`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RulesId(pub u32);

/// Rules that hold together, as the keywords of one schema do. Equal ones are in equal order.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Rules(Vec<Rule>);

/// An index into [`super::Api::checks`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CheckId(pub u32);

/// Rules that others refer to, so that they may lead back to themselves.
#[derive(Clone, Debug)]
pub struct Check {
    /// The schema that says them.
    pub pointer: String,
    /// The rules; the whole schema, whatever of it types say too.
    pub rules: Rules,
}

/// A rule, as [`counterpart_runtime`](https://docs.rs/counterpart-runtime) has them: one for each keyword of JSON Schema.
///
/// Those of one list know each other as the keywords of one schema do: `Items` is about the items behind those of `Prefix`,
/// `Values` about the members that are not named, `Unevaluated…` about what no other rule of the list was.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Rule {
    /// `minLength`, in characters.
    MinLength(u64),
    /// `maxLength`, in characters.
    MaxLength(u64),
    /// `pattern`, as the document has it; [`crate::ecma`] translates it.
    Pattern(String),
    /// `format`.
    Format(Format),
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
    /// The rules of the first items of an array.
    Prefix(Vec<Rules>),
    /// The rules of each item of an array.
    Items(Rules),
    /// `contains`, with `minContains` and `maxContains`.
    Contains {
        /// The rules of the items that are counted.
        rules: Rules,
        /// At least so many.
        min: u64,
        /// At most so many.
        max: Option<u64>,
    },
    /// `unevaluatedItems`.
    UnevaluatedItems(Rules),
    /// `minProperties`.
    MinProperties(u64),
    /// `maxProperties`.
    MaxProperties(u64),
    /// `required`, of what no table of members describes.
    Required(Vec<String>),
    /// `dependentRequired`: a member, and those that must be there with it.
    DependentRequired(Vec<(String, Vec<String>)>),
    /// `propertyNames`.
    PropertyNames(Rules),
    /// The rules of members, by their names.
    Properties(Vec<(String, Rules)>),
    /// The rules of members, by patterns of their names.
    PatternProperties(Vec<(String, Rules)>),
    /// The rules of each value of a map, or of members that are not named.
    Values(Rules),
    /// `dependentSchemas`: a member, and what the object must keep with it.
    DependentSchemas(Vec<(String, Rules)>),
    /// `unevaluatedProperties`.
    UnevaluatedProperties(Rules),
    /// `type`. [`Kind::Number`] includes integers.
    Type(Vec<Kind>),
    /// `enum` and `const`: the value equals one of these texts of JSON.
    Enum(Vec<String>),
    /// `allOf`.
    AllOf(Vec<Rules>),
    /// `anyOf`.
    AnyOf(Vec<Rules>),
    /// `oneOf`.
    OneOf(Vec<Rules>),
    /// `not`.
    Not(Rules),
    /// `if`, `then` and `else`.
    If {
        /// What is asked.
        condition: Rules,
        /// What holds where it is so.
        then: Rules,
        /// What holds where it is not.
        otherwise: Rules,
    },
    /// What a schema elsewhere says.
    Schema(CheckId),
    /// No value keeps it.
    Never,
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

impl Rule {
    /// Whether it may refuse null, which keeps most rules.
    #[must_use]
    pub fn is_about_null(&self) -> bool {
        matches!(
            self,
            Rule::Type(_)
                | Rule::Enum(_)
                | Rule::AllOf(_)
                | Rule::AnyOf(_)
                | Rule::OneOf(_)
                | Rule::Not(_)
                | Rule::If { .. }
                | Rule::Schema(_)
                | Rule::Never
        )
    }

    /// The lists of rules inside this one.
    #[must_use]
    pub fn inside(&self) -> Vec<&Rules> {
        match self {
            Rule::Items(rules)
            | Rule::Contains { rules, .. }
            | Rule::UnevaluatedItems(rules)
            | Rule::PropertyNames(rules)
            | Rule::Values(rules)
            | Rule::UnevaluatedProperties(rules)
            | Rule::Not(rules) => vec![rules],
            Rule::Prefix(lists) | Rule::AllOf(lists) | Rule::AnyOf(lists) | Rule::OneOf(lists) => {
                lists.iter().collect()
            }
            Rule::Properties(all) | Rule::PatternProperties(all) | Rule::DependentSchemas(all) => {
                all.iter().map(|(_, rules)| rules).collect()
            }
            Rule::If {
                condition,
                then,
                otherwise,
            } => vec![condition, then, otherwise],
            _ => Vec::new(),
        }
    }
}

impl Rules {
    /// Calls `visit` with every rule, those inside others too. What [`Rule::Schema`] refers to is not gone into.
    pub fn for_each<'r>(&'r self, visit: &mut impl FnMut(&'r Rule)) {
        for rule in self {
            visit(rule);
            for rules in rule.inside() {
                rules.for_each(visit);
            }
        }
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
            Rule::Pattern(pattern) => write!(f, "pattern {pattern:?}"),
            Rule::Format(format) => write!(f, "format {}", format.as_str()),
            Rule::Minimum(number) => write!(f, "minimum {number}"),
            Rule::Maximum(number) => write!(f, "maximum {number}"),
            Rule::ExclusiveMinimum(number) => write!(f, "exclusiveMinimum {number}"),
            Rule::ExclusiveMaximum(number) => write!(f, "exclusiveMaximum {number}"),
            Rule::MultipleOf(number) => write!(f, "multipleOf {number}"),
            Rule::MinItems(count) => write!(f, "minItems {count}"),
            Rule::MaxItems(count) => write!(f, "maxItems {count}"),
            Rule::UniqueItems => f.write_str("uniqueItems"),
            Rule::Prefix(lists) => listed(f, "prefix", lists),
            Rule::Items(rules) => write!(f, "items {rules}"),
            Rule::Contains { rules, min, max } => {
                write!(f, "contains {rules} {min}")?;
                max.map_or(Ok(()), |max| write!(f, " to {max}"))
            }
            Rule::UnevaluatedItems(rules) => write!(f, "unevaluatedItems {rules}"),
            Rule::MinProperties(count) => write!(f, "minProperties {count}"),
            Rule::MaxProperties(count) => write!(f, "maxProperties {count}"),
            Rule::Required(names) => write!(f, "required {names:?}"),
            Rule::DependentRequired(all) => {
                f.write_str("dependentRequired")?;
                let mut all = all.iter();
                all.try_for_each(|(member, others)| write!(f, " {member:?}: {others:?}"))
            }
            Rule::PropertyNames(rules) => write!(f, "propertyNames {rules}"),
            Rule::Properties(all) => named(f, "properties", all),
            Rule::PatternProperties(all) => named(f, "patternProperties", all),
            Rule::Values(rules) => write!(f, "values {rules}"),
            Rule::DependentSchemas(all) => named(f, "dependentSchemas", all),
            Rule::UnevaluatedProperties(rules) => write!(f, "unevaluatedProperties {rules}"),
            Rule::Type(kinds) => {
                let kinds: Vec<&str> = kinds.iter().map(|kind| kind.as_str()).collect();
                write!(f, "type {}", kinds.join("|"))
            }
            Rule::Enum(values) => write!(f, "enum {values:?}"),
            Rule::AllOf(lists) => listed(f, "allOf", lists),
            Rule::AnyOf(lists) => listed(f, "anyOf", lists),
            Rule::OneOf(lists) => listed(f, "oneOf", lists),
            Rule::Not(rules) => write!(f, "not {rules}"),
            Rule::If {
                condition,
                then,
                otherwise,
            } => write!(f, "if {condition} then {then} else {otherwise}"),
            Rule::Schema(id) => write!(f, "schema {}", id.0),
            Rule::Never => f.write_str("never"),
        }
    }
}

fn listed(f: &mut Formatter<'_>, keyword: &str, lists: &[Rules]) -> fmt::Result {
    f.write_str(keyword)?;
    lists.iter().try_for_each(|rules| write!(f, " {rules}"))
}

fn named(f: &mut Formatter<'_>, keyword: &str, all: &[(String, Rules)]) -> fmt::Result {
    f.write_str(keyword)?;
    all.iter()
        .try_for_each(|(name, rules)| write!(f, " {name:?}: {rules}"))
}
