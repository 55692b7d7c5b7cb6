//! Generic schemas: what a `$dynamicRef` leads to is decided by the schema that was entered first (JSON Schema 2020-12, core,
//! 8.2.3.2).
//!
//! A schema that is referred to where that makes a difference to it is read once more, at a place of its own: what comes
//! after knows no dynamic references.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::rc::Rc;

use super::Reader;
use super::object::Read;
use super::target::{Target, at_in};
use crate::diagnostic::{Code, Diagnostic, Effect};
use crate::document::{At, Link, Schema, SchemaObject};
use crate::source::{Base, DynamicAnchor, Node, Place, ResolveError, Sources, pointer};

/// The segment of a place behind which stands what dynamic anchors are bound to.
pub(crate) const BOUND: &str = "$dynamicAnchor";

/// What dynamic anchors stand for: the schemas of those who came first.
#[derive(Clone, Default)]
pub(super) struct Bindings<'s>(Rc<BTreeMap<&'s str, (&'s Node, At)>>);

/// The dynamic anchors of a document.
#[derive(Default)]
pub(super) struct Dynamic<'s> {
    /// By the schemas that have them.
    by_place: HashMap<Place, Anchor<'s>>,
    /// Those that are known in all of a resource.
    of_resource: HashMap<Base, Vec<Anchor<'s>>>,
    /// Which anchors make a difference to the schema at a place.
    asked: HashMap<String, Rc<BTreeSet<String>>>,
}

#[derive(Clone)]
struct Anchor<'s> {
    name: &'s str,
    node: &'s Node,
    at: At,
    /// In which schema alone it is known.
    holder: Option<Place>,
}

impl<'s> Bindings<'s> {
    /// Where the schema at `pointer` stands that is read for these.
    fn place(&self, at: &str) -> String {
        let bound = self.0.iter();
        bound.fold(at.to_owned(), |at, (name, (_, to))| {
            let at = pointer::join(&at, BOUND);
            pointer::join(&at, &format!("{name}={}", to.pointer))
        })
    }
}

impl<'s> Dynamic<'s> {
    pub(super) fn new(sources: &'s Sources) -> Self {
        let mut dynamic = Self::default();
        for DynamicAnchor {
            name,
            base,
            schema,
            holder,
        } in sources.dynamic_anchors()
        {
            let anchor = Anchor {
                name,
                node: schema.node,
                at: at_in(sources, schema.file, &schema.pointer, schema.node),
                holder,
            };
            if holder.is_none() {
                let all = dynamic.of_resource.entry(base).or_default();
                all.push(anchor.clone());
            }
            dynamic.by_place.insert(schema.node.place, anchor);
        }
        // Of two with one name in one resource, which JSON Schema does not allow, each is meant where it stands.
        for anchors in dynamic.of_resource.values_mut() {
            let mut names = BTreeMap::<&str, usize>::new();
            for anchor in anchors.iter() {
                *names.entry(anchor.name).or_default() += 1;
            }
            anchors.retain(|anchor| names.get(anchor.name) == Some(&1));
        }
        dynamic
    }

    /// The anchors that a schema brings with it.
    fn own(&self, node: &'s Node, sources: &Sources) -> Vec<Anchor<'s>> {
        if self.by_place.is_empty() || !node.is_object() {
            return Vec::new();
        }
        let mut own = self.local(node);
        if let Some(of_resource) =
            (sources.base(node.place)).and_then(|base| self.of_resource.get(&base))
        {
            own.extend(of_resource.iter().cloned());
        }
        own
    }

    /// Its own anchor, and those of its `$defs`.
    fn local(&self, node: &'s Node) -> Vec<Anchor<'s>> {
        let defs = ["$defs", "definitions"].into_iter();
        let held = defs.filter_map(|key| node.get(key));
        let held = held.flat_map(|defs| defs.members().iter().map(|member| &member.value));
        // What has an `$id` is a resource of its own.
        let held = held.filter(|schema| schema.get("$id").is_none());
        std::iter::once(node)
            .chain(held)
            .filter_map(|schema| self.by_place.get(&schema.place).cloned())
            .collect()
    }
}

impl<'s> Reader<'s> {
    /// Binds what a schema brings with it, unless it is bound already. Gives what was bound before.
    pub(super) fn enter(&mut self, node: &'s Node) -> Bindings<'s> {
        let outer = self.following.bound.clone();
        let own = self.following.dynamic.own(node, self.following.sources);
        if !own.is_empty() {
            let bound = Rc::make_mut(&mut self.following.bound.0);
            for anchor in own {
                let entry = bound.entry(anchor.name);
                entry.or_insert((anchor.node, anchor.at));
            }
        }
        outer
    }

    /// What the `$ref` of a schema leads to.
    pub(super) fn schema_link(&mut self, target: String, at: At) -> Link<Schema> {
        let found = self.following.target(at.place, &target);
        self.bound_link(target, at, found)
    }

    /// What a `$dynamicRef` leads to: the schema that its anchor is bound to; else it is a `$ref`.
    pub(super) fn dynamic_link(&mut self, target: String, at: At) -> Link<Schema> {
        let (_, name) = target.split_once('#').unwrap_or((&target, ""));
        let found = self.following.target(at.place, &target);
        let anchor = (found.as_ref().ok())
            .and_then(|(node, _)| self.following.dynamic.by_place.get(&node.place));
        let anchor = anchor.filter(|anchor| anchor.name == name);
        let is_elsewhere = anchor
            .and_then(|anchor| anchor.holder)
            .is_some_and(|holder| !holds(holder, at.place));
        let found = match self.following.bound.0.get(name) {
            Some(bound) if anchor.is_some() || found.is_err() => Ok(bound.clone()),
            // What another schema binds is none of its business.
            None if is_elsewhere => Err(ResolveError::Anchor(name.to_owned())),
            _ => found,
        };
        let found = self.past_aliases(found);
        self.bound_link(target, at, found)
    }

    /// What a `$recursiveRef` of JSON Schema 2019-09 leads to: the nearest schema around it with a `$recursiveAnchor`. Where
    /// there is none, `#` is the file, which is a schema in no document of OpenAPI.
    pub(super) fn recursive_link(&mut self, target: String, at: At) -> Option<Link<Schema>> {
        let sources = self.following.sources;
        let root = &sources.file(at.place.file)?.root;
        let (_, fragment) = at.pointer.split_once('#')?;
        let segments = pointer::segments(fragment)?;
        let mut around = vec![(root, String::from("#"))];
        for segment in &segments {
            let (node, place) = around.last()?;
            let Some(next) = pointer::child(node, segment) else {
                break;
            };
            around.push((next, pointer::join(place, segment)));
        }
        let is_anchor = |node: &Node| {
            let anchor = node.get("$recursiveAnchor");
            anchor.and_then(Node::as_bool) == Some(true)
        };
        let found = around.iter().rev().find(|(node, _)| is_anchor(node));
        let found = found.or_else(|| {
            around
                .first()
                .filter(|(root, _)| root.get("openapi").is_none())
        });
        let (node, place) = found.filter(|_| target == "#")?;
        let to = at_in(sources, at.place.file, place, node);
        let link = self.bound_link(target, at.clone(), Ok((*node, to)));
        self.diagnostics.push(
            Diagnostic::new(
                Code::ForeignKeyword,
                at.place,
                at.pointer,
                "`$recursiveRef` is of an older JSON Schema",
            )
            .with_help("write `$ref`, or `$dynamicRef`")
            .with_effect(Effect::Assumed(format!("`$ref: {place}`"))),
        );
        Some(link)
    }

    /// What is meant by an anchor that only says what it stands for: `{$dynamicAnchor: item, $ref: …}`.
    fn past_aliases(&mut self, found: Target<'s>) -> Target<'s> {
        let mut found = found?;
        let mut seen = BTreeSet::new();
        while let Some(reference) = alias(found.0).filter(|node| seen.insert(node.place)) {
            let target = reference.as_str().unwrap_or_default();
            found = self.following.target(reference.place, target)?;
        }
        Ok(found)
    }

    fn bound_link(&mut self, target: String, at: At, found: Target<'s>) -> Link<Schema> {
        let to = found.map(|(node, place)| {
            let bound = self.bound_for(node, &place);
            let place = At {
                pointer: bound.place(&place.pointer),
                ..place
            };
            self.later(node, place, bound)
        });
        Link { target, at, to }
    }

    /// What of that which is bound makes a difference to the schema at `at`.
    fn bound_for(&mut self, node: &'s Node, at: &At) -> Bindings<'s> {
        let bound = self.following.bound.clone();
        if bound.0.is_empty() {
            return bound;
        }
        let asked = self.asked(node, at);
        let own = self.following.dynamic.own(node, self.following.sources);
        let is_own = |name: &str, to: &At| {
            let first = own.iter().find(|anchor| anchor.name == name);
            first.is_some_and(|anchor| anchor.at.pointer == to.pointer)
        };
        let kept = bound.0.iter();
        let kept = kept.filter(|(name, (_, to))| asked.contains(**name) && !is_own(name, to));
        Bindings(Rc::new(
            kept.map(|(name, to)| (*name, to.clone())).collect(),
        ))
    }

    /// The anchors that the schema at `at`, and what it refers to, ask for.
    fn asked(&mut self, node: &'s Node, at: &At) -> Rc<BTreeSet<String>> {
        if let Some(known) = self.following.dynamic.asked.get(&at.pointer) {
            return known.clone();
        }
        let mut asked = BTreeSet::new();
        let mut seen = BTreeSet::from([at.pointer.clone()]);
        let mut waiting = vec![node];
        while let Some(node) = waiting.pop() {
            let mut references = Vec::new();
            gather(node, false, &mut references);
            for (keyword, text) in references {
                let Some(target) = text.as_str() else {
                    continue;
                };
                if keyword == "$dynamicRef" {
                    let name = target.split_once('#').map_or(target, |(_, name)| name);
                    asked.insert(name.to_owned());
                }
                let found = self.following.target(text.place, target);
                waiting.extend(
                    found
                        .ok()
                        .filter(|(_, at)| seen.insert(at.pointer.clone()))
                        .map(|(node, _)| node),
                );
            }
        }
        let asked = Rc::new(asked);
        let known = &mut self.following.dynamic.asked;
        known.insert(at.pointer.clone(), asked.clone());
        asked
    }

    /// The generic schema for which `node`, which stands at `at`, only says what its anchors are: then it is that schema.
    pub(super) fn made_for(&mut self, node: &'s Node, at: &At) -> Option<&'s Node> {
        let local = self.following.dynamic.local(node);
        let reference = node.get("$ref").filter(|_| !local.is_empty())?;
        let is_plain = |key: &str| {
            matches!(
                key,
                "$ref"
                    | "$defs"
                    | "definitions"
                    | "$id"
                    | "$schema"
                    | "$comment"
                    | "title"
                    | "description"
                    | "deprecated"
            ) || key.starts_with("x-")
        };
        if !node
            .members()
            .iter()
            .all(|member| is_plain(&member.key.text))
        {
            return None;
        }
        let found = self.following.target(reference.place, reference.as_str()?);
        let (generic, place) = found.ok()?;
        let bound = self.bound_for(generic, &place);
        let is_local = |to: &At| local.iter().any(|anchor| anchor.at.pointer == to.pointer);
        if bound.0.is_empty() || !bound.0.values().all(|(_, to)| is_local(to)) {
            return None;
        }
        // What refers to the generic schema from within refers to this one.
        let schemas = &mut self.following.arenas.schemas;
        let (id, _) = schemas.reserve(&at.pointer);
        schemas.call(&bound.place(&place.pointer), id);
        self.following.bound = bound;
        Some(generic)
    }

    /// The schema at `at`, which is a generic one but for what `node` writes about it.
    pub(super) fn made_from(
        &mut self,
        generic: &'s Node,
        node: &'s Node,
        at: &At,
    ) -> Read<SchemaObject> {
        self.enter(generic);
        let schema = self.schema_object(generic, at)?;
        let own = self.object(node, at, "a schema")?;
        Ok(SchemaObject {
            title: self.doc(&own, "title").or(schema.title),
            description: self.doc(&own, "description").or(schema.description),
            deprecated: self.doc_flag(&own, "deprecated") || schema.deprecated,
            rust_name: self.doc(&own, "x-rust-name"),
            ..schema
        })
    }
}

/// The `$ref` of a schema that says nothing beside it.
fn alias(node: &Node) -> Option<&Node> {
    let others = node.members().iter().map(|member| &*member.key.text);
    let mut others = others.filter(|key| !matches!(*key, "$ref" | "$dynamicAnchor" | "$comment"));
    node.get("$ref").filter(|_| others.next().is_none())
}

/// Whether a place lies within another.
fn holds(outer: Place, inner: Place) -> bool {
    outer.file == inner.file && outer.span.contains(inner.span)
}

/// Finds the references in a schema, but for those of its `$defs`, which count where something refers to them.
fn gather<'s>(node: &'s Node, are_names: bool, found: &mut Vec<(&'s str, &'s Node)>) {
    for item in node.items() {
        gather(item, false, found);
    }
    for member in node.members() {
        match &*member.key.text {
            _ if are_names => gather(&member.value, false, found),
            key @ ("$ref" | "$dynamicRef") => found.push((key, &member.value)),
            "$defs" | "definitions" | "enum" | "const" | "default" | "example" | "examples"
            | "discriminator" => {}
            key if key.starts_with("x-") => {}
            key => {
                let are_names =
                    matches!(key, "properties" | "patternProperties" | "dependentSchemas");
                gather(&member.value, are_names, found);
            }
        }
    }
}
