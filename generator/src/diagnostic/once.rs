//! Diagnostics with each place once: what is said of it again, with another effect, is said together.

use std::collections::HashMap;

use super::effect::together;
use super::{Diagnostic, Effect};

/// What is said of one place.
pub(super) struct Said<'d> {
    /// The first diagnostic that says it.
    pub first: &'d Diagnostic,
    /// The effects of all that do.
    pub effects: Vec<&'d Effect>,
}

impl Said<'_> {
    /// What follows, as clauses.
    pub fn effect(&self) -> Option<String> {
        together(&self.effects)
    }
}

/// The diagnostics in their order, those that say the same of the same place as one. A parameter that twenty operations
/// have and that none can be emitted with is one thing to mend.
pub(super) fn once<'d>(diagnostics: impl IntoIterator<Item = &'d Diagnostic>) -> Vec<Said<'d>> {
    let mut found: Vec<Said<'d>> = Vec::new();
    // For look-ups only.
    let mut known = HashMap::new();
    for one in diagnostics {
        let index = *known
            .entry((one.code, one.place, one.message.as_str()))
            .or_insert(found.len());
        match found.get_mut(index) {
            Some(said) => said.effects.push(&one.effect),
            None => found.push(Said {
                first: one,
                effects: vec![&one.effect],
            }),
        }
    }
    found
}
