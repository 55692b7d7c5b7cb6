//! What the implementor's method is given beside its request.

use std::fmt;

use axum::http::{Extensions, HeaderMap, Method, Uri};

use super::{Head, Operation, Rejection};
use crate::Faults;

/// Who calls, and the head of the request.
///
/// `P` is the principal that the authenticator returned: `Option<_>` where the document makes the credential optional, `()` where it asks for none.
pub struct Context<P = ()> {
    /// Who calls.
    pub principal: P,
    head: Head,
}

impl<P> Context<P> {
    pub(super) fn new(principal: P, head: Head) -> Self {
        Self { principal, head }
    }

    /// The operation that was called.
    #[must_use]
    pub fn operation(&self) -> &'static Operation {
        self.head.operation()
    }

    /// The method of the request.
    #[must_use]
    pub fn method(&self) -> &Method {
        self.head.method()
    }

    /// The URI of the request; within a nested router without the prefix. Its query may hold a credential, which `Debug` shows.
    #[must_use]
    pub fn uri(&self) -> &Uri {
        self.head.uri()
    }

    /// The headers of the request. `Debug` shows the values of a few that hold no credential, such as `Content-Type`; all others are marked as
    /// sensitive.
    #[must_use]
    pub fn headers(&self) -> &HeaderMap {
        self.head.headers()
    }

    /// What layers have put into the request.
    #[must_use]
    pub fn extensions(&self) -> &Extensions {
        self.head.extensions()
    }

    /// What a layer has put into the request, by its type: the way for extractors of one's own.
    #[must_use]
    pub fn extension<T: Clone + Send + Sync + 'static>(&self) -> Option<&T> {
        self.head.extension()
    }

    /// The answer to faults that the implementor has found, in the same form as those of the document's rules. Each location starts with `path`,
    /// `query`, `header` or `cookie` and the parameter's name, or with `body`:
    ///
    /// ```
    /// use counterpart_runtime::server::{Context, Rejection};
    /// use counterpart_runtime::{Fault, FaultKind};
    ///
    /// fn too_long<P>(cx: &Context<P>) -> Rejection {
    ///     let kind = FaultKind::custom("too_long", "At most 1000 addresses are allowed");
    ///     cx.rejection(Fault::at(["body".into(), "allowed_addresses".into()], kind).into())
    /// }
    /// ```
    #[must_use]
    pub fn rejection(&self, faults: Faults) -> Rejection {
        self.head.reject(faults)
    }
}

/// Shows the operation only: headers may hold credentials, and so may a principal.
impl<P> fmt::Debug for Context<P> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Context")
            .field("operation", &self.operation())
            .finish_non_exhaustive()
    }
}
