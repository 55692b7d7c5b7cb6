//! Operations, their parameters and bodies, groups and servers.

use super::{Answer, Docs, Origin, Presence, Security, Ty};

/// An index into [`super::Api::operations`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct OperationId(pub u32);

/// An index into [`super::Api::groups`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct GroupId(pub u32);

/// The operations of one first tag; without tags, of one leading static path segment.
#[derive(Clone, Debug)]
pub struct Group {
    /// The tag, or the segment.
    pub origin: Origin,
    /// The tag's documentation.
    pub docs: Docs,
}

/// One request that the document describes: for most, one method on one path.
#[derive(Clone, Debug)]
pub struct Operation {
    /// The method.
    pub method: Method,
    /// Where it goes.
    pub target: Target,
    /// `operationId`, as it is written.
    pub operation_id: Option<String>,
    /// Where it is (`#/paths/~1pets/get`), also where it came through a `$ref`: two paths may share one.
    pub origin: Origin,
    /// `summary` is the title.
    pub docs: Docs,
    /// The group it belongs to.
    pub group: GroupId,
    /// All parameters: path first, then query, header, cookie, each in the document's order.
    pub params: Vec<Param>,
    /// The body.
    pub body: Option<Body>,
    /// The answers, one for each status and media type, in the document's order, `default` last.
    pub answers: Vec<Answer>,
    /// What it asks of its callers.
    pub security: Security,
}

/// Where a request goes.
///
/// Lowering makes operations of paths only; requests in the other direction are reported (`CP0250`) until both sides can be emitted for them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    /// A path of the API's: its clients call it.
    Path(PathTemplate),
    /// A webhook, by its name: the API calls whoever has registered (OpenAPI 3.1, section 4.8.1, `webhooks`).
    Webhook(String),
    /// A callback of an operation: the API calls a URL that it was given (OpenAPI 3.1, section 4.8.18).
    Callback {
        /// Its name.
        name: String,
        /// The runtime expression that says its URL: `{$request.body#/url}`.
        expression: String,
    },
}

impl Target {
    /// As the document writes it: a path, the name of a webhook, an expression.
    #[must_use]
    pub fn text(&self) -> &str {
        match self {
            Target::Path(path) => &path.text,
            Target::Webhook(name) => name,
            Target::Callback { expression, .. } => expression,
        }
    }

    /// The segments of a path; none where the URL is known at run time only.
    #[must_use]
    pub fn segments(&self) -> &[Segment] {
        match self {
            Target::Path(path) => &path.segments,
            Target::Webhook(_) | Target::Callback { .. } => &[],
        }
    }

    /// Whether the API answers it: what a server's routes and a client's methods are made of.
    #[must_use]
    pub fn is_path(&self) -> bool {
        matches!(self, Target::Path(_))
    }
}

/// The methods of a Path Item.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Method {
    /// GET
    Get,
    /// PUT
    Put,
    /// POST
    Post,
    /// DELETE
    Delete,
    /// OPTIONS
    Options,
    /// HEAD
    Head,
    /// PATCH
    Patch,
    /// TRACE
    Trace,
}

impl Operation {
    /// How it is spoken of: by its `operationId`, or by method and path where the document gives it none.
    #[must_use]
    pub fn label(&self) -> String {
        match &self.operation_id {
            Some(id) => id.clone(),
            None => format!("{} {}", self.method.as_str(), self.target.text()),
        }
    }
}

impl Method {
    /// Every method, in the order of HTTP's own list in OpenAPI (4.8.9).
    pub const ALL: [Method; 8] = [
        Method::Get,
        Method::Put,
        Method::Post,
        Method::Delete,
        Method::Options,
        Method::Head,
        Method::Patch,
        Method::Trace,
    ];

    /// `GET`.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Method::Get => "GET",
            Method::Put => "PUT",
            Method::Post => "POST",
            Method::Delete => "DELETE",
            Method::Options => "OPTIONS",
            Method::Head => "HEAD",
            Method::Patch => "PATCH",
            Method::Trace => "TRACE",
        }
    }
}

/// A path, split at its slashes. `/v1/{id}.json` is two segments.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PathTemplate {
    /// As it is written in the document.
    pub text: String,
    /// The segments; a trailing slash is a last segment without parts.
    pub segments: Vec<Segment>,
}

/// What stands between two slashes: usually one part, `{id}.json` two.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Segment {
    /// The parts, in their order.
    pub parts: Vec<PathPart>,
}

/// A part of a segment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PathPart {
    /// Text, as it is on the wire after percent-decoding.
    Literal(String),
    /// A path parameter, by its index in [`Operation::params`].
    Param(u32),
}

/// Where a parameter is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Location {
    /// `in: path`
    Path,
    /// `in: query`
    Query,
    /// `in: header`
    Header,
    /// `in: cookie`
    Cookie,
}

impl Location {
    /// Every place.
    pub const ALL: [Location; 4] = [
        Location::Path,
        Location::Query,
        Location::Header,
        Location::Cookie,
    ];

    /// As the document writes it: `path`.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Location::Path => "path",
            Location::Query => "query",
            Location::Header => "header",
            Location::Cookie => "cookie",
        }
    }
}

/// A parameter.
#[derive(Clone, Debug)]
pub struct Param {
    /// Its name on the wire.
    pub wire: String,
    /// Where it is.
    pub location: Location,
    /// How its value is written.
    pub encoding: Encoding,
    /// The type of the whole value.
    pub ty: Ty,
    /// Whether it may be absent. With a default it is [`Presence::Filled`]: the server never meets it absent, and the client
    /// sends it only where it is set.
    pub presence: Presence,
    /// Where it comes from.
    pub origin: Origin,
    /// Its documentation.
    pub docs: Docs,
}

/// How the value of a parameter is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Encoding {
    /// By a style (OpenAPI 3.1, 4.8.12.3).
    Style {
        /// The style.
        style: Style,
        /// Whether items and members are parameters of their own; for texts alone, as the place has it by default.
        explode: bool,
        /// `allowReserved`
        reserved: bool,
    },
    /// As a document of this media type (`content`).
    Content(String),
}

/// How arrays and objects become one text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    /// Path and header: commas.
    Simple,
    /// Query and cookie: repeated (exploded) or commas.
    Form,
    /// Query, not exploded: `%20`.
    SpaceDelimited,
    /// Query, not exploded: `|`.
    PipeDelimited,
    /// Query: `name[member]`.
    DeepObject,
}

impl Encoding {
    /// How a place writes its values, unless the document says otherwise.
    #[must_use]
    pub fn of(location: Location) -> Self {
        let style = match location {
            Location::Path | Location::Header => Style::Simple,
            Location::Query | Location::Cookie => Style::Form,
        };
        Encoding::Style {
            style,
            explode: style == Style::Form,
            reserved: false,
        }
    }
}

/// A request's body.
#[derive(Clone, Debug)]
pub struct Body {
    /// `required`.
    pub required: bool,
    /// What it holds: one for each media type that has a counterpart, in the document's order, at least one.
    pub contents: Vec<Content>,
    /// Its documentation.
    pub docs: Docs,
}

/// A media type, and what a body of it holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Content {
    /// The media type, as written in the document.
    pub media_type: String,
    /// What it holds.
    pub payload: Payload,
}

/// What a body holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Payload {
    /// JSON: `application/json`, `*+json`.
    Json(Ty),
}

/// A server of the document.
#[derive(Clone, Debug)]
pub struct Server {
    /// The URL, with `{variables}`.
    pub url: String,
    /// The variables, in the document's order.
    pub variables: Vec<ServerVariable>,
    /// Where it comes from; it is called by its name or description, where it has one.
    pub origin: Origin,
    /// Its documentation.
    pub docs: Docs,
}

impl Server {
    /// Whether its URL stands for itself. A relative one is relative to wherever the document is read from, which only the
    /// caller knows: it is no server that a client can choose.
    #[must_use]
    pub fn is_absolute(&self) -> bool {
        self.url.contains("://")
    }
}

/// A variable of a server's URL.
#[derive(Clone, Debug)]
pub struct ServerVariable {
    /// Its name.
    pub wire: String,
    /// Its default.
    pub default: String,
    /// What it may be; empty: anything.
    pub values: Vec<String>,
    /// Its documentation.
    pub docs: Docs,
}
