//! One line of a text, read from left to right.

use super::super::dump::words::is_in_word;
use super::super::{Called, Method, Root, Whence};
use super::{ParseError, Parsed};

/// What is left of a line.
#[derive(Clone, Copy, Debug)]
pub(super) struct Words<'t> {
    line: usize,
    rest: &'t str,
}

impl<'t> Words<'t> {
    pub(super) fn new(line: usize, rest: &'t str) -> Self {
        Self { line, rest }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.rest.is_empty()
    }

    pub(super) fn is(&self, text: &str) -> bool {
        self.rest == text
    }

    pub(super) fn starts_with(&self, text: &str) -> bool {
        self.rest.starts_with(text)
    }

    pub(super) fn starts(&self, is: impl FnOnce(char) -> bool) -> bool {
        self.rest.chars().next().is_some_and(is)
    }

    pub(super) fn error(&self, message: &str) -> ParseError {
        ParseError {
            line: self.line,
            message: format!("{message}: `{}`", self.rest),
        }
    }

    /// Whether the text came next; it is read then.
    pub(super) fn eat(&mut self, text: &str) -> bool {
        match self.rest.strip_prefix(text) {
            Some(rest) => {
                self.rest = rest;
                true
            }
            None => false,
        }
    }

    /// As [`Words::eat`], for a text that ends a word: `bool` is not the beginning of `boolean`.
    pub(super) fn eat_word(&mut self, text: &str) -> bool {
        let mut after = *self;
        if after.eat(text) && !after.starts(is_in_word) {
            *self = after;
            true
        } else {
            false
        }
    }

    pub(super) fn expect(&mut self, text: &str) -> Parsed<()> {
        if self.eat(text) {
            Ok(())
        } else {
            Err(self.error(&format!("`{text}` is missing")))
        }
    }

    pub(super) fn end(&self) -> Parsed<()> {
        if self.rest.is_empty() {
            Ok(())
        } else {
            Err(self.error("nobody reads the rest of the line"))
        }
    }

    /// All that is left.
    pub(super) fn rest(&mut self) -> &'t str {
        std::mem::take(&mut self.rest)
    }

    /// Passes over one of these, which need not stand here: they follow from what else the line says.
    pub(super) fn pass_over(&mut self, texts: &[&str]) {
        if let Some(rest) = texts.iter().find_map(|text| self.rest.strip_prefix(text)) {
            self.rest = rest;
        }
    }

    /// The signs that `is` takes; at least one.
    pub(super) fn while_(&mut self, is: impl Fn(char) -> bool) -> Parsed<&'t str> {
        let end = self.rest.find(|sign| !is(sign)).unwrap_or(self.rest.len());
        if end == 0 {
            return Err(self.error("a word is missing"));
        }
        let (word, rest) = self.rest.split_at(end);
        self.rest = rest;
        Ok(word)
    }

    /// A plain word, or one in quotes.
    pub(super) fn word(&mut self) -> Parsed<String> {
        if self.starts_with("\"") {
            self.quoted()
        } else {
            self.while_(is_in_word).map(str::to_owned)
        }
    }

    pub(super) fn number<N: std::str::FromStr>(&mut self) -> Parsed<N> {
        let mut after = *self;
        let text = after.while_(|sign| sign == '-' || sign.is_ascii_digit())?;
        let number = text.parse();
        let number = number.map_err(|_| self.error("this is no number that fits"))?;
        *self = after;
        Ok(number)
    }

    /// A text in quotes, as Rust's `Debug` writes it.
    pub(super) fn quoted(&mut self) -> Parsed<String> {
        self.expect("\"")?;
        let mut text = String::new();
        let mut signs = self.rest.char_indices();
        while let Some((at, sign)) = signs.next() {
            match sign {
                '"' => {
                    self.rest = self.rest.get(at + 1..).unwrap_or_default();
                    return Ok(text);
                }
                '\\' => match signs.next() {
                    Some((_, 'n')) => text.push('\n'),
                    Some((_, 'r')) => text.push('\r'),
                    Some((_, 't')) => text.push('\t'),
                    Some((_, '0')) => text.push('\0'),
                    Some((_, 'u')) => {
                        let code = signs.by_ref().map(|(_, sign)| sign);
                        let code: String = code.skip(1).take_while(|sign| *sign != '}').collect();
                        match u32::from_str_radix(&code, 16).map(char::from_u32) {
                            Ok(Some(sign)) => text.push(sign),
                            _ => return Err(self.error("this is no sign")),
                        }
                    }
                    Some((_, other)) => text.push(other),
                    None => break,
                },
                other => text.push(other),
            }
        }
        Err(self.error("the text does not end"))
    }

    /// Words after one word; none where it does not come.
    pub(super) fn list(&mut self, before: &str) -> Parsed<Vec<String>> {
        let mut words = Vec::new();
        let mut before = before;
        while self.eat(before) {
            words.push(self.word()?);
            before = ", ";
        }
        Ok(words)
    }

    /// A method, if one comes: `GET`.
    pub(super) fn method(&mut self) -> Option<Method> {
        Method::ALL
            .into_iter()
            .find(|method| self.eat_word(method.as_str()))
    }

    /// A method and what follows it on the line of an operation, or in a way.
    pub(super) fn method_of(&mut self) -> Option<Method> {
        let mut after = *self;
        let method = after.method().filter(|_| after.eat(" "))?;
        *self = after;
        Some(method)
    }

    /// A group: `pets` by a tag, `/pets` by a segment.
    pub(super) fn group(&mut self) -> Parsed<Root> {
        Ok(if self.eat("/") {
            Root::Segment(self.word()?)
        } else {
            Root::Tag(self.word()?)
        })
    }

    /// What it is called beside its place, if anything is said of that.
    pub(super) fn called(&mut self) -> Parsed<Option<Called>> {
        if !self.eat(" called ") {
            return Ok(None);
        }
        if self.eat_word("nothing") {
            return Ok(Some(Called::ByPlace));
        }
        let name = self.word()?;
        Ok(Some(if self.eat("!") {
            Called::Fixed(name)
        } else {
            Called::Like(name)
        }))
    }

    /// Where it comes from, if that is said.
    pub(super) fn from(&mut self) -> Parsed<Option<Whence>> {
        if self.eat(" from ") {
            self.way().map(Some)
        } else {
            Ok(None)
        }
    }
}
