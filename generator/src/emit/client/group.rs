//! The methods of a group's operations, with their calls.

use std::collections::BTreeSet;

use proc_macro2::TokenStream;
use quote::quote;

use super::plan::GroupPlan;
use super::{call, headers, method};
use crate::emit::{Chunk, Cx, EmitError, File, Imports, LongFile, inner_docs};
use crate::ir::Docs;

/// `src/phones.rs`: the methods of a group's operations, their calls, and what they answer. To be read.
pub(super) fn emit(cx: &Cx<'_>, group: &GroupPlan<'_>) -> Result<Vec<File>, EmitError> {
    let chunks = group
        .operations
        .iter()
        .map(|op| {
            let mut imports = Imports::new();
            let methods = method::declare(cx, op, &mut imports);
            let call = call::declare(cx, op, &mut imports);
            let headers = headers::declare(op, &mut imports);
            Chunk {
                name: op.names.method.clone(),
                imports,
                methods,
                items: quote!(#call #headers),
            }
        })
        .collect();
    let docs = Docs {
        deprecated: false,
        ..group.group.docs.clone()
    };
    let about = inner_docs(&docs, &[group.about()]);
    let types = group.types(cx);
    let file = LongFile {
        path: group.file(".rs"),
        head: quote! {
            #about
            mod decode;
            #types
        },
        imports: Imports::new(),
        shared: TokenStream::new(),
        inner: quote!(
            use super::decode;
        ),
        body: TokenStream::new(),
        methods_of: Some(("crate::client", "Client")),
        shown: Some(quote!(pub)),
        known: BTreeSet::new(),
        chunks,
    };
    file.emit(cx)
}
