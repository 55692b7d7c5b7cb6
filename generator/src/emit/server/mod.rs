//! The server's own files, beside the types.

use super::{Cx, EmitError, File};

/// The files of the server's crate beside its types and `lib.rs`.
///
/// # Errors
/// [`EmitError`] for a fault of the generator itself.
pub fn emit(_cx: &Cx<'_>) -> Result<Vec<File>, EmitError> {
    Ok(Vec::new())
}
