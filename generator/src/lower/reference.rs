//! What references lead to, in any file of the document.

use std::borrow::Cow;

use super::{Lowerer, ReferencedSchema, Unsupported};
use crate::diagnostic::{Code, Diagnostic};
use crate::document::{self, At, OrRef, Referable, Reference};
use crate::ir::Shared;
use crate::source::{FileId, Node, Resolved, pointer};

/// How many references may lead to each other. More are a circle, or not written by people.
const LONGEST_CHAIN: usize = 32;

impl<'a> Lowerer<'a> {
    /// The schema that `target`, written at `at`, leads to. One step: it may be a reference again.
    pub(crate) fn referenced_schema(
        &mut self,
        target: &str,
        at: &At,
    ) -> Result<ReferencedSchema<'a>, Unsupported> {
        let (node, found) = self.target(target, at)?;
        let name = last_segment(&found.pointer);
        let component = found.pointer.strip_prefix("#/components/schemas/");
        let known = component
            .filter(|rest| !rest.contains('/'))
            .and_then(pointer::unescape);
        let document = self.document;
        if let Some(schema) = known.and_then(|name| document.components.schemas.get(&*name)) {
            return Ok(ReferencedSchema {
                at: found,
                name,
                schema: Cow::Borrowed(schema),
            });
        }
        let version = self.document.version;
        let schema = document::read_schema(node, found.clone(), version, &mut self.diagnostics);
        Ok(ReferencedSchema {
            at: found,
            name,
            schema: Cow::Owned(schema),
        })
    }

    /// The object itself, or what its references lead to, with the first reference on the way.
    pub(crate) fn resolve<T: Referable>(
        &mut self,
        object: &OrRef<T>,
    ) -> Result<(T, Option<Reference>), Unsupported> {
        let mut object = Cow::Borrowed(object);
        let mut first: Option<Reference> = None;
        let document = self.document;
        for _ in 0..LONGEST_CHAIN {
            let reference = match object.into_owned() {
                OrRef::Here(object) => return Ok((object, first)),
                OrRef::Unreadable(at) => return Err(unreadable(T::WHAT, &at)),
                OrRef::Ref(reference) => reference,
            };
            let (node, found) = self.target(&reference.target, &reference.at)?;
            let component = found.pointer.strip_prefix("#/components/");
            let name = component
                .and_then(|rest| rest.strip_prefix(T::SECTION))
                .and_then(|rest| rest.strip_prefix('/'))
                .filter(|rest| !rest.contains('/'))
                .and_then(pointer::unescape);
            let known = name.and_then(|name| T::section(&document.components).get(&*name));
            object = match known {
                Some(known) => Cow::Borrowed(known),
                None => {
                    let version = document.version;
                    Cow::Owned(T::read(node, found, version, &mut self.diagnostics))
                }
            };
            first.get_or_insert(reference);
        }
        Err(match first {
            Some(reference) => circle(&reference.target, &reference.at),
            None => unreadable(T::WHAT, &At::default()),
        })
    }

    /// The value that `target`, written at `at`, leads to, and where that stands.
    pub(crate) fn target(&self, target: &str, at: &At) -> Result<(&'a Node, At), Unsupported> {
        match self.sources.resolve(at.place.file, target) {
            Ok(Resolved {
                file,
                pointer,
                node,
            }) => {
                let pointer = match file {
                    FileId(0) => pointer,
                    file => format!("{}{pointer}", self.sources.name_from_root(file)),
                };
                Ok((
                    node,
                    At {
                        place: node.place,
                        pointer,
                    },
                ))
            }
            Err(error) => {
                let message = format!("the reference `{target}` leads nowhere: {error}");
                Err(Diagnostic::new(Code::Unresolved, at.place, at.pointer.clone(), message).into())
            }
        }
    }
}

/// What has a wrong shape was reported where it was read; here it takes with it what depends on it.
pub(crate) fn unreadable(what: &str, at: &At) -> Unsupported {
    let message = format!("{what} has a wrong shape");
    Diagnostic::new(Code::WrongShape, at.place, at.pointer.clone(), message).into()
}

/// References that lead to each other.
pub(crate) fn circle(target: &str, at: &At) -> Unsupported {
    let message = format!("the reference `{target}` leads around in a circle");
    Diagnostic::new(Code::Unresolved, at.place, at.pointer.clone(), message).into()
}

/// Something that is referred to, by where it stands.
pub(crate) fn shared(at: &At) -> Shared {
    Shared {
        place: at.pointer.clone(),
        name: last_segment(&at.pointer),
    }
}

/// The last segment of a pointer; for a whole file (`schemas/pet.yaml#`) its name without the ending.
fn last_segment(at: &str) -> String {
    let last = at.rsplit('/').next().unwrap_or_default();
    match last.strip_suffix('#') {
        Some(file) => file
            .split_once('.')
            .map_or(file, |(stem, _)| stem)
            .to_owned(),
        None => pointer::unescape(last).unwrap_or_default().into_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::last_segment;

    #[test]
    fn names_of_places() {
        let table = [
            ("#/components/schemas/Pet", "Pet"),
            ("#/components/schemas/a~1b", "a/b"),
            ("pets.yaml#/Pet", "Pet"),
            ("schemas/pet.yaml#", "pet"),
            ("pet.schema.json#", "pet"),
            ("#", ""),
        ];
        for (at, name) in table {
            assert_eq!(last_segment(at), name, "{at}");
        }
    }
}
