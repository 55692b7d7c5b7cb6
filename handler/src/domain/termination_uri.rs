//! Where outbound calls are sent.

use std::fmt;
use std::net::{Ipv4Addr, Ipv6Addr};
use std::str::FromStr;

use thiserror::Error;

/// The longest termination URI, its port included: as long as a host name may be (RFC 1035 section 2.3.4, without the root).
pub const MAX_TERMINATION_URI_BYTES: usize = 253;

/// The longest part of a host name between dots (RFC 1035 section 2.3.4).
const MAX_LABEL_BYTES: usize = 63;

/// Where SIP INVITE is sent: a host name or an IP address, with an optional port; kept as it was written.
///
/// IPv6 is in brackets where a port follows, and may be elsewhere. Host names are in their ASCII form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TerminationUri(String);

impl TerminationUri {
    /// The text as it was written.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for TerminationUri {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

/// Why a text is not a [`TerminationUri`]. Does not hold the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum TerminationUriError {
    /// Null: LiveKit cannot remove the address of a trunk.
    #[error("must not be null, a trunk cannot be without an address")]
    Null,
    /// No character at all.
    #[error("must not be empty")]
    Empty,
    /// Longer than [`MAX_TERMINATION_URI_BYTES`].
    #[error("must not be longer than 253 characters")]
    TooLong,
    /// A blank or a control character, anywhere.
    #[error("must not contain blanks or control characters")]
    BlankOrControl,
    /// `sip:` or `sips:`, in any case.
    #[error("must not include the sip: or sips: prefix")]
    Prefix,
    /// A character that starts another part of a URI.
    #[error("must not contain any of @ ; / ? #")]
    Delimiter,
    /// A port that is not a number from 1 to 65535, or has leading zeros.
    #[error("must have a port from 1 to 65535, or none")]
    Port,
    /// Neither a host name nor an IP address.
    #[error("must be a host name or an IP address, with an optional port")]
    Host,
}

impl FromStr for TerminationUri {
    type Err = TerminationUriError;

    fn from_str(text: &str) -> Result<Self, TerminationUriError> {
        check_characters(text)?;
        let (host, port) = split_port(text);
        if !is_host(host) {
            return Err(TerminationUriError::Host);
        }
        if port.is_some_and(|port| !is_port(port)) {
            return Err(TerminationUriError::Port);
        }
        Ok(Self(text.to_owned()))
    }
}

/// What can be said of the text before it is taken apart.
fn check_characters(text: &str) -> Result<(), TerminationUriError> {
    if text.is_empty() {
        Err(TerminationUriError::Empty)
    } else if text.len() > MAX_TERMINATION_URI_BYTES {
        Err(TerminationUriError::TooLong)
    } else if text.contains(|c: char| c.is_whitespace() || c.is_control()) {
        Err(TerminationUriError::BlankOrControl)
    } else if has_scheme(text) {
        Err(TerminationUriError::Prefix)
    } else if text.contains(['@', ';', '/', '?', '#']) {
        Err(TerminationUriError::Delimiter)
    } else {
        Ok(())
    }
}

/// `sip:` and `sips:` count even where a port seems to follow: `sip:5060` is no host of the name `sip`.
fn has_scheme(text: &str) -> bool {
    let scheme = text.split_once(':').map(|(scheme, _)| scheme);
    scheme.is_some_and(|s| s.eq_ignore_ascii_case("sip") || s.eq_ignore_ascii_case("sips"))
}

/// The host, with its brackets, and what follows its colon. More than one colon without brackets is IPv6, which has no port then.
fn split_port(text: &str) -> (&str, Option<&str>) {
    let colon = match text.find(']') {
        Some(bracket) => text
            .get(bracket + 1..)
            .and_then(|rest| rest.find(':'))
            .map(|colon| bracket + 1 + colon),
        None if text.matches(':').count() == 1 => text.find(':'),
        None => None,
    };
    match colon.and_then(|colon| text.split_at_checked(colon)) {
        Some((host, port)) => (host, port.strip_prefix(':')),
        None => (text, None),
    }
}

fn is_port(text: &str) -> bool {
    let plain = text.bytes().all(|byte| byte.is_ascii_digit());
    plain && !text.starts_with('0') && text.parse::<u16>().is_ok()
}

fn is_host(text: &str) -> bool {
    if let Some(inner) = text.strip_prefix('[') {
        return inner.strip_suffix(']').is_some_and(is_ipv6);
    }
    text.parse::<Ipv4Addr>().is_ok() || is_ipv6(text) || is_host_name(text)
}

fn is_ipv6(text: &str) -> bool {
    text.parse::<Ipv6Addr>().is_ok()
}

/// Labels of letters, digits, hyphens and underscores; one dot may stand at the end. The last label has something else than digits:
/// what looks like an IPv4 address is one, or nothing (RFC 1123 section 2.1).
fn is_host_name(text: &str) -> bool {
    let name = text.strip_suffix('.').unwrap_or(text);
    let numeric = |label: &str| label.bytes().all(|byte| byte.is_ascii_digit());
    name.split('.').all(is_label) && !name.rsplit('.').next().is_some_and(numeric)
}

fn is_label(text: &str) -> bool {
    let hyphen_outside = text.starts_with('-') || text.ends_with('-');
    let known = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_';
    (1..=MAX_LABEL_BYTES).contains(&text.len()) && !hyphen_outside && text.bytes().all(known)
}

#[cfg(test)]
mod tests {
    use super::{TerminationUri, TerminationUriError as E};

    #[test]
    fn reads_hosts_and_addresses_with_and_without_ports() {
        for text in [
            "h",
            "localhost",
            "sip",
            "sip.example.com",
            "SIP.Example.COM",
            "sip.example.com.",
            "sip-1.example.com",
            "_sip._udp.example.com",
            "1.example",
            "xn--and-6ma2c.example",
            "pstn.example.net:5061",
            "h:1",
            "h:65535",
            "1.2.3.4",
            "1.2.3.4:5060",
            "2001:db8::1",
            "::1",
            "[2001:db8::1]",
            "[2001:db8::1]:5060",
            "[::ffff:1.2.3.4]:5060",
        ] {
            let read: TerminationUri = text.parse().expect(text);
            assert_eq!(read.as_str(), text);
        }
    }

    #[test]
    fn refuses_the_rest_and_says_why() {
        for (text, why) in [
            ("", E::Empty),
            ("a b", E::BlankOrControl),
            (" h", E::BlankOrControl),
            ("h\n", E::BlankOrControl),
            ("h\0", E::BlankOrControl),
            ("h\u{7f}", E::BlankOrControl),
            ("h\u{85}", E::BlankOrControl),
            ("h\u{2003}", E::BlankOrControl),
            ("sip:h", E::Prefix),
            ("SIP:h", E::Prefix),
            ("sips:h", E::Prefix),
            ("SiPs:h:5061", E::Prefix),
            ("sip:5060", E::Prefix),
            ("sip:bob@h", E::Prefix),
            ("bob@h", E::Delimiter),
            ("h;transport=tls", E::Delimiter),
            ("h/x", E::Delimiter),
            ("https://h", E::Delimiter),
            ("h?x=y", E::Delimiter),
            ("h#x", E::Delimiter),
            ("h:", E::Port),
            ("h:0", E::Port),
            ("h:65536", E::Port),
            ("h:05060", E::Port),
            ("h:+1", E::Port),
            ("h:-1", E::Port),
            ("h:x", E::Port),
            ("h:٥", E::Port),
            ("[::1]:", E::Port),
            ("[::1]:0", E::Port),
            (":5060", E::Host),
            ("h:1:2", E::Host),
            ("[h]", E::Host),
            ("[1.2.3.4]:5060", E::Host),
            ("[::1", E::Host),
            ("::1]", E::Host),
            ("[::1]5060", E::Host),
            ("[::1]x:5060", E::Host),
            ("[[::1]]", E::Host),
            ("[fe80::1%eth0]:5060", E::Host),
            ("fe80::1%eth0", E::Host),
            ("1.2.3.256", E::Host),
            ("01.2.3.4", E::Host),
            ("1.2.3", E::Host),
            ("12345", E::Host),
            (".", E::Host),
            (".h", E::Host),
            ("h..h", E::Host),
            ("h..", E::Host),
            ("-h", E::Host),
            ("h-", E::Host),
            ("!!!", E::Host),
            ("a,b", E::Host),
            ("ñ.example", E::Host),
            ("h\u{200b}", E::Host),
        ] {
            assert_eq!(text.parse::<TerminationUri>(), Err(why), "{text:?}");
        }
    }

    #[test]
    fn counts_whole_and_labels() {
        let label = "a".repeat(63);
        let longest = [label.as_str(), &label, &label, &label[..61]].join(".");
        assert_eq!(longest.len(), 253);
        assert!(longest.parse::<TerminationUri>().is_ok());
        let longer = format!("{longest}a");
        assert_eq!(longer.parse::<TerminationUri>(), Err(E::TooLong));
        let with_port = format!("{longest}:5060");
        assert_eq!(with_port.parse::<TerminationUri>(), Err(E::TooLong));
        let long_label = format!("{label}a.example");
        assert_eq!(long_label.parse::<TerminationUri>(), Err(E::Host));
    }
}
