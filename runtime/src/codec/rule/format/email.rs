//! E-mail addresses: `Mailbox` of RFC 5321, section 4.1.2.

use super::host;

/// The longest local part, in bytes (RFC 5321, section 4.5.3.1.1).
const LOCAL: usize = 64;

pub(super) fn is_email(text: &str) -> bool {
    is_mailbox(text, char_is_ascii, host::is_hostname)
}

fn char_is_ascii(c: char) -> bool {
    c.is_ascii()
}

/// A mailbox, of characters that `allowed` says, at a domain that `is_domain` says, or at an address.
pub(super) fn is_mailbox(
    text: &str,
    allowed: impl Fn(char) -> bool,
    is_domain: impl Fn(&str) -> bool,
) -> bool {
    // A domain has no `@`, a quoted local part may.
    let Some((local, domain)) = text.rsplit_once('@') else {
        return false;
    };
    local.len() <= LOCAL
        && (is_dotted(local, &allowed) || is_quoted(local, &allowed))
        && (is_domain(domain) || is_literal(domain))
}

/// `Dot-string`: atoms between dots.
fn is_dotted(local: &str, allowed: impl Fn(char) -> bool) -> bool {
    let is_atom_char = |c: char| {
        c.is_ascii_alphanumeric()
            || "!#$%&'*+-/=?^_`{|}~".contains(c)
            || !c.is_ascii() && allowed(c)
    };
    local
        .split('.')
        .all(|atom| super::ascii::all(atom, is_atom_char))
}

/// `Quoted-string`.
fn is_quoted(local: &str, allowed: impl Fn(char) -> bool) -> bool {
    let Some(inner) = local
        .strip_prefix('"')
        .and_then(|rest| rest.strip_suffix('"'))
    else {
        return false;
    };
    let mut characters = inner.chars();
    while let Some(c) = characters.next() {
        let kept = match c {
            '\\' => characters.next().is_some_and(|c| matches!(c, ' '..='~')),
            '"' => false,
            ' '..='~' => true,
            other => !other.is_ascii() && allowed(other),
        };
        if !kept {
            return false;
        }
    }
    true
}

/// `address-literal`.
fn is_literal(domain: &str) -> bool {
    let Some(address) = domain
        .strip_prefix('[')
        .and_then(|rest| rest.strip_suffix(']'))
    else {
        return false;
    };
    match address.strip_prefix("IPv6:") {
        Some(address) => host::is_ipv6(address),
        None => host::is_ipv4(address),
    }
}
