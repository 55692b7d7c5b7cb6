//! Why a call has no declared success.

use std::error::Error as StdError;
use std::fmt;

use bytes::Bytes;
use http::{HeaderMap, StatusCode};

use super::invalid::{InvalidRequest, MissingCredential};
use super::shown::ContentType;
use super::transport::BoxError;
use crate::fault::Faults;

/// Why a call has no declared success; `E` holds the answers that the document declares besides it.
///
/// `Debug`, `Display` and [`source`](StdError::source) show the operation, the status, the content type and the length of the body. They never
/// show the body, the URL, other headers or a credential: those are behind the accessors.
pub struct Error<E> {
    parts: Box<Parts<E>>,
}

struct Parts<E> {
    declared: Option<E>,
    context: Context,
}

/// At which point a call failed.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub enum ErrorKind {
    /// An answer that the document declares: see [`Error::declared`].
    Declared,
    /// An answer with a status that the document does not declare.
    Undeclared,
    /// The content type of the answer is absent, or not what the document declares for its status.
    ContentType,
    /// The body of the answer is not what the document declares.
    Decode(Faults),
    /// The connection ended before the body of the answer did.
    Truncated,
    /// The body of the answer is larger than the limit.
    TooLarge {
        /// The limit in bytes.
        limit: u64,
    },
    /// No complete answer came in time. The server may have done what the request asked for.
    Timeout,
    /// No connection could be made: the server did not get the request.
    Connect,
    /// The connection failed before an answer came. The server may have done what the request asked for.
    Transport,
    /// The call cannot be written as a request, and was not sent.
    InvalidRequest(InvalidRequest),
    /// The operation asks for a credential that the client does not have. The call was not sent.
    MissingCredential(MissingCredential),
}

/// What is known of a failed call, whatever its operation.
pub(super) struct Context {
    pub(super) operation: &'static str,
    pub(super) kind: ErrorKind,
    pub(super) head: Option<(StatusCode, HeaderMap)>,
    pub(super) body: Bytes,
    pub(super) source: Option<BoxError>,
}

impl<E> Error<E> {
    pub(super) fn new(declared: Option<E>, context: Context) -> Self {
        Self {
            parts: Box::new(Parts { declared, context }),
        }
    }

    /// At which point the call failed.
    pub fn kind(&self) -> &ErrorKind {
        &self.parts.context.kind
    }

    /// The answer, if it is one that the document declares.
    pub fn declared(&self) -> Option<&E> {
        self.parts.declared.as_ref()
    }

    /// The answer, if it is one that the document declares.
    ///
    /// # Errors
    ///
    /// The error itself, if it is not.
    pub fn into_declared(self) -> Result<E, Self> {
        let Parts { declared, context } = *self.parts;
        declared.ok_or_else(|| Self::new(None, context))
    }

    /// The `operationId`, or method and path where the document has none.
    pub fn operation(&self) -> &'static str {
        self.parts.context.operation
    }

    /// The status, if an answer came.
    pub fn status(&self) -> Option<StatusCode> {
        self.parts.context.head.as_ref().map(|(status, _)| *status)
    }

    /// The headers, if an answer came.
    pub fn headers(&self) -> Option<&HeaderMap> {
        self.parts.context.head.as_ref().map(|(_, headers)| headers)
    }

    /// The bytes of the answer's body, as far as they came.
    pub fn body(&self) -> &Bytes {
        &self.parts.context.body
    }
}

impl<E> fmt::Debug for Error<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.parts.context.debug(f)
    }
}

impl<E> fmt::Display for Error<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.parts.context.fmt(f)
    }
}

impl<E> StdError for Error<E> {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        self.parts.context.source()
    }
}

impl Context {
    fn debug(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut shown = f.debug_struct("Error");
        shown
            .field("operation", &self.operation)
            .field("kind", &self.kind);
        if let Some((status, headers)) = &self.head {
            shown
                .field("status", &status.as_u16())
                .field("content_type", &ContentType(headers))
                .field("body_length", &self.body.len());
        }
        if let Some(source) = &self.source {
            shown.field("source", source);
        }
        shown.finish_non_exhaustive()
    }

    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        match &self.kind {
            ErrorKind::Decode(faults) => Some(faults),
            ErrorKind::InvalidRequest(invalid) => Some(invalid),
            ErrorKind::MissingCredential(missing) => Some(missing),
            _ => self
                .source
                .as_ref()
                .map(|source| source.as_ref() as &(dyn StdError + 'static)),
        }
    }
}

impl fmt::Display for Context {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.operation, self.kind)?;
        if let Some((status, headers)) = &self.head {
            write!(
                f,
                " (status {}, {}, {} bytes)",
                status.as_u16(),
                ContentType(headers),
                self.body.len()
            )?;
        }
        Ok(())
    }
}

impl fmt::Display for ErrorKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Declared => "the server declined",
            Self::Undeclared => "the document does not declare this status",
            Self::ContentType => "the document does not declare this content type",
            Self::Decode(_) => "the document does not declare such a body",
            Self::Truncated => "the body ended early",
            Self::TooLarge { limit } => return write!(f, "the body is larger than {limit} bytes"),
            Self::Timeout => "timed out",
            Self::Connect => "no connection",
            Self::Transport => "the connection failed before an answer came",
            Self::InvalidRequest(_) => "not sent: not a valid request",
            Self::MissingCredential(_) => "not sent: no credential",
        })
    }
}
