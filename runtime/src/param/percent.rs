//! Percent-encoding (RFC 3986, section 2.1).

use std::borrow::Cow;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};

/// Everything but the unreserved characters of RFC 3986, section 2.3. One set for every place: what is encoded too much is read back
/// all the same, what is encoded too little changes its meaning.
const RESERVED: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~');

/// Appends a text, with all but unreserved characters percent-encoded as UTF-8. A blank becomes `%20`, never `+`.
pub fn encode(out: &mut String, text: &str) {
    out.extend(utf8_percent_encode(text, RESERVED));
}

/// What `allowReserved` leaves as it is in a query: not what parts pairs and names, ends the query, or is a blank there; nor what URLs encode in
/// queries anyway.
const IN_QUERY: &AsciiSet = &RESERVED
    .remove(b':')
    .remove(b'/')
    .remove(b'?')
    .remove(b'@')
    .remove(b'!')
    .remove(b'$')
    .remove(b'(')
    .remove(b')')
    .remove(b'*')
    .remove(b';');

/// Appends a text as the value of a query parameter whose reserved characters may stand as they are.
pub(super) fn encode_in_query(out: &mut String, text: &str) {
    out.extend(utf8_percent_encode(text, IN_QUERY));
}

/// The text behind a percent-encoded one. What is no escape stays as it is, what is no UTF-8 becomes U+FFFD.
#[must_use]
pub fn decode(text: &str) -> Cow<'_, str> {
    percent_decode_str(text).decode_utf8_lossy()
}

#[cfg(test)]
mod tests {
    use super::{decode, encode};

    #[test]
    fn reserved_characters_survive() {
        for text in [
            "",
            "abc-._~",
            "a b+c",
            "/?#[]@!$&'()*+,;=",
            "ñandú😀",
            "100%",
            "%41",
            "\u{0}\r\n",
        ] {
            let mut encoded = String::new();
            encode(&mut encoded, text);
            assert!(
                encoded
                    .bytes()
                    .all(|byte| byte.is_ascii_alphanumeric() || b"-._~%".contains(&byte)),
                "{encoded}"
            );
            assert_eq!(decode(&encoded), text);
        }
    }

    #[test]
    fn bad_input_is_read_as_well_as_can_be() {
        for (encoded, text) in [
            ("%FF", "\u{FFFD}"),
            ("100%", "100%"),
            ("%zz", "%zz"),
            ("%4", "%4"),
            ("a+b", "a+b"),
            ("%c3%b1", "ñ"),
        ] {
            assert_eq!(decode(encoded), text);
        }
    }
}
