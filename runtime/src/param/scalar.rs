//! Scalars as text.

use std::fmt::Write as _;
use std::str::FromStr;

use super::Param;
use crate::codec::{
    DecodeOptions, parse_date, parse_date_time, parse_uuid, write_date, write_date_time,
};
use crate::{Date, DateTime, FaultKind, Integer, Number, Secret, Uuid};

/// `true` and `false`; where parameters are read leniently also what pydantic takes, in any case.
impl Param for bool {
    fn parse(text: &str, options: DecodeOptions) -> Result<Self, FaultKind> {
        match text {
            "true" => return Ok(true),
            "false" => return Ok(false),
            _ if !options.lenient_params => return Err(FaultKind::NotBoolean),
            _ => {}
        }
        let is_one_of = |words: &[&str]| words.iter().any(|word| word.eq_ignore_ascii_case(text));
        if is_one_of(&["true", "t", "yes", "y", "on", "1"]) {
            Ok(true)
        } else if is_one_of(&["false", "f", "no", "n", "off", "0"]) {
            Ok(false)
        } else {
            Err(FaultKind::NotBoolean)
        }
    }

    fn write(&self, out: &mut String) {
        out.push_str(if *self { "true" } else { "false" });
    }
}

macro_rules! integers {
    ($($integer:ty),*) => {$(
        impl Param for $integer {
            fn parse(text: &str, options: DecodeOptions) -> Result<Self, FaultKind> {
                let (minimum, maximum) = (i128::from(Self::MIN), i128::from(Self::MAX));
                let value = integer(text, minimum, maximum, options.lenient_params)?;
                Self::try_from(value).map_err(|_| FaultKind::IntegerRange { minimum, maximum })
            }

            fn write(&self, out: &mut String) {
                out.push_str(itoa::Buffer::new().format(*self));
            }
        }
    )*};
}

integers!(i8, i16, i32, i64, u8, u16, u32, u64);

/// The digits of JSON's integers (RFC 8259, section 6); leniently also with blanks around, a `+`, zeros in front, a fraction of zeros and
/// single underscores between digits, as pydantic reads them.
fn integer(text: &str, minimum: i128, maximum: i128, lenient: bool) -> Result<i128, FaultKind> {
    let digits = integer_digits(text, lenient).ok_or(FaultKind::NotInteger)?;
    // It is digits: the only error is more of them than an i128 has, which is out of every range.
    let value = digits.parse::<i128>().ok();
    value
        .filter(|value| (minimum..=maximum).contains(value))
        .ok_or(FaultKind::IntegerRange { minimum, maximum })
}

/// The digits of an integer, with its sign.
fn integer_digits(text: &str, lenient: bool) -> Option<String> {
    let cleaned = if lenient {
        lenient_integer(text)?
    } else {
        text.to_owned()
    };
    let digits = cleaned.strip_prefix('-').unwrap_or(&cleaned);
    let is_number = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    let is_padded = digits.len() > 1 && digits.starts_with('0');
    (is_number && (lenient || !is_padded)).then_some(cleaned)
}

impl Param for Integer {
    fn parse(text: &str, options: DecodeOptions) -> Result<Self, FaultKind> {
        let digits = integer_digits(text, options.lenient_params).ok_or(FaultKind::NotInteger)?;
        Self::from_text(&without_padding(&digits)).ok_or(FaultKind::NotInteger)
    }

    fn write(&self, out: &mut String) {
        out.push_str(self.as_str());
    }
}

/// Digits without the zeros in front that JSON does not have.
fn without_padding(digits: &str) -> String {
    let (sign, digits) = match digits.strip_prefix('-') {
        Some(digits) => ("-", digits),
        None => ("", digits),
    };
    let shortest = digits.trim_start_matches('0');
    format!("{sign}{}", if shortest.is_empty() { "0" } else { shortest })
}

/// JSON's form; leniently whatever Rust reads, too, of which a number in another form than JSON's is as a double holds it.
impl Param for Number {
    fn parse(text: &str, options: DecodeOptions) -> Result<Self, FaultKind> {
        match Self::from_text(text) {
            Some(number) => Ok(number),
            None => {
                let value = number(text, options.lenient_params, f64::is_finite)?;
                let written = ryu::Buffer::new().format_finite(value).to_owned();
                Self::from_text(&written).ok_or(FaultKind::NotNumber)
            }
        }
    }

    fn write(&self, out: &mut String) {
        out.push_str(self.as_str());
    }
}

fn lenient_integer(text: &str) -> Option<String> {
    let text = text.trim();
    let text = text
        .strip_prefix('+')
        .filter(|rest| !rest.starts_with('-'))
        .unwrap_or(text);
    let whole = match text.split_once('.') {
        Some((whole, zeros)) if !zeros.is_empty() && zeros.bytes().all(|byte| byte == b'0') => {
            whole
        }
        Some(_) => return None,
        None => text,
    };
    without_underscores(whole)
}

/// `1_000` as `1000`; `None` where an underscore does not stand between two digits.
fn without_underscores(text: &str) -> Option<String> {
    let digits = text.trim_start_matches(['-', '+']);
    (digits.split('_').all(|part| !part.is_empty()) || !digits.contains('_'))
        .then(|| text.replace('_', ""))
}

/// A finite number: JSON's form (RFC 8259, section 6); leniently whatever Rust reads, with blanks around.
fn number<F: FromStr + Copy>(
    text: &str,
    lenient: bool,
    is_finite: fn(F) -> bool,
) -> Result<F, FaultKind> {
    let text = if lenient {
        without_underscores(text.trim())
    } else {
        is_json_number(text).then(|| text.to_owned())
    };
    let value: Option<F> = text.and_then(|text| text.parse().ok());
    match value {
        None => Err(FaultKind::NotNumber),
        Some(value) if is_finite(value) => Ok(value),
        Some(_) => Err(FaultKind::NumberRange),
    }
}

pub(super) fn is_json_number(text: &str) -> bool {
    let all_digits =
        |digits: &str| !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    let text = text.strip_prefix('-').unwrap_or(text);
    let (mantissa, exponent) = match text.split_once(['e', 'E']) {
        Some((mantissa, exponent)) => (
            mantissa,
            Some(exponent.strip_prefix(['+', '-']).unwrap_or(exponent)),
        ),
        None => (text, None),
    };
    let (whole, fraction) = match mantissa.split_once('.') {
        Some((whole, fraction)) => (whole, Some(fraction)),
        None => (mantissa, None),
    };
    all_digits(whole)
        && (whole == "0" || !whole.starts_with('0'))
        && fraction.is_none_or(all_digits)
        && exponent.is_none_or(all_digits)
}

impl Param for f64 {
    fn parse(text: &str, options: DecodeOptions) -> Result<Self, FaultKind> {
        number(text, options.lenient_params, Self::is_finite)
    }

    fn write(&self, out: &mut String) {
        // Integral values without a fraction, as a JSON writer has them.
        write_float(out, *self, |buffer, value| buffer.format(value).to_owned());
    }
}

impl Param for f32 {
    fn parse(text: &str, options: DecodeOptions) -> Result<Self, FaultKind> {
        number(text, options.lenient_params, Self::is_finite)
    }

    fn write(&self, out: &mut String) {
        write_float(out, *self, |buffer, value| buffer.format(value).to_owned());
    }
}

fn write_float<F: ryu::Float>(
    out: &mut String,
    value: F,
    format: impl Fn(&mut ryu::Buffer, F) -> String,
) {
    let text = format(&mut ryu::Buffer::new(), value);
    out.push_str(text.strip_suffix(".0").unwrap_or(&text));
}

impl Param for String {
    fn parse(text: &str, _: DecodeOptions) -> Result<Self, FaultKind> {
        Ok(text.to_owned())
    }

    fn write(&self, out: &mut String) {
        out.push_str(self);
    }
}

impl Param for Secret {
    fn parse(text: &str, _: DecodeOptions) -> Result<Self, FaultKind> {
        Ok(Self::from(text))
    }

    fn write(&self, out: &mut String) {
        out.push_str(self.expose());
    }
}

impl Param for Uuid {
    fn parse(text: &str, options: DecodeOptions) -> Result<Self, FaultKind> {
        parse_uuid(text, &options).ok_or(FaultKind::Uuid)
    }

    fn write(&self, out: &mut String) {
        out.push_str(self.hyphenated().encode_lower(&mut Self::encode_buffer()));
    }
}

impl Param for DateTime {
    fn parse(text: &str, options: DecodeOptions) -> Result<Self, FaultKind> {
        parse_date_time(text, &options).ok_or(FaultKind::DateTime)
    }

    fn write(&self, out: &mut String) {
        match write_date_time(self) {
            Some(text) => out.push_str(&text),
            None => display(out, self),
        }
    }
}

impl Param for Date {
    fn parse(text: &str, _: DecodeOptions) -> Result<Self, FaultKind> {
        parse_date(text).ok_or(FaultKind::Date)
    }

    fn write(&self, out: &mut String) {
        match write_date(self) {
            Some(text) => out.push_str(&text),
            None => display(out, self),
        }
    }
}

/// Years that RFC 3339 has no form for: written all the same, so that the other side says what is wrong with them.
fn display(out: &mut String, value: &impl std::fmt::Display) {
    // Writing to a string does not fail.
    write!(out, "{value}").unwrap_or_default();
}

#[cfg(test)]
mod tests {
    use super::*;

    const STRICT: DecodeOptions = DecodeOptions::DEFAULT;
    const LENIENT: DecodeOptions = DecodeOptions::DEFAULT.with_lenient_params(true);

    #[test]
    fn booleans() {
        for (text, strict, lenient) in [
            ("true", Some(true), Some(true)),
            ("false", Some(false), Some(false)),
            ("TRUE", None, Some(true)),
            ("1", None, Some(true)),
            ("Off", None, Some(false)),
            ("y", None, Some(true)),
            (" true", None, None),
            ("2", None, None),
            ("", None, None),
        ] {
            assert_eq!(bool::parse(text, STRICT).ok(), strict, "{text:?}");
            assert_eq!(bool::parse(text, LENIENT).ok(), lenient, "{text:?}");
        }
    }

    /// The second column is what pydantic 2 makes of it.
    #[test]
    fn integers() {
        for (text, strict, lenient) in [
            ("1", Some(1), Some(1)),
            ("-1", Some(-1), Some(-1)),
            ("-0", Some(0), Some(0)),
            ("+1", None, Some(1)),
            (" 1 ", None, Some(1)),
            ("01", None, Some(1)),
            ("1.00", None, Some(1)),
            ("1_000", None, Some(1000)),
            ("1.", None, None),
            ("1.5", None, None),
            ("_1", None, None),
            ("1__0", None, None),
            ("+-1", None, None),
            ("1e3", None, None),
            ("0x1", None, None),
            ("１", None, None),
            ("", None, None),
        ] {
            assert_eq!(i64::parse(text, STRICT).ok(), strict, "{text:?}");
            assert_eq!(i64::parse(text, LENIENT).ok(), lenient, "{text:?}");
        }
        let range = FaultKind::IntegerRange {
            minimum: -128,
            maximum: 127,
        };
        assert_eq!(i8::parse("128", STRICT), Err(range.clone()));
        assert_eq!(i8::parse(&"9".repeat(60), STRICT), Err(range));
        assert_eq!(u64::parse("18446744073709551615", STRICT), Ok(u64::MAX));
    }

    #[test]
    fn numbers() {
        for (text, strict, lenient) in [
            ("1", Some(1.0), Some(1.0)),
            ("-1.5e2", Some(-150.0), Some(-150.0)),
            ("1e5", Some(1e5), Some(1e5)),
            (".5", None, Some(0.5)),
            ("5.", None, Some(5.0)),
            ("+1", None, Some(1.0)),
            (" 1.5 ", None, Some(1.5)),
            ("1_0", None, Some(10.0)),
            ("01", None, Some(1.0)),
            ("1e999", None, None),
            ("nan", None, None),
            ("inf", None, None),
            ("", None, None),
            ("1e", None, None),
        ] {
            assert_eq!(f64::parse(text, STRICT).ok(), strict, "{text:?}");
            assert_eq!(f64::parse(text, LENIENT).ok(), lenient, "{text:?}");
        }
        assert_eq!(f32::parse("1e39", STRICT), Err(FaultKind::NumberRange));
        assert_eq!(f32::parse("0.1", STRICT), Ok(0.1));
    }

    #[test]
    fn what_is_written_is_read() {
        fn check<T: Param + PartialEq + std::fmt::Debug>(value: T, expected: &str) {
            let mut text = String::new();
            value.write(&mut text);
            assert_eq!(text, expected);
            assert_eq!(T::parse(&text, STRICT), Ok(value));
        }
        check(true, "true");
        check(i64::MIN, "-9223372036854775808");
        check(2.0_f64, "2");
        check(-0.1_f64, "-0.1");
        check(0.1_f32, "0.1");
        check(1e300_f64, "1e300");
        check(
            Integer::from(u128::MAX),
            "340282366920938463463374607431768211455",
        );
        check(Number::from_text("0.10").unwrap(), "0.10");
        check("a b".to_owned(), "a b");
        check(Secret::from("x"), "x");
        check(Uuid::nil(), "00000000-0000-0000-0000-000000000000");
        for moment in ["2026-01-31T23:59:60Z", "2026-01-31T01:02:03.000004+05:30"] {
            check(parse_date_time(moment, &STRICT).unwrap(), moment);
        }
        check(parse_date("2026-01-31").unwrap(), "2026-01-31");
    }

    #[test]
    fn exact_numbers_keep_their_digits() {
        for (text, strict, lenient) in [
            ("123456789012345678901234567890", true, true),
            ("+1", false, true),
            ("007", false, true),
            ("1.0", false, true),
            ("1e3", false, false),
            ("1.5", false, false),
            ("", false, false),
        ] {
            assert_eq!(Integer::parse(text, STRICT).is_ok(), strict, "{text:?}");
            assert_eq!(Integer::parse(text, LENIENT).is_ok(), lenient, "{text:?}");
        }
        assert_eq!(Integer::parse("-007", LENIENT).unwrap().as_str(), "-7");
        assert_eq!(
            Number::parse("0.1234567890123456789", STRICT)
                .unwrap()
                .as_str(),
            "0.1234567890123456789"
        );
        assert_eq!(Number::parse(" .5", LENIENT).unwrap().as_str(), "0.5");
        assert_eq!(Number::parse(".5", STRICT), Err(FaultKind::NotNumber));
        assert_eq!(Number::parse("nan", LENIENT), Err(FaultKind::NumberRange));
    }

    #[test]
    fn faults_name_the_format() {
        assert_eq!(Uuid::parse("abc", STRICT), Err(FaultKind::Uuid));
        assert_eq!(
            DateTime::parse("2026-01-31", STRICT),
            Err(FaultKind::DateTime)
        );
        assert_eq!(Date::parse("2026-02-31", STRICT), Err(FaultKind::Date));
        assert!(Uuid::parse("{00000000-0000-0000-0000-000000000000}", STRICT).is_ok());
        assert!(
            Uuid::parse(
                "{00000000-0000-0000-0000-000000000000}",
                STRICT.with_strict_uuid(true)
            )
            .is_err()
        );
    }
}
