//! JSON equality as DESIGN.md section 6 has it, by code that uses none of the generator's.

use std::cmp::Ordering;
use std::collections::BTreeSet;

use serde_json::Value;

/// Whether what was encoded is what was decoded: numbers by value, and without members of which no schema has the name. A type need not keep
/// those.
#[must_use]
pub fn is_equal(given: &Value, got: &Value, named: &BTreeSet<String>) -> bool {
    is_equal_but(given, got, &|name| !named.contains(name), &|_| false)
}

/// The same, where members may be missing, and others added, by their names.
#[must_use]
pub fn is_equal_but(
    given: &Value,
    got: &Value,
    may_miss: &dyn Fn(&str) -> bool,
    may_add: &dyn Fn(&str) -> bool,
) -> bool {
    let is_equal = |one: &Value, other: &Value| is_equal_but(one, other, may_miss, may_add);
    match (given, got) {
        (Value::Object(given), Value::Object(got)) => {
            let is_kept = (given.iter()).all(|(name, value)| match got.get(name) {
                Some(other) => is_equal(value, other),
                None => may_miss(name),
            });
            is_kept
                && got
                    .keys()
                    .all(|name| given.contains_key(name) || may_add(name))
        }
        (Value::Array(given), Value::Array(got)) => {
            given.len() == got.len()
                && given
                    .iter()
                    .zip(got)
                    .all(|(one, other)| is_equal(one, other))
        }
        (Value::Number(given), Value::Number(got)) => {
            decimal(&given.to_string()).cmp(&decimal(&got.to_string())) == Ordering::Equal
        }
        _ => given == got,
    }
}

/// A number as its sign, its digits without zeros around them, and the power of ten behind the last one.
fn decimal(text: &str) -> (bool, String, i64) {
    let (negative, text) = match text.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, text),
    };
    let (mantissa, exponent) = text.split_once(['e', 'E']).unwrap_or((text, "0"));
    let exponent: i64 = exponent.parse().unwrap_or_default();
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let digits = format!("{whole}{fraction}");
    let digits = digits.trim_start_matches('0');
    let kept = digits.trim_end_matches('0');
    if kept.is_empty() {
        return (false, String::new(), 0);
    }
    let dropped = (digits.len() - kept.len()) as i64;
    (
        negative,
        kept.to_owned(),
        exponent - fraction.len() as i64 + dropped,
    )
}

/// Every name of a member in `properties`, wherever they stand.
pub fn names(schema: &Value, found: &mut BTreeSet<String>) {
    match schema {
        Value::Object(members) => {
            for (key, value) in members {
                if let ("properties", Value::Object(properties)) = (key.as_str(), value) {
                    found.extend(properties.keys().cloned());
                }
                names(value, found);
            }
        }
        Value::Array(items) => items.iter().for_each(|item| names(item, found)),
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_compared_by_value() {
        for (one, other) in [
            ("1.0", "1"),
            ("1e2", "100"),
            ("-0.0", "0"),
            ("0.10", "1e-1"),
        ] {
            assert_eq!(decimal(one), decimal(other), "{one} {other}");
        }
        assert_ne!(decimal("9007199254740993"), decimal("9007199254740992"));
    }

    #[test]
    fn a_named_member_is_kept() {
        let given = serde_json::json!({"a": 1, "b": [{"c": null}]});
        let named = BTreeSet::from(["a".to_owned()]);
        assert!(is_equal(&given, &serde_json::json!({"a": 1.0}), &named));
        assert!(!is_equal(
            &given,
            &serde_json::json!({"b": [{"c": null}]}),
            &named
        ));
    }
}
