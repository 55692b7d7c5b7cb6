//! The head of an answer: what is known before its body is read.

use std::fmt;

use http::header::CONTENT_TYPE;
use http::{HeaderMap, StatusCode};

use super::describe::Operation;
use super::shown::ContentType;
use crate::codec::DecodeOptions;
use crate::media::{self, is_json};

/// The head of an answer: by it an operation says what it expects ([`Expect`](super::Expect)).
pub struct Head {
    pub(super) operation: &'static Operation,
    /// The call's span: what its answer means is found out within it too.
    pub(super) span: tracing::Span,
    pub(super) options: DecodeOptions,
    pub(super) status: StatusCode,
    pub(super) headers: HeaderMap,
}

impl Head {
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

    /// The headers.
    #[must_use]
    pub fn headers(&self) -> &HeaderMap {
        &self.headers
    }

    /// Whether the body is of this media type, whatever its parameters.
    #[must_use]
    pub fn is(&self, media_type: &str) -> bool {
        let value = self.headers.get(CONTENT_TYPE);
        value.is_some_and(|value| media::is(value.as_bytes(), media_type))
    }

    pub(super) fn is_json(&self) -> bool {
        let value = self.headers.get(CONTENT_TYPE);
        value.is_some_and(|value| is_json(value.as_bytes()))
    }
}

impl fmt::Debug for Head {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Head")
            .field("operation", &self.operation.id)
            .field("status", &self.status.as_u16())
            .field("content_type", &ContentType(&self.headers))
            .finish_non_exhaustive()
    }
}
