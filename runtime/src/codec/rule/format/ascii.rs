//! What is left of a text while its form is checked.

/// What is left of a text.
#[derive(Clone, Copy)]
pub(super) struct Rest<'a>(pub(super) &'a str);

impl<'a> Rest<'a> {
    /// Takes `text`, if it is next.
    pub(super) fn take(&mut self, text: &str) -> bool {
        match self.0.strip_prefix(text) {
            Some(rest) => {
                self.0 = rest;
                true
            }
            None => false,
        }
    }

    /// Takes characters as long as they are `of` a kind.
    pub(super) fn run(&mut self, of: impl Fn(char) -> bool) -> &'a str {
        let end = self.0.find(|c| !of(c)).unwrap_or(self.0.len());
        let (run, rest) = self.0.split_at_checked(end).unwrap_or((self.0, ""));
        self.0 = rest;
        run
    }

    /// Takes exactly `count` digits, and returns their value.
    pub(super) fn digits(&mut self, count: usize) -> Option<u32> {
        let (digits, rest) = self.0.split_at_checked(count)?;
        self.0 = rest;
        let digit = digits.bytes().all(|byte| byte.is_ascii_digit());
        digit.then(|| digits.parse().ok())?
    }

    /// Takes one character.
    pub(super) fn next(&mut self) -> Option<char> {
        let mut characters = self.0.chars();
        let next = characters.next();
        self.0 = characters.as_str();
        next
    }

    /// Whether nothing is left.
    pub(super) const fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

/// Whether `text` has one character at least, and all are `of` a kind.
pub(super) fn all(text: &str, of: impl Fn(char) -> bool) -> bool {
    !text.is_empty() && text.chars().all(of)
}

pub(super) fn is_digit(c: char) -> bool {
    c.is_ascii_digit()
}

/// `tchar` of RFC 9110, section 5.6.2.
pub(super) fn is_token_char(c: char) -> bool {
    c.is_ascii_alphanumeric() || "!#$%&'*+-.^_`|~".contains(c)
}

#[cfg(test)]
mod tests {
    use super::Rest;

    #[test]
    fn digits_are_exactly_as_many() {
        assert_eq!(Rest("123").digits(2), Some(12));
        assert_eq!(Rest("1").digits(2), None);
        assert_eq!(Rest("1২").digits(2), None);
        assert_eq!(Rest("+1").digits(2), None);
    }
}
