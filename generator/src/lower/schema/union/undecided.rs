//! Unions between their lowering and the end of the batch, when they are decided.

use super::base::Children;
use super::choice::Said;
use super::facts::Memo;
use crate::ir::TypeId;
use crate::source::{Place, pointer};

/// What lowering remembers about unions.
#[derive(Debug, Default)]
pub(crate) struct Unions {
    /// Those of this batch.
    pub(super) undecided: Vec<Undecided>,
    pub(super) memo: Memo,
    /// Which schemas extend which, once somebody has asked.
    pub(super) children: Option<Children>,
}

/// A union whose variants are types, and nothing more is known.
#[derive(Debug)]
pub(super) struct Undecided {
    pub(super) id: TypeId,
    /// `anyOf`, `oneOf`, `type`, or `discriminator`, where the alternatives extend the schema.
    pub(super) keyword: &'static str,
    pub(super) place: Place,
    /// Where the union stands.
    pub(super) pointer: String,
    /// The member that a `discriminator` names.
    pub(super) tag: Option<String>,
    /// Whether it stands beside the alternatives, and not in what all of them extend.
    pub(super) is_own_tag: bool,
    /// Whether null is one more alternative.
    pub(super) nullable: bool,
    /// What the document says of each alternative.
    pub(super) said: Vec<Said>,
}

impl Undecided {
    /// Whether it is of the schemas that extend one of them.
    pub(super) fn is_base(&self) -> bool {
        self.keyword == "discriminator"
    }

    /// Where the alternatives stand.
    pub(super) fn list(&self) -> String {
        pointer::join(&self.pointer, self.keyword)
    }
}
