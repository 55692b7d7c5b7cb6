//! What is logged while a test runs.

use std::cell::RefCell;
use std::io::{self, Write};
use std::sync::Once;

/// Logs from TRACE on, of the thread that started them: a test's runtime has no other thread.
///
/// The subscriber is the process's: where each thread has its own, `tracing` may decide by one thread that an event is of no interest, for all.
pub struct Logs;

thread_local! {
    static TEXT: RefCell<Vec<u8>> = const { RefCell::new(Vec::new()) };
}

impl Logs {
    /// Starts anew.
    pub fn start() -> Self {
        static SUBSCRIBER: Once = Once::new();
        SUBSCRIBER.call_once(|| {
            tracing_subscriber::fmt()
                .with_max_level(tracing::Level::TRACE)
                .with_ansi(false)
                .with_writer(|| OfThread)
                .init();
        });
        TEXT.with_borrow_mut(Vec::clear);
        Self
    }

    pub fn text(&self) -> String {
        TEXT.with_borrow(|text| String::from_utf8_lossy(text).into_owned())
    }
}

struct OfThread;

impl Write for OfThread {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        TEXT.with_borrow_mut(|text| text.extend_from_slice(bytes));
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
