//! A request on its way to the implementor's method.

use std::fmt;
use std::sync::Arc;

use axum::body::{Body, Bytes};
use axum::extract::Request;
use axum::http::header::{
    ACCEPT, ACCEPT_ENCODING, ACCEPT_LANGUAGE, CACHE_CONTROL, CONNECTION, CONTENT_ENCODING,
    CONTENT_LENGTH, CONTENT_TYPE, DATE, HOST, TRANSFER_ENCODING, USER_AGENT,
};
use axum::http::request::Parts;
use axum::http::{Extensions, HeaderMap, HeaderName, Method, Uri};

use super::matching::Capture;
use super::options::Shared;
use super::{Api, Context, Operation, Rejection};
use crate::codec::Rule;
use crate::param::Query;
use crate::{Fault, Faults, Segment};

/// A request but for its body.
pub struct Head {
    parts: Parts,
    operation: &'static Operation,
    captures: Vec<Capture>,
    query: Query,
    shared: Arc<Shared>,
}

impl Head {
    /// The operation that is called.
    #[must_use]
    pub fn operation(&self) -> &'static Operation {
        self.operation
    }

    /// The API that it belongs to.
    #[must_use]
    pub fn api(&self) -> &'static Api {
        self.shared.api
    }

    /// The method of the request.
    #[must_use]
    pub fn method(&self) -> &Method {
        &self.parts.method
    }

    /// The URI of the request. Its query may hold a credential, which `Debug` shows.
    #[must_use]
    pub fn uri(&self) -> &Uri {
        &self.parts.uri
    }

    /// The headers of the request. `Debug` shows the values of a few that hold no credential, such as `Content-Type`; all others are marked as
    /// sensitive.
    #[must_use]
    pub fn headers(&self) -> &HeaderMap {
        &self.parts.headers
    }

    /// What layers have put into the request.
    #[must_use]
    pub fn extensions(&self) -> &Extensions {
        &self.parts.extensions
    }

    /// What a layer has put into the request, by its type.
    #[must_use]
    pub fn extension<T: Clone + Send + Sync + 'static>(&self) -> Option<&T> {
        self.parts.extensions.get()
    }

    pub(super) fn query(&self) -> &Query {
        &self.query
    }

    pub(super) fn captures(&self) -> &[Capture] {
        &self.captures
    }

    pub(super) fn shared(&self) -> &Shared {
        &self.shared
    }

    /// The answer to faults.
    pub(super) fn reject(&self, faults: Faults) -> Rejection {
        self.shared
            .answer(self.operation, &self.parts.headers, faults)
            .into()
    }
}

/// Shows the operation only: headers and URI may hold credentials.
impl fmt::Debug for Head {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Head")
            .field("operation", &self.operation)
            .finish_non_exhaustive()
    }
}

/// A request on its way to the implementor's method: what generated code takes apart.
///
/// Reading a parameter or the body returns `None` where it is faulty, and keeps the fault; [`rejected`](Self::rejected) answers all of them.
pub struct Call {
    pub(super) head: Head,
    pub(super) body: Body,
    pub(super) bytes: Bytes,
    /// The rules of the body.
    pub(super) keeping: &'static [Rule],
    faults: Faults,
}

impl Call {
    pub(super) fn new(
        request: Request,
        operation: &'static Operation,
        captures: Vec<Capture>,
        shared: Arc<Shared>,
    ) -> Self {
        let (mut parts, body) = request.into_parts();
        hide(&mut parts.headers);
        let query = Query::new(parts.uri.query().unwrap_or_default());
        Self {
            head: Head {
                parts,
                operation,
                captures,
                query,
                shared,
            },
            body,
            bytes: Bytes::new(),
            keeping: &[],
            faults: Faults::new(),
        }
    }

    /// The request but for its body.
    #[must_use]
    pub fn head(&self) -> &Head {
        &self.head
    }

    /// Keeps a fault.
    pub(super) fn fault(&mut self, fault: Fault) {
        self.faults.push(fault);
    }

    /// Keeps the faults of what stands at `place`.
    pub(super) fn append(&mut self, place: &[Segment], faults: Faults) {
        self.faults.append(place, faults);
    }

    /// Forgets the faults so far.
    pub(super) fn forget_faults(&mut self) {
        self.faults = Faults::new();
    }

    /// The answer to the faults of parameters and body.
    #[must_use]
    pub fn rejected(self) -> Rejection {
        self.head.reject(self.faults)
    }

    /// What the implementor's method is given beside its request.
    #[must_use]
    pub fn context<P>(self, principal: P) -> Context<P> {
        Context::new(principal, self.head)
    }
}

/// The headers whose values `Debug` shows. Any other may be the one that a key of the document stands in.
const SHOWN: [HeaderName; 12] = [
    ACCEPT,
    ACCEPT_ENCODING,
    ACCEPT_LANGUAGE,
    CACHE_CONTROL,
    CONNECTION,
    CONTENT_ENCODING,
    CONTENT_LENGTH,
    CONTENT_TYPE,
    DATE,
    HOST,
    TRANSFER_ENCODING,
    USER_AGENT,
];

/// Marks all values as sensitive whose header is not listed.
fn hide(headers: &mut HeaderMap) {
    for (name, value) in headers.iter_mut() {
        if !SHOWN.contains(name) {
            value.set_sensitive(true);
        }
    }
}

impl fmt::Debug for Call {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Call")
            .field("operation", &self.head.operation)
            .field("faults", &self.faults)
            .finish_non_exhaustive()
    }
}
