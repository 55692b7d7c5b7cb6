//! What becomes a JSON value.

use super::{Json, Number};
use crate::Faults;
use crate::codec::{EncodeError, encode};

impl From<bool> for Json {
    fn from(value: bool) -> Self {
        Self::Bool(value)
    }
}

impl From<i64> for Json {
    fn from(value: i64) -> Self {
        Self::Number(Number(value.to_string().into()))
    }
}

impl From<i32> for Json {
    fn from(value: i32) -> Self {
        Self::from(i64::from(value))
    }
}

impl From<u64> for Json {
    fn from(value: u64) -> Self {
        Self::Number(Number(value.to_string().into()))
    }
}

impl From<&str> for Json {
    fn from(text: &str) -> Self {
        Self::String(text.to_owned())
    }
}

impl From<String> for Json {
    fn from(text: String) -> Self {
        Self::String(text)
    }
}

impl From<Vec<Self>> for Json {
    fn from(items: Vec<Self>) -> Self {
        Self::Array(items)
    }
}

/// Fails for floats that are not finite: JSON has none.
impl TryFrom<f64> for Json {
    type Error = EncodeError;

    fn try_from(value: f64) -> Result<Self, Self::Error> {
        encode(&value).map(|text| Self::Number(Number(text.into())))
    }
}

impl std::str::FromStr for Json {
    type Err = Faults;

    fn from_str(text: &str) -> Result<Self, Faults> {
        Self::parse(text)
    }
}
