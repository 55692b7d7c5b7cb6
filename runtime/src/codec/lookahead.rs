//! Looking ahead, to tell which variant of a union a value is.
//!
//! What is looked at is read once more, so that costs are bounded: spans of arrays and objects are remembered, so that a look at a nested
//! value does not walk what an outer look has walked, and variants that are tried one after the other may cost eight times the text at most
//! (of a small text, as much as of one of 8 KiB).

use std::borrow::Cow;

use super::{JsonKind, Reader, Stop};
use crate::SyntaxProblem;

/// Shorter spans are walked again: that is as quick as finding them.
const WORTH_REMEMBERING: usize = 32;

/// How often, in lengths of the text, values may be read again.
const BUDGET: usize = 8;

/// Shorter texts may cost what one of this length may: a union of twenty variants is a union of twenty variants in a small body too.
const SMALL: usize = 8 * 1024;

/// What looking ahead has found out, and has cost.
#[derive(Debug, Default)]
pub(super) struct LookAhead {
    /// Start and end of arrays and objects within the outermost value looked at; by their ends while they are walked, then sorted by start.
    spans: Vec<(usize, usize)>,
    /// Whether a look is under way that walks what none has walked; spans are remembered only then.
    active: bool,
    /// All spans that start before this have been remembered.
    walked: usize,
    /// Bytes read again.
    spent: usize,
}

/// The value of the member that tells variants apart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Tag<'a> {
    /// The member is a string.
    Text(Cow<'a, str>),
    /// The member is absent, or no string.
    None,
    /// The value is no object.
    NotObject,
}

impl<'a> Reader<'a> {
    /// The text of the member `name` of the object that is next; `None` where there is no object, or no such member. Nothing is read.
    ///
    /// # Errors
    ///
    /// [`Stop::Syntax`] only.
    pub fn find_member(&mut self, name: &str) -> Result<Option<&'a str>, Stop> {
        let mut found = None;
        self.look(&mut |key, value| {
            if key == name {
                found = Some(value);
            }
        })?;
        Ok(found)
    }

    /// What the member `name` of the object that is next is; `None` where there is no such member. Nothing is read.
    ///
    /// # Errors
    ///
    /// [`Stop::Syntax`] only.
    pub fn find_kind(&mut self, name: &str) -> Result<Option<JsonKind>, Stop> {
        let Some(text) = self.find_member(name)? else {
            return Ok(None);
        };
        Reader::new(text, *self.options()).peek_kind().map(Some)
    }

    /// The value of the member `name` of the object that is next, if it is a string. Nothing is read.
    ///
    /// # Errors
    ///
    /// [`Stop::Syntax`] only.
    pub fn find_tag(&mut self, name: &str) -> Result<Tag<'a>, Stop> {
        if self.peek() != Some(b'{') {
            return Ok(Tag::NotObject);
        }
        match self.find_member(name)? {
            Some(text) if text.starts_with('"') => {
                Ok(Tag::Text(Reader::new(text, *self.options()).quoted()?))
            }
            _ => Ok(Tag::None),
        }
    }

    /// Shows `look` each member of the object that is next, with the text of its value, and comes back.
    pub(super) fn look(&mut self, look: &mut dyn FnMut(&str, &'a str)) -> Result<(), Stop> {
        if self.peek() != Some(b'{') {
            return Ok(());
        }
        let (start, remembered, active) = self.begin_look();
        self.enter()?;
        if self.peek() != Some(b'}') {
            loop {
                self.name_starts()?;
                let key = self.quoted()?;
                self.colon()?;
                let value = self.known_span(remembered)?;
                look(&key, value);
                if !self.member_follows()? {
                    break;
                }
            }
        }
        self.leave();
        self.lookahead.active = active;
        self.walked(start, remembered)?;
        self.at = start;
        Ok(())
    }

    /// Where a look starts, whether an outer one has remembered what is there, and whether another was under way.
    ///
    /// What is behind all that has been walked is within no value that will be read again: the spans of earlier values are dropped, or many values
    /// side by side would take quadratic time.
    fn begin_look(&mut self) -> (usize, bool, bool) {
        let remembered = self.at < self.lookahead.walked;
        if !remembered {
            self.lookahead.spans.clear();
        }
        let active = std::mem::replace(&mut self.lookahead.active, !remembered);
        (self.at, remembered, active)
    }

    /// The end of the value that is next.
    pub(super) fn look_past(&mut self) -> Result<usize, Stop> {
        let (start, remembered, active) = self.begin_look();
        self.known_span(remembered)?;
        self.lookahead.active = active;
        let end = self.at;
        self.walked(start, remembered)?;
        self.at = start;
        Ok(end)
    }

    /// The text of the value that is next; its end is looked up where it is known.
    fn known_span(&mut self, remembered: bool) -> Result<&'a str, Stop> {
        let opening = self.peek();
        if remembered && matches!(opening, Some(b'{' | b'[')) {
            if let Ok(place) = self
                .lookahead
                .spans
                .binary_search_by_key(&self.at, |span| span.0)
            {
                if let Some(&(start, end)) = self.lookahead.spans.get(place) {
                    self.at = end;
                    return Ok(self.text.get(start..end).unwrap_or_default());
                }
            }
        }
        self.span()
    }

    /// Takes note that the text from `start` to here has been walked.
    fn walked(&mut self, start: usize, remembered: bool) -> Result<(), Stop> {
        if !remembered {
            self.lookahead.walked = self.at;
            self.lookahead.spans.sort_unstable();
            self.spend(self.at - start)?;
        }
        Ok(())
    }

    /// Remembers an array or object that ends here.
    #[inline]
    pub(super) fn remember(&mut self, start: usize) {
        if self.lookahead.active && self.at - start >= WORTH_REMEMBERING {
            self.lookahead.spans.push((start, self.at));
        }
    }

    /// How many bytes may still be read again.
    pub(super) fn granted(&self) -> usize {
        let all = self.text.len().max(SMALL).saturating_mul(BUDGET);
        all.saturating_sub(self.lookahead.spent)
    }

    /// Pays for `bytes` that are read again.
    pub(super) fn spend(&mut self, bytes: usize) -> Result<(), Stop> {
        let granted = self.granted();
        self.lookahead.spent += bytes;
        if bytes > granted {
            return Err(self.syntax_at(self.at, SyntaxProblem::TooManyAlternatives));
        }
        Ok(())
    }
}
