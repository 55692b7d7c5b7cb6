//! The document's words as those of the IR, which has only what can be emitted.

use crate::document::{self, Status};
use crate::ir::{Location, Method, StatusKey};

/// The method; none for one that is not supported yet.
pub(super) fn method(method: &document::Method) -> Option<Method> {
    use document::Method as Written;
    Some(match method {
        Written::Get => Method::Get,
        Written::Put => Method::Put,
        Written::Post => Method::Post,
        Written::Delete => Method::Delete,
        Written::Options => Method::Options,
        Written::Head => Method::Head,
        Written::Patch => Method::Patch,
        Written::Trace => Method::Trace,
        Written::Query | Written::Additional(_) => return None,
    })
}

/// Where a parameter is; none for a place that is not supported yet, or that OpenAPI does not have.
pub(super) fn location(location: &document::Location) -> Option<Location> {
    use document::Location as Written;
    Some(match location {
        Written::Path => Location::Path,
        Written::Query => Location::Query,
        Written::Header => Location::Header,
        Written::Cookie => Location::Cookie,
        Written::QueryString | Written::Other(_) => return None,
    })
}

/// The key of a response.
pub(super) fn status(status: Status) -> StatusKey {
    match status {
        Status::Code(code) => StatusKey::Code(code),
        Status::Range(digit) => StatusKey::Range(digit),
        Status::Default => StatusKey::Default,
    }
}
