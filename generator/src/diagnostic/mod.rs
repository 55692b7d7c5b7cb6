//! What is said about a document: codes, places, effects. How it is shown is [`render`]'s work.

mod code;

use crate::source::Place;

pub use code::Code;

/// How grave a diagnostic is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// Something is lost: an operation, or with [`Effect::Nothing`] written, the whole output.
    Error,
    /// Something is weaker than the document says.
    Warning,
    /// Worth knowing, nothing lost.
    Note,
}

/// What follows from a diagnostic, for the output.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Effect {
    /// The document cannot be read: nothing is written.
    NothingWritten,
    /// The operation (method and path, or its operationId) is left out.
    OperationSkipped(String),
    /// The type at this place is `Json`.
    TypeIsJson,
    /// The named keyword is kept in the documentation at most, and not enforced.
    NotChecked(String),
    /// The named part of the document has no counterpart in the output.
    Ignored(String),
    /// None: the output is what the document says.
    None,
}

/// A second place that a diagnostic points to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    /// Where.
    pub place: Place,
    /// What is there.
    pub message: String,
}

/// One thing said about one place of a document.
#[derive(Clone, Debug, PartialEq, Eq)]
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
