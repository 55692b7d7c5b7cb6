//! The one way by which all calls of all operations are sent.

use std::error::Error as StdError;
use std::future::Future;
use std::time::Duration;

use bytes::{Bytes, BytesMut};
use http::header::{ACCEPT, CONTENT_ENCODING, CONTENT_LENGTH, CONTENT_TYPE, COOKIE, USER_AGENT};
use http::{HeaderMap, HeaderValue, Method, Request, StatusCode, Uri};
use tokio::time::{Instant, timeout_at};
use tracing::field::Empty;
use tracing::{Instrument, Span};

use super::answer::Answer;
use super::body::Body;
use super::byte_stream::ByteStream;
use super::call::Draft;
use super::core::Core;
use super::credential::Credential;
use super::error::{Context, ErrorKind};
use super::head::Head;
use super::invalid::{InvalidParameter, InvalidRequest, ParameterProblem};
use super::pending::Step;
use super::progress::Progress;
use super::transport::{BoxError, TransportErrorKind};
use super::url;

type Outcome<T> = Result<T, Box<Context>>;

/// An answer whose head is there, and whose body is not read yet.
pub(super) struct Opened {
    pub(super) head: Head,
    body: Body,
    core: Core,
    timeout: Option<Duration>,
    deadline: Option<Instant>,
}

/// Sends a call within a span, until the head of its answer is there.
pub(super) async fn run(draft: Box<Draft>) -> Outcome<Opened> {
    let span = tracing::info_span!(
        "call",
        otel.kind = "client",
        operation = draft.operation.id,
        http.request.method = draft.operation.method.as_str(),
        http.response.status_code = Empty,
        error = Empty,
    );
    exchange(draft, &span).instrument(span.clone()).await
}

/// Notes in a call's span that it has no declared success. Kinds of errors show nothing that came over the wire.
pub(super) fn note(span: &Span, kind: &ErrorKind) {
    span.record("error", tracing::field::display(kind));
    tracing::debug!(parent: span, error = %kind, "no declared success");
}

async fn exchange(mut draft: Box<Draft>, span: &Span) -> Outcome<Opened> {
    let operation = draft.operation;
    let fail = |kind, source| {
        note(span, &kind);
        Box::new(Context {
            operation: operation.id,
            kind,
            head: None,
            body: Bytes::new(),
            source,
        })
    };
    let body = draft.body.take();
    let mut request = request(&draft, body.is_some()).map_err(|kind| fail(kind, None))?;
    let progress = Progress::default();
    *request.body_mut() = progress.watch(body.unwrap_or_default());
    let shared = draft.core.shared();
    let exchange = shared.transport.exchange(request);
    let (answer, deadline) = progress.within(draft.timeout, exchange).await;
    let answer = match answer {
        Some(Ok(answer)) => answer,
        Some(Err(error)) => {
            let kind = match error.kind {
                TransportErrorKind::Connect => ErrorKind::Connect,
                TransportErrorKind::Timeout => ErrorKind::Timeout,
                TransportErrorKind::Other => ErrorKind::Transport,
            };
            return Err(fail(kind, Some(error.source)));
        }
        None => return Err(fail(ErrorKind::Timeout, None)),
    };
    let (head, body) = answer.into_parts();
    span.record("http.response.status_code", head.status.as_u16());
    Ok(Opened {
        head: Head {
            operation,
            span: span.clone(),
            options: shared.api.decode,
            status: head.status,
            headers: head.headers,
        },
        body,
        timeout: draft.timeout,
        deadline,
        core: draft.core,
    })
}

impl Opened {
    /// Reads the whole body.
    pub(super) fn whole(self) -> Step<Answer> {
        let span = self.head.span.clone();
        Box::pin(self.read_whole().instrument(span))
    }

    async fn read_whole(self) -> Outcome<Answer> {
        let announced = self.announced();
        let Self {
            head,
            body,
            core,
            deadline,
            ..
        } = self;
        let limit = core.shared().body_limit;
        let mut collected = BytesMut::new();
        let read = within(deadline, read(body, announced, limit, &mut collected)).await;
        let answer = Answer {
            head,
            body: collected.freeze(),
        };
        match read {
            Some(Ok(())) => Ok(answer),
            None => Err(Box::new(answer.into_context(ErrorKind::Timeout))),
            Some(Err((kind, source))) => Err(Box::new(Context {
                source,
                ..answer.into_context(kind)
            })),
        }
    }

    /// Leaves the body to the caller.
    pub(super) fn stream(self) -> (Head, ByteStream) {
        let announced = self.announced();
        let shared = self.core.shared();
        let limits = (shared.body_limit, shared.api.decode);
        let stream = ByteStream::new(self.body, announced, self.timeout, limits);
        (self.head, stream)
    }

    /// The length of the body as the head announces it, where a body of that length must follow.
    fn announced(&self) -> Option<u64> {
        let Head {
            operation,
            status,
            headers,
            ..
        } = &self.head;
        let bodiless = operation.method == Method::HEAD
            || *status == StatusCode::NO_CONTENT
            || *status == StatusCode::NOT_MODIFIED;
        if bodiless || headers.contains_key(CONTENT_ENCODING) {
            return None;
        }
        headers.get(CONTENT_LENGTH)?.to_str().ok()?.parse().ok()
    }
}

/// `None` when the deadline came first.
async fn within<F: Future>(deadline: Option<Instant>, future: F) -> Option<F::Output> {
    match deadline {
        Some(deadline) => timeout_at(deadline, future).await.ok(),
        None => Some(future.await),
    }
}

async fn read(
    mut body: Body,
    announced: Option<u64>,
    limit: u64,
    into: &mut BytesMut,
) -> Result<(), (ErrorKind, Option<BoxError>)> {
    let too_large = || (ErrorKind::TooLarge { limit }, None);
    if announced.is_some_and(|length| length > limit) {
        return Err(too_large());
    }
    let mut length: u64 = 0;
    while let Some(chunk) = body.chunk().await {
        let chunk = chunk.map_err(|error| {
            let kind = if timed_out(error.as_ref()) {
                ErrorKind::Timeout
            } else {
                ErrorKind::Truncated
            };
            (kind, Some(error))
        })?;
        length = length.saturating_add(chunk.len() as u64);
        if length > limit {
            return Err(too_large());
        }
        into.extend_from_slice(&chunk);
    }
    match announced {
        Some(announced) if length < announced => Err((ErrorKind::Truncated, None)),
        _ => Ok(()),
    }
}

/// Whether an error is a timeout of reqwest's, set by the caller on a client of their own.
pub(super) fn timed_out(error: &(dyn StdError + 'static)) -> bool {
    error
        .downcast_ref::<reqwest::Error>()
        .is_some_and(reqwest::Error::is_timeout)
}

/// The request, but for its body.
fn request(draft: &Draft, has_body: bool) -> Result<Request<Body>, ErrorKind> {
    let (shared, operation) = (draft.core.shared(), draft.operation);
    let mut invalid = draft.invalid.clone();
    let path = url::path(operation.path, &draft.path);
    if let Err((name, problem)) = &path {
        invalid.push(InvalidParameter {
            name: (*name).to_owned(),
            problem: *problem,
        });
    }
    let (Ok(path), true) = (path, invalid.is_empty()) else {
        return Err(ErrorKind::InvalidRequest(InvalidRequest {
            parameters: invalid,
        }));
    };
    let credentials = match shared
        .credentials
        .select(operation.security, &draft.headers)
    {
        Ok(credentials) => credentials,
        Err(_) if shared.foreign_credentials => Vec::new(),
        Err(missing) => return Err(ErrorKind::MissingCredential(missing)),
    };

    let refuse = |name: &str, problem| {
        let parameters = vec![InvalidParameter {
            name: name.to_owned(),
            problem,
        }];
        ErrorKind::InvalidRequest(InvalidRequest { parameters })
    };
    let mut headers = HeaderMap::new();
    headers.insert(USER_AGENT, shared.user_agent.clone());
    for (name, value) in [
        (ACCEPT, operation.accept),
        (CONTENT_TYPE, operation.content_type),
    ] {
        let wanted = name == ACCEPT || has_body;
        if wanted && !value.is_empty() {
            let value = HeaderValue::from_str(value)
                .map_err(|_| refuse(name.as_str(), ParameterProblem::HeaderValue))?;
            headers.insert(name, value);
        }
    }
    let mut query: Vec<&str> = draft.query.iter().map(|(_, pair)| pair.as_str()).collect();
    let mut cookies: Vec<&str> = draft
        .cookies
        .iter()
        .map(|(_, pair)| pair.as_str())
        .collect();
    for credential in credentials {
        match credential {
            Credential::Header(name, value) => {
                headers.insert(name, value.clone());
            }
            Credential::Query(pair) => query.push(pair.expose()),
            Credential::Cookie(pair) => cookies.push(pair.expose()),
        }
    }
    headers.extend(draft.headers.clone());
    if !cookies.is_empty() {
        let mut value = HeaderValue::from_str(&cookies.join("; "))
            .map_err(|_| refuse("cookie", ParameterProblem::HeaderValue))?;
        value.set_sensitive(true);
        headers.insert(COOKIE, value);
    }
    let uri = uri(&shared.base, &path, &query)
        .ok_or_else(|| refuse(operation.id, ParameterProblem::Url))?;
    let mut request = Request::new(Body::default());
    *request.method_mut() = operation.method.clone();
    *request.uri_mut() = uri;
    *request.headers_mut() = headers;
    Ok(request)
}

/// None where the whole is not a URL, or one that a transport would understand as another.
fn uri(base: &str, path: &str, query: &[&str]) -> Option<Uri> {
    let mut text = format!("{base}{path}");
    if !query.is_empty() {
        text.push('?');
        text.push_str(&query.join("&"));
    }
    let url = reqwest::Url::parse(&text).ok()?;
    // What is assembled is what is sent: URL normalisation must have nothing left to do.
    if url.as_str() == text {
        text.parse().ok()
    } else {
        None
    }
}
