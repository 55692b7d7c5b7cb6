//! Paths of Rust types that a person gives: replacements, derives.

use syn::{GenericArgument, Path, PathArguments, Type, TypePath};

/// Longer, nobody writes them; and the parser's stack is not a document's to fill.
const LONGEST: usize = 500;
const MOST_GENERICS: usize = 16;

/// Whether a text is the path of a type and nothing else: `::money::Amount`, `::std::vec::Vec<::money::Amount>`. No
/// macro, block or array in it: text of a document must not become code.
pub(crate) fn is_type(text: &str) -> bool {
    parse(text).is_some_and(|path| is_plain(&path))
}

/// Whether a text is the path of something without generics: a derive, `::schemars::JsonSchema`.
pub(crate) fn is_derive(text: &str) -> bool {
    let bare = |path: &Path| {
        let mut segments = path.segments.iter();
        segments.all(|segment| segment.arguments.is_none())
    };
    parse(text).is_some_and(|path| bare(&path) && is_plain(&path))
}

fn parse(text: &str) -> Option<Path> {
    let may_stand = |c: char| c.is_alphanumeric() || "_:<>, ".contains(c);
    let generics = text.matches('<').count();
    if text.len() > LONGEST || generics > MOST_GENERICS || !text.chars().all(may_stand) {
        return None;
    }
    syn::parse_str(text).ok()
}

fn is_plain(path: &Path) -> bool {
    let Some(last) = path.segments.last() else {
        return false;
    };
    let is_keyword = ["crate", "self", "super", "Self"]
        .iter()
        .any(|keyword| last.ident == keyword);
    !is_keyword
        && path
            .segments
            .iter()
            .all(|segment| match &segment.arguments {
                PathArguments::None => true,
                PathArguments::AngleBracketed(generics) => {
                    generics.args.iter().all(|argument| match argument {
                        GenericArgument::Type(Type::Path(TypePath {
                            qself: None, path, ..
                        })) => is_plain(path),
                        _ => false,
                    })
                }
                PathArguments::Parenthesized(_) => false,
            })
}

#[cfg(test)]
mod tests {
    use super::{is_derive, is_type};

    #[test]
    fn paths_and_nothing_else() {
        let deep = format!("{}B{}", "A<".repeat(100_000), ">".repeat(100_000));
        let table = [
            ("::money::Amount", true, true),
            ("time::Date", true, true),
            ("crate::Own", true, true),
            ("Hash", true, true),
            ("::std::vec::Vec<::money::Amount>", true, false),
            ("::a::Map<String, ::b::C<D>>", true, false),
            ("", false, false),
            ("no path", false, false),
            ("::a::fn", false, false),
            ("::a::", false, false),
            ("a:b", false, false),
            ("crate", false, false),
            ("a; fn main() {}", false, false),
            ("a::B<{ panic!() }>", false, false),
            ("a::B<env!(\"HOME\")>", false, false),
            ("a::B<[u8; 4]>", false, false),
            ("a::B<'static>", false, false),
            ("<a::B as C>::D", false, false),
            ("::std::ops::Fn(u8)", false, false),
            (&deep, false, false),
        ];
        for (text, as_type, as_derive) in table {
            let shown: String = text.chars().take(40).collect();
            assert_eq!(is_type(text), as_type, "{shown}");
            assert_eq!(is_derive(text), as_derive, "{shown}");
        }
    }
}
