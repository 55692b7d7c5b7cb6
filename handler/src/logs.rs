//! Logs: what is written, where, and the id that ties the lines of one request together.

use std::fmt;
use std::time::Instant;

use axum::extract::Request;
use axum::middleware::Next;
use axum::response::Response;
use tracing::{Instrument, info, info_span};
use tracing_subscriber::EnvFilter;
use tracing_subscriber::filter::LevelFilter;
use uuid::Uuid;

/// The id of one request, in every line that is logged about it. Made here, for each request anew; no caller has a say in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OperationId(Uuid);

impl OperationId {
    /// A new id.
    #[must_use]
    pub fn random() -> Self {
        Self(Uuid::new_v4())
    }
}

impl fmt::Display for OperationId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.0, f)
    }
}

/// Writes logs to standard error, as much as `RUST_LOG` says, `info` where it says nothing.
///
/// # Errors
/// When `RUST_LOG` is no filter, or logs are written already.
pub fn start() -> anyhow::Result<()> {
    let filter = EnvFilter::builder()
        .with_default_directive(LevelFilter::INFO.into())
        .from_env()?;
    tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(std::io::stderr)
        .try_init()
        .map_err(|error| anyhow::anyhow!("logs cannot be written: {error}"))
}

/// Gives each request its id, and logs how it was answered: method, status and milliseconds. Neither path nor headers nor body, which hold what
/// the caller likes.
pub async fn request(mut request: Request, next: Next) -> Response {
    let id = OperationId::random();
    request.extensions_mut().insert(id);
    let span = info_span!("http", operation_id = %id, method = %request.method());
    async {
        let start = Instant::now();
        let response = next.run(request).await;
        let (status, ms) = (response.status().as_u16(), start.elapsed().as_millis());
        info!(status, ms, "answered");
        response
    }
    .instrument(span)
    .await
}
