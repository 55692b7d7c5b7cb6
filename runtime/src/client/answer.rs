//! An answer, and how its body becomes a value.

use bytes::Bytes;
use http::header::CONTENT_TYPE;
use http::{HeaderMap, StatusCode};

use super::describe::Operation;
use super::error::{Context, Error, ErrorKind};
use super::reply::Reply;
use super::send;
use super::shown::ContentType;
use crate::codec::{self, Decode, DecodeOptions};
use crate::media::is_json;

/// A complete answer, whose meaning is not yet known.
pub struct Answer {
    pub(super) operation: &'static Operation,
    /// The call's span: what its answer means is found out within it too.
    pub(super) span: tracing::Span,
    pub(super) options: DecodeOptions,
    pub(super) status: StatusCode,
    pub(super) headers: HeaderMap,
    pub(super) body: Bytes,
}

/// What an operation's decoder says of an answer that is no declared success.
#[derive(Debug)]
pub enum Declined<E> {
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

/// Decides by status what an answer is: one such function per operation, in generated code.
pub type Decoder<T, E> = fn(&Answer) -> Result<T, Declined<E>>;

impl Answer {
    /// The status, as a number for `match`.
    #[must_use]
    pub fn code(&self) -> u16 {
        self.status.as_u16()
    }

    /// The status.
    #[must_use]
    pub fn status(&self) -> StatusCode {
        self.status
    }

    /// The body, as a value.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::ContentType`] where the content type is neither `application/json` nor `…+json`, [`ErrorKind::Decode`] where the body is not
    /// a `T`.
    pub fn json<T: Decode>(&self) -> Result<T, ErrorKind> {
        self.expect_json()?;
        codec::decode(&self.body, self.options).map_err(ErrorKind::Decode)
    }

    /// What an answer is whose status the document does not declare.
    #[must_use]
    pub fn undeclared<E>(&self) -> Declined<E> {
        Declined::Broken(ErrorKind::Undeclared)
    }

    fn expect_json(&self) -> Result<(), ErrorKind> {
        let content_type = self.headers.get(CONTENT_TYPE);
        if content_type.is_some_and(|value| is_json(value.as_bytes())) {
            Ok(())
        } else {
            Err(ErrorKind::ContentType)
        }
    }

    pub(super) fn finish<T, E>(self, decode: Decoder<T, E>) -> Result<Reply<T>, Error<E>> {
        let span = self.span.clone();
        let _entered = span.enter();
        match decode(&self) {
            Ok(value) => Ok(Reply::new(value, self.status, self.headers)),
            Err(Declined::Declared(declared)) => Err(Error::new(
                Some(declared),
                self.into_context(ErrorKind::Declared),
            )),
            Err(Declined::Broken(kind)) => Err(Error::new(None, self.into_context(kind))),
        }
    }

    fn into_context(self, kind: ErrorKind) -> Context {
        send::note(&self.span, &kind);
        Context {
            operation: self.operation.id,
            kind,
            head: Some((self.status, self.headers)),
            body: self.body,
            source: None,
        }
    }
}

impl std::fmt::Debug for Answer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Answer")
            .field("operation", &self.operation.id)
            .field("status", &self.status.as_u16())
            .field("content_type", &ContentType(&self.headers))
            .field("body_length", &self.body.len())
            .finish_non_exhaustive()
    }
}
