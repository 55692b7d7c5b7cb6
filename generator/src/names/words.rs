//! The words that a text is made of.

use heck::ToSnakeCase;

/// How far symbols become words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Symbols {
    /// They only separate words, but for a leading sign before a digit, and where there is nothing else.
    Separate,
    /// Those that carry meaning become words (`text/*` → `text asterisk`), separators do not.
    Meaningful,
    /// Those that carry meaning, and signs before digits wherever they stand: how `GMT+1` and `GMT-1` are told apart.
    Signs,
    /// All of them, blanks excepted: how two texts are told apart that differ in separators only.
    All,
}

/// The words of a text, in lower-case ASCII letters and digits; none where it has nothing that can be spelled.
///
/// Words end at separators and where the case changes (`HTTPValidationError` → `http validation error`). What is not
/// ASCII is transliterated.
pub(super) fn words(text: &str, symbols: Symbols) -> Vec<String> {
    let ascii = to_ascii(text);
    let found = split(&spell(&ascii, symbols));
    if found.is_empty() && symbols != Symbols::All {
        return split(&spell(&ascii, Symbols::All));
    }
    found
}

fn split(text: &str) -> Vec<String> {
    let snake = text.to_snake_case();
    let words = snake.split('_').filter(|word| !word.is_empty());
    words.map(str::to_owned).collect()
}

fn to_ascii(text: &str) -> String {
    let mut ascii = String::with_capacity(text.len());
    for character in text.chars() {
        if character.is_ascii() {
            ascii.push(character);
            continue;
        }
        match deunicode::deunicode_char(character) {
            Some(spelling) if character.is_alphanumeric() => {
                // An ideograph is a word; a letter with a diacritic is a part of one.
                if spelling.len() > 2 || spelling.ends_with(' ') {
                    ascii.push(' ');
                    ascii.push_str(spelling.trim());
                    ascii.push(' ');
                } else {
                    ascii.push_str(spelling);
                }
            }
            Some(spelling) => {
                ascii.push(' ');
                ascii.push_str(spelling.trim());
                ascii.push(' ');
            }
            None => ascii.push_str(&format!(" u{:x} ", u32::from(character))),
        }
    }
    ascii
}

fn spell(text: &str, symbols: Symbols) -> String {
    let characters: Vec<char> = text.chars().collect();
    let at = |index: usize| characters.get(index).copied();
    let mut spelled = String::with_capacity(text.len());
    let mut seen_word = false;
    for (index, character) in characters.iter().copied().enumerate() {
        if character.is_ascii_alphanumeric() {
            seen_word = true;
            spelled.push(character);
            continue;
        }
        let next = at(index + 1);
        let before = index.checked_sub(1).and_then(at);
        let inside = [before, next]
            .iter()
            .all(|side| side.is_some_and(|side| side.is_ascii_alphanumeric()));
        let sign = matches!(character, '+' | '-')
            && !seen_word
            && next.is_some_and(|next| next.is_ascii_digit());
        let leading_sign = matches!(character, '+' | '-') && !seen_word;
        let inner_sign =
            matches!(character, '+' | '-') && next.is_some_and(|next| next.is_ascii_digit());
        let spell = match symbols {
            Symbols::Separate => sign,
            Symbols::Meaningful => {
                leading_sign || (is_meaningful(character) && !(inside && character == '+'))
            }
            Symbols::Signs => inner_sign || leading_sign || is_meaningful(character),
            Symbols::All => true,
        };
        spelled.push(' ');
        if spell {
            spelled.push_str(symbol_word(character));
            spelled.push(' ');
        }
    }
    spelled
}

/// Symbols that say something in an enum's value, where others only separate.
fn is_meaningful(character: char) -> bool {
    matches!(
        character,
        '+' | '*' | '#' | '&' | '@' | '%' | '$' | '<' | '>' | '=' | '!' | '~' | '^' | '|' | '?'
    )
}

fn symbol_word(character: char) -> &'static str {
    match character {
        '+' => "plus",
        '-' => "minus",
        '*' => "asterisk",
        '/' => "slash",
        '\\' => "backslash",
        '<' => "less",
        '>' => "greater",
        '=' => "equal",
        '!' => "not",
        '?' => "question",
        '&' => "and",
        '|' => "or",
        '^' => "caret",
        '~' => "tilde",
        '#' => "hash",
        '@' => "at",
        '%' => "percent",
        '$' => "dollar",
        '.' => "dot",
        ',' => "comma",
        ':' => "colon",
        ';' => "semicolon",
        '_' => "underscore",
        '\'' => "apostrophe",
        '"' => "quote",
        '`' => "backtick",
        '(' => "open_parenthesis",
        ')' => "close_parenthesis",
        '[' => "open_bracket",
        ']' => "close_bracket",
        '{' => "open_brace",
        '}' => "close_brace",
        ' ' => "space",
        '\t' => "tab",
        '\n' => "newline",
        '\r' => "return",
        _ => "control",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_texts() {
        use Symbols::{All, Meaningful, Separate, Signs};
        let table = [
            ("HTTPValidationError", Separate, "http validation error"),
            ("sip-config", Separate, "sip config"),
            ("io.k8s.api.core.v1.Pod", Separate, "io k8s api core v1 pod"),
            ("+1", Separate, "plus 1"),
            ("-1", Separate, "minus 1"),
            ("2024-01-02", Separate, "2024 01 02"),
            ("-created", Separate, "created"),
            ("-created", Meaningful, "minus created"),
            ("text/*", Meaningful, "text asterisk"),
            ("image/svg+xml", Meaningful, "image svg xml"),
            ("C++", Meaningful, "c plus plus"),
            ("Etc/GMT+1", Meaningful, "etc gmt 1"),
            ("Etc/GMT+1", Signs, "etc gmt plus 1"),
            ("Etc/GMT-1", Signs, "etc gmt minus 1"),
            ("<=", Separate, "less equal"),
            ("*", Separate, "asterisk"),
            ("_id", Separate, "id"),
            ("_id", All, "underscore id"),
            ("Größe", Separate, "grosse"),
            ("naïve café", Separate, "naive cafe"),
            ("用户", Separate, "yong hu"),
            ("👍", Separate, "plus 1"),
            ("", Separate, ""),
            ("\u{e000}", Separate, "ue000"),
        ];
        for (text, symbols, expected) in table {
            assert_eq!(
                words(text, symbols).join(" "),
                expected,
                "{text:?} {symbols:?}"
            );
        }
    }
}
