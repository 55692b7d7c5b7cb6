//! A value of a document, with its place.

use std::sync::Arc;

use super::{Place, pointer};

/// A value of a document, with its place. Cloning is cheap: containers are shared.
#[derive(Clone, Debug)]
pub struct Node {
    /// The value.
    pub value: Value,
    /// Where the value stands (for containers, from the opening to the closing bracket; for block YAML, its first to its last byte).
    pub place: Place,
}

/// What JSON knows, whichever syntax it was written in.
#[derive(Clone, Debug)]
pub enum Value {
    /// `null`.
    Null,
    /// `true` or `false`.
    Bool(bool),
    /// A number, as it was written.
    Number(Number),
    /// A string, unescaped.
    String(Arc<str>),
    /// An array.
    Array(Arc<[Node]>),
    /// An object, in the order of the document.
    Object(Arc<[Member]>),
}

/// A number kept as JSON text, so that nothing of it is lost.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Number(pub Arc<str>);

/// A member of an object: its key and value, each with its place.
#[derive(Clone, Debug)]
pub struct Member {
    /// The key.
    pub key: Key,
    /// The value.
    pub value: Node,
}

/// The key of a member, unescaped, with its place.
#[derive(Clone, Debug)]
pub struct Key {
    /// The text.
    pub text: Arc<str>,
    /// Where the key stands.
    pub place: Place,
}

impl Node {
    /// The value of the member `key`, where this is an object that has it.
    #[must_use]
    pub fn get(&self, key: &str) -> Option<&Node> {
        self.member(key).map(|member| &member.value)
    }

    /// The member `key`, where this is an object that has it.
    #[must_use]
    pub fn member(&self, key: &str) -> Option<&Member> {
        self.members()
            .iter()
            .find(|member| &*member.key.text == key)
    }

    /// The members of an object; empty for every other value.
    #[must_use]
    pub fn members(&self) -> &[Member] {
        match &self.value {
            Value::Object(members) => members,
            _ => &[],
        }
    }

    /// The items of an array; empty for every other value.
    #[must_use]
    pub fn items(&self) -> &[Node] {
        match &self.value {
            Value::Array(items) => items,
            _ => &[],
        }
    }

    /// The text of a string.
    #[must_use]
    pub fn as_str(&self) -> Option<&str> {
        match &self.value {
            Value::String(text) => Some(text),
            _ => None,
        }
    }

    /// The value of a boolean.
    #[must_use]
    pub fn as_bool(&self) -> Option<bool> {
        match self.value {
            Value::Bool(value) => Some(value),
            _ => None,
        }
    }

    /// The text of a number.
    #[must_use]
    pub fn as_number(&self) -> Option<&Number> {
        match &self.value {
            Value::Number(number) => Some(number),
            _ => None,
        }
    }

    /// Whether this is `null`.
    #[must_use]
    pub fn is_null(&self) -> bool {
        matches!(self.value, Value::Null)
    }

    /// Whether this is an object.
    #[must_use]
    pub fn is_object(&self) -> bool {
        matches!(self.value, Value::Object(_))
    }

    /// Whether this is an array.
    #[must_use]
    pub fn is_array(&self) -> bool {
        matches!(self.value, Value::Array(_))
    }

    /// The value at a JSON Pointer (RFC 6901) below this one; `#/a/0`, `/a/0`, and `#` or the empty text for itself.
    #[must_use]
    pub fn pointer(&self, pointer: &str) -> Option<&Node> {
        pointer::segments(pointer)?
            .iter()
            .try_fold(self, |node, segment| pointer::child(node, segment))
    }

    /// What kind of value this is, with its article, for messages: "an object", "a string", "null".
    #[must_use]
    pub fn kind_name(&self) -> &'static str {
        match self.value {
            Value::Null => "null",
            Value::Bool(_) => "a boolean",
            Value::Number(_) => "a number",
            Value::String(_) => "a string",
            Value::Array(_) => "an array",
            Value::Object(_) => "an object",
        }
    }

    /// The value as text of JSON, without blanks; numbers as they were written.
    #[must_use]
    pub fn to_text(&self) -> String {
        let string = |text: &str| serde_json::Value::from(text).to_string();
        match &self.value {
            Value::Null => "null".to_owned(),
            Value::Bool(value) => value.to_string(),
            Value::Number(number) => number.as_str().to_owned(),
            Value::String(text) => string(text),
            Value::Array(items) => {
                let items: Vec<String> = items.iter().map(Node::to_text).collect();
                format!("[{}]", items.join(","))
            }
            Value::Object(members) => {
                let members = members.iter().map(|member| {
                    format!("{}:{}", string(&member.key.text), member.value.to_text())
                });
                format!("{{{}}}", members.collect::<Vec<_>>().join(","))
            }
        }
    }

    /// The value without its places. Numbers become what `serde_json` can hold: beyond the range of `f64` the largest
    /// of their sign, and beyond 64 bits or 17 digits the nearest `f64`.
    #[must_use]
    pub fn to_json(&self) -> serde_json::Value {
        match &self.value {
            Value::Null => serde_json::Value::Null,
            Value::Bool(value) => serde_json::Value::Bool(*value),
            Value::Number(number) => serde_json::Value::Number(number.to_json()),
            Value::String(text) => serde_json::Value::String(text.as_ref().to_owned()),
            Value::Array(items) => items.iter().map(Node::to_json).collect(),
            Value::Object(members) => (members.iter())
                .map(|member| (member.key.text.as_ref().to_owned(), member.value.to_json()))
                .collect::<serde_json::Map<_, _>>()
                .into(),
        }
    }
}

impl PartialEq for Node {
    /// Whether the values are equal, wherever they stand: objects whatever the order of their members, numbers by their
    /// text.
    fn eq(&self, other: &Self) -> bool {
        match (&self.value, &other.value) {
            (Value::Null, Value::Null) => true,
            (Value::Bool(one), Value::Bool(two)) => one == two,
            (Value::Number(one), Value::Number(two)) => one == two,
            (Value::String(one), Value::String(two)) => one == two,
            (Value::Array(one), Value::Array(two)) => one == two,
            (Value::Object(one), Value::Object(two)) => {
                one.len() == two.len()
                    && one.iter().all(|member| {
                        other
                            .get(&member.key.text)
                            .is_some_and(|value| *value == member.value)
                    })
            }
            _ => false,
        }
    }
}

impl Number {
    /// The number as text of JSON.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The nearest `f64`, infinite where it is out of range.
    #[must_use]
    pub fn as_f64(&self) -> f64 {
        // Every number of JSON is one of Rust's, so the fallback is not met.
        self.0.parse().unwrap_or(f64::NAN)
    }

    /// The exact value, where it is an integer of 128 bits; `1.0` and `1e2` are integers, as JSON Schema has it.
    #[must_use]
    pub fn as_i128(&self) -> Option<i128> {
        let (mantissa, exponent) = match self.0.split_once(['e', 'E']) {
            Some((mantissa, exponent)) => (mantissa, exponent.parse::<i64>().ok()),
            None => (&*self.0, Some(0)),
        };
        let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
        let fraction = fraction.trim_end_matches('0');
        let digits = format!("{whole}{fraction}");
        let digits = digits.trim_end_matches('0');
        if digits.is_empty() || digits == "-" {
            return Some(0);
        }
        let trailing_zeros = whole.len() + fraction.len() - digits.len();
        let power =
            exponent? - i64::try_from(fraction.len()).ok()? + i64::try_from(trailing_zeros).ok()?;
        let power = u32::try_from(power).ok()?;
        digits
            .parse::<i128>()
            .ok()?
            .checked_mul(10i128.checked_pow(power)?)
    }

    fn to_json(&self) -> serde_json::Number {
        serde_json::from_str(&self.0).unwrap_or_else(|_| {
            let largest = if self.0.starts_with('-') {
                f64::MIN
            } else {
                f64::MAX
            };
            serde_json::Number::from_f64(largest).unwrap_or_else(|| serde_json::Number::from(0))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn integers_of_any_spelling() {
        let table = [
            ("0", Some(0)),
            ("-0", Some(0)),
            ("-0.0e5", Some(0)),
            ("17", Some(17)),
            ("-17.0", Some(-17)),
            ("100", Some(100)),
            ("1e2", Some(100)),
            ("1.50e1", Some(15)),
            ("1200e-2", Some(12)),
            ("9223372036854775808", Some(1 << 63)),
            ("1.5", None),
            ("1e-1", None),
            ("1e99", None),
            ("1e99999999999999999999", None),
        ];
        for (text, expected) in table {
            assert_eq!(Number(text.into()).as_i128(), expected, "{text}");
        }
    }
}
