//! A call that is being put together.

use std::fmt;
use std::time::Duration;

use bytes::Bytes;
use http::header::{
    CONTENT_LENGTH, CONTENT_TYPE, COOKIE, HOST, HeaderMap, HeaderName, HeaderValue,
    TRANSFER_ENCODING,
};

use super::answer::Decoder;
use super::core::Core;
use super::describe::Operation;
use super::invalid::{InvalidParameter, ParameterProblem};
use super::pending::Pending;
use super::send;
use crate::codec::{self, Encode};
use crate::param::{self, ListStyle, WriteParam};

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
    pub(super) body: Option<Bytes>,
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

    /// A path parameter, which stays within its segment. What would make the segment empty, `.` or `..` is refused when the call is sent.
    pub fn path<V: WriteParam + ?Sized>(mut self, name: &'static str, value: &V) -> Self {
        self.0.path(name, param::path_text(value));
        self
    }

    /// A path parameter that is an array: style `simple`.
    pub fn path_list<V: WriteParam>(mut self, name: &'static str, items: &[V]) -> Self {
        self.0.path(name, param::path_list(items));
        self
    }

    /// A query parameter; in place of an earlier value.
    pub fn query<V: WriteParam + ?Sized>(mut self, name: &'static str, value: &V) -> Self {
        let mut pair = String::new();
        param::push_query(&mut pair, name, value);
        replace(&mut self.0.query, name, pair);
        self
    }

    /// A query parameter that is an array; in place of an earlier value. An empty one that is exploded is left out: so it is written.
    pub fn query_list<V: WriteParam>(
        mut self,
        name: &'static str,
        style: ListStyle,
        items: &[V],
    ) -> Self {
        let mut pairs = String::new();
        param::push_query_list(&mut pairs, name, style, items);
        replace(&mut self.0.query, name, pairs);
        self
    }

    /// A header parameter; in place of an earlier value.
    pub fn header_param<V: WriteParam + ?Sized>(mut self, name: &'static str, value: &V) -> Self {
        self.0.header(name, &param::header_text(value));
        self
    }

    /// A header parameter that is an array: style `simple`; in place of an earlier value.
    pub fn header_list<V: WriteParam>(mut self, name: &'static str, items: &[V]) -> Self {
        self.0.header(name, &param::header_list(items));
        self
    }

    /// A cookie; in place of an earlier value.
    pub fn cookie<V: WriteParam + ?Sized>(mut self, name: &'static str, value: &V) -> Self {
        let mut pair = String::new();
        param::push_cookie(&mut pair, name, value);
        replace(&mut self.0.cookies, name, pair);
        self
    }

    /// A cookie that is an array; in place of an earlier value.
    pub fn cookie_list<V: WriteParam>(
        mut self,
        name: &'static str,
        style: ListStyle,
        items: &[V],
    ) -> Self {
        let mut pairs = String::new();
        param::push_cookie_list(&mut pairs, name, style, items);
        replace(&mut self.0.cookies, name, pairs);
        self
    }

    /// The body.
    pub fn json<T: Encode + ?Sized>(mut self, body: &T) -> Self {
        match codec::encode(body) {
            Ok(text) => self.0.body = Some(text.into()),
            Err(error) => self.0.refuse("body", ParameterProblem::Body(error)),
        }
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

    fn path(&mut self, name: &'static str, encoded: String) {
        if encoded.is_empty() {
            self.refuse(name, ParameterProblem::EmptyInPath);
        }
        self.path.push((name, encoded));
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
