//! Defaults as Rust expressions.

use proc_macro2::{Literal as Token, TokenStream};
use quote::quote;

use crate::emit::{Cx, Imports, ident};
use crate::ir::{Float, Literal, TypeId};

/// What follows the place of something that is filled in: `unwrap_or(…)`. The document's types stand behind `at` (nothing,
/// or `crate::types::`).
pub(in crate::emit) fn filled(cx: &Cx<'_>, literal: &Literal, at: &TokenStream) -> TokenStream {
    match literal {
        Literal::Bool(false) | Literal::Integer(0) | Literal::EmptyArray | Literal::EmptyMap => {
            quote!(unwrap_or_default())
        }
        Literal::String(text) if text.is_empty() => quote!(unwrap_or_default()),
        // The only one that has to be made.
        Literal::String(_) => {
            let value = value(cx, literal, at);
            quote!(unwrap_or_else(|| #value))
        }
        _ => {
            let value = value(cx, literal, at);
            quote!(unwrap_or(#value))
        }
    }
}

/// A default as an expression of its type, and what it needs imported.
pub(super) fn value_imported(cx: &Cx<'_>, literal: &Literal, imports: &mut Imports) -> TokenStream {
    match literal {
        Literal::Enum { ty, .. } => {
            imports.document_type(cx.names.of_type(*ty));
        }
        Literal::EmptyMap => {
            imports.from("std::collections", "BTreeMap");
        }
        _ => {}
    }
    value(cx, literal, &TokenStream::new())
}

/// A default as an expression of its type, where the document's types stand behind `at`.
fn value(cx: &Cx<'_>, literal: &Literal, at: &TokenStream) -> TokenStream {
    match literal {
        Literal::Bool(value) => quote!(#value),
        Literal::Integer(value) => integer(*value),
        // Rounded already: the literal has no more digits than the type holds.
        Literal::F32(number) => float(number, |value| Token::f32_unsuffixed(value as f32)),
        Literal::F64(number) => float(number, Token::f64_unsuffixed),
        Literal::String(text) if text.is_empty() => quote!(String::new()),
        Literal::String(text) => quote!(#text.to_owned()),
        Literal::Enum { ty, index } => enum_value(cx, *ty, *index, at),
        Literal::EmptyArray => quote!(Vec::new()),
        Literal::EmptyMap => quote!(BTreeMap::new()),
    }
}

/// A value of an enum by its path: `SipMediaEncryption::Allow`.
fn enum_value(cx: &Cx<'_>, id: TypeId, index: u32, at: &TokenStream) -> TokenStream {
    let name = ident(cx.names.of_type(id));
    let value = ident(cx.names.of_part(id, index));
    quote!(#at #name::#value)
}

/// An integer, with its sign as a token of its own.
pub(super) fn integer(value: i128) -> TokenStream {
    let digits = Token::u128_unsuffixed(value.unsigned_abs());
    if value < 0 {
        quote!(-#digits)
    } else {
        quote!(#digits)
    }
}

fn float(number: &Float, token: fn(f64) -> Token) -> TokenStream {
    let digits = token(number.value().abs());
    if number.value().is_sign_negative() {
        quote!(-#digits)
    } else {
        quote!(#digits)
    }
}
