//! Strings, read and written.

use std::borrow::Cow;

use super::{Reader, Stop};
use crate::{FaultKind, SyntaxProblem};

/// The number of bytes from the start of `bytes` that stand in a JSON string as they are: up to a quote, a backslash or a control character.
#[inline]
pub(super) fn plain_length(bytes: &[u8]) -> usize {
    let mut length = 0;
    let mut rest = bytes;
    while let Some((chunk, after)) = rest.split_first_chunk::<8>() {
        let special = special_bytes(u64::from_le_bytes(*chunk));
        if special != 0 {
            return length + (special.trailing_zeros() / 8) as usize;
        }
        length += 8;
        rest = after;
    }
    length
        + rest
            .iter()
            .position(|&byte| byte == b'"' || byte == b'\\' || byte < 0x20)
            .unwrap_or(rest.len())
}

/// The high bit of each byte that is a quote, a backslash or a control character. Only the lowest one set is exact: borrows spoil what is above.
#[inline]
const fn special_bytes(word: u64) -> u64 {
    const ONES: u64 = 0x0101_0101_0101_0101;
    const HIGH: u64 = 0x8080_8080_8080_8080;
    let quote = word ^ (ONES * b'"' as u64);
    let backslash = word ^ (ONES * b'\\' as u64);
    let control = word.wrapping_sub(ONES * 0x20);
    (quote.wrapping_sub(ONES) & !quote
        | backslash.wrapping_sub(ONES) & !backslash
        | control & !word)
        & HIGH
}

/// The place of `text` in `values`; how a string is told to be a value of an enum.
#[must_use]
pub fn position(values: &[&str], text: &str) -> Option<usize> {
    values.iter().position(|value| *value == text)
}

impl<'a> Reader<'a> {
    /// Reads a string. It is borrowed where it has no escapes.
    ///
    /// # Errors
    ///
    /// See [`Stop`].
    #[inline]
    pub fn string(&mut self) -> Result<Cow<'a, str>, Stop> {
        if self.peek() == Some(b'"') {
            self.quoted()
        } else {
            Err(self.refuse(FaultKind::NotString))
        }
    }

    /// Reads a string that is one of `values`, and returns its place there. What is no string is none of them either: one fault for both, which names
    /// the values.
    ///
    /// # Errors
    ///
    /// See [`Stop`].
    pub fn closed_enum(&mut self, values: &'static [&'static str]) -> Result<usize, Stop> {
        self.one_of(values, FaultKind::Enum { expected: values })
    }

    /// The same for values that the schema lists where it is used, without a name.
    ///
    /// # Errors
    ///
    /// See [`Stop`].
    pub fn closed_literal(&mut self, values: &'static [&'static str]) -> Result<usize, Stop> {
        self.one_of(values, FaultKind::Literal { expected: values })
    }

    fn one_of(&mut self, values: &[&str], fault: FaultKind) -> Result<usize, Stop> {
        if self.peek() != Some(b'"') {
            return Err(self.refuse(fault));
        }
        let text = self.quoted()?;
        position(values, &text).ok_or_else(|| self.invalid(fault))
    }

    /// Reads a string; returns its place in `values`, or the string where it is none of them.
    ///
    /// # Errors
    ///
    /// See [`Stop`].
    pub fn open_enum(&mut self, values: &[&str]) -> Result<Result<usize, String>, Stop> {
        let text = self.string()?;
        Ok(position(values, &text).ok_or_else(|| text.into_owned()))
    }

    /// Reads a string whose quote is next.
    pub(super) fn quoted(&mut self) -> Result<Cow<'a, str>, Stop> {
        let opening = self.at;
        let start = opening + 1;
        let end = self.run_end(start);
        if self.text.as_bytes().get(end) == Some(&b'"') {
            self.at = end + 1;
            return Ok(Cow::Borrowed(self.text.get(start..end).unwrap_or_default()));
        }
        self.escaped(opening, end).map(Cow::Owned)
    }

    /// Reads past a string whose quote is next.
    pub(super) fn skip_string(&mut self) -> Result<(), Stop> {
        let opening = self.at;
        self.at = self.run_end(opening + 1);
        while self.text.as_bytes().get(self.at) != Some(&b'"') {
            self.escape(opening)?;
            self.at = self.run_end(self.at);
        }
        self.at += 1;
        Ok(())
    }

    /// The end of the run of plain characters that starts at `from`.
    #[inline]
    fn run_end(&self, from: usize) -> usize {
        from + plain_length(self.text.as_bytes().get(from..).unwrap_or_default())
    }

    /// Reads a string with escapes, of which the first is at `end`.
    #[cold]
    fn escaped(&mut self, opening: usize, mut end: usize) -> Result<String, Stop> {
        let mut start = opening + 1;
        // Enough for one run and then some. Text that grows is copied, and what is left behind is not wiped: so secrets get all they need at once.
        let closing = self.closing_quote(end);
        let mut text = String::with_capacity(closing.saturating_sub(start));
        loop {
            text.push_str(self.text.get(start..end).unwrap_or_default());
            self.at = end;
            if self.text.as_bytes().get(end) == Some(&b'"') {
                self.at += 1;
                return Ok(text);
            }
            text.push(self.escape(opening)?);
            start = self.at;
            end = self.run_end(start);
        }
    }

    /// Where the string ends that has an escape at `from`: an upper bound that need not be exact where the string is faulty.
    fn closing_quote(&self, from: usize) -> usize {
        let mut at = from;
        while self.text.as_bytes().get(at) == Some(&b'\\') {
            at = self.run_end(at + 2);
        }
        at
    }

    /// Reads the escape that is next. At the end of the text, or at a control character, there is none: that is a fault.
    fn escape(&mut self, opening: usize) -> Result<char, Stop> {
        let backslash = self.at;
        let bytes = self.text.as_bytes();
        match bytes.get(backslash) {
            Some(b'\\') => {}
            Some(_) => return Err(self.syntax_at(backslash, SyntaxProblem::ControlCharacter)),
            None => return Err(self.syntax_at(opening, SyntaxProblem::UnterminatedString)),
        }
        let character = match bytes.get(backslash + 1) {
            Some(b'"') => '"',
            Some(b'\\') => '\\',
            Some(b'/') => '/',
            Some(b'b') => '\u{8}',
            Some(b'f') => '\u{C}',
            Some(b'n') => '\n',
            Some(b'r') => '\r',
            Some(b't') => '\t',
            Some(b'u') => return self.unicode_escape(backslash),
            Some(_) => return Err(self.syntax_at(backslash, SyntaxProblem::InvalidEscape)),
            None => return Err(self.syntax_at(opening, SyntaxProblem::UnterminatedString)),
        };
        self.at = backslash + 2;
        Ok(character)
    }

    /// Reads `\uXXXX`, or two of them where the first is half of a surrogate pair.
    fn unicode_escape(&mut self, backslash: usize) -> Result<char, Stop> {
        let Some(high) = self.four_digits(backslash + 2) else {
            return Err(self.syntax_at(backslash + 1, SyntaxProblem::InvalidUnicodeEscape));
        };
        self.at = backslash + 6;
        if let Some(character) = char::from_u32(high) {
            return Ok(character);
        }
        let second_follows = self.text.as_bytes().get(backslash + 6..backslash + 8) == Some(b"\\u");
        if high >= 0xDC00 || !second_follows {
            return Err(self.syntax_at(backslash, SyntaxProblem::LoneSurrogate));
        }
        let Some(low) = self.four_digits(backslash + 8) else {
            return Err(self.syntax_at(backslash + 7, SyntaxProblem::InvalidUnicodeEscape));
        };
        if !(0xDC00..0xE000).contains(&low) {
            return Err(self.syntax_at(backslash, SyntaxProblem::LoneSurrogate));
        }
        self.at = backslash + 12;
        char::from_u32(0x1_0000 + ((high - 0xD800) << 10) + (low - 0xDC00)).ok_or(Stop::Syntax)
    }

    /// The value of four hexadecimal digits. As CPython has it, something must follow them.
    fn four_digits(&self, from: usize) -> Option<u32> {
        let bytes = self.text.as_bytes();
        bytes.get(from + 4)?;
        let mut value = 0;
        for &byte in bytes.get(from..from + 4)? {
            value = value << 4 | char::from(byte).to_digit(16)?;
        }
        Some(value)
    }
}
