use std::collections::{BTreeSet, HashMap, HashSet, VecDeque};

use crate::document::Schema;
use crate::ir::{Ty, TypeId};
use crate::source::Node;

/// What lowering remembers about schemas. The maps are for look-ups only: nothing in the output has their order.
#[derive(Debug, Default)]
pub(crate) struct State {
    by_pointer: HashMap<String, TypeId>,
    queue: VecDeque<(TypeId, Schema)>,
    defaults: Vec<PendingDefault>,
    nullable: HashSet<TypeId>,
}

/// A default that is checked once every type is known.
#[derive(Debug)]
pub(super) struct PendingDefault {
    pub(super) owner: TypeId,
    pub(super) member: usize,
    pub(super) ty: Ty,
    pub(super) value: Node,
    pub(super) pointer: String,
}

impl State {
    /// Forgets every type at and after the index `types`, and all unfinished work.
    pub(crate) fn forget_from(&mut self, types: usize) {
        self.by_pointer.retain(|_, id| (id.0 as usize) < types);
        self.nullable.retain(|id| (id.0 as usize) < types);
        self.queue.clear();
        self.defaults.clear();
    }

    /// Forgets where these types came from: the next use of the same place makes another type.
    pub(crate) fn forget(&mut self, types: &BTreeSet<TypeId>) {
        self.by_pointer.retain(|_, id| !types.contains(id));
    }

    pub(super) fn at(&self, pointer: &str) -> Option<TypeId> {
        self.by_pointer.get(pointer).copied()
    }

    pub(super) fn record(&mut self, pointer: &str, id: TypeId) {
        self.by_pointer.insert(pointer.to_owned(), id);
    }

    pub(super) fn later(&mut self, id: TypeId, schema: Schema) {
        self.queue.push_back((id, schema));
    }

    pub(super) fn next(&mut self) -> Option<(TypeId, Schema)> {
        self.queue.pop_front()
    }

    pub(super) fn default_later(&mut self, default: PendingDefault) {
        self.defaults.push(default);
    }

    pub(super) fn take_defaults(&mut self) -> Vec<PendingDefault> {
        std::mem::take(&mut self.defaults)
    }

    /// Whether what `id` was made from accepts null too.
    pub(super) fn is_nullable(&self, id: TypeId) -> bool {
        self.nullable.contains(&id)
    }

    pub(super) fn set_nullable(&mut self, id: TypeId) {
        self.nullable.insert(id);
    }
}
