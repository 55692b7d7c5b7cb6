use std::borrow::Cow;
use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::sync::Arc;

use super::string::Text;
use crate::source::Member;
use crate::source::limits::MAX_FAULTS;
use crate::source::reading::Fault;

const SLOTS: usize = 1024;

/// The keys seen last: documents repeat few keys very often, and sharing them saves their allocation.
///
/// A table of one key a slot has no chains that a hostile document could make long.
pub(super) struct KeyCache {
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
    pub fn share(&mut self, text: Text<'_>) -> Arc<str> {
        let Text(Cow::Borrowed(text)) = text else {
            return text.into_arc();
        };
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
pub(in crate::source) fn repeated(members: &[Member]) -> Vec<Fault> {
    const FEW: usize = 12;
    let mut faults = Vec::new();
    if members.len() <= FEW {
        for (index, member) in members.iter().enumerate() {
            if let Some(first) = members
                .iter()
                .take(index)
                .find(|first| first.key.text == member.key.text)
            {
                faults.push(Fault::duplicate(
                    &member.key.text,
                    first.key.place,
                    member.key.place,
                ));
            }
        }
        return faults;
    }
    let mut seen = HashMap::with_capacity(members.len());
    for member in members {
        match seen.entry(&*member.key.text) {
            Entry::Vacant(vacant) => {
                vacant.insert(member.key.place);
            }
            Entry::Occupied(first) if faults.len() < MAX_FAULTS => {
                faults.push(Fault::duplicate(
                    &member.key.text,
                    *first.get(),
                    member.key.place,
                ));
            }
            Entry::Occupied(_) => {}
        }
    }
    faults
}
