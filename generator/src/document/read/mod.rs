//! From trees to the model. What has a wrong shape is reported with its place and left out as `Unreadable`; reading goes
//! on, so that all of a document's faults come out at once.

mod body;
mod dialect;
mod object;
mod parameter;
mod path;
mod root;
mod schema;
mod security;

#[cfg(test)]
mod schema_tests;
#[cfg(test)]
mod tests;

use indexmap::IndexMap;

use super::{
    At, Components, Document, Header, OrRef, Parameter, PathItem, Reference, RequestBody, Response,
    Schema, SecurityScheme, Version,
};
use crate::diagnostic::Diagnostics;
use crate::source::{Node, Sources};

use object::{Object, Read};

/// Reads the root document. A document whose version is not known is empty, and its diagnostics say that nothing is to
/// be written ([`crate::diagnostic::Effect::NothingWritten`]).
#[must_use]
pub fn read(sources: &Sources) -> (Document, Diagnostics) {
    let mut diagnostics = Diagnostics::new();
    let document = root::document(sources.root(), &mut diagnostics);
    (document, diagnostics)
}

/// Reads the schema `node`, which stands at `at`: references may lead to any place of any file.
#[must_use]
pub fn read_schema(node: &Node, at: At, version: Version, diagnostics: &mut Diagnostics) -> Schema {
    Reader {
        version,
        diagnostics,
    }
    .schema(node, at)
}

/// Reads the path item `node`, which stands at `at`.
#[must_use]
pub fn read_path_item(
    node: &Node,
    at: At,
    version: Version,
    diagnostics: &mut Diagnostics,
) -> Option<PathItem> {
    Reader {
        version,
        diagnostics,
    }
    .path_item(node, at)
    .ok()
}

/// What a reference may stand for.
pub trait Referable: Clone + Sized {
    /// What it is, with its article: "a parameter".
    const WHAT: &'static str;

    /// Reads `node`, which stands at `at`.
    #[must_use]
    fn read(node: &Node, at: At, version: Version, diagnostics: &mut Diagnostics) -> OrRef<Self>;

    /// Where `components` keep its kind.
    fn section(components: &Components) -> &IndexMap<String, OrRef<Self>>;

    /// The key of [`Referable::section`] in `components`.
    const SECTION: &'static str;
}

macro_rules! referable {
    ($($type:ident, $what:literal, $section:literal, $field:ident, $read:ident;)+) => {
        $(impl Referable for $type {
            const WHAT: &'static str = $what;
            const SECTION: &'static str = $section;

            fn read(node: &Node, at: At, version: Version, diagnostics: &mut Diagnostics) -> OrRef<Self> {
                Reader { version, diagnostics }.or_ref(node, at, Reader::$read)
            }

            fn section(components: &Components) -> &IndexMap<String, OrRef<Self>> {
                &components.$field
            }
        })+
    };
}

referable! {
    Parameter, "a parameter", "parameters", parameters, parameter;
    RequestBody, "a request body", "requestBodies", request_bodies, request_body;
    Response, "a response", "responses", responses, response;
    Header, "a header", "headers", headers, header;
    SecurityScheme, "a security scheme", "securitySchemes", security_schemes, security_scheme;
}

/// Reads objects of one version of OpenAPI.
struct Reader<'d> {
    version: Version,
    diagnostics: &'d mut Diagnostics,
}

impl Reader<'_> {
    /// An object or a Reference Object, as `read` says.
    fn or_ref<T>(
        &mut self,
        node: &Node,
        at: At,
        read: impl FnOnce(&mut Self, &Node, At) -> Read<T>,
    ) -> OrRef<T> {
        let result = match node.get("$ref") {
            Some(_) => self.reference(node, &at).map(OrRef::Ref),
            None => read(self, node, at.clone()).map(OrRef::Here),
        };
        result.unwrap_or(OrRef::Unreadable(at))
    }

    fn reference(&mut self, node: &Node, at: &At) -> Read<Reference> {
        let object = self.object(node, at, "a reference")?;
        self.unknown(&object, &["$ref", "summary", "description"]);
        let (target, target_at) = self.required_text_at(&object, "$ref")?;
        Ok(Reference {
            target,
            at: At {
                place: target_at.place,
                pointer: at.pointer.clone(),
            },
            summary: self.doc(&object, "summary"),
            description: self.doc(&object, "description"),
        })
    }

    /// The items of the array `key`, each read by `read`; none where there is no such member.
    fn list<T>(
        &mut self,
        object: &Object<'_>,
        key: &str,
        mut read: impl FnMut(&mut Self, &Node, At) -> T,
    ) -> Read<Vec<T>> {
        let items = self.items(object, key)?;
        Ok(items
            .into_iter()
            .map(|(node, at)| read(self, node, at))
            .collect())
    }

    /// The members of the object `key`, each read by `read`; none where there is no such member.
    fn map<T>(
        &mut self,
        object: &Object<'_>,
        key: &str,
        mut read: impl FnMut(&mut Self, &Node, At) -> T,
    ) -> Read<IndexMap<String, T>> {
        let entries = self.entries(object, key)?;
        Ok(entries
            .into_iter()
            .map(|(member, at)| (member.key.text.to_string(), read(self, &member.value, at)))
            .collect())
    }
}
