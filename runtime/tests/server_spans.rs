//! What tracing sees of a request: a test binary of its own, since tracing remembers which spans nobody wanted.
#![cfg(feature = "server")]
#![allow(clippy::unwrap_used, dead_code, missing_docs)]

#[path = "server/fixture.rs"]
mod fixture;
#[path = "server/send.rs"]
mod send;

use std::fmt::{Debug, Write};
use std::sync::{Arc, Mutex};

use tracing::field::{Field, Visit};
use tracing::span::{Attributes, Id, Record};
use tracing::{Event, Metadata, Subscriber};

use fixture::{FASTAPI, router};
use send::send;

/// Writes down every span and event, with its fields.
#[derive(Clone, Default)]
struct Log(Arc<Mutex<String>>);

impl Visit for &Log {
    fn record_debug(&mut self, field: &Field, value: &dyn Debug) {
        write!(self.0.lock().unwrap(), " {}={value:?}", field.name()).unwrap();
    }
}

impl Subscriber for Log {
    fn enabled(&self, metadata: &Metadata<'_>) -> bool {
        metadata.target().starts_with("counterpart")
    }

    fn new_span(&self, span: &Attributes<'_>) -> Id {
        self.0.lock().unwrap().push_str(span.metadata().name());
        span.record(&mut &*self);
        Id::from_u64(1)
    }

    fn record(&self, _: &Id, values: &Record<'_>) {
        values.record(&mut &*self);
    }

    fn record_follows_from(&self, _: &Id, _: &Id) {}

    fn event(&self, event: &Event<'_>) {
        event.record(&mut &*self);
    }

    fn enter(&self, _: &Id) {}

    fn exit(&self, _: &Id) {}
}

#[test]
fn a_request_is_a_span_without_secrets() {
    let log = Log::default();
    let headers = [("authorization", "Bearer hunter2")];
    tracing::subscriber::with_default(log.clone(), || {
        send(
            &router(&FASTAPI),
            "PUT",
            "/u/hunter2?hunter2",
            &headers,
            "hunter2",
        );
    });
    let log = log.0.lock().unwrap();
    assert_eq!(
        *log,
        r#"request operation="PUT" method="PUT" path="/u/{id}""#
    );
}
