//! The rules of texts.

use super::Rule;
use crate::codec::DecodeOptions;

/// Whether a text keeps a rule.
pub(super) fn keeps(rule: &Rule, text: &str, options: &DecodeOptions) -> bool {
    let length = || text.chars().count() as u64;
    match *rule {
        // A text has no more characters than bytes: most are known to be short enough without counting.
        Rule::MinLength(minimum) => length() >= minimum,
        Rule::MaxLength(maximum) => text.len() as u64 <= maximum || length() <= maximum,
        Rule::Pattern(pattern) => pattern.matches(text),
        Rule::Format(format) => {
            format.accepts(text) || options.lenient_formats && format.accepts_leniently(text)
        }
        _ => true,
    }
}
