//! The body of an answer, as it arrives.

use std::error::Error as StdError;
use std::fmt;
use std::future::poll_fn;
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::time::Duration;

use bytes::{Bytes, BytesMut};
use futures_core::Stream;
use http_body::Body as _;
use tokio::time::{Instant, Sleep, sleep};

use super::body::Body;
use super::error::ErrorKind;
use super::send::timed_out;
use super::transport::BoxError;
use crate::codec::DecodeOptions;

/// The body of an answer, as it arrives: a [`Stream`] of its pieces. Dropping it ends the call.
///
/// The call's timeout holds for each piece, not for the whole; the client's limit on bodies does not hold.
pub struct ByteStream {
    body: Body,
    /// The length that the head announced, as far as it has not come.
    missing: Option<u64>,
    timeout: Option<Duration>,
    timer: Option<Pin<Box<Sleep>>>,
    pub(super) limit: u64,
    pub(super) options: DecodeOptions,
    ended: bool,
}

/// Why an answer that is read as it arrives ended early, or what is wrong with one item of it.
///
/// It shows nothing of what came over the wire.
#[derive(Debug)]
pub struct StreamError {
    kind: ErrorKind,
    source: Option<BoxError>,
}

impl ByteStream {
    pub(super) fn new(
        body: Body,
        announced: Option<u64>,
        timeout: Option<Duration>,
        (limit, options): (u64, DecodeOptions),
    ) -> Self {
        Self {
            body,
            missing: announced,
            timeout,
            timer: None,
            limit,
            options,
            ended: false,
        }
    }

    /// The next piece; `None` at the end.
    pub async fn next(&mut self) -> Option<Result<Bytes, StreamError>> {
        poll_fn(|cx| self.poll_piece(cx)).await
    }

    /// All that is left, as one.
    ///
    /// # Errors
    ///
    /// As the pieces; and more than `limit` bytes.
    pub async fn collect(mut self, limit: u64) -> Result<Bytes, StreamError> {
        let mut all = BytesMut::new();
        while let Some(piece) = self.next().await {
            all.extend_from_slice(&piece?);
            if all.len() as u64 > limit {
                return Err(StreamError::new(ErrorKind::TooLarge { limit }));
            }
        }
        Ok(all.freeze())
    }

    /// Reads no more.
    pub(super) fn end(&mut self) {
        self.ended = true;
        self.body = Body::default();
    }

    pub(super) fn poll_piece(
        &mut self,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Bytes, StreamError>>> {
        if self.ended {
            return Poll::Ready(None);
        }
        let piece = match self.poll_body(cx) {
            Poll::Ready(piece) => piece,
            Poll::Pending => {
                ready!(self.poll_timer(cx));
                Some(Err(StreamError::new(ErrorKind::Timeout)))
            }
        };
        self.timer = None;
        self.ended = !matches!(piece, Some(Ok(_)));
        Poll::Ready(piece)
    }

    fn poll_body(&mut self, cx: &mut Context<'_>) -> Poll<Option<Result<Bytes, StreamError>>> {
        loop {
            let frame = match ready!(Pin::new(&mut self.body).poll_frame(cx)) {
                Some(Ok(frame)) => frame,
                Some(Err(error)) => return Poll::Ready(Some(Err(StreamError::broken(error)))),
                None if self.missing.is_some_and(|missing| missing > 0) => {
                    return Poll::Ready(Some(Err(StreamError::new(ErrorKind::Truncated))));
                }
                None => return Poll::Ready(None),
            };
            // A frame that holds no data holds trailers, which no document declares.
            let Ok(data) = frame.into_data() else {
                continue;
            };
            if data.is_empty() {
                continue;
            }
            if let Some(missing) = &mut self.missing {
                *missing = missing.saturating_sub(data.len() as u64);
            }
            return Poll::Ready(Some(Ok(data)));
        }
    }

    /// Ready when the next piece did not come in time.
    fn poll_timer(&mut self, cx: &mut Context<'_>) -> Poll<()> {
        // A timeout beyond the clock's range is none.
        let in_range = |timeout: &Duration| Instant::now().checked_add(*timeout).is_some();
        let Some(timeout) = self.timeout.filter(in_range) else {
            return Poll::Pending;
        };
        let timer = self.timer.get_or_insert_with(|| Box::pin(sleep(timeout)));
        timer.as_mut().poll(cx)
    }
}

impl Stream for ByteStream {
    type Item = Result<Bytes, StreamError>;

    fn poll_next(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.get_mut().poll_piece(cx)
    }
}

impl fmt::Debug for ByteStream {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("ByteStream(..)")
    }
}

impl StreamError {
    pub(super) const fn new(kind: ErrorKind) -> Self {
        Self { kind, source: None }
    }

    fn broken(error: BoxError) -> Self {
        let kind = if timed_out(error.as_ref()) {
            ErrorKind::Timeout
        } else {
            ErrorKind::Truncated
        };
        Self {
            kind,
            source: Some(error),
        }
    }

    /// What happened.
    #[must_use]
    pub fn kind(&self) -> &ErrorKind {
        &self.kind
    }
}

impl fmt::Display for StreamError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.kind.fmt(f)
    }
}

impl StdError for StreamError {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        match &self.kind {
            ErrorKind::Decode(faults) => Some(faults),
            _ => {
                let source = self.source.as_ref()?;
                Some(source.as_ref())
            }
        }
    }
}
