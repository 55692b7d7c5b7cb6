//! The document as OpenAPI means it: one model for 3.0, 3.1 and 3.2, every object with its place.
//!
//! A 3.0 document is rewritten into the 3.1 form while it is read, so that everything after knows one dialect.
//! References are followed here, over all files: each place that one leads to is read once, in the dialect of its own
//! file, into an [`Arena`]. What comes after asks the document by id, never the text.

mod arena;
mod assertions;
mod follow;
mod operation;
mod read;
mod reference;
mod route;
mod schema;
mod words;

use indexmap::IndexMap;

use crate::source::{Node, Place, pointer};

pub use arena::{Arena, Id};
pub(crate) use follow::{Found, Referable};
pub use operation::{
    Components, Header, HeaderId, MediaType, Operation, OperationId, Parameter, ParameterId,
    PathItem, PathItemId, RequestBody, RequestBodyId, Response, ResponseId, Route,
    SecurityRequirement, SecurityScheme, SecuritySchemeId, Server, ServerVariable, Tag,
};
pub(crate) use read::BOUND;
pub use read::read;
pub use reference::{DeadEnd, Link, OrRef, Reference};
pub use route::Path;
pub use schema::{
    AdditionalProperties, Assertion, Assertions, Demand, Discriminator, Mapping, Schema, SchemaId,
    SchemaObject, TypeName,
};
pub use words::{Location, Method, SchemeKind, Status, Style};

use follow::Arenas;

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
    /// `paths`, in order, with what their path items refer to.
    pub paths: IndexMap<String, Path>,
    /// `components`.
    pub components: Components,
    /// Where `webhooks` stand, if there are any.
    pub webhooks: Vec<(String, At)>,
    /// `x-` members of the root.
    pub extensions: Vec<(String, Node)>,
    arenas: Arenas,
}

impl Document {
    /// The schema `id`. It may be a reference again.
    #[must_use]
    pub fn schema(&self, id: SchemaId) -> &Schema {
        self.arenas.schemas.get(id)
    }

    /// All schemas, each wherever it stands.
    #[must_use]
    pub fn schemas(&self) -> &Arena<Schema> {
        &self.arenas.schemas
    }
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
