//! Integers as text.

use std::cmp::Ordering;
use std::fmt;
use std::str::FromStr;

use super::Number;
use crate::codec::{
    Decode, Encode, Reader, Stop, Writer, compare_numbers, equal_numbers, is_integral,
};

/// An integer of any size, as the text of a JSON number. Compared by value: `1.0` and `1` are one.
#[derive(Debug, Clone)]
pub struct Integer(Box<str>);

impl Integer {
    /// An integer of this text; `None` where it is no number of JSON, has a fraction, or is beyond the range of `f64`.
    #[must_use]
    pub fn from_text(text: &str) -> Option<Self> {
        let number = Number::from_text(text)?;
        is_integral(number.as_str()).then_some(Self(number.0))
    }

    /// The text, as it came.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The value, if it has at most 64 bits.
    #[must_use]
    pub fn as_i64(&self) -> Option<i64> {
        Number(self.0.clone()).as_i64()
    }

    /// The value, if it has at most 64 bits and no sign.
    #[must_use]
    pub fn as_u64(&self) -> Option<u64> {
        Number(self.0.clone()).as_u64()
    }
}

macro_rules! from_integers {
    ($($integer:ty),*) => {$(
        impl From<$integer> for Integer {
            fn from(value: $integer) -> Self {
                Self(value.to_string().into())
            }
        }

        impl From<$integer> for Number {
            fn from(value: $integer) -> Self {
                Self(value.to_string().into())
            }
        }
    )*};
}

from_integers!(i8, i16, i32, i64, i128, u8, u16, u32, u64, u128);

impl From<Integer> for Number {
    fn from(value: Integer) -> Self {
        Self(value.0)
    }
}

/// A text that is no such number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NotNumber;

impl fmt::Display for NotNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("this is no such number of JSON")
    }
}

impl std::error::Error for NotNumber {}

impl FromStr for Integer {
    type Err = NotNumber;

    fn from_str(text: &str) -> Result<Self, NotNumber> {
        Self::from_text(text).ok_or(NotNumber)
    }
}

impl FromStr for Number {
    type Err = NotNumber;

    fn from_str(text: &str) -> Result<Self, NotNumber> {
        Self::from_text(text).ok_or(NotNumber)
    }
}

impl PartialEq for Integer {
    fn eq(&self, other: &Self) -> bool {
        equal_numbers(&self.0, &other.0)
    }
}

impl Eq for Integer {}

impl PartialOrd for Integer {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Integer {
    fn cmp(&self, other: &Self) -> Ordering {
        compare_numbers(&self.0, &other.0)
    }
}

impl fmt::Display for Integer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl Decode for Integer {
    fn decode(reader: &mut Reader<'_>) -> Result<Self, Stop> {
        reader.integer_text().map(|text| Self(text.into()))
    }
}

impl Encode for Integer {
    fn encode(&self, writer: &mut Writer) {
        writer.raw(&self.0);
    }
}

#[cfg(test)]
mod tests {
    use super::{Integer, Number};
    use crate::codec::{DecodeOptions, decode, encode};

    #[test]
    fn every_digit_is_kept() {
        for text in ["0", "-5", "123456789012345678901234567890", "1.0", "1e30"] {
            let value: Integer = decode(text.as_bytes(), DecodeOptions::DEFAULT).unwrap();
            assert_eq!(encode(&value).unwrap(), text);
            assert_eq!(text.parse::<Integer>().as_ref(), Ok(&value));
        }
        for text in ["1.5", "1e-1", "\"1\"", "null", "1e400", "[1]"] {
            assert!(
                decode::<Integer>(text.as_bytes(), DecodeOptions::DEFAULT).is_err(),
                "{text}"
            );
            assert!(Integer::from_text(text).is_none(), "{text}");
        }
    }

    #[test]
    fn they_are_compared_by_value() {
        let large = Integer::from(u128::MAX);
        assert!(Integer::from(3) < large && large < Integer::from_text("1e40").unwrap());
        assert_eq!(Integer::from_text("1e2"), Some(Integer::from(100_u8)));
        assert_eq!(Integer::from(-7_i64).as_i64(), Some(-7));
        assert_eq!(
            (Integer::from(u64::MAX).as_u64(), large.as_i64()),
            (Some(u64::MAX), None)
        );
        assert_eq!(Number::from(Integer::from(5)), Number::from(5));
    }
}
