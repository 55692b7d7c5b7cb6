//! `serde` for the types, by forwarding.

use quote::quote;

use super::module::Module;
use crate::emit::{Chunk, Cx, EmitError, File, Imports, ident};
use crate::ir::Shape;

/// `src/types/serde.rs`: `Serialize` and `Deserialize` of every type, by forwarding to `Encode` and `Decode`.
pub(super) fn emit(cx: &Cx<'_>, module: &Module<'_>) -> Result<Vec<File>, EmitError> {
    let chunks: Vec<Chunk> = module
        .types
        .iter()
        .filter(|(_, def)| !matches!(def.shape, Shape::Alias(_)))
        .map(|&(id, _)| {
            let name = ident(cx.names.of_type(id));
            let items = quote!(counterpart_runtime::forward_serde!(crate::types::#name););
            Chunk::new(cx.names.of_type(id), Imports::new(), items)
        })
        .collect();
    if chunks.is_empty() {
        return Ok(Vec::new());
    }
    let file = module.part("serde", chunks);
    file.emit(cx)
}
