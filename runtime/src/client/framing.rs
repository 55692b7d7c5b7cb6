//! Lines out of pieces: what server-sent events and JSON lines have in common.

use std::task::{Context, Poll, ready};

use bytes::{Buf, Bytes, BytesMut};

use super::byte_stream::{ByteStream, StreamError};
use super::error::ErrorKind;

/// The lines of an answer, as they arrive. A line is never longer than the client's limit on bodies.
pub(super) struct LineReader {
    pub(super) bytes: ByteStream,
    buffer: BytesMut,
    /// How many bytes of the buffer hold no end of a line.
    searched: usize,
    /// Whether a lone `\r` ends a line, too.
    carriage_return: bool,
    /// Whether a `\n` belongs to the `\r` before it.
    after_return: bool,
}

impl LineReader {
    /// `carriage_return`: whether a lone `\r` ends a line, as in server-sent events.
    pub(super) fn new(bytes: ByteStream, carriage_return: bool) -> Self {
        Self {
            bytes,
            buffer: BytesMut::new(),
            searched: 0,
            carriage_return,
            after_return: false,
        }
    }

    /// The next line without its end, and whether it had one: the last one may have none.
    pub(super) fn poll_line(
        &mut self,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<(Bytes, bool), StreamError>>> {
        loop {
            if let Some(line) = self.line() {
                return Poll::Ready(Some(Ok((line, true))));
            }
            if self.buffer.len() as u64 > self.bytes.limit {
                return Poll::Ready(Some(Err(self.too_large())));
            }
            match ready!(self.bytes.poll_piece(cx)) {
                Some(Ok(piece)) => self.buffer.extend_from_slice(&piece),
                Some(Err(error)) => return Poll::Ready(Some(Err(error))),
                None if self.buffer.is_empty() => return Poll::Ready(None),
                None => {
                    self.searched = 0;
                    let rest = std::mem::take(&mut self.buffer).freeze();
                    return Poll::Ready(Some(Ok((rest, false))));
                }
            }
        }
    }

    /// Ends the answer: what follows is the rest of something that is too large.
    pub(super) fn too_large(&mut self) -> StreamError {
        self.buffer = BytesMut::new();
        self.searched = 0;
        self.bytes.end();
        let limit = self.bytes.limit;
        StreamError::new(ErrorKind::TooLarge { limit })
    }

    fn line(&mut self) -> Option<Bytes> {
        if self.after_return {
            match self.buffer.first() {
                Some(b'\n') => self.buffer.advance(1),
                Some(_) => {}
                None => return None,
            }
            self.after_return = false;
        }
        let is_end = |byte: &u8| *byte == b'\n' || (self.carriage_return && *byte == b'\r');
        let unsearched = self.buffer.get(self.searched..).unwrap_or_default();
        let Some(at) = unsearched.iter().position(is_end) else {
            self.searched = self.buffer.len();
            return None;
        };
        let line = self.buffer.split_to(self.searched + at).freeze();
        self.searched = 0;
        self.after_return = self.buffer.first() == Some(&b'\r');
        self.buffer.advance(1);
        Some(line)
    }
}
