//! The reader: a place in a text, and the faults found so far.

use std::fmt;

use super::lookahead::LookAhead;
use super::tree::Tree;
use super::{DecodeOptions, Rule, Stop};
use crate::{Fault, FaultKind, Faults, Segment, SyntaxProblem};

/// What a value is, by its first characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum JsonKind {
    /// `null`
    Null,
    /// `true`, `false`
    Boolean,
    /// A number without a fraction: also `1.0` and `1e2`.
    Integer,
    /// A number with a fraction.
    Number,
    /// A string.
    String,
    /// An array.
    Array,
    /// An object.
    Object,
}

/// A fault on its way up: its segments are appended while the calls return, so the innermost comes first.
#[derive(Debug)]
pub(super) struct Found {
    pub(super) fault: Fault,
    /// The member of the innermost object that is still open.
    pub(super) slot: usize,
}

/// Reads JSON from a text, value by value.
///
/// The text is UTF-8 as a whole, so whoever has a `Reader` has no encoding to check. Places are bytes inside and characters in faults.
pub struct Reader<'a> {
    pub(super) text: &'a str,
    pub(super) at: usize,
    depth: u16,
    options: DecodeOptions,
    pub(super) faults: Vec<Found>,
    pub(super) truncated: bool,
    syntax: Option<(usize, SyntaxProblem)>,
    pub(super) lookahead: LookAhead,
    /// The rules of the value that is read next, for the items or members in it. Nearly always none.
    pub(super) pending: Vec<&'static [Rule]>,
    /// How many items the array had that was read last.
    pub(super) items: Option<u64>,
    /// The value with rules about its whole that is read, and all that is in it.
    pub(super) tree: Option<Box<Tree<'a>>>,
}

/// Shows where the reader is, and nothing of the text.
impl fmt::Debug for Reader<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Reader")
            .field("at", &self.at)
            .field("length", &self.text.len())
            .field("options", &self.options)
            .finish_non_exhaustive()
    }
}

/// The text of a body.
pub(crate) fn utf8(body: &[u8]) -> Result<&str, Faults> {
    if body.starts_with(&[0xFE, 0xFF]) || body.starts_with(&[0xFF, 0xFE]) {
        return Err(Fault::new(FaultKind::Syntax {
            offset: 0,
            problem: SyntaxProblem::Utf16,
        })
        .into());
    }
    match std::str::from_utf8(body) {
        Ok(text) => Ok(text),
        Err(error) => Err(Fault::new(FaultKind::InvalidUtf8 {
            offset: error.valid_up_to(),
        })
        .into()),
    }
}

impl<'a> Reader<'a> {
    /// A reader at the start of `text`; a byte order mark is passed over.
    #[must_use]
    pub fn new(text: &'a str, options: DecodeOptions) -> Self {
        Self {
            text: text.strip_prefix('\u{FEFF}').unwrap_or(text),
            at: 0,
            depth: 0,
            options,
            faults: Vec::new(),
            truncated: false,
            syntax: None,
            lookahead: LookAhead::default(),
            pending: Vec::new(),
            items: None,
            tree: None,
        }
    }

    /// What this reader accepts.
    #[must_use]
    pub const fn options(&self) -> &DecodeOptions {
        &self.options
    }

    /// Ends the reading: what is left must be blank, and no fault may be recorded.
    ///
    /// # Errors
    ///
    /// All faults that were recorded; a syntax fault alone.
    pub fn finish(mut self, outcome: Result<(), Stop>) -> Result<(), Faults> {
        if outcome != Err(Stop::Syntax) && self.peek().is_some() {
            self.syntax_at(self.at, SyntaxProblem::ExtraData);
        }
        if let Some((at, problem)) = self.syntax {
            let offset = self
                .text
                .get(..at)
                .map_or(0, |before| before.chars().count());
            return Err(Fault::new(FaultKind::Syntax { offset, problem }).into());
        }
        if outcome.is_ok() && self.faults.is_empty() {
            Ok(())
        } else {
            Err(self.listed())
        }
    }

    /// The recorded faults, within the limit, with their locations in reading order.
    #[cold]
    fn listed(self) -> Faults {
        let mut list = Vec::with_capacity(self.faults.len());
        let mut omitted = self.truncated;
        for mut found in self.faults {
            if found.fault.kind == FaultKind::Omitted {
                omitted = true;
            } else {
                found.fault.location.reverse();
                list.push(found.fault);
            }
        }
        if list.is_empty() {
            list.push(Fault::new(FaultKind::Omitted));
        }
        let mut faults = Faults::from_parts(list, omitted);
        faults.truncate(usize::from(self.options.max_faults));
        faults
    }

    /// The next character that is not blank, still unread; `None` at the end. Control characters and what is not ASCII come as their first byte.
    #[inline]
    pub fn peek(&mut self) -> Option<u8> {
        loop {
            match self.text.as_bytes().get(self.at) {
                Some(b' ' | b'\n' | b'\t' | b'\r') => self.at += 1,
                other => return other.copied(),
            }
        }
    }

    /// What the next value is, still unread.
    ///
    /// # Errors
    ///
    /// [`Stop::Syntax`] where no value stands.
    pub fn peek_kind(&mut self) -> Result<JsonKind, Stop> {
        Ok(match self.peek() {
            Some(b'{') => JsonKind::Object,
            Some(b'[') => JsonKind::Array,
            Some(b'"') => JsonKind::String,
            Some(b't' | b'f') => JsonKind::Boolean,
            Some(b'n') => JsonKind::Null,
            Some(b'-' | b'0'..=b'9') => {
                let start = self.at;
                let integral = super::is_integral(self.number_token()?);
                self.at = start;
                if integral {
                    JsonKind::Integer
                } else {
                    JsonKind::Number
                }
            }
            _ => {
                self.skip()?;
                JsonKind::Null
            }
        })
    }

    /// Reads `null` if it is next, and says whether it was.
    ///
    /// # Errors
    ///
    /// [`Stop::Syntax`] for a word that only begins like `null`.
    #[inline]
    pub fn null(&mut self) -> Result<bool, Stop> {
        if self.peek() == Some(b'n') {
            self.word("null").map(|()| true)
        } else {
            Ok(false)
        }
    }

    /// Reads `word`, which must be next.
    pub(super) fn word(&mut self, word: &str) -> Result<(), Stop> {
        if self
            .text
            .as_bytes()
            .get(self.at..)
            .is_some_and(|rest| rest.starts_with(word.as_bytes()))
        {
            self.at += word.len();
            Ok(())
        } else {
            Err(self.syntax_at(self.at, SyntaxProblem::ExpectingValue))
        }
    }

    /// Reads `true` or `false`.
    ///
    /// # Errors
    ///
    /// See [`Stop`].
    pub fn boolean(&mut self) -> Result<bool, Stop> {
        match self.peek() {
            Some(b't') => self.word("true").map(|()| true),
            Some(b'f') => self.word("false").map(|()| false),
            _ => Err(self.refuse(FaultKind::NotBoolean)),
        }
    }

    /// Goes one level deeper, past the bracket that is next.
    #[inline]
    pub(super) fn enter(&mut self) -> Result<(), Stop> {
        if self.depth >= self.options.max_depth {
            return Err(self.syntax_at(self.at, SyntaxProblem::TooDeep));
        }
        self.depth += 1;
        self.at += 1;
        Ok(())
    }

    /// Comes back one level, past the bracket that is next.
    #[inline]
    pub(super) fn leave(&mut self) {
        self.depth = self.depth.saturating_sub(1);
        self.at += 1;
    }

    /// Reads an array: `item` is called at the start of each of its items.
    ///
    /// # Errors
    ///
    /// See [`Stop`]; items after a faulty one are read too.
    pub fn array(
        &mut self,
        item: &mut dyn FnMut(&mut Self) -> Result<(), Stop>,
    ) -> Result<(), Stop> {
        if self.peek() != Some(b'[') {
            return Err(self.refuse(FaultKind::NotArray));
        }
        let mut rules = self.item_rules();
        self.enter()?;
        if self.peek() == Some(b']') {
            self.leave();
            self.items = Some(0);
            return Ok(());
        }
        let mut outcome = Ok(());
        let mut index = 0;
        loop {
            let mark = self.faults.len();
            let outcome_of_item = match &mut rules {
                None => item(self),
                Some(rules) => self.ruled_by(rules.at(index), &mut *item),
            };
            match outcome_of_item {
                Ok(()) => {}
                Err(Stop::Invalid) => {
                    self.locate(mark, 0, || Segment::Index(index));
                    self.cap(mark);
                    outcome = Err(Stop::Invalid);
                }
                Err(Stop::Syntax) => return Err(Stop::Syntax),
            }
            match self.peek() {
                Some(b',') => self.at += 1,
                Some(b']') => break,
                _ => return Err(self.syntax_at(self.at, SyntaxProblem::ExpectingComma)),
            }
            index += 1;
        }
        self.leave();
        self.items = Some(index as u64 + 1);
        outcome
    }

    /// Records that the next value is faulty, and reads it to its end.
    #[cold]
    pub fn refuse(&mut self, kind: FaultKind) -> Stop {
        self.fault(kind);
        self.skip().err().unwrap_or(Stop::Invalid)
    }

    /// Records that the value that was just read is faulty.
    #[cold]
    pub fn invalid(&mut self, kind: FaultKind) -> Stop {
        self.fault(kind);
        Stop::Invalid
    }

    /// Records that no variant of a union takes the next value, and reads it to its end.
    #[cold]
    pub fn no_variant(&mut self, expected: &'static [&'static str]) -> Stop {
        self.refuse(FaultKind::NoVariant { expected })
    }

    /// Records a fault, unless there are too many.
    fn fault(&mut self, kind: FaultKind) {
        if self.faults.len() < usize::from(self.options.max_faults) {
            self.faults.push(Found {
                fault: Fault::new(kind),
                slot: 0,
            });
        } else {
            self.truncated = true;
        }
    }

    /// Records a fault whatever the limit says: an object keeps one per member, so that none that is faulty looks sound.
    pub(super) fn forced_fault(&mut self, fault: Fault, slot: usize) {
        self.faults.push(Found { fault, slot });
    }

    /// Puts `segment` before the locations of the faults from `mark` on, and ties them to `slot`.
    #[cold]
    pub(super) fn locate(&mut self, mark: usize, slot: usize, segment: impl Fn() -> Segment) {
        for found in self.faults.iter_mut().skip(mark) {
            found.fault.location.push(segment());
            found.slot = slot;
        }
    }

    /// How many faults from `start` on stay within the limit: at least one.
    pub(super) fn room(&self, start: usize) -> usize {
        usize::from(self.options.max_faults)
            .saturating_sub(start)
            .max(1)
    }

    /// Keeps the faults from `start` on within the limit, but at least one of them.
    pub(super) fn trim(&mut self, start: usize) {
        let keep = start + self.room(start);
        if self.faults.len() > keep {
            self.faults.truncate(keep);
            self.truncated = true;
        }
    }

    /// Keeps the faults from `start` on within the limit, even if that is none of them: who calls this knows otherwise that there were some.
    /// Without it each faulty item would keep its one, and faults would take many times the memory of the body.
    #[cold]
    pub(super) fn cap(&mut self, start: usize) {
        let keep = usize::from(self.options.max_faults).max(start);
        if self.faults.len() > keep {
            self.faults.truncate(keep);
            self.truncated = true;
        }
    }

    /// Records a syntax fault. The first one counts.
    #[cold]
    pub(super) fn syntax_at(&mut self, at: usize, problem: SyntaxProblem) -> Stop {
        if self.syntax.is_none() {
            self.syntax = Some((at, problem));
        }
        Stop::Syntax
    }
}
