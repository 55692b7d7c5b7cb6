//! What a document says about an API and its operations, as data.

use std::fmt;

/// What all operations of a document share.
#[derive(Debug)]
pub struct Api {
    /// `info.title`.
    pub title: &'static str,
    /// How what is wrong with a request is answered.
    pub profile: Profile,
}

/// How what is wrong with a request is answered, and how strictly a request is read: one value per document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Profile {
    /// As FastAPI does: `{"detail": ...}`, 422 for every fault, also for a body that is not declared to be JSON; 405 for `HEAD` where only
    /// `GET` is declared; 404 for `%2F` within a segment; UUIDs without hyphens and booleans such as `yes` are taken.
    FastApi,
    /// Problem details (RFC 9457): 400 for parameters and for what is not JSON, 415 for the wrong media type, 422 for the content of a body.
    /// `HEAD` is served by `GET`; `%2F` within a segment is a slash in its value.
    ProblemDetails,
}

/// One operation of a document: one method on one path.
pub struct Operation {
    /// The name of the method that implements it: `update_sip_config`.
    pub id: &'static str,
    /// Its `operationId`, as the document has it, or method and path where it has none. Names the operation in spans.
    pub operation_id: &'static str,
    /// Its HTTP method, in upper case.
    pub method: &'static str,
    /// Its path, as the document has it: `/v1/phone/{phone_id}/sip-config`.
    pub path: &'static str,
    /// Its path, between the slashes.
    pub segments: &'static [PathSegment],
    /// All methods that the document declares for this path, this one among them: what `Allow` lists.
    pub methods: &'static [&'static str],
}

impl fmt::Debug for Operation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Operation({} {})", self.method, self.path)
    }
}

/// What stands between two slashes of a path.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PathSegment {
    /// This text, after percent-decoding. Empty: the path ends with a slash.
    Literal(&'static str),
    /// A parameter, by its name.
    Param(&'static str),
    /// Parameters and text: `{id}.json`, `{from}-{to}`.
    Mixed(&'static [Part]),
}

/// A part of a [`PathSegment::Mixed`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// This text, after percent-decoding.
    Literal(&'static str),
    /// A parameter, by its name.
    Param(&'static str),
}
