//! What can be wrong with a text before it is a value.

use std::fmt;

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
