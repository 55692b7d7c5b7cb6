//! What demands say of each other: which of two is tighter, and what several schemas demand together.

use std::cmp::Ordering;

use super::At;
use super::schema::{Assertion, Assertions, Demand, Schema, TypeName};

impl Assertions {
    /// Adds a demand.
    pub fn push(&mut self, demand: Demand, at: At) {
        self.0.push(Assertion { demand, at });
    }

    /// Whether nothing is demanded.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The demands, in their order.
    pub fn iter(&self) -> std::slice::Iter<'_, Assertion> {
        self.0.iter()
    }

    /// Whether the very same demand is made.
    #[must_use]
    pub fn contains(&self, demand: &Demand) -> bool {
        let same = |one: &Demand| one.implies(demand) && demand.implies(one);
        self.0.iter().any(|one| same(&one.demand))
    }

    /// Takes out the first demand that `is` takes.
    pub fn take(&mut self, is: impl Fn(&Demand) -> bool) -> Option<Assertion> {
        let index = self.0.iter().position(|one| is(&one.demand))?;
        Some(self.0.remove(index))
    }

    /// Those that `is` takes.
    #[must_use]
    pub fn filter(&self, is: impl Fn(&Demand) -> bool) -> Self {
        let kept = self.0.iter().filter(|one| is(&one.demand));
        Self(kept.cloned().collect())
    }

    /// What both demand: of two bounds the tighter one, and all that says nothing of the other.
    ///
    /// It is never a contradiction: what no value can keep (at least 3, at most 2) is kept as it is.
    #[must_use]
    pub fn meet(&self, other: &Self) -> Self {
        let mut both: Vec<Assertion> = Vec::new();
        for one in self.0.iter().chain(&other.0) {
            if both.iter().any(|kept| kept.demand.implies(&one.demand)) {
                continue;
            }
            both.retain(|kept| !one.demand.implies(&kept.demand));
            both.push(one.clone());
        }
        Self(both)
    }

    /// Whether both demand the same of every value.
    #[must_use]
    pub fn is_same(&self, other: &Self) -> bool {
        let within = |one: &Self, two: &Self| {
            let implied = |demand: &Demand| two.0.iter().any(|by| by.demand.implies(demand));
            one.0.iter().all(|one| implied(&one.demand))
        };
        within(self, other) && within(other, self)
    }
}

impl<'a> IntoIterator for &'a Assertions {
    type Item = &'a Assertion;
    type IntoIter = std::slice::Iter<'a, Assertion>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl Demand {
    /// The keyword that demands it.
    #[must_use]
    pub fn keyword(&self) -> &'static str {
        match self {
            Demand::MinLength(_) => "minLength",
            Demand::MaxLength(_) => "maxLength",
            Demand::Pattern(_) => "pattern",
            Demand::Minimum(_) => "minimum",
            Demand::Maximum(_) => "maximum",
            Demand::ExclusiveMinimum(_) => "exclusiveMinimum",
            Demand::ExclusiveMaximum(_) => "exclusiveMaximum",
            Demand::MultipleOf(_) => "multipleOf",
            Demand::MinItems(_) => "minItems",
            Demand::MaxItems(_) => "maxItems",
            Demand::UniqueItems => "uniqueItems",
            Demand::PrefixItems(_) => "prefixItems",
            Demand::Contains { .. } => "contains",
            Demand::MinProperties(_) => "minProperties",
            Demand::MaxProperties(_) => "maxProperties",
            Demand::PropertyNames(_) => "propertyNames",
            Demand::PatternProperties(_) => "patternProperties",
            Demand::DependentRequired(_) => "dependentRequired",
            Demand::DependentSchemas(_) => "dependentSchemas",
            Demand::AnyOf(_) => "anyOf",
            Demand::OneOf(_) => "oneOf",
            Demand::Not(_) => "not",
            Demand::If { .. } => "if",
            Demand::UnevaluatedItems(_) => "unevaluatedItems",
            Demand::UnevaluatedProperties(_) => "unevaluatedProperties",
        }
    }

    /// All the keywords that demand it: `if` with `then` and `else`.
    #[must_use]
    pub fn keywords(&self) -> Vec<&'static str> {
        let (second, third) = match self {
            Demand::If {
                then, otherwise, ..
            } => (
                then.is_some().then_some("then"),
                otherwise.is_some().then_some("else"),
            ),
            Demand::Contains { min, max, .. } => (
                (*min != 1).then_some("minContains"),
                max.is_some().then_some("maxContains"),
            ),
            _ => (None, None),
        };
        [Some(self.keyword()), second, third]
            .into_iter()
            .flatten()
            .collect()
    }

    /// The type of the values that it is about; none for what is about values of any type. What is about numbers is about
    /// integers, too.
    #[must_use]
    pub fn about(&self) -> Option<TypeName> {
        match self {
            Demand::MinLength(_) | Demand::MaxLength(_) | Demand::Pattern(_) => {
                Some(TypeName::String)
            }
            Demand::Minimum(_)
            | Demand::Maximum(_)
            | Demand::ExclusiveMinimum(_)
            | Demand::ExclusiveMaximum(_)
            | Demand::MultipleOf(_) => Some(TypeName::Number),
            Demand::MinItems(_)
            | Demand::MaxItems(_)
            | Demand::UniqueItems
            | Demand::PrefixItems(_)
            | Demand::Contains { .. }
            | Demand::UnevaluatedItems(_) => Some(TypeName::Array),
            Demand::MinProperties(_)
            | Demand::MaxProperties(_)
            | Demand::PropertyNames(_)
            | Demand::PatternProperties(_)
            | Demand::DependentRequired(_)
            | Demand::DependentSchemas(_)
            | Demand::UnevaluatedProperties(_) => Some(TypeName::Object),
            Demand::AnyOf(_) | Demand::OneOf(_) | Demand::Not(_) | Demand::If { .. } => None,
        }
    }

    /// Whether each value that keeps it keeps the other too, as far as can be told without looking into schemas.
    fn implies(&self, other: &Self) -> bool {
        use Demand::{
            DependentRequired, ExclusiveMaximum, ExclusiveMinimum, MaxItems, MaxLength,
            MaxProperties, Maximum, MinItems, MinLength, MinProperties, Minimum, MultipleOf,
            Pattern, UniqueItems,
        };
        match (self, other) {
            (MinLength(one), MinLength(two))
            | (MinItems(one), MinItems(two))
            | (MinProperties(one), MinProperties(two)) => one >= two,
            (MaxLength(one), MaxLength(two))
            | (MaxItems(one), MaxItems(two))
            | (MaxProperties(one), MaxProperties(two)) => one <= two,
            (Minimum(one), Minimum(two))
            | (ExclusiveMinimum(one), Minimum(two) | ExclusiveMinimum(two)) => {
                one.compare(two) != Ordering::Less
            }
            (Minimum(one), ExclusiveMinimum(two)) => one.compare(two) == Ordering::Greater,
            (Maximum(one), Maximum(two))
            | (ExclusiveMaximum(one), Maximum(two) | ExclusiveMaximum(two)) => {
                one.compare(two) != Ordering::Greater
            }
            (Maximum(one), ExclusiveMaximum(two)) => one.compare(two) == Ordering::Less,
            (MultipleOf(one), MultipleOf(two)) => one.compare(two) == Ordering::Equal,
            (Pattern(one), Pattern(two)) => one == two,
            (UniqueItems, UniqueItems) => true,
            (DependentRequired(one), DependentRequired(two)) => one == two,
            _ => self.is_same_schema(other),
        }
    }

    /// Whether both lay the very same schema, by its place, on the same part of a value.
    fn is_same_schema(&self, other: &Self) -> bool {
        let same = |one: &Schema, two: &Schema| one.at().pointer == two.at().pointer;
        let same_or_none = |one: &Option<Schema>, two: &Option<Schema>| match (one, two) {
            (Some(one), Some(two)) => same(one, two),
            (None, None) => true,
            _ => false,
        };
        match (self, other) {
            (Demand::PropertyNames(one), Demand::PropertyNames(two))
            | (Demand::Not(one), Demand::Not(two))
            | (Demand::UnevaluatedItems(one), Demand::UnevaluatedItems(two))
            | (Demand::UnevaluatedProperties(one), Demand::UnevaluatedProperties(two)) => {
                same(one, two)
            }
            (
                Demand::Contains { schema, min, max },
                Demand::Contains {
                    schema: two_schema,
                    min: two_min,
                    max: two_max,
                },
            ) => same(schema, two_schema) && min == two_min && max == two_max,
            (Demand::PrefixItems(one), Demand::PrefixItems(two))
            | (Demand::AnyOf(one), Demand::AnyOf(two))
            | (Demand::OneOf(one), Demand::OneOf(two)) => {
                one.len() == two.len() && one.iter().zip(two).all(|(one, two)| same(one, two))
            }
            (Demand::DependentSchemas(one), Demand::DependentSchemas(two))
            | (Demand::PatternProperties(one), Demand::PatternProperties(two)) => {
                one.len() == two.len()
                    && (one.iter().zip(two))
                        .all(|((name, one), (other, two))| name == other && same(one, two))
            }
            (
                Demand::If {
                    condition,
                    then,
                    otherwise,
                },
                Demand::If {
                    condition: two_condition,
                    then: two_then,
                    otherwise: two_otherwise,
                },
            ) => {
                same(condition, two_condition)
                    && same_or_none(then, two_then)
                    && same_or_none(otherwise, two_otherwise)
            }
            _ => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Number;

    fn of(demands: &[Demand]) -> Assertions {
        let mut all = Assertions::default();
        for demand in demands {
            all.push(demand.clone(), At::default());
        }
        all
    }

    fn number(text: &str) -> Number {
        Number(text.into())
    }

    fn text(all: &Assertions) -> String {
        let one = |one: &Assertion| match &one.demand {
            Demand::Minimum(number)
            | Demand::Maximum(number)
            | Demand::ExclusiveMinimum(number)
            | Demand::ExclusiveMaximum(number)
            | Demand::MultipleOf(number) => {
                format!("{} {}", one.demand.keyword(), number.as_str())
            }
            Demand::MinLength(count)
            | Demand::MaxLength(count)
            | Demand::MinItems(count)
            | Demand::MaxItems(count)
            | Demand::MinProperties(count)
            | Demand::MaxProperties(count) => format!("{} {count}", one.demand.keyword()),
            Demand::Pattern(pattern) => format!("pattern {pattern}"),
            other => other.keyword().to_owned(),
        };
        all.iter().map(one).collect::<Vec<_>>().join(", ")
    }

    #[test]
    fn the_tighter_bound_wins() {
        use Demand::{
            ExclusiveMaximum, ExclusiveMinimum, MaxItems, MaxLength, MaxProperties, Maximum,
            MinItems, MinLength, MinProperties, Minimum, MultipleOf, Pattern, UniqueItems,
        };
        let table = [
            (vec![], vec![], ""),
            (vec![MinLength(1)], vec![], "minLength 1"),
            (vec![MinLength(1)], vec![MinLength(2)], "minLength 2"),
            (vec![MinLength(2)], vec![MinLength(1)], "minLength 2"),
            (
                vec![MaxLength(5), MinLength(1)],
                vec![MaxLength(4)],
                "minLength 1, maxLength 4",
            ),
            (
                vec![MinItems(3)],
                vec![MaxItems(2)],
                "minItems 3, maxItems 2",
            ),
            (
                vec![MinProperties(0)],
                vec![MinProperties(1)],
                "minProperties 1",
            ),
            (
                vec![MaxProperties(9)],
                vec![MaxProperties(8)],
                "maxProperties 8",
            ),
            (
                vec![Minimum(number("1"))],
                vec![Minimum(number("1.0"))],
                "minimum 1",
            ),
            (
                vec![Minimum(number("1"))],
                vec![ExclusiveMinimum(number("1"))],
                "exclusiveMinimum 1",
            ),
            (
                vec![ExclusiveMinimum(number("1"))],
                vec![Minimum(number("1"))],
                "exclusiveMinimum 1",
            ),
            (
                vec![ExclusiveMinimum(number("1"))],
                vec![Minimum(number("1.1"))],
                "minimum 1.1",
            ),
            (
                vec![Maximum(number("-1e2"))],
                vec![ExclusiveMaximum(number("-99"))],
                "maximum -1e2",
            ),
            (
                vec![Maximum(number("5"))],
                vec![ExclusiveMaximum(number("5"))],
                "exclusiveMaximum 5",
            ),
            (
                vec![Pattern("a".into())],
                vec![Pattern("b".into()), Pattern("a".into())],
                "pattern a, pattern b",
            ),
            (
                vec![MultipleOf(number("2"))],
                vec![MultipleOf(number("3"))],
                "multipleOf 2, multipleOf 3",
            ),
            (vec![UniqueItems], vec![UniqueItems], "uniqueItems"),
        ];
        for (one, two, expected) in table {
            let (one, two) = (of(&one), of(&two));
            let both = one.meet(&two);
            assert_eq!(text(&both), expected);
            assert!(both.is_same(&two.meet(&one)), "{expected}");
            assert!(both.is_same(&both.meet(&one)), "{expected}");
            assert_eq!(
                one.is_same(&two),
                one.is_same(&both) && two.is_same(&both),
                "{expected}"
            );
        }
    }

    #[test]
    fn schemas_are_the_same_by_their_place() {
        let schema = |pointer: &str| {
            Schema::True(At {
                pointer: pointer.to_owned(),
                ..At::default()
            })
        };
        let one = of(&[Demand::Not(schema("#/a"))]);
        let two = of(&[Demand::Not(schema("#/b"))]);
        assert_eq!(one.meet(&two).iter().count(), 2);
        assert_eq!(one.meet(&one).iter().count(), 1);
        assert!(!one.is_same(&two));
    }
}
