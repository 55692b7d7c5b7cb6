//! Every answer that the document does not declare.
//!
//! No answer holds a text of LiveKit's or of the database's, a trunk's id or a URL: those go to the log, under the operation's id.

use axum::http::header::RETRY_AFTER;
use axum::http::{HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use counterpart_runtime::server::Rejection;
use thiserror::Error;

use crate::domain::Conflict;
use crate::livekit;
use crate::store::StoreError;
use crate::update::UpdateError;

/// When a caller may try again after a 503.
const RETRY_AFTER_SECONDS: HeaderValue = HeaderValue::from_static("5");

/// Why a phone was not updated.
#[derive(Debug, Error)]
pub enum ServiceError {
    /// 422: a rule that the document does not have.
    #[error("the request breaks a rule")]
    Rejected(Rejection),
    /// 403: the token may not change anything.
    #[error("the token does not permit updates")]
    Forbidden,
    /// 404: no such phone, or another company's.
    #[error("the company has no such phone")]
    NotFound,
    /// 409: the phone's state does not allow it.
    #[error("the phone's state does not allow it: {0}")]
    Conflict(#[from] Conflict),
    /// 409: another update of the phone runs.
    #[error("another update of the phone runs")]
    Busy,
    /// 409, 502 or 503: LiveKit or the database failed on the way.
    #[error(transparent)]
    Update(#[from] UpdateError),
    /// 503: the database failed before anything was done.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// 500: the operation panicked.
    #[error("the operation panicked")]
    Panicked,
}

/// An answer that the document does not declare: its status, and what it says.
type Said = (StatusCode, String);

impl ServiceError {
    /// The answer; `None` where it is made already.
    fn said(&self) -> Option<Said> {
        Some(match self {
            Self::Rejected(_) => return None,
            Self::Forbidden => (StatusCode::FORBIDDEN, "Not enough permissions".to_owned()),
            Self::NotFound => (StatusCode::NOT_FOUND, "Phone not found".to_owned()),
            Self::Conflict(conflict) | Self::Update(UpdateError::Phone(conflict)) => {
                (StatusCode::CONFLICT, conflict.to_string())
            }
            Self::Busy => busy(),
            Self::Update(UpdateError::LiveKit { source, .. }) => livekit_said(source),
            Self::Update(UpdateError::Store { source }) | Self::Store(source) => store_said(source),
            Self::Panicked => (
                StatusCode::INTERNAL_SERVER_ERROR,
                "Internal Server Error".to_owned(),
            ),
        })
    }

    /// Whether this is a fault of ours, or of what we stand on, rather than the caller's.
    #[must_use]
    pub fn is_ours(&self) -> bool {
        self.said()
            .is_some_and(|(status, _)| status.is_server_error())
    }
}

fn busy() -> Said {
    let detail = "Another SIP configuration update is in progress";
    (StatusCode::CONFLICT, detail.to_owned())
}

/// A phone that was changed since it was read is one that another process updates.
fn store_said(error: &StoreError) -> Said {
    match error {
        StoreError::Stale => busy(),
        StoreError::Failed { .. } | StoreError::Unreadable { .. } => (
            StatusCode::SERVICE_UNAVAILABLE,
            "Database is not available".to_owned(),
        ),
    }
}

fn livekit_said(error: &livekit::Error) -> Said {
    use livekit::Error;
    let (status, detail) = match error {
        Error::Conflict { .. } => (
            StatusCode::CONFLICT,
            "SIP trunk conflicts with another trunk",
        ),
        Error::Unavailable { .. } | Error::Lost { .. } => {
            (StatusCode::SERVICE_UNAVAILABLE, "SIP provider unavailable")
        }
        Error::Refused { .. }
        | Error::NotFound
        | Error::Credentials { .. }
        | Error::Unreadable { .. }
        | Error::EchoDiffers => (StatusCode::BAD_GATEWAY, "SIP provider error"),
    };
    (status, detail.to_owned())
}

impl IntoResponse for ServiceError {
    fn into_response(self) -> Response {
        match (self.said(), self) {
            (Some((status, detail)), _) => {
                let problem = generated_server::problem(status, detail);
                match status {
                    StatusCode::SERVICE_UNAVAILABLE => problem
                        .with_header(RETRY_AFTER, RETRY_AFTER_SECONDS)
                        .into_response(),
                    _ => problem.into_response(),
                }
            }
            (None, Self::Rejected(rejection)) => rejection.into_response(),
            (None, _) => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
        }
    }
}
