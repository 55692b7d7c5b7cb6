//! Types and bounds as text, with each path in full.

use proc_macro2::{Delimiter, TokenStream, TokenTree};
use quote::ToTokens;

use super::names::Public;
use super::tree::Tree;

/// A module, and what is needed to say what a path in it means.
#[derive(Clone, Copy)]
pub(super) struct Scope<'t> {
    pub(super) tree: &'t Tree,
    pub(super) public: &'t Public,
    pub(super) module: &'t [String],
}

impl Scope<'_> {
    /// The text of a type, a bound, or generics. Names in `generics` stand for themselves.
    pub(super) fn text(&self, tokens: &impl ToTokens, generics: &[String]) -> String {
        let mut text = String::new();
        self.write(tokens.to_token_stream(), generics, &mut text);
        text
    }

    /// The path under which a user finds what `path` means here; as written where it is not public.
    pub(super) fn path(&self, path: &[String]) -> String {
        match self.tree.find(self.module, path) {
            Some((declared, rest)) => {
                let own = self.public.path(&declared).unwrap_or(&declared);
                let segments: Vec<String> = own.iter().chain(&rest).cloned().collect();
                segments.join("::")
            }
            None => self.tree.full(self.module, path).join("::"),
        }
    }

    fn write(&self, tokens: TokenStream, generics: &[String], out: &mut String) {
        let tokens: Vec<TokenTree> = tokens.into_iter().collect();
        let mut at = 0;
        while let Some(token) = tokens.get(at) {
            at += 1;
            match token {
                TokenTree::Ident(first) => {
                    let mut path = vec![first.to_string()];
                    while let (true, Some(TokenTree::Ident(next))) =
                        (is_colons(&tokens, at), tokens.get(at + 2))
                    {
                        path.push(next.to_string());
                        at += 3;
                    }
                    let is_word = out.ends_with('\'') || is_named(&tokens, at, &path);
                    let is_generic = path.first().is_some_and(|name| generics.contains(name));
                    let text = if is_word || is_generic || out.ends_with("::") {
                        path.join("::")
                    } else {
                        self.path(&path)
                    };
                    space(out, &text);
                    out.push_str(&text);
                }
                TokenTree::Group(group) => {
                    let (open, close) = match group.delimiter() {
                        Delimiter::Parenthesis => ("(", ")"),
                        Delimiter::Brace => ("{", "}"),
                        Delimiter::Bracket => ("[", "]"),
                        Delimiter::None => ("", ""),
                    };
                    out.push_str(open);
                    self.write(group.stream(), generics, out);
                    // A last comma says nothing.
                    if out.ends_with(',') && open == "(" {
                        out.pop();
                    }
                    out.push_str(close);
                }
                TokenTree::Punct(punct) => {
                    if punct.as_char() == '>' && out.ends_with(',') {
                        out.pop();
                    }
                    if punct.as_char() == '\'' {
                        space(out, "a");
                    }
                    out.push(punct.as_char());
                }
                TokenTree::Literal(literal) => {
                    let text = literal.to_string();
                    space(out, &text);
                    out.push_str(&text);
                }
            }
        }
    }
}

/// Two words do not touch.
fn space(out: &mut String, next: &str) {
    let is_word = |one: char| one.is_alphanumeric() || one == '_';
    if out.chars().next_back().is_some_and(is_word) && next.chars().next().is_some_and(is_word) {
        out.push(' ');
    }
}

fn punct(tokens: &[TokenTree], at: usize) -> Option<char> {
    match tokens.get(at) {
        Some(TokenTree::Punct(punct)) => Some(punct.as_char()),
        _ => None,
    }
}

fn is_colons(tokens: &[TokenTree], at: usize) -> bool {
    punct(tokens, at) == Some(':') && punct(tokens, at + 1) == Some(':')
}

/// Whether a word is no path: the receiver, or a name that is given here (`name: Type`, `Output = Type`).
fn is_named(tokens: &[TokenTree], at: usize, path: &[String]) -> bool {
    path == ["self"]
        || path.len() == 1
            && match punct(tokens, at) {
                Some(':') => punct(tokens, at + 1) != Some(':'),
                Some('=') => punct(tokens, at + 1) != Some('='),
                _ => false,
            }
}
