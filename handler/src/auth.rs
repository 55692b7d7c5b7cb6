//! Who may call: bearer tokens, each of a company.

use std::fmt;

use counterpart_runtime::Secret;
use subtle::{Choice, ConstantTimeEq};
use thiserror::Error;

/// Who calls.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Caller {
    /// The company whose phones the caller sees.
    pub company: String,
    /// Whether the caller may change them.
    pub may_update: bool,
}

/// A token, and whose it is.
#[derive(Clone)]
pub struct Token {
    text: Padded,
    caller: Caller,
}

/// The tokens that are accepted.
#[derive(Clone, Debug, Default)]
pub struct Tokens(Vec<Token>);

/// Why a text is no token.
#[derive(Clone, Copy, Debug, Error, PartialEq, Eq)]
pub enum TokenError {
    /// Longer than [`Token::MAX_LENGTH`], or empty.
    #[error("a token has 1 to {} characters", Token::MAX_LENGTH)]
    Length,
    /// RFC 6750 allows letters, digits, `-._~+/` and, at the end, `=`.
    #[error("a token consists of letters, digits and -._~+/, with = at its end")]
    Characters,
    /// The form of an entry in a list of tokens.
    #[error("an entry is COMPANY:update:TOKEN or COMPANY:read:TOKEN")]
    Form,
    /// Whose token it is would depend on the order of the list.
    #[error("the token is in the list already")]
    Twice,
}

impl Token {
    /// The most characters of a token.
    pub const MAX_LENGTH: usize = 256;

    /// A token of this text.
    ///
    /// # Errors
    /// When no `Authorization` header can hold the text (RFC 6750, section 2.1), or it is too long.
    pub fn new(text: &Secret, caller: Caller) -> Result<Self, TokenError> {
        let text = text.expose();
        if text.is_empty() || text.len() > Self::MAX_LENGTH {
            return Err(TokenError::Length);
        }
        let allowed = |c: char| c.is_ascii_alphanumeric() || "-._~+/".contains(c);
        if !text.trim_end_matches('=').chars().all(allowed) {
            return Err(TokenError::Characters);
        }
        Ok(Self {
            text: Padded::new(text),
            caller,
        })
    }

    /// A token as it is written in a list: `COMPANY:update:TOKEN`, or `COMPANY:read:TOKEN` for one that may not change anything.
    ///
    /// # Errors
    /// When the entry has another form, or its last part is no token.
    pub fn read(entry: &str) -> Result<Self, TokenError> {
        let mut parts = entry.splitn(3, ':');
        let (Some(company), Some(right), Some(token)) = (parts.next(), parts.next(), parts.next())
        else {
            return Err(TokenError::Form);
        };
        let may_update = match right {
            "update" => true,
            "read" => false,
            _ => return Err(TokenError::Form),
        };
        if company.is_empty() {
            return Err(TokenError::Form);
        }
        let caller = Caller {
            company: company.to_owned(),
            may_update,
        };
        Self::new(&Secret::from(token), caller)
    }
}

/// Shows whose it is, never the token.
impl fmt::Debug for Token {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Token").field(&self.caller).finish()
    }
}

impl Tokens {
    /// Whose token this is. Every accepted token is compared, each in full: how long it takes tells nothing of them.
    #[must_use]
    pub fn caller(&self, given: &Secret) -> Option<&Caller> {
        let given = Padded::new(given.expose());
        let mut found = None;
        for token in &self.0 {
            if bool::from(token.text.ct_eq(&given)) {
                found = Some(&token.caller);
            }
        }
        found
    }

    /// The tokens of a list, whose entries have blanks or line ends between them; see [`Token::read`].
    ///
    /// # Errors
    /// The number of the first entry that is none, from 1 on, and why.
    pub fn read(list: &str) -> Result<Self, (usize, TokenError)> {
        let mut tokens: Vec<Token> = Vec::new();
        for (index, entry) in list.split_ascii_whitespace().enumerate() {
            let token = Token::read(entry).map_err(|error| (index + 1, error))?;
            if tokens
                .iter()
                .any(|other| bool::from(other.text.ct_eq(&token.text)))
            {
                return Err((index + 1, TokenError::Twice));
            }
            tokens.push(token);
        }
        Ok(Self(tokens))
    }

    /// Whether no token is accepted.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl FromIterator<Token> for Tokens {
    fn from_iter<I: IntoIterator<Item = Token>>(tokens: I) -> Self {
        Self(tokens.into_iter().collect())
    }
}

/// A text with blanks after it, and its own length: `subtle` returns at once where lengths differ, which would tell how long a token is.
#[derive(Clone)]
struct Padded {
    text: Secret,
    length: u64,
}

impl Padded {
    fn new(text: &str) -> Self {
        let mut padded = String::with_capacity(text.len().max(Token::MAX_LENGTH));
        padded.push_str(text);
        padded.extend(std::iter::repeat_n(
            ' ',
            Token::MAX_LENGTH.saturating_sub(text.len()),
        ));
        Self {
            text: Secret::new(padded),
            length: u64::try_from(text.len()).unwrap_or(u64::MAX),
        }
    }

    fn ct_eq(&self, other: &Self) -> Choice {
        let (ours, theirs) = (self.text.expose(), other.text.expose());
        ours.as_bytes().ct_eq(theirs.as_bytes()) & self.length.ct_eq(&other.length)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tokens(list: &str) -> Tokens {
        Tokens::read(list).expect("tokens")
    }

    #[test]
    fn a_token_names_a_company_and_a_right() {
        let tokens = tokens("company-a:update:tok-a\n company-b:read:a ");
        let caller = tokens.caller(&"tok-a".into()).expect("a known token");
        assert_eq!(
            (caller.company.as_str(), caller.may_update),
            ("company-a", true)
        );
        let caller = tokens.caller(&"a".into()).expect("a known token");
        assert_eq!(
            (caller.company.as_str(), caller.may_update),
            ("company-b", false)
        );
    }

    #[test]
    fn what_is_not_the_token_is_refused() {
        let tokens = tokens("c:update:tok-a");
        let long = format!("tok-a{}", " ".repeat(300));
        for given in [
            "",
            "tok",
            "tok-",
            "tok-b",
            "tok-a ",
            "tok-a  extra",
            "TOK-A",
            " tok-a",
            "tok-aé",
            &long,
        ] {
            assert!(tokens.caller(&given.into()).is_none(), "{given:?}");
        }
        assert!(Tokens::default().caller(&"tok-a".into()).is_none());
    }

    #[test]
    fn entries_have_one_form() {
        for (entry, error) in [
            ("tok-a", TokenError::Form),
            ("a:tok-a", TokenError::Form),
            (":update:tok-a", TokenError::Form),
            ("a:write:tok-a", TokenError::Form),
            ("a:update:", TokenError::Length),
            ("a:update:x y", TokenError::Characters),
            ("a:update:x:y", TokenError::Characters),
            ("a:update:=x", TokenError::Characters),
        ] {
            assert_eq!(Token::read(entry).err(), Some(error), "{entry:?}");
        }
        assert!(Token::read("a:update:YWJj==").is_ok());
        let long = format!("a:update:{}", "x".repeat(257));
        assert_eq!(Token::read(&long).err(), Some(TokenError::Length));
    }

    #[test]
    fn the_first_wrong_entry_of_a_list_is_numbered() {
        let error = |list| Tokens::read(list).err();
        assert_eq!(error("a:update:x b:x"), Some((2, TokenError::Form)));
        let twice = "a:update:x a:update:y b:read:x";
        assert_eq!(error(twice), Some((3, TokenError::Twice)));
        assert!(Tokens::read(" \n").is_ok_and(|tokens| tokens.is_empty()));
    }

    #[test]
    fn debug_shows_no_token() {
        let shown = format!("{:?}", tokens("company-a:update:hunter2"));
        assert!(
            shown.contains("company-a") && !shown.contains("hunter2"),
            "{shown}"
        );
    }
}
