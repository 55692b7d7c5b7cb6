//! Serving, until told to stop.

use std::future::IntoFuture;
use std::io;
use std::pin::pin;
use std::time::Duration;

use axum::{Router, middleware};
use tokio::net::TcpListener;
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;
use tracing::{info, warn};

use crate::config::Config;
use crate::health::Health;
use crate::logs;
use crate::service::Service;
use crate::store::{SqliteStore, Store};

/// How long connections may take to end once the process is to stop; longer than an operation's budget of 20 s.
const PATIENCE: Duration = Duration::from_secs(30);

/// The service's routes: the operations, 404 for what is none, and `/healthz`; each request with an id of its own in the logs.
pub fn app<S: Store>(service: Service<S>, health: Health) -> Router {
    generated_server::service(service)
        .merge(health.router())
        .layer(middleware::from_fn(logs::request))
}

/// Serves until `stop` is cancelled. Then it accepts no more, lets open requests end, closes what is left after 30 seconds, and waits for the
/// operations that run, whether their callers still wait or not.
///
/// # Errors
/// When the listener breaks.
pub async fn until_stopped(
    listener: TcpListener,
    app: Router,
    running: TaskTracker,
    stop: CancellationToken,
) -> io::Result<()> {
    let server = axum::serve(listener, app).with_graceful_shutdown(stop.clone().cancelled_owned());
    let mut server = pin!(server.into_future());
    let too_long = async {
        stop.cancelled().await;
        tokio::time::sleep(PATIENCE).await;
    };
    tokio::select! {
        ended = &mut server => ended?,
        () = too_long => warn!("closing connections that are still open"),
    }
    running.close();
    if !running.is_empty() {
        info!(running = running.len(), "waiting for operations");
    }
    running.wait().await;
    Ok(())
}

/// The service as it is configured, until SIGTERM or Ctrl-C.
///
/// # Errors
/// When the database cannot be opened, or the address not be listened on.
pub async fn serve(config: Config) -> anyhow::Result<()> {
    let stop = on_signal()?;
    let database = SqliteStore::connect(config.database_url.expose()).await?;
    let listener = TcpListener::bind(config.listen).await?;
    info!(address = %listener.local_addr()?, "listening");
    let service = Service::new(database.clone(), config.livekit, config.tokens);
    let running = service.running().clone();
    let health = Health {
        database: database.clone(),
        running: running.clone(),
        stop: stop.clone(),
    };
    let served = until_stopped(listener, app(service, health), running, stop).await;
    database.close().await;
    info!("stopped");
    Ok(served?)
}

/// Cancelled at the first SIGTERM or Ctrl-C. From here on neither ends the process by itself.
///
/// # Errors
/// When the signals cannot be listened to.
pub fn on_signal() -> io::Result<CancellationToken> {
    let stop = CancellationToken::new();
    let signalled = stop.clone();
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        let mut terminate = signal(SignalKind::terminate())?;
        let mut interrupt = signal(SignalKind::interrupt())?;
        tokio::spawn(async move {
            tokio::select! {
                _ = terminate.recv() => info!("SIGTERM: stopping"),
                _ = interrupt.recv() => info!("Ctrl-C: stopping"),
            }
            signalled.cancel();
        });
    }
    #[cfg(not(unix))]
    tokio::spawn(async move {
        match tokio::signal::ctrl_c().await {
            Ok(()) => info!("Ctrl-C: stopping"),
            Err(error) => warn!(%error, "Ctrl-C cannot be listened to: stopping"),
        }
        signalled.cancel();
    });
    Ok(stop)
}
