//! Enums of values of any kind, listed as texts of JSON.

use std::borrow::Cow;

use super::{Decode, Reader, Rule, Stop};
use crate::{FaultKind, Json};

impl Reader<'_> {
    /// Reads a value that is one of `values`, and returns its place there.
    ///
    /// # Errors
    ///
    /// See [`Stop`].
    pub fn closed_values(&mut self, values: &'static [&'static str]) -> Result<usize, Stop> {
        let value = Json::decode(self)?;
        place(values, &value).ok_or_else(|| self.invalid(not_one_of(values)))
    }

    /// Reads a value; returns its place in `values`, or the value where it is none of them.
    ///
    /// # Errors
    ///
    /// See [`Stop`].
    pub fn open_values(&mut self, values: &[&str]) -> Result<Result<usize, Json>, Stop> {
        let value = Json::decode(self)?;
        Ok(place(values, &value).ok_or(value))
    }
}

fn not_one_of(values: &'static [&'static str]) -> FaultKind {
    FaultKind::Rule {
        rule: Rule::Enum(values),
        actual: None,
    }
}

fn place(values: &[&str], value: &Json) -> Option<usize> {
    let is_it = |text: &&str| Json::parse(text).is_ok_and(|other| other == *value);
    values.iter().position(is_it)
}

/// The place of a parameter's text in `values`: strings are without quotes there.
///
/// # Errors
///
/// Where it is none of them.
pub fn value_of_text(values: &'static [&'static str], text: &str) -> Result<usize, FaultKind> {
    let found = values.iter().position(|value| value_text(value) == text);
    let by_value = || {
        let number = Json::parse(text)
            .ok()
            .filter(|value| value.as_number().is_some())?;
        place(values, &number)
    };
    found.or_else(by_value).ok_or_else(|| not_one_of(values))
}

/// A value of an enum as the text of a parameter: a string without its quotes.
#[must_use]
pub fn value_text(value: &str) -> Cow<'_, str> {
    match Json::parse(value) {
        Ok(Json::String(text)) => Cow::Owned(text),
        _ => Cow::Borrowed(value),
    }
}

#[cfg(test)]
mod tests {
    use super::{value_of_text, value_text};
    use crate::Json;
    use crate::codec::{DecodeOptions, Reader};

    const VALUES: &[&str] = &["\"auto\"", "1", "2.5", "true", "[1]", "\"1\""];

    #[test]
    fn values_are_found_by_what_they_are() {
        for (text, place) in [
            ("\"auto\"", Some(0)),
            ("\"aut\\u006f\"", Some(0)),
            ("1.0", Some(1)),
            ("25e-1", Some(2)),
            ("true", Some(3)),
            ("[1]", Some(4)),
            ("\"1\"", Some(5)),
            ("\"2.5\"", None),
            ("false", None),
            ("null", None),
        ] {
            let mut reader = Reader::new(text, DecodeOptions::DEFAULT);
            assert_eq!(reader.closed_values(VALUES).ok(), place, "{text}");
            let mut reader = Reader::new(text, DecodeOptions::DEFAULT);
            let open = reader.open_values(VALUES).unwrap();
            assert_eq!(
                open,
                place.ok_or_else(|| Json::parse(text).unwrap()),
                "{text}"
            );
        }
    }

    #[test]
    fn parameters_are_texts() {
        for (text, place) in [
            ("auto", Some(0)),
            ("1", Some(1)),
            ("2.50", Some(2)),
            ("true", Some(3)),
            ("\"auto\"", None),
            ("x", None),
        ] {
            assert_eq!(value_of_text(VALUES, text).ok(), place, "{text}");
        }
        assert_eq!((&*value_text("\"a b\""), &*value_text("1")), ("a b", "1"));
    }
}
