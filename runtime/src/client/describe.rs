//! What generated code says about an API: plain data in statics.

use http::Method;

use crate::codec::DecodeOptions;

/// What all operations of a generated client share.
#[derive(Debug)]
pub struct Api {
    /// How answers are read; follows the document's profile.
    pub decode: DecodeOptions,
    /// The `User-Agent` that is sent unless the caller sets one: name and version of the generated crate.
    pub user_agent: &'static str,
}

/// One operation of the document.
#[derive(Debug)]
pub struct Operation {
    /// Its `operationId`, or method and path where it has none. Names the operation in errors and spans.
    pub id: &'static str,
    /// The method.
    pub method: Method,
    /// The path, segment by segment.
    pub path: &'static [Segment],
    /// The media types that the answers declare, as an `Accept` header; empty: none is sent.
    pub accept: &'static str,
    /// The media type of the body; empty: it takes none.
    pub content_type: &'static str,
    /// The credentials it asks for: alternatives in the document's order, all schemes of one together.
    pub security: &'static [&'static [&'static Scheme]],
}

/// What stands between two slashes of a path: usually one part, of `{id}.json` two. None: the path ends with a slash.
pub type Segment = &'static [Part];

/// A part of a path's segment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// Text that stands in the document, not percent-encoded.
    Literal(&'static str),
    /// The value of the path parameter of this name.
    Param(&'static str),
}

/// A security scheme of the document (OpenAPI 3.1, section 4.8.27).
#[derive(Debug, PartialEq, Eq)]
pub struct Scheme {
    /// Its name in the document.
    pub name: &'static str,
    /// Where the credential goes.
    pub kind: SchemeKind,
}

/// Where a credential goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SchemeKind {
    /// `Authorization: Bearer …` (RFC 6750).
    Bearer,
    /// `Authorization: Basic …` (RFC 7617).
    Basic,
    /// A header of this name.
    Header(&'static str),
    /// A query parameter of this name.
    Query(&'static str),
    /// A cookie of this name.
    Cookie(&'static str),
}
