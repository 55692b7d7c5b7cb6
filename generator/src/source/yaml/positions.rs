use saphyr_parser::{Marker, ScalarStyle, Span};

use crate::source::{FileId, Place};

const STEP: usize = 128;

/// Turns the parser's positions, in characters, into bytes of the file.
pub(super) struct Positions<'t> {
    /// The text that the parser reads: without a byte order mark, whose bytes are `skipped`.
    text: &'t str,
    skipped: usize,
    file: FileId,
    /// The byte at which every 128th character starts; none where all characters are bytes.
    steps: Option<Vec<usize>>,
}

impl<'t> Positions<'t> {
    pub fn new(text: &'t str, skipped: usize, file: FileId) -> Self {
        let steps = (!text.is_ascii()).then(|| {
            text.char_indices()
                .step_by(STEP)
                .map(|(byte, _)| byte)
                .collect()
        });
        Self {
            text,
            skipped,
            file,
            steps,
        }
    }

    pub fn file(&self) -> FileId {
        self.file
    }

    /// The byte of the file at which `marker` stands.
    pub fn byte(&self, marker: Marker) -> usize {
        self.skipped + self.offset(marker)
    }

    fn offset(&self, marker: Marker) -> usize {
        let Some(steps) = &self.steps else {
            return marker.index().min(self.text.len());
        };
        let start = steps
            .get(marker.index() / STEP)
            .copied()
            .unwrap_or(self.text.len());
        let rest = self.text.get(start..).unwrap_or_default();
        rest.char_indices()
            .nth(marker.index() % STEP)
            .map_or(self.text.len(), |(byte, _)| start + byte)
    }

    /// The place of a whole span: with tag and anchor.
    pub fn place(&self, span: Span) -> Place {
        Place::new(self.file, self.byte(span.start), self.byte(span.end))
    }

    /// The place of a value without the tag and anchor before it, where it `has_properties`.
    pub fn value(&self, span: Span, has_properties: bool) -> Place {
        let (start, end) = (self.offset(span.start), self.offset(span.end));
        let start = if has_properties {
            start + self.properties(start)
        } else {
            start
        };
        Place::new(
            self.file,
            self.skipped + start,
            self.skipped + end.max(start),
        )
    }

    /// The place of a scalar: without tag and anchor, and without what the parser skips behind it.
    pub fn scalar(&self, span: Span, style: ScalarStyle, has_properties: bool) -> Place {
        let mut place = self.value(span, has_properties);
        let text = self
            .text
            .get(place.span.start as usize - self.skipped..self.offset(span.end))
            .unwrap_or_default();
        let length = match style {
            ScalarStyle::SingleQuoted | ScalarStyle::DoubleQuoted => quoted(text),
            ScalarStyle::Plain | ScalarStyle::Literal | ScalarStyle::Folded => {
                text.trim_end().len()
            }
        };
        let start = place.span.start as usize;
        if length == 0 && style == ScalarStyle::Plain {
            // A value that is left out: the parser names the colon or dash behind which it would stand.
            let after = self.text.get(start - self.skipped..).unwrap_or_default();
            return Place::new(
                self.file,
                start,
                start + usize::from(after.starts_with([':', '-'])),
            );
        }
        place.span = crate::source::Span::new(start, start + length);
        place
    }

    /// How many bytes the tag, the anchor and the blanks and comments around them at `start` take.
    fn properties(&self, start: usize) -> usize {
        let text = self.text.get(start..).unwrap_or_default();
        let mut rest = text;
        loop {
            rest = rest.trim_start();
            let end = match rest.chars().next() {
                Some('&' | '!') => rest.find(|next: char| next.is_ascii_whitespace()),
                Some('#') => rest.find('\n'),
                _ => return text.len() - rest.len(),
            };
            rest = end.and_then(|end| rest.get(end..)).unwrap_or_default();
        }
    }
}

/// How long the quoted scalar at the start of `text` is; all of it where it does not end.
fn quoted(text: &str) -> usize {
    let mut characters = text.char_indices().peekable();
    let quote = characters.next().map(|(_, quote)| quote);
    while let Some((at, character)) = characters.next() {
        if Some(character) == quote {
            let is_doubled =
                quote == Some('\'') && characters.peek().is_some_and(|(_, next)| *next == '\'');
            if !is_doubled {
                return at + 1;
            }
            characters.next();
        } else if character == '\\' && quote == Some('"') {
            characters.next();
        }
    }
    text.len()
}
