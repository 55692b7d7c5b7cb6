//! How a request gets to a server: over the network by reqwest, or by whatever the caller brings.

use std::error::Error as StdError;
use std::fmt;
use std::future::Future;
use std::pin::Pin;

use http::{Request, Response};
use http_body_util::BodyExt;

use super::body::Body;

/// Any error, as it comes from a transport.
pub type BoxError = Box<dyn StdError + Send + Sync>;

/// What a transport answers, before its body is read.
pub type Exchange<'a> =
    Pin<Box<dyn Future<Output = Result<Response<Body>, TransportError>> + Send + 'a>>;

/// Carries a request to a server, and its answer back.
///
/// The timeout of a call, and the limit on the size of an answer, are kept outside of it.
pub trait Transport: Send + Sync + 'static {
    /// Sends `request`. Its URI is absolute; it may hold a credential, so neither logs nor errors may show it.
    fn exchange(&self, request: Request<Body>) -> Exchange<'_>;
}

/// Why no answer came.
#[derive(Debug)]
pub struct TransportError {
    pub(super) kind: TransportErrorKind,
    pub(super) source: BoxError,
}

/// At which point a request failed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum TransportErrorKind {
    /// No connection could be made: the request was not sent.
    Connect,
    /// A timeout of the transport's own.
    Timeout,
    /// Anything else, such as a connection that was closed before an answer came.
    Other,
}

impl TransportError {
    /// An error of this kind. What `source` shows, the error of the call shows as its source.
    pub fn new(kind: TransportErrorKind, source: impl Into<BoxError>) -> Self {
        Self {
            kind,
            source: source.into(),
        }
    }
}

impl fmt::Display for TransportError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self.kind {
            TransportErrorKind::Connect => "no connection",
            TransportErrorKind::Timeout => "timed out",
            TransportErrorKind::Other => "no answer",
        })
    }
}

impl StdError for TransportError {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        Some(self.source.as_ref())
    }
}

/// A transport of a function: for tests that call a router in the same process, and for middleware.
///
/// ```
/// # use counterpart_runtime::client::{self, Transport};
/// # #[derive(Clone)] struct Router;
/// # impl Router { async fn oneshot(self, _: http::Request<client::Body>) -> Result<http::Response<http_body_util::Empty<bytes::Bytes>>, std::convert::Infallible> { Ok(Default::default()) } }
/// # fn transport(router: Router) -> impl Transport {
/// client::from_fn(move |request| {
///     let router = router.clone();
///     async move {
///         let answer = router.oneshot(request).await;
///         answer.map(|answer| answer.map(client::Body::new)).map_err(|never| match never {})
///     }
/// })
/// # }
/// ```
pub fn from_fn<F, R>(function: F) -> impl Transport
where
    F: Fn(Request<Body>) -> R + Send + Sync + 'static,
    R: Future<Output = Result<Response<Body>, TransportError>> + Send + 'static,
{
    FromFn(function)
}

struct FromFn<F>(F);

impl<F, R> Transport for FromFn<F>
where
    F: Fn(Request<Body>) -> R + Send + Sync + 'static,
    R: Future<Output = Result<Response<Body>, TransportError>> + Send + 'static,
{
    fn exchange(&self, request: Request<Body>) -> Exchange<'_> {
        Box::pin((self.0)(request))
    }
}

impl Transport for reqwest::Client {
    fn exchange(&self, request: Request<Body>) -> Exchange<'_> {
        Box::pin(async move {
            let request = request.map(reqwest::Body::from);
            let request = reqwest::Request::try_from(request).map_err(reqwest_error)?;
            let answer = self.execute(request).await.map_err(reqwest_error)?;
            Ok(Response::from(answer)
                .map(|body| Body::new(body.map_err(reqwest::Error::without_url))))
        })
    }
}

/// Without the URL, whose query may hold a credential.
fn reqwest_error(error: reqwest::Error) -> TransportError {
    let kind = if error.is_timeout() {
        TransportErrorKind::Timeout
    } else if error.is_connect() {
        TransportErrorKind::Connect
    } else {
        TransportErrorKind::Other
    };
    TransportError::new(kind, error.without_url())
}
