//! One update per phone at a time, in this process.
//!
//! LiveKit's update is load, change, store: two writers lose changes. Under several processes a lease in the database has to take this place; it is
//! entered and left where this gate is.

use std::collections::BTreeSet;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use uuid::Uuid;

/// The phones that are being updated. Clones share them.
#[derive(Clone, Debug, Default)]
pub struct Gate(Arc<Mutex<BTreeSet<Uuid>>>);

/// The right to update one phone, until it is dropped.
#[derive(Debug)]
#[must_use = "the phone is free again when this is dropped"]
pub struct Guard {
    gate: Gate,
    phone: Uuid,
}

impl Gate {
    /// The right to update this phone; `None` while another holds it. It does not wait.
    pub fn try_enter(&self, phone: Uuid) -> Option<Guard> {
        self.phones().insert(phone).then(|| Guard {
            gate: self.clone(),
            phone,
        })
    }

    /// A set of ids is whole whatever its last holder did.
    fn phones(&self) -> MutexGuard<'_, BTreeSet<Uuid>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for Guard {
    fn drop(&mut self) {
        self.gate.phones().remove(&self.phone);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_at_a_time_for_each_phone() {
        let gate = Gate::default();
        let (phone, other) = (Uuid::from_u128(1), Uuid::from_u128(2));
        let guard = gate.try_enter(phone).expect("nobody is in");
        assert!(gate.clone().try_enter(phone).is_none());
        assert!(gate.try_enter(other).is_some());
        drop(guard);
        assert!(gate.try_enter(phone).is_some());
    }

    #[test]
    fn a_panic_frees_the_phone() {
        let gate = Gate::default();
        let phone = Uuid::from_u128(1);
        let inner = gate.clone();
        let panicked = std::thread::spawn(move || {
            let _guard = inner.try_enter(phone).expect("nobody is in");
            panic!("on purpose");
        });
        assert!(panicked.join().is_err());
        assert!(gate.try_enter(phone).is_some());
    }
}
