//! An answer that was read as a whole, and how its body becomes a value.

use bytes::Bytes;
use http::StatusCode;

use super::error::{Context, ErrorKind};
use super::head::Head;
use super::send;
use super::shown::ContentType;
use crate::codec::{self, Decode};

/// An answer that was read as a whole, whose meaning is not yet known.
pub(super) struct Answer {
    pub(super) head: Head,
    pub(super) body: Bytes,
}

/// What an operation says of an answer that is no declared success.
#[derive(Debug)]
pub(super) enum Declined<E> {
    /// The document declares it.
    Declared(E),
    /// The document does not declare it.
    Broken(ErrorKind),
}

impl<E> From<ErrorKind> for Declined<E> {
    fn from(kind: ErrorKind) -> Self {
        Self::Broken(kind)
    }
}

impl Answer {
    /// The status.
    #[must_use]
    pub fn status(&self) -> StatusCode {
        self.head.status
    }

    /// The JSON body, as a value.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Decode`] where the body is not a `T`.
    pub fn json<T: Decode>(&self) -> Result<T, ErrorKind> {
        codec::decode(&self.body, self.head.options).map_err(ErrorKind::Decode)
    }

    /// The body, as a text.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Decode`] where it is not UTF-8.
    pub fn text(&self) -> Result<String, ErrorKind> {
        codec::utf8(&self.body)
            .map(str::to_owned)
            .map_err(ErrorKind::Decode)
    }

    pub(super) fn into_context(self, kind: ErrorKind) -> Context {
        send::note(&self.head.span, &kind);
        Context {
            operation: self.head.operation.id,
            kind,
            head: Some((self.head.status, self.head.headers)),
            body: self.body,
            source: None,
        }
    }
}

impl std::fmt::Debug for Answer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Answer")
            .field("operation", &self.head.operation.id)
            .field("status", &self.head.status.as_u16())
            .field("content_type", &ContentType(&self.head.headers))
            .field("body_length", &self.body.len())
            .finish_non_exhaustive()
    }
}
