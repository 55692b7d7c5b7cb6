//! References, and what they come to: each was followed when it was read.

use super::At;
use super::arena::Id;
use crate::diagnostic::{Code, Diagnostic};
use crate::source::ResolveError;

/// A `$ref`, and the place it leads to. That may hold a reference again.
#[derive(Clone, Debug)]
pub struct Link<E> {
    /// Its text.
    pub target: String,
    /// The place of its text; the pointer is of the text, or of the object that holds it.
    pub at: At,
    /// What it leads to, or why it leads nowhere.
    pub to: Result<Id<E>, ResolveError>,
}

/// An object, or a reference to one.
#[derive(Clone, Debug)]
pub enum OrRef<T> {
    /// The object itself.
    Here(T),
    /// A reference (`$ref`).
    Ref(Reference<T>),
    /// Something of a wrong shape, already reported. Nothing may rely on it.
    Unreadable(At),
}

impl<T> Default for OrRef<T> {
    fn default() -> Self {
        OrRef::Unreadable(At::default())
    }
}

/// A Reference Object.
#[derive(Clone, Debug)]
pub struct Reference<T> {
    /// Where it leads; the pointer of [`Link::at`] is of the object.
    pub link: Link<OrRef<T>>,
    /// `summary` beside it (3.1).
    pub summary: Option<String>,
    /// `description` beside it (3.1).
    pub description: Option<String>,
}

/// Why there is no object behind a reference.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DeadEnd {
    /// A reference leads nowhere.
    Nowhere {
        /// Its text.
        target: String,
        /// Where it stands.
        at: At,
        /// Why.
        why: ResolveError,
    },
    /// References lead to each other.
    Circle {
        /// The text of the first one.
        target: String,
        /// Where it stands.
        at: At,
    },
    /// What stands there has a wrong shape, which was reported.
    Misshapen {
        /// Where it stands.
        at: At,
    },
}

impl DeadEnd {
    /// What there is to say, without the effect, which is known to those who came here. `what`: what was looked for,
    /// with its article.
    pub(crate) fn diagnostic(&self, what: &str) -> Diagnostic {
        let (code, at, message) = match self {
            DeadEnd::Nowhere { target, at, why } => {
                let message = format!("the reference `{target}` leads nowhere: {why}");
                let code = match why {
                    ResolveError::Refused(_) | ResolveError::Unread { .. } => Code::Unreadable,
                    _ => Code::Unresolved,
                };
                (code, at, message)
            }
            DeadEnd::Circle { target, at } => {
                let message = format!("the reference `{target}` leads around in a circle");
                (Code::Unresolved, at, message)
            }
            // It was reported where it was read; here it takes with it what depends on it.
            DeadEnd::Misshapen { at } => {
                (Code::WrongShape, at, format!("{what} has a wrong shape"))
            }
        };
        Diagnostic::new(code, at.place, at.pointer.clone(), message)
    }
}

impl<E> Link<E> {
    /// The place it leads to.
    ///
    /// # Errors
    ///
    /// Where it leads nowhere.
    pub fn id(&self) -> Result<Id<E>, DeadEnd> {
        self.to.clone().map_err(|why| DeadEnd::Nowhere {
            target: self.target.clone(),
            at: self.at.clone(),
            why,
        })
    }

    pub(super) fn circle(&self) -> DeadEnd {
        DeadEnd::Circle {
            target: self.target.clone(),
            at: self.at.clone(),
        }
    }
}
