//! The operations of a group as data, and what decodes their answers.

use std::collections::BTreeSet;

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::call::success_ty;
use super::describe::scheme_constant;
use super::plan::{GroupPlan, Op};
use crate::emit::{Chunk, Cx, EmitError, File, Imports, LongFile, ident};
use crate::ir::{Answer, AnswerClass, Operation, PathPart, Payload, Segment, StatusKey};

/// `src/phones/decode.rs`: the operations of a group as data, and a function for each that says what is expected of an answer.
pub(super) fn emit(cx: &Cx<'_>, group: &GroupPlan<'_>) -> Result<Vec<File>, EmitError> {
    let chunks = group
        .operations
        .iter()
        .map(|op| {
            let mut imports = Imports::new();
            let (describe, decode) = (describe(cx, op), decode(cx, op, &mut imports));
            Chunk::new(&op.names.method, imports, quote!(#describe #decode))
        })
        .collect();
    let file = LongFile {
        path: group.file("/decode.rs"),
        head: quote!(#![doc = " The operations as data, and what their answers are."]),
        imports: Imports::new(),
        shared: quote! {
            use counterpart_runtime::client as rt;
            use super::*;
        },
        inner: quote!(
            use super::*;
        ),
        body: TokenStream::new(),
        methods_of: None,
        shown: Some(quote!(pub(super))),
        known: BTreeSet::new(),
        chunks,
    };
    file.emit(cx)
}

/// The operation as data.
fn describe(cx: &Cx<'_>, op: &Op<'_>) -> TokenStream {
    let constant = ident(&op.names.constant);
    let id = op.operation.label();
    let method = ident(op.operation.method.as_str());
    let segments = op.operation.target.segments().iter();
    let segments = segments.map(|one| segment(op.operation, one));
    let accept = op.operation.accepted().join(", ");
    let content_type = op.body().map_or("", |content| content.media_type.as_str());
    let security = op.operation.security.alternatives.iter().map(|one| {
        let schemes = one.schemes.iter().map(|(id, _)| {
            let constant = scheme_constant(cx.names.of_scheme(*id));
            quote!(&crate::client::#constant)
        });
        quote!(&[#(#schemes),*])
    });
    quote! {
        pub(crate) static #constant: rt::Operation = rt::Operation {
            id: #id,
            method: rt::Method::#method,
            path: &[#(#segments),*],
            accept: #accept,
            content_type: #content_type,
            security: &[#(#security),*],
        };
    }
}

fn segment(operation: &Operation, segment: &Segment) -> TokenStream {
    let parts = segment.parts.iter().map(|part| match part {
        PathPart::Literal(text) => quote!(rt::Part::Literal(#text)),
        PathPart::Param(index) => {
            let param = operation.params.get(*index as usize);
            let name = param.map_or("", |param| param.wire.as_str());
            quote!(rt::Part::Param(#name))
        }
    });
    quote!(&[#(#parts),*])
}

/// What the client expects of an answer, by its status.
fn decode(cx: &Cx<'_>, op: &Op<'_>, imports: &mut Imports) -> TokenStream {
    let name = ident(&op.names.method);
    let ok = success_ty(cx, op, imports);
    let error = ident(&op.names.error);
    let mut arms = arms(op);
    // Exact statuses come before the ranges that they are in, and all before the rest.
    arms.sort_by_key(|(order, _)| *order);
    let rest = arms.iter().any(|(order, _)| *order == Order::Rest);
    let undeclared = quote!(rt::Expect::undeclared());
    if arms.is_empty() {
        return quote! {
            pub(crate) fn #name(_: &rt::Head) -> rt::Expect<#ok, #error> { #undeclared }
        };
    }
    let undeclared = (!rest).then(|| quote!(_ => #undeclared,));
    let arms = arms.into_iter().map(|(_, arm)| arm);
    quote! {
        pub(crate) fn #name(head: &rt::Head) -> rt::Expect<#ok, #error> {
            match head.code() { #(#arms)* #undeclared }
        }
    }
}

/// Where an arm stands.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Order {
    Code,
    Range,
    Rest,
}

fn arms(op: &Op<'_>) -> Vec<(Order, TokenStream)> {
    let mut arms = Vec::new();
    let successes = op.successes();
    let several = successes.len() > 1;
    for (answer, name) in &successes {
        let (order, pattern) = match answer.class {
            // `default` stands for the 2xx here, and for all others among the errors.
            AnswerClass::Both => (Order::Range, quote!(200..=299)),
            AnswerClass::Success | AnswerClass::Error => pattern(answer.status),
        };
        let expected = if several {
            held(answer, &variant(&op.names.ok, name), Held::Success)
        } else if answer.content.is_some() {
            quote!(rt::Expect::json())
        } else {
            quote!(rt::Expect::empty(()))
        };
        arms.push((order, quote!(#pattern => #expected,)));
    }
    for (answer, name) in op.errors() {
        let (order, pattern) = pattern(answer.status);
        let expected = held(answer, &variant(&op.names.error, name), Held::Error);
        arms.push((order, quote!(#pattern => #expected,)));
    }
    arms
}

fn pattern(status: StatusKey) -> (Order, TokenStream) {
    match status {
        StatusKey::Code(code) => {
            let code = Literal::u16_unsuffixed(code);
            (Order::Code, quote!(#code))
        }
        StatusKey::Range(digit) => {
            let first = u16::from(digit) * 100;
            let (first, last) = (
                Literal::u16_unsuffixed(first),
                Literal::u16_unsuffixed(first + 99),
            );
            (Order::Range, quote!(#first..=#last))
        }
        StatusKey::Default => (Order::Rest, quote!(_)),
    }
}

fn variant(name: &str, variant: &str) -> TokenStream {
    let (name, variant) = (ident(name), ident(variant));
    quote!(#name::#variant)
}

/// What a variant is.
#[derive(Clone, Copy)]
enum Held {
    Success,
    Error,
}

/// What is expected of an answer that `variant` holds, with its status where that is not one alone.
fn held(answer: &Answer, variant: &TokenStream, kind: Held) -> TokenStream {
    let is_exact = answer.status.is_exact();
    match answer.content.as_ref().map(|content| &content.payload) {
        Some(Payload::Json(_)) => {
            let function = match (kind, is_exact) {
                (Held::Success, true) => quote!(json_as),
                (Held::Success, false) => quote!(json_with_status),
                (Held::Error, true) => quote!(error),
                (Held::Error, false) => quote!(error_with_status),
            };
            quote!(rt::Expect::#function(#variant))
        }
        None => {
            let function = match kind {
                Held::Success => quote!(empty),
                Held::Error => quote!(empty_error),
            };
            let status = (!is_exact).then(|| quote!((head.status())));
            quote!(rt::Expect::#function(#variant #status))
        }
    }
}
