//! Where inbound calls may come from.

use std::fmt;
use std::net::{Ipv4Addr, Ipv6Addr};
use std::str::FromStr;

use thiserror::Error;

/// An address or a network that may send calls: IPv4 or IPv6, alone or with a prefix length, kept as it was written.
///
/// LiveKit checks none of this. It drops an entry that it cannot read, and a list of which nothing is left admits every source:
/// `1.2.3.4` with a blank behind it opens the trunk to everyone. Others never match, and lock everyone out. So what is parsed here is
/// only what Go's `netip.ParseAddr` and `netip.ParsePrefix` read in the same way.
///
/// Host bits may be set (`203.0.113.77/24`): LiveKit masks them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AllowedAddress(String);

impl AllowedAddress {
    /// The address as it was written.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for AllowedAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

/// Why a text is not an [`AllowedAddress`]. Does not hold the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum AddressError {
    /// Neither an address nor an address with a prefix length. Pydantic's words.
    #[error("value is not a valid IPv4 or IPv6 network")]
    NotANetwork,
    /// An IPv4 address in IPv6's clothes: LiveKit never matches it.
    #[error("must not be an IPv4-mapped IPv6 address, use the IPv4 address")]
    Ipv4Mapped,
}

impl FromStr for AllowedAddress {
    type Err = AddressError;

    fn from_str(text: &str) -> Result<Self, AddressError> {
        let (address, prefix) = match text.split_once('/') {
            None => (text, None),
            Some((address, prefix)) => (address, Some(prefix)),
        };
        let bits = address_bits(address)?;
        if prefix.is_none_or(|prefix| is_prefix_length(prefix, bits)) {
            Ok(Self(text.to_owned()))
        } else {
            Err(AddressError::NotANetwork)
        }
    }
}

/// How many bits the address has. The parsers of the standard library refuse blanks, brackets, zones and leading zeros.
fn address_bits(text: &str) -> Result<u8, AddressError> {
    if text.parse::<Ipv4Addr>().is_ok() {
        return Ok(32);
    }
    match text.parse::<Ipv6Addr>() {
        Ok(address) if address.to_ipv4_mapped().is_some() => Err(AddressError::Ipv4Mapped),
        Ok(_) => Ok(128),
        Err(_) => Err(AddressError::NotANetwork),
    }
}

/// Digits only, without a leading zero, no more than the address has bits.
fn is_prefix_length(text: &str, bits: u8) -> bool {
    let plain = text.bytes().all(|byte| byte.is_ascii_digit());
    let padded = text.len() > 1 && text.starts_with('0');
    plain && !padded && text.parse::<u8>().is_ok_and(|length| length <= bits)
}

#[cfg(test)]
mod tests {
    use super::{AddressError, AllowedAddress};

    #[test]
    fn reads_addresses_and_networks_as_written() {
        for text in [
            "1.2.3.4",
            "0.0.0.0",
            "255.255.255.255",
            "203.0.113.0/24",
            "203.0.113.77/24",
            "0.0.0.0/0",
            "1.2.3.4/32",
            "::",
            "::1",
            "::/0",
            "2001:db8::1",
            "2001:DB8::1",
            "2001:0db8:0000:0000:0000:0000:0000:0001",
            "2001:db8::/32",
            "2001:db8::1/128",
            "64:ff9b::1.2.3.4",
            "::1.2.3.4",
        ] {
            let read: AllowedAddress = text.parse().expect(text);
            assert_eq!(read.as_str(), text);
            assert_eq!(read.to_string(), text);
        }
    }

    #[test]
    fn refuses_what_livekit_would_drop_or_never_match() {
        for text in [
            "",
            " ",
            "1.2.3.4 ",
            " 1.2.3.4",
            "1.2.3.4\n",
            "1.2.3.4\0",
            "1.2.3.4\u{a0}",
            "1.2.3.4, 5.6.7.8",
            "1.2.3.4,5.6.7.8",
            "1.2.3.4 /24",
            "1.2.3.4/ 24",
            "1.2.3.4/24 ",
            "01.2.3.4",
            "1.2.3.04",
            "00.0.0.0",
            "1.2.3",
            "1.2.3.4.5",
            "1.2.3.256",
            "0x1.2.3.4",
            "16909060",
            "1.2.3.4:5060",
            "1.2.3.4-1.2.3.9",
            "1.2.3.*",
            "1.2.3.4/",
            "1.2.3.4/33",
            "1.2.3.4/99",
            "1.2.3.4/256",
            "1.2.3.4/024",
            "1.2.3.4/00",
            "1.2.3.4/+24",
            "1.2.3.4/-1",
            "1.2.3.4/24/24",
            "1.2.3.4/٢٤",
            "/24",
            "203.0.113.0/255.255.255.0",
            "203.0.113.0/0.0.0.255",
            "2001:db8::1/129",
            "2001:db8::/032",
            "2001:db8::/ffff::",
            "[2001:db8::1]",
            "[2001:db8::]/32",
            "[::1]:5060",
            "fe80::1%eth0",
            "fe80::1%25eth0",
            "fe80::1%1/64",
            "2001:db8::1::2",
            "2001:db8",
            "2001:00db8::1",
            ":::1",
            "::01.2.3.4",
            "1::2:3:4:5:6:7:8",
            "１.2.3.4",
            "1。2。3。4",
            "sbc.example.com",
            "localhost",
            "*",
            "any",
            "sip://1.2.3.4",
            "sip:1.2.3.4",
            "https://1.2.3.4",
        ] {
            let read = text.parse::<AllowedAddress>();
            assert_eq!(read, Err(AddressError::NotANetwork), "{text:?}");
        }
    }

    #[test]
    fn refuses_ipv4_mapped_addresses_in_every_form() {
        for text in [
            "::ffff:1.2.3.4",
            "::FFFF:1.2.3.4",
            "::ffff:102:304",
            "0:0:0:0:0:ffff:102:304",
            "0000:0000:0000:0000:0000:ffff:1.2.3.4",
            "::ffff:1.2.3.4/128",
            "::ffff:0:0/96",
            "::ffff:0:0",
        ] {
            let read = text.parse::<AllowedAddress>();
            assert_eq!(read, Err(AddressError::Ipv4Mapped), "{text:?}");
        }
    }
}
