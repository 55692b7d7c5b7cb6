//! Defaults as Rust expressions.

use proc_macro2::{Literal as Token, TokenStream};
use quote::quote;

use crate::emit::{Cx, Imports, ident};
use crate::ir::{Float, Literal, TypeId};

/// What follows the place of something that is filled in: `unwrap_or(…)`. The document's types stand behind `at` (nothing,
/// or `crate::types::`).
pub(in crate::emit) fn filled(cx: &Cx<'_>, literal: &Literal, at: &TokenStream) -> TokenStream {
    let value = value(cx, literal, at);
    match literal {
        Literal::Bool(false) | Literal::Integer(0) => quote!(unwrap_or_default()),
        Literal::Array(items) if items.is_empty() => quote!(unwrap_or_default()),
        Literal::Map(members) if members.is_empty() => quote!(unwrap_or_default()),
        Literal::String(text) if text.is_empty() => quote!(unwrap_or_default()),
        Literal::Empty(_) => quote!(unwrap_or_default()),
        literal if is_made(literal) => quote!(unwrap_or_else(|| #value)),
        _ => quote!(unwrap_or(#value)),
    }
}

/// Whether the value has to be made, by more than naming it.
fn is_made(literal: &Literal) -> bool {
    matches!(
        literal,
        Literal::String(_)
            | Literal::Digits(_)
            | Literal::Number(_)
            | Literal::Secret(_)
            | Literal::Date(_)
            | Literal::DateTime(_)
            | Literal::Base64(_)
            | Literal::Array(_)
            | Literal::Map(_)
            | Literal::Empty(_)
            | Literal::Newtype { .. }
    )
}

/// A default as an expression of its type, and what it needs imported.
pub(super) fn value_imported(cx: &Cx<'_>, literal: &Literal, imports: &mut Imports) -> TokenStream {
    import(cx, literal, imports);
    value(cx, literal, &TokenStream::new())
}

fn import(cx: &Cx<'_>, literal: &Literal, imports: &mut Imports) {
    match literal {
        Literal::Enum { ty, .. } | Literal::Empty(ty) => {
            imports.document_type(cx.names.of_type(*ty));
        }
        Literal::Newtype { ty, value } => {
            imports.document_type(cx.names.of_type(*ty));
            import(cx, value, imports);
        }
        Literal::Array(items) => items.iter().for_each(|item| import(cx, item, imports)),
        Literal::Map(members) => {
            imports.from("std::collections", "BTreeMap");
            members
                .iter()
                .for_each(|(_, value)| import(cx, value, imports));
        }
        _ => {}
    }
}

/// A default as an expression of its type, where the document's types stand behind `at`.
pub(super) fn value(cx: &Cx<'_>, literal: &Literal, at: &TokenStream) -> TokenStream {
    let inside = |literal: &Literal| value(cx, literal, at);
    let map = if at.is_empty() {
        quote!(BTreeMap)
    } else {
        quote!(std::collections::BTreeMap)
    };
    match literal {
        Literal::Bool(value) => quote!(#value),
        Literal::Integer(value) => integer(*value),
        // Rounded already: the literal has no more digits than the type holds.
        Literal::F32(number) => float(number, |value| Token::f32_unsuffixed(value as f32)),
        Literal::F64(number) => float(number, Token::f64_unsuffixed),
        Literal::Digits(value) => {
            let value = suffixed(*value);
            quote!(counterpart_runtime::Integer::from(#value))
        }
        Literal::Number(value) => {
            let value = suffixed(*value);
            quote!(counterpart_runtime::Number::from(#value))
        }
        Literal::String(text) if text.is_empty() => quote!(String::new()),
        Literal::String(text) => quote!(#text.to_owned()),
        Literal::Secret(text) => quote!(counterpart_runtime::Secret::from(#text)),
        // Lowering has read them: none of these is without a value.
        Literal::Date(text) => {
            quote!(#text.parse::<counterpart_runtime::Date>().unwrap_or_default())
        }
        Literal::DateTime(text) => {
            quote!(#text.parse::<counterpart_runtime::DateTime>().unwrap_or_default())
        }
        Literal::Base64(text) => {
            quote!(counterpart_runtime::Base64::from_text(#text).unwrap_or_default())
        }
        Literal::Uuid(bits) => {
            let bits: TokenStream = format!("0x{bits:032x}").parse().unwrap_or_default();
            quote!(counterpart_runtime::Uuid::from_u128(#bits))
        }
        Literal::Enum { ty, index } => enum_value(cx, *ty, *index, at),
        Literal::Array(items) if items.is_empty() => quote!(Vec::new()),
        Literal::Array(items) => {
            let items = items.iter().map(inside);
            quote!(Vec::from([#(#items),*]))
        }
        Literal::Map(members) if members.is_empty() => quote!(#map::new()),
        Literal::Map(members) => {
            let members = members.iter().map(|(name, value)| {
                let value = inside(value);
                quote!((#name.to_owned(), #value))
            });
            quote!(#map::from([#(#members),*]))
        }
        Literal::Empty(ty) => {
            let name = ident(cx.names.of_type(*ty));
            quote!(#at #name::new())
        }
        Literal::Newtype { ty, value } => {
            let (name, value) = (ident(cx.names.of_type(*ty)), inside(value));
            quote!(#at #name::new_unchecked(#value))
        }
    }
}

fn suffixed(value: i128) -> TokenStream {
    let digits = Token::i128_suffixed(value.checked_abs().unwrap_or(i128::MAX));
    if value < 0 {
        quote!(-#digits)
    } else {
        quote!(#digits)
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
