//! Schemas to types.

/// What lowering knows of schemas between two calls.
#[derive(Clone, Debug, Default)]
pub(crate) struct State {}

impl State {
    /// Forgets what was cached for types at and after an index.
    pub(crate) fn forget_from(&mut self, _types: usize) {}
}
