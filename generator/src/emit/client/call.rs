//! The call of an operation, and the enums of its answers.

use proc_macro2::TokenStream;
use quote::quote;

use super::param::{argument_ty, borrowed, import, is_required, note, reference, write};
use super::plan::Op;
use crate::emit::{Cx, Imports, answer_docs, code, docs_with_notes, ident, ty};
use crate::ir::{Answer, Payload};

/// The call of an operation, with its setters, and the types of its answers.
pub(super) fn declare(cx: &Cx<'_>, op: &Op<'_>, imports: &mut Imports) -> TokenStream {
    import(imports, &["Call", "Error", "Pending", "Reply"]);
    imports.from("std::time", "Duration");
    let call = ident(&op.names.call);
    let about = format!(" A call of {}.", code(&op.names.method));
    let setters = setters(cx, op, imports);
    let decode = ident(&op.names.method);
    let (ok, error) = (success_ty(cx, op, imports), ident(&op.names.error));
    let (successes, errors) = (successes(cx, op, imports), errors(cx, op, imports));
    quote! {
        #[doc = #about]
        #[derive(Debug)]
        #[must_use = "a call is sent when it is awaited"]
        pub struct #call(Call);

        impl #call {
            #setters

            /// How long this call may take, in place of the client's timeout.
            pub fn timeout(self, timeout: Duration) -> Self {
                Self(self.0.timeout(timeout))
            }

            /// A header of your own, in place of the one that the client would send.
            pub fn header(self, name: &str, value: &str) -> Self {
                Self(self.0.header(name, value))
            }
        }

        impl IntoFuture for #call {
            type Output = Result<Reply<#ok>, Error<#error>>;
            type IntoFuture = Pending<#ok, #error>;

            fn into_future(self) -> Self::IntoFuture {
                self.0.send(decode::#decode)
            }
        }

        #successes
        #errors
    }
}

/// One for every optional parameter, and for an optional body.
fn setters(cx: &Cx<'_>, op: &Op<'_>, imports: &mut Imports) -> TokenStream {
    let mut setters = TokenStream::new();
    for (param, name) in op.operation.params.iter().zip(&op.names.params) {
        if is_required(param) {
            continue;
        }
        let docs = docs_with_notes(&param.docs, &[note(cx, param, name)]);
        let deprecated = param.docs.deprecated.then(|| quote!(#[deprecated]));
        let (ty, write) = (
            argument_ty(cx, param, imports),
            write(cx, param, name, imports),
        );
        let name = ident(name);
        setters.extend(quote! {
            #docs
            #deprecated
            pub fn #name(self, #name: #ty) -> Self { Self(self.0 #write) }
        });
    }
    let optional = op.operation.body.as_ref().filter(|body| !body.required);
    if let (Some(body), Some(content)) = (optional, op.body()) {
        let Payload::Json(own) = &content.payload;
        let docs = docs_with_notes(&body.docs, &["The body.".to_owned()]);
        let (ty, value) = (
            borrowed(cx, own, imports),
            reference(cx, own, &op.names.body),
        );
        let name = ident(&op.names.body);
        setters.extend(quote! {
            #docs
            pub fn #name(self, #name: #ty) -> Self { Self(self.0.json(#value)) }
        });
    }
    setters
}

/// The type of a success: what its body holds, or the enum of several.
pub(super) fn success_ty(cx: &Cx<'_>, op: &Op<'_>, imports: &mut Imports) -> TokenStream {
    match op.successes().as_slice() {
        [] => quote!(()),
        [(one, _)] => match &one.content {
            Some(content) => {
                let Payload::Json(held) = &content.payload;
                ty(held, cx, imports)
            }
            None => quote!(()),
        },
        _ => {
            let ok = ident(&op.names.ok);
            quote!(#ok)
        }
    }
}

fn successes(cx: &Cx<'_>, op: &Op<'_>, imports: &mut Imports) -> TokenStream {
    let successes = op.successes();
    if successes.len() < 2 {
        return TokenStream::new();
    }
    let about = format!(" What {} answers.", code(&op.names.method));
    let named = (about.as_str(), op.names.ok.as_str());
    declared(cx, named, &successes, &quote!(Debug), imports)
}

/// There for each operation: a document that declares an error later changes no type of the call's.
fn errors(cx: &Cx<'_>, op: &Op<'_>, imports: &mut Imports) -> TokenStream {
    let about = format!(
        " What {} answers where it does not succeed.",
        code(&op.names.method)
    );
    let derives = quote!(Clone, Debug, PartialEq);
    let named = (about.as_str(), op.names.error.as_str());
    declared(cx, named, &op.errors(), &derives, imports)
}

/// The enum of several answers. What a success holds may be a stream one day, which is neither equal to another nor cloned; an error is read as a whole.
fn declared(
    cx: &Cx<'_>,
    (about, name): (&str, &str),
    answers: &[(&Answer, &str)],
    derives: &TokenStream,
    imports: &mut Imports,
) -> TokenStream {
    let name = ident(name);
    let variants: TokenStream = answers
        .iter()
        .map(|(answer, variant)| {
            let docs = answer_docs(answer);
            let variant = ident(variant);
            let status = (!answer.status.is_exact()).then(|| {
                let status = imports.from(super::CLIENT, "StatusCode");
                quote!(#status)
            });
            let payload = answer.content.as_ref().map(|content| {
                let Payload::Json(held) = &content.payload;
                ty(held, cx, imports)
            });
            let held: Vec<_> = status.into_iter().chain(payload).collect();
            let held = (!held.is_empty()).then(|| quote!((#(#held),*)));
            quote!(#docs #variant #held,)
        })
        .collect();
    quote! {
        #[doc = #about]
        #[derive(#derives)]
        pub enum #name { #variants }
    }
}
