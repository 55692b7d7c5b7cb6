//! What all operations of a client share, as data.

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use crate::emit::{Cx, EmitError, File, ident};
use crate::ir::{Profile, Scheme, SchemeId, SchemeKind};

/// `src/client/describe.rs`: what all operations share, as data.
pub(super) fn emit(cx: &Cx<'_>) -> Result<File, EmitError> {
    let schemes: TokenStream = (0..)
        .map(SchemeId)
        .zip(&cx.api.schemes)
        .map(|(id, scheme)| describe(cx, id, scheme))
        .collect();
    let decode = match cx.api.profile {
        // pydantic writes naive date-times without an offset.
        Profile::FastApi => quote!(DecodeOptions::DEFAULT.with_naive_date_times(true)),
        Profile::ProblemDetails => quote!(DecodeOptions::DEFAULT),
    };
    cx.file(
        "src/client/describe.rs",
        quote! {
            #![doc = " What all operations share."]
            use counterpart_runtime::client as rt;
            use counterpart_runtime::codec::DecodeOptions;

            pub(crate) static API: rt::Api = rt::Api {
                decode: #decode,
                user_agent: concat!(env!("CARGO_PKG_NAME"), "/", env!("CARGO_PKG_VERSION")),
            };

            #schemes
        },
    )
}

/// `SCHEME_CUSTOM_HTTP_BEARER`: the constant that describes a scheme.
pub(super) fn scheme_constant(name: &str) -> Ident {
    let name = name.trim_start_matches("r#").to_uppercase();
    ident(&format!("SCHEME_{name}"))
}

fn describe(cx: &Cx<'_>, id: SchemeId, scheme: &Scheme) -> TokenStream {
    let method = cx.names.of_scheme(id);
    let constant = scheme_constant(method);
    let name = scheme.origin.text();
    let kind = match &scheme.kind {
        SchemeKind::Bearer => quote!(Bearer),
        SchemeKind::Basic => quote!(Basic),
        SchemeKind::HeaderKey(name) => quote!(Header(#name)),
        SchemeKind::QueryKey(name) => quote!(Query(#name)),
        SchemeKind::CookieKey(name) => quote!(Cookie(#name)),
    };
    quote! {
        pub(crate) static #constant: rt::Scheme = rt::Scheme {
            name: #name,
            kind: rt::SchemeKind::#kind,
        };
    }
}
