//! JSON pointers (RFC 6901), and relative ones.

use super::ascii::{Rest, is_digit};

pub(super) fn is_pointer(text: &str) -> bool {
    (text.is_empty() || text.starts_with('/'))
        && text
            .split('~')
            .skip(1)
            .all(|behind| behind.starts_with(['0', '1']))
}

/// A number of steps up; then a pointer, or `#` for the name.
pub(super) fn is_relative(text: &str) -> bool {
    let mut rest = Rest(text);
    let steps = rest.run(is_digit);
    let plain = !steps.is_empty() && (steps == "0" || !steps.starts_with('0'));
    plain && (rest.0 == "#" || is_pointer(rest.0))
}
