//! The HTTP side: connections, and what is answered before a call is a call.

use std::sync::Arc;

use bytes::Bytes;
use http::header::{AUTHORIZATION, CONTENT_TYPE};
use http::{HeaderName, Response, request};
use http_body_util::BodyExt;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::TokioIo;
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinSet;

use crate::answer::{Answer, Closed, Sent};
use crate::auth::Permission;
use crate::call::{Request, Shared};
use crate::twirp::{self, Error};
use crate::wire::Encoding;

/// The longest body, in bytes.
const LIMIT: usize = 10 * 1024 * 1024;

/// Serves connections until it is dropped, and them with it.
pub(crate) async fn accept(listener: TcpListener, shared: Arc<Shared>) {
    let mut connections = JoinSet::new();
    loop {
        tokio::select! {
            // A connection that could not be taken is its caller's trouble; the next one may be well.
            accepted = listener.accept() => if let Ok((stream, _)) = accepted {
                connections.spawn(serve(stream, Arc::clone(&shared)));
            },
            Some(_) = connections.join_next() => {}
        }
    }
}

async fn serve(stream: TcpStream, shared: Arc<Shared>) {
    let service = service_fn(|request| respond(request, Arc::clone(&shared)));
    let served = http1::Builder::new()
        .serve_connection(TokioIo::new(stream), service)
        .await;
    drop(served); // an error is a caller that went away, or a connection that is closed on purpose
}

async fn respond(
    request: http::Request<Incoming>,
    shared: Arc<Shared>,
) -> Result<Response<Sent>, Closed> {
    let (head, body) = request.into_parts();
    let answer = match prepare(&head, body, &shared).await {
        // In a task of its own: the call goes on when the connection is closed and this future is dropped.
        Ok(call) => tokio::spawn(call.perform(shared))
            .await
            .map_err(|_| Closed)??,
        Err(answer) => answer,
    };
    Ok(answer.into_response())
}

/// Makes a call of a request, or answers it at once.
async fn prepare(
    head: &request::Parts,
    body: Incoming,
    shared: &Shared,
) -> Result<Request, Answer> {
    let header = |name: HeaderName| head.headers.get(name).map(|value| value.as_bytes());
    let permission = shared
        .permission(header(AUTHORIZATION))
        .map_err(|refusal| Answer::plain(401, refusal.to_string()))?;
    let (http_method, path) = (head.method.as_str(), head.uri.path());
    if let Some(answer) = elsewhere(path) {
        return Err(answer);
    }
    let method = twirp::route(http_method, path).map_err(|error| Answer::error(&error))?;
    let content_type = header(CONTENT_TYPE)
        .map(String::from_utf8_lossy)
        .unwrap_or_default();
    let encoding = Encoding::of_content_type(&content_type).ok_or_else(|| {
        let text = format!("unexpected Content-Type: {content_type:?}");
        Answer::error(&Error::bad_route(text, http_method, path))
    })?;
    let malformed = || Answer::error(&Error::malformed(encoding.name()));
    let body = match read(body).await {
        Body::Whole(body) => body,
        Body::TooLong => return Err(Answer::plain(413, "request body too large")),
        Body::BrokenOff => return Err(malformed()),
    };
    let fields = encoding
        .read(method.request, &body)
        .map_err(|_| malformed())?;
    match permission {
        Permission::SipAdmin => Ok(Request {
            method,
            fields,
            encoding,
        }),
        Permission::None => Err(Answer::error(&Error::permissions_denied())),
    }
}

/// The answer to a path that is not the service's.
fn elsewhere(path: &str) -> Option<Answer> {
    if path.contains("//") {
        return Some(Answer::redirect(single_slashes(path)));
    }
    match path {
        "/" => Some(Answer::plain(200, "OK")),
        path if twirp::is_service(path) => None,
        _ => Some(Answer::plain(404, "404 page not found\n")),
    }
}

fn single_slashes(path: &str) -> String {
    let parts: Vec<&str> = path.split('/').filter(|part| !part.is_empty()).collect();
    format!("/{}", parts.join("/"))
}

/// A request's body.
enum Body {
    Whole(Vec<u8>),
    TooLong,
    BrokenOff,
}

/// Reads a body; one that is too long to its end all the same, so that the caller gets to read the answer.
async fn read(mut body: Incoming) -> Body {
    let (mut whole, mut fits) = (Vec::new(), true);
    while let Some(frame) = body.frame().await {
        let Ok(frame) = frame else {
            return Body::BrokenOff;
        };
        let data: Bytes = frame.into_data().unwrap_or_default();
        fits = fits && whole.len() + data.len() <= LIMIT;
        if fits {
            whole.extend_from_slice(&data);
        }
    }
    if fits {
        Body::Whole(whole)
    } else {
        Body::TooLong
    }
}
