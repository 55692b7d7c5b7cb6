//! The types of the document: `types.rs` to be read, its impls in files of their own.

mod arms;
mod codec;
mod declare;
mod default;
mod enums;
mod impls;
mod module;
mod newtypes;
mod params;
mod ruled;
mod rules;
mod select;
mod serde;
mod structs;
mod tuples;
mod unions;

use proc_macro2::TokenStream;
use quote::quote;

use super::{Cx, EmitError, File};

/// The types and their impls: `src/types.rs`, `src/phones/types.rs`, and what stands under these.
pub(super) fn emit(cx: &Cx<'_>) -> Result<Vec<File>, EmitError> {
    let mut files = Vec::new();
    // Those of all types stand with the shared ones.
    let mut rules = rules::emit(cx)?;
    for module in module::modules(cx) {
        let rules = std::mem::take(&mut rules);
        let codec = codec::emit(cx, &module)?;
        let impls = impls::emit(cx, &module)?;
        let params = params::emit(cx, &module)?;
        let serde = serde::emit(cx, &module)?;
        let parts: Vec<TokenStream> = [
            (
                &codec,
                quote!(
                    mod codec;
                ),
            ),
            (
                &impls,
                quote!(
                    mod impls;
                ),
            ),
            (
                &params,
                quote!(
                    mod params;
                ),
            ),
            (
                &rules,
                quote!(
                    pub(crate) mod rules;
                ),
            ),
            (
                &serde,
                quote!(
                    #[cfg(feature = "serde")]
                    mod serde;
                ),
            ),
        ]
        .into_iter()
        .filter(|(files, _)| !files.is_empty())
        .map(|(_, module)| module)
        .collect();
        files.extend(declare::emit(cx, &module, &parts)?);
        for part in [codec, impls, params, rules, serde] {
            files.extend(part);
        }
    }
    Ok(files)
}

pub(super) use default::filled;
pub(super) use rules::Used;
