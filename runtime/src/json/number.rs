//! Numbers as text.

use std::cmp::Ordering;
use std::fmt;

use super::Json;
use crate::codec::{
    Decode, DecodeOptions, Encode, Reader, Stop, Writer, compare_numbers, decode, equal_numbers,
};

/// The text of a JSON number. Compared by value.
#[derive(Debug, Clone)]
pub struct Number(pub(super) Box<str>);

impl Number {
    /// A number of this text; `None` where it is no number of JSON, or beyond the range of `f64`.
    #[must_use]
    pub fn from_text(text: &str) -> Option<Self> {
        let whole = text.starts_with(|first: char| first == '-' || first.is_ascii_digit())
            && text.ends_with(|last: char| last.is_ascii_digit());
        match decode::<Json>(text.as_bytes(), DecodeOptions::DEFAULT) {
            Ok(Json::Number(number)) if whole => Some(number),
            _ => None,
        }
    }

    /// The text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The value, if it is an integer of 64 bits; also of `1.0`.
    #[must_use]
    pub fn as_i64(&self) -> Option<i64> {
        decode(self.0.as_bytes(), DecodeOptions::DEFAULT).ok()
    }

    /// The value, if it is an integer of 64 bits without a sign.
    #[must_use]
    pub fn as_u64(&self) -> Option<u64> {
        decode(self.0.as_bytes(), DecodeOptions::DEFAULT).ok()
    }

    /// The nearest float.
    #[must_use]
    pub fn as_f64(&self) -> Option<f64> {
        self.0.parse().ok()
    }
}

impl PartialEq for Number {
    fn eq(&self, other: &Self) -> bool {
        equal_numbers(&self.0, &other.0)
    }
}

impl Eq for Number {}

impl PartialOrd for Number {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Number {
    fn cmp(&self, other: &Self) -> Ordering {
        compare_numbers(&self.0, &other.0)
    }
}

impl fmt::Display for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl Decode for Number {
    fn decode(reader: &mut Reader<'_>) -> Result<Self, Stop> {
        reader.number().map(|text| Self(text.into()))
    }
}

impl Encode for Number {
    fn encode(&self, writer: &mut Writer) {
        writer.raw(&self.0);
    }
}
