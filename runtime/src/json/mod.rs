//! Any JSON value.

mod codec;
mod convert;
mod integer;
mod number;

use std::fmt;

use crate::Faults;
use crate::codec::{DecodeOptions, decode, encode};

pub use integer::{Integer, NotNumber};
pub use number::Number;

/// Any JSON value: what a schema that says nothing accepts.
///
/// Numbers keep their text, so that none loses precision; the members of objects keep their order. Of members of one name the last one is kept.
/// Two values are equal if JSON says so: numbers by value (`1`, `1.0`), objects in any order.
#[derive(Debug, Clone, Default)]
pub enum Json {
    /// `null`
    #[default]
    Null,
    /// `true`, `false`
    Bool(bool),
    /// A number, as text.
    Number(Number),
    /// A string.
    String(String),
    /// An array.
    Array(Vec<Json>),
    /// An object: its members in order, each name once.
    Object(Vec<(String, Json)>),
}

impl Json {
    /// Reads a value.
    ///
    /// # Errors
    ///
    /// A syntax fault.
    pub fn parse(text: &str) -> Result<Self, Faults> {
        decode(text.as_bytes(), DecodeOptions::DEFAULT)
    }

    /// An object of these members; of several with one name the last one is kept, at the place of the first.
    #[must_use]
    pub fn object(members: impl IntoIterator<Item = (String, Self)>) -> Self {
        let mut object = codec::Members::default();
        for (name, value) in members {
            object.insert(&name, value);
        }
        Self::Object(object.into_list())
    }

    /// The member `name` of an object.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&Self> {
        self.as_object()?
            .iter()
            .find(|(key, _)| key == name)
            .map(|(_, value)| value)
    }

    /// The item at `index` of an array.
    #[must_use]
    pub fn item(&self, index: usize) -> Option<&Self> {
        self.as_array()?.get(index)
    }

    /// Whether this is null.
    #[must_use]
    pub const fn is_null(&self) -> bool {
        matches!(self, Self::Null)
    }

    /// The truth value, if this is one.
    #[must_use]
    pub const fn as_bool(&self) -> Option<bool> {
        if let Self::Bool(value) = self {
            Some(*value)
        } else {
            None
        }
    }

    /// The number, if this is one.
    #[must_use]
    pub const fn as_number(&self) -> Option<&Number> {
        if let Self::Number(number) = self {
            Some(number)
        } else {
            None
        }
    }

    /// The integer, if this is one of 64 bits.
    #[must_use]
    pub fn as_i64(&self) -> Option<i64> {
        self.as_number()?.as_i64()
    }

    /// The nearest float, if this is a number.
    #[must_use]
    pub fn as_f64(&self) -> Option<f64> {
        self.as_number()?.as_f64()
    }

    /// The string, if this is one.
    #[must_use]
    pub fn as_str(&self) -> Option<&str> {
        if let Self::String(text) = self {
            Some(text)
        } else {
            None
        }
    }

    /// The items, if this is an array.
    #[must_use]
    pub fn as_array(&self) -> Option<&[Self]> {
        if let Self::Array(items) = self {
            Some(items)
        } else {
            None
        }
    }

    /// The members in their order, if this is an object.
    #[must_use]
    pub fn as_object(&self) -> Option<&[(String, Self)]> {
        if let Self::Object(members) = self {
            Some(members)
        } else {
            None
        }
    }
}

impl PartialEq for Json {
    fn eq(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Null, Self::Null) => true,
            (Self::Bool(a), Self::Bool(b)) => a == b,
            (Self::Number(a), Self::Number(b)) => a == b,
            (Self::String(a), Self::String(b)) => a == b,
            (Self::Array(a), Self::Array(b)) => a == b,
            (Self::Object(a), Self::Object(b)) => a.len() == b.len() && by_name(a) == by_name(b),
            _ => false,
        }
    }
}

impl Eq for Json {}

fn by_name(members: &[(String, Json)]) -> Vec<(&str, &Json)> {
    let mut sorted: Vec<_> = members
        .iter()
        .map(|(name, value)| (name.as_str(), value))
        .collect();
    sorted.sort_by_key(|(name, _)| *name);
    sorted
}

/// Writes JSON without blanks.
impl fmt::Display for Json {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // A tree holds no value without a JSON form, so there is no error to tell of.
        f.write_str(&encode(self).map_err(|_| fmt::Error)?)
    }
}

#[cfg(test)]
mod tests {
    use super::{Json, Number};

    #[test]
    fn equality_is_that_of_json() {
        for (one, other, equal) in [
            (r#"{"a":1,"b":[2.50]}"#, r#"{"b":[25e-1],"a":1.0}"#, true),
            (r#"{"a":1}"#, r#"{"a":1,"b":null}"#, false),
            (r#"{"a":1,"a":2}"#, r#"{"a":2}"#, true),
            ("[1,2]", "[2,1]", false),
            ("\"1\"", "1", false),
            ("null", "false", false),
            ("\"\\u00e9\"", "\"é\"", true),
        ] {
            assert_eq!(
                Json::parse(one).unwrap() == Json::parse(other).unwrap(),
                equal,
                "{one} {other}"
            );
        }
    }

    #[test]
    fn text_keeps_order_and_numbers() {
        let text = r#"{"z":1.10,"a":[true,null,"\n"],"m":123456789012345678901234567890}"#;
        assert_eq!(Json::parse(text).unwrap().to_string(), text);
    }

    #[test]
    fn many_members_are_told_apart() {
        let text = format!(
            "{{{}}}",
            (0..100)
                .map(|i| format!("\"k{}\":{i}", i % 40))
                .collect::<Vec<_>>()
                .join(",")
        );
        let value = Json::parse(&text).unwrap();
        assert_eq!(value.as_object().unwrap().len(), 40);
        assert_eq!(value.get("k5").and_then(Json::as_i64), Some(85));
        assert_eq!(value.get("k39").and_then(Json::as_i64), Some(79));
    }

    #[test]
    fn accessors_fit_the_kind() {
        let value = Json::parse(r#"{"s":"x","n":2.0,"t":true,"a":[1.5],"z":null}"#).unwrap();
        assert_eq!(value.get("s").and_then(Json::as_str), Some("x"));
        assert_eq!(value.get("n").and_then(Json::as_i64), Some(2));
        assert_eq!(value.get("t").and_then(Json::as_bool), Some(true));
        assert_eq!(
            value
                .get("a")
                .and_then(|items| items.item(0))
                .and_then(Json::as_f64),
            Some(1.5)
        );
        assert!(value.get("z").is_some_and(Json::is_null));
        assert_eq!(value.get("s").and_then(Json::as_i64), None);
        assert_eq!(
            value
                .get("a")
                .and_then(|items| items.item(0))
                .and_then(Json::as_i64),
            None
        );
    }

    #[test]
    fn only_numbers_are_numbers() {
        for (text, valid) in [
            ("1", true),
            ("-0.5e3", true),
            ("01", false),
            (" 1", false),
            ("1 ", false),
            ("1.", false),
            ("x", false),
            ("", false),
            ("1e999", false),
        ] {
            assert_eq!(Number::from_text(text).is_some(), valid, "{text:?}");
        }
        assert!(Json::try_from(f64::INFINITY).is_err());
    }
}
