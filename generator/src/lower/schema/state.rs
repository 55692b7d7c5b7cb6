//! What lowering remembers about schemas.

use std::collections::{BTreeMap, HashMap, HashSet, VecDeque};

use crate::document::{At, Schema, SchemaId};
use crate::ecma::{Translated, Untranslatable, translate};
use crate::ir::{CheckId, Ty, TypeId, Whence};
use crate::source::Node;

use super::key::SchemaKey;
use super::narrowing::Narrowed;

/// What lowering remembers about schemas. The maps are for look-ups only: nothing in the output has their order.
#[derive(Debug, Default)]
pub(crate) struct State {
    by_key: HashMap<SchemaKey, TypeId>,
    brought: HashMap<String, Whence>,
    /// The types of what several schemas say together, by the places of these; each with where it was made.
    met: HashMap<Vec<String>, Vec<(Whence, Ty)>>,
    queue: VecDeque<(TypeId, Schema)>,
    defaults: Vec<PendingDefault>,
    nullable: HashSet<TypeId>,
    /// Types that have an id, and no shape yet: what stands in the API for it means nothing.
    pending: HashSet<TypeId>,
    narrowed: BTreeMap<Narrowed, BTreeMap<String, At>>,
    patterns: HashMap<String, Result<Translated, Untranslatable>>,
    checks: HashMap<SchemaId, CheckId>,
    /// Checks that have an id, and no rules yet.
    empty_checks: VecDeque<(SchemaId, CheckId)>,
    /// Checks whose schemas rules cannot say.
    incomplete: HashSet<CheckId>,
    /// Types without a name that came to be others.
    replaced: HashMap<TypeId, Ty>,
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
    pub(super) fn at(&self, key: &SchemaKey) -> Option<TypeId> {
        self.by_key.get(key).copied()
    }

    pub(super) fn record(&mut self, key: SchemaKey, id: TypeId) {
        self.by_key.insert(key, id);
    }

    /// Remembers where a property comes from that `allOf` brings into other types.
    pub(super) fn bring(&mut self, pointer: &str, whence: Whence) {
        self.brought.entry(pointer.to_owned()).or_insert(whence);
    }

    /// Where the property at `pointer` comes from, if `allOf` brought it.
    pub(super) fn brought(&self, pointer: &str) -> Option<&Whence> {
        self.brought.get(pointer)
    }

    /// The type that the same schemas gave before, around `whence`.
    pub(super) fn met(&self, schemas: &[String], whence: &Whence) -> Option<Ty> {
        let made = self.met.get(schemas)?.iter();
        let is_around =
            |outer: &Whence| outer.root == whence.root && whence.steps.starts_with(&outer.steps);
        made.filter(|(outer, _)| is_around(outer))
            .map(|(_, ty)| ty.clone())
            .next()
    }

    /// Remembers the type that schemas gave together at `whence`.
    pub(super) fn set_met(&mut self, schemas: Vec<String>, whence: Whence, ty: Ty) {
        self.met.entry(schemas).or_default().push((whence, ty));
    }

    /// A pattern in the words of the runtime.
    pub(super) fn translated(&mut self, pattern: &str) -> &Result<Translated, Untranslatable> {
        let known = self.patterns.entry(pattern.to_owned());
        known.or_insert_with_key(|pattern| translate(pattern))
    }

    pub(super) fn check_of(&self, schema: SchemaId) -> Option<CheckId> {
        self.checks.get(&schema).copied()
    }

    pub(super) fn record_check(&mut self, schema: SchemaId, id: CheckId) {
        self.checks.insert(schema, id);
        self.empty_checks.push_back((schema, id));
    }

    pub(super) fn next_check(&mut self) -> Option<(SchemaId, CheckId)> {
        self.empty_checks.pop_front()
    }

    pub(super) fn is_incomplete(&self, id: CheckId) -> bool {
        self.incomplete.contains(&id)
    }

    pub(super) fn set_incomplete(&mut self, id: CheckId) {
        self.incomplete.insert(id);
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

    /// Remembers that numbers are narrower than the schema at `at` says.
    pub(super) fn narrow(&mut self, kind: Narrowed, at: &At) {
        let places = self.narrowed.entry(kind).or_default();
        places.insert(at.pointer.clone(), at.clone());
    }

    /// The places where numbers are narrower, each once.
    pub(super) fn narrowed(&self, kind: Narrowed) -> Vec<&At> {
        let places = self.narrowed.get(&kind);
        places.into_iter().flat_map(BTreeMap::values).collect()
    }

    pub(super) fn is_pending(&self, id: TypeId) -> bool {
        self.pending.contains(&id)
    }

    pub(super) fn set_pending(&mut self, id: TypeId) {
        self.pending.insert(id);
    }

    pub(super) fn set_filled(&mut self, id: TypeId) {
        self.pending.remove(&id);
    }

    /// Whether what `id` was made from accepts null too.
    pub(super) fn is_nullable(&self, id: TypeId) -> bool {
        self.nullable.contains(&id)
    }

    pub(super) fn set_nullable(&mut self, id: TypeId) {
        self.nullable.insert(id);
    }

    pub(super) fn unset_nullable(&mut self, id: TypeId) {
        self.nullable.remove(&id);
    }

    /// What stands in place of `id`, if it came to be another type.
    pub(super) fn replaced(&self, id: TypeId) -> Option<&Ty> {
        self.replaced.get(&id)
    }

    pub(super) fn replace(&mut self, id: TypeId, ty: Ty) {
        self.replaced.insert(id, ty);
    }
}
