//! A call under way.

use std::fmt;
use std::future::Future;
use std::pin::Pin;
use std::task::{Context as TaskContext, Poll};

use super::answer::{Answer, Decoder};
use super::error::{Context, Error};
use super::reply::Reply;

pub(super) type Exchanged = Pin<Box<dyn Future<Output = Result<Answer, Box<Context>>> + Send>>;

/// A call under way. Dropping it ends the call; the server may have done what it asked for.
///
/// It needs tokio's runtime, with time and input/output enabled.
#[must_use = "a call makes progress only when it is awaited"]
pub struct Pending<T, E> {
    exchanged: Exchanged,
    decode: Decoder<T, E>,
}

impl<T, E> Pending<T, E> {
    pub(super) fn new(exchanged: Exchanged, decode: Decoder<T, E>) -> Self {
        Self { exchanged, decode }
    }
}

impl<T, E> Future for Pending<T, E> {
    type Output = Result<Reply<T>, Error<E>>;

    fn poll(mut self: Pin<&mut Self>, cx: &mut TaskContext<'_>) -> Poll<Self::Output> {
        let exchanged = self.exchanged.as_mut().poll(cx);
        exchanged.map(|result| match result {
            Ok(answer) => answer.finish(self.decode),
            Err(context) => Err(Error::new(None, *context)),
        })
    }
}

impl<T, E> fmt::Debug for Pending<T, E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Pending(..)")
    }
}
