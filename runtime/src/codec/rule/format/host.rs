//! Names and addresses of hosts, and UUIDs.

use std::net::{Ipv4Addr, Ipv6Addr};

/// The longest label, and the longest name, in bytes.
pub(super) const LABEL: usize = 63;
pub(super) const NAME: usize = 253;

/// RFC 1123, section 2.1. The names of the root, and with a dot behind, are none.
pub(super) fn is_hostname(text: &str) -> bool {
    text.len() <= NAME && text.split('.').all(is_label)
}

/// A label; one that is an A-label (RFC 5890) must be one of a U-label, where what is in it can be told.
fn is_label(label: &str) -> bool {
    if !is_ldh(label) {
        return false;
    }
    let prefix = label.get(..4).unwrap_or_default();
    !prefix.eq_ignore_ascii_case("xn--") || is_international(label)
}

/// Letters, digits and hyphens, none of these at the ends.
pub(super) fn is_ldh(label: &str) -> bool {
    let inner = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-';
    !label.is_empty()
        && label.len() <= LABEL
        && label.bytes().all(inner)
        && !label.starts_with('-')
        && !label.ends_with('-')
}

#[cfg(feature = "idn")]
fn is_international(label: &str) -> bool {
    super::idn::is_a_label(label)
}

/// What the label of an international name holds is told with the feature `idn`.
#[cfg(not(feature = "idn"))]
fn is_international(_: &str) -> bool {
    true
}

pub(super) fn is_ipv4(text: &str) -> bool {
    text.parse::<Ipv4Addr>().is_ok()
}

/// Without a zone (RFC 4007).
pub(super) fn is_ipv6(text: &str) -> bool {
    text.parse::<Ipv6Addr>().is_ok()
}

/// RFC 9562, section 4: any version, hyphens at their places.
pub(super) fn is_uuid(text: &str) -> bool {
    text.len() == 36
        && text.bytes().enumerate().all(|(place, byte)| match place {
            8 | 13 | 18 | 23 => byte == b'-',
            _ => byte.is_ascii_hexdigit(),
        })
}
