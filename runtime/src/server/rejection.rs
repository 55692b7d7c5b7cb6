//! An answer that ends an operation early.

use std::fmt;

use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};

/// An answer that ends an operation before the implementor's method is called.
pub struct Rejection(Box<Response>);

impl Rejection {
    /// Any response, as a rejection.
    pub fn new(response: impl IntoResponse) -> Self {
        Self(Box::new(response.into_response()))
    }

    /// Its status.
    #[must_use]
    pub fn status(&self) -> StatusCode {
        self.0.status()
    }
}

impl From<Response> for Rejection {
    fn from(response: Response) -> Self {
        Self::new(response)
    }
}

impl IntoResponse for Rejection {
    fn into_response(self) -> Response {
        *self.0
    }
}

/// Shows the status, never the body.
impl fmt::Debug for Rejection {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Rejection").field(&self.status()).finish()
    }
}
