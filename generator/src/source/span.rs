//! Places: a range of bytes of a file.

/// One file of a document, by its order of loading; the root document is file 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct FileId(pub u32);

/// A range of bytes in a file: `start` is the first, `end` is one past the last.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Span {
    /// The first byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

/// Where something stands: a file and a range of bytes in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Place {
    /// The file.
    pub file: FileId,
    /// The bytes in that file.
    pub span: Span,
}

impl Span {
    /// The bytes `start..end` of a file. Offsets beyond 4 GiB, which no file that was read has, become the largest.
    #[must_use]
    pub fn new(start: usize, end: usize) -> Self {
        let offset = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
        Self {
            start: offset(start),
            end: offset(end),
        }
    }

    /// The span as a range for `str::get`.
    #[must_use]
    pub fn range(self) -> std::ops::Range<usize> {
        self.start as usize..self.end as usize
    }

    /// Whether `other` lies within this span.
    #[must_use]
    pub fn contains(self, other: Span) -> bool {
        self.start <= other.start && other.end <= self.end
    }
}

impl Place {
    /// The bytes `start..end` of `file`.
    #[must_use]
    pub fn new(file: FileId, start: usize, end: usize) -> Self {
        Self {
            file,
            span: Span::new(start, end),
        }
    }

    /// The place of no width at which this one starts.
    #[must_use]
    pub fn start(self) -> Self {
        Self {
            file: self.file,
            span: Span {
                start: self.span.start,
                end: self.span.start,
            },
        }
    }

    /// The place of no width at which this one ends.
    #[must_use]
    pub fn end(self) -> Self {
        Self {
            file: self.file,
            span: Span {
                start: self.span.end,
                end: self.span.end,
            },
        }
    }
}
