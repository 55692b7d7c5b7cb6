//! The schemas that the emitted operations reach, found in the text of the document.
//!
//! It goes by the places alone, not by what was lowered: what the report says of the output can be held against the
//! document.

use std::collections::{BTreeSet, HashSet};

use crate::source::{Base, FileId, Node, Sources, pointer};

/// A schema that is reached.
pub(super) struct Reached<'s> {
    /// Where it stands: `#/components/schemas/Pet`, in another file `pets.yaml#/Pet`.
    pub pointer: String,
    /// What stands there.
    pub node: &'s Node,
    /// Whether its members count beside a `$ref`.
    pub siblings_count: bool,
    /// Whether it, or what it stands in, has become JSON.
    pub is_json: bool,
    /// Whether something refers to it.
    pub is_named: bool,
}

/// Places where the output is not what the document says.
#[derive(Default)]
pub(super) struct Left<'d> {
    /// Those that have become JSON.
    pub json: BTreeSet<&'d str>,
    /// Those that are left out.
    pub ignored: BTreeSet<&'d str>,
}

/// What an object is, for what its members mean.
#[derive(Clone, Copy, PartialEq, Eq)]
enum What {
    /// An operation, a parameter, a body, an answer, a header, a media type: their members do not collide.
    Part,
    Schema {
        is_json: bool,
    },
}

struct Place<'s> {
    file: FileId,
    pointer: String,
    node: &'s Node,
    what: What,
}

/// A key, and how its value is read.
type Keys = &'static [&'static str];

const PARTS: Keys = &["requestBody"];
const LISTS_OF_PARTS: Keys = &["parameters"];
const MAPS_OF_PARTS: Keys = &["responses", "headers", "content", "encoding"];
const SCHEMAS_OF_PARTS: Keys = &["schema", "itemSchema"];

const SCHEMAS: Keys = &[
    "items",
    "additionalProperties",
    "not",
    "if",
    "then",
    "else",
    "contains",
    "propertyNames",
    "unevaluatedItems",
    "unevaluatedProperties",
    "contentSchema",
];
const LISTS_OF_SCHEMAS: Keys = &["allOf", "anyOf", "oneOf", "prefixItems"];
const MAPS_OF_SCHEMAS: Keys = &["properties", "patternProperties", "dependentSchemas"];

/// The schemas that operations reach, each once, in no order that means something.
pub(super) fn reached<'s>(
    sources: &'s Sources,
    operations: impl Iterator<Item = (String, String)>,
    left: &Left<'_>,
) -> Vec<Reached<'s>> {
    let mut walk = Walk {
        sources,
        left,
        seen: HashSet::new(),
        named: HashSet::new(),
        waiting: Vec::new(),
        found: Vec::new(),
    };
    for (path, method) in operations {
        walk.operation(&path, &method);
    }
    while let Some(place) = walk.waiting.pop() {
        match place.what {
            What::Part => walk.part(&place),
            What::Schema { is_json } => walk.schema(place, is_json),
        }
    }
    for schema in &mut walk.found {
        schema.is_named = walk.named.contains(&schema.pointer);
    }
    walk.found
}

struct Walk<'s, 'l> {
    sources: &'s Sources,
    left: &'l Left<'l>,
    /// For look-ups only.
    seen: HashSet<String>,
    /// What references of schemas lead to. For look-ups only.
    named: HashSet<String>,
    waiting: Vec<Place<'s>>,
    found: Vec<Reached<'s>>,
}

impl<'s> Walk<'s, '_> {
    /// What an operation of the root document, and the path item that holds it, refer to.
    fn operation(&mut self, path: &str, method: &str) {
        let pointer = pointer::join("#/paths", path);
        let Some(node) = self.sources.root().pointer(&pointer) else {
            return;
        };
        let item = Place {
            file: FileId(0),
            pointer,
            node,
            what: What::Part,
        };
        for item in self.chain(item) {
            let name = method.to_ascii_lowercase();
            self.list(&item, LISTS_OF_PARTS, What::Part);
            self.members(&item, &[&name], What::Part);
            let additional = pointer::join(&item.pointer, "additionalOperations");
            if let Some(node) = item.node.get("additionalOperations") {
                let (file, pointer, what) = (item.file, additional, What::Part);
                self.members(
                    &Place {
                        file,
                        pointer,
                        node,
                        what,
                    },
                    &[method],
                    What::Part,
                );
            }
        }
    }

    /// A place, what its `$ref` leads to, and so on.
    fn chain(&self, first: Place<'s>) -> Vec<Place<'s>> {
        let mut found = vec![first];
        while let Some(next) = found.last().and_then(|last| self.referred(last)) {
            let known = |one: &Place<'_>| one.file == next.file && one.pointer == next.pointer;
            if found.iter().any(known) {
                break;
            }
            found.push(next);
        }
        found
    }

    fn referred(&self, place: &Place<'s>) -> Option<Place<'s>> {
        let target = place.node.get("$ref")?.as_str()?;
        self.resolved(place, self.sources.base(place.node.place)?, target)
    }

    fn resolved(&self, place: &Place<'s>, base: Base, target: &str) -> Option<Place<'s>> {
        // What leads nowhere was said.
        let found = self.sources.resolve_from(base, target).ok()?;
        let pointer = match found.file {
            FileId(0) => found.pointer,
            file => format!("{}{}", self.sources.name_from_root(file), found.pointer),
        };
        Some(Place {
            file: found.file,
            pointer,
            node: found.node,
            what: place.what,
        })
    }

    fn part(&mut self, place: &Place<'s>) {
        let schema = What::Schema { is_json: false };
        self.members(place, PARTS, What::Part);
        self.list(place, LISTS_OF_PARTS, What::Part);
        self.map(place, MAPS_OF_PARTS, What::Part);
        self.members(place, SCHEMAS_OF_PARTS, schema);
        if let Some(next) = self.referred(place) {
            self.wait(next);
        }
    }

    fn schema(&mut self, place: Place<'s>, is_json: bool) {
        let is_json = is_json || self.has_become_json(&place.pointer);
        let siblings_count = !self.is_of_3_0(place.file);
        let what = What::Schema { is_json };
        let referred = self.referred(&place);
        if referred.is_none() || siblings_count {
            self.members(&place, SCHEMAS, what);
            self.list(&place, LISTS_OF_SCHEMAS, what);
            self.map(&place, MAPS_OF_SCHEMAS, what);
        }
        if !is_json {
            self.mapping(&place);
            if let Some(next) = referred {
                self.named(next);
            }
        }
        self.found.push(Reached {
            pointer: place.pointer,
            node: place.node,
            siblings_count,
            is_json,
            is_named: false,
        });
    }

    /// What the mapping of a discriminator leads to, by the name of a component or by reference.
    fn mapping(&mut self, place: &Place<'s>) {
        let mapping = place
            .node
            .get("discriminator")
            .and_then(|one| one.get("mapping"));
        for target in mapping.into_iter().flat_map(Node::members) {
            let Some(target) = target.value.as_str() else {
                continue;
            };
            let name = pointer::join("#/components/schemas", target);
            let seen_from = |place| self.sources.base(place);
            let root = seen_from(self.sources.root().place);
            let found = root.and_then(|root| self.resolved(place, root, &name.replace('%', "%25")));
            let own = || self.resolved(place, seen_from(place.node.place)?, target);
            if let Some(next) = found.or_else(own) {
                self.named(next);
            }
        }
    }

    fn members(&mut self, place: &Place<'s>, keys: &[&str], what: What) {
        for key in keys {
            if let Some(node) = place.node.get(key) {
                self.child(place, &[key], node, what);
            }
        }
    }

    fn list(&mut self, place: &Place<'s>, keys: Keys, what: What) {
        for key in keys {
            let items = place.node.get(key).into_iter().flat_map(Node::items);
            for (index, node) in items.enumerate() {
                self.child(place, &[key, &index.to_string()], node, what);
            }
        }
    }

    fn map(&mut self, place: &Place<'s>, keys: Keys, what: What) {
        for key in keys {
            let members = place.node.get(key).into_iter().flat_map(Node::members);
            for member in members {
                self.child(place, &[key, &member.key.text], &member.value, what);
            }
        }
    }

    fn child(&mut self, place: &Place<'s>, segments: &[&str], node: &'s Node, what: What) {
        let mut pointer = place.pointer.clone();
        for segment in segments {
            pointer::push(&mut pointer, segment);
        }
        let file = place.file;
        if what != What::Part || !self.left.ignored.contains(pointer.as_str()) {
            self.wait(Place {
                file,
                pointer,
                node,
                what,
            });
        }
    }

    fn named(&mut self, place: Place<'s>) {
        self.named.insert(place.pointer.clone());
        self.wait(place);
    }

    fn wait(&mut self, place: Place<'s>) {
        if self.seen.insert(place.pointer.clone()) {
            self.waiting.push(place);
        }
    }

    /// Whether a diagnostic says so, of the schema or of a keyword that is no schema.
    fn has_become_json(&self, pointer: &str) -> bool {
        let below = format!("{pointer}/");
        let after = self.left.json.range(below.as_str()..);
        let keywords = after
            .map_while(|one| one.strip_prefix(below.as_str()))
            .filter(|rest| !rest.contains('/') && !SCHEMAS.contains(rest));
        self.left.json.contains(pointer) || keywords.count() > 0
    }

    fn is_of_3_0(&self, file: FileId) -> bool {
        let says = |file: FileId| {
            let root = &self.sources.file(file)?.root;
            Some(root.get("openapi")?.as_str()?.starts_with("3.0"))
        };
        says(file).or_else(|| says(FileId(0))).unwrap_or_default()
    }
}
