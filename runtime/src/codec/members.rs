//! The table of an object's members.

use std::sync::OnceLock;

use super::Rule;

/// One member of an object, as its schema declares it: made by [`required`], [`optional`] or [`ignored`].
#[derive(Debug, Clone, Copy)]
pub struct Member {
    name: &'static str,
    presence: Presence,
    rules: &'static [Rule],
}

/// Whether a member is read, and whether it may be absent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Presence {
    Required,
    Optional,
    Ignored,
}

/// A member that must be there, and is always written.
#[must_use]
pub const fn required(name: &'static str) -> Member {
    Member::new(name, Presence::Required)
}

/// A member that may be absent.
#[must_use]
pub const fn optional(name: &'static str) -> Member {
    Member::new(name, Presence::Optional)
}

/// A member that may be there, and is not read: what this side of the API does not take. It has no place, and comes after those that have.
#[must_use]
pub const fn ignored(name: &'static str) -> Member {
    Member::new(name, Presence::Ignored)
}

impl Member {
    const fn new(name: &'static str, presence: Presence) -> Self {
        Self {
            name,
            presence,
            rules: &[],
        }
    }

    /// The same member, whose value must keep `rules`.
    #[must_use]
    pub const fn with(mut self, rules: &'static [Rule]) -> Self {
        self.rules = rules;
        self
    }

    /// The name on the wire.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        self.name
    }

    /// Whether the member must be there.
    pub(crate) fn is_required(&self) -> bool {
        self.presence == Presence::Required
    }

    pub(super) const fn presence(&self) -> Presence {
        self.presence
    }
}

/// The members of an object, in the order of the schema, which is also the order of their places.
#[derive(Debug)]
pub struct Members {
    members: &'static [Member],
    closed: bool,
    /// No name has a character that JSON writes as an escape, so that names can be compared and written as they are.
    plain: bool,
    /// Some member has rules. Where none has, none is asked for them.
    ruled: bool,
    /// The rules of the values of members with other names.
    rest: &'static [Rule],
    /// The rules of the object.
    whole: &'static [Rule],
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
            ruled: any_ruled(members),
            rest: &[],
            whole: &[],
            sorted: OnceLock::new(),
        }
    }

    /// An object that must have no other members.
    #[must_use]
    pub const fn closed(members: &'static [Member]) -> Self {
        let mut closed = Self::new(members);
        closed.closed = true;
        closed
    }

    /// The same object, whose members with other names must have values that keep `rules`.
    #[must_use]
    pub const fn with_rest(mut self, rules: &'static [Rule]) -> Self {
        self.rest = rules;
        self
    }

    /// The same object, which as a whole must keep `rules`.
    #[must_use]
    pub const fn with_rules(mut self, rules: &'static [Rule]) -> Self {
        self.whole = rules;
        self
    }

    /// The members, in the order of the schema.
    #[must_use]
    pub const fn as_slice(&self) -> &'static [Member] {
        self.members
    }

    pub(crate) const fn is_closed(&self) -> bool {
        self.closed
    }

    pub(super) const fn is_plain(&self) -> bool {
        self.plain
    }

    /// The rules of a member; none for most.
    #[inline]
    pub(crate) fn rules(&self, index: usize) -> &'static [Rule] {
        if self.ruled {
            self.members.get(index).map_or(&[], |member| member.rules)
        } else {
            &[]
        }
    }

    pub(super) const fn rest_rules(&self) -> &'static [Rule] {
        self.rest
    }

    pub(crate) const fn whole_rules(&self) -> &'static [Rule] {
        self.whole
    }

    pub(super) fn name(&self, index: usize) -> Option<&'static str> {
        self.members.get(index).map(Member::name)
    }

    /// The index of the member of this name. Members mostly come in the order of the schema, so the search starts at `from`.
    pub(crate) fn find(&self, name: &str, from: usize) -> Option<usize> {
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

// Indexing: see above.
#[allow(clippy::indexing_slicing)]
const fn any_ruled(members: &[Member]) -> bool {
    let mut index = 0;
    while index < members.len() {
        if !members[index].rules.is_empty() {
            return true;
        }
        index += 1;
    }
    false
}

#[cfg(test)]
mod tests {
    use super::{Members, ignored, optional, required};

    #[test]
    fn names_are_found_from_anywhere() {
        static FEW: Members = Members::new(&[required("a"), optional("b"), ignored("c")]);
        static MANY: Members = Members::new(&[
            required("m"),
            required("l"),
            required("k"),
            required("j"),
            required("i"),
            required("h"),
            required("g"),
            required("f"),
            required("e"),
            required("d"),
            required("c"),
            required("b"),
            required("a"),
            required("ab"),
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
        static PLAIN: Members = Members::new(&[required("ä/b")]);
        static QUOTE: Members = Members::new(&[required("a"), optional("a\"b")]);
        static BACKSLASH: Members = Members::new(&[required("a\\b")]);
        static CONTROL: Members = Members::new(&[required("a\nb")]);
        assert!(PLAIN.is_plain());
        for members in [&QUOTE, &BACKSLASH, &CONTROL] {
            assert!(!members.is_plain());
        }
    }
}
