//! From the named IR to the files of two crates.
//!
//! Nothing is decided here: an emitter writes down what the IR says. Text of the document reaches the output only as a
//! literal or as a doc comment, identifiers only through [`ident`].

mod answer;
mod check;
pub mod client;
mod config;
mod cx;
mod docs;
#[cfg(test)]
mod fixture;
mod group;
mod ident;
mod imports;
mod krate;
mod long;
mod manifest;
mod param;
mod print;
mod route;
mod rules;
pub mod server;
#[cfg(test)]
mod tests;
mod ty;
mod types;

use answer::answer_docs;
pub use config::{CrateConfig, EmitConfig, RuntimeSource};
pub use cx::Cx;
pub use docs::{code, doc_lines, docs, docs_with_notes, inner_docs};
pub use group::{GroupPlan, groups};
pub use ident::ident;
pub use imports::Imports;
use long::{Chunk, LongFile};
pub use manifest::{SECTION_END, SECTION_START, merge_manifest};
pub use param::{default_shown, descriptor, item, names_style, place};
pub(crate) use print::one_a_line;
use route::route;
pub use ty::{field_ty, ty};

use crate::ir::Api;
use crate::names::Names;

/// Which of the two crates.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Side {
    /// The types, the traits to implement, and the router.
    Server,
    /// The types and the client.
    Client,
}

/// A file of a generated crate.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct File {
    /// The crate it belongs to.
    pub side: Side,
    /// Its path in that crate, with slashes: `src/types.rs`.
    pub path: String,
    /// What it holds.
    pub text: String,
    /// How it is written to disk.
    pub kind: FileKind,
}

/// How a file is written to disk.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileKind {
    /// A Rust file, ours as a whole; its first line is the header.
    Rust,
    /// A `Cargo.toml`: written as a whole once, afterwards only its marked section ([`merge_manifest`]).
    Manifest,
}

/// A fault of the generator itself: no document causes one on purpose.
#[derive(Debug, thiserror::Error)]
pub enum EmitError {
    /// An emitter made tokens that are not Rust.
    #[error("the emitted file `{path}` is not valid Rust: {reason}")]
    Syntax {
        /// The file.
        path: String,
        /// What the parser says.
        reason: String,
    },
    /// The IR or the names are not what the passes promise.
    #[error("the IR is inconsistent: {what}")]
    Inconsistent {
        /// What, and where in the document.
        what: String,
    },
}

impl EmitError {
    fn syntax(path: &str, reason: &syn::Error) -> Self {
        Self::Syntax {
            path: path.to_owned(),
            reason: reason.to_string(),
        }
    }
}

/// The files of all crates that the configuration asks for, each crate's in the order of their paths.
///
/// # Errors
/// [`EmitError`] for a fault of the generator itself.
pub fn emit(api: &Api, names: &Names, config: &EmitConfig) -> Result<Vec<File>, EmitError> {
    let mut files = Vec::new();
    for (side, krate) in [
        (Side::Server, &config.server),
        (Side::Client, &config.client),
    ] {
        let Some(krate) = krate else { continue };
        let cx = Cx {
            api,
            names,
            config,
            side,
        };
        check::check(&cx)?;
        let mut own = vec![manifest::emit(&cx, krate), krate::emit(&cx)?];
        own.extend(types::emit(&cx)?);
        own.extend(match side {
            Side::Server => server::emit(&cx)?,
            Side::Client => client::emit(&cx)?,
        });
        own.sort_by(|a, b| a.path.cmp(&b.path));
        files.extend(own);
    }
    Ok(files)
}
