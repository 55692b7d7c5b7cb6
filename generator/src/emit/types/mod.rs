//! The types of the document: `types.rs` to be read, its impls in files of their own.

use super::{Cx, EmitError, File};

/// `src/types.rs` and what stands under `src/types/`.
pub(super) fn emit(_cx: &Cx<'_>) -> Result<Vec<File>, EmitError> {
    Ok(Vec::new())
}
