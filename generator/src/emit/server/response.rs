//! The enum of an operation's declared answers, and how it becomes a response. What builds an answer is in `construct.rs`.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::SERVER;
use super::construct::constructors;
use super::plan::Op;
use crate::emit::{Cx, Imports, answer_docs, code, ident, ty};
use crate::ir::{Answer, Content, Payload, StatusKey};

/// The enum of an operation's declared answers, with its constructors. It is neither cloned nor compared: an answer may be a stream one day.
pub(super) fn declare(cx: &Cx<'_>, op: &Op<'_>, imports: &mut Imports) -> TokenStream {
    let name = ident(&op.names.response);
    let lines = [format!(" What {} answers.", code(&op.names.method))];
    let variants: TokenStream = variants(op)
        .map(|(answer, variant)| {
            let docs = answer_docs(answer);
            let (variant, held) = (ident(variant), imports.from(SERVER, "Answer"));
            let body = match answer.body() {
                Some(body) => ty(body, cx, imports),
                None => quote!(()),
            };
            quote!(#docs #variant(#held<#body>),)
        })
        .collect();
    let constructors = constructors(cx, op, imports);
    quote! {
        #(#[doc = #lines])*
        #[derive(Debug)]
        pub enum #name { #variants }

        #constructors
    }
}

fn variants<'a>(op: &'a Op<'_>) -> impl Iterator<Item = (&'a Answer, &'a str)> {
    let names = op.names.answers.iter().map(String::as_str);
    op.operation.answers.iter().zip(names)
}

/// What makes a response of the enum, for `mount.rs`.
pub(super) fn encode(op: &Op<'_>) -> TokenStream {
    let name = ident(&op.names.response);
    let arms = variants(op).map(|(answer, variant)| {
        let (variant, status) = (ident(variant), status(answer.status));
        let response = match &answer.content {
            Some(Content {
                media_type,
                payload: Payload::Json(_),
            }) => quote!(answer.json(#status, #media_type)),
            None => quote!(answer.empty(#status)),
        };
        quote!(Self::#variant(answer) => #response,)
    });
    if op.operation.answers.is_empty() {
        return quote! {
            impl IntoResponse for #name {
                fn into_response(self) -> rt::Response { match self {} }
            }
        };
    }
    let heads = variants(op).map(|(_, variant)| {
        let variant = ident(variant);
        quote!(Self::#variant(answer) => answer.head_mut(),)
    });
    quote! {
        impl #name {
            pub(crate) fn head_mut(&mut self) -> &mut rt::AnswerHead {
                match self { #(#heads)* }
            }
        }

        impl IntoResponse for #name {
            fn into_response(self) -> rt::Response {
                match self { #(#arms)* }
            }
        }
    }
}

/// The status as the document declares it.
fn status(status: StatusKey) -> TokenStream {
    match status {
        StatusKey::Code(code) => {
            let code = Literal::u16_unsuffixed(code);
            quote!(rt::Status::Code(#code))
        }
        StatusKey::Range(digit) => {
            let digit = Literal::u8_unsuffixed(digit);
            quote!(rt::Status::Range(#digit))
        }
        StatusKey::Default => quote!(rt::Status::Any),
    }
}
