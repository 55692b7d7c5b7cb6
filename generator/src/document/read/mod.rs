//! From trees to the model. What has a wrong shape is reported with its place and left out as `Unreadable`; reading goes
//! on, so that all of a document's faults come out at once.

mod assertions;
mod body;
mod dialect;
mod dynamic;
mod follow;
mod object;
mod parameter;
mod path;
mod root;
mod schema;
mod security;
mod target;
mod types;
mod version;

#[cfg(test)]
mod follow_tests;
#[cfg(test)]
mod schema_tests;
#[cfg(test)]
mod tests;

use indexmap::IndexMap;

use super::{At, Document, Id, Operation, Referable, Reference, Version};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Effect};
use crate::source::{Node, Sources};

pub(crate) use dynamic::BOUND;
use follow::{Entry, Following};
use object::{Object, Read};

/// Reads a document: the root, and everything that references lead to, each place once. A document whose version is not
/// known is empty, and its diagnostics say that nothing is to be written
/// ([`crate::diagnostic::Effect::NothingWritten`]).
#[must_use]
pub fn read(sources: &Sources) -> (Document, Diagnostics) {
    root::document(sources)
}

/// Reads objects of one version of OpenAPI, that of the file in which they stand.
struct Reader<'s> {
    version: Version,
    following: Following<'s>,
    diagnostics: Diagnostics,
}

impl<'s> Reader<'s> {
    fn reference<T: Referable>(&mut self, node: &'s Node, at: &At) -> Read<Reference<T>>
    where
        super::OrRef<T>: Entry,
    {
        let object = self.object(node, at, "a reference")?;
        self.unknown(&object, &["$ref", "summary", "description"]);
        let (target, target_at) = self.required_text_at(&object, "$ref")?;
        if T::WHAT == Operation::WHAT {
            let message = "an operation has no `$ref` in OpenAPI: it is followed all the same";
            let said = Diagnostic::new(
                Code::OperationByReference,
                target_at.place,
                target_at.pointer,
                message,
            );
            let assumed = Effect::Assumed("what it leads to".to_owned());
            self.diagnostics.push(said.with_effect(assumed));
        }
        let at = At {
            place: target_at.place,
            pointer: at.pointer.clone(),
        };
        Ok(Reference {
            link: self.link(target, at),
            summary: self.doc(&object, "summary"),
            description: self.doc(&object, "description"),
        })
    }

    /// The items of the array `key`, each read by `read`; none where there is no such member.
    fn list<T>(
        &mut self,
        object: &Object<'s>,
        key: &str,
        mut read: impl FnMut(&mut Self, &'s Node, At) -> T,
    ) -> Vec<T> {
        let items = self.items(object, key);
        items
            .into_iter()
            .map(|(node, at)| read(self, node, at))
            .collect()
    }

    /// The members of the object `key`, each read once; none where there is no such member.
    fn map<E: Entry>(&mut self, object: &Object<'s>, key: &str) -> IndexMap<String, Id<E>> {
        let entries = self.entries(object, key);
        entries
            .into_iter()
            .map(|(member, at)| {
                let name = member.key.text.to_string();
                (name, self.entry(&member.value, at))
            })
            .collect()
    }
}
