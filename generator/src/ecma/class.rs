//! Classes of characters, and escapes.

use super::parse::Parser;
use super::syntax::{Item, Set};
use super::{Assumption, Untranslatable};

impl Parser<'_, '_> {
    /// What follows a `[`.
    pub(super) fn class(&mut self, fold: bool) -> Result<Set, Untranslatable> {
        let negated = self.take("^");
        let mut items = Vec::new();
        loop {
            if self.take("]") {
                return Ok(Set::listed(items, negated, fold));
            }
            if let Some(name) = self.posix() {
                self.assume(Assumption::PosixClass);
                items.push(Item::Posix(name));
                continue;
            }
            let first = self.member()?;
            let before = self.rest;
            if !self.take("-") || self.rest.starts_with(']') {
                self.rest = before;
                items.push(first);
                continue;
            }
            let last = self.member()?;
            match (&first, &last) {
                (Item::Range(first, _), Item::Range(last, _)) if first <= last => {
                    items.push(Item::Range(*first, *last));
                }
                (Item::Range(..), Item::Range(..)) => {
                    return Err(self.wrong("a range that is not in order"));
                }
                // Annex B: where an end is a class, the hyphen stands for itself.
                _ => items.extend([first, Item::Range('-'.into(), '-'.into()), last]),
            }
        }
    }

    /// `[:alpha:]` within a class.
    fn posix(&mut self) -> Option<String> {
        let (name, rest) = self.rest.strip_prefix("[:")?.split_once(":]")?;
        let known = [
            "alnum", "alpha", "ascii", "blank", "cntrl", "digit", "graph", "lower", "print",
            "punct", "space", "upper", "word", "xdigit",
        ];
        if !known.contains(&name) {
            return None;
        }
        let name = name.to_owned();
        self.rest = rest;
        Some(name)
    }

    /// A character of a class, or an escape.
    fn member(&mut self) -> Result<Item, Untranslatable> {
        let one = |c: char| Item::Range(c.into(), c.into());
        match self.next() {
            None => Err(self.wrong("a `[` without its `]`")),
            Some('\\') if self.take("b") => Ok(one('\u{8}')),
            Some('\\') => self.escaped(),
            Some(c) => Ok(one(c)),
        }
    }

    /// What follows a `\`, in a class or outside of one.
    pub(super) fn escaped(&mut self) -> Result<Item, Untranslatable> {
        let Some(letter) = self.next() else {
            return Err(self.wrong("a `\\` with nothing behind it"));
        };
        let code = match letter {
            'd' | 'w' | 's' => {
                return Ok(Item::Escape {
                    kind: letter,
                    negated: false,
                });
            }
            'D' | 'W' | 'S' => {
                return Ok(Item::Escape {
                    kind: letter.to_ascii_lowercase(),
                    negated: true,
                });
            }
            'p' | 'P' => return self.property(letter == 'P'),
            't' => 0x9,
            'n' => 0xA,
            'v' => 0xB,
            'f' => 0xC,
            'r' => 0xD,
            '0' if !matches!(self.peek(), Some('0'..='9')) => 0,
            'c' => match self.next() {
                Some(letter) if letter.is_ascii_alphabetic() => u32::from(letter) % 32,
                _ => return Err(self.wrong("a `\\c` without a letter")),
            },
            'x' => self.digits(2)?,
            'u' => self.code_point()?,
            // A letter that escapes nothing is another language's, and means more than itself there.
            other if other.is_ascii_alphanumeric() => {
                return Err(self.wrong("an escape that ECMA-262 does not have"));
            }
            other => other.into(),
        };
        Ok(Item::Range(code, code))
    }

    /// Hexadecimal digits, exactly so many.
    fn digits(&mut self, count: usize) -> Result<u32, Untranslatable> {
        let value = self.rest.get(..count).and_then(hexadecimal);
        let value = value.ok_or_else(|| self.wrong("an escape with too few digits"))?;
        self.rest = self.rest.get(count..).unwrap_or_default();
        Ok(value)
    }

    /// What follows `\u`. Two halves of a pair are one character.
    fn code_point(&mut self) -> Result<u32, Untranslatable> {
        if self.take("{") {
            let digits = self.run(|c| c.is_ascii_hexdigit());
            let value = hexadecimal(digits).filter(|value| *value <= 0x10_FFFF);
            return match value {
                Some(value) if self.take("}") => Ok(value),
                _ => Err(self.wrong("a code point that is none")),
            };
        }
        let high = self.digits(4)?;
        if !(0xD800..0xDC00).contains(&high) {
            return Ok(high);
        }
        let low = self.rest.strip_prefix("\\u");
        let low = low.and_then(|rest| hexadecimal(rest.get(..4)?));
        match low {
            Some(low @ 0xDC00..=0xDFFF) => {
                self.rest = self.rest.get(6..).unwrap_or_default();
                Ok(0x1_0000 + ((high - 0xD800) << 10) + (low - 0xDC00))
            }
            _ => Ok(high),
        }
    }

    /// What follows `\p`.
    fn property(&mut self, negated: bool) -> Result<Item, Untranslatable> {
        let name = if self.take("{") {
            let name = self.run(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '='));
            if name.is_empty() || !self.take("}") {
                return Err(self.wrong("a property without a name"));
            }
            name
        } else {
            // `\pL`, of other languages.
            let before = self.rest;
            match self.next() {
                Some(letter) if "LMNPSZC".contains(letter) => {}
                _ => return Err(self.wrong("a property without a name")),
            }
            self.assume(Assumption::ShortProperty);
            before.get(..1).unwrap_or_default()
        };
        Ok(Item::Property {
            name: name.to_owned(),
            negated,
        })
    }
}

fn hexadecimal(digits: &str) -> Option<u32> {
    let all = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_hexdigit());
    all.then(|| u32::from_str_radix(digits, 16).ok())?
}
