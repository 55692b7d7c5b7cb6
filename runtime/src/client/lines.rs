//! JSON documents, one on each line, as they arrive (JSON lines; RFC 7464).

use std::fmt;
use std::future::poll_fn;
use std::marker::PhantomData;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use futures_core::Stream;

use super::byte_stream::{ByteStream, StreamError};
use super::error::ErrorKind;
use super::framing::LineReader;
use crate::codec::{Decode, decode};

/// JSON documents of `T`, one on each line, as they arrive. Blank lines, and the record separators of `application/json-seq`, are read over.
///
/// A line that is not what the document declares is an error in its place; the next one follows it. Any other error ends the stream.
pub struct Lines<T> {
    lines: LineReader,
    item: PhantomData<fn() -> T>,
}

impl<T: Decode> Lines<T> {
    /// The lines in the body of an answer.
    #[must_use]
    pub fn new(bytes: ByteStream) -> Self {
        Self {
            lines: LineReader::new(bytes, false),
            item: PhantomData,
        }
    }

    /// The next item; `None` at the end.
    pub async fn next(&mut self) -> Option<Result<T, StreamError>> {
        poll_fn(|cx| self.poll_item(cx)).await
    }

    fn poll_item(&mut self, cx: &mut Context<'_>) -> Poll<Option<Result<T, StreamError>>> {
        loop {
            let line = match ready!(self.lines.poll_line(cx)) {
                Some(Ok((line, _))) => line,
                Some(Err(error)) => return Poll::Ready(Some(Err(error))),
                None => return Poll::Ready(None),
            };
            let line = line.strip_prefix(b"\x1E").unwrap_or(&line).trim_ascii();
            if line.is_empty() {
                continue;
            }
            let item = decode(line, self.lines.bytes.options);
            let item = item.map_err(|faults| StreamError::new(ErrorKind::Decode(faults)));
            return Poll::Ready(Some(item));
        }
    }
}

impl<T: Decode> Stream for Lines<T> {
    type Item = Result<T, StreamError>;

    fn poll_next(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.get_mut().poll_item(cx)
    }
}

impl<T> fmt::Debug for Lines<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Lines(..)")
    }
}
