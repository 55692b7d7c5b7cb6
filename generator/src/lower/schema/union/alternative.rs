//! One alternative of a union, as it is before it is a variant.

use crate::document::Schema;
use crate::ir::{Called, VariantOf};

use super::Kinds;

/// One alternative of a union.
#[derive(Clone, Debug)]
pub(super) struct Alternative {
    pub(super) schema: Schema,
    /// The kinds of its values, without null.
    pub(super) kinds: Kinds,
    /// What it is: its key.
    pub(super) of: VariantOf,
    /// What the document calls it.
    pub(super) called: Called,
}

impl Alternative {
    /// What it is called in messages, and in the pointer of its part.
    pub(super) fn name(&self) -> &str {
        match (&self.called, &self.of) {
            (Called::Like(name) | Called::Fixed(name), _) => name,
            (Called::ByPlace, VariantOf::Schema(text) | VariantOf::Tag(text)) => text,
            (Called::ByPlace, VariantOf::Kind(kind)) => kind.as_str(),
            (Called::ByPlace, VariantOf::Any) => "value",
        }
    }
}
