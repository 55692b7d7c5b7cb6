//! The handle by which a stand-in is started, prepared and read back.

use std::fmt;
use std::io;
use std::net::{Ipv4Addr, SocketAddr};
use std::sync::Arc;

use serde_json::Value;
use tokio::net::TcpListener;
use tokio::task::JoinHandle;

use crate::call::{Shared, State};
use crate::faults::Fault;
use crate::log::{Call, Sequence};
use crate::messages::{Fields, INBOUND_TRUNK, Message, OUTBOUND_TRUNK};
use crate::rules::Mode;
use crate::server;
use crate::twirp::Side;
use crate::wire::json;

/// How a stand-in is started.
pub struct Options {
    /// Where it listens; any free port of 127.0.0.1 if `None`.
    pub listen: Option<SocketAddr>,
    /// The API key that tokens must name as their issuer.
    pub api_key: String,
    /// The secret that tokens must be signed with.
    pub api_secret: String,
    /// Plays a server before 1.13.2, which drops `media` unseen and knows only `media_encryption`.
    pub old_server: bool,
    /// Looks at an outbound trunk's address, as servers from 1.11 on do.
    pub checks_addresses: bool,
    /// Plays a server without Redis: every method answers 500.
    pub without_redis: bool,
    /// Where the calls' numbers come from.
    pub sequence: Sequence,
}

impl Default for Options {
    /// A present-day server with the key and secret of LiveKit's development mode, `devkey` and `secret`.
    fn default() -> Self {
        Self {
            listen: None,
            api_key: "devkey".to_owned(),
            api_secret: "secret".to_owned(),
            old_server: false,
            checks_addresses: true,
            without_redis: false,
            sequence: Sequence::default(),
        }
    }
}

impl fmt::Debug for Options {
    /// Without the secret.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Options")
            .field("listen", &self.listen)
            .field("api_key", &self.api_key)
            .field("old_server", &self.old_server)
            .field("checks_addresses", &self.checks_addresses)
            .field("without_redis", &self.without_redis)
            .finish_non_exhaustive()
    }
}

/// A LiveKit in memory. A clone is another handle to the same one; with the last handle it stops listening and closes its connections.
#[derive(Clone)]
pub struct StandIn {
    running: Arc<Running>,
}

struct Running {
    address: SocketAddr,
    shared: Arc<Shared>,
    accepting: JoinHandle<()>,
}

impl Drop for Running {
    fn drop(&mut self) {
        self.accepting.abort();
    }
}

impl fmt::Debug for StandIn {
    /// The address only: trunks hold passwords.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("StandIn")
            .field("address", &self.running.address)
            .finish_non_exhaustive()
    }
}

impl StandIn {
    /// Starts a stand-in on the present tokio runtime, with which it ends at the latest.
    ///
    /// # Errors
    /// The address cannot be listened on.
    pub async fn start(options: Options) -> io::Result<Self> {
        let wanted = options
            .listen
            .unwrap_or_else(|| SocketAddr::from((Ipv4Addr::LOCALHOST, 0)));
        let listener = TcpListener::bind(wanted).await?;
        let address = listener.local_addr()?;
        let mode = Mode {
            old_server: options.old_server,
            checks_addresses: options.checks_addresses,
            without_redis: options.without_redis,
        };
        let shared = Arc::new(Shared::new(
            options.api_key,
            options.api_secret,
            mode,
            options.sequence,
        ));
        let accepting = tokio::spawn(server::accept(listener, Arc::clone(&shared)));
        Ok(Self {
            running: Arc::new(Running {
                address,
                shared,
                accepting,
            }),
        })
    }

    /// Where it listens, as `http://127.0.0.1:port`.
    pub fn url(&self) -> String {
        format!("http://{}", self.running.address)
    }

    /// Where it listens.
    pub fn address(&self) -> SocketAddr {
        self.running.address
    }

    /// The calls so far, in the order of their arrival.
    pub fn calls(&self) -> Vec<Call> {
        self.state(|state| state.log.calls())
    }

    /// Forgets the calls so far.
    pub fn clear_log(&self) {
        self.state(|state| state.log.clear());
    }

    /// Arms a fault.
    pub fn fault(&self, fault: Fault) {
        self.state(|state| state.faults.arm(fault));
    }

    /// An inbound trunk as protojson with every field, password included; `None` if there is none with that id.
    pub fn inbound(&self, id: &str) -> Option<Value> {
        self.trunk(Side::Inbound, &INBOUND_TRUNK, id)
    }

    /// An outbound trunk as protojson with every field, password included; `None` if there is none with that id.
    pub fn outbound(&self, id: &str) -> Option<Value> {
        self.trunk(Side::Outbound, &OUTBOUND_TRUNK, id)
    }

    /// Keeps an inbound trunk, given as protojson, under an id of the caller's choice, over any that is there, and without LiveKit's checks.
    ///
    /// # Panics
    /// The value is no trunk: a member's type is wrong.
    pub fn put_inbound(&self, id: &str, trunk: Value) {
        self.put(Side::Inbound, &INBOUND_TRUNK, id, trunk);
    }

    /// Keeps an outbound trunk; see [`put_inbound`](Self::put_inbound).
    ///
    /// # Panics
    /// The value is no trunk: a member's type is wrong.
    pub fn put_outbound(&self, id: &str, trunk: Value) {
        self.put(Side::Outbound, &OUTBOUND_TRUNK, id, trunk);
    }

    fn trunk(&self, side: Side, message: &Message, id: &str) -> Option<Value> {
        let trunk = self.state(|state| state.store.trunks(side).get(id).cloned())?;
        Some(self.running.shared.shown(json::write(message, &trunk)))
    }

    #[expect(
        clippy::panic,
        reason = "a seed that is no trunk is a mistake in the test that gives it"
    )]
    fn put(&self, side: Side, message: &Message, id: &str, trunk: Value) {
        let trunk: Fields = match json::from_value(message, trunk) {
            Ok(trunk) => self.running.shared.understood(trunk),
            Err(error) => panic!("trunk {id}: {error}"),
        };
        self.state(|state| state.store.put(side, id, trunk));
    }

    fn state<T>(&self, read: impl FnOnce(&mut State) -> T) -> T {
        self.running.shared.with(read)
    }
}
