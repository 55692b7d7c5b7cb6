use proc_macro2::{Literal as Token, TokenStream};
use quote::quote;

use crate::emit::{Cx, ident};
use crate::ir::{Literal, Shape, Ty, TypeId};

/// A default as JSON text, for people.
pub(in crate::emit) fn json(cx: &Cx<'_>, literal: &Literal) -> String {
    match literal {
        Literal::Bool(value) => value.to_string(),
        Literal::Integer(value) => value.to_string(),
        Literal::Number(text) => text.clone(),
        Literal::String(text) => json_string(text),
        Literal::Value(id, index) => {
            let index = *index as usize;
            match cx.api.type_def(*id).map(|def| &def.shape) {
                Some(Shape::StringEnum(shape)) => {
                    shape.values.get(index).map(|value| json_string(value))
                }
                Some(Shape::IntegerEnum(shape)) => shape.values.get(index).map(i64::to_string),
                _ => None,
            }
            .unwrap_or_default()
        }
        Literal::EmptyArray => "[]".to_owned(),
        Literal::EmptyMap => "{}".to_owned(),
    }
}

fn json_string(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}

fn is_types_default(cx: &Cx<'_>, ty: &Ty, literal: &Literal) -> bool {
    if !matches!(
        cx.resolve(ty),
        Ty::Bool | Ty::I32 | Ty::I64 | Ty::String | Ty::Array(_) | Ty::Map(_)
    ) {
        return false;
    }
    match literal {
        Literal::Bool(value) => !value,
        Literal::Integer(value) => *value == 0,
        Literal::String(text) => text.is_empty(),
        Literal::EmptyArray | Literal::EmptyMap => true,
        Literal::Number(_) | Literal::Value(..) => false,
    }
}

/// What follows the place of a member that is filled in: `unwrap_or(…)`.
pub(in crate::emit) fn filled(
    cx: &Cx<'_>,
    ty: &Ty,
    literal: &Literal,
    at: &TokenStream,
) -> TokenStream {
    if is_types_default(cx, ty, literal) {
        return quote!(unwrap_or_default());
    }
    let value = value(cx, ty, literal, at);
    if cx.is_copy(ty) || matches!(literal, Literal::Value(..)) {
        quote!(unwrap_or(#value))
    } else {
        quote!(unwrap_or_else(|| #value))
    }
}

/// A default as an expression of its type, where names of `types.rs` stand behind `at` (nothing, or `super::`);
/// `None` for a type that has no literals.
pub(super) fn value(
    cx: &Cx<'_>,
    ty: &Ty,
    literal: &Literal,
    at: &TokenStream,
) -> Option<TokenStream> {
    match (cx.resolve(ty), literal) {
        (Ty::Nullable(inner), literal) => {
            let inner = value(cx, inner, literal, at)?;
            Some(quote!(Some(#inner)))
        }
        (Ty::Boxed(inner), literal) => {
            let inner = value(cx, inner, literal, at)?;
            Some(quote!(Box::new(#inner)))
        }
        (Ty::Bool, Literal::Bool(value)) => Some(quote!(#value)),
        (Ty::I32 | Ty::I64, Literal::Integer(value)) => Some(integer(*value)),
        (Ty::F64, literal) => float(number(literal)?, Token::f64_unsuffixed),
        // Rounded here, so that the literal has no more digits than the type can hold.
        (Ty::F32, literal) => float(number(literal)? as f32, Token::f32_unsuffixed),
        (Ty::String, Literal::String(text)) if text.is_empty() => Some(quote!(String::new())),
        (Ty::String, Literal::String(text)) => Some(quote!(#text.to_owned())),
        (Ty::Secret, Literal::String(text)) => Some(quote!(#at Secret::from(#text))),
        (Ty::Uuid, Literal::String(text)) => uuid(text, at),
        (Ty::Named(_), Literal::Value(id, index)) => enum_value(cx, *id, *index, at),
        (Ty::Array(_), Literal::EmptyArray) => Some(quote!(Vec::new())),
        (Ty::Map(_), Literal::EmptyMap) => Some(quote!(#at BTreeMap::new())),
        _ => None,
    }
}

/// A value of an enum by its path: `SipMediaEncryption::Allow`.
pub(super) fn enum_value(
    cx: &Cx<'_>,
    id: TypeId,
    index: u32,
    at: &TokenStream,
) -> Option<TokenStream> {
    let name = ident(cx.names.of_type(id));
    let value = ident(cx.names.of_parts(id).get(index as usize)?);
    Some(quote!(#at #name::#value))
}

/// An integer, with its sign as a token of its own.
pub(super) fn integer(value: i64) -> TokenStream {
    let digits = Token::u64_unsuffixed(value.unsigned_abs());
    if value < 0 {
        quote!(-#digits)
    } else {
        quote!(#digits)
    }
}

fn number(literal: &Literal) -> Option<f64> {
    match literal {
        Literal::Number(text) => text.parse().ok(),
        Literal::Integer(value) => Some(*value as f64),
        _ => None,
    }
}

fn float<T>(value: T, token: fn(T) -> Token) -> Option<TokenStream>
where
    T: Copy + Into<f64> + std::ops::Neg<Output = T>,
{
    let wide: f64 = value.into();
    if !wide.is_finite() {
        return None;
    }
    if wide.is_sign_negative() {
        let digits = token(-value);
        return Some(quote!(-#digits));
    }
    let digits = token(value);
    Some(quote!(#digits))
}

/// A UUID in its hyphenated form.
fn uuid(text: &str, at: &TokenStream) -> Option<TokenStream> {
    let hyphens = [8, 13, 18, 23];
    let sound = text.len() == 36
        && text.char_indices().all(|(at, c)| {
            if hyphens.contains(&at) {
                c == '-'
            } else {
                c.is_ascii_hexdigit()
            }
        });
    if !sound {
        return None;
    }
    let digits = text.replace('-', "_").to_ascii_lowercase();
    let digits: Token = format!("0x{digits}").parse().ok()?;
    Some(quote!(#at Uuid::from_u128(#digits)))
}
