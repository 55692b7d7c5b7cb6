//! The body of a request, as it arrives.

use std::error::Error as StdError;
use std::fmt;
use std::future::poll_fn;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use axum::body::{Body, Bytes};
use axum::http::StatusCode;
use futures_core::Stream;
use http_body::Body as _;
use sync_wrapper::SyncWrapper;

use super::{Api, IntoResponse, Problem, Response};

/// The body of a request, as it arrives: a [`Stream`] of its pieces. It is read as fast as the implementor takes them.
pub struct Upload {
    body: SyncWrapper<Body>,
    api: &'static Api,
    /// How many bytes may still come.
    left: u64,
    ended: bool,
}

/// Why a body that is read as it arrives ended early. As a response it is what the profile answers.
#[derive(Clone, Copy)]
pub struct UploadError {
    api: &'static Api,
    kind: UploadErrorKind,
}

/// Why a body that is read as it arrives ended early.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum UploadErrorKind {
    /// It is longer than the limit on uploads.
    TooLarge,
    /// The connection ended before it did.
    Broken,
}

impl Upload {
    pub(super) fn new(body: Body, api: &'static Api, limit: u64) -> Self {
        Self {
            body: SyncWrapper::new(body),
            api,
            left: limit,
            ended: false,
        }
    }

    /// The next piece; `None` at the end.
    pub async fn next(&mut self) -> Option<Result<Bytes, UploadError>> {
        poll_fn(|cx| self.poll_piece(cx)).await
    }

    fn poll_piece(&mut self, cx: &mut Context<'_>) -> Poll<Option<Result<Bytes, UploadError>>> {
        if self.ended {
            return Poll::Ready(None);
        }
        loop {
            let frame = match ready!(Pin::new(self.body.get_mut()).poll_frame(cx)) {
                Some(Ok(frame)) => frame,
                Some(Err(_)) => return self.end(Some(UploadErrorKind::Broken)),
                None => return self.end(None),
            };
            // A frame that holds no data holds trailers, which no document declares.
            let Ok(data) = frame.into_data() else {
                continue;
            };
            if data.is_empty() {
                continue;
            }
            let Some(left) = self.left.checked_sub(data.len() as u64) else {
                return self.end(Some(UploadErrorKind::TooLarge));
            };
            self.left = left;
            return Poll::Ready(Some(Ok(data)));
        }
    }

    fn end(&mut self, kind: Option<UploadErrorKind>) -> Poll<Option<Result<Bytes, UploadError>>> {
        self.ended = true;
        let api = self.api;
        Poll::Ready(kind.map(|kind| Err(UploadError { api, kind })))
    }
}

impl Stream for Upload {
    type Item = Result<Bytes, UploadError>;

    fn poll_next(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.get_mut().poll_piece(cx)
    }
}

impl fmt::Debug for Upload {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Upload(..)")
    }
}

impl UploadError {
    /// What happened.
    #[must_use]
    pub fn kind(&self) -> UploadErrorKind {
        self.kind
    }
}

impl fmt::Debug for UploadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("UploadError").field(&self.kind).finish()
    }
}

impl fmt::Display for UploadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self.kind {
            UploadErrorKind::TooLarge => "the body is larger than the limit",
            UploadErrorKind::Broken => "the body ended early",
        })
    }
}

impl StdError for UploadError {}

impl IntoResponse for UploadError {
    fn into_response(self) -> Response {
        let (status, detail) = match self.kind {
            UploadErrorKind::TooLarge => (StatusCode::PAYLOAD_TOO_LARGE, super::body::TOO_LARGE),
            UploadErrorKind::Broken => (StatusCode::BAD_REQUEST, super::body::UNREADABLE),
        };
        Problem::new(self.api, status, detail).into_response()
    }
}
