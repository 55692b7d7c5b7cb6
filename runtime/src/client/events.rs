//! Server-sent events, as they arrive (HTML, section 9.2).

use std::fmt;
use std::future::poll_fn;
use std::marker::PhantomData;
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::time::Duration;

use futures_core::Stream;

use super::byte_stream::{ByteStream, StreamError};
use super::error::ErrorKind;
use super::framing::LineReader;
use crate::Event;
use crate::codec::{Decode, decode};

/// Server-sent events whose data are JSON documents of `T`, as they arrive.
///
/// An event that is not what the document declares is an error in its place; the next one follows it. Any other error ends the stream.
pub struct Events<T> {
    parser: Parser,
    item: PhantomData<fn() -> T>,
}

impl<T: Decode> Events<T> {
    /// The events in the body of an answer.
    #[must_use]
    pub fn new(bytes: ByteStream) -> Self {
        Self {
            parser: Parser {
                lines: LineReader::new(bytes, true),
                first: true,
                data: None,
                event: None,
                id: None,
                retry: None,
            },
            item: PhantomData,
        }
    }

    /// The next event; `None` at the end.
    pub async fn next(&mut self) -> Option<Result<Event<T>, StreamError>> {
        poll_fn(|cx| self.poll_event(cx)).await
    }

    fn poll_event(&mut self, cx: &mut Context<'_>) -> Poll<Option<Result<Event<T>, StreamError>>> {
        let event = ready!(self.parser.poll_event(cx));
        let options = self.parser.lines.bytes.options;
        Poll::Ready(event.map(|event| {
            let event = event?;
            match decode(event.data.as_bytes(), options) {
                Ok(data) => Ok(event.map(|_| data)),
                Err(faults) => Err(StreamError::new(ErrorKind::Decode(faults))),
            }
        }))
    }
}

impl<T: Decode> Stream for Events<T> {
    type Item = Result<Event<T>, StreamError>;

    fn poll_next(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.get_mut().poll_event(cx)
    }
}

impl<T> fmt::Debug for Events<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Events(..)")
    }
}

/// What is not generic: events whose data are texts.
struct Parser {
    lines: LineReader,
    /// Whether no line was read yet: a byte order mark may stand before it.
    first: bool,
    data: Option<String>,
    event: Option<String>,
    /// The id of the last event that had one: it holds for those behind it.
    id: Option<String>,
    retry: Option<Duration>,
}

impl Parser {
    fn poll_event(
        &mut self,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Event<String>, StreamError>>> {
        loop {
            let line = match ready!(self.lines.poll_line(cx)) {
                Some(Ok((line, true))) => line,
                // An event that its blank line does not end is none.
                Some(Ok((_, false))) | None => return Poll::Ready(None),
                Some(Err(error)) => return Poll::Ready(Some(Err(error))),
            };
            // Like browsers: what is not UTF-8 becomes U+FFFD.
            let text = String::from_utf8_lossy(&line);
            let mut text = text.as_ref();
            if std::mem::take(&mut self.first) {
                text = text.strip_prefix('\u{FEFF}').unwrap_or(text);
            }
            if !text.is_empty() {
                if !self.field(text) {
                    return Poll::Ready(Some(Err(self.lines.too_large())));
                }
                continue;
            }
            let (data, event) = (self.data.take(), self.event.take());
            let retry = self.retry.take();
            // An event without data says nothing, but its id and its time to reconnect hold on.
            if let Some(data) = data {
                return Poll::Ready(Some(Ok(Event {
                    data,
                    event,
                    id: self.id.clone(),
                    retry,
                })));
            }
            self.retry = retry;
        }
    }

    /// Takes a line in; `false` where the event grows beyond the limit.
    fn field(&mut self, line: &str) -> bool {
        let (name, value) = line.split_once(':').unwrap_or((line, ""));
        let value = value.strip_prefix(' ').unwrap_or(value);
        match name {
            "data" => {
                match &mut self.data {
                    Some(data) => {
                        data.push('\n');
                        data.push_str(value);
                    }
                    none => *none = Some(value.to_owned()),
                }
                let length = self.data.as_ref().map_or(0, String::len);
                return length as u64 <= self.lines.bytes.limit;
            }
            "event" => self.event = Some(value.to_owned()).filter(|name| !name.is_empty()),
            "id" if !value.contains('\0') => self.id = Some(value.to_owned()),
            "retry" if value.bytes().all(|byte| byte.is_ascii_digit()) => {
                self.retry = value.parse().ok().map(Duration::from_millis);
            }
            // A comment, whose name is empty, and what no version knows.
            _ => {}
        }
        true
    }
}
