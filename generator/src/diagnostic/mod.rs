//! What is said about a document: codes, places, effects. How it is shown is the work of [`render`] and [`to_json`].

mod brief;
mod code;
mod collect;
mod effect;
mod json;
mod once;
mod render;
mod snippet;
mod style;

#[cfg(test)]
mod brief_tests;
#[cfg(test)]
mod tests;

use std::fmt;

use crate::source::Place;

pub use brief::brief;
pub use code::Code;
pub use collect::Diagnostics;
pub use effect::Effect;
pub(crate) use effect::grouped;
pub use json::to_json;
pub use render::{render, render_all, shown_place};
pub use style::Colour;

/// How grave a diagnostic is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// Something is lost: an operation, or with [`Effect::NothingWritten`], the whole output.
    Error,
    /// Something is weaker than the document says.
    Warning,
    /// Worth knowing, nothing lost.
    Note,
}

/// A second place that a diagnostic points to.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Note {
    /// Where.
    pub place: Place,
    /// What is there.
    pub message: String,
}

/// One thing said about one place of a document.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Diagnostic {
    /// Stable: never reused for another meaning.
    pub code: Code,
    /// The primary place.
    pub place: Place,
    /// One sentence, lower case, no full stop: what is wrong.
    pub message: String,
    /// The label under the primary place, where it adds something.
    pub label: Option<String>,
    /// Further places.
    pub notes: Vec<Note>,
    /// What the reader can do.
    pub help: Option<String>,
    /// What follows for the output.
    pub effect: Effect,
    /// JSON pointer of the primary place (`#/paths/~1pets/get`), what `allow` in counterpart.toml matches.
    pub pointer: String,
}

impl Diagnostic {
    /// A diagnostic with nothing but what every one has; its effect is [`Effect::None`].
    ///
    /// `message` is one sentence, lower case, no full stop; `pointer` is that of the primary place (`#/paths/~1pets`).
    #[must_use]
    pub fn new(
        code: Code,
        place: Place,
        pointer: impl Into<String>,
        message: impl Into<String>,
    ) -> Self {
        Self {
            code,
            place,
            message: message.into(),
            label: None,
            notes: Vec::new(),
            help: None,
            effect: Effect::None,
            pointer: pointer.into(),
        }
    }

    /// With a label under the primary place.
    #[must_use]
    pub fn with_label(mut self, label: impl Into<String>) -> Self {
        self.label = Some(label.into());
        self
    }

    /// With one more place, and what is there.
    #[must_use]
    pub fn with_note(mut self, place: Place, message: impl Into<String>) -> Self {
        self.notes.push(Note {
            place,
            message: message.into(),
        });
        self
    }

    /// With what the reader can do.
    #[must_use]
    pub fn with_help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// With what follows for the output.
    #[must_use]
    pub fn with_effect(mut self, effect: Effect) -> Self {
        self.effect = effect;
        self
    }

    /// How grave it is: that of its code.
    #[must_use]
    pub fn severity(&self) -> Severity {
        self.code.severity()
    }
}

impl fmt::Display for Severity {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Note => "note",
        })
    }
}
