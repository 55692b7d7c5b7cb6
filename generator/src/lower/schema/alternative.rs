//! One alternative of a union, as it is before it is a variant.

use crate::document::Schema;
use crate::ir::NameHint;

use super::kinds::Kinds;

/// One alternative of a union.
#[derive(Clone, Debug)]
pub(super) struct Alternative {
    pub(super) schema: Schema,
    /// The kinds of its values, without null.
    pub(super) kinds: Kinds,
    /// What it would like to be called.
    pub(super) hint: NameHint,
}

impl Alternative {
    /// What it is called in messages, and in the pointer of its part.
    pub(super) fn name(&self) -> &str {
        match &self.hint {
            NameHint::Wire(name) | NameHint::Fixed(name) => name,
            NameHint::WithinType(..) | NameHint::WithinOperation(..) => "",
        }
    }
}
