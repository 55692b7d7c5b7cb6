//! An answer over HTTP, whole or cut off.

use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::time::Duration;

use bytes::Bytes;
use http::header::{CONTENT_LENGTH, CONTENT_TYPE, LOCATION};
use http::{HeaderValue, Response, StatusCode};
use http_body::{Body, Frame, SizeHint};
use tokio::time::{Sleep, sleep};

use crate::twirp;
use crate::wire::Encoding;

/// How long the first half of a body that is cut off has to reach the caller: an error discards what hyper holds unsent, and it sends while it waits.
const HEAD_START: Duration = Duration::from_millis(50);

const PLAIN: &str = "text/plain; charset=utf-8";

/// What is sent back.
#[derive(Debug)]
pub(crate) struct Answer {
    status: u16,
    content_type: Option<&'static str>,
    location: Option<String>,
    body: Vec<u8>,
    /// Only half of the body is sent.
    cut: bool,
}

impl Answer {
    fn new(status: u16, content_type: &'static str, body: impl Into<Vec<u8>>) -> Self {
        Self {
            status,
            content_type: Some(content_type),
            location: None,
            body: body.into(),
            cut: false,
        }
    }

    /// A method's result.
    pub(crate) fn ok(encoding: Encoding, body: Vec<u8>) -> Self {
        Self::new(200, encoding.content_type(), body)
    }

    /// A Twirp error, which is JSON whatever the request was.
    pub(crate) fn error(error: &twirp::Error) -> Self {
        Self::new(error.status, "application/json", error.body().to_string())
    }

    /// Plain text.
    pub(crate) fn plain(status: u16, text: impl Into<String>) -> Self {
        Self::new(status, PLAIN, text.into())
    }

    /// What a proxy answers when it does not reach LiveKit.
    pub(crate) fn bad_gateway() -> Self {
        let page = "<html>\r\n<head><title>502 Bad Gateway</title></head>\r\n<body>\r\n<center><h1>502 Bad Gateway</h1></center>\r\n</body>\r\n</html>\r\n";
        Self::new(502, "text/html", page)
    }

    /// A redirect to a path.
    pub(crate) fn redirect(path: String) -> Self {
        Self {
            status: 307,
            content_type: None,
            location: Some(path),
            body: Vec::new(),
            cut: false,
        }
    }

    /// The same answer, of which only half of the body is sent.
    pub(crate) fn truncated(self) -> Self {
        Self { cut: true, ..self }
    }

    /// As a response; a status that is none becomes 500.
    pub(crate) fn into_response(self) -> Response<Sent> {
        let (length, sent) = (
            self.body.len(),
            if self.cut {
                self.body.len() / 2
            } else {
                self.body.len()
            },
        );
        let data = Bytes::from(self.body).slice(..sent);
        let mut response = Response::new(Sent {
            data: Some(data).filter(|data| !data.is_empty()),
            cut: self.cut,
            head_start: None,
        });
        *response.status_mut() =
            StatusCode::from_u16(self.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        let headers = response.headers_mut();
        headers.insert(CONTENT_LENGTH, HeaderValue::from(length));
        headers.extend(
            self.content_type
                .map(|value| (CONTENT_TYPE, HeaderValue::from_static(value))),
        );
        headers.extend(
            self.location
                .and_then(|path| HeaderValue::try_from(path).ok())
                .map(|path| (LOCATION, path)),
        );
        response
    }
}

/// A body that may end too early.
pub(crate) struct Sent {
    data: Option<Bytes>,
    cut: bool,
    /// From when the first half was handed over.
    head_start: Option<Pin<Box<Sleep>>>,
}

/// Why a body ends too early: to hyper, the connection is beyond repair and is closed.
#[derive(Debug, thiserror::Error)]
#[error("the connection is closed on purpose")]
pub(crate) struct Closed;

impl Body for Sent {
    type Data = Bytes;
    type Error = Closed;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Closed>>> {
        if let Some(data) = self.data.take() {
            return Poll::Ready(Some(Ok(Frame::data(data))));
        }
        if !self.cut {
            return Poll::Ready(None);
        }
        let head_start = self
            .head_start
            .get_or_insert_with(|| Box::pin(sleep(HEAD_START)));
        ready!(head_start.as_mut().poll(context));
        Poll::Ready(Some(Err(Closed)))
    }

    fn is_end_stream(&self) -> bool {
        self.data.is_none() && !self.cut
    }

    fn size_hint(&self) -> SizeHint {
        match &self.data {
            _ if self.cut => SizeHint::default(),
            Some(data) => SizeHint::with_exact(data.len() as u64),
            None => SizeHint::with_exact(0),
        }
    }
}
