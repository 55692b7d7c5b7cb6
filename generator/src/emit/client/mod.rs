//! The client's own files, beside the types: what a caller reads (the client, its methods, calls and errors), and what
//! decodes the answers.

mod call;
mod decode;
mod describe;
mod group;
mod headers;
mod method;
mod param;
mod plan;
mod root;
mod servers;
#[cfg(test)]
mod tests;

use super::{Cx, EmitError, File};
use plan::Plan;

pub(in crate::emit) use root::items as root_items;

/// The runtime's module of the client's side.
const CLIENT: &str = "counterpart_runtime::client";

/// The files of the client's crate beside its types and `lib.rs`.
///
/// # Errors
/// [`EmitError`] for a fault of the generator itself.
pub fn emit(cx: &Cx<'_>) -> Result<Vec<File>, EmitError> {
    let plan = Plan::new(cx);
    let mut files = vec![root::emit(cx)?, describe::emit(cx)?];
    for group in &plan.groups {
        files.extend(group::emit(cx, group)?);
        files.extend(decode::emit(cx, group)?);
    }
    Ok(files)
}
