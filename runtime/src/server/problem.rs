//! Answers without a typed body, in the form of the profile.

use std::borrow::Cow;

use axum::http::header::ALLOW;
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};

use super::answer::text_response;
use super::{Api, Operation, Profile, Rejection};
use crate::codec::Writer;

/// An answer that the document does not declare, in the form of its profile: `{"detail": "Phone not found"}` as FastAPI's, or problem details
/// (RFC 9457). What an implementor's `Error` becomes; generated crates have a `problem` function that knows their profile.
#[derive(Debug, Clone)]
pub struct Problem {
    profile: Profile,
    status: StatusCode,
    detail: Cow<'static, str>,
    headers: HeaderMap,
}

impl Problem {
    /// An answer with this status. `detail` is for the caller: no secrets, nothing of other systems.
    #[must_use]
    pub fn new(
        api: &'static Api,
        status: StatusCode,
        detail: impl Into<Cow<'static, str>>,
    ) -> Self {
        Self {
            profile: api.profile,
            status,
            detail: detail.into(),
            headers: HeaderMap::new(),
        }
    }

    /// Adds a header, such as `Retry-After`.
    #[must_use]
    pub fn with_header(mut self, name: HeaderName, value: HeaderValue) -> Self {
        self.headers.append(name, value);
        self
    }

    /// Its status.
    #[must_use]
    pub fn status(&self) -> StatusCode {
        self.status
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let mut writer = Writer::new();
        writer.open('{');
        let rules = self.profile.rules();
        (rules.problem_members)(&mut writer, self.status);
        writer.name("detail");
        writer.string(&self.detail);
        writer.close('}');
        let mut response = text_response(self.status, rules.problem_media_type, written(writer));
        response.headers_mut().extend(self.headers);
        response
    }
}

impl From<Problem> for Rejection {
    fn from(problem: Problem) -> Self {
        Self::new(problem)
    }
}

/// `type`, `title` and `status` of problem details. `about:blank`: the status says it all.
pub(super) fn about(writer: &mut Writer, status: StatusCode) {
    writer.name("type");
    writer.string("about:blank");
    writer.name("title");
    writer.string(status.canonical_reason().unwrap_or("Error"));
    writer.name("status");
    writer.unsigned(status.as_u16().into());
}

/// Texts and integers always have a JSON form.
pub(super) fn written(writer: Writer) -> String {
    writer.finish().unwrap_or_default()
}

/// 404 for a path that no operation has.
pub(super) fn not_found(api: &'static Api) -> Response {
    Problem::new(api, StatusCode::NOT_FOUND, "Not Found").into_response()
}

/// 405, with the declared methods in `Allow`.
pub(super) fn method_not_allowed(api: &'static Api, mut methods: Vec<&'static str>) -> Response {
    if api.profile.rules().get_answers_head && methods.contains(&"GET") {
        methods.push("HEAD");
    }
    methods.sort_unstable();
    methods.dedup();
    let problem = Problem::new(api, StatusCode::METHOD_NOT_ALLOWED, "Method Not Allowed");
    // The names of methods are tokens, which a header can hold.
    match HeaderValue::from_str(&methods.join(", ")) {
        Ok(allow) => problem.with_header(ALLOW, allow).into_response(),
        Err(_) => problem.into_response(),
    }
}

/// An operation that the implementor has left out, where the generator was asked to permit that: what the implementor's `Error` is made of then.
///
/// As a response it is 501 in the form of the profile.
#[derive(Debug, Clone, Copy)]
pub struct NotImplemented {
    api: &'static Api,
    operation: &'static Operation,
}

impl NotImplemented {
    /// This operation of this API is not implemented.
    #[must_use]
    pub fn new(api: &'static Api, operation: &'static Operation) -> Self {
        Self { api, operation }
    }

    /// The operation.
    #[must_use]
    pub fn operation(&self) -> &'static Operation {
        self.operation
    }
}

impl IntoResponse for NotImplemented {
    fn into_response(self) -> Response {
        Problem::new(self.api, StatusCode::NOT_IMPLEMENTED, "Not Implemented").into_response()
    }
}
