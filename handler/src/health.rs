//! `/healthz`: whether this process can serve.

use axum::Router;
use axum::extract::State;
use axum::http::header::CONTENT_TYPE;
use axum::http::{HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use serde::Serialize;
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;
use tracing::error;

use crate::store::SqliteStore;

/// What `/healthz` looks at. LiveKit is not among it: starting this process anew would not bring LiveKit back.
#[derive(Clone, Debug)]
pub struct Health {
    /// The database.
    pub database: SqliteStore,
    /// The operations that run.
    pub running: TaskTracker,
    /// Whether the process was asked to stop.
    pub stop: CancellationToken,
}

/// What `/healthz` answers: 200 where all is well, else 503.
#[derive(Debug, Serialize)]
struct Report {
    /// `ok`, `stopping` or `unavailable`.
    status: &'static str,
    /// `ok` or `unavailable`.
    database: &'static str,
    /// How many operations run.
    running: usize,
}

impl Health {
    /// The route.
    pub fn router(self) -> Router {
        Router::new()
            .route("/healthz", get(answer))
            .with_state(self)
    }

    async fn report(&self) -> Report {
        let database = self.database.ping().await;
        if let Err(error) = &database {
            error!(%error, "the database gives no sign of life");
        }
        Report {
            status: match &database {
                _ if self.stop.is_cancelled() => "stopping",
                Ok(()) => "ok",
                Err(_) => "unavailable",
            },
            database: if database.is_ok() {
                "ok"
            } else {
                "unavailable"
            },
            running: self.running.len(),
        }
    }
}

async fn answer(State(health): State<Health>) -> Response {
    let report = health.report().await;
    let status = match report.status {
        "ok" => StatusCode::OK,
        _ => StatusCode::SERVICE_UNAVAILABLE,
    };
    match serde_json::to_string(&report) {
        Ok(json) => {
            let json_type = HeaderValue::from_static("application/json");
            (status, [(CONTENT_TYPE, json_type)], json).into_response()
        }
        Err(_) => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
    }
}
