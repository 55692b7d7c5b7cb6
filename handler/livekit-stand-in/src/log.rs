//! What was called, in the order that a test and the server agree on.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use serde_json::Value;

/// A counter that several logs draw from, so that their entries have one order.
///
/// A clone draws from the same counter.
#[derive(Clone, Debug, Default)]
pub struct Sequence(Arc<AtomicU64>);

impl Sequence {
    /// The next number; the first is 0.
    pub fn next(&self) -> u64 {
        self.0.fetch_add(1, Ordering::SeqCst)
    }
}

/// One call that was authenticated, read and routed; refused ones too.
#[derive(Clone, Debug, PartialEq)]
pub struct Call {
    /// Its place in the common order, drawn when the call arrived.
    pub seq: u64,
    /// The method's name, such as `UpdateSIPInboundTrunk`.
    pub method: &'static str,
    /// The trunk that it names.
    pub trunk_id: Option<String>,
    /// What its `update` says, as protojson with only the fields that were sent (those that an old server drops, too); null if there is none.
    /// Passwords are `***`, or empty where they were sent empty.
    pub update: Value,
    /// What its `replace` says, likewise.
    pub replace: Value,
    /// Whether a trunk was created, changed or deleted. A late call's entry says so only once it is.
    pub applied: bool,
}

/// The calls so far.
#[derive(Default)]
pub(crate) struct Log {
    calls: Vec<Call>,
}

impl Log {
    pub(crate) fn push(&mut self, call: Call) {
        self.calls.push(call);
    }

    /// Marks a call as applied; one that was cleared away in the meantime is not missed.
    pub(crate) fn applied(&mut self, seq: u64) {
        for call in self.calls.iter_mut().filter(|call| call.seq == seq) {
            call.applied = true;
        }
    }

    pub(crate) fn calls(&self) -> Vec<Call> {
        self.calls.clone()
    }

    pub(crate) fn clear(&mut self) {
        self.calls.clear();
    }
}

/// Hides every password, however deep.
pub(crate) fn without_passwords(mut value: Value) -> Value {
    hide(&mut value);
    value
}

fn hide(value: &mut Value) {
    match value {
        Value::Object(members) => {
            for (name, value) in members {
                match value {
                    Value::String(text) if name.contains("password") && !text.is_empty() => {
                        *text = "***".to_owned()
                    }
                    other => hide(other),
                }
            }
        }
        Value::Array(items) => items.iter_mut().for_each(hide),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}
