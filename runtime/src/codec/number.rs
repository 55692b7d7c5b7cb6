//! Numbers: their text, and their value where it counts.

use std::cmp::Ordering;

use super::{Reader, Stop};
use crate::{FaultKind, SyntaxProblem};

/// A number shorter than this, and without an exponent, is within the range of `f64`.
const SURELY_FINITE: usize = 300;

impl<'a> Reader<'a> {
    /// Reads a number and returns its text, as the document spells it.
    ///
    /// # Errors
    ///
    /// See [`Stop`]. A number beyond the range of `f64` is a syntax fault.
    pub fn number(&mut self) -> Result<&'a str, Stop> {
        match self.peek() {
            Some(b'-' | b'0'..=b'9') => self.number_token(),
            _ => Err(self.refuse(FaultKind::NotNumber)),
        }
    }

    /// Reads an integer that fits into 64 bits; `1.0` and `1e2` are integers too.
    ///
    /// # Errors
    ///
    /// See [`Stop`].
    pub fn integer(&mut self) -> Result<i64, Stop> {
        let value = self.integer_within(i128::from(i64::MIN), i128::from(i64::MAX))?;
        i64::try_from(value).map_err(|_| Stop::Invalid)
    }

    /// Reads an integer that is one of `values`, and returns its place there.
    ///
    /// # Errors
    ///
    /// See [`Stop`].
    pub fn integer_enum(&mut self, values: &'static [i64]) -> Result<usize, Stop> {
        let value = self.integer_within(i128::MIN, i128::MAX)?;
        let place = values.iter().position(|&one| i128::from(one) == value);
        place.ok_or_else(|| self.invalid(FaultKind::IntegerEnum { expected: values }))
    }

    /// Reads an integer from `minimum` to `maximum`; `1.0` and `1e2` are integers too.
    ///
    /// # Errors
    ///
    /// See [`Stop`].
    pub fn integer_within(&mut self, minimum: i128, maximum: i128) -> Result<i128, Stop> {
        if !matches!(self.peek(), Some(b'-' | b'0'..=b'9')) {
            return Err(self.refuse(FaultKind::NotInteger));
        }
        let token = self.number_token()?;
        let value = match short_integer(token) {
            Some(value) => i128::from(value),
            None => match integral_value(token) {
                Ok(value) => value,
                Err(kind) => {
                    return Err(
                        self.invalid(kind.unwrap_or(FaultKind::IntegerRange { minimum, maximum }))
                    );
                }
            },
        };
        if value < minimum || value > maximum {
            return Err(self.invalid(FaultKind::IntegerRange { minimum, maximum }));
        }
        Ok(value)
    }

    /// Reads the number that is next: the longest beginning that is one, as CPython does, so that what follows is at fault.
    pub(super) fn number_token(&mut self) -> Result<&'a str, Stop> {
        let start = self.at;
        let bytes = self.text.as_bytes();
        let mut end = start + usize::from(bytes.get(start) == Some(&b'-'));
        match bytes.get(end) {
            Some(b'0') => end += 1,
            Some(b'1'..=b'9') => end = digits_end(bytes, end),
            Some(b'I')
                if self
                    .text
                    .get(end..)
                    .is_some_and(|rest| rest.starts_with("Infinity")) =>
            {
                return Err(self.syntax_at(start, SyntaxProblem::NotFinite));
            }
            _ => return Err(self.syntax_at(start, SyntaxProblem::ExpectingValue)),
        }
        let mut exponent = false;
        if matches!(bytes.get(end), Some(b'.' | b'e' | b'E')) {
            if bytes.get(end) == Some(&b'.') && digits_end(bytes, end + 1) > end + 1 {
                end = digits_end(bytes, end + 1);
            }
            if matches!(bytes.get(end), Some(b'e' | b'E')) {
                let sign = usize::from(matches!(bytes.get(end + 1), Some(b'+' | b'-')));
                let digits = end + 1 + sign;
                let last = digits_end(bytes, digits);
                exponent = last > digits;
                end = if exponent { last } else { end };
            }
        }
        let token = self.text.get(start..end).unwrap_or_default();
        if (exponent || end - start >= SURELY_FINITE)
            && !token.parse::<f64>().is_ok_and(f64::is_finite)
        {
            return Err(self.syntax_at(start, SyntaxProblem::NumberRange));
        }
        self.at = end;
        Ok(token)
    }
}

/// The end of the digits that start at `from`.
#[inline]
fn digits_end(bytes: &[u8], from: usize) -> usize {
    let rest = bytes.get(from..).unwrap_or_default();
    from + rest
        .iter()
        .position(|byte| !byte.is_ascii_digit())
        .unwrap_or(rest.len())
}

/// The value of a number of at most 18 digits and nothing else: nearly all integers.
#[inline]
fn short_integer(token: &str) -> Option<i64> {
    let digits = token.strip_prefix('-').unwrap_or(token);
    if digits.len() > 18 {
        return None;
    }
    let mut value = 0;
    for byte in digits.bytes() {
        if !byte.is_ascii_digit() {
            return None;
        }
        value = value * 10 + i64::from(byte - b'0');
    }
    Some(if digits.len() < token.len() {
        -value
    } else {
        value
    })
}

/// The value of a number if that is an integer; `Err(None)` where it is one, and beyond 128 bits.
fn integral_value(token: &str) -> Result<i128, Option<FaultKind>> {
    let decimal = Decimal::of(token);
    if decimal.exponent < 0 {
        return Err(Some(FaultKind::Fraction));
    }
    let mut value = 0_i128;
    let zeros = usize::try_from(decimal.exponent.min(64)).unwrap_or(64);
    for digit in decimal
        .digits
        .iter()
        .copied()
        .chain(std::iter::repeat_n(b'0', zeros))
    {
        value = value
            .checked_mul(10)
            .and_then(|value| value.checked_add(i128::from(digit - b'0')))
            .ok_or(None)?;
    }
    Ok(if decimal.negative { -value } else { value })
}

/// Whether the text of a number has an integer as its value: `1`, `1.0`, `10e-1`.
#[must_use]
pub fn is_integral(token: &str) -> bool {
    token
        .bytes()
        .all(|byte| byte.is_ascii_digit() || byte == b'-')
        || Decimal::of(token).exponent >= 0
}

/// Whether two texts of numbers have the same value, however they are spelled, and however long they are.
#[must_use]
pub fn equal_numbers(one: &str, other: &str) -> bool {
    one == other || Decimal::of(one) == Decimal::of(other)
}

/// A number in its shortest form: `digits` × 10^`exponent`, with neither leading nor trailing zeros; zero has no digits.
#[derive(Debug, PartialEq, Eq)]
struct Decimal {
    negative: bool,
    digits: Vec<u8>,
    exponent: i64,
}

impl Decimal {
    /// Takes the text of a number of JSON.
    fn of(token: &str) -> Self {
        let unsigned = token.strip_prefix('-').unwrap_or(token);
        let (mantissa, exponent) = unsigned.split_once(['e', 'E']).unwrap_or((unsigned, "0"));
        let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
        let digits = || whole.bytes().chain(fraction.bytes());
        let leading = digits().take_while(|&digit| digit == b'0').count();
        let mut digits: Vec<u8> = digits().skip(leading).collect();
        let significant = digits.len()
            - digits
                .iter()
                .rev()
                .take_while(|&&digit| digit == b'0')
                .count();
        let trailing = digits.len() - significant;
        digits.truncate(significant);
        if digits.is_empty() {
            return Self {
                negative: false,
                digits,
                exponent: 0,
            };
        }
        // Lengths of texts are far below 2^62. An exponent beyond that is taken as one so large that no length reaches it.
        let limit = i64::MAX / 4;
        let written = exponent.parse::<i64>().map_or(
            if exponent.starts_with('-') {
                -limit
            } else {
                limit
            },
            |value| value.clamp(-limit, limit),
        );
        let shift = i64::try_from(trailing).unwrap_or(limit)
            - i64::try_from(fraction.len()).unwrap_or(limit);
        Self {
            negative: unsigned.len() < token.len(),
            digits,
            exponent: written + shift,
        }
    }
}

/// Orders the texts of two numbers by their values.
#[must_use]
pub(crate) fn compare_numbers(one: &str, other: &str) -> Ordering {
    let (a, b) = (Decimal::of(one), Decimal::of(other));
    let signum = |number: &Decimal| {
        if number.digits.is_empty() {
            0
        } else if number.negative {
            -1
        } else {
            1
        }
    };
    let magnitude = |number: &Decimal| {
        number.exponent + i64::try_from(number.digits.len()).unwrap_or(i64::MAX / 4)
    };
    signum(&a).cmp(&signum(&b)).then_with(|| {
        let order = magnitude(&a)
            .cmp(&magnitude(&b))
            .then_with(|| a.digits.cmp(&b.digits));
        if a.negative { order.reverse() } else { order }
    })
}

#[cfg(test)]
mod tests {
    use super::{Decimal, equal_numbers, integral_value, is_integral};
    use crate::FaultKind;

    #[test]
    fn numbers_are_equal_by_value() {
        for (one, other, equal) in [
            ("1", "1.0", true),
            ("100", "1e2", true),
            ("0.001", "1E-3", true),
            ("-0", "0.00e9", true),
            ("1", "-1", false),
            ("10", "1", false),
            ("0.1", "0.10000000000000000000000000000001", false),
            (
                "12345678901234567890123456789012345678901234567890",
                "1234567890123456789012345678901234567890123456789e1",
                true,
            ),
        ] {
            assert_eq!(equal_numbers(one, other), equal, "{one} {other}");
        }
    }

    #[test]
    fn integers_are_integers_however_they_are_spelled() {
        for (token, value) in [
            ("1.0", Ok(1)),
            ("1e2", Ok(100)),
            ("-12.50e1", Ok(-125)),
            ("0e999999999999999999999", Ok(0)),
            ("1.5", Err(Some(FaultKind::Fraction))),
            ("1e-1", Err(Some(FaultKind::Fraction))),
            ("170141183460469231731687303715884105727", Ok(i128::MAX)),
            ("170141183460469231731687303715884105728", Err(None)),
            ("1e40", Err(None)),
            ("1e300", Err(None)),
        ] {
            assert_eq!(integral_value(token), value, "{token}");
            assert_eq!(
                is_integral(token),
                !matches!(value, Err(Some(_))),
                "{token}"
            );
        }
    }

    #[test]
    fn order_is_by_value() {
        let sorted = [
            "-1e3", "-20", "-3", "-0.5", "0", "1e-3", "0.5", "2", "10", "1e3",
        ];
        for (i, one) in sorted.iter().enumerate() {
            for (j, other) in sorted.iter().enumerate() {
                assert_eq!(
                    super::compare_numbers(one, other),
                    i.cmp(&j),
                    "{one} {other}"
                );
            }
        }
        assert_eq!(Decimal::of("-0.0").digits, b"");
    }
}
