//! `format`: what a text, or a number, is said to be beyond its type.
//!
//! Those of JSON Schema 2020-12 and of OpenAPI's registry that can be checked. `commonmark`, `html`, `binary`, `password`, `float` and `double` say
//! how a value is meant, and refuse none: they are no rules.

mod ascii;
mod email;
mod host;
mod http;
#[cfg(feature = "idn")]
mod idn;
mod lenient;
mod number;
mod pointer;
mod regex;
mod structured;
mod template;
mod time;
mod uri;

/// A format that values can be checked against.
///
/// One that is about texts says nothing about numbers, and the other way round; `decimal` is about both.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Format {
    /// `base64url`: RFC 4648, section 5, with padding or without.
    Base64Url,
    /// `byte`: base64, RFC 4648, section 4, with padding.
    Byte,
    /// `char`: one character.
    Char,
    /// `date`: RFC 3339, `full-date`.
    Date,
    /// `date-time`: RFC 3339.
    DateTime,
    /// `date-time-local`: a date-time of RFC 3339 without an offset.
    DateTimeLocal,
    /// `decimal`: a decimal number.
    Decimal,
    /// `decimal128`: a decimal number of at most 34 digits.
    Decimal128,
    /// `double-int`: an integer that a 64-bit float holds exactly.
    DoubleInt,
    /// `duration`: RFC 3339, appendix A.
    Duration,
    /// `email`: RFC 5321, section 4.1.2.
    Email,
    /// `hostname`: RFC 1123.
    Hostname,
    /// `http-date`: RFC 9110, section 5.6.7.
    HttpDate,
    /// `idn-email`: RFC 6531.
    #[cfg(feature = "idn")]
    IdnEmail,
    /// `idn-hostname`: RFC 5890.
    #[cfg(feature = "idn")]
    IdnHostname,
    /// `int8`.
    Int8,
    /// `int16`.
    Int16,
    /// `int32`.
    Int32,
    /// `int64`.
    Int64,
    /// `ipv4`: RFC 2673, section 3.2.
    Ipv4,
    /// `ipv6`: RFC 4291, section 2.2.
    Ipv6,
    /// `iri`: RFC 3987.
    Iri,
    /// `iri-reference`: RFC 3987.
    IriReference,
    /// `json-pointer`: RFC 6901.
    JsonPointer,
    /// `media-range`: RFC 9110, section 12.5.1.
    MediaRange,
    /// `regex`: ECMA-262.
    Regex,
    /// `relative-json-pointer`.
    RelativeJsonPointer,
    /// `sf-binary`: RFC 8941.
    SfBinary,
    /// `sf-boolean`: RFC 8941.
    SfBoolean,
    /// `sf-decimal`: RFC 8941.
    SfDecimal,
    /// `sf-integer`: RFC 8941.
    SfInteger,
    /// `sf-string`: RFC 8941.
    SfString,
    /// `sf-token`: RFC 8941.
    SfToken,
    /// `time`: RFC 3339, `full-time`.
    Time,
    /// `time-local`: RFC 3339, `partial-time`.
    TimeLocal,
    /// `uint8`.
    Uint8,
    /// `uint16`.
    Uint16,
    /// `uint32`.
    Uint32,
    /// `uint64`.
    Uint64,
    /// `uri`: RFC 3986.
    Uri,
    /// `uri-reference`: RFC 3986.
    UriReference,
    /// `uri-template`: RFC 6570.
    UriTemplate,
    /// `uuid`: RFC 9562, with hyphens.
    Uuid,
}

impl Format {
    /// Whether a text is of this format; any is of one that is about numbers alone.
    #[must_use]
    pub fn accepts(self, text: &str) -> bool {
        match self {
            Self::Base64Url => structured::is_base64url(text),
            Self::Byte => crate::Base64::from_text(text).is_some(),
            Self::Char => text.chars().count() == 1,
            Self::Date => time::is_date(text),
            Self::DateTime => time::is_date_time(text),
            Self::DateTimeLocal => time::is_local_date_time(text),
            Self::Decimal => number::is_decimal(text, usize::MAX),
            Self::Decimal128 => number::is_decimal(text, number::DIGITS_OF_128_BITS),
            Self::Duration => time::is_duration(text),
            Self::Email => email::is_email(text),
            Self::Hostname => host::is_hostname(text),
            Self::HttpDate => http::is_date(text),
            #[cfg(feature = "idn")]
            Self::IdnEmail => idn::is_email(text),
            #[cfg(feature = "idn")]
            Self::IdnHostname => idn::is_hostname(text),
            Self::Ipv4 => host::is_ipv4(text),
            Self::Ipv6 => host::is_ipv6(text),
            Self::Iri => uri::is_iri(text),
            Self::IriReference => uri::is_iri_reference(text),
            Self::JsonPointer => pointer::is_pointer(text),
            Self::MediaRange => http::is_media_range(text),
            Self::Regex => regex::is_regex(text),
            Self::RelativeJsonPointer => pointer::is_relative(text),
            Self::SfBinary => structured::is_binary(text),
            Self::SfBoolean => matches!(text, "?0" | "?1"),
            Self::SfDecimal => structured::is_decimal(text),
            Self::SfInteger => structured::is_integer(text),
            Self::SfString => structured::is_string(text),
            Self::SfToken => structured::is_token(text),
            Self::Time => time::is_time(text),
            Self::TimeLocal => time::is_local_time(text),
            Self::Uri => uri::is_uri(text),
            Self::UriReference => uri::is_uri_reference(text),
            Self::UriTemplate => template::is_template(text),
            Self::Uuid => host::is_uuid(text),
            Self::DoubleInt
            | Self::Int8
            | Self::Int16
            | Self::Int32
            | Self::Int64
            | Self::Uint8
            | Self::Uint16
            | Self::Uint32
            | Self::Uint64 => true,
        }
    }

    /// Whether pydantic takes a text for this format, which its RFC need not.
    pub(crate) fn accepts_leniently(self, text: &str) -> bool {
        match self {
            Self::Time => lenient::is_time(text),
            Self::Duration => lenient::is_duration(text),
            Self::Uri => lenient::is_url(text),
            Self::Email => lenient::is_email(text),
            Self::Uuid => uuid::Uuid::try_parse(text).is_ok(),
            _ => false,
        }
    }

    /// Whether a number, as text, is of this format; any is of one that is about texts alone.
    pub(crate) fn accepts_number(self, number: &str) -> bool {
        match number::range(self) {
            Some((minimum, maximum)) => number::is_integer_within(number, minimum, maximum),
            None => {
                self != Self::Decimal128 || number::is_decimal(number, number::DIGITS_OF_128_BITS)
            }
        }
    }

    /// The word of documents for it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Base64Url => "base64url",
            Self::Byte => "byte",
            Self::Char => "char",
            Self::Date => "date",
            Self::DateTime => "date-time",
            Self::DateTimeLocal => "date-time-local",
            Self::Decimal => "decimal",
            Self::Decimal128 => "decimal128",
            Self::DoubleInt => "double-int",
            Self::Duration => "duration",
            Self::Email => "email",
            Self::Hostname => "hostname",
            Self::HttpDate => "http-date",
            #[cfg(feature = "idn")]
            Self::IdnEmail => "idn-email",
            #[cfg(feature = "idn")]
            Self::IdnHostname => "idn-hostname",
            Self::Int8 => "int8",
            Self::Int16 => "int16",
            Self::Int32 => "int32",
            Self::Int64 => "int64",
            Self::Ipv4 => "ipv4",
            Self::Ipv6 => "ipv6",
            Self::Iri => "iri",
            Self::IriReference => "iri-reference",
            Self::JsonPointer => "json-pointer",
            Self::MediaRange => "media-range",
            Self::Regex => "regex",
            Self::RelativeJsonPointer => "relative-json-pointer",
            Self::SfBinary => "sf-binary",
            Self::SfBoolean => "sf-boolean",
            Self::SfDecimal => "sf-decimal",
            Self::SfInteger => "sf-integer",
            Self::SfString => "sf-string",
            Self::SfToken => "sf-token",
            Self::Time => "time",
            Self::TimeLocal => "time-local",
            Self::Uint8 => "uint8",
            Self::Uint16 => "uint16",
            Self::Uint32 => "uint32",
            Self::Uint64 => "uint64",
            Self::Uri => "uri",
            Self::UriReference => "uri-reference",
            Self::UriTemplate => "uri-template",
            Self::Uuid => "uuid",
        }
    }

    /// What it is called in a sentence.
    pub(crate) const fn noun(self) -> &'static str {
        match self {
            Self::Base64Url => "base64 for URLs",
            Self::Byte => "base64",
            Self::Char => "one character",
            Self::Date => "a date, as in 2026-01-31",
            Self::DateTime => "a date-time of RFC 3339",
            Self::DateTimeLocal => "a date-time without an offset",
            Self::Decimal => "a decimal number",
            Self::Decimal128 => "a decimal number of at most 34 digits",
            Self::DoubleInt => "an integer of at most 53 bits",
            Self::Duration => "a duration, as in P1DT12H",
            Self::Email => "an e-mail address",
            Self::Hostname => "the name of a host",
            Self::HttpDate => "a date of HTTP",
            #[cfg(feature = "idn")]
            Self::IdnEmail => "an e-mail address",
            #[cfg(feature = "idn")]
            Self::IdnHostname => "the name of a host",
            Self::Int8 => "an integer of 8 bits",
            Self::Int16 => "an integer of 16 bits",
            Self::Int32 => "an integer of 32 bits",
            Self::Int64 => "an integer of 64 bits",
            Self::Ipv4 => "an IPv4 address",
            Self::Ipv6 => "an IPv6 address",
            Self::Iri => "an IRI",
            Self::IriReference => "a reference to an IRI",
            Self::JsonPointer => "a JSON pointer",
            Self::MediaRange => "a media range",
            Self::Regex => "a regular expression",
            Self::RelativeJsonPointer => "a relative JSON pointer",
            Self::SfBinary => "a byte sequence of RFC 8941",
            Self::SfBoolean => "a boolean of RFC 8941",
            Self::SfDecimal => "a decimal of RFC 8941",
            Self::SfInteger => "an integer of RFC 8941",
            Self::SfString => "a string of RFC 8941",
            Self::SfToken => "a token of RFC 8941",
            Self::Time => "a time with an offset, as in 12:00:00Z",
            Self::TimeLocal => "a time without an offset",
            Self::Uint8 => "an integer of 8 bits without a sign",
            Self::Uint16 => "an integer of 16 bits without a sign",
            Self::Uint32 => "an integer of 32 bits without a sign",
            Self::Uint64 => "an integer of 64 bits without a sign",
            Self::Uri => "a URI",
            Self::UriReference => "a reference to a URI",
            Self::UriTemplate => "a template of a URI",
            Self::Uuid => "a UUID",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Format;

    #[test]
    fn texts() {
        for (format, yes, no) in [
            (
                Format::Base64Url,
                &["", "YQ", "YQ==", "-_-_", "YWI"][..],
                &["YQ=", "+/==", "YQ===", "Y"][..],
            ),
            (Format::Byte, &["", "YQ==", "+/+/"], &["YQ", "-_-_", "!"]),
            (Format::Char, &["a", "ñ", "😀"], &["", "ab"]),
            (
                Format::DateTimeLocal,
                &["2026-01-31T12:00:00", "2026-01-31t12:00:00.5"],
                &["2026-01-31T12:00:00Z", "2026-01-31", "2026-02-30T12:00:00"],
            ),
            (
                Format::TimeLocal,
                &["12:00:00", "23:59:60.1"],
                &["12:00:00Z", "24:00:00", "12:00"],
            ),
            (
                Format::Decimal,
                &["0", "-1.50", "+.5", "1.", "1e10", "007"],
                &["", ".", "-", "1e", "1,5", "NaN", "1 "],
            ),
            (
                Format::Decimal128,
                &[
                    "1234567890123456789012345678901234",
                    "0.0001234567890123456789012345678901234000",
                ],
                &["12345678901234567890123456789012345"],
            ),
            (
                Format::HttpDate,
                &[
                    "Sun, 06 Nov 1994 08:49:37 GMT",
                    "Sunday, 06-Nov-94 08:49:37 GMT",
                    "Sun Nov  6 08:49:37 1994",
                    "Wed Nov 16 08:49:37 1994",
                ],
                &[
                    "Mon, 06 Nov 1994 08:49:37 GMT",
                    "Sun, 6 Nov 1994 08:49:37 GMT",
                    "Sun, 06 Nov 1994 08:49:37 +0000",
                    "Sun, 31 Feb 1994 08:49:37 GMT",
                    "Sun, 06 Nov 1994 24:49:37 GMT",
                    "1994-11-06",
                ],
            ),
            (
                Format::MediaRange,
                &[
                    "*/*",
                    "text/*",
                    "text/html",
                    "text/html; charset=utf-8;q=\"a \\\" b\"",
                    "application/vnd.a+json",
                ],
                &[
                    "",
                    "*",
                    "*/html",
                    "text/",
                    "text/ht ml",
                    "te*t/html",
                    "text/html; charset",
                    "text/html charset=utf-8",
                    "text/html; a=\"b",
                ],
            ),
            (
                Format::SfBinary,
                &[":YQ==:", "::", ":YQ:"],
                &["YQ==", ":YQ", ":-_:"],
            ),
            (Format::SfBoolean, &["?0", "?1"], &["?2", "true", ""]),
            (
                Format::SfDecimal,
                &["1.5", "-0.125", "123456789012.1"],
                &["1", "1.", ".5", "1.2345", "1234567890123.1"],
            ),
            (
                Format::SfInteger,
                &["0", "-15", "999999999999999"],
                &["", "-", "1.5", "+1", "1000000000000000"],
            ),
            (
                Format::SfString,
                &["\"\"", "\"a \\\" b\\\\\""],
                &["a", "\"a", "\"a\\b\"", "\"ñ\"", "\"a\"b\""],
            ),
            (
                Format::SfToken,
                &["a", "*a", "A/b:c"],
                &["", "1a", "a b", "a,b"],
            ),
            // Texts are no numbers.
            (Format::Int8, &["300"], &[]),
        ] {
            for text in yes {
                assert!(format.accepts(text), "{format:?} {text:?}");
            }
            for text in no {
                assert!(!format.accepts(text), "{format:?} {text:?}");
            }
        }
    }

    #[test]
    fn numbers() {
        for (format, yes, no) in [
            (
                Format::Int8,
                &["-128", "127", "1.0", "1e2"][..],
                &["128", "-129", "1.5", "1e40"][..],
            ),
            (Format::Int16, &["-32768"], &["32768"]),
            (Format::Int32, &["2147483647"], &["2147483648"]),
            (
                Format::Int64,
                &["-9223372036854775808"],
                &["9223372036854775808"],
            ),
            (Format::Uint8, &["0", "255"], &["-1", "256"]),
            (Format::Uint16, &["65535"], &["65536"]),
            (Format::Uint32, &["4294967295"], &["4294967296"]),
            (
                Format::Uint64,
                &["18446744073709551615"],
                &["18446744073709551616", "-1"],
            ),
            (
                Format::DoubleInt,
                &["9007199254740991", "-9007199254740991"],
                &["9007199254740992", "0.5"],
            ),
            (
                Format::Decimal128,
                &["1.234567890123456789012345678901234e5"],
                &["1.2345678901234567890123456789012345"],
            ),
            (Format::Decimal, &["1e300"], &[]),
            (Format::Email, &["1"], &[]),
        ] {
            for number in yes {
                assert!(format.accepts_number(number), "{format:?} {number}");
            }
            for number in no {
                assert!(!format.accepts_number(number), "{format:?} {number}");
            }
        }
    }
}
