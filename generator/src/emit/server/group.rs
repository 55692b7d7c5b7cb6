//! The trait of a group, with its requests and responses.

use std::collections::BTreeSet;

use proc_macro2::TokenStream;
use quote::quote;

use super::plan::{Access, GroupPlan, Op};
use super::{SERVER, request, response};
use crate::emit::{
    Chunk, Cx, EmitError, File, Imports, LongFile, docs_with_notes, ident, inner_docs, route,
};
use crate::ir::Docs;

/// `src/phones.rs`: the trait to implement, with the requests and responses of its operations. To be read.
pub(super) fn emit(cx: &Cx<'_>, group: &GroupPlan<'_>) -> Result<Vec<File>, EmitError> {
    let mut imports = Imports::new();
    let declared = interface(cx, group, &mut imports);
    let chunks = group
        .operations
        .iter()
        .map(|op| {
            let mut imports = Imports::new();
            let request = request::declare(cx, op, &mut imports);
            let response = response::declare(cx, op, &mut imports);
            Chunk::new(&op.names.method, imports, quote!(#request #response))
        })
        .collect();
    let about = inner_docs(&Docs::default(), &[group.about()]);
    let types = group.types(cx);
    let file = LongFile {
        path: group.file(".rs"),
        head: quote! {
            #about
            pub(crate) mod mount;
            #types
            pub use self::mount::{router, router_with};
        },
        imports,
        shared: TokenStream::new(),
        inner: TokenStream::new(),
        body: declared,
        methods_of: None,
        shown: Some(quote!(pub)),
        known: BTreeSet::new(),
        chunks,
    };
    file.emit(cx)
}

fn interface(cx: &Cx<'_>, group: &GroupPlan<'_>, imports: &mut Imports) -> TokenStream {
    let name = ident(&group.names.trait_name);
    let docs = docs_with_notes(&group.group.docs, &[group.about()]);
    let bounds = if group.authenticates() {
        imports.from("crate::auth", "Authenticator");
        quote!(Authenticator)
    } else {
        quote!(Send + Sync + 'static)
    };
    imports.from(SERVER, "IntoResponse");
    let left_out = cx.config.not_implemented.then(|| {
        imports.from(SERVER, "NotImplemented");
        quote!(+ From<NotImplemented>)
    });
    let methods: TokenStream = group
        .operations
        .iter()
        .map(|op| method(cx, op, imports))
        .collect();
    quote! {
        #docs
        pub trait #name: #bounds {
            /// Every answer that the document does not declare.
            type Error: IntoResponse #left_out;

            #methods
        }
    }
}

fn method(cx: &Cx<'_>, op: &Op<'_>, imports: &mut Imports) -> TokenStream {
    let docs = docs_with_notes(&op.operation.docs, &[route(op.operation, op.names)]);
    let deprecated = op.operation.docs.deprecated.then(|| quote!(#[deprecated]));
    imports.from(SERVER, "Context");
    let signature = signature(op);
    if !cx.config.not_implemented {
        return quote!(#docs #deprecated #signature;);
    }
    let constant = ident(&op.names.constant);
    quote! {
        #docs
        #deprecated
        #signature {
            async move {
                drop(request);
                drop(cx);
                Err(NotImplemented::new(&crate::API, &mount::#constant).into())
            }
        }
    }
}

/// The signature of the trait's method.
pub(super) fn signature(op: &Op<'_>) -> TokenStream {
    let (name, request, response) = (
        ident(&op.names.method),
        ident(&op.names.request),
        ident(&op.names.response),
    );
    let context = match op.access {
        Access::Open => quote!(Context),
        Access::Optional(_) => quote!(Context<Option<Self::Principal>>),
        Access::Required(_) => quote!(Context<Self::Principal>),
    };
    quote! {
        fn #name(
            &self,
            request: #request,
            cx: #context,
        ) -> impl Future<Output = Result<#response, Self::Error>> + Send
    }
}
