//! Regular expressions of ECMA-262.
//!
//! The form is checked and nothing is compiled, in time linear in the text. Where the grammar for `u` and that of annex B differ, what either means in
//! practice is taken: escapes of signs that need none, braces for themselves, classes at the end of a range; not so letters that escape nothing.

use super::ascii::{Rest, is_digit};

pub(super) fn is_regex(text: &str) -> bool {
    let mut scan = Scan {
        rest: Rest(text),
        open: Vec::new(),
        groups: 0,
        names: Vec::new(),
        highest: 0,
        referred: Vec::new(),
        repeatable: false,
    };
    scan.all().is_some() && scan.references_exist()
}

struct Scan<'a> {
    rest: Rest<'a>,
    /// The groups that are open, and whether each may be repeated.
    open: Vec<bool>,
    groups: u32,
    names: Vec<&'a str>,
    /// The highest number that a `\1` names.
    highest: u32,
    /// The names that a `\k<name>` names.
    referred: Vec<&'a str>,
    /// Whether what stands before may be repeated.
    repeatable: bool,
}

impl<'a> Scan<'a> {
    fn references_exist(&self) -> bool {
        let known = |name: &&str| self.names.contains(name);
        self.highest <= self.groups && self.referred.iter().all(known)
    }

    fn all(&mut self) -> Option<()> {
        while let Some(c) = self.rest.next() {
            self.repeatable = match c {
                '(' => {
                    self.group()?;
                    false
                }
                ')' => self.open.pop()?,
                '|' | '^' | '$' => false,
                '*' | '+' | '?' => self.repeated()?,
                '{' => match self.counts() {
                    Some(true) => self.repeated()?,
                    Some(false) => return None,
                    None => true,
                },
                '[' => {
                    self.class()?;
                    true
                }
                '\\' => self.escape()?,
                _ => true,
            };
        }
        self.open.is_empty().then_some(())
    }

    /// A quantifier is done: it may be lazy, and is not repeated itself.
    fn repeated(&mut self) -> Option<bool> {
        self.rest.take("?");
        std::mem::take(&mut self.repeatable).then_some(false)
    }

    /// What follows a `(`.
    fn group(&mut self) -> Option<()> {
        let mut repeatable = true;
        if !self.rest.take("?") {
            self.groups += 1;
        } else if self.rest.take("<=") || self.rest.take("<!") {
            repeatable = false;
        } else if self.rest.take("<") {
            let name = self.name()?;
            self.names.push(name);
            self.groups += 1;
        } else if !(self.rest.take("=") || self.rest.take("!")) {
            self.modifiers()?;
        }
        self.open.push(repeatable);
        Some(())
    }

    /// `:`, or flags to set, `-` and flags to clear before it.
    fn modifiers(&mut self) -> Option<()> {
        let is_flag = |c| matches!(c, 'i' | 'm' | 's');
        let set = self.rest.run(is_flag);
        let cleared = if self.rest.take("-") {
            let cleared = self.rest.run(is_flag);
            (!set.is_empty() || !cleared.is_empty()).then_some(cleared)?
        } else {
            ""
        };
        let mut flags: Vec<char> = set.chars().chain(cleared.chars()).collect();
        let count = flags.len();
        flags.sort_unstable();
        flags.dedup();
        (flags.len() == count && self.rest.take(":")).then_some(())
    }

    /// A name, up to its `>`.
    fn name(&mut self) -> Option<&'a str> {
        let name = self
            .rest
            .run(|c| c.is_alphanumeric() || c == '_' || c == '$');
        let starts = !name.starts_with(|c: char| c.is_numeric()) && !name.is_empty();
        (starts && self.rest.take(">")).then_some(name)
    }

    /// What follows a `{`: whether the counts of a quantifier do, and are in order.
    fn counts(&mut self) -> Option<bool> {
        let before = self.rest;
        let count = |digits: &str| digits.parse::<u64>().unwrap_or(u64::MAX);
        let least = self.rest.run(is_digit);
        let mut ordered = true;
        if self.rest.take(",") {
            let most = self.rest.run(is_digit);
            ordered = most.is_empty() || count(least) <= count(most);
        }
        if least.is_empty() || !self.rest.take("}") {
            self.rest = before;
            return None;
        }
        Some(ordered)
    }

    /// What follows a `[`.
    fn class(&mut self) -> Option<()> {
        self.rest.take("^");
        loop {
            let first = match self.rest.next()? {
                ']' => return Some(()),
                '\\' => self.class_escape()?,
                c => Some(c),
            };
            let before = self.rest;
            if self.rest.take("-") {
                let last = match self.rest.next()? {
                    ']' => {
                        self.rest = before;
                        continue;
                    }
                    '\\' => self.class_escape()?,
                    c => Some(c),
                };
                if let (Some(first), Some(last)) = (first, last) {
                    (first <= last).then_some(())?;
                }
            }
        }
    }

    /// An escape within a class: the character that it stands for, if it is one.
    fn class_escape(&mut self) -> Option<Option<char>> {
        if self.rest.take("b") {
            return Some(Some('\u{8}'));
        }
        if self.rest.take("-") {
            return Some(Some('-'));
        }
        self.character()
    }

    /// What follows a `\`: whether it may be repeated.
    fn escape(&mut self) -> Option<bool> {
        if self.rest.take("b") || self.rest.take("B") {
            return Some(false);
        }
        if self.rest.take("k<") {
            let name = self.name()?;
            self.referred.push(name);
            return Some(true);
        }
        if self.rest.0.starts_with(|c: char| matches!(c, '1'..='9')) {
            let number = self.rest.run(is_digit);
            self.highest = self.highest.max(number.parse().unwrap_or(u32::MAX));
            return Some(true);
        }
        self.character().map(|_| true)
    }

    /// The character that an escape stands for; none where it is a class of them.
    fn character(&mut self) -> Option<Option<char>> {
        let c = self.rest.next()?;
        Some(match c {
            'd' | 'D' | 's' | 'S' | 'w' | 'W' => None,
            'p' | 'P' => {
                self.rest.take("{").then_some(())?;
                let inner = self
                    .rest
                    .run(|c| c.is_ascii_alphanumeric() || c == '_' || c == '=');
                let (name, value) = inner.split_once('=').unwrap_or((inner, "x"));
                let named = !name.is_empty() && !value.is_empty() && !value.contains('=');
                (named && self.rest.take("}")).then_some(())?;
                None
            }
            't' => Some('\t'),
            'n' => Some('\n'),
            'v' => Some('\u{B}'),
            'f' => Some('\u{C}'),
            'r' => Some('\r'),
            '0' => (!self.rest.0.starts_with(is_digit)).then_some(Some('\0'))?,
            'c' => {
                let letter = self.rest.next().filter(char::is_ascii_alphabetic)?;
                char::from_u32(u32::from(letter) % 32)
            }
            'x' => char::from_u32(self.hexadecimal(2)?),
            'u' => self.code_point()?,
            other => (!other.is_alphanumeric()).then_some(Some(other))?,
        })
    }

    fn hexadecimal(&mut self, count: usize) -> Option<u32> {
        let (digits, rest) = self.rest.0.split_at_checked(count)?;
        self.rest.0 = rest;
        let hexadecimal = digits.bytes().all(|byte| byte.is_ascii_hexdigit());
        hexadecimal.then(|| u32::from_str_radix(digits, 16).ok())?
    }

    /// `{…}` or four digits; half of a surrogate pair is a character of ECMA's, and none of ours.
    fn code_point(&mut self) -> Option<Option<char>> {
        if !self.rest.take("{") {
            return self.hexadecimal(4).map(char::from_u32);
        }
        let digits = self.rest.run(|c| c.is_ascii_hexdigit());
        let value = u32::from_str_radix(digits.trim_start_matches('0'), 16);
        let value = if digits.is_empty() {
            None
        } else if digits.bytes().all(|byte| byte == b'0') {
            Some(0)
        } else {
            value.ok()
        };
        let value = value.filter(|value| *value <= 0x10_FFFF)?;
        self.rest.take("}").then_some(char::from_u32(value))
    }
}

#[cfg(test)]
mod tests {
    use super::is_regex;

    #[test]
    fn forms() {
        for (text, expected) in [
            ("", true),
            ("^[a-z]+$", true),
            ("a{2,3}?b{2}c{2,}", true),
            ("a{,3}", true),
            ("{a}", true),
            ("a{3,2}", false),
            ("*", false),
            ("a**", false),
            ("a+?", true),
            ("a+??", false),
            ("^*", false),
            ("(?=a)*", true),
            ("(?<=a)*", false),
            ("(?<!a)b", true),
            ("(a|b", false),
            ("a)", false),
            ("[a", false),
            ("[z-a]", false),
            ("[a-]", true),
            ("[\\w-.]", true),
            ("[\\d-z]", true),
            ("\\", false),
            ("\\a", false),
            ("\\-\\_\\/\\@", true),
            ("\\u{1F600}\\u00e9\\x41\\cJ\\0", true),
            ("\\u{110000}", false),
            ("\\u{}", false),
            ("\\u12", false),
            ("\\p{L}\\P{Script=Greek}", true),
            ("\\pL", false),
            ("(a)\\1", true),
            ("(a)\\2", false),
            ("(?<n>a)\\k<n>", true),
            ("\\k<n>", false),
            ("(?<1>a)", false),
            ("(?i:a)(?-i:b)(?i-ms:c)", true),
            ("(?ii:a)", false),
            ("(?i)a", false),
            ("(?P<n>a)", false),
            ("(?#c)", false),
            ("\\Z", false),
        ] {
            assert_eq!(is_regex(text), expected, "{text}");
        }
    }

    #[test]
    fn deep_nesting_costs_no_stack() {
        let deep = "(".repeat(200_000) + &")".repeat(200_000);
        assert!(is_regex(&deep));
    }
}
