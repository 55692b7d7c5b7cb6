//! The server's own files, beside the types: what an implementor reads (traits, requests, responses), and what mounts it.

mod auth;
mod construct;
mod group;
mod mount;
mod plan;
mod request;
mod response;
mod root;
#[cfg(test)]
mod tests;

use super::{Cx, EmitError, File};
use plan::Plan;

pub(in crate::emit) use root::items as root_items;

/// The runtime's module of the server's side.
const SERVER: &str = "counterpart_runtime::server";

/// The files of the server's crate beside its types and `lib.rs`.
///
/// # Errors
/// [`EmitError`] for a fault of the generator itself.
pub fn emit(cx: &Cx<'_>) -> Result<Vec<File>, EmitError> {
    let plan = Plan::new(cx);
    let mut files = Vec::new();
    if plan.authenticates() {
        files.push(auth::emit(cx, &plan)?);
    }
    for group in &plan.groups {
        files.extend(group::emit(cx, group)?);
        files.extend(mount::emit(cx, group)?);
    }
    Ok(files)
}
