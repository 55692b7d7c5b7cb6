//! Numbers by their exact values, as texts: none loses a digit to a float.

use std::cmp::Ordering;
use std::collections::VecDeque;

/// Whether two texts of numbers have the same value, however they are spelled, and however long they are.
#[must_use]
pub fn equal_numbers(one: &str, other: &str) -> bool {
    one == other || Decimal::of(one) == Decimal::of(other)
}

/// A number in its shortest form: `digits` × 10^`exponent`, with neither leading nor trailing zeros; zero has no digits.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Decimal {
    pub(super) negative: bool,
    pub(super) digits: Vec<u8>,
    pub(super) exponent: i64,
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
#[cfg(any(feature = "server", test))]
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
#[cfg(any(feature = "server", test))]
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
    use super::{Decimal, compare_numbers, equal_numbers, is_multiple, plain_number};

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
                assert_eq!(compare_numbers(one, other), i.cmp(&j), "{one} {other}");
            }
        }
        assert_eq!(Decimal::of("-0.0").digits, b"");
    }
}
