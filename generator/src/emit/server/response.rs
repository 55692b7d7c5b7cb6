//! The enum of an operation's declared answers, and how it becomes a response.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::SERVER;
use super::plan::Op;
use crate::emit::{Cx, Imports, answer_docs, code, ident, ty};
use crate::ir::{Answer, Content, Payload, StatusKey, Ty};

/// The enum of an operation's declared answers.
pub(super) fn declare(cx: &Cx<'_>, op: &Op<'_>, imports: &mut Imports) -> TokenStream {
    let name = ident(&op.names.response);
    let lines = [format!(" What {} answers.", code(&op.names.method))];
    let variants: TokenStream = variants(op)
        .map(|(answer, variant)| {
            let docs = answer_docs(answer);
            let variant = ident(variant);
            let status = (!answer.status.is_exact()).then(|| {
                let status = imports.from(SERVER, "StatusCode");
                quote!(#status)
            });
            let payload = body_ty(answer).map(|held| ty(held, cx, imports));
            let held: Vec<_> = status.into_iter().chain(payload).collect();
            let held = (!held.is_empty()).then(|| quote!((#(#held),*)));
            quote!(#docs #variant #held,)
        })
        .collect();
    quote! {
        #(#[doc = #lines])*
        #[derive(Clone, Debug, PartialEq)]
        pub enum #name { #variants }
    }
}

fn variants<'a>(op: &'a Op<'_>) -> impl Iterator<Item = (&'a Answer, &'a str)> {
    let names = op.names.answers.iter().map(String::as_str);
    op.operation.answers.iter().zip(names)
}

/// What the body holds.
fn body_ty(answer: &Answer) -> Option<&Ty> {
    let Payload::Json(ty) = &answer.content.as_ref()?.payload;
    Some(ty)
}

/// What makes a response of the enum, for `mount.rs`.
pub(super) fn encode(op: &Op<'_>) -> TokenStream {
    let name = ident(&op.names.response);
    let arms = variants(op).map(|(answer, variant)| {
        let variant = ident(variant);
        let status = match answer.status {
            StatusKey::Code(code) => {
                let code = Literal::u16_unsuffixed(code);
                quote!(rt::status(#code))
            }
            StatusKey::Range(digit) => {
                let digit = Literal::u8_unsuffixed(digit);
                quote!(rt::status_in_range(status, #digit))
            }
            StatusKey::Default => quote!(status),
        };
        let pattern = match (answer.status.is_exact(), answer.content.is_some()) {
            (true, false) => TokenStream::new(),
            (true, true) => quote!((body)),
            (false, false) => quote!((status)),
            (false, true) => quote!((status, body)),
        };
        let response = match &answer.content {
            Some(Content {
                media_type,
                payload: Payload::Json(_),
            }) => quote!(rt::json(#status, #media_type, &body)),
            None => quote!(rt::empty(#status)),
        };
        quote!(Self::#variant #pattern => #response,)
    });
    let body = if op.operation.answers.is_empty() {
        quote!(match self {})
    } else {
        quote!(match self { #(#arms)* })
    };
    quote! {
        impl IntoResponse for #name {
            fn into_response(self) -> rt::Response { #body }
        }
    }
}

/// `From` for the answers that the pass `conversions` chose.
pub(super) fn conversions(cx: &Cx<'_>, op: &Op<'_>, imports: &mut Imports) -> TokenStream {
    let name = ident(&op.names.response);
    variants(op)
        .filter(|(answer, _)| {
            let key = answer.origin.whence.to_string();
            cx.api.conversions.contains(&key)
        })
        .filter_map(|(answer, variant)| Some((body_ty(answer)?, variant)))
        .map(|(ty, variant)| {
            let (ty, variant) = (self::ty(ty, cx, imports), ident(variant));
            quote! {
                impl From<#ty> for #name {
                    fn from(body: #ty) -> Self { Self::#variant(body) }
                }
            }
        })
        .collect()
}
