//! Which schema a type was made from.

use crate::document::{At, Document, SchemaId};

/// Which schema a type was made from. What else makes two uses of a schema two types is in [`crate::ir::TypeKey`].
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) enum SchemaKey {
    /// A schema of the document.
    Written(SchemaId),
    /// One that was made from several, or of a part of one: by the place that it would have.
    Made(String),
}

impl SchemaKey {
    /// The schema at `at`, whether it is written there or was made.
    pub(super) fn at(at: &At, document: &Document) -> Self {
        match document.schemas().at(&at.pointer) {
            Some(id) => Self::Written(id),
            None => Self::Made(at.pointer.clone()),
        }
    }
}
