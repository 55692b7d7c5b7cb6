//! Names as Rust identifiers.

use proc_macro2::{Ident, Span};

use crate::identifier::is_keyword;

/// An identifier that the names pass made, raw ones (`r#type`) included.
///
/// What is not an identifier at all, which the names pass never makes, becomes one by replacing its foreign characters:
/// it then fails to compile as an unknown name, but it cannot carry code into the output.
#[must_use]
pub fn ident(name: &str) -> Ident {
    if let Some(raw) = name.strip_prefix("r#") {
        if let Ok(ident) = syn::parse_str::<Ident>(name) {
            return ident;
        }
        return ident(raw);
    }
    // syn does not know every keyword of this edition (`gen`).
    if !is_keyword(name) {
        let mut signs = name.bytes();
        let is_sign = |sign: u8| sign.is_ascii_alphanumeric() || sign == b'_';
        // Nearly all names are such, and syn takes its time.
        if signs
            .next()
            .is_some_and(|first| first.is_ascii_alphabetic())
            && signs.all(is_sign)
        {
            return Ident::new(name, Span::call_site());
        }
        if let Ok(ident) = syn::parse_str::<Ident>(name) {
            return ident;
        }
    }
    let mut clean: String = name
        .chars()
        .map(|c| if c.is_ascii_alphanumeric() { c } else { '_' })
        .collect();
    if !clean.starts_with(|c: char| c.is_ascii_alphabetic()) {
        clean.insert_str(0, "x_");
    }
    match syn::parse_str::<Ident>(&clean) {
        Ok(ident) if !is_keyword(&clean) => ident,
        // A keyword: an underscore makes it an identifier.
        _ => Ident::new(&format!("{clean}_"), Span::call_site()),
    }
}

#[cfg(test)]
mod tests {
    use super::ident;

    #[test]
    fn every_text_becomes_one_identifier() {
        for (name, expected) in [
            ("phone_id", "phone_id"),
            ("r#type", "r#type"),
            ("gen", "gen_"),
            ("r#gen", "r#gen"),
            ("type", "type_"),
            ("größe", "größe"),
            ("a b", "a_b"),
            ("9", "x_9"),
            ("", "x_"),
            ("_", "x__"),
            ("x; fn evil() {}", "x__fn_evil_____"),
            ("r#", "x_"),
            ("r#self", "self_"),
        ] {
            assert_eq!(ident(name).to_string(), expected, "{name:?}");
        }
    }
}
