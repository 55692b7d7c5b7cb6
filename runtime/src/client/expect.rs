//! What an operation expects of an answer, by its head.

use std::fmt;

use http::StatusCode;

use super::answer::{Answer, Declined};
use super::byte_stream::ByteStream;
use super::head::Head;
use crate::codec::Decode;

/// Says by its head what an answer is: one such function for each operation, in generated code.
pub type Decoder<T, E> = fn(&Head) -> Expect<T, E>;

/// How an answer is read, and what it then is: a success `T`, or an error `E` that the document declares.
pub struct Expect<T, E>(pub(super) Kind<T, E>);

/// What an answer that was read as a whole means.
pub(super) type Meaning<T, E> = Box<dyn FnOnce(&Answer) -> Result<T, Declined<E>> + Send>;

pub(super) enum Kind<T, E> {
    /// Another content type than JSON's is an error.
    Json(Meaning<T, E>),
    /// Any content type.
    Whole(Meaning<T, E>),
    /// Left to the caller, as it arrives.
    Streamed(fn(ByteStream) -> T),
    /// Another content type is an error.
    Events(fn(ByteStream) -> T),
    Undeclared,
}

impl<T: Send + 'static, E: Send + 'static> Expect<T, E> {
    fn meaning(
        kind: fn(Meaning<T, E>) -> Kind<T, E>,
        meaning: impl FnOnce(&Answer) -> Result<T, Declined<E>> + Send + 'static,
    ) -> Self {
        Self(kind(Box::new(meaning)))
    }

    /// A success: its JSON document, read as a whole.
    #[must_use]
    pub fn json() -> Self
    where
        T: Decode,
    {
        Self::meaning(Kind::Json, |answer| Ok(answer.json()?))
    }

    /// A success among several: `T` holds its JSON document.
    pub fn json_as<B: Decode + 'static>(holds: fn(B) -> T) -> Self {
        Self::meaning(Kind::Json, move |answer| Ok(holds(answer.json()?)))
    }

    /// A success among several, of a range of statuses: `T` holds its status and its JSON document.
    pub fn json_with_status<B: Decode + 'static>(holds: fn(StatusCode, B) -> T) -> Self {
        Self::meaning(Kind::Json, move |answer| {
            Ok(holds(answer.status(), answer.json()?))
        })
    }

    /// A declared error: `E` holds its JSON document.
    pub fn error<B: Decode + 'static>(holds: fn(B) -> E) -> Self {
        Self::meaning(Kind::Json, move |answer| {
            Err(Declined::Declared(holds(answer.json()?)))
        })
    }

    /// A declared error of a range of statuses: `E` holds its status and its JSON document.
    pub fn error_with_status<B: Decode + 'static>(holds: fn(StatusCode, B) -> E) -> Self {
        Self::meaning(Kind::Json, move |answer| {
            let body = answer.json()?;
            Err(Declined::Declared(holds(answer.status(), body)))
        })
    }

    /// A success: its text, read as a whole.
    pub fn text(holds: fn(String) -> T) -> Self {
        Self::meaning(Kind::Whole, move |answer| Ok(holds(answer.text()?)))
    }

    /// A success without a body. What comes all the same has no meaning.
    pub fn empty(value: T) -> Self {
        Self::meaning(Kind::Whole, |_| Ok(value))
    }

    /// A declared error without a body. What comes all the same is there for who looks into the error.
    pub fn empty_error(error: E) -> Self {
        Self::meaning(Kind::Whole, |_| Err(Declined::Declared(error)))
    }

    /// A success: bytes, which the caller reads as they arrive.
    pub fn bytes(holds: fn(ByteStream) -> T) -> Self {
        Self(Kind::Streamed(holds))
    }

    /// A success: JSON documents, one on each line, which the caller reads as they arrive.
    pub fn lines(holds: fn(ByteStream) -> T) -> Self {
        Self(Kind::Streamed(holds))
    }

    /// A success: server-sent events, which the caller reads as they arrive.
    pub fn events(holds: fn(ByteStream) -> T) -> Self {
        Self(Kind::Events(holds))
    }

    /// An answer that the document does not declare. It is read as a whole, for who looks into the error.
    #[must_use]
    pub fn undeclared() -> Self {
        Self(Kind::Undeclared)
    }
}

impl<T, E> fmt::Debug for Expect<T, E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let kind = match &self.0 {
            Kind::Json(_) => "Json",
            Kind::Whole(_) => "Whole",
            Kind::Streamed(_) => "Streamed",
            Kind::Events(_) => "Events",
            Kind::Undeclared => "Undeclared",
        };
        write!(f, "Expect({kind})")
    }
}
