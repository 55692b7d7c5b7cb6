//! Reading past a value of which only the syntax counts.

use super::{Reader, Stop};
use crate::SyntaxProblem;

impl<'a> Reader<'a> {
    /// Reads one value of any kind to its end, and drops it.
    ///
    /// # Errors
    ///
    /// [`Stop::Syntax`] only.
    pub fn skip(&mut self) -> Result<(), Stop> {
        match self.peek() {
            Some(b'"') => self.skip_string(),
            Some(b'{') => self.skip_object(),
            Some(b'[') => self.skip_array(),
            Some(b't') => self.word("true"),
            Some(b'f') => self.word("false"),
            Some(b'n') => self.word("null"),
            Some(b'-' | b'0'..=b'9') => self.number_token().map(drop),
            _ => Err(self.no_value()),
        }
    }

    /// The text of one value of any kind, which is read to its end.
    ///
    /// # Errors
    ///
    /// [`Stop::Syntax`] only.
    pub fn span(&mut self) -> Result<&'a str, Stop> {
        self.peek();
        let start = self.at;
        self.skip()?;
        Ok(self.text.get(start..self.at).unwrap_or_default())
    }

    /// What stands here is no value of JSON.
    #[cold]
    fn no_value(&mut self) -> Stop {
        let rest = self.text.get(self.at..).unwrap_or_default();
        let known = ["NaN", "Infinity"]
            .iter()
            .any(|word| rest.starts_with(word));
        self.syntax_at(
            self.at,
            if known {
                SyntaxProblem::NotFinite
            } else {
                SyntaxProblem::ExpectingValue
            },
        )
    }

    fn skip_array(&mut self) -> Result<(), Stop> {
        let start = self.at;
        self.enter()?;
        if self.peek() != Some(b']') {
            loop {
                self.skip()?;
                if !self.item_follows()? {
                    break;
                }
            }
        }
        self.leave();
        self.remember(start);
        Ok(())
    }

    fn skip_object(&mut self) -> Result<(), Stop> {
        let start = self.at;
        self.enter()?;
        if self.peek() != Some(b'}') {
            loop {
                self.name_starts()?;
                self.skip_string()?;
                self.colon()?;
                self.skip()?;
                if !self.member_follows()? {
                    break;
                }
            }
        }
        self.leave();
        self.remember(start);
        Ok(())
    }

    /// A member's name must be next.
    #[inline]
    pub(super) fn name_starts(&mut self) -> Result<(), Stop> {
        if self.peek() == Some(b'"') {
            Ok(())
        } else {
            Err(self.syntax_at(self.at, SyntaxProblem::ExpectingName))
        }
    }

    /// Reads the `:` after a member's name.
    #[inline]
    pub(super) fn colon(&mut self) -> Result<(), Stop> {
        if self.peek() == Some(b':') {
            self.at += 1;
            Ok(())
        } else {
            Err(self.syntax_at(self.at, SyntaxProblem::ExpectingColon))
        }
    }

    /// After an item: reads the `,`, or finds the `]` and leaves it.
    #[inline]
    pub(super) fn item_follows(&mut self) -> Result<bool, Stop> {
        match self.peek() {
            Some(b',') => {
                self.at += 1;
                Ok(true)
            }
            Some(b']') => Ok(false),
            _ => Err(self.syntax_at(self.at, SyntaxProblem::ExpectingComma)),
        }
    }

    /// After a member: reads the `,`, or finds the `}` and leaves it.
    #[inline]
    pub(super) fn member_follows(&mut self) -> Result<bool, Stop> {
        match self.peek() {
            Some(b',') => {
                self.at += 1;
                Ok(true)
            }
            Some(b'}') => Ok(false),
            _ => Err(self.syntax_at(self.at, SyntaxProblem::ExpectingComma)),
        }
    }
}
