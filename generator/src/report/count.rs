//! How much of what the document says is in the output: schemas and constraints, counted.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use crate::diagnostic::{Diagnostic, Effect};
use crate::source::{Sources, pointer};

use super::walk::{Left, Reached, reached};

/// The schemas that the emitted operations reach, and what became of them. A schema counts once, however often it is
/// used.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Counts {
    /// Schemas that others, or operations, refer to.
    pub schemas: usize,
    /// Places that state a type: by `type`, `properties`, `items`, `enum`, `const`, or a combinator.
    pub positions: usize,
    /// Those of them that have a type.
    pub typed: usize,
    /// Those of them that are `Json`, or stand in one that is.
    pub json: usize,
    /// Keywords that say what a value must be beyond its type.
    pub constraints: usize,
    /// Those of them that the server checks.
    pub enforced: usize,
    /// Those of them that nothing checks.
    pub not_enforced: usize,
    /// The same by keyword.
    pub by_keyword: BTreeMap<String, Keyword>,
    /// Places where the output refuses or changes what the document accepts.
    pub narrowed: usize,
    /// Places where something that the document leaves open, or gets wrong, is assumed.
    pub assumed: usize,
}

/// How often a keyword is there.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Keyword {
    /// How often the server checks it.
    pub enforced: usize,
    /// How often nothing does.
    pub not_enforced: usize,
}

/// What makes a schema a position.
const TYPES: &[&str] = &[
    "type",
    "properties",
    "items",
    "enum",
    "const",
    "allOf",
    "anyOf",
    "oneOf",
];

/// What says more of a value than its type does.
const CONSTRAINTS: &[&str] = &[
    "contains",
    "contentEncoding",
    "dependentRequired",
    "dependentSchemas",
    "else",
    "exclusiveMaximum",
    "exclusiveMinimum",
    "format",
    "if",
    "maxContains",
    "maxItems",
    "maxLength",
    "maxProperties",
    "maximum",
    "minContains",
    "minItems",
    "minLength",
    "minProperties",
    "minimum",
    "multipleOf",
    "not",
    "pattern",
    "propertyNames",
    "then",
    "unevaluatedItems",
    "unevaluatedProperties",
    "uniqueItems",
];

/// Counts what the operations reach, by method and path; `said` is all there is to say, accepted or not.
pub(super) fn count<'d>(
    sources: &Sources,
    operations: impl Iterator<Item = (String, String)>,
    said: impl Iterator<Item = &'d Diagnostic>,
) -> Counts {
    let mut counts = Counts::default();
    let mut left = Left::default();
    let mut unchecked = BTreeSet::new();
    let mut places = (BTreeSet::new(), BTreeSet::new());
    for one in said {
        let pointer = one.pointer.as_str();
        match &one.effect {
            Effect::TypeIsJson => {
                left.json.insert(pointer);
            }
            Effect::Ignored(_) => {
                left.ignored.insert(pointer);
            }
            Effect::NotChecked(keywords) => {
                // Said of a keyword, or of several of one schema at the first of them.
                let schema = pointer
                    .rsplit_once('/')
                    .map_or(pointer, |(schema, _)| schema);
                let keywords = keywords.split(", ");
                unchecked.extend(keywords.map(|keyword| (schema, keyword)));
            }
            Effect::Narrowed(_) => {
                places.0.insert(one.place);
            }
            Effect::Assumed(_) => {
                places.1.insert(one.place);
            }
            Effect::NothingWritten | Effect::OperationSkipped(_) | Effect::None => {}
        }
    }
    for schema in reached(sources, operations, &left) {
        counts.add(&schema, &unchecked, &left);
    }
    counts.typed = counts.positions - counts.json;
    let sum = |of: fn(&Keyword) -> usize| counts.by_keyword.values().map(of).sum();
    counts.enforced = sum(|keyword| keyword.enforced);
    counts.not_enforced = sum(|keyword| keyword.not_enforced);
    counts.constraints = counts.enforced + counts.not_enforced;
    (counts.narrowed, counts.assumed) = (places.0.len(), places.1.len());
    counts
}

impl Counts {
    fn add(&mut self, schema: &Reached<'_>, unchecked: &BTreeSet<(&str, &str)>, left: &Left<'_>) {
        self.schemas += usize::from(schema.is_named);
        let is_reference = schema.node.get("$ref").is_some();
        if is_reference && !schema.siblings_count {
            return;
        }
        if TYPES.iter().any(|key| schema.node.get(key).is_some()) {
            self.positions += 1;
            self.json += usize::from(schema.is_json);
        }
        for member in schema.node.members() {
            let keyword = &*member.key.text;
            let is_unchecked = unchecked.contains(&(schema.pointer.as_str(), keyword));
            // What says nothing of the values here constrains nothing.
            let is_ignored = || {
                let pointer = pointer::join(&schema.pointer, keyword);
                left.ignored.contains(pointer.as_str())
            };
            if (CONSTRAINTS.contains(&keyword) || is_unchecked) && !is_ignored() {
                let count = self.by_keyword.entry(keyword.to_owned()).or_default();
                if is_unchecked || schema.is_json {
                    count.not_enforced += 1;
                } else {
                    count.enforced += 1;
                }
            }
        }
    }
}
