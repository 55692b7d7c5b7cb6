//! The rules of numbers.

use std::cmp::Ordering;

use super::Rule;
use crate::codec::{compare_numbers, is_multiple};

/// Whether a number, as text, keeps a rule.
pub(super) fn keeps(rule: &Rule, number: &str) -> bool {
    match *rule {
        Rule::Minimum(bound) => compare_numbers(number, bound) != Ordering::Less,
        Rule::Maximum(bound) => compare_numbers(number, bound) != Ordering::Greater,
        Rule::ExclusiveMinimum(bound) => compare_numbers(number, bound) == Ordering::Greater,
        Rule::ExclusiveMaximum(bound) => compare_numbers(number, bound) == Ordering::Less,
        Rule::MultipleOf(divisor) => is_multiple(number, divisor),
        Rule::Format(format) => format.accepts_number(number),
        _ => true,
    }
}
