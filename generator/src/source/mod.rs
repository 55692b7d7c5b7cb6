//! Documents as trees in which every key and value knows its place.
//!
//! [`load`] reads the root document and every file that it refers to, through a [`Loader`], into [`Sources`]. Nothing
//! else of this crate reads a file, and nothing at all reads the network.

mod decimal;
mod disk;
mod follow;
pub mod json;
mod limits;
mod load;
mod loader;
mod names;
mod node;
#[cfg(feature = "openapiv3")]
mod openapiv3;
pub mod pointer;
mod reading;
mod remote;
mod resources;
mod sources;
mod span;
mod uri;
pub mod yaml;

pub use disk::DiskLoader;
pub use limits::{MAX_ALIASED_NODES, MAX_DEPTH, MAX_FILE_BYTES, MAX_FILES};
pub use load::{LoadFailure, load};
pub use loader::{Fetched, LoadError, Loader, MemoryLoader};
pub use names::Refused;
pub use node::{Key, Member, Node, Number, Value};
pub(crate) use reading::is_invisible;
pub use reading::{Reading, read};
pub use remote::{Entry, MANIFEST, Manifest, REMOTE_FOLDER, digest};
pub use resources::Base;
pub use sources::{DynamicAnchor, Position, ResolveError, Resolved, SourceFile, Sources};
pub use span::{FileId, Place, Span};
pub use uri::{is_remote, origin, redirected};

#[cfg(test)]
mod load_tests;
