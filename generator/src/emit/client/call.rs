use proc_macro2::TokenStream;
use quote::quote;

use super::param::{argument_ty, borrowed, import, is_required, note, reference, write};
use super::plan::{Answer, Op};
use crate::emit::{Cx, Imports, code, docs_with_notes, ident, ty};
use crate::ir::{Docs, Payload, StatusKey};

/// The call of an operation, with its setters, and the types of its answers.
pub(super) fn declare(cx: &Cx<'_>, op: &Op<'_>, imports: &mut Imports) -> TokenStream {
    import(imports, &["Call", "Error", "Pending", "Reply"]);
    imports.from("std::time", "Duration");
    let call = ident(&op.names.call);
    let about = format!(" A call of {}.", code(&op.names.method));
    let setters = setters(cx, op, imports);
    let decode = ident(&op.names.method);
    let (ok, error) = (success_ty(cx, op, imports), error_ty(op, imports));
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

/// The type of a success: the payload, or the enum of several.
fn success_ty(cx: &Cx<'_>, op: &Op<'_>, imports: &mut Imports) -> TokenStream {
    match op.successes.as_slice() {
        [] => quote!(()),
        [one] => match one.payload {
            Some(payload) => ty(payload, cx, imports),
            None => quote!(()),
        },
        _ => {
            let ok = ident(&op.names.ok);
            quote!(#ok)
        }
    }
}

fn error_ty(op: &Op<'_>, imports: &mut Imports) -> TokenStream {
    let name = if op.errors.is_empty() {
        imports.from("std::convert", "Infallible")
    } else {
        ident(&op.names.error)
    };
    quote!(#name)
}

fn successes(cx: &Cx<'_>, op: &Op<'_>, imports: &mut Imports) -> TokenStream {
    if op.successes.len() < 2 {
        return TokenStream::new();
    }
    let about = format!(" What {} answers.", code(&op.names.method));
    declared(cx, &about, &op.names.ok, &op.successes, imports)
}

fn errors(cx: &Cx<'_>, op: &Op<'_>, imports: &mut Imports) -> TokenStream {
    if op.errors.is_empty() {
        return TokenStream::new();
    }
    let about = format!(
        " What {} answers where it does not succeed.",
        code(&op.names.method)
    );
    declared(cx, &about, &op.names.error, &op.errors, imports)
}

fn declared(
    cx: &Cx<'_>,
    about: &str,
    name: &str,
    answers: &[Answer<'_>],
    imports: &mut Imports,
) -> TokenStream {
    let name = ident(name);
    let variants: TokenStream = answers
        .iter()
        .map(|answer| {
            let docs = documented(answer);
            let variant = ident(answer.variant);
            let status = answer.has_status().then(|| {
                let status = imports.from(super::CLIENT, "StatusCode");
                quote!(#status)
            });
            let payload = answer.payload.map(|held| ty(held, cx, imports));
            let held: Vec<_> = status.into_iter().chain(payload).collect();
            let held = (!held.is_empty()).then(|| quote!((#(#held),*)));
            quote!(#docs #variant #held,)
        })
        .collect();
    quote! {
        #[doc = #about]
        #[derive(Clone, Debug, PartialEq)]
        pub enum #name { #variants }
    }
}

/// `200: Successful Response`, and the headers that it declares.
fn documented(answer: &Answer<'_>) -> TokenStream {
    let status = match answer.response.status {
        StatusKey::Code(code) => code.to_string(),
        StatusKey::Range(digit) => format!("{digit}XX"),
        StatusKey::Default => "Every other status".to_owned(),
    };
    let docs = &answer.response.docs;
    let description = docs.description.as_deref().unwrap_or_default().trim();
    let documented = Docs {
        title: None,
        description: Some(if description.is_empty() {
            format!("{status}.")
        } else {
            format!("{status}: {description}")
        }),
        deprecated: false,
    };
    let headers = &answer.response.headers;
    let headers: Vec<_> = headers.iter().map(|header| code(&header.wire)).collect();
    if headers.is_empty() {
        return docs_with_notes(&documented, &[]);
    }
    let note = format!("Declared headers: {}.", headers.join(", "));
    docs_with_notes(&documented, &[note])
}
