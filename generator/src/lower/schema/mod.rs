//! Schemas to types.

use super::{Lowerer, Unsupported};
use crate::diagnostic::{Code, Diagnostic};
use crate::document::Schema;
use crate::ir::{Literal, NameHint, Ty};
use crate::source::Node;

/// What lowering knows of schemas between two calls.
#[derive(Clone, Debug, Default)]
pub(crate) struct State {}

impl State {
    /// Forgets what was cached for types at and after an index.
    pub(crate) fn forget_from(&mut self, _types: usize) {}
}

impl Lowerer<'_> {
    /// The type of a use of `schema`. `hint` names an anonymous type.
    pub(crate) fn schema_ty(
        &mut self,
        schema: &Schema,
        _hint: NameHint,
    ) -> Result<Ty, Unsupported> {
        let at = schema.at();
        let message = "schemas are not supported yet";
        Err(Diagnostic::new(Code::SchemaShape, at.place, at.pointer.clone(), message).into())
    }

    /// `value` as a default of the type `ty`; none where it is not one.
    pub(crate) fn literal(&self, _value: &Node, _ty: &Ty) -> Option<Literal> {
        None
    }
}
