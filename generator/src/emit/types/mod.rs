//! The types of the document: `types.rs` to be read, its impls in files of their own.

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

use proc_macro2::TokenStream;

use super::{Cx, EmitError, File};
use crate::ir::{Literal, Ty};

/// `src/types.rs` and what stands under `src/types/`.
pub(super) fn emit(cx: &Cx<'_>) -> Result<Vec<File>, EmitError> {
    let mut files = vec![
        declare::emit(cx)?,
        codec::emit(cx)?,
        impls::emit(cx)?,
        serde::emit(cx)?,
    ];
    files.extend(params::emit(cx)?);
    Ok(files)
}

pub(super) use default::{filled as filled_literal, json as literal_json};

/// Whether a default can be written as a value of its type.
pub(super) fn literal_fits(cx: &Cx<'_>, ty: &Ty, literal: &Literal) -> bool {
    default::value(cx, ty, literal, &TokenStream::new()).is_some()
}
