//! Structured fields of HTTP (RFC 8941), each a bare item; and base64 for URLs.

use super::ascii::{all, is_digit, is_token_char};

/// Section 3.3.1: at most 15 digits.
pub(super) fn is_integer(text: &str) -> bool {
    let digits = text.strip_prefix('-').unwrap_or(text);
    digits.len() <= 15 && all(digits, is_digit)
}

/// Section 3.3.2: at most 12 digits before the point, and one to three behind it.
pub(super) fn is_decimal(text: &str) -> bool {
    let unsigned = text.strip_prefix('-').unwrap_or(text);
    let Some((whole, fraction)) = unsigned.split_once('.') else {
        return false;
    };
    whole.len() <= 12 && fraction.len() <= 3 && all(whole, is_digit) && all(fraction, is_digit)
}

/// Section 3.3.3: quotes around visible ASCII characters and blanks; `"` and `\` behind a `\`.
pub(super) fn is_string(text: &str) -> bool {
    let inner = text
        .strip_prefix('"')
        .and_then(|rest| rest.strip_suffix('"'));
    let Some(inner) = inner else {
        return false;
    };
    let mut characters = inner.chars();
    while let Some(c) = characters.next() {
        let kept = match c {
            '\\' => matches!(characters.next(), Some('"' | '\\')),
            '"' => false,
            other => matches!(other, ' '..='~'),
        };
        if !kept {
            return false;
        }
    }
    true
}

/// Section 3.3.4.
pub(super) fn is_token(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_alphabetic() || c == '*')
        && all(text, |c| is_token_char(c) || c == ':' || c == '/')
}

/// Section 3.3.5: base64 between colons, with padding or without.
pub(super) fn is_binary(text: &str) -> bool {
    let inner = text
        .strip_prefix(':')
        .and_then(|rest| rest.strip_suffix(':'));
    inner.is_some_and(|inner| is_base64(inner, |c| c == '+' || c == '/'))
}

/// RFC 4648, section 5.
pub(super) fn is_base64url(text: &str) -> bool {
    is_base64(text, |c| c == '-' || c == '_')
}

fn is_base64(text: &str, last: impl Fn(char) -> bool) -> bool {
    let digits = text.trim_end_matches('=');
    let padding = text.len() - digits.len();
    let padded = match digits.len() % 4 {
        0 => padding == 0,
        2 => padding == 0 || padding == 2,
        3 => padding == 0 || padding == 1,
        _ => false,
    };
    padded && digits.chars().all(|c| c.is_ascii_alphanumeric() || last(c))
}
