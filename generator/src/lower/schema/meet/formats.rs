//! The format of a value that has two.

use crate::document::SchemaObject;

use super::Taken;
use crate::ir::Int;
use crate::lower::schema::numbers;

/// Formats that are types of their own: a value has one of them.
const TYPED: [&str; 8] = [
    "uuid",
    "date-time",
    "date",
    "time",
    "duration",
    "byte",
    "binary",
    "password",
];

/// The format of both; the outer `None` where no value has both.
pub(super) fn meet(
    first: &SchemaObject,
    second: &SchemaObject,
    taken: &mut Vec<Taken>,
) -> Option<Option<String>> {
    let (one, two) = match (&first.format, &second.format) {
        (Some(one), Some(two)) if one != two => (one, two),
        (one, two) => return Some(one.clone().or_else(|| two.clone())),
    };
    if let (Some(int), Some(other)) = (numbers::int(one), numbers::int(two)) {
        return Some(Some(narrower(int, other, one, two).to_owned()));
    }
    let rank = |format: &str| match format {
        _ if numbers::int(format).is_some() => Some(0),
        "float" => Some(1),
        "double" => Some(2),
        "decimal" | "decimal128" => Some(3),
        _ => None,
    };
    if let (Some(first), Some(second)) = (rank(one), rank(two)) {
        return Some(Some((if first <= second { one } else { two }).clone()));
    }
    let is_typed = |format: &String| TYPED.contains(&format.as_str());
    match (is_typed(one), is_typed(two)) {
        (true, true) => None,
        (false, true) => {
            taken.push(Taken::Format(first.at.place, one.clone()));
            Some(Some(two.clone()))
        }
        _ => {
            taken.push(Taken::Format(second.at.place, two.clone()));
            Some(Some(one.clone()))
        }
    }
}

/// The one that holds no more than the other; of two that overlap, the one without a sign, which holds what both do.
fn narrower<'f>(int: Int, other: Int, one: &'f str, two: &'f str) -> &'f str {
    let ((low, high), (other_low, other_high)) = (int.range(), other.range());
    if low >= other_low && high <= other_high {
        return one;
    }
    if other_low >= low && other_high <= high || other_low == 0 {
        return two;
    }
    one
}
