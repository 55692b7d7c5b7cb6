//! `serde` for the types, by forwarding.

use std::collections::BTreeSet;

use proc_macro2::TokenStream;
use quote::quote;

use crate::emit::{Chunk, Cx, EmitError, File, Imports, LongFile, ident};
use crate::ir::Shape;

/// `src/types/serde.rs`: `Serialize` and `Deserialize` of every type, by forwarding to `Encode` and `Decode`.
pub(super) fn emit(cx: &Cx<'_>) -> Result<Vec<File>, EmitError> {
    let chunks = cx
        .types()
        .filter(|(_, def)| !matches!(def.shape, Shape::Alias(_)))
        .map(|(id, _)| {
            let name = ident(cx.names.of_type(id));
            let items = quote!(counterpart_runtime::forward_serde!(crate::types::#name););
            Chunk::new(cx.names.of_type(id), Imports::new(), items)
        })
        .collect();
    let file = LongFile {
        path: "src/types/serde.rs".to_owned(),
        head: TokenStream::new(),
        imports: Imports::new(),
        shared: TokenStream::new(),
        inner: TokenStream::new(),
        body: TokenStream::new(),
        methods_of: None,
        shown: None,
        known: BTreeSet::new(),
        chunks,
    };
    file.emit(cx)
}
