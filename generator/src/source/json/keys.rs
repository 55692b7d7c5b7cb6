//! Keys of objects that share their allocation.

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::sync::Arc;

use crate::source::Member;
use crate::source::limits::MAX_FAULTS;
use crate::source::reading::Fault;

const SLOTS: usize = 1024;

/// The keys seen last: documents repeat few keys very often, and sharing them saves their allocation.
///
/// A table of one key a slot has no chains that a hostile document could make long.
pub(in crate::source) struct KeyCache {
    slots: Vec<Option<Arc<str>>>,
}

impl Default for KeyCache {
    fn default() -> Self {
        Self {
            slots: vec![None; SLOTS],
        }
    }
}

impl KeyCache {
    pub fn share(&mut self, text: &str) -> Arc<str> {
        let Some(slot) = self.slots.get_mut(slot_of(text)) else {
            return Arc::from(text);
        };
        match slot {
            Some(shared) if &**shared == text => Arc::clone(shared),
            _ => {
                let shared: Arc<str> = Arc::from(text);
                *slot = Some(Arc::clone(&shared));
                shared
            }
        }
    }
}

/// FNV-1a over the first bytes and the length.
fn slot_of(text: &str) -> usize {
    let seed = 0x811c_9dc5 ^ u32::try_from(text.len()).unwrap_or_default();
    let hash = text.bytes().take(24).fold(seed, |hash, byte| {
        (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193)
    });
    (hash ^ (hash >> 15)) as usize % SLOTS
}

/// A fault for every key that an earlier member of the object has.
pub(in crate::source) fn repeated<'m>(
    members: impl ExactSizeIterator<Item = &'m Member> + Clone,
) -> Vec<Fault> {
    const FEW: usize = 12;
    let mut faults = Vec::new();
    if members.len() <= FEW {
        for (index, Member { key, .. }) in members.clone().enumerate() {
            if let Some(first) = members
                .clone()
                .take(index)
                .find(|first| first.key.text == key.text)
            {
                faults.push(Fault::duplicate(&key.text, first.key.place, key.place));
            }
        }
        return faults;
    }
    let mut seen = HashMap::with_capacity(members.len());
    for Member { key, .. } in members {
        match seen.entry(&*key.text) {
            Entry::Vacant(vacant) => {
                vacant.insert(key.place);
            }
            Entry::Occupied(first) if faults.len() < MAX_FAULTS => {
                faults.push(Fault::duplicate(&key.text, *first.get(), key.place));
            }
            Entry::Occupied(_) => {}
        }
    }
    faults
}
