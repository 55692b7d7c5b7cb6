//! Numbers: their text, and their value where it counts.

use std::cmp::Ordering;
use std::collections::VecDeque;

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

    /// Reads an integer of any size, and returns its text, as the document spells it.
    ///
    /// # Errors
    ///
    /// See [`Stop`].
    pub fn integer_text(&mut self) -> Result<&'a str, Stop> {
        if !matches!(self.peek(), Some(b'-' | b'0'..=b'9')) {
            return Err(self.refuse(FaultKind::NotInteger));
        }
        let token = self.number_token()?;
        if is_integral(token) {
            Ok(token)
        } else {
            Err(self.invalid(FaultKind::Fraction))
        }
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

/// The value of a number, as text, if it is an integer of 128 bits.
#[must_use]
pub(crate) fn integer_of(token: &str) -> Option<i128> {
    integral_value(token).ok()
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
pub(super) struct Decimal {
    negative: bool,
    digits: Vec<u8>,
    exponent: i64,
}

impl Decimal {
    /// Appends it in the one form that it has.
    pub(super) fn append(&self, form: &mut Vec<u8>) {
        form.push(if self.negative { b'-' } else { b'+' });
        form.extend_from_slice(&self.digits);
        form.push(b'e');
        form.extend_from_slice(&self.exponent.to_le_bytes());
    }

    /// Takes the text of a number of JSON.
    pub(super) fn of(token: &str) -> Self {
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

/// A number without an exponent, and without zeros that say nothing: `1.50` and `15e-1` are `1.5`. One of hundreds of digits is left as it is.
#[must_use]
pub(crate) fn plain_number(token: &str) -> String {
    let decimal = Decimal::of(token);
    if !(-LONG_EXPONENT..=LONG_EXPONENT).contains(&decimal.exponent) {
        return token.to_owned();
    }
    let sign = if decimal.negative { "-" } else { "" };
    let digits = String::from_utf8_lossy(&decimal.digits);
    let shift = usize::try_from(decimal.exponent.unsigned_abs()).unwrap_or_default();
    if decimal.exponent >= 0 {
        let zeros = "0".repeat(shift);
        return if digits.is_empty() {
            "0".to_owned()
        } else {
            format!("{sign}{digits}{zeros}")
        };
    }
    let digits = format!("{digits:0>width$}", width = shift + 1);
    let (whole, fraction) = digits
        .split_at_checked(digits.len() - shift)
        .unwrap_or((&digits, ""));
    format!("{sign}{whole}.{fraction}")
}

/// How large an exponent is that is written out.
const LONG_EXPONENT: i64 = 400;

/// Whether a number is a multiple of `divisor`, both as texts, exactly, however long they are.
#[must_use]
pub(crate) fn is_multiple(number: &str, divisor: &str) -> bool {
    let (number, divisor) = (Decimal::of(number), Decimal::of(divisor));
    if number.digits.is_empty() || divisor.digits.is_empty() {
        return number.digits.is_empty();
    }
    // Neither has zeros at its end, so a number that ends further behind the point than its divisor is no multiple of it: ten divides no such number.
    let Ok(zeros) = u64::try_from(number.exponent - divisor.exponent) else {
        return false;
    };
    match decimal_u64(&divisor.digits) {
        Some(modulus) => {
            let (wide, ten) = (u128::from(modulus), 10 % u128::from(modulus));
            let rest = number.digits.iter().fold(0, |rest, digit| {
                (rest * 10 + u128::from(digit - b'0')) % wide
            });
            rest * power(ten, zeros, wide) % wide == 0
        }
        None => long_rest_is_zero(&number.digits, zeros, &divisor.digits),
    }
}

/// The value of digits, if it has 64 bits at most.
fn decimal_u64(digits: &[u8]) -> Option<u64> {
    std::str::from_utf8(digits).ok()?.parse().ok()
}

/// `base` to the power of `exponent`, by `modulus`: all below 2^64.
fn power(mut base: u128, mut exponent: u64, modulus: u128) -> u128 {
    let mut product = 1 % modulus;
    while exponent > 0 {
        if exponent % 2 == 1 {
            product = product * base % modulus;
        }
        base = base * base % modulus;
        exponent /= 2;
    }
    product
}

/// How many zeros behind a number are divided by a divisor of more than 64 bits. A number of JSON has 308 at most; only a divisor of very many places
/// behind the point asks for more.
const LONG_ZEROS: u64 = 4096;

/// Long division, digit by digit, of which only the rest is kept.
fn long_rest_is_zero(digits: &[u8], zeros: u64, divisor: &[u8]) -> bool {
    let zeros = usize::try_from(zeros.min(LONG_ZEROS)).unwrap_or_default();
    let divisor: Vec<u8> = divisor.iter().map(|digit| digit - b'0').collect();
    let mut rest: VecDeque<u8> = VecDeque::with_capacity(divisor.len() + 1);
    let digits = digits.iter().map(|digit| digit - b'0');
    for digit in digits.chain(std::iter::repeat_n(0, zeros)) {
        if !(rest.is_empty() && digit == 0) {
            rest.push_back(digit);
        }
        while is_at_least(&rest, &divisor) {
            subtract(&mut rest, &divisor);
        }
    }
    rest.is_empty()
}

/// Compares two numbers without leading zeros.
fn is_at_least(rest: &VecDeque<u8>, divisor: &[u8]) -> bool {
    match rest.len().cmp(&divisor.len()) {
        Ordering::Equal => rest.iter().ge(divisor.iter()),
        order => order == Ordering::Greater,
    }
}

/// Takes `divisor` from `rest`, which is not less, and drops leading zeros.
fn subtract(rest: &mut VecDeque<u8>, divisor: &[u8]) {
    let mut borrow = 0;
    let subtrahend = divisor.iter().rev().copied().chain(std::iter::repeat(0));
    for (digit, less) in rest.iter_mut().rev().zip(subtrahend) {
        let less = less + borrow;
        borrow = u8::from(*digit < less);
        *digit = *digit + borrow * 10 - less;
    }
    while rest.front() == Some(&0) {
        rest.pop_front();
    }
}

#[cfg(test)]
mod tests {
    use super::{Decimal, equal_numbers, integral_value, is_integral, is_multiple, plain_number};
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
    fn numbers_are_written_plainly() {
        for (token, plain) in [
            ("0.0", "0"),
            ("-0", "0"),
            ("1.50", "1.5"),
            ("1e20", "100000000000000000000"),
            ("1e-07", "0.0000001"),
            ("-12.5e-1", "-1.25"),
            ("120", "120"),
            ("1e999", "1e999"),
        ] {
            assert_eq!(plain_number(token), plain, "{token}");
        }
    }

    #[test]
    fn multiples_are_exact() {
        for (number, divisor, expected) in [
            ("0", "7", true),
            ("-0.0", "0.3", true),
            ("4.5", "1.5", true),
            ("4.35", "0.01", true),
            ("0.0075", "0.0001", true),
            ("0.00751", "0.0001", false),
            ("1e308", "0.123456789", false),
            ("1e308", "0.5", true),
            ("-9", "3", true),
            ("-10", "3", false),
            ("1", "100", false),
            ("1000", "100", true),
            ("100000000000000000000000000000000000001", "3", false),
            ("100000000000000000000000000000000000002", "3", true),
            (
                "246913578024691357802469135780246913578",
                "123456789012345678901234567890123456789",
                true,
            ),
            (
                "246913578024691357802469135780246913579",
                "123456789012345678901234567890123456789",
                false,
            ),
            ("1e40", "33333333333333333333333", false),
            (
                "99999999999999999999999e20",
                "33333333333333333333333",
                true,
            ),
            ("1", "1e-300", true),
            ("1e-999999999", "1", false),
        ] {
            assert_eq!(is_multiple(number, divisor), expected, "{number} {divisor}");
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
