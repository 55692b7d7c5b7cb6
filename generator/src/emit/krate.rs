use proc_macro2::TokenStream;
use quote::quote;

use super::{Cx, EmitError, File, Side, inner_docs, server};
use crate::ir::Docs;

/// `src/lib.rs`.
pub(super) fn emit(cx: &Cx<'_>) -> Result<File, EmitError> {
    let docs = inner_docs(
        &Docs {
            title: Some(format!("{} {}", cx.api.title, cx.api.version)),
            description: cx.api.description.clone(),
            deprecated: false,
        },
        &[],
    );
    let own = match cx.side {
        Side::Server => server::root_items(cx),
        Side::Client => TokenStream::new(),
    };
    cx.file(
        "src/lib.rs",
        quote! {
            #docs
            #![cfg_attr(rustfmt, rustfmt_skip)]
            #![forbid(unsafe_code)]
            #![allow(clippy::large_enum_variant, reason = "boxes would hide what the document says")]
            pub mod types;
            #own
            const _: () = counterpart_runtime::compat::V1;
        },
    )
}
