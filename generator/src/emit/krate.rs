use quote::quote;

use super::{Cx, EmitError, File, inner_docs};
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
    cx.file(
        "src/lib.rs",
        quote! {
            #docs
            #![cfg_attr(rustfmt, rustfmt_skip)]
            #![forbid(unsafe_code)]
            pub mod types;
            const _: () = counterpart_runtime::compat::V1;
        },
    )
}
