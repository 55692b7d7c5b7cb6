//! Templates of URIs: RFC 6570, section 2.

use super::ascii::{Rest, all, is_digit};
use super::uri::{is_encoded_prefix, is_iri_private, is_unreserved_beyond_ascii};

pub(super) fn is_template(text: &str) -> bool {
    let mut rest = Rest(text);
    while !rest.is_empty() {
        let kept = if rest.take("{") {
            match rest.0.split_once('}') {
                Some((inner, behind)) => {
                    rest.0 = behind;
                    is_expression(inner)
                }
                None => false,
            }
        } else {
            literal(&mut rest)
        };
        if !kept {
            return false;
        }
    }
    true
}

/// Section 2.1: one character that may stand for itself, or an octet in percents. An apostrophe may (erratum 6937).
fn literal(rest: &mut Rest<'_>) -> bool {
    if is_encoded_prefix(rest.0) {
        rest.0 = rest.0.get(3..).unwrap_or_default();
        return true;
    }
    let run = rest.run(|c| match c {
        '!' | '#'..='$' | '&'..=';' | '=' | '?'..='[' | ']' | '_' | 'a'..='z' | '~' => true,
        other => is_unreserved_beyond_ascii(other) || is_iri_private(other),
    });
    !run.is_empty()
}

/// Section 2.2: an operator, then variables.
fn is_expression(inner: &str) -> bool {
    let operators = ['+', '#', '.', '/', ';', '?', '&', '=', ',', '!', '@', '|'];
    let variables = inner.strip_prefix(operators).unwrap_or(inner);
    variables.split(',').all(is_variable)
}

/// Sections 2.3 and 2.4: a name, then `*`, or `:` with a length below 10,000.
fn is_variable(text: &str) -> bool {
    let name = match text.strip_suffix('*') {
        Some(name) => name,
        None => match text.split_once(':') {
            Some((name, length)) => {
                let plain = all(length, is_digit) && !length.starts_with('0');
                if !plain || length.len() > 4 {
                    return false;
                }
                name
            }
            None => text,
        },
    };
    name.split('.').all(is_name)
}

/// Characters of a name, or octets in percents.
fn is_name(text: &str) -> bool {
    let mut rest = Rest(text);
    while !rest.is_empty() {
        if is_encoded_prefix(rest.0) {
            rest.0 = rest.0.get(3..).unwrap_or_default();
        } else if rest
            .run(|c| c.is_ascii_alphanumeric() || c == '_')
            .is_empty()
        {
            return false;
        }
    }
    !text.is_empty()
}
