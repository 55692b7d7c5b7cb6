//! Paths, operations, and what belongs to them.

use indexmap::IndexMap;

use crate::source::{Key, Node};

use super::At;
use super::arena::Id;
use super::reference::{Link, OrRef};
use super::schema::{Schema, SchemaId};
use super::words::{Location, Method, SchemeKind, Status, Style};

/// A path item, as it is written.
pub type PathItemId = Id<PathItem>;
/// An operation, or a reference to one.
pub type OperationId = Id<OrRef<Operation>>;
/// A parameter, or a reference to one.
pub type ParameterId = Id<OrRef<Parameter>>;
/// A request body, or a reference to one.
pub type RequestBodyId = Id<OrRef<RequestBody>>;
/// A response, or a reference to one.
pub type ResponseId = Id<OrRef<Response>>;
/// A header, or a reference to one.
pub type HeaderId = Id<OrRef<Header>>;
/// A security scheme, or a reference to one.
pub type SecuritySchemeId = Id<OrRef<SecurityScheme>>;

/// `components`. What has no counterpart here yet (`callbacks`, `links`, …) is found through references only.
#[derive(Clone, Debug, Default)]
pub struct Components {
    /// `schemas`
    pub schemas: IndexMap<String, SchemaId>,
    /// `parameters`
    pub parameters: IndexMap<String, ParameterId>,
    /// `requestBodies`
    pub request_bodies: IndexMap<String, RequestBodyId>,
    /// `responses`
    pub responses: IndexMap<String, ResponseId>,
    /// `headers`
    pub headers: IndexMap<String, HeaderId>,
    /// `securitySchemes`
    pub security_schemes: IndexMap<String, SecuritySchemeId>,
}

/// A Path Item Object, as it is written; [`super::Path`] is what it comes to.
#[derive(Clone, Debug, Default)]
pub struct PathItem {
    /// Where it stands; the place is of its key.
    pub at: At,
    /// `$ref`, a path item elsewhere.
    pub reference: Option<Link<PathItem>>,
    /// Its operations, in the document's order.
    pub routes: Vec<Route>,
    /// `parameters` of all of them.
    pub parameters: Vec<ParameterId>,
    /// `servers` of all of them.
    pub servers: Vec<Server>,
}

/// One operation of a path.
#[derive(Clone, Debug)]
pub struct Route {
    /// Its method.
    pub method: Method,
    /// Where it stands in its path item; the place is of its key (`get`).
    pub at: At,
    /// What stands there.
    pub id: OperationId,
}

/// An Operation Object.
#[derive(Clone, Debug, Default)]
pub struct Operation {
    /// Where it stands; the place is of its key (`get`).
    pub at: At,
    /// `operationId`, with its place.
    pub operation_id: Option<(String, At)>,
    /// `tags`.
    pub tags: Vec<String>,
    /// `summary`.
    pub summary: Option<String>,
    /// `description`.
    pub description: Option<String>,
    /// `deprecated`.
    pub deprecated: bool,
    /// `parameters`.
    pub parameters: Vec<ParameterId>,
    /// `requestBody`.
    pub request_body: Option<RequestBodyId>,
    /// `responses`, in the document's order.
    pub responses: Vec<(Status, At, ResponseId)>,
    /// `security`; `None` where it is not written.
    pub security: Option<Vec<SecurityRequirement>>,
    /// `servers`.
    pub servers: Vec<Server>,
    /// `callbacks`: the names, with their places.
    pub callbacks: Vec<(String, At)>,
    /// `x-rust-name`.
    pub rust_name: Option<String>,
}

/// A Parameter Object.
#[derive(Clone, Debug)]
pub struct Parameter {
    /// Where it stands.
    pub at: At,
    /// `name`.
    pub name: String,
    /// `in`.
    pub location: Location,
    /// `required`.
    pub required: bool,
    /// `deprecated`.
    pub deprecated: bool,
    /// `description`.
    pub description: Option<String>,
    /// `style`.
    pub style: Option<Style>,
    /// `explode`.
    pub explode: Option<bool>,
    /// `allowReserved`.
    pub allow_reserved: bool,
    /// `schema`.
    pub schema: Option<Schema>,
    /// `content`.
    pub content: Vec<MediaType>,
    /// `x-rust-name`.
    pub rust_name: Option<String>,
}

/// A Request Body Object.
#[derive(Clone, Debug, Default)]
pub struct RequestBody {
    /// Where it stands.
    pub at: At,
    /// `description`.
    pub description: Option<String>,
    /// `required`.
    pub required: bool,
    /// `content`, in the document's order.
    pub content: Vec<MediaType>,
}

/// A Media Type Object, with its key.
#[derive(Clone, Debug)]
pub struct MediaType {
    /// Where it stands; the place is of its key.
    pub at: At,
    /// The media type or range, as written.
    pub name: String,
    /// `schema`.
    pub schema: Option<Schema>,
    /// `itemSchema`, `encoding`, `prefixEncoding`, …: keywords without a counterpart yet.
    pub other: Vec<(Key, Node)>,
}

/// A Response Object.
#[derive(Clone, Debug, Default)]
pub struct Response {
    /// Where it stands.
    pub at: At,
    /// `description`.
    pub description: Option<String>,
    /// `headers`, in the document's order.
    pub headers: Vec<(String, HeaderId)>,
    /// `content`, in the document's order.
    pub content: Vec<MediaType>,
    /// `links`: the names, with their places.
    pub links: Vec<(String, At)>,
}

/// A Header Object.
#[derive(Clone, Debug, Default)]
pub struct Header {
    /// Where it stands.
    pub at: At,
    /// `description`.
    pub description: Option<String>,
    /// `required`.
    pub required: bool,
    /// `deprecated`.
    pub deprecated: bool,
    /// `schema`.
    pub schema: Option<Schema>,
}

/// A Security Scheme Object.
#[derive(Clone, Debug)]
pub struct SecurityScheme {
    /// Where it stands.
    pub at: At,
    /// What it asks for.
    pub kind: SchemeKind,
    /// `description`.
    pub description: Option<String>,
    /// `deprecated` (3.2).
    pub deprecated: bool,
}

/// A Security Requirement Object: all of its schemes, each with its scopes.
#[derive(Clone, Debug, Default)]
pub struct SecurityRequirement {
    /// Where it stands.
    pub at: At,
    /// The schemes.
    pub schemes: Vec<(String, Vec<String>)>,
    /// It has a wrong shape, already reported: what it asks for is not known.
    pub unreadable: bool,
}

/// A Server Object.
#[derive(Clone, Debug, Default)]
pub struct Server {
    /// Where it stands.
    pub at: At,
    /// `url`.
    pub url: String,
    /// `description`.
    pub description: Option<String>,
    /// `name` (3.2).
    pub name: Option<String>,
    /// `variables`.
    pub variables: Vec<ServerVariable>,
}

/// A Server Variable Object, with its name.
#[derive(Clone, Debug, Default)]
pub struct ServerVariable {
    /// Where it stands.
    pub at: At,
    /// Its name.
    pub name: String,
    /// `default`.
    pub default: String,
    /// `enum`.
    pub values: Vec<String>,
    /// `description`.
    pub description: Option<String>,
}

/// A Tag Object.
#[derive(Clone, Debug, Default)]
pub struct Tag {
    /// Where it stands.
    pub at: At,
    /// `name`.
    pub name: String,
    /// `description`.
    pub description: Option<String>,
}
