//! References are followed while they are read: each place that one leads to is read once, in the dialect of its file.

use std::collections::{HashMap, VecDeque};

use super::Reader;
use super::dynamic::{Bindings, Dynamic};
use super::object::Read;
use super::target::{Target, at_in};
use super::version::version_of;
use crate::document::arena::Arena;
use crate::document::follow::Arenas;
use crate::document::{
    At, Header, Id, Link, Operation, OrRef, Parameter, PathItem, Referable, RequestBody, Response,
    Schema, SecurityScheme, Version,
};
use crate::source::{Base, FileId, Node, Place, ResolveError, Resolved, Sources};

/// What has been read of a document, and what references lead to that is still to be read.
pub(super) struct Following<'s> {
    pub(super) sources: &'s Sources,
    pub(super) arenas: Arenas,
    /// What each reference leads to, seen from where it stands. For look-ups only.
    targets: HashMap<Base, HashMap<String, Target<'s>>>,
    versions: HashMap<FileId, Version>,
    waiting: VecDeque<Waiting<'s>>,
    pub(super) dynamic: Dynamic<'s>,
    /// What dynamic anchors stand for where reading is.
    pub(super) bound: Bindings<'s>,
}

/// A place that something refers to.
struct Waiting<'s> {
    node: &'s Node,
    at: At,
    bound: Bindings<'s>,
    read: fn(&mut Reader<'s>, &'s Node, At),
}

/// What an arena holds.
pub(super) trait Entry: Clone + 'static {
    /// The arena of its kind.
    fn arena(arenas: &mut Arenas) -> &mut Arena<Self>;

    /// Reads `node`, which stands at `at`.
    fn read<'s>(reader: &mut Reader<'s>, node: &'s Node, at: At) -> Self;
}

impl Entry for Schema {
    fn arena(arenas: &mut Arenas) -> &mut Arena<Self> {
        &mut arenas.schemas
    }

    fn read<'s>(reader: &mut Reader<'s>, node: &'s Node, at: At) -> Self {
        reader.schema_here(node, at)
    }
}

impl Entry for PathItem {
    fn arena(arenas: &mut Arenas) -> &mut Arena<Self> {
        &mut arenas.path_items
    }

    fn read<'s>(reader: &mut Reader<'s>, node: &'s Node, at: At) -> Self {
        // One of a wrong shape has no operation, and was reported.
        reader
            .path_item(node, at.clone())
            .unwrap_or_else(|_| PathItem {
                at,
                ..PathItem::default()
            })
    }
}

macro_rules! or_ref {
    ($($type:ident, $read:ident;)+) => {
        $(impl Entry for OrRef<$type> {
            fn arena(arenas: &mut Arenas) -> &mut Arena<Self> {
                $type::arena_mut(arenas)
            }

            fn read<'s>(reader: &mut Reader<'s>, node: &'s Node, at: At) -> Self {
                let reference = node.get("$ref").filter(|reference| !reference.is_null());
                let result: Read<Self> = match reference {
                    Some(_) => reader.reference(node, &at).map(OrRef::Ref),
                    None => reader.$read(node, at.clone()).map(OrRef::Here),
                };
                result.unwrap_or(OrRef::Unreadable(at))
            }
        })+
    };
}

or_ref! {
    Operation, operation;
    Parameter, parameter;
    RequestBody, request_body;
    Response, response;
    Header, header;
    SecurityScheme, security_scheme;
}

impl<'s> Following<'s> {
    pub(super) fn new(sources: &'s Sources) -> Self {
        Self {
            sources,
            arenas: Arenas::default(),
            targets: HashMap::new(),
            versions: HashMap::new(),
            waiting: VecDeque::new(),
            dynamic: Dynamic::new(sources),
            bound: Bindings::default(),
        }
    }

    /// What `target`, written at `place`, leads to.
    pub(super) fn target(&mut self, place: Place, target: &str) -> Target<'s> {
        let sources = self.sources;
        let Some(base) = sources.base(place) else {
            return Err(ResolveError::File(target.to_owned()));
        };
        let known = self.targets.entry(base).or_default();
        if let Some(found) = known.get(target) {
            return found.clone();
        }
        let found = sources.resolve_from(base, target).map(|resolved| {
            let Resolved {
                file,
                pointer,
                node,
            } = resolved;
            (node, at_in(sources, file, &pointer, node))
        });
        known.insert(target.to_owned(), found.clone());
        found
    }
}

impl<'s> Reader<'s> {
    /// The entry at `at`, which is `node`: read now, unless it has been read.
    pub(super) fn entry<E: Entry>(&mut self, node: &'s Node, at: At) -> Id<E> {
        let arena = E::arena(&mut self.following.arenas);
        let (id, _) = arena.reserve(&at.pointer);
        if arena.read(id).is_none() {
            let entry = E::read(self, node, at);
            E::arena(&mut self.following.arenas).fill(id, entry);
        }
        id
    }

    /// What `target`, written at `at`, leads to. It is read when everything before it has been.
    pub(super) fn link<E: Entry>(&mut self, target: String, at: At) -> Link<E> {
        let found = self.following.target(at.place, &target);
        let to = found.map(|(node, at)| self.later(node, at, Bindings::default()));
        Link { target, at, to }
    }

    /// The entry at `at`, which is `node`, read when everything before it has been.
    pub(super) fn later<E: Entry>(&mut self, node: &'s Node, at: At, bound: Bindings<'s>) -> Id<E> {
        let (id, is_new) = E::arena(&mut self.following.arenas).reserve(&at.pointer);
        if is_new {
            self.following.waiting.push_back(Waiting {
                node,
                at,
                bound,
                read: |reader, node, at| {
                    reader.entry::<E>(node, at);
                },
            });
        }
        id
    }

    /// Reads what references lead to, and what the references in that lead to, until nothing is left.
    pub(super) fn follow(&mut self) {
        let of_root = self.version;
        while let Some(waiting) = self.following.waiting.pop_front() {
            let Waiting {
                node,
                at,
                bound,
                read,
            } = waiting;
            let file = at.place.file;
            let sources = self.following.sources;
            let version = (self.following.versions.entry(file)).or_insert_with(|| {
                // A file of a document need not be a document: then it is in the root's version.
                let root = sources.file(file).map(|file| &file.root);
                root.and_then(version_of).unwrap_or(of_root)
            });
            self.version = *version;
            self.following.bound = bound;
            read(self, node, at);
        }
        self.version = of_root;
        self.following.bound = Bindings::default();
    }
}
