//! Identifiers of Rust: from words to identifiers that rustc and its lints take.

/// `UpperCamelCase`; digits that meet are kept apart (`gpt 3 5` → `Gpt3_5`).
pub(crate) fn camel<S: AsRef<str>>(words: &[S]) -> String {
    let mut joined = String::new();
    for word in words.iter().map(AsRef::as_ref) {
        let mut characters = word.chars();
        let Some(first) = characters.next() else {
            continue;
        };
        if first.is_ascii_digit() && joined.ends_with(|last: char| last.is_ascii_digit()) {
            joined.push('_');
        }
        joined.push(first.to_ascii_uppercase());
        joined.push_str(characters.as_str());
    }
    joined
}

/// `snake_case`.
pub(crate) fn snake<S: AsRef<str>>(words: &[S]) -> String {
    let words: Vec<&str> = words.iter().map(AsRef::as_ref).collect();
    words.join("_")
}

/// `SCREAMING_SNAKE_CASE` of an identifier in snake case, which may be raw.
pub(crate) fn screaming(identifier: &str) -> String {
    let plain = identifier.strip_prefix("r#").unwrap_or(identifier);
    plain.to_ascii_uppercase()
}

/// An identifier without what makes a keyword one, as a part of a longer identifier: `r#type` is `type`, `self_` is `self`.
pub(crate) fn plain(identifier: &str) -> &str {
    let name = identifier.strip_prefix("r#").unwrap_or(identifier);
    name.trim_end_matches('_')
}

/// `UpperCamelCase` of an identifier in snake case, which may be raw.
pub(crate) fn camel_of_snake(identifier: &str) -> String {
    let plain = identifier.strip_prefix("r#").unwrap_or(identifier);
    camel(&plain.split('_').collect::<Vec<_>>())
}

/// `snake_case` of an identifier in upper camel case: an underscore before each upper-case letter but the first. No two valid ones give the same.
pub(crate) fn snake_of_camel(identifier: &str) -> String {
    let mut name = String::new();
    for (index, character) in identifier.char_indices() {
        if character.is_ascii_uppercase() && index > 0 {
            name.push('_');
        }
        name.push(character.to_ascii_lowercase());
    }
    name
}

/// The name with a number; `_` keeps it apart from a digit at the end.
pub(crate) fn numbered(name: &str, number: usize, case: Case) -> String {
    let plain = name.strip_prefix("r#").unwrap_or(name);
    // What makes a keyword an identifier is not needed beside a number: `Self2`.
    let plain = match case {
        Case::Camel => plain.trim_end_matches('_'),
        Case::Snake => plain,
    };
    let joint = match case {
        Case::Camel if plain.ends_with(|last: char| last.is_ascii_digit()) => "_",
        Case::Camel => "",
        Case::Snake if plain.ends_with('_') => "",
        Case::Snake => "_",
    };
    format!("{plain}{joint}{number}")
}

/// The two ways in which identifiers are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Case {
    /// Types, variants.
    Camel,
    /// Fields, methods, arguments, modules.
    Snake,
}

/// Whether a name is upper camel case already, so that it can stay as it is: an upper-case ASCII letter, then letters
/// and digits.
pub(crate) fn is_upper_camel(text: &str) -> bool {
    text.starts_with(|first: char| first.is_ascii_uppercase())
        && text
            .chars()
            .all(|character| character.is_ascii_alphanumeric())
        && !is_keyword(text)
}

/// Whether a name can be an identifier of that case in generated code. `r#` may stand before a keyword.
pub(crate) fn is_valid(name: &str, case: Case) -> bool {
    let plain = name.strip_prefix("r#").unwrap_or(name);
    let raw = plain.len() != name.len();
    let fits = match case {
        Case::Camel => {
            plain.starts_with(|first: char| first.is_ascii_uppercase()) && !separates_letters(plain)
        }
        Case::Snake => {
            plain.starts_with(|first: char| first.is_ascii_lowercase() || first == '_')
                && !plain.contains(|other: char| other.is_ascii_uppercase())
                && plain.contains(|other: char| other != '_')
        }
    };
    fits && plain
        .chars()
        .all(|character| character.is_ascii_alphanumeric() || character == '_')
        && (is_keyword(plain) == raw)
        && !(raw && is_never_raw(plain))
}

/// An underscore next to a letter, or two of them: `non_camel_case_types` objects. One at the end is fine.
fn separates_letters(name: &str) -> bool {
    let inner = name.trim_end_matches('_');
    let bytes = inner.as_bytes();
    bytes.windows(2).any(|pair| match pair {
        [b'_', other] | [other, b'_'] => !other.is_ascii_digit(),
        _ => false,
    })
}

/// Makes a keyword an identifier: `r#type`; `self_` where that is impossible.
pub(crate) fn escape_keyword(name: String) -> String {
    if is_never_raw(&name) {
        return name + "_";
    }
    if is_keyword(&name) {
        return format!("r#{name}");
    }
    name
}

fn is_never_raw(name: &str) -> bool {
    matches!(name, "self" | "Self" | "super" | "crate" | "_")
}

/// Keywords of Rust 2024, those reserved for later included (Rust reference, "Keywords").
pub(crate) fn is_keyword(name: &str) -> bool {
    matches!(
        name,
        "abstract"
            | "as"
            | "async"
            | "await"
            | "become"
            | "box"
            | "break"
            | "const"
            | "continue"
            | "crate"
            | "do"
            | "dyn"
            | "else"
            | "enum"
            | "extern"
            | "false"
            | "final"
            | "fn"
            | "for"
            | "gen"
            | "if"
            | "impl"
            | "in"
            | "let"
            | "loop"
            | "macro"
            | "match"
            | "mod"
            | "move"
            | "mut"
            | "override"
            | "priv"
            | "pub"
            | "ref"
            | "return"
            | "self"
            | "Self"
            | "static"
            | "struct"
            | "super"
            | "trait"
            | "true"
            | "try"
            | "type"
            | "typeof"
            | "unsafe"
            | "unsized"
            | "use"
            | "virtual"
            | "where"
            | "while"
            | "yield"
            | "_"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn joins_words() {
        assert_eq!(camel(&["gpt", "3", "5", "turbo"]), "Gpt3_5Turbo");
        assert_eq!(camel(&["1", "a"]), "1A");
        assert_eq!(snake(&["a", "1"]), "a_1");
        assert_eq!(screaming("r#type"), "TYPE");
        assert_eq!(plain("r#type"), "type");
        assert_eq!(plain("self_"), "self");
        assert_eq!(plain("pet_id"), "pet_id");
        assert_eq!(camel_of_snake("r#type"), "Type");
        assert_eq!(snake_of_camel("NotFound"), "not_found");
        assert_eq!(snake_of_camel("Gpt3_5Turbo"), "gpt3_5_turbo");
        assert_eq!(snake_of_camel("ABc"), "a_bc");
        assert_eq!(numbered("Gpt4", 2, Case::Camel), "Gpt4_2");
        assert_eq!(numbered("Pet", 2, Case::Camel), "Pet2");
        assert_eq!(numbered("r#type", 2, Case::Snake), "type_2");
        assert_eq!(numbered("Self_", 2, Case::Camel), "Self2");
    }

    #[test]
    fn judges_names() {
        let table = [
            ("Pet", Case::Camel, true),
            ("HTTPError", Case::Camel, true),
            ("Gpt3_5", Case::Camel, true),
            ("Self_", Case::Camel, true),
            ("Self", Case::Camel, false),
            ("Pet_Name", Case::Camel, false),
            ("pet", Case::Camel, false),
            ("Pet Name", Case::Camel, false),
            ("", Case::Camel, false),
            ("pet_name", Case::Snake, true),
            ("petName", Case::Snake, false),
            ("type", Case::Snake, false),
            ("r#type", Case::Snake, true),
            ("r#self", Case::Snake, false),
            ("r#pet", Case::Snake, false),
            ("_", Case::Snake, false),
            ("1st", Case::Snake, false),
            ("größe", Case::Snake, false),
        ];
        for (name, case, valid) in table {
            assert_eq!(is_valid(name, case), valid, "{name:?}");
        }
    }

    #[test]
    fn keywords_become_identifiers() {
        let table = [
            ("type", "r#type"),
            ("self", "self_"),
            ("Self", "Self_"),
            ("pet", "pet"),
        ];
        for (name, expected) in table {
            assert_eq!(escape_keyword(name.to_owned()), expected);
        }
    }
}
