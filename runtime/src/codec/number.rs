//! Numbers: their text, and their value where it counts.

use super::decimal::Decimal;
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
        self.integer_of(values, FaultKind::IntegerEnum { expected: values })
    }

    /// The same for values that the schema lists where it is used, without a name.
    ///
    /// # Errors
    ///
    /// See [`Stop`].
    pub fn integer_literal(&mut self, values: &'static [i64]) -> Result<usize, Stop> {
        self.integer_of(values, FaultKind::IntegerLiteral { expected: values })
    }

    fn integer_of(&mut self, values: &[i64], fault: FaultKind) -> Result<usize, Stop> {
        if !matches!(self.peek(), Some(b'-' | b'0'..=b'9')) {
            return Err(self.refuse(fault));
        }
        let value = self.integer_within(i128::MIN, i128::MAX)?;
        let place = values.iter().position(|&one| i128::from(one) == value);
        place.ok_or_else(|| self.invalid(fault))
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

#[cfg(test)]
mod tests {
    use super::{integral_value, is_integral};
    use crate::FaultKind;

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
}
