//! What an operation expects of an answer, by its head.

use std::fmt;

use super::answer::{Answer, Declined};
use super::byte_stream::ByteStream;
use super::head::Head;

/// Says by its head what an answer is: one such function for each operation, in generated code.
pub type Decoder<T, E> = fn(&Head) -> Expect<T, E>;

/// What an answer that was read as a whole means.
pub type Meaning<T, E> = fn(&Answer) -> Result<T, Declined<E>>;

/// How an answer is read, and what it then is.
pub enum Expect<T, E> {
    /// A JSON document, read as a whole. Another content type is an error.
    Json(Meaning<T, E>),
    /// A text, read as a whole.
    Text(Meaning<T, E>),
    /// Nothing. What comes all the same is read, for who looks into an error, and has no meaning.
    Empty(Meaning<T, E>),
    /// Bytes, which the caller reads as they arrive.
    Bytes(fn(ByteStream) -> T),
    /// Server-sent events, which the caller reads as they arrive. Another content type is an error.
    Events(fn(ByteStream) -> T),
    /// JSON documents, one on each line, which the caller reads as they arrive.
    Lines(fn(ByteStream) -> T),
    /// The document does not declare such an answer. It is read as a whole, for who looks into the error.
    Undeclared,
}

impl<T, E> fmt::Debug for Expect<T, E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Json(_) => "Json",
            Self::Text(_) => "Text",
            Self::Empty(_) => "Empty",
            Self::Bytes(_) => "Bytes",
            Self::Events(_) => "Events",
            Self::Lines(_) => "Lines",
            Self::Undeclared => "Undeclared",
        })
    }
}
