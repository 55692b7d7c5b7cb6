//! International names: RFC 5890 to 5893, over UTS 46's tables.

use std::borrow::Cow;

use idna::AsciiDenyList;
use idna::uts46::{DnsLength, Hyphens, Uts46};

use super::email;

/// What separates labels: UTS 46 takes three more signs for a dot.
const DOTS: [char; 4] = ['.', '\u{3002}', '\u{FF0E}', '\u{FF61}'];

pub(super) fn is_hostname(text: &str) -> bool {
    let processed = Uts46::new().to_ascii(
        text.as_bytes(),
        AsciiDenyList::STD3,
        Hyphens::Check,
        DnsLength::Verify,
    );
    processed.is_ok() && text.split(DOTS).all(is_label)
}

/// RFC 6531: a local part of any characters beyond ASCII.
pub(super) fn is_email(text: &str) -> bool {
    email::is_mailbox(text, |_| true, is_hostname)
}

fn is_label(label: &str) -> bool {
    let prefix = label.get(..4).unwrap_or_default();
    if prefix.eq_ignore_ascii_case("xn--") {
        return is_a_label(label);
    }
    !label.is_empty() && (label.is_ascii() || is_u_label(label))
}

/// Whether a label with `xn--` is the form of one with characters beyond ASCII.
pub(super) fn is_a_label(label: &str) -> bool {
    let (unicode, outcome) =
        Uts46::new().to_unicode(label.as_bytes(), AsciiDenyList::STD3, Hyphens::Check);
    let back = || {
        Uts46::new().to_ascii(
            unicode.as_bytes(),
            AsciiDenyList::STD3,
            Hyphens::Check,
            DnsLength::Verify,
        )
    };
    outcome.is_ok()
        && !unicode.is_ascii()
        && is_u_label(&unicode)
        && back().is_ok_and(|ascii: Cow<'_, str>| ascii.eq_ignore_ascii_case(label))
}

/// What RFC 5892 says beyond UTS 46: its exceptions, and the signs that are allowed beside certain others.
fn is_u_label(label: &str) -> bool {
    let characters: Vec<char> = label.chars().collect();
    let mixed = characters
        .iter()
        .any(|c| matches!(c, '\u{660}'..='\u{669}'))
        && characters
            .iter()
            .any(|c| matches!(c, '\u{6F0}'..='\u{6F9}'));
    let at = |place: Option<usize>| place.and_then(|place| characters.get(place)).copied();
    !mixed
        && characters.iter().enumerate().all(|(place, c)| {
            let before = at(place.checked_sub(1));
            let behind = at(place.checked_add(1));
            match c {
                '\u{640}'
                | '\u{7FA}'
                | '\u{302E}'
                | '\u{302F}'
                | '\u{3031}'..='\u{3035}'
                | '\u{303B}' => false,
                '\u{B7}' => before == Some('l') && behind == Some('l'),
                '\u{375}' => behind.is_some_and(is_greek),
                '\u{5F3}' | '\u{5F4}' => before.is_some_and(is_hebrew),
                '\u{30FB}' => characters.iter().copied().any(is_japanese),
                other => !is_symbol(*other),
            }
        })
}

/// Signs that UTS 46 takes and RFC 5892 does not: of the blocks that hold nothing else, and of Latin-1.
fn is_symbol(c: char) -> bool {
    let in_block = matches!(c, '\u{A1}'..='\u{BF}' | '\u{D7}' | '\u{F7}' | '\u{2010}'..='\u{2BFF}' | '\u{2E00}'..='\u{2E7F}'
        | '\u{3008}'..='\u{3020}' | '\u{3030}' | '\u{FE10}'..='\u{FE1F}' | '\u{FE30}'..='\u{FE6F}' | '\u{1F000}'..='\u{1FAFF}');
    in_block && !c.is_alphabetic()
}

const fn is_greek(c: char) -> bool {
    matches!(c, '\u{370}'..='\u{373}' | '\u{375}'..='\u{377}' | '\u{37A}'..='\u{37D}' | '\u{37F}' | '\u{384}' | '\u{386}'
        | '\u{388}'..='\u{3E1}' | '\u{3F0}'..='\u{3FF}' | '\u{1F00}'..='\u{1FFE}')
}

const fn is_hebrew(c: char) -> bool {
    matches!(c, '\u{591}'..='\u{5F4}' | '\u{FB1D}'..='\u{FB4F}')
}

/// Hiragana, Katakana or Han.
const fn is_japanese(c: char) -> bool {
    matches!(c, '\u{3041}'..='\u{3096}' | '\u{309D}'..='\u{309F}' | '\u{30A1}'..='\u{30FA}' | '\u{30FD}'..='\u{30FF}'
        | '\u{31F0}'..='\u{31FF}' | '\u{2E80}'..='\u{2FD5}' | '\u{3005}' | '\u{3007}' | '\u{3021}'..='\u{3029}'
        | '\u{3038}'..='\u{303A}' | '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}' | '\u{F900}'..='\u{FAD9}'
        | '\u{20000}'..='\u{323AF}')
}
