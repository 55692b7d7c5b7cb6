//! One call, from the request that was read to the answer, with the fault that strikes it.

use std::sync::{Arc, Mutex, PoisonError};

use serde_json::Value;
use tokio::time::sleep;

use crate::answer::{Answer, Closed};
use crate::auth::{self, Permission, Refusal};
use crate::faults::{self, FaultKind, Faults};
use crate::log::{Call, Log, Sequence, without_passwords};
use crate::messages::Fields;
use crate::rules::{Mode, message, text};
use crate::store::Store;
use crate::twirp::{Error, Method, Verb};
use crate::wire::{Encoding, json};

/// What all connections share.
pub(crate) struct Shared {
    api_key: String,
    api_secret: String,
    mode: Mode,
    sequence: Sequence,
    state: Mutex<State>,
}

/// What changes.
#[derive(Default)]
pub(crate) struct State {
    pub(crate) store: Store,
    pub(crate) log: Log,
    pub(crate) faults: Faults,
}

impl Shared {
    pub(crate) fn new(api_key: String, api_secret: String, mode: Mode, sequence: Sequence) -> Self {
        Self {
            api_key,
            api_secret,
            mode,
            sequence,
            state: Mutex::default(),
        }
    }

    /// Reads or changes the state; a panic elsewhere does not lock it for good.
    pub(crate) fn with<T>(&self, read: impl FnOnce(&mut State) -> T) -> T {
        read(&mut self.state.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// Judges an `Authorization` header.
    pub(crate) fn permission(&self, header: Option<&[u8]>) -> Result<Permission, Refusal> {
        auth::permission(header, &self.api_key, &self.api_secret)
    }

    /// A message as this server understands it: an old one forgets `media`.
    pub(crate) fn understood(&self, fields: Fields) -> Fields {
        match self.shown(fields.into()) {
            Value::Object(fields) => fields,
            _ => Fields::new(),
        }
    }

    /// A value as this server shows it: an old one has no `media`.
    pub(crate) fn shown(&self, mut value: Value) -> Value {
        if self.mode.old_server {
            forget(&mut value, "media");
        }
        value
    }
}

fn forget(value: &mut Value, name: &str) {
    match value {
        Value::Object(members) => {
            members.remove(name);
            members.values_mut().for_each(|value| forget(value, name));
        }
        Value::Array(items) => items.iter_mut().for_each(|item| forget(item, name)),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

/// A call that was authenticated, routed and read.
pub(crate) struct Request {
    pub(crate) method: &'static Method,
    pub(crate) fields: Fields,
    pub(crate) encoding: Encoding,
}

impl Request {
    /// Answers the call, or closes the connection where a fault says so.
    ///
    /// To be run in a task of its own: LiveKit finishes what it began, though its caller hangs up.
    pub(crate) async fn perform(self, shared: Arc<Shared>) -> Result<Answer, Closed> {
        let (seq, fault) = shared.with(|state| {
            let seq = shared.sequence.next();
            state.log.push(self.entry(seq));
            (seq, state.faults.strike(self.method.name))
        });
        match &fault {
            Some(FaultKind::Refuse { status, code, msg }) => {
                return Ok(Answer::error(&Error::new(*status, code, msg)));
            }
            Some(FaultKind::Unavailable) => {
                return Ok(Answer::error(&Error::unavailable()));
            }
            Some(FaultKind::Html502 { applied: false }) => return Ok(Answer::bad_gateway()),
            Some(FaultKind::Text401) => {
                return Ok(Answer::plain(401, Refusal::UnknownKey.to_string()));
            }
            Some(FaultKind::DropBefore) => return Err(Closed),
            Some(FaultKind::DelayBefore(time)) => sleep(*time).await,
            _ => {}
        }
        let result = self.apply(&shared, seq);
        match fault {
            Some(FaultKind::Html502 { .. }) => Ok(Answer::bad_gateway()),
            Some(FaultKind::DropAfter) => Err(Closed),
            Some(FaultKind::Truncated) => Ok(self.answer(&shared, result, None).truncated()),
            Some(FaultKind::WrongEcho { field, value }) => {
                Ok(self.answer(&shared, result, Some((field, value))))
            }
            Some(FaultKind::DelayAfter(time)) => {
                sleep(time).await;
                Ok(self.answer(&shared, result, None))
            }
            _ => Ok(self.answer(&shared, result, None)),
        }
    }

    /// What is written into the log: what was sent, without passwords.
    fn entry(&self, seq: u64) -> Call {
        let given = json::write_given(self.method.request, &self.fields);
        let part = |name| without_passwords(given.get(name).cloned().unwrap_or_default());
        let id = text(&self.fields, "sip_trunk_id");
        Call {
            seq,
            method: self.method.name,
            trunk_id: Some(id.to_owned()).filter(|id| !id.is_empty()),
            update: part("update"),
            replace: part("replace"),
            applied: false,
        }
    }

    fn apply(&self, shared: &Shared, seq: u64) -> Result<Fields, Error> {
        let fields = shared.understood(self.fields.clone());
        let writes = !matches!(self.method.verb, Verb::Get | Verb::List);
        shared.with(|state| {
            let result = state.store.run(self.method, &fields, shared.mode);
            if writes && result.is_ok() {
                state.log.applied(seq);
            }
            result
        })
    }

    /// Writes the result, with a field of the trunk changed where a fault says so.
    fn answer(
        &self,
        shared: &Shared,
        result: Result<Fields, Error>,
        echo: Option<(String, Value)>,
    ) -> Answer {
        let fields = match result {
            Ok(fields) => fields,
            Err(error) => return Answer::error(&error),
        };
        let mut shown = json::write(self.method.answer, &fields);
        if let Some((path, value)) = echo {
            let path = if message(&fields, "trunk").is_some() {
                format!("trunk.{path}")
            } else {
                path
            };
            faults::set(&mut shown, &path, value);
        }
        Answer::ok(
            self.encoding,
            self.encoding.write(self.method.answer, shared.shown(shown)),
        )
    }
}
