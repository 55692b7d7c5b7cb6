//! The routes of a group, and what stands between them and the trait.

use std::collections::BTreeSet;

use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote};

use super::group::signature;
use super::plan::{Access, GroupPlan, Op};
use super::{construct, request, response};
use crate::emit::{Chunk, Cx, EmitError, File, Imports, LongFile, ident};
use crate::ir::{Operation, PathPart, Segment};

/// `src/phones/mount.rs`: the routes of a group, a function for each operation, the encoding of its responses.
pub(super) fn emit(cx: &Cx<'_>, group: &GroupPlan<'_>) -> Result<Vec<File>, EmitError> {
    let chunks = group
        .operations
        .iter()
        .map(|op| {
            let mut imports = Imports::new();
            let items = operation(cx, group, op, &mut imports);
            Chunk::new(&op.names.method, imports, items)
        })
        .collect();
    let routers = routers(group);
    let shared = for_arc(group);
    let deprecated = group
        .operations
        .iter()
        .any(|op| op.operation.docs.deprecated);
    let allowed = deprecated.then(|| quote!(#![allow(deprecated)]));
    let file = LongFile {
        path: group.file("/mount.rs"),
        head: quote! {
            #![doc = " Routes, and what stands between them and the trait."]
            #allowed
        },
        imports: Imports::new(),
        shared: quote! {
            use std::sync::Arc;
            use counterpart_runtime::server as rt;
            use super::*;
        },
        inner: quote!(
            use super::*;
        ),
        body: quote!(#routers #shared),
        methods_of: None,
        shown: Some(quote!(pub(crate))),
        known: BTreeSet::new(),
        chunks,
    };
    file.emit(cx)
}

fn routers(group: &GroupPlan<'_>) -> TokenStream {
    let interface = ident(&group.names.trait_name);
    let operations = group.operations.iter().map(|op| {
        let (constant, function) = (ident(&op.names.constant), function(op));
        quote!(.operation(&#constant, |service, call| Box::pin(#function(service, call))))
    });
    quote! {
        /// The routes of this group, to be merged with others, nested, and put behind layers.
        /// It has no fallback.
        pub fn router<S: #interface>(service: S) -> rt::Router {
            router_with(service, rt::Options::default())
        }

        /// As [`router()`], with options.
        pub fn router_with<S: #interface>(service: S, options: rt::Options) -> rt::Router {
            mount(rt::Mount::new(Arc::new(service), &crate::API, options)).router()
        }

        pub(crate) fn mount<S: #interface>(mount: rt::Mount<S>) -> rt::Mount<S> {
            mount #(#operations)*
        }
    }
}

/// A service behind an `Arc` is one too.
fn for_arc(group: &GroupPlan<'_>) -> TokenStream {
    let interface = ident(&group.names.trait_name);
    let methods = group.operations.iter().map(|op| {
        let signature = signature(op);
        let method = ident(&op.names.method);
        quote!(#signature { <T as #interface>::#method(self, request, cx) })
    });
    quote! {
        impl<T: #interface> #interface for Arc<T> {
            type Error = T::Error;
            #(#methods)*
        }
    }
}

fn operation(
    cx: &Cx<'_>,
    group: &GroupPlan<'_>,
    op: &Op<'_>,
    imports: &mut Imports,
) -> TokenStream {
    let description = description(op);
    let interface = ident(&group.names.trait_name);
    let (function, method) = (function(op), ident(&op.names.method));
    let (principal, context) = match &op.access {
        Access::Open => (None, quote!(())),
        Access::Optional(name) | Access::Required(name) => {
            let name = ident(name);
            let principal =
                quote!(let principal = crate::auth::#name(&*service, call.head()).await?;);
            (Some(principal), quote!(principal))
        }
    };
    let read = request::read(cx, op);
    let mutable = op.has_request().then(|| quote!(mut));
    let (encode, conversions) = (
        response::encode(op),
        construct::conversions(cx, op, imports),
    );
    quote! {
        #description

        pub(crate) async fn #function<S: #interface>(
            service: Arc<S>,
            #mutable call: rt::Call,
        ) -> Result<rt::Response, rt::Rejection> {
            #principal
            #read
            let context = call.context(#context);
            let outcome = #interface::#method(&*service, request, context).await;
            Ok(outcome.into_response())
        }

        #encode
        #conversions
    }
}

/// `answer_update_sip_config`: no operation can take the name of anything else in the file.
fn function(op: &Op<'_>) -> Ident {
    format_ident!("answer_{}", op.names.method.trim_start_matches("r#"))
}

/// The operation as data.
fn description(op: &Op<'_>) -> TokenStream {
    let constant = ident(&op.names.constant);
    let id = op.names.method.trim_start_matches("r#");
    let operation_id = op.operation.label();
    let method = op.operation.method.as_str();
    let path = op.operation.target.text();
    let segments = op
        .operation
        .target
        .segments()
        .iter()
        .map(|one| segment(op.operation, one));
    let methods = op.methods.iter().map(|method| method.as_str());
    quote! {
        pub(crate) static #constant: rt::Operation = rt::Operation {
            id: #id,
            operation_id: #operation_id,
            method: #method,
            path: #path,
            segments: &[#(#segments),*],
            methods: &[#(#methods),*],
        };
    }
}

fn segment(operation: &Operation, segment: &Segment) -> TokenStream {
    let wire = |index: u32| {
        operation
            .params
            .get(index as usize)
            .map(|param| param.wire.as_str())
            .unwrap_or_default()
    };
    match segment.parts.as_slice() {
        [] => quote!(rt::PathSegment::Literal("")),
        [PathPart::Literal(text)] => quote!(rt::PathSegment::Literal(#text)),
        [PathPart::Param(index)] => {
            let name = wire(*index);
            quote!(rt::PathSegment::Param(#name))
        }
        parts => {
            let parts = parts.iter().map(|part| match part {
                PathPart::Literal(text) => quote!(rt::Part::Literal(#text)),
                PathPart::Param(index) => {
                    let name = wire(*index);
                    quote!(rt::Part::Param(#name))
                }
            });
            quote!(rt::PathSegment::Mixed(&[#(#parts),*]))
        }
    }
}
