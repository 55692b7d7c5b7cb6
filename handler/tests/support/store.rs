//! The database, with a log that draws from the same counter as LiveKit's.

use std::sync::{Arc, Mutex};

use counterpart_runtime::Uuid;
use handler::domain::{Phone, SipSettings};
use handler::store::{SqliteStore, Store, StoreError};
use livekit_stand_in::Sequence;

/// SQLite, with a log, and with a fault on demand.
#[derive(Clone)]
pub struct Logged {
    inner: SqliteStore,
    sequence: Sequence,
    state: Arc<Mutex<State>>,
}

impl Logged {
    pub fn new(inner: SqliteStore, sequence: Sequence) -> Self {
        Self {
            inner,
            sequence,
            state: Arc::default(),
        }
    }

    /// The next saving fails.
    pub fn fault(&self, error: StoreError) {
        self.state.lock().expect("no panic").fault = Some(error);
    }

    /// Each saving: its place in the common order, and whether it was done.
    pub fn saves(&self) -> Vec<(u64, bool)> {
        self.state.lock().expect("no panic").saves.clone()
    }

    /// Forgets the savings so far.
    pub fn forget(&self) {
        self.state.lock().expect("no panic").saves.clear();
    }
}

#[derive(Default)]
struct State {
    saves: Vec<(u64, bool)>,
    fault: Option<StoreError>,
}

impl Store for Logged {
    /// Not logged: what is read changes nothing.
    async fn find(&self, company: &str, id: Uuid) -> Result<Option<Phone>, StoreError> {
        self.inner.find(company, id).await
    }

    async fn save(&self, phone: &Phone, settings: &SipSettings) -> Result<(), StoreError> {
        let seq = self.sequence.next();
        let fault = self.state.lock().expect("no panic").fault.take();
        let saved = match fault {
            Some(error) => Err(error),
            None => self.inner.save(phone, settings).await,
        };
        let mut state = self.state.lock().expect("no panic");
        state.saves.push((seq, saved.is_ok()));
        saved
    }
}
