//! What a generated server calls: routes, authentication, parameters, bodies, and the answers to what is wrong with them.
//!
//! A generated crate describes each operation as a static [`Operation`] and registers one plain function for it with a [`Mount`]. Everything
//! else happens here, in code that is compiled once. Users of a generated crate meet [`Options`], [`Context`], [`Denied`] and [`Problem`].
//!
//! The order of a request: route, authentication, path, query, header and cookie parameters, body, the implementor's method. What is wrong
//! with parameters and body is gathered and answered at once, in the form of the document's [`Profile`].

mod answer;
mod api;
mod auth;
mod body;
mod call;
mod context;
mod fastapi;
mod matching;
mod mount;
mod options;
mod params;
mod problem;
mod problem_details;
mod profile;
mod pydantic;
#[cfg(test)]
mod recorded;
mod rejection;
mod route;
mod stream;
mod upload;

pub use answer::{Answer, AnswerHead, Status};
pub use api::{Api, Operation, Part, PathSegment, Profile};
pub use auth::{AuthContext, Challenge, Denied, Refusal};
pub use call::{Call, Head};
pub use context::Context;
pub use mount::{Answering, Mount};
pub use options::{Options, Rejected};
pub use problem::{NotImplemented, Problem};
pub use rejection::Rejection;
pub use stream::{Events, Lines};
pub use upload::{Upload, UploadError, UploadErrorKind};

pub use crate::codec::{Condition, Contains, Format, JsonKind, Rule};
pub use crate::param::{AsJson, ParamDesc, Style};
pub use axum;
pub use axum::Router;
pub use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, Uri};
pub use axum::response::{IntoResponse, Response};
