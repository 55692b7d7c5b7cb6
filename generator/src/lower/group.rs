//! Groups of operations: by first tag, else by the leading static path segment that not all share.

use super::Lowerer;
use super::path::Template;
use crate::document::Operation;
use crate::ir::{Called, Docs, Group, GroupId, Origin, Root, Whence};
use crate::source::Place;

/// The group of operations on `/` and the like, which have neither tag nor static segment.
const ROOT: &str = "root";

/// What an operation belongs to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum GroupKey {
    /// Its first tag.
    Tag(String),
    /// A segment of its path.
    Segment(String),
}

/// The group of `operation`; `shared` is how many leading segments all paths share. Without a tag it stays in the group
/// that was recorded.
pub(super) fn key(
    operation: &Operation,
    path: &Template,
    shared: usize,
    recorded: Option<&String>,
) -> GroupKey {
    if let Some(tag) = operation.tags.first() {
        return GroupKey::Tag(tag.clone());
    }
    if let Some(recorded) = recorded {
        return GroupKey::Segment(recorded.clone());
    }
    let prefix = path.static_prefix();
    let segment = prefix
        .get(shared)
        .or_else(|| prefix.iter().take(shared).next_back());
    GroupKey::Segment(segment.copied().unwrap_or(ROOT).to_owned())
}

/// How many leading static segments all `paths` share.
pub(super) fn shared_prefix<'t>(mut paths: impl Iterator<Item = &'t Template>) -> usize {
    let Some(first) = paths.next() else { return 0 };
    let first = first.static_prefix();
    paths.fold(first.len(), |shared, path| {
        let prefix = path.static_prefix();
        let equal = first
            .iter()
            .zip(&prefix)
            .take_while(|(one, two)| one == two)
            .count();
        shared.min(equal)
    })
}

impl Lowerer<'_> {
    /// Makes the groups of the operations, whose keys are given in their order: tags in the order of the document's
    /// `tags`, then the others as they come.
    pub(super) fn groups(&mut self, keys: &[GroupKey]) {
        let document = self.document;
        let listed = document
            .tags
            .iter()
            .map(|tag| GroupKey::Tag(tag.name.clone()));
        let listed = listed.filter(|tag| keys.contains(tag));
        let mut order: Vec<GroupKey> = Vec::new();
        for key in listed.chain(keys.iter().cloned()) {
            if !order.contains(&key) {
                order.push(key);
            }
        }
        for (operation, key) in self.api.operations.iter_mut().zip(keys) {
            let index = order.iter().position(|one| one == key);
            let index = index.and_then(|index| u32::try_from(index).ok());
            operation.group = GroupId(index.unwrap_or_default());
        }
        self.api.groups = order
            .iter()
            .enumerate()
            .map(|(index, key)| self.group(index, key))
            .collect();
    }

    fn group(&self, index: usize, key: &GroupKey) -> Group {
        let mut operations = self.api.operations.iter();
        let first = operations.find(|operation| operation.group.0 as usize == index);
        let first = first.map_or_else(Place::default, |operation| operation.origin.place);
        match key {
            GroupKey::Tag(name) => {
                let tag = self.document.tags.iter().find(|tag| tag.name == *name);
                Group {
                    origin: Origin {
                        whence: Whence::of(Root::Tag(name.clone())),
                        pointer: format!("tag:{name}"),
                        place: tag.map_or(first, |tag| tag.at.place),
                        called: Called::ByPlace,
                    },
                    docs: Docs {
                        description: tag.and_then(|tag| tag.description.clone()),
                        ..Docs::default()
                    },
                }
            }
            GroupKey::Segment(name) => Group {
                origin: Origin {
                    whence: Whence::of(Root::Segment(name.clone())),
                    pointer: format!("segment:{name}"),
                    place: first,
                    called: Called::ByPlace,
                },
                docs: Docs::default(),
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn segments() {
        let table: [(&[&str], &[&str]); 6] = [
            (&["/v1/pets", "/v1/owners/{id}"], &["pets", "owners"]),
            (&["/pets", "/pets/{id}"], &["pets", "pets"]),
            (&["/v1/phone/{id}/x"], &["phone"]),
            (&["/v1", "/v1/pets"], &["v1", "pets"]),
            (&["/", "/pets"], &["root", "pets"]),
            (&["/{id}", "/pets.json"], &["root", "pets.json"]),
        ];
        for (paths, expected) in table {
            let templates: Vec<_> = paths
                .iter()
                .map(|path| Template::parse(path).unwrap())
                .collect();
            let shared = shared_prefix(templates.iter());
            let keys: Vec<_> = templates
                .iter()
                .map(|template| key(&Operation::default(), template, shared, None))
                .collect();
            let expected: Vec<_> = expected
                .iter()
                .map(|name| GroupKey::Segment((*name).to_owned()))
                .collect();
            assert_eq!(keys, expected, "{paths:?}");
        }
    }
}
