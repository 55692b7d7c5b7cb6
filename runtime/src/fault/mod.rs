//! What is wrong with an input, and where.
//!
//! Faults are neutral: they say what was expected at which place, and nothing about how an answer shows it. The server renders them
//! (FastAPI's `detail`, or problem details of RFC 9457), a client prints them.
//!
//! No fault holds a value of the input, because an input may be a password. The names of unknown members are the one exception: they
//! are part of the place.

mod kind;
mod list;
mod syntax;
mod words;

use std::borrow::Cow;
use std::fmt::{self, Write as _};

pub use kind::FaultKind;
pub use list::Faults;
pub use syntax::SyntaxProblem;

/// One step from the root of an input to the place of a fault.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Segment {
    /// A member of an object, or a key of a map.
    Member(Cow<'static, str>),
    /// An item of an array, counted from 0.
    Index(usize),
}

impl From<&'static str> for Segment {
    fn from(name: &'static str) -> Self {
        Self::Member(Cow::Borrowed(name))
    }
}

impl From<String> for Segment {
    fn from(name: String) -> Self {
        Self::Member(Cow::Owned(name))
    }
}

impl From<usize> for Segment {
    fn from(index: usize) -> Self {
        Self::Index(index)
    }
}

/// One thing that is wrong with an input.
#[derive(Debug, Clone, PartialEq)]
pub struct Fault {
    /// The way from the root of the input to the faulty value; empty for the root itself. For a missing or an unknown member it ends with that member's name.
    pub location: Vec<Segment>,
    /// What is wrong there.
    pub kind: FaultKind,
}

impl Fault {
    /// A fault at the root of an input.
    #[must_use]
    pub const fn new(kind: FaultKind) -> Self {
        Self {
            location: Vec::new(),
            kind,
        }
    }

    /// A fault at `location`, as a handler reports for a rule that the document does not know.
    pub fn at(location: impl IntoIterator<Item = Segment>, kind: FaultKind) -> Self {
        Self {
            location: location.into_iter().collect(),
            kind,
        }
    }

    /// The location as a JSON pointer (RFC 6901): empty for the root, else `/items/0/name`.
    #[must_use]
    pub fn pointer(&self) -> String {
        let mut pointer = String::new();
        for segment in &self.location {
            pointer.push('/');
            match segment {
                Segment::Member(name) => {
                    pointer.push_str(&name.replace('~', "~0").replace('/', "~1"))
                }
                Segment::Index(index) => pointer.push_str(&index.to_string()),
            }
        }
        pointer
    }
}

/// The location as a pointer, control characters within it escaped; then what is wrong.
impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Names of members may come from outside: none shall begin a line of its own in a log.
        for character in self.pointer().chars() {
            if character.is_control() {
                write!(f, "{}", character.escape_default())?;
            } else {
                f.write_char(character)?;
            }
        }
        if !self.location.is_empty() {
            f.write_str(": ")?;
        }
        self.kind.fmt(f)
    }
}

impl std::error::Error for Fault {}

#[cfg(test)]
mod tests {
    use super::{Fault, FaultKind, Faults, Segment};

    fn at(names: &[&str]) -> Fault {
        let location = names.iter().map(|name| match name.parse::<usize>() {
            Ok(index) => Segment::Index(index),
            Err(_) => Segment::from((*name).to_owned()),
        });
        Fault::at(location, FaultKind::NotNull)
    }

    #[test]
    fn pointers_are_those_of_rfc_6901() {
        for (names, pointer, shown) in [
            (&[][..], "", "expected null"),
            (&["a", "0", "b"], "/a/0/b", "/a/0/b: expected null"),
            (
                &["a/b", "m~n", ""],
                "/a~1b/m~0n/",
                "/a~1b/m~0n/: expected null",
            ),
            (&["~1"], "/~01", "/~01: expected null"),
            (
                &["é\n\u{1b}["],
                "/é\n\u{1b}[",
                "/é\\n\\u{1b}[: expected null",
            ),
        ] {
            let fault = at(names);
            assert_eq!(fault.pointer(), pointer);
            assert_eq!(fault.to_string(), shown);
        }
    }

    #[test]
    fn lists_are_put_together_and_cut_with_a_mark() {
        let mut faults = Faults::new();
        assert!(faults.is_empty() && !faults.truncated());
        faults.push(at(&["a"]));
        faults.append(
            &["body".into()],
            Faults::from_parts(vec![at(&["b"]), at(&[])], false),
        );
        assert_eq!(
            faults.to_string(),
            "/a: expected null; /body/b: expected null; /body: expected null"
        );
        faults.truncate(3);
        assert!(!faults.truncated());
        faults.truncate(1);
        assert_eq!(
            faults.to_string(),
            "/a: expected null; more faults, not listed"
        );
        let mut all = Faults::new();
        all.append(&[], faults);
        assert!(all.truncated());
    }
}
