//! The answers that a document declares: a body with its headers, and how it becomes a response.

use std::fmt;

use axum::body::Body;
use axum::http::header::{CONTENT_LENGTH, CONTENT_TYPE, SET_COOKIE};
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode};
use axum::response::Response;

use crate::codec::{Encode, EncodeError, encode};
use crate::param::{self, ParamDesc, ParamValue, Unwritable, WriteParam};

/// An answer that the document declares: its body, its headers, and its status where the document leaves that open.
///
/// The constructors of a generated response make it. `Debug` shows the status and the names of the headers: values, and the body, may hold secrets.
#[derive(Clone, PartialEq)]
pub struct Answer<T> {
    head: AnswerHead,
    body: T,
}

/// An answer but for its body.
#[derive(Clone, Default, PartialEq)]
pub struct AnswerHead {
    status: Option<StatusCode>,
    headers: HeaderMap,
    /// Why it cannot be sent: the first header that is none.
    problem: Option<Problem>,
}

#[derive(Clone, Debug, PartialEq)]
struct Problem {
    header: String,
    kind: ProblemKind,
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum ProblemKind {
    Name,
    Value,
    Unwritable(Unwritable),
}

/// The status of an answer, as the document declares it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    /// This one.
    Code(u16),
    /// One of a range (`4XX`), by its first digit.
    Range(u16),
    /// Any (`default`).
    Any,
}

impl<T> Answer<T> {
    /// An answer whose status the document says.
    pub fn new(body: T) -> Self {
        Self {
            head: AnswerHead::default(),
            body,
        }
    }

    /// An answer whose status the document leaves open: it declares a range, or `default`.
    pub fn with_status(status: StatusCode, body: T) -> Self {
        let mut answer = Self::new(body);
        answer.head.status = Some(status);
        answer
    }

    /// Sets a header that the document declares: see [`AnswerHead::set`].
    #[must_use]
    pub fn with<V: WriteParam + ?Sized>(mut self, desc: &ParamDesc, value: &V) -> Self {
        self.head.set(desc, value);
        self
    }

    /// The body.
    pub fn body(&self) -> &T {
        &self.body
    }

    /// The body, without the headers.
    pub fn into_body(self) -> T {
        self.body
    }

    pub(super) fn into_parts(self) -> (AnswerHead, T) {
        (self.head, self.body)
    }

    /// The status, where the document leaves it open.
    pub fn status(&self) -> Option<StatusCode> {
        self.head.status
    }

    /// The headers that were set.
    pub fn headers(&self) -> &HeaderMap {
        &self.head.headers
    }

    /// The answer but for its body.
    pub fn head_mut(&mut self) -> &mut AnswerHead {
        &mut self.head
    }
}

impl<T: Encode> Answer<T> {
    /// The response, with a JSON body under the media type that the document declares.
    #[must_use]
    pub fn json(self, status: Status, media_type: &'static str) -> Response {
        self.head.json(status, media_type, encode(&self.body))
    }
}

impl Answer<()> {
    /// The response, which has no body.
    #[must_use]
    pub fn empty(self, status: Status) -> Response {
        self.head.respond(status, Body::empty())
    }
}

impl AnswerHead {
    /// Sets a header that the document declares, in place of an earlier value. Of `Set-Cookie` there is one more: its lines are no list.
    pub fn set<V: WriteParam + ?Sized>(&mut self, desc: &ParamDesc, value: &V) {
        self.set_value(desc, value.param_value());
    }

    fn set_value(&mut self, desc: &ParamDesc, value: Result<ParamValue, Unwritable>) {
        match value.and_then(|value| param::write(desc, &value)) {
            Ok(text) => self.put(desc.name(), &text, |name| *name == SET_COOKIE),
            Err(problem) => self.refuse(desc.name(), ProblemKind::Unwritable(problem)),
        }
    }

    /// One more header: a name that is there already is sent again. The one exception is `Content-Type`, which takes the place of the one that the
    /// document declares.
    pub fn append(&mut self, name: &str, value: &str) {
        self.put(name, value, |name| *name != CONTENT_TYPE);
    }

    /// The headers that were set, to be changed.
    pub fn headers_mut(&mut self) -> &mut HeaderMap {
        &mut self.headers
    }

    fn put(&mut self, name: &str, value: &str, is_one_more: fn(&HeaderName) -> bool) {
        let Ok(header) = HeaderName::try_from(name) else {
            return self.refuse(name, ProblemKind::Name);
        };
        let Ok(value) = HeaderValue::from_str(value) else {
            return self.refuse(name, ProblemKind::Value);
        };
        if is_one_more(&header) {
            self.headers.append(header, value);
        } else {
            self.headers.insert(header, value);
        }
    }

    fn refuse(&mut self, header: &str, kind: ProblemKind) {
        self.problem.get_or_insert_with(|| Problem {
            header: header.to_owned(),
            kind,
        });
    }

    /// A value without a JSON form (a number that is not finite) is logged, and answered with 500: half an answer would be a lie.
    fn json(
        mut self,
        status: Status,
        media_type: &'static str,
        body: Result<String, EncodeError>,
    ) -> Response {
        match body {
            Ok(text) => {
                // A document may require it of the implementor, who cannot know it.
                self.headers.remove(CONTENT_LENGTH);
                self.with_body(status, media_type, Body::from(text))
            }
            Err(error) => {
                tracing::error!(%error, "the response cannot be written");
                internal_error()
            }
        }
    }

    /// The response, with a body of the media type that the document declares.
    pub(super) fn with_body(
        mut self,
        status: Status,
        media_type: &'static str,
        body: Body,
    ) -> Response {
        // A media type that no header can hold is a fault of the document.
        if let Ok(value) = HeaderValue::from_str(media_type) {
            self.set_default(CONTENT_TYPE, value);
        }
        self.respond(status, body)
    }

    /// Sets a header where the implementor has not.
    pub(super) fn set_default(&mut self, name: HeaderName, value: HeaderValue) {
        self.headers.entry(name).or_insert(value);
    }

    fn respond(self, declared: Status, body: Body) -> Response {
        if let Some(Problem { header, kind }) = &self.problem {
            tracing::error!(?header, "the response cannot be written: {kind}");
            return internal_error();
        }
        let Some(status) = declared.chosen(self.status) else {
            tracing::error!(
                status = self.status.map(|status| status.as_u16()),
                ?declared,
                "the response cannot be written: its status is not the declared one"
            );
            return internal_error();
        };
        let mut response = Response::new(body);
        *response.status_mut() = status;
        *response.headers_mut() = self.headers;
        response
    }
}

impl Status {
    /// The status that is sent; `None` where the chosen one is not declared, or the declared one is no status.
    fn chosen(self, chosen: Option<StatusCode>) -> Option<StatusCode> {
        match self {
            Self::Code(code) => StatusCode::from_u16(code).ok(),
            Self::Range(hundreds) => chosen.filter(|status| status.as_u16() / 100 == hundreds),
            Self::Any => chosen,
        }
    }
}

impl<T> fmt::Debug for Answer<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.head.show("Answer", f)
    }
}

impl fmt::Debug for AnswerHead {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.show("AnswerHead", f)
    }
}

impl AnswerHead {
    fn show(&self, name: &str, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names: Vec<&str> = self.headers.keys().map(HeaderName::as_str).collect();
        let mut shown = f.debug_struct(name);
        if let Some(status) = self.status {
            shown.field("status", &status.as_u16());
        }
        shown.field("headers", &names).finish_non_exhaustive()
    }
}

impl fmt::Display for ProblemKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Name => f.write_str("this is not the name of a header"),
            Self::Value => f.write_str("the value of this header is not one that HTTP can hold"),
            Self::Unwritable(problem) => write!(f, "the value of this header {problem}"),
        }
    }
}

fn internal_error() -> Response {
    text_response(
        StatusCode::INTERNAL_SERVER_ERROR,
        "text/plain; charset=utf-8",
        "Internal Server Error".to_owned(),
    )
}

pub(super) fn text_response(
    status: StatusCode,
    media_type: &'static str,
    text: String,
) -> Response {
    let mut response = Response::new(Body::from(text));
    *response.status_mut() = status;
    // A media type that no header can hold is a fault of the document.
    if let Ok(value) = HeaderValue::from_str(media_type) {
        response.headers_mut().insert(CONTENT_TYPE, value);
    }
    response
}
