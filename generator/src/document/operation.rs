use indexmap::IndexMap;

use crate::ir::{Location, Method, SchemeKind, StatusKey};
use crate::source::{Key, Node};

use super::{At, OrRef, Schema};

/// `components`. What has no counterpart here yet (`callbacks`, `links`, …) is found through references only.
#[derive(Clone, Debug, Default)]
pub struct Components {
    /// `schemas`
    pub schemas: IndexMap<String, Schema>,
    /// `parameters`
    pub parameters: IndexMap<String, OrRef<Parameter>>,
    /// `requestBodies`
    pub request_bodies: IndexMap<String, OrRef<RequestBody>>,
    /// `responses`
    pub responses: IndexMap<String, OrRef<Response>>,
    /// `headers`
    pub headers: IndexMap<String, OrRef<Header>>,
    /// `securitySchemes`
    pub security_schemes: IndexMap<String, OrRef<SecurityScheme>>,
}

/// A Path Item Object.
#[derive(Clone, Debug, Default)]
pub struct PathItem {
    /// Where it stands; the place is of its key.
    pub at: At,
    /// `$ref`, a path item elsewhere.
    pub reference: Option<(String, At)>,
    /// Its operations, in the document's order.
    pub operations: IndexMap<Method, Operation>,
    /// `parameters` of all of them.
    pub parameters: Vec<OrRef<Parameter>>,
    /// `servers` of all of them.
    pub servers: Vec<Server>,
    /// Methods that have no counterpart yet (3.2's `query`, `additionalOperations`), with the place of their keys.
    pub other_methods: Vec<(String, At)>,
    /// Operations of a wrong shape, already reported: they are left out.
    pub unreadable: Vec<(Method, At)>,
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
    pub parameters: Vec<OrRef<Parameter>>,
    /// `requestBody`.
    pub request_body: Option<OrRef<RequestBody>>,
    /// `responses`, in the document's order.
    pub responses: Vec<(StatusKey, At, OrRef<Response>)>,
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
    /// `in`; `None` for one that has no counterpart yet (3.2's `querystring`).
    pub location: Option<Location>,
    /// `in` as it is written.
    pub location_text: String,
    /// `required`.
    pub required: bool,
    /// `deprecated`.
    pub deprecated: bool,
    /// `description`.
    pub description: Option<String>,
    /// `style`, as written.
    pub style: Option<String>,
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
    pub headers: Vec<(String, OrRef<Header>)>,
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
    /// What it asks for; `None` for one that has no counterpart (`mutualTLS`, `http` with another scheme).
    pub kind: Option<SchemeKind>,
    /// `type` and `scheme` as written, for diagnostics.
    pub text: String,
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
