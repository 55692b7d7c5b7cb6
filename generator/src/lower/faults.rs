//! What speaks against an operation, gathered while it is lowered.

use super::Unsupported;
use crate::diagnostic::{Code, Diagnostic};
use crate::document::At;

/// What speaks against an operation.
#[derive(Default)]
pub(super) struct Faults(pub(super) Vec<Diagnostic>);

impl Faults {
    /// The value, or nothing where there is a fault, which is kept.
    pub(super) fn keep<T>(&mut self, result: Result<T, Unsupported>) -> Option<T> {
        result
            .map_err(|Unsupported(diagnostic)| self.0.push(*diagnostic))
            .ok()
    }

    pub(super) fn add(&mut self, code: Code, at: &At, message: String) {
        self.0
            .push(Diagnostic::new(code, at.place, at.pointer.clone(), message));
    }
}
