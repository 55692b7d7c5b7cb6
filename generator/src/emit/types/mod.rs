//! The types of the document: `types.rs` to be read, its impls in files of their own.

mod arms;
mod codec;
mod declare;
mod default;
mod enums;
mod impls;
mod params;
mod select;
mod serde;
mod structs;
mod unions;

use super::{Cx, EmitError, File};

/// `src/types.rs` and what stands under `src/types/`.
pub(super) fn emit(cx: &Cx<'_>) -> Result<Vec<File>, EmitError> {
    let mut files = declare::emit(cx)?;
    files.extend(codec::emit(cx)?);
    files.extend(impls::emit(cx)?);
    files.extend(serde::emit(cx)?);
    files.extend(params::emit(cx)?);
    Ok(files)
}

pub(super) use default::filled;
