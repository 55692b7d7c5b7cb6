//! A call under way.

use std::fmt;
use std::future::Future;
use std::pin::Pin;
use std::task::{Context as TaskContext, Poll, ready};

use super::answer::{Answer, Declined};
use super::byte_stream::ByteStream;
use super::error::{Context, Error, ErrorKind};
use super::expect::{Decoder, Kind, Meaning};
use super::reply::Reply;
use super::send::Opened;

/// What comes to an end, or fails.
pub(super) type Step<T> = Pin<Box<dyn Future<Output = Result<T, Box<Context>>> + Send>>;

/// A call under way. Dropping it ends the call; the server may have done what it asked for.
///
/// It needs tokio's runtime, with time and input/output enabled.
#[must_use = "a call makes progress only when it is awaited"]
pub struct Pending<T, E>(State<T, E>);

enum State<T, E> {
    /// Until the head of the answer is there.
    Sent(Step<Opened>, Decoder<T, E>),
    /// Until its body is there.
    Reading(Step<Answer>, Option<Meaning<T, E>>),
}

impl<T, E> Pending<T, E> {
    pub(super) fn new(sent: Step<Opened>, decode: Decoder<T, E>) -> Self {
        Self(State::Sent(sent, decode))
    }
}

impl<T, E> Future for Pending<T, E> {
    type Output = Result<Reply<T>, Error<E>>;

    fn poll(mut self: Pin<&mut Self>, cx: &mut TaskContext<'_>) -> Poll<Self::Output> {
        loop {
            match &mut self.0 {
                State::Sent(sent, decode) => match ready!(sent.as_mut().poll(cx)) {
                    Ok(opened) => match opened.expected(*decode) {
                        Next::Whole(reading, meaning) => {
                            self.0 = State::Reading(reading, Some(meaning));
                        }
                        Next::Streamed(reply) => return Poll::Ready(Ok(reply)),
                    },
                    Err(context) => return Poll::Ready(Err(Error::new(None, *context))),
                },
                State::Reading(reading, meaning) => {
                    let read = ready!(reading.as_mut().poll(cx));
                    return Poll::Ready(match (read, meaning.take()) {
                        (Ok(answer), Some(meaning)) => finish(answer, meaning),
                        // Polled again after its end, which no caller may do.
                        (Ok(answer), None) => {
                            Err(Error::new(None, answer.into_context(ErrorKind::Undeclared)))
                        }
                        (Err(context), _) => Err(Error::new(None, *context)),
                    });
                }
            }
        }
    }
}

/// What follows the head of an answer.
enum Next<T, E> {
    Whole(Step<Answer>, Meaning<T, E>),
    Streamed(Reply<T>),
}

impl Opened {
    fn expected<T, E>(self, decode: Decoder<T, E>) -> Next<T, E> {
        let expected = {
            let _entered = self.head.span.enter();
            decode(&self.head)
        };
        let is_json = self.head.is_json();
        match expected.0 {
            Kind::Json(meaning) if is_json => Next::Whole(self.whole(), meaning),
            Kind::Whole(meaning) => Next::Whole(self.whole(), meaning),
            Kind::Events(holds) if self.head.is("text/event-stream") => self.streamed(holds),
            Kind::Streamed(holds) => self.streamed(holds),
            Kind::Json(_) | Kind::Events(_) => Next::Whole(
                self.whole(),
                Box::new(|_| Err(ErrorKind::ContentType.into())),
            ),
            Kind::Undeclared => Next::Whole(
                self.whole(),
                Box::new(|_| Err(ErrorKind::Undeclared.into())),
            ),
        }
    }

    fn streamed<T, E>(self, holds: fn(ByteStream) -> T) -> Next<T, E> {
        let (head, bytes) = self.stream();
        Next::Streamed(Reply::new(holds(bytes), head.status, head.headers))
    }
}

fn finish<T, E>(answer: Answer, meaning: Meaning<T, E>) -> Result<Reply<T>, Error<E>> {
    let span = answer.head.span.clone();
    let _entered = span.enter();
    match meaning(&answer) {
        Ok(value) => Ok(Reply::new(value, answer.head.status, answer.head.headers)),
        Err(Declined::Declared(declared)) => Err(Error::new(
            Some(declared),
            answer.into_context(ErrorKind::Declared),
        )),
        Err(Declined::Broken(kind)) => Err(Error::new(None, answer.into_context(kind))),
    }
}

impl<T, E> fmt::Debug for Pending<T, E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Pending(..)")
    }
}
