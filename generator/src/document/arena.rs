//! An arena: what stands at a place is read once, and asked for by a typed id from then on.

use std::collections::HashMap;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::marker::PhantomData;

/// Which entry of an [`Arena`] of `E`. Valid in the document that it comes from.
pub struct Id<E> {
    index: u32,
    entry: PhantomData<fn() -> E>,
}

impl<E> Clone for Id<E> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<E> Copy for Id<E> {}

impl<E> PartialEq for Id<E> {
    fn eq(&self, other: &Self) -> bool {
        self.index == other.index
    }
}

impl<E> Eq for Id<E> {}

impl<E> Hash for Id<E> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.index.hash(state);
    }
}

impl<E> fmt::Debug for Id<E> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "#{}", self.index)
    }
}

/// Objects of one kind, by the place where they stand: its normalised pointer (`#/…`, in another file `pets.yaml#/…`).
///
/// A place has an id as soon as something refers to it, and its entry when it has been read. The map is for look-ups
/// only: nothing has its order.
#[derive(Clone, Debug)]
pub struct Arena<E> {
    entries: Vec<Option<E>>,
    by_pointer: HashMap<String, Id<E>>,
    /// What an id leads to that was never read.
    nothing: E,
    reads: usize,
}

impl<E: Default> Default for Arena<E> {
    fn default() -> Self {
        Self {
            entries: Vec::new(),
            by_pointer: HashMap::new(),
            nothing: E::default(),
            reads: 0,
        }
    }
}

impl<E> Arena<E> {
    /// The entry `id`.
    #[must_use]
    pub fn get(&self, id: Id<E>) -> &E {
        self.read(id).unwrap_or(&self.nothing)
    }

    /// The id of the place `pointer`, if it was read or something refers to it.
    #[must_use]
    pub fn at(&self, pointer: &str) -> Option<Id<E>> {
        self.by_pointer.get(pointer).copied()
    }

    /// How many places there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// How often something was read into it. Equal to [`Arena::len`]: each place once.
    #[must_use]
    pub fn reads(&self) -> usize {
        self.reads
    }

    /// The entry `id`, where it has been read.
    pub(super) fn read(&self, id: Id<E>) -> Option<&E> {
        self.entries.get(id.index as usize)?.as_ref()
    }

    /// The id of the place `pointer`, and whether nobody asked for it before.
    pub(super) fn reserve(&mut self, pointer: &str) -> (Id<E>, bool) {
        if let Some(known) = self.at(pointer) {
            return (known, false);
        }
        let id = Id {
            index: u32::try_from(self.entries.len()).unwrap_or(u32::MAX),
            entry: PhantomData,
        };
        self.entries.push(None);
        self.by_pointer.insert(pointer.to_owned(), id);
        (id, true)
    }

    /// Lets what `id` leads to be found at `pointer` too.
    pub(super) fn call(&mut self, pointer: &str, id: Id<E>) {
        self.by_pointer.entry(pointer.to_owned()).or_insert(id);
    }

    /// Puts in what was read at the place of `id`.
    pub(super) fn fill(&mut self, id: Id<E>, entry: E) {
        self.reads += 1;
        if let Some(slot) = self.entries.get_mut(id.index as usize) {
            *slot = Some(entry);
        }
    }
}
