//! What a scalar means: the core schema (YAML 1.2.2, section 10.3.2), with one exception.
//!
//! Digits after a leading zero (`0127`, `00000001`) are a number in the core schema, another number in YAML 1.1, and a
//! string to `serde_yaml`. Documents that hold them mean text (codes, versions, dates), so a string they are.

use std::borrow::Cow;
use std::sync::Arc;

use granit_parser::{ScalarStyle, Tag};

use crate::source::{Number, Value};

const CORE: &str = "tag:yaml.org,2002:";

/// What kind of node a tag asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Null,
    Bool,
    Int,
    Float,
    Str,
    Seq,
    Map,
    Merge,
}

/// The kind a tag asks for; `None` for the many tags that JSON has no values for.
pub(super) fn kind(tag: &Tag) -> Option<Kind> {
    let name = full_name(tag);
    match name.strip_prefix(CORE).unwrap_or(&name) {
        "!" => Some(Kind::Str),
        "null" if name.len() > CORE.len() => Some(Kind::Null),
        "bool" if name.len() > CORE.len() => Some(Kind::Bool),
        "int" if name.len() > CORE.len() => Some(Kind::Int),
        "float" if name.len() > CORE.len() => Some(Kind::Float),
        "str" | "timestamp" if name.len() > CORE.len() => Some(Kind::Str),
        "seq" if name.len() > CORE.len() => Some(Kind::Seq),
        "map" if name.len() > CORE.len() => Some(Kind::Map),
        "merge" if name.len() > CORE.len() => Some(Kind::Merge),
        _ => None,
    }
}

fn full_name(tag: &Tag) -> String {
    format!("{}{}", tag.handle(), tag.suffix())
}

/// A tag as it is written: `!!str`, `!include`.
pub(super) fn shown(tag: &Tag) -> String {
    let name = full_name(tag);
    match name.strip_prefix(CORE) {
        Some(suffix) => format!("!!{suffix}"),
        None => name,
    }
}

/// A number that JSON cannot express, or a text that is not what its tag says.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum ScalarFault {
    /// `.inf`, `.nan`.
    NotFinite,
    /// Hexadecimal or octal, of over 128 bits.
    TooLarge,
    /// The text is not of the kind that the tag asks for.
    NotOfTag,
}

/// The value of a scalar. `kind` is its tag's.
pub(super) fn value(
    text: &str,
    style: ScalarStyle,
    kind: Option<Kind>,
) -> Result<Value, ScalarFault> {
    let string = || Value::String(Arc::from(text));
    match kind {
        None if style == ScalarStyle::Plain => plain(text),
        None | Some(Kind::Str) => Ok(string()),
        // `!!int "1"`: the tag decides, whatever the quotes.
        Some(kind) => {
            let value = plain(text)?;
            let fits = match (kind, &value) {
                (Kind::Null, Value::Null)
                | (Kind::Bool, Value::Bool(_))
                | (Kind::Float, Value::Number(_)) => true,
                (Kind::Int, Value::Number(Number(number))) => !number.contains(['.', 'e', 'E']),
                _ => false,
            };
            if fits {
                Ok(value)
            } else {
                Err(ScalarFault::NotOfTag)
            }
        }
    }
}

fn plain(text: &str) -> Result<Value, ScalarFault> {
    match text {
        "" | "~" | "null" | "Null" | "NULL" => return Ok(Value::Null),
        "true" | "True" | "TRUE" => return Ok(Value::Bool(true)),
        "false" | "False" | "FALSE" => return Ok(Value::Bool(false)),
        ".nan" | ".NaN" | ".NAN" => return Err(ScalarFault::NotFinite),
        _ => {}
    }
    if let ".inf" | ".Inf" | ".INF" = text.strip_prefix(['-', '+']).unwrap_or(text) {
        return Err(ScalarFault::NotFinite);
    }
    let radix = if let Some(digits) = text.strip_prefix("0x") {
        Some((16, digits))
    } else {
        text.strip_prefix("0o").map(|digits| (8, digits))
    };
    if let Some((radix, digits)) = radix.filter(|(radix, digits)| is_digits(digits, *radix)) {
        let value = u128::from_str_radix(digits, radix).map_err(|_| ScalarFault::TooLarge)?;
        return Ok(Value::Number(Number(Arc::from(value.to_string()))));
    }
    Ok(match decimal(text) {
        Some(number) => Value::Number(Number(Arc::from(&*number))),
        None => Value::String(Arc::from(text)),
    })
}

fn is_digits(text: &str, radix: u32) -> bool {
    !text.is_empty() && text.chars().all(|digit| digit.is_digit(radix))
}

/// The number of JSON that `[-+]? ( \. [0-9]+ | [0-9]+ ( \. [0-9]* )? ) ( [eE] [-+]? [0-9]+ )?` stands for: the text
/// itself where it is one.
fn decimal(text: &str) -> Option<Cow<'_, str>> {
    let unsigned = text.strip_prefix(['-', '+']).unwrap_or(text);
    if !unsigned.starts_with(|first: char| first.is_ascii_digit() || first == '.') {
        return None;
    }
    let (mantissa, exponent) = match unsigned.split_once(['e', 'E']) {
        Some((mantissa, exponent)) => (mantissa, Some(exponent)),
        None => (unsigned, None),
    };
    let exponent_digits =
        exponent.map(|exponent| exponent.strip_prefix(['-', '+']).unwrap_or(exponent));
    if exponent_digits.is_some_and(|digits| !is_digits(digits, 10)) {
        return None;
    }
    let (whole, fraction) = match mantissa.split_once('.') {
        Some((whole, fraction)) => (whole, Some(fraction)),
        None => (mantissa, None),
    };
    if fraction.is_none() && exponent.is_none() && whole.len() > 1 && whole.starts_with('0') {
        return None;
    }
    let has_fraction = fraction.is_some_and(|fraction| !fraction.is_empty());
    if !(whole.is_empty() || is_digits(whole, 10)) || (has_fraction && !is_digits(fraction?, 10)) {
        return None;
    }
    if whole.is_empty() && !has_fraction {
        return None;
    }
    let has_plain_whole = whole == "0" || !(whole.is_empty() || whole.starts_with('0'));
    if has_plain_whole && !text.starts_with('+') && (fraction.is_none() || has_fraction) {
        return Some(Cow::Borrowed(text));
    }
    let sign = if text.starts_with('-') { "-" } else { "" };
    let whole = match whole.trim_start_matches('0') {
        "" => "0",
        digits => digits,
    };
    let point = if fraction.is_some() { "." } else { "" };
    let fraction = fraction.map_or("", |digits| if digits.is_empty() { "0" } else { digits });
    let exponent = exponent.map_or_else(String::new, |exponent| format!("e{exponent}"));
    Some(Cow::Owned(format!(
        "{sign}{whole}{point}{fraction}{exponent}"
    )))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(value: Result<Value, ScalarFault>) -> String {
        match value {
            Ok(Value::Null) => "null".to_owned(),
            Ok(Value::Bool(value)) => value.to_string(),
            Ok(Value::Number(number)) => number.as_str().to_owned(),
            Ok(Value::String(text)) => format!("{text:?}"),
            Ok(other) => panic!("{other:?}"),
            Err(fault) => format!("{fault:?}"),
        }
    }

    #[test]
    fn plain_scalars_of_the_core_schema() {
        let table = [
            ("", "null"),
            ("~", "null"),
            ("Null", "null"),
            ("nULL", "\"nULL\""),
            ("TRUE", "true"),
            ("False", "false"),
            ("on", "\"on\""),
            ("yes", "\"yes\""),
            ("n", "\"n\""),
            ("0", "0"),
            ("-0", "-0"),
            ("+12", "12"),
            ("-12", "-12"),
            ("007", "\"007\""),
            ("-007", "\"-007\""),
            ("0127e1", "127e1"),
            ("-007.50", "-7.50"),
            ("000", "\"000\""),
            ("0o14", "12"),
            ("0o8", "\"0o8\""),
            ("0x1F", "31"),
            (
                "0xffffffffffffffffffffffffffffffff",
                "340282366920938463463374607431768211455",
            ),
            ("0x1ffffffffffffffffffffffffffffffff", "TooLarge"),
            ("0x", "\"0x\""),
            ("-0x1F", "\"-0x1F\""),
            ("0b101", "\"0b101\""),
            ("1_000", "\"1_000\""),
            ("1.10", "1.10"),
            (".5", "0.5"),
            ("-.5", "-0.5"),
            ("+.5E+3", "0.5e+3"),
            ("5.", "5.0"),
            ("5.e3", "5.0e3"),
            ("1e3", "1e3"),
            ("1E+03", "1E+03"),
            ("1e", "\"1e\""),
            ("e3", "\"e3\""),
            (".", "\".\""),
            ("-", "\"-\""),
            ("+", "\"+\""),
            (".e3", "\".e3\""),
            ("1.2.3", "\"1.2.3\""),
            ("3.1.0", "\"3.1.0\""),
            ("2020-01-01", "\"2020-01-01\""),
            ("12:30:45", "\"12:30:45\""),
            ("١", "\"١\""),
            (".inf", "NotFinite"),
            ("-.INF", "NotFinite"),
            (".NaN", "NotFinite"),
            ("inf", "\"inf\""),
            ("-.nan", "\"-.nan\""),
            (
                "123456789012345678901234567890",
                "123456789012345678901234567890",
            ),
        ];
        for (text, expected) in table {
            assert_eq!(
                shown(value(text, ScalarStyle::Plain, None)),
                expected,
                "{text}"
            );
            assert_eq!(
                shown(value(text, ScalarStyle::SingleQuoted, None)),
                format!("{text:?}")
            );
        }
    }

    #[test]
    fn numbers_are_numbers_of_json() {
        for text in [
            "+1", "007.0", ".5", "5.", "-.5e1", "+0.0", "0x10", "00.1e-05", "1.e+2",
        ] {
            let Ok(Value::Number(number)) = plain(text) else {
                panic!("{text}")
            };
            serde_json::from_str::<serde_json::Number>(number.as_str()).unwrap();
        }
    }

    #[test]
    fn tags_decide() {
        let table = [
            (Kind::Str, "1", "\"1\""),
            (Kind::Str, "", "\"\""),
            (Kind::Int, "0x1F", "31"),
            (Kind::Int, "1.5", "NotOfTag"),
            (Kind::Int, "a", "NotOfTag"),
            (Kind::Float, "1", "1"),
            (Kind::Float, ".inf", "NotFinite"),
            (Kind::Bool, "true", "true"),
            (Kind::Bool, "yes", "NotOfTag"),
            (Kind::Null, "", "null"),
            (Kind::Null, "x", "NotOfTag"),
            (Kind::Map, "x", "NotOfTag"),
        ];
        for (kind, text, expected) in table {
            for style in [ScalarStyle::Plain, ScalarStyle::DoubleQuoted] {
                assert_eq!(
                    shown(value(text, style, Some(kind))),
                    expected,
                    "{kind:?} {text}"
                );
            }
        }
    }
}
