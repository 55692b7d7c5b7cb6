//! Answers that are sent piece by piece: bytes, server-sent events, JSON lines.

use std::fmt;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use axum::body::{Body, Bytes};
use axum::http::header::CACHE_CONTROL;
use axum::http::{HeaderName, HeaderValue};
use axum::response::Response;
use futures_core::Stream;
use http_body::Frame;
use http_body_util::StreamBody;

use super::{Answer, Status};
use crate::Event;
use crate::codec::{Encode, EncodeError, encode};

type Items<T> = Pin<Box<dyn Stream<Item = T> + Send>>;

/// The body of an answer of server-sent events: a stream of them, which is read as fast as the client takes them.
pub struct Events<T>(Items<Event<T>>);

impl<T> Events<T> {
    /// The events of a stream.
    pub fn new(events: impl Stream<Item = Event<T>> + Send + 'static) -> Self {
        Self(Box::pin(events))
    }
}

/// The body of an answer of JSON documents, one on each line: a stream of them, which is read as fast as the client takes them.
pub struct Lines<T>(Items<T>);

impl<T> Lines<T> {
    /// The items of a stream.
    pub fn new(items: impl Stream<Item = T> + Send + 'static) -> Self {
        Self(Box::pin(items))
    }
}

impl<T> fmt::Debug for Events<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Events(..)")
    }
}

impl<T> fmt::Debug for Lines<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Lines(..)")
    }
}

impl<T: Into<Body>> Answer<T> {
    /// A response of bytes, under the media type that the document declares for it: what there is at once, or axum's `Body::from_stream` of a stream.
    #[must_use]
    pub fn bytes(self, status: Status, media_type: &'static str) -> Response {
        let (head, body) = self.into_parts();
        head.with_body(status, media_type, body.into())
    }
}

impl<T: Encode + 'static> Answer<Events<T>> {
    /// A response of server-sent events. An event without a JSON form is logged, and breaks the answer off.
    #[must_use]
    pub fn events(self, status: Status) -> Response {
        let (mut head, body) = self.into_parts();
        head.set_default(CACHE_CONTROL, HeaderValue::from_static("no-cache"));
        // A proxy that collects the answer (nginx does by default) would hold events back.
        let buffering = HeaderName::from_static("x-accel-buffering");
        head.set_default(buffering, HeaderValue::from_static("no"));
        let body = streamed(body.0, write_event);
        head.with_body(status, "text/event-stream", body)
    }
}

impl<T: Encode + 'static> Answer<Lines<T>> {
    /// A response of JSON documents, one on each line. An item without a JSON form is logged, and breaks the answer off.
    #[must_use]
    pub fn lines(self, status: Status, media_type: &'static str) -> Response {
        let (head, body) = self.into_parts();
        let body = streamed(body.0, |item: T, out| {
            out.push_str(&encode(&item)?);
            out.push('\n');
            Ok(())
        });
        head.with_body(status, media_type, body)
    }
}

/// Writes an event (HTML, section 9.2.5). JSON holds no line break, so its data are one line.
fn write_event<T: Encode>(event: Event<T>, out: &mut String) -> Result<(), EncodeError> {
    // A line break would end the field, and a NUL makes an id none: neither can be sent.
    let line = |text: &str| text.replace(['\r', '\n', '\0'], " ");
    if let Some(name) = &event.event {
        out.push_str(&format!("event: {}\n", line(name)));
    }
    if let Some(id) = &event.id {
        out.push_str(&format!("id: {}\n", line(id)));
    }
    if let Some(retry) = event.retry {
        out.push_str(&format!("retry: {}\n", retry.as_millis()));
    }
    out.push_str(&format!("data: {}\n\n", encode(&event.data)?));
    Ok(())
}

type Write<T> = fn(T, &mut String) -> Result<(), EncodeError>;

fn streamed<T: 'static>(items: Items<T>, write: Write<T>) -> Body {
    Body::new(StreamBody::new(Written { items, write }))
}

/// The frames of a body, an item each.
struct Written<T> {
    items: Items<T>,
    write: Write<T>,
}

impl<T> Stream for Written<T> {
    type Item = Result<Frame<Bytes>, EncodeError>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let Some(item) = ready!(self.items.as_mut().poll_next(cx)) else {
            return Poll::Ready(None);
        };
        let mut text = String::new();
        let written = (self.write)(item, &mut text);
        if let Err(error) = &written {
            tracing::error!(%error, "an item of the response cannot be written");
        }
        Poll::Ready(Some(written.map(|()| Frame::data(text.into()))))
    }
}
