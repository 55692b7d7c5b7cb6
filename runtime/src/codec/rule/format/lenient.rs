//! What pydantic takes for a format, beyond its RFC: what it writes itself, and what it was sent so far.

use super::ascii::{Rest, is_digit};
use super::{email, host, time};

/// A time without seconds, or without an offset.
pub(super) fn is_time(text: &str) -> bool {
    let seconds = text.get(5..).is_some_and(|rest| rest.starts_with(':'));
    let (minutes, rest) = text.split_at_checked(5).unwrap_or((text, ""));
    let whole = if seconds {
        text.to_owned()
    } else {
        format!("{minutes}:00{rest}")
    };
    let mut rest = Rest(&whole);
    let is_time = time::partial_time(&mut rest).is_some_and(|(_, is_leap)| !is_leap);
    is_time && (rest.is_empty() || time::offset(&mut rest).is_some() && rest.is_empty())
}

/// A duration of ISO 8601: with a sign, units left out, and a fraction.
pub(super) fn is_duration(text: &str) -> bool {
    let text = text.strip_prefix(['-', '+']).unwrap_or(text);
    let Some(body) = text.strip_prefix('P') else {
        return false;
    };
    let (date, time) = match body.split_once('T') {
        Some((date, time)) => (date, Some(time)),
        None => (body, None),
    };
    let is_date = date.is_empty() || has_units(date, "YMWD");
    let is_time = time.is_none_or(|time| has_units(time, "HMS"));
    is_date && is_time && (!date.is_empty() || time.is_some())
}

/// Numbers with units, in their order.
fn has_units(text: &str, units: &str) -> bool {
    let mut rest = Rest(text);
    let mut left = units;
    while !rest.is_empty() {
        let whole = rest.run(is_digit);
        let has_point = rest.take(".") || rest.take(",");
        let fraction = has_point && rest.run(is_digit).is_empty();
        let Some(place) = rest.next().and_then(|unit| left.find(unit)) else {
            return false;
        };
        if whole.is_empty() || fraction {
            return false;
        }
        left = left.get(place + 1..).unwrap_or_default();
    }
    !text.is_empty()
}

/// A URL of WHATWG's: of any characters but blanks and controls, behind a scheme.
pub(super) fn is_url(text: &str) -> bool {
    let Some((scheme, rest)) = text.split_once(':') else {
        return false;
    };
    let is_scheme = scheme.starts_with(|c: char| c.is_ascii_alphabetic())
        && (scheme.chars()).all(|c| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.'));
    let plain = !rest.contains(|c: char| c.is_whitespace() || c.is_control());
    let has_host = match rest.strip_prefix("//") {
        Some(behind) => !behind.is_empty() && !behind.starts_with(['/', '?', '#', ':']),
        None => !rest.is_empty(),
    };
    is_scheme && plain && has_host
}

/// An address with characters beyond ASCII, before the `@` and behind it.
pub(super) fn is_email(text: &str) -> bool {
    email::is_mailbox(
        text,
        |_| true,
        |domain| {
            let ascii: String = (domain.chars())
                .map(|c| {
                    if !c.is_ascii() && c.is_alphanumeric() {
                        'x'
                    } else {
                        c
                    }
                })
                .collect();
            host::is_hostname(&ascii)
        },
    )
}
