//! Documents as trees in which every key and value knows its place.

mod node;
mod span;

pub use node::{Key, Member, Node, Number, Value};
pub use span::{FileId, Place, Span};
