//! Responses, and their encoding.

use std::fmt;

use axum::body::Body;
use axum::http::header::CONTENT_TYPE;
use axum::http::{HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};

use crate::codec::{Encode, encode};

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

/// A response with a JSON body, under the media type that the document declares for it.
///
/// A value without a JSON form (a number that is not finite) is logged, and answered with 500: half an answer would be a lie.
#[must_use]
pub fn json<T: Encode + ?Sized>(
    status: StatusCode,
    media_type: &'static str,
    body: &T,
) -> Response {
    match encode(body) {
        Ok(text) => text_response(status, media_type, text),
        Err(error) => {
            tracing::error!(%error, "the response cannot be written");
            text_response(
                StatusCode::INTERNAL_SERVER_ERROR,
                "text/plain; charset=utf-8",
                "Internal Server Error".to_owned(),
            )
        }
    }
}

/// A response without a body.
#[must_use]
pub fn empty(status: StatusCode) -> Response {
    let mut response = Response::new(Body::empty());
    *response.status_mut() = status;
    response
}

pub(super) fn text_response(
    status: StatusCode,
    media_type: &'static str,
    text: String,
) -> Response {
    let mut response = Response::new(Body::from(text));
    *response.status_mut() = status;
    // A media type that no header can hold is a fault of the document.
    if let Ok(value) = HeaderValue::from_str(media_type) {
        response.headers_mut().insert(CONTENT_TYPE, value);
    }
    response
}

/// The status of a response that is declared for one; 500 for a number that is no status, which is a fault of the document.
#[must_use]
pub fn status(code: u16) -> StatusCode {
    StatusCode::from_u16(code).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR)
}

/// The status of a response that is declared for a range (`4XX`): `status` where it is in that range, else 500, which is logged. A response of
/// another range would be one that the document does not declare.
#[must_use]
pub fn status_in_range(status: StatusCode, hundreds: u16) -> StatusCode {
    if status.as_u16() / 100 == hundreds {
        return status;
    }
    tracing::error!(
        status = status.as_u16(),
        range = hundreds,
        "the status is not in the range of its response"
    );
    StatusCode::INTERNAL_SERVER_ERROR
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_has_no_json_form_is_an_error_of_the_server() {
        let response = json(StatusCode::OK, "application/json", &f64::NAN);
        assert_eq!(response.status(), StatusCode::INTERNAL_SERVER_ERROR);
        assert_eq!(
            json(StatusCode::OK, "application/json", &1.5).status(),
            StatusCode::OK
        );
    }

    #[test]
    fn statuses_stay_in_their_range() {
        assert_eq!(
            status_in_range(StatusCode::CONFLICT, 4),
            StatusCode::CONFLICT
        );
        assert_eq!(
            status_in_range(StatusCode::OK, 4),
            StatusCode::INTERNAL_SERVER_ERROR
        );
    }
}
