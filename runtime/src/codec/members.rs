//! The table of an object's members.

use std::sync::OnceLock;

/// One member of an object, as its schema declares it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Member {
    /// Must be there, and is always written.
    Required(&'static str),
    /// May be absent.
    Optional(&'static str),
    /// May be there, and is not read: what this side of the API does not take. Has no place, and comes after those that have.
    Ignored(&'static str),
}

impl Member {
    /// The name on the wire.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Required(name) | Self::Optional(name) | Self::Ignored(name) => name,
        }
    }
}

/// The members of an object, in the order of the schema, which is also the order of their places.
#[derive(Debug)]
pub struct Members {
    members: &'static [Member],
    closed: bool,
    /// No name has a character that JSON writes as an escape, so that names can be compared and written as they are.
    plain: bool,
    sorted: OnceLock<Vec<usize>>,
}

/// Up to this many, names are found by looking at one after the other.
const FEW: usize = 12;

impl Members {
    /// An object that may have other members too.
    #[must_use]
    pub const fn new(members: &'static [Member]) -> Self {
        Self {
            members,
            closed: false,
            plain: all_plain(members),
            sorted: OnceLock::new(),
        }
    }

    /// An object that must have no other members.
    #[must_use]
    pub const fn closed(members: &'static [Member]) -> Self {
        Self {
            members,
            closed: true,
            plain: all_plain(members),
            sorted: OnceLock::new(),
        }
    }

    /// The members, in the order of the schema.
    #[must_use]
    pub const fn as_slice(&self) -> &'static [Member] {
        self.members
    }

    pub(super) const fn is_closed(&self) -> bool {
        self.closed
    }

    pub(super) const fn is_plain(&self) -> bool {
        self.plain
    }

    pub(super) fn name(&self, index: usize) -> Option<&'static str> {
        self.members.get(index).map(Member::name)
    }

    /// The index of the member of this name. Members mostly come in the order of the schema, so the search starts at `from`.
    pub(super) fn find(&self, name: &str, from: usize) -> Option<usize> {
        if self.members.len() <= FEW {
            let matches = |member: &Member| member.name() == name;
            let after = self.members.iter().skip(from).position(matches);
            return after
                .map(|place| place + from)
                .or_else(|| self.members.iter().take(from).position(matches));
        }
        let sorted = self.sorted.get_or_init(|| {
            let mut order: Vec<usize> = (0..self.members.len()).collect();
            order.sort_by_key(|&index| self.name(index));
            order
        });
        let place = sorted
            .binary_search_by(|&index| self.name(index).cmp(&Some(name)))
            .ok()?;
        sorted.get(place).copied()
    }
}

// Indexing: a constant function has no other way to walk a slice.
#[allow(clippy::indexing_slicing)]
const fn all_plain(members: &[Member]) -> bool {
    let mut index = 0;
    while index < members.len() {
        let name = members[index].name().as_bytes();
        let mut at = 0;
        while at < name.len() {
            if name[at] < 0x20 || name[at] == b'"' || name[at] == b'\\' {
                return false;
            }
            at += 1;
        }
        index += 1;
    }
    true
}

#[cfg(test)]
mod tests {
    use super::Member::{Ignored, Optional, Required};
    use super::Members;

    #[test]
    fn names_are_found_from_anywhere() {
        static FEW: Members = Members::new(&[Required("a"), Optional("b"), Ignored("c")]);
        static MANY: Members = Members::new(&[
            Required("m"),
            Required("l"),
            Required("k"),
            Required("j"),
            Required("i"),
            Required("h"),
            Required("g"),
            Required("f"),
            Required("e"),
            Required("d"),
            Required("c"),
            Required("b"),
            Required("a"),
            Required("ab"),
        ]);
        for members in [&FEW, &MANY] {
            for (index, member) in members.as_slice().iter().enumerate() {
                for from in 0..=members.as_slice().len() {
                    assert_eq!(members.find(member.name(), from), Some(index));
                    assert_eq!(members.find("abc", from), None);
                    assert_eq!(members.find("", from), None);
                }
            }
        }
    }

    #[test]
    fn names_with_escapes_are_known() {
        assert!(Members::new(&[Required("ä/b")]).is_plain());
        assert!(!Members::new(&[Required("a"), Optional("a\"b")]).is_plain());
        assert!(!Members::new(&[Required("a\\b")]).is_plain());
        assert!(!Members::new(&[Required("a\nb")]).is_plain());
    }
}
