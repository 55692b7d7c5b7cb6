use proc_macro2::{Literal as Token, TokenStream};
use quote::quote;

use super::plan::resolve;
use crate::emit::{Cx, ident};
use crate::ir::{Literal, Param, ParamForm, Presence, Shape, Ty, TypeId};

/// The default of a parameter.
fn literal(param: &Param) -> Option<&Literal> {
    match &param.presence {
        Presence::Optional(Some(literal)) | Presence::Filled(literal) => Some(literal),
        Presence::Optional(None) | Presence::Required => None,
    }
}

/// What takes the place of an absent parameter, as a call on its `Option`; `None` where it stays absent.
pub(super) fn filled(cx: &Cx<'_>, param: &Param) -> Option<TokenStream> {
    let literal = literal(param)?;
    if let ParamForm::List(..) = param.form {
        return (*literal == Literal::EmptyArray).then(|| quote!(unwrap_or_default()));
    }
    match (resolve(cx, param.ty.non_null()), literal) {
        (Ty::String, Literal::String(text)) if text.is_empty() => Some(quote!(unwrap_or_default())),
        (Ty::String, Literal::String(text)) => Some(quote!(unwrap_or_else(|| #text.to_owned()))),
        (Ty::Bool, Literal::Bool(value)) => Some(quote!(unwrap_or(#value))),
        (Ty::I32 | Ty::I64, Literal::Integer(value)) => {
            let value = signed(value.to_string())?;
            Some(quote!(unwrap_or(#value)))
        }
        (Ty::F32 | Ty::F64, Literal::Integer(_) | Literal::Number(_)) => {
            let value: f64 = json(cx, literal).parse().ok()?;
            let value = signed(format!("{value:?}"))?;
            Some(quote!(unwrap_or(#value)))
        }
        (Ty::Named(_), Literal::Value(id, index)) => {
            let (name, value) = (ident(cx.names.of_type(*id)), value(cx, *id, *index)?);
            Some(quote!(unwrap_or(crate::types::#name::#value)))
        }
        _ => None,
    }
}

/// The default of a parameter as JSON, for people.
pub(in crate::emit) fn shown(cx: &Cx<'_>, param: &Param) -> Option<String> {
    literal(param).map(|literal| json(cx, literal))
}

fn json(cx: &Cx<'_>, literal: &Literal) -> String {
    let string = |text: &str| serde_json::Value::from(text).to_string();
    match literal {
        Literal::Bool(value) => value.to_string(),
        Literal::Integer(value) => value.to_string(),
        Literal::Number(text) => text.clone(),
        Literal::String(text) => string(text),
        Literal::Value(id, index) => match cx.api.type_def(*id).map(|def| &def.shape) {
            Some(Shape::StringEnum(shape)) => shape
                .values
                .get(*index as usize)
                .map(|value| string(value))
                .unwrap_or_default(),
            Some(Shape::IntegerEnum(shape)) => shape
                .values
                .get(*index as usize)
                .map(i64::to_string)
                .unwrap_or_default(),
            _ => String::new(),
        },
        Literal::EmptyArray => "[]".to_owned(),
        Literal::EmptyMap => "{}".to_owned(),
    }
}

fn value(cx: &Cx<'_>, id: TypeId, index: u32) -> Option<proc_macro2::Ident> {
    cx.names
        .of_parts(id)
        .get(index as usize)
        .map(|name| ident(name))
}

/// A number, with its sign as a token of its own.
fn signed(text: String) -> Option<TokenStream> {
    let digits: Token = text.trim_start_matches('-').parse().ok()?;
    Some(if text.starts_with('-') {
        quote!(-#digits)
    } else {
        quote!(#digits)
    })
}
