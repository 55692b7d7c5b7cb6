//! Ways from the generated client to the generated router, and what can go wrong between them.

use std::sync::{Arc, Mutex};

use bytes::Bytes;
use counterpart_runtime::client::{self, Body, Transport};
use generated_client::{Client, Server};
use tower::ServiceExt;

/// The token of the recordings' first company. A canary too: it must never be shown.
pub const TOKEN: &str = "tok-a";

/// The bodies that went over the wire, in their order.
pub type Captured = Arc<Mutex<Vec<Bytes>>>;

/// A transport that calls `app` in this process, and keeps the bodies of requests.
#[must_use]
pub fn in_process(app: axum::Router, captured: Captured) -> impl Transport {
    client::from_fn(move |request| {
        let app = app.clone();
        captured
            .lock()
            .expect("no holder panics")
            .push(request.body().whole().cloned().unwrap_or_default());
        async move {
            let answer = app.oneshot(request.map(axum::body::Body::new)).await;
            answer
                .map(|answer| answer.map(Body::new))
                .map_err(|never| match never {})
        }
    })
}

/// A client with the token of the recordings, over `transport`.
///
/// # Panics
/// When the client cannot be built.
#[must_use]
pub fn client(transport: impl Transport) -> Client {
    Client::builder(Server::Production)
        .custom_http_bearer(TOKEN)
        .transport(transport)
        .build()
        .expect("a client without a network")
}
