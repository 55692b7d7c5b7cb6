//! JSON's strings, with their escapes.

use std::borrow::Cow;
use std::sync::Arc;

use super::message;
use super::scanner::{Scanned, Scanner};
use crate::diagnostic::Code;
use crate::source::reading::Fault;

/// The text of a string, of the file where nothing in it is escaped.
pub(super) struct Text<'t>(pub Cow<'t, str>);

impl Text<'_> {
    pub fn into_arc(self) -> Arc<str> {
        match self.0 {
            Cow::Borrowed(text) => Arc::from(text),
            Cow::Owned(text) => Arc::from(text),
        }
    }
}

impl<'t> Scanner<'t> {
    /// Reads the string whose opening quote is at the cursor.
    pub fn string(&mut self) -> Scanned<Text<'t>> {
        let open = self.at;
        self.at += 1;
        let first = self.plain(open)?;
        if self.peek() == Some(b'"') {
            self.at += 1;
            return Ok(Text(Cow::Borrowed(first)));
        }
        let mut text = String::from(first);
        while self.peek() == Some(b'\\') {
            text.push(self.escape(open)?);
            text.push_str(self.plain(open)?);
        }
        self.at += 1;
        Ok(Text(Cow::Owned(text)))
    }

    /// Steps to the next quote or backslash, which is there when this succeeds.
    fn plain(&mut self, open: usize) -> Scanned<&'t str> {
        let start = self.at;
        let rest = self.text.as_bytes().get(start..).unwrap_or_default();
        self.at += rest
            .iter()
            .position(|&byte| matches!(byte, b'"' | b'\\' | 0..=0x1f))
            .unwrap_or(rest.len());
        match self.peek() {
            Some(b'"' | b'\\') => Ok(self.text.get(start..self.at).unwrap_or_default()),
            found => Err(message::string_ends(self, open, found)),
        }
    }

    /// Reads the escape whose backslash is at the cursor.
    fn escape(&mut self, open: usize) -> Scanned<char> {
        let start = self.at;
        self.at += 2;
        let plain = match self.text.as_bytes().get(start + 1) {
            Some(b'"') => '"',
            Some(b'\\') => '\\',
            Some(b'/') => '/',
            Some(b'b') => '\u{8}',
            Some(b'f') => '\u{c}',
            Some(b'n') => '\n',
            Some(b'r') => '\r',
            Some(b't') => '\t',
            Some(b'u') => return self.unicode(start),
            None => {
                self.at = start + 1;
                return Err(message::string_ends(self, open, None));
            }
            Some(_) => return Err(message::unknown_escape(self, start)),
        };
        Ok(plain)
    }

    /// Reads the digits of the `\u` that starts at `start`, and the second half of a surrogate pair.
    fn unicode(&mut self, start: usize) -> Scanned<char> {
        let lone = |end| {
            Err(Fault::new(Code::JsonSyntax, start, end, "a surrogate escape without its other half")
                .help("a character beyond U+FFFF is two escapes, `\\ud800`–`\\udbff` and `\\udc00`–`\\udfff`"))
        };
        let first = self.hex(start)?;
        if let Some(character) = char::from_u32(first) {
            return Ok(character);
        }
        let end = self.at;
        if first >= 0xdc00 || self.text.as_bytes().get(end..end + 2) != Some(b"\\u") {
            return lone(end);
        }
        self.at += 2;
        let second = self.hex(end)?;
        if !(0xdc00..=0xdfff).contains(&second) {
            return lone(end);
        }
        // Two halves in their ranges are a character: none of the values between U+10000 and U+10FFFF is a surrogate.
        char::from_u32(0x1_0000 + ((first - 0xd800) << 10) + (second - 0xdc00))
            .map_or_else(|| lone(end), Ok)
    }

    /// Reads four hexadecimal digits; `start` is where the escape starts.
    fn hex(&mut self, start: usize) -> Scanned<u32> {
        let digits = self
            .text
            .as_bytes()
            .get(self.at..self.at + 4)
            .unwrap_or_default();
        let value = digits.iter().try_fold(0, |value, &digit| {
            Some(value * 16 + char::from(digit).to_digit(16)?)
        });
        match value {
            Some(value) if digits.len() == 4 => {
                self.at += 4;
                Ok(value)
            }
            _ => Err(Fault::new(
                Code::JsonSyntax,
                start,
                self.at,
                "expected four hexadecimal digits after `\\u`",
            )),
        }
    }
}
