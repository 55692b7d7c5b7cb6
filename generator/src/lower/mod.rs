//! From the document to the IR: here the decisions are made.
//!
//! [`lower`] drives everything. One operation at a time becomes an [`ir::Operation`], or is skipped with a diagnostic
//! that says why; the schemas that it needs are lowered on the way (`schema`), each once.

mod reference;
mod schema;

use std::borrow::Cow;

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::document::{At, Document, Schema};
use crate::ir;
use crate::source::Sources;

/// What lowering is told beside the document.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LowerConfig {
    /// Lowers every schema under `components`, those that no operation reaches too.
    pub all_components: bool,
    /// What a schema has that cannot be a type becomes [`ir::Ty::Json`] with a diagnostic
    /// ([`crate::diagnostic::Effect::TypeIsJson`]), instead of taking the operation with it.
    pub json_fallback: bool,
    /// The profile; inferred where it is not set.
    pub profile: Option<ir::Profile>,
}

/// What lowering gives. The books balance: `api.operations` and `skipped` are the operations of the document.
#[derive(Clone, Debug, Default)]
pub struct Lowered {
    /// The API.
    pub api: ir::Api,
    /// What was said on the way, in the order of the document.
    pub diagnostics: Diagnostics,
    /// The operations that are not in `api`, in the order of the document.
    pub skipped: Vec<SkippedOperation>,
}

/// An operation that is left out, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SkippedOperation {
    /// Its method, in capitals; a method of 3.2 that has no [`ir::Method`] too.
    pub method: String,
    /// Its path, as written.
    pub path: String,
    /// Its `operationId`.
    pub operation_id: Option<String>,
    /// Where it stands.
    pub at: At,
    /// The code of the first reason.
    pub code: Code,
    /// The first reason, as the diagnostic has it.
    pub reason: String,
}

/// Why something has no counterpart in the output: a diagnostic without its effect, which is known to the caller only.
#[derive(Clone, Debug)]
pub(crate) struct Unsupported(pub(crate) Box<Diagnostic>);

impl From<Diagnostic> for Unsupported {
    fn from(diagnostic: Diagnostic) -> Self {
        Self(Box::new(diagnostic))
    }
}

/// The state of lowering.
///
/// `lower::schema` adds (another file, another job):
///
/// ```text
/// fn schema_ty(&mut self, schema: &Schema, hint: NameHint) -> Result<ir::Ty, Unsupported>
///     // a `$ref` to a component: Ty::Named of it, lowered once; `hint` names an anonymous type
/// fn component(&mut self, name: &str) -> Result<ir::Ty, Unsupported>
/// fn literal(&self, value: &Node, ty: &ir::Ty) -> Option<ir::Literal>        // a default, checked against its type
/// struct State: Default { fn forget_from(&mut self, types: usize) }          // forgets cached types at and after an index
/// ```
pub(crate) struct Lowerer<'a> {
    pub(crate) sources: &'a Sources,
    pub(crate) document: &'a Document,
    pub(crate) config: &'a LowerConfig,
    pub(crate) api: ir::Api,
    pub(crate) diagnostics: Diagnostics,
    pub(crate) schemas: schema::State,
}

/// What the `$ref` of a schema leads to, after one step.
pub(crate) struct ReferencedSchema<'a> {
    /// The normalised place, the key of caches: `#/components/schemas/Pet`, `pets.yaml#/Pet`.
    pub(crate) at: At,
    /// What it would like to be called: the last segment of the pointer.
    pub(crate) name: String,
    /// The schema itself, which may be a `$ref` again.
    pub(crate) schema: Cow<'a, Schema>,
}

impl Lowerer<'_> {
    /// Undoes every type added since there were `types` of them: what a failed attempt left behind.
    pub(crate) fn forget_types_from(&mut self, types: usize) {
        self.api.types.truncate(types);
        self.schemas.forget_from(types);
    }
}
