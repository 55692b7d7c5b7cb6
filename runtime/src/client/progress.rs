//! Whether a body that is sent piece by piece still moves.

use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::task::{Context, Poll};
use std::time::Duration;

use bytes::Bytes;
use http_body::{Body as HttpBody, Frame, SizeHint};
use tokio::time::{Instant, timeout_at};

use super::body::Body;
use super::transport::BoxError;

/// Whether a body that is sent piece by piece has moved since this was asked last.
#[derive(Clone, Default)]
pub(super) struct Progress(Arc<AtomicBool>);

impl Progress {
    /// The same body; one that is streamed says here that it moves.
    pub(super) fn watch(&self, body: Body) -> Body {
        if body.whole().is_some() {
            return body;
        }
        let moved = self.clone();
        Body::new(Watched { body, moved })
    }

    /// What comes of `future`, `None` when the deadline came first; and the deadline of what follows. As long as the body moves, the deadline is put
    /// off: the time limit is for each piece then.
    pub(super) async fn within<F: Future + Unpin>(
        &self,
        timeout: Option<Duration>,
        mut future: F,
    ) -> (Option<F::Output>, Option<Instant>) {
        // A timeout beyond the clock's range is none.
        let next = || timeout.and_then(|timeout| Instant::now().checked_add(timeout));
        let mut deadline = next();
        loop {
            let Some(at) = deadline else {
                return (Some(future.await), None);
            };
            let outcome = timeout_at(at, &mut future).await;
            let has_moved = self.0.swap(false, Ordering::Relaxed);
            match outcome {
                // A body that was streamed has used up its own time, not that of its answer.
                Ok(output) if has_moved => return (Some(output), next()),
                Ok(output) => return (Some(output), deadline),
                Err(_) if has_moved => deadline = next(),
                Err(_) => return (None, deadline),
            }
        }
    }
}

struct Watched {
    body: Body,
    moved: Progress,
}

impl HttpBody for Watched {
    type Data = Bytes;
    type Error = BoxError;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, BoxError>>> {
        let frame = Pin::new(&mut self.body).poll_frame(cx);
        if frame.is_ready() {
            self.moved.0.store(true, Ordering::Relaxed);
        }
        frame
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}
