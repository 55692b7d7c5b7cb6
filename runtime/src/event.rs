//! A server-sent event.

use std::time::Duration;

/// A server-sent event (HTML, section 9.2.6). Its data are written as JSON.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Event<T> {
    /// What it says.
    pub data: T,
    /// Its type (`event`).
    pub event: Option<String>,
    /// Its id, or that of the last event before it that had one: what a client that comes back sends as `Last-Event-ID`.
    pub id: Option<String>,
    /// How long a client that lost the connection waits before it comes back.
    pub retry: Option<Duration>,
}

impl<T> Event<T> {
    /// An event of these data alone.
    pub const fn new(data: T) -> Self {
        Self {
            data,
            event: None,
            id: None,
            retry: None,
        }
    }

    /// The same event with other data.
    pub fn map<U>(self, to: impl FnOnce(T) -> U) -> Event<U> {
        Event {
            data: to(self.data),
            event: self.event,
            id: self.id,
            retry: self.retry,
        }
    }
}

impl<T> From<T> for Event<T> {
    fn from(data: T) -> Self {
        Self::new(data)
    }
}
