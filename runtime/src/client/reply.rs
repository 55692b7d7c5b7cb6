//! A declared success.

use std::fmt;
use std::ops::Deref;

use http::{HeaderMap, StatusCode};

use super::shown::ContentType;

/// What an operation answered: its value, and the status and headers that it came with.
///
/// `Debug` shows the status and the content type; the value may hold secrets.
#[derive(Clone)]
pub struct Reply<T> {
    value: T,
    status: StatusCode,
    headers: HeaderMap,
}

impl<T> Reply<T> {
    pub(super) const fn new(value: T, status: StatusCode, headers: HeaderMap) -> Self {
        Self {
            value,
            status,
            headers,
        }
    }

    /// The value.
    pub fn into_inner(self) -> T {
        self.value
    }

    /// The status.
    pub const fn status(&self) -> StatusCode {
        self.status
    }

    /// The headers.
    pub const fn headers(&self) -> &HeaderMap {
        &self.headers
    }

    /// All three.
    pub fn into_parts(self) -> (T, StatusCode, HeaderMap) {
        (self.value, self.status, self.headers)
    }
}

impl<T> Deref for Reply<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.value
    }
}

impl<T> fmt::Debug for Reply<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Reply")
            .field("status", &self.status.as_u16())
            .field("content_type", &ContentType(&self.headers))
            .finish_non_exhaustive()
    }
}
