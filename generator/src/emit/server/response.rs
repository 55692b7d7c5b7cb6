use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::group::SERVER;
use super::plan::Op;
use crate::emit::{Cx, Imports, code, docs_with_notes, ident, ty, ty_imported};
use crate::ir::{Docs, Payload, Response, StatusKey, Ty};

/// The enum of an operation's declared answers.
pub(super) fn declare(cx: &Cx<'_>, op: &Op<'_>, imports: &mut Imports) -> TokenStream {
    let name = ident(&op.names.response);
    let lines = [format!(" What {} answers.", code(&op.names.method))];
    let variants: TokenStream = variants(op)
        .map(|(response, variant)| {
            let docs = documented(response);
            let variant = ident(variant);
            let status = has_status(response).then(|| {
                let status = imports.from(SERVER, "StatusCode");
                quote!(#status)
            });
            let payload = payload(response).map(|(_, held)| ty(held, cx, imports));
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

/// `200: Successful Response`, and the headers that it declares.
fn documented(response: &Response) -> TokenStream {
    let status = match response.status {
        StatusKey::Code(code) => code.to_string(),
        StatusKey::Range(digit) => format!("{digit}XX"),
        StatusKey::Default => "Every other status".to_owned(),
    };
    let description = response
        .docs
        .description
        .as_deref()
        .map(str::trim)
        .unwrap_or_default();
    let title = if description.is_empty() {
        format!("{status}.")
    } else {
        format!("{status}: {description}")
    };
    let documented = Docs {
        title: None,
        description: Some(title),
        deprecated: false,
    };
    let headers: Vec<String> = response
        .headers
        .iter()
        .map(|header| code(&header.wire))
        .collect();
    if headers.is_empty() {
        return docs_with_notes(&documented, &[]);
    }
    docs_with_notes(
        &documented,
        &[format!("Declared headers: {}.", headers.join(", "))],
    )
}

fn variants<'a>(op: &'a Op<'_>) -> impl Iterator<Item = (&'a Response, &'a str)> {
    let names = op.names.responses.iter().map(String::as_str);
    op.operation.responses.iter().zip(names)
}

/// Whether the implementor chooses the status.
fn has_status(response: &Response) -> bool {
    !matches!(response.status, StatusKey::Code(_))
}

/// The media type and the type of the body.
fn payload(response: &Response) -> Option<(&str, &Ty)> {
    let content = response.contents.first()?;
    let Payload::Json(ty) = &content.payload;
    Some((&content.media_type, ty))
}

/// What makes a response of the enum, for `mount.rs`.
pub(super) fn encode(op: &Op<'_>) -> TokenStream {
    let name = ident(&op.names.response);
    let arms = variants(op).map(|(response, variant)| {
        let variant = ident(variant);
        let status = match response.status {
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
        let payload = payload(response);
        let pattern = match (has_status(response), payload.is_some()) {
            (false, false) => TokenStream::new(),
            (false, true) => quote!((body)),
            (true, false) => quote!((status)),
            (true, true) => quote!((status, body)),
        };
        let response = match payload {
            Some((media_type, _)) => quote!(rt::json(#status, #media_type, &body)),
            None => quote!(rt::empty(#status)),
        };
        quote!(Self::#variant #pattern => #response,)
    });
    let body = if op.operation.responses.is_empty() {
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

/// `From<T>` where one variant alone holds a `T`, and holds nothing else.
pub(super) fn conversions(cx: &Cx<'_>, op: &Op<'_>) -> TokenStream {
    let name = ident(&op.names.response);
    let held: Vec<&Ty> = variants(op)
        .filter_map(|(response, _)| payload(response))
        .map(|(_, ty)| cx.resolve(ty))
        .collect();
    variants(op)
        .filter(|(response, _)| !has_status(response))
        .filter_map(|(response, variant)| Some((payload(response)?.1, variant)))
        .filter(|(ty, _)| {
            // A type of the user's may be an alias of any other.
            let own = cx.resolve(ty);
            let known = !matches!(own, Ty::Path(_) | Ty::Null)
                && !held.iter().any(|ty| matches!(ty, Ty::Path(_)));
            known && held.iter().filter(|other| **other == own).count() == 1
        })
        .map(|(ty, variant)| {
            let (ty, variant) = (ty_imported(ty, cx), ident(variant));
            quote! {
                impl From<#ty> for #name {
                    fn from(body: #ty) -> Self { Self::#variant(body) }
                }
            }
        })
        .collect()
}
