//! What the lock says of the types of a document, for the passes: what was there, and what was decided.

use std::collections::{BTreeMap, BTreeSet};

use super::{Part, Shape, Ty, TypeDef};

/// What a lock has recorded. Keys are texts of [`super::TypeKey`] and of [`TypeDef::part_key`].
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Recorded {
    /// The names of types. Two anonymous types of one name are one, of two names never are.
    pub types: BTreeMap<String, String>,
    /// The members and variants that were there.
    pub parts: BTreeSet<String>,
    /// Those of them that hold their type in a box; newtypes by their own key.
    pub boxed: BTreeSet<String>,
    /// The variants and answers that a `From` leads to.
    pub conversions: BTreeSet<String>,
}

impl TypeDef {
    /// The key of a part in the lock: that of the type, and the step from there.
    #[must_use]
    pub fn part_key(&self, part: &Part) -> String {
        let step = part.origin.whence.steps.last();
        step.map_or_else(
            || self.key().to_string(),
            |step| format!("{}{step}", self.key()),
        )
    }

    /// The keys of the members and variants that hold their type in a box; a newtype's is its own.
    #[must_use]
    pub fn boxed(&self) -> Vec<String> {
        let parts = |boxed: Vec<bool>| {
            let parts = self.parts.iter().zip(boxed).filter(|(_, boxed)| *boxed);
            parts.map(|(part, _)| self.part_key(part)).collect()
        };
        match &self.shape {
            Shape::Struct(shape) => {
                parts(shape.members.iter().map(|one| is_boxed(&one.ty)).collect())
            }
            Shape::Union(shape) => {
                parts(shape.variants.iter().map(|one| is_boxed(&one.ty)).collect())
            }
            Shape::Newtype(ty) if is_boxed(ty) => vec![self.key().to_string()],
            Shape::Newtype(_) | Shape::Alias(_) | Shape::StringEnum(_) | Shape::IntegerEnum(_) => {
                Vec::new()
            }
        }
    }
}

/// Whether a value is in a box, inside of null.
fn is_boxed(ty: &Ty) -> bool {
    match ty {
        Ty::Nullable(inner) => is_boxed(inner),
        Ty::Boxed(_) => true,
        _ => false,
    }
}
