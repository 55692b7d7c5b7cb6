//! The writer: a text that grows.

use std::collections::BTreeMap;
use std::fmt;

use super::members::Presence;
use super::text::plain_length;
use super::{Encode, Members};

/// Why a value has no JSON form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum EncodeProblem {
    /// `NaN` or an infinity.
    NotFinite,
    /// A date or a date-time outside of the years 0 to 9999, for which RFC 3339 has no form.
    Year,
    /// An item of a tuple behind one that is absent.
    Gap,
}

/// A value could not be written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct EncodeError {
    /// What could not be written.
    pub problem: EncodeProblem,
}

impl fmt::Display for EncodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self.problem {
            EncodeProblem::NotFinite => "a number that is not finite has no JSON form",
            EncodeProblem::Year => "a year outside of 0 to 9999 has no RFC 3339 form",
            EncodeProblem::Gap => "an item behind one that is absent has no JSON form",
        })
    }
}

impl std::error::Error for EncodeError {}

/// Writes JSON without blanks.
#[derive(Default)]
pub struct Writer {
    text: String,
    problem: Option<EncodeProblem>,
}

/// Shows the length of the text, and nothing of it.
impl fmt::Debug for Writer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Writer")
            .field("length", &self.text.len())
            .field("problem", &self.problem)
            .finish_non_exhaustive()
    }
}

impl Writer {
    /// An empty writer.
    #[must_use]
    pub fn new() -> Self {
        Self {
            text: String::with_capacity(128),
            problem: None,
        }
    }

    /// The text.
    ///
    /// # Errors
    ///
    /// The first value that had no JSON form.
    pub fn finish(self) -> Result<String, EncodeError> {
        match self.problem {
            None => Ok(self.text),
            Some(problem) => Err(EncodeError { problem }),
        }
    }

    /// Writes an object: each value under the member of its index. Optional members are left out where their value is absent.
    pub fn object(&mut self, members: &Members, values: &[&dyn Encode]) {
        self.members(members, values);
        self.text.push('}');
    }

    /// Writes an object like [`object`](Self::object), and the entries of a map behind the members.
    pub fn object_and_rest<T: Encode>(
        &mut self,
        members: &Members,
        values: &[&dyn Encode],
        rest: &BTreeMap<String, T>,
    ) {
        self.members(members, values);
        for (name, value) in rest {
            self.name(name);
            value.encode(self);
        }
        self.text.push('}');
    }

    fn members(&mut self, members: &Members, values: &[&dyn Encode]) {
        self.text.push('{');
        for (member, value) in members.as_slice().iter().zip(values) {
            let written = match member.presence() {
                Presence::Required => true,
                Presence::Optional => !value.is_absent(),
                Presence::Ignored => false,
            };
            if !written {
                continue;
            }
            let name = member.name();
            if members.is_plain() {
                self.comma_after('{');
                self.text.push('"');
                self.text.push_str(name);
                self.text.push_str("\":");
            } else {
                self.name(name);
            }
            value.encode(self);
        }
    }

    /// Writes the opening bracket of an array or an object.
    pub fn open(&mut self, bracket: char) {
        self.text.push(bracket);
    }

    /// Writes the closing bracket of an array or an object.
    pub fn close(&mut self, bracket: char) {
        self.text.push(bracket);
    }

    /// Goes on to the next item of an array.
    #[inline]
    pub fn item(&mut self) {
        self.comma_after('[');
    }

    /// Goes on to the next member of an object.
    pub fn name(&mut self, name: &str) {
        self.comma_after('{');
        self.string(name);
        self.text.push(':');
    }

    /// Writes a comma, unless the bracket has just been opened. (A text or a key ends in a quote, so a bracket at the end is one.)
    #[inline]
    fn comma_after(&mut self, bracket: char) {
        if !self.text.ends_with(bracket) {
            self.text.push(',');
        }
    }

    /// Writes `null`.
    pub fn null(&mut self) {
        self.text.push_str("null");
    }

    /// Writes `true` or `false`.
    pub fn boolean(&mut self, value: bool) {
        self.text.push_str(if value { "true" } else { "false" });
    }

    /// Writes a string.
    pub fn string(&mut self, value: &str) {
        self.text.push('"');
        let mut rest = value;
        loop {
            let (plain, special) = rest
                .split_at_checked(plain_length(rest.as_bytes()))
                .unwrap_or((rest, ""));
            self.text.push_str(plain);
            let mut characters = special.chars();
            let Some(character) = characters.next() else {
                break;
            };
            self.escape(character);
            rest = characters.as_str();
        }
        self.text.push('"');
    }

    #[cold]
    fn escape(&mut self, character: char) {
        match character {
            '"' => self.text.push_str("\\\""),
            '\\' => self.text.push_str("\\\\"),
            '\n' => self.text.push_str("\\n"),
            '\r' => self.text.push_str("\\r"),
            '\t' => self.text.push_str("\\t"),
            '\u{8}' => self.text.push_str("\\b"),
            '\u{C}' => self.text.push_str("\\f"),
            other => {
                let code = u32::from(other);
                self.text.push_str("\\u00");
                self.text.extend(
                    [code >> 4, code & 15]
                        .into_iter()
                        .filter_map(|digit| char::from_digit(digit, 16)),
                );
            }
        }
    }

    /// Writes text that needs no escapes, in quotes.
    pub(super) fn quoted(&mut self, text: &str) {
        self.text.push('"');
        self.text.push_str(text);
        self.text.push('"');
    }

    /// Writes an integer.
    pub fn integer(&mut self, value: i64) {
        self.text.push_str(itoa::Buffer::new().format(value));
    }

    /// Writes an integer that has no sign.
    pub fn unsigned(&mut self, value: u64) {
        self.text.push_str(itoa::Buffer::new().format(value));
    }

    /// Writes a float, as short as it reads back equal, and with a fraction or an exponent.
    pub fn float(&mut self, value: f64) {
        if value.is_finite() {
            self.text.push_str(ryu::Buffer::new().format_finite(value));
        } else {
            self.problem(EncodeProblem::NotFinite);
        }
    }

    /// Writes a float of 32 bits, as short as it reads back equal among those: `0.1`, not `0.10000000149011612`.
    pub fn float32(&mut self, value: f32) {
        if value.is_finite() {
            self.text.push_str(ryu::Buffer::new().format_finite(value));
        } else {
            self.problem(EncodeProblem::NotFinite);
        }
    }

    /// Where the text ends now.
    #[cfg(feature = "serde")]
    pub(crate) fn mark(&self) -> usize {
        self.text.len()
    }

    /// Drops what was written since `mark`.
    #[cfg(feature = "serde")]
    pub(crate) fn back_to(&mut self, mark: usize) {
        self.text.truncate(mark);
    }

    /// Writes text that is JSON already, such as that of a number. Who calls this answers for it.
    pub fn raw(&mut self, json: &str) {
        self.text.push_str(json);
    }

    /// Records that a value has no JSON form; the first one counts.
    #[cold]
    pub fn problem(&mut self, problem: EncodeProblem) {
        self.problem = self.problem.or(Some(problem));
        self.null();
    }
}
