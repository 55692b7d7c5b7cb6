//! What is wrong with an input, and where.
//!
//! Faults are neutral: they say what was expected at which place, and nothing about how an answer shows it. The server renders them
//! (FastAPI's `detail`, or problem details of RFC 9457), a client prints them.
//!
//! No fault holds a value of the input, because an input may be a password. The names of unknown members are the one exception: they
//! are part of the place.

use std::borrow::Cow;
use std::fmt;

/// One step from the root of an input to the place of a fault.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Segment {
    /// A member of an object, or a key of a map.
    Member(Cow<'static, str>),
    /// An item of an array, counted from 0.
    Index(usize),
}

impl From<&'static str> for Segment {
    fn from(name: &'static str) -> Self {
        Self::Member(Cow::Borrowed(name))
    }
}

impl From<String> for Segment {
    fn from(name: String) -> Self {
        Self::Member(Cow::Owned(name))
    }
}

impl From<usize> for Segment {
    fn from(index: usize) -> Self {
        Self::Index(index)
    }
}

/// One thing that is wrong with an input.
#[derive(Debug, Clone, PartialEq)]
pub struct Fault {
    /// The way from the root of the input to the faulty value; empty for the root itself. For a missing or an unknown member it ends with that member's name.
    pub location: Vec<Segment>,
    /// What is wrong there.
    pub kind: FaultKind,
}

impl Fault {
    /// A fault at the root of an input.
    #[must_use]
    pub const fn new(kind: FaultKind) -> Self {
        Self {
            location: Vec::new(),
            kind,
        }
    }

    /// A fault at `location`, as a handler reports for a rule that the document does not know.
    pub fn at(location: impl IntoIterator<Item = Segment>, kind: FaultKind) -> Self {
        Self {
            location: location.into_iter().collect(),
            kind,
        }
    }

    /// The location as a JSON pointer (RFC 6901): empty for the root, else `/items/0/name`.
    #[must_use]
    pub fn pointer(&self) -> String {
        let mut pointer = String::new();
        for segment in &self.location {
            pointer.push('/');
            match segment {
                Segment::Member(name) => {
                    pointer.push_str(&name.replace('~', "~0").replace('/', "~1"))
                }
                Segment::Index(index) => pointer.push_str(&index.to_string()),
            }
        }
        pointer
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if !self.location.is_empty() {
            write!(f, "{}: ", self.pointer())?;
        }
        self.kind.fmt(f)
    }
}

impl std::error::Error for Fault {}

/// What is wrong with a value.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub enum FaultKind {
    /// A required member, parameter or body is absent.
    Missing,
    /// An object with declared members was expected.
    NotObject,
    /// An object with free keys was expected.
    NotMap,
    /// An array was expected.
    NotArray,
    /// A string was expected.
    NotString,
    /// An integer was expected, and no number was found.
    NotInteger,
    /// An integer was expected, and a number with a fraction was found.
    Fraction,
    /// A number was expected.
    NotNumber,
    /// `true` or `false` was expected.
    NotBoolean,
    /// `null` was expected.
    NotNull,
    /// A string, and not one of the values of the enum.
    Enum {
        /// The values of the enum, in the document's order.
        expected: &'static [&'static str],
    },
    /// An integer, and not one of the values of the enum.
    IntegerEnum {
        /// The values of the enum, in the document's order.
        expected: &'static [i64],
    },
    /// A string that is not a UUID.
    Uuid,
    /// A string that is not a date-time of RFC 3339.
    DateTime,
    /// A string that is not a full-date of RFC 3339.
    Date,
    /// A string that is not base64 (RFC 4648 section 4, with padding).
    Base64,
    /// An integer that the type cannot hold.
    IntegerRange {
        /// The least value that is accepted.
        minimum: i128,
        /// The greatest value that is accepted.
        maximum: i128,
    },
    /// A number that the type cannot hold (beyond the range of `f32`).
    NumberRange,
    /// A member that the schema does not know, where it forbids unknown ones.
    UnknownMember,
    /// No variant of a union accepts the value.
    NoVariant {
        /// The names of what would be accepted.
        expected: &'static [&'static str],
    },
    /// The member that tells the variants of a union apart is absent, or not a string.
    TagMissing {
        /// The name of that member.
        member: &'static str,
    },
    /// The member that tells the variants of a union apart has a value of no variant.
    TagUnknown {
        /// The name of that member.
        member: &'static str,
        /// The values that would be accepted.
        expected: &'static [&'static str],
    },
    /// The text is not JSON, or not within the limits of the reader. Stands alone, at the root.
    Syntax {
        /// Where, in characters from the start of the text (a byte order mark is not counted); the same place that CPython's `json` reports.
        offset: usize,
        /// What is wrong there.
        problem: SyntaxProblem,
    },
    /// The text is not UTF-8. Stands alone, at the root.
    InvalidUtf8 {
        /// The number of valid bytes before the first invalid one.
        offset: usize,
    },
    /// Faults stood here that are not listed, because there were more than the limit.
    Omitted,
    /// A rule outside of the codec: a constraint, or one of the implementor's.
    Custom {
        /// A stable name of the rule, for programs (FastAPI's `type`).
        code: Cow<'static, str>,
        /// What is wrong, for people. Must not hold the value.
        message: Cow<'static, str>,
    },
}

impl FaultKind {
    /// A rule outside of the codec.
    pub fn custom(
        code: impl Into<Cow<'static, str>>,
        message: impl Into<Cow<'static, str>>,
    ) -> Self {
        Self::Custom {
            code: code.into(),
            message: message.into(),
        }
    }
}

impl fmt::Display for FaultKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Missing => f.write_str("required, but absent"),
            Self::NotObject | Self::NotMap => f.write_str("expected an object"),
            Self::NotArray => f.write_str("expected an array"),
            Self::NotString => f.write_str("expected a string"),
            Self::NotInteger => f.write_str("expected an integer"),
            Self::Fraction => f.write_str("expected an integer, found a number with a fraction"),
            Self::NotNumber => f.write_str("expected a number"),
            Self::NotBoolean => f.write_str("expected true or false"),
            Self::NotNull => f.write_str("expected null"),
            Self::Enum { expected } => write!(f, "expected one of {}", List(expected)),
            Self::IntegerEnum { expected } => write!(f, "expected one of {}", List(expected)),
            Self::Uuid => f.write_str("expected a UUID"),
            Self::DateTime => f.write_str("expected a date-time of RFC 3339"),
            Self::Date => f.write_str("expected a date, as in 2026-01-31"),
            Self::Base64 => f.write_str("expected base64"),
            Self::IntegerRange { minimum, maximum } => {
                write!(f, "expected an integer from {minimum} to {maximum}")
            }
            Self::NumberRange => f.write_str("the number is out of range"),
            Self::UnknownMember => f.write_str("unknown member"),
            Self::NoVariant { expected } => write!(f, "expected one of {}", List(expected)),
            Self::TagMissing { member } => {
                write!(f, "the member {member:?} is absent, or no string")
            }
            Self::TagUnknown { member, expected } => write!(
                f,
                "expected the member {member:?} to be one of {}",
                List(expected)
            ),
            Self::Syntax { offset, problem } => write!(f, "{problem} at character {offset}"),
            Self::InvalidUtf8 { offset } => write!(f, "invalid UTF-8 after byte {offset}"),
            Self::Omitted => f.write_str("more faults, not listed"),
            Self::Custom { message, .. } => f.write_str(message),
        }
    }
}

/// `"a", "b", "c"`
struct List<'a, T>(&'a [T]);

impl<T: fmt::Debug> fmt::Display for List<'_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, item) in self.0.iter().enumerate() {
            let comma = if index == 0 { "" } else { ", " };
            write!(f, "{comma}{item:?}")?;
        }
        Ok(())
    }
}

/// Why a text is not JSON, or not JSON that the reader takes.
///
/// `Display` writes CPython's words for those that CPython knows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum SyntaxProblem {
    /// No value where one must stand; also a bad literal or number.
    ExpectingValue,
    /// No `"` where a member's name must start.
    ExpectingName,
    /// No `:` after a member's name.
    ExpectingColon,
    /// Neither `,` nor the closing bracket after a value.
    ExpectingComma,
    /// Something after the value.
    ExtraData,
    /// A string without an end.
    UnterminatedString,
    /// A control character within a string.
    ControlCharacter,
    /// An escape that JSON does not know.
    InvalidEscape,
    /// `\u` without four hexadecimal digits.
    InvalidUnicodeEscape,
    /// Half of a surrogate pair: no text can hold it.
    LoneSurrogate,
    /// `NaN`, `Infinity` or `-Infinity`.
    NotFinite,
    /// A number beyond the range of a 64-bit float.
    NumberRange,
    /// Deeper than the limit.
    TooDeep,
    /// The alternatives of unions would have to be read too often: more than eight times the text's length, or 64 KiB where that is more.
    TooManyAlternatives,
    /// UTF-16, by its byte order mark.
    Utf16,
}

impl fmt::Display for SyntaxProblem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::ExpectingValue => "Expecting value",
            Self::ExpectingName => "Expecting property name enclosed in double quotes",
            Self::ExpectingColon => "Expecting ':' delimiter",
            Self::ExpectingComma => "Expecting ',' delimiter",
            Self::ExtraData => "Extra data",
            Self::UnterminatedString => "Unterminated string starting at",
            Self::ControlCharacter => "Invalid control character at",
            Self::InvalidEscape => "Invalid \\escape",
            Self::InvalidUnicodeEscape => "Invalid \\uXXXX escape",
            Self::LoneSurrogate => "Lone surrogate",
            Self::NotFinite => "Number that is not finite",
            Self::NumberRange => "Number out of range",
            Self::TooDeep => "Nested too deeply",
            Self::TooManyAlternatives => "Too many nested alternatives",
            Self::Utf16 => "UTF-16 instead of UTF-8",
        })
    }
}

/// All faults of an input: at least one, in the order of the schema.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Faults {
    list: Vec<Fault>,
    truncated: bool,
}

impl Faults {
    /// No faults yet; for gathering those of several inputs.
    #[must_use]
    pub const fn new() -> Self {
        Self {
            list: Vec::new(),
            truncated: false,
        }
    }

    pub(crate) const fn from_parts(list: Vec<Fault>, truncated: bool) -> Self {
        Self { list, truncated }
    }

    /// Adds a fault behind the others.
    pub fn push(&mut self, fault: Fault) {
        self.list.push(fault);
    }

    /// Adds the faults of another input, with `prefix` before their locations.
    pub fn append(&mut self, prefix: &[Segment], other: Self) {
        self.truncated |= other.truncated;
        self.list.extend(other.list.into_iter().map(|fault| Fault {
            location: prefix.iter().cloned().chain(fault.location).collect(),
            kind: fault.kind,
        }));
    }

    /// Drops the faults beyond the first `limit`, and marks that.
    pub fn truncate(&mut self, limit: usize) {
        if self.list.len() > limit {
            self.list.truncate(limit);
            self.truncated = true;
        }
    }

    /// Whether there were more faults than are listed.
    #[must_use]
    pub const fn truncated(&self) -> bool {
        self.truncated
    }

    /// The faults, in the order of the schema.
    #[must_use]
    pub fn as_slice(&self) -> &[Fault] {
        &self.list
    }

    /// The faults, in the order of the schema.
    pub fn iter(&self) -> std::slice::Iter<'_, Fault> {
        self.list.iter()
    }

    /// How many faults are listed.
    #[must_use]
    pub fn len(&self) -> usize {
        self.list.len()
    }

    /// Whether none is listed.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    /// The faults, in the order of the schema.
    #[must_use]
    pub fn into_vec(self) -> Vec<Fault> {
        self.list
    }
}

impl From<Fault> for Faults {
    fn from(fault: Fault) -> Self {
        Self {
            list: vec![fault],
            truncated: false,
        }
    }
}

impl IntoIterator for Faults {
    type Item = Fault;
    type IntoIter = std::vec::IntoIter<Fault>;

    fn into_iter(self) -> Self::IntoIter {
        self.list.into_iter()
    }
}

impl<'a> IntoIterator for &'a Faults {
    type Item = &'a Fault;
    type IntoIter = std::slice::Iter<'a, Fault>;

    fn into_iter(self) -> Self::IntoIter {
        self.list.iter()
    }
}

impl fmt::Display for Faults {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, fault) in self.list.iter().enumerate() {
            let semicolon = if index == 0 { "" } else { "; " };
            write!(f, "{semicolon}{fault}")?;
        }
        if self.truncated {
            f.write_str("; more faults, not listed")
        } else {
            Ok(())
        }
    }
}

impl std::error::Error for Faults {}
