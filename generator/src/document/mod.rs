//! The document as OpenAPI means it: one model for 3.0, 3.1 and 3.2, every object with its place.
//!
//! A 3.0 document is rewritten into the 3.1 form while it is read, so that everything after knows one dialect.
//! References stay references here: lowering resolves them, through [`crate::source::Sources`].

mod operation;
mod read;
mod schema;

use indexmap::IndexMap;

use crate::source::{Node, Place, pointer};

pub use operation::{
    Components, Header, MediaType, Operation, Parameter, PathItem, RequestBody, Response,
    SecurityRequirement, SecurityScheme, Server, ServerVariable, Tag,
};
pub use read::{Referable, read, read_path_item, read_schema};
pub use schema::{AdditionalProperties, Discriminator, Schema, SchemaObject, TypeName};

/// Where an object stands: its place in the source and its normalised pointer (`#/…`; in another file `pets.yaml#/…`).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct At {
    /// Its place.
    pub place: Place,
    /// Its pointer.
    pub pointer: String,
}

impl At {
    /// Where the member or item `segment` stands, which is `node`.
    #[must_use]
    pub fn child(&self, segment: &str, node: &Node) -> At {
        At {
            place: node.place,
            pointer: pointer::join(&self.pointer, segment),
        }
    }
}

/// An object, or a reference to one.
#[derive(Clone, Debug)]
pub enum OrRef<T> {
    /// The object itself.
    Here(T),
    /// A reference (`$ref`).
    Ref(Reference),
    /// Something of a wrong shape, already reported. Nothing may rely on it.
    Unreadable(At),
}

/// A Reference Object.
#[derive(Clone, Debug)]
pub struct Reference {
    /// The text of `$ref`.
    pub target: String,
    /// The place of the text; the pointer is of the object that holds it.
    pub at: At,
    /// `summary` beside it (3.1).
    pub summary: Option<String>,
    /// `description` beside it (3.1).
    pub description: Option<String>,
}

/// A whole document.
#[derive(Clone, Debug, Default)]
pub struct Document {
    /// The version it says it has.
    pub version: Version,
    /// `info.title`.
    pub title: String,
    /// `info.version`.
    pub api_version: String,
    /// `info.description`.
    pub description: Option<String>,
    /// `servers`.
    pub servers: Vec<Server>,
    /// `security`; `None` where it is not written.
    pub security: Option<Vec<SecurityRequirement>>,
    /// `tags`.
    pub tags: Vec<Tag>,
    /// `paths`, in order.
    pub paths: IndexMap<String, PathItem>,
    /// `components`.
    pub components: Components,
    /// Where `webhooks` stand, if there are any.
    pub webhooks: Vec<(String, At)>,
    /// `x-` members of the root.
    pub extensions: Vec<(String, Node)>,
}

/// The version of OpenAPI that a document says it has.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Version {
    /// 3.0.x
    V3_0,
    /// 3.1.x
    #[default]
    V3_1,
    /// 3.2.x
    V3_2,
}
