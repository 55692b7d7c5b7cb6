//! URIs (RFC 3986) and IRIs (RFC 3987), and references to them.

use super::ascii::{Rest, all, is_digit};
use super::host;

pub(super) fn is_uri(text: &str) -> bool {
    is_absolute(text, Alphabet::Uri)
}

pub(super) fn is_uri_reference(text: &str) -> bool {
    is_reference(text, Alphabet::Uri)
}

pub(super) fn is_iri(text: &str) -> bool {
    is_absolute(text, Alphabet::Iri)
}

pub(super) fn is_iri_reference(text: &str) -> bool {
    is_reference(text, Alphabet::Iri)
}

/// Whether characters beyond ASCII may stand for themselves.
#[derive(Clone, Copy, PartialEq)]
enum Alphabet {
    Uri,
    Iri,
}

fn is_absolute(text: &str, alphabet: Alphabet) -> bool {
    text.split_once(':')
        .is_some_and(|(scheme, rest)| is_scheme(scheme) && is_tail(rest, alphabet))
}

fn is_reference(text: &str, alphabet: Alphabet) -> bool {
    is_absolute(text, alphabet) || {
        // Before the first slash of a relative path a colon would end a scheme.
        let first = text.split(['/', '?', '#']).next().unwrap_or_default();
        !first.contains(':') && is_tail(text, alphabet)
    }
}

fn is_scheme(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_alphabetic())
        && text
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.'))
}

/// What stands behind the scheme: an authority, a path, a query, a fragment.
fn is_tail(text: &str, alphabet: Alphabet) -> bool {
    let (text, fragment) = text.split_once('#').unwrap_or((text, ""));
    let (hierarchy, query) = text.split_once('?').unwrap_or((text, ""));
    let in_path = |c| is_path_char(c, alphabet) || c == '/';
    let in_fragment = |c| in_path(c) || c == '?';
    let in_query = |c| in_fragment(c) || alphabet == Alphabet::Iri && is_iri_private(c);
    let path_is_one = match hierarchy.strip_prefix("//") {
        Some(rest) => {
            let end = rest.find('/').unwrap_or(rest.len());
            let (authority, path) = rest.split_at_checked(end).unwrap_or((rest, ""));
            is_authority(authority, alphabet) && is_made_of(path, in_path)
        }
        None => is_made_of(hierarchy, in_path),
    };
    path_is_one && is_made_of(query, in_query) && is_made_of(fragment, in_fragment)
}

/// Section 3.2: who, where, and which port.
fn is_authority(text: &str, alphabet: Alphabet) -> bool {
    let (user, place) = match text.rsplit_once('@') {
        Some((user, place)) => (user, place),
        None => ("", text),
    };
    let in_user = |c| is_name_char(c, alphabet) || c == ':';
    if !is_made_of(user, in_user) {
        return false;
    }
    let (is_host, port) = match place.strip_prefix('[') {
        Some(rest) => match rest.split_once(']') {
            Some((address, port)) => (is_literal(address), port),
            None => return false,
        },
        None => {
            let end = place.find(':').unwrap_or(place.len());
            let (name, port) = place.split_at_checked(end).unwrap_or((place, ""));
            (is_made_of(name, |c| is_name_char(c, alphabet)), port)
        }
    };
    is_host
        && match port.strip_prefix(':') {
            Some(digits) => digits.chars().all(is_digit),
            None => port.is_empty(),
        }
}

/// Section 3.2.2: an address between brackets.
fn is_literal(address: &str) -> bool {
    let Some(future) = address.strip_prefix(['v', 'V']) else {
        return host::is_ipv6(address);
    };
    let in_address = |c| is_name_char(c, Alphabet::Uri) || c == ':';
    future.split_once('.').is_some_and(|(version, rest)| {
        all(version, |c| c.is_ascii_hexdigit()) && all(rest, in_address)
    })
}

/// Characters of a kind, and octets in percents.
fn is_made_of(text: &str, of: impl Fn(char) -> bool) -> bool {
    let mut rest = Rest(text);
    loop {
        rest.run(&of);
        if rest.is_empty() {
            return true;
        }
        if !is_encoded_prefix(rest.0) {
            return false;
        }
        rest.0 = rest.0.get(3..).unwrap_or_default();
    }
}

/// Whether the text starts with an octet in percents.
pub(super) fn is_encoded_prefix(text: &str) -> bool {
    match text.as_bytes() {
        [b'%', high, low, ..] => high.is_ascii_hexdigit() && low.is_ascii_hexdigit(),
        _ => false,
    }
}

/// `unreserved` and `sub-delims`.
fn is_name_char(c: char, alphabet: Alphabet) -> bool {
    c.is_ascii_alphanumeric()
        || "-._~!$&'()*+,;=".contains(c)
        || alphabet == Alphabet::Iri && is_unreserved_beyond_ascii(c)
}

fn is_path_char(c: char, alphabet: Alphabet) -> bool {
    is_name_char(c, alphabet) || c == ':' || c == '@'
}

/// `ucschar` of RFC 3987.
pub(super) fn is_unreserved_beyond_ascii(c: char) -> bool {
    match u32::from(c) {
        0xA0..=0xD7FF | 0xF900..=0xFDCF | 0xFDF0..=0xFFEF => true,
        0xE0000..=0xE0FFF => false,
        code @ 0x1_0000..=0xE_FFFF => code & 0xFFFF <= 0xFFFD,
        _ => false,
    }
}

/// `iprivate` of RFC 3987.
pub(super) fn is_iri_private(c: char) -> bool {
    matches!(u32::from(c), 0xE000..=0xF8FF | 0xF_0000..=0xF_FFFD | 0x10_0000..=0x10_FFFD)
}
