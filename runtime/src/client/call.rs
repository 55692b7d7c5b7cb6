//! A call that is being put together.

use std::fmt;
use std::time::Duration;

use http::header::{
    CONTENT_LENGTH, CONTENT_TYPE, COOKIE, HOST, HeaderMap, HeaderName, HeaderValue,
    TRANSFER_ENCODING,
};

use super::body::Body;
use super::core::Core;
use super::describe::Operation;
use super::expect::Decoder;
use super::invalid::{InvalidParameter, ParameterProblem};
use super::pending::Pending;
use super::send;
use crate::codec::{self, Encode};
use crate::param::{self, Location, ParamDesc, ParamValue, Unwritable, WriteParam};

/// A call that is being put together. What is wrong with its parameters is kept, and reported when it is sent.
#[must_use = "a call is sent when it is awaited"]
pub struct Call(Box<Draft>);

pub(super) struct Draft {
    pub(super) core: Core,
    pub(super) operation: &'static Operation,
    /// Percent-encoded, by parameter.
    pub(super) path: Vec<(&'static str, String)>,
    /// `name=value`, percent-encoded, by parameter.
    pub(super) query: Vec<(&'static str, String)>,
    /// `name=value`, percent-encoded, by parameter.
    pub(super) cookies: Vec<(&'static str, String)>,
    pub(super) headers: HeaderMap,
    pub(super) body: Option<Body>,
    pub(super) timeout: Option<Duration>,
    pub(super) invalid: Vec<InvalidParameter>,
}

impl Call {
    pub(super) fn new(core: Core, operation: &'static Operation) -> Self {
        let timeout = core.shared().timeout;
        Self(Box::new(Draft {
            core,
            operation,
            path: Vec::new(),
            query: Vec::new(),
            cookies: Vec::new(),
            headers: HeaderMap::new(),
            body: None,
            timeout,
            invalid: Vec::new(),
        }))
    }

    /// A parameter, in place of an earlier value of it. What cannot be written, and a path value that would make its segment empty, `.` or `..`, is
    /// refused when the call is sent.
    pub fn param<V: WriteParam + ?Sized>(mut self, desc: &ParamDesc, value: &V) -> Self {
        self.0.param(desc, value.param_value());
        self
    }

    /// The body, as a JSON document.
    pub fn json<T: Encode + ?Sized>(mut self, body: &T) -> Self {
        match codec::encode(body) {
            Ok(text) => self.0.body = Some(text.into()),
            Err(error) => self.0.refuse("body", ParameterProblem::Body(error)),
        }
        self
    }

    /// The body, as it is. What is streamed is sent as it comes: the call's timeout holds for each piece then, not for the whole.
    pub fn body(mut self, body: impl Into<Body>) -> Self {
        self.0.body = Some(body.into());
        self
    }

    /// A header of the caller's choice; in place of an earlier value, and of the header that the client would have sent, a credential among them.
    ///
    /// What is no header, and what the client sets itself (`Host`, `Content-Length`, `Transfer-Encoding`, `Content-Type`, `Cookie`), is refused when
    /// the call is sent: [`ErrorKind::InvalidRequest`](super::ErrorKind::InvalidRequest).
    pub fn header(mut self, name: &str, value: &str) -> Self {
        self.0.header(name, value);
        self
    }

    /// How long the call may take from start to end; in place of the client's timeout.
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.0.timeout = Some(timeout);
        self
    }

    /// Sends the call; `decode` says what the answer is.
    pub fn send<T, E>(self, decode: Decoder<T, E>) -> Pending<T, E> {
        Pending::new(Box::pin(send::run(self.0)), decode)
    }
}

impl fmt::Debug for Call {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Call")
            .field("operation", &self.0.operation.id)
            .finish_non_exhaustive()
    }
}

impl Draft {
    fn refuse(&mut self, name: &str, problem: ParameterProblem) {
        self.invalid.push(InvalidParameter {
            name: name.to_owned(),
            problem,
        });
    }

    fn param(&mut self, desc: &ParamDesc, value: Result<ParamValue, Unwritable>) {
        let name = desc.name();
        let text = match value.and_then(|value| param::write(desc, &value)) {
            Ok(text) => text,
            Err(problem) => return self.refuse(name, ParameterProblem::Unwritable(problem)),
        };
        match desc.location() {
            Location::Path => {
                if text.is_empty() {
                    self.refuse(name, ParameterProblem::EmptyInPath);
                }
                self.path.push((name, text));
            }
            Location::Query => replace(&mut self.query, name, text),
            Location::Header => self.header(name, &text),
            Location::Cookie => replace(&mut self.cookies, name, text),
        }
    }

    fn header(&mut self, name: &str, value: &str) {
        let Ok(header) = HeaderName::try_from(name) else {
            return self.refuse(name, ParameterProblem::HeaderName);
        };
        // What frames the request, or is put together from several parts.
        if [
            CONTENT_LENGTH,
            TRANSFER_ENCODING,
            HOST,
            CONTENT_TYPE,
            COOKIE,
        ]
        .contains(&header)
        {
            return self.refuse(name, ParameterProblem::ReservedHeader);
        }
        match HeaderValue::from_str(value) {
            Ok(mut value) => {
                value.set_sensitive(true);
                self.headers.insert(header, value);
            }
            Err(_) => self.refuse(name, ParameterProblem::HeaderValue),
        }
    }
}

/// Sets what a parameter is written as; nothing is what an empty array that is exploded is written as.
fn replace(pairs: &mut Vec<(&'static str, String)>, name: &'static str, encoded: String) {
    pairs.retain(|(known, _)| *known != name);
    if !encoded.is_empty() {
        pairs.push((name, encoded));
    }
}
