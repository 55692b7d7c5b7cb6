//! The service to try things out on: loopback, phones that are there, LiveKit's stand-in in the same process.

mod phones;

use std::io::{self, Write};
use std::net::SocketAddr;
use std::path::{Path, PathBuf};

use anyhow::Context;
use livekit_stand_in::StandIn;
use tokio::net::TcpListener;
use tokio::task::JoinHandle;
use tokio_util::sync::CancellationToken;

pub use self::phones::{inbound_trunk, outbound_trunk, phone_id, phones, tokens};
use crate::auth::Tokens;
use crate::health::Health;
use crate::livekit::{self, Url};
use crate::serve;
use crate::service::Service;
use crate::store::SqliteStore;

/// The stand-in's API key and secret: those of LiveKit's own development mode.
const KEY: (&str, &str) = ("devkey", "secret");

/// What the command may be told.
#[derive(clap::Args)]
pub struct Args {
    /// The address and port to listen on, on loopback; with port 0 any that is free
    #[arg(long, value_name = "ADDR", default_value = "127.0.0.1:8080", value_parser = loopback)]
    listen: SocketAddr,

    /// Start with the phones and trunks as they come, not as they were left
    #[arg(long)]
    fresh: bool,

    /// Where the database is kept [default: handler-dev beside this program, which is in target/]
    #[arg(long, value_name = "DIR")]
    state: Option<PathBuf>,
}

/// The tokens are in the source: they are for this machine only.
fn loopback(text: &str) -> Result<SocketAddr, String> {
    let address: SocketAddr = text.parse().map_err(|_| "no address with a port")?;
    if address.ip().is_loopback() {
        Ok(address)
    } else {
        Err("not on loopback".to_owned())
    }
}

/// How a development service is started.
#[derive(Debug)]
pub struct Options {
    /// Where to listen; port 0 for any.
    pub listen: SocketAddr,
    /// Where the database is kept, as `phones.db`. Created where it does not exist.
    pub state: PathBuf,
    /// Whether to start with the phones as they come, rather than as they were left.
    pub fresh: bool,
    /// Who may call.
    pub tokens: Tokens,
}

/// A development service that runs until it is stopped.
pub struct Dev {
    address: SocketAddr,
    stand_in: StandIn,
    database: SqliteStore,
    stop: CancellationToken,
    served: JoinHandle<io::Result<()>>,
}

impl Dev {
    /// Starts a service, which stops when `stop` is cancelled. Trunks are what the database says; their passwords, of which it says nothing, are as
    /// they come.
    ///
    /// # Errors
    /// When the address cannot be listened on, or the database not be opened.
    pub async fn start(options: Options, stop: CancellationToken) -> anyhow::Result<Self> {
        let database = database(&options.state, options.fresh).await?;
        let stand_in = stand_in(&database).await?;
        let service = Service::new(database.clone(), livekit(&stand_in)?, options.tokens);
        let running = service.running().clone();
        let health = Health {
            database: database.clone(),
            running: running.clone(),
            stop: stop.clone(),
        };
        let listener = TcpListener::bind(options.listen)
            .await
            .with_context(|| format!("{} cannot be listened on", options.listen))?;
        let address = listener.local_addr()?;
        let app = serve::app(service, health);
        let served = tokio::spawn(serve::until_stopped(listener, app, running, stop.clone()));
        Ok(Self {
            address,
            stand_in,
            database,
            stop,
            served,
        })
    }

    /// Where it listens.
    #[must_use]
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// LiveKit.
    #[must_use]
    pub fn stand_in(&self) -> &StandIn {
        &self.stand_in
    }

    /// The phones.
    #[must_use]
    pub fn database(&self) -> &SqliteStore {
        &self.database
    }

    /// A command that updates the first phone, for a shell.
    #[must_use]
    pub fn curl(&self) -> String {
        format!(
            "curl -X PATCH http://{}/v1/phone/{}/sip-config -H 'Authorization: Bearer tok-a' -H 'Content-Type: application/json' \
             -d '{{\"inbound_config\": {{\"media_encryption\": \"require\"}}, \"outbound_config\": {{\"username\": \"alice\", \"password\": \"wonderland\"}}}}'",
            self.address,
            phone_id(0),
        )
    }

    /// Stops it: running operations are waited for, and the database is closed.
    ///
    /// # Errors
    /// When the listener broke.
    pub async fn stop(self) -> anyhow::Result<()> {
        self.stop.cancel();
        self.ended().await
    }

    /// Waits until it was stopped.
    ///
    /// # Errors
    /// When the listener broke.
    pub async fn ended(self) -> anyhow::Result<()> {
        let served = self.served.await;
        self.database.close().await;
        Ok(served??)
    }
}

async fn database(state: &Path, fresh: bool) -> anyhow::Result<SqliteStore> {
    std::fs::create_dir_all(state)
        .with_context(|| format!("{} cannot be created", state.display()))?;
    if fresh {
        for name in ["phones.db", "phones.db-wal", "phones.db-shm"] {
            remove(&state.join(name))?;
        }
    }
    let database = SqliteStore::file(&state.join("phones.db")).await?;
    if database.all().await?.is_empty() {
        for phone in phones() {
            database.add(&phone).await?;
        }
    }
    Ok(database)
}

fn remove(file: &Path) -> anyhow::Result<()> {
    match std::fs::remove_file(file) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => {
            Err(error).with_context(|| format!("{} cannot be removed", file.display()))
        }
        _ => Ok(()),
    }
}

async fn stand_in(database: &SqliteStore) -> anyhow::Result<StandIn> {
    let options = livekit_stand_in::Options {
        api_key: KEY.0.to_owned(),
        api_secret: KEY.1.to_owned(),
        ..livekit_stand_in::Options::default()
    };
    let stand_in = StandIn::start(options).await?;
    for phone in database.all().await? {
        if let Some((id, trunk)) = inbound_trunk(&phone) {
            stand_in.put_inbound(id, trunk);
        }
        if let Some((id, trunk)) = outbound_trunk(&phone) {
            stand_in.put_outbound(id, trunk);
        }
    }
    Ok(stand_in)
}

fn livekit(stand_in: &StandIn) -> anyhow::Result<livekit::Client> {
    let url = Url::parse(&stand_in.url())?;
    let config = livekit::Config::new(url, KEY.0, KEY.1.into());
    Ok(livekit::Client::new(config)?)
}

/// The command: prints where it listens and what to try, and serves until SIGTERM or Ctrl-C.
///
/// # Errors
/// When it cannot be started, or nothing can be printed.
pub async fn run(args: Args) -> anyhow::Result<()> {
    let state = match args.state {
        Some(state) => state,
        None => beside_the_program()?,
    };
    let options = Options {
        listen: args.listen,
        state: state.clone(),
        fresh: args.fresh,
        tokens: tokens()?,
    };
    let dev = Dev::start(options, serve::on_signal()?).await?;
    let (address, kept) = (dev.address(), from_here(&state).join("phones.db"));
    // At once: who reads the first line only does not stop it.
    let told = format!(
        "listening on http://{address}\nthe phones are kept in {}\nupdate one:\n{}\n",
        kept.display(),
        dev.curl()
    );
    io::stdout().write_all(told.as_bytes())?;
    dev.ended().await
}

/// A path as seen from the present directory, if it is within it; whole where that cannot be told, as in a directory that was removed.
fn from_here(path: &Path) -> PathBuf {
    // No present directory: the path is shown whole.
    let here = std::env::current_dir().ok();
    let within = here.and_then(|here| path.strip_prefix(here).ok().map(Path::to_owned));
    within.unwrap_or_else(|| path.to_owned())
}

/// In cargo's target directory, wherever that is.
fn beside_the_program() -> anyhow::Result<PathBuf> {
    let program = std::env::current_exe().context("where this program is cannot be told")?;
    Ok(program.with_file_name("handler-dev"))
}
