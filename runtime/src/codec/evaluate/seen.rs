//! Which items or members of a value some rule was about.

/// A bit for each item or member, by its number.
#[derive(Debug, Default)]
pub(super) struct Seen {
    bits: Vec<u64>,
}

impl Seen {
    pub(super) fn insert(&mut self, number: usize) {
        let word = number / 64;
        if self.bits.len() <= word {
            self.bits.resize(word + 1, 0);
        }
        if let Some(bits) = self.bits.get_mut(word) {
            *bits |= 1 << (number % 64);
        }
    }

    pub(super) fn contains(&self, number: usize) -> bool {
        let bits = self.bits.get(number / 64).copied().unwrap_or(0);
        bits >> (number % 64) & 1 == 1
    }

    pub(super) fn merge(&mut self, other: &Self) {
        if self.bits.len() < other.bits.len() {
            self.bits.resize(other.bits.len(), 0);
        }
        for (bits, more) in self.bits.iter_mut().zip(&other.bits) {
            *bits |= more;
        }
    }
}
