use proc_macro2::TokenStream;
use quote::quote;

use crate::emit::{Cx, EmitError, File, ident};
use crate::ir::Shape;

/// `src/types/serde.rs`: `Serialize` and `Deserialize` of every type, by forwarding to `Encode` and `Decode`.
pub(super) fn emit(cx: &Cx<'_>) -> Result<File, EmitError> {
    let items: TokenStream = cx
        .types()
        .filter(|(_, def)| !matches!(def.shape, Shape::Alias(_)))
        .map(|(id, _)| {
            let name = ident(cx.names.of_type(id));
            quote!(counterpart_runtime::forward_serde!(super::#name);)
        })
        .collect();
    cx.file("src/types/serde.rs", items)
}
