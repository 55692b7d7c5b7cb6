use proc_macro2::TokenStream;
use quote::quote;

use super::plan::GroupPlan;
use super::{call, method};
use crate::emit::{Cx, EmitError, File, Home, Imports, inner_docs};
use crate::ir::Docs;

/// `src/phones.rs`: the methods of a group's operations, their calls, and what they answer. To be read.
pub(super) fn emit(cx: &Cx<'_>, group: &GroupPlan<'_>) -> Result<File, EmitError> {
    let mut imports = Imports::new(Home::Other);
    let client = imports.from("crate::client", "Client");
    let methods: TokenStream = group
        .operations
        .iter()
        .map(|op| method::declare(cx, op, &mut imports))
        .collect();
    let calls: TokenStream = group
        .operations
        .iter()
        .map(|op| call::declare(cx, op, &mut imports))
        .collect();
    let docs = Docs {
        deprecated: false,
        ..group.group.docs.clone()
    };
    let about = inner_docs(&docs, &[group.about()]);
    let imports = imports.tokens();
    cx.file(
        &group.file(".rs"),
        quote! {
            #about
            mod decode;
            #imports
            impl #client { #methods }
            #calls
        },
    )
}
