//! All faults of an input.

use std::fmt;

use super::{Fault, Segment};

/// All faults of an input: at least one, in the order of the schema.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Faults {
    list: Vec<Fault>,
    truncated: bool,
}

impl Faults {
    /// No faults yet; for gathering those of several inputs.
    #[must_use]
    pub const fn new() -> Self {
        Self {
            list: Vec::new(),
            truncated: false,
        }
    }

    pub(crate) const fn from_parts(list: Vec<Fault>, truncated: bool) -> Self {
        Self { list, truncated }
    }

    /// Adds a fault behind the others.
    pub fn push(&mut self, fault: Fault) {
        self.list.push(fault);
    }

    /// Adds the faults of another input, with `prefix` before their locations.
    pub fn append(&mut self, prefix: &[Segment], other: Self) {
        self.truncated |= other.truncated;
        self.list.extend(other.list.into_iter().map(|fault| Fault {
            location: prefix.iter().cloned().chain(fault.location).collect(),
            kind: fault.kind,
        }));
    }

    /// Drops the faults beyond the first `limit`, and marks that.
    pub fn truncate(&mut self, limit: usize) {
        if self.list.len() > limit {
            self.list.truncate(limit);
            self.truncated = true;
        }
    }

    /// Whether there were more faults than are listed.
    #[must_use]
    pub const fn truncated(&self) -> bool {
        self.truncated
    }

    /// The faults, in the order of the schema.
    #[must_use]
    pub fn as_slice(&self) -> &[Fault] {
        &self.list
    }

    /// The faults, in the order of the schema.
    pub fn iter(&self) -> std::slice::Iter<'_, Fault> {
        self.list.iter()
    }

    /// How many faults are listed.
    #[must_use]
    pub fn len(&self) -> usize {
        self.list.len()
    }

    /// Whether none is listed.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    /// The faults, in the order of the schema.
    #[must_use]
    pub fn into_vec(self) -> Vec<Fault> {
        self.list
    }
}

impl From<Fault> for Faults {
    fn from(fault: Fault) -> Self {
        Self {
            list: vec![fault],
            truncated: false,
        }
    }
}

impl IntoIterator for Faults {
    type Item = Fault;
    type IntoIter = std::vec::IntoIter<Fault>;

    fn into_iter(self) -> Self::IntoIter {
        self.list.into_iter()
    }
}

impl<'a> IntoIterator for &'a Faults {
    type Item = &'a Fault;
    type IntoIter = std::slice::Iter<'a, Fault>;

    fn into_iter(self) -> Self::IntoIter {
        self.list.iter()
    }
}

impl fmt::Display for Faults {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, fault) in self.list.iter().enumerate() {
            let semicolon = if index == 0 { "" } else { "; " };
            write!(f, "{semicolon}{fault}")?;
        }
        if self.truncated {
            f.write_str("; more faults, not listed")
        } else {
            Ok(())
        }
    }
}

impl std::error::Error for Faults {}
