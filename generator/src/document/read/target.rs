//! What a reference leads to, by its place.

use crate::document::At;
use crate::source::{FileId, Node, ResolveError, Sources};

/// What a reference leads to: the value and its place.
pub(super) type Target<'s> = Result<(&'s Node, At), ResolveError>;

/// Where what stands at `pointer` of a file is, as seen from the root document.
pub(super) fn at_in(sources: &Sources, file: FileId, pointer: &str, node: &Node) -> At {
    let pointer = match file {
        FileId(0) => pointer.to_owned(),
        file => format!("{}{pointer}", sources.name_from_root(file)),
    };
    At {
        place: node.place,
        pointer,
    }
}
