//! The client's side: calls, how they are sent, and what becomes of their answers.
//!
//! A generated client describes its operations in statics ([`Operation`]), writes its parameters into a [`Call`], and says by one function an
//! operation what it expects of an answer, by its [`Head`]. All else is here, once, and not generic.
//!
//! # What a call does not do
//!
//! - It follows no redirect: the credential and the body would go to a place that the caller did not choose. A redirect is an answer. (A
//!   [`reqwest::Client`] of the caller's keeps its own policy.)
//! - It carries no credential that its operation does not ask for. If the operation asks for one that the client does not have, it is not sent:
//!   [`ErrorKind::MissingCredential`]. Clients whose transport adds the credential say so by [`Builder::foreign_credentials`].
//! - No value leaves its place in the URL. Values that would make a path segment empty, `.` or `..` are refused, since URLs cannot hold
//!   them: the request would go to another operation, with the caller's token.
//! - `Debug` and `Display` of its types show no body, no credential, no query and no header but the content type.
//!
//! Sending needs tokio's runtime, with time and input/output enabled.

mod answer;
mod body;
mod build;
mod byte_stream;
mod call;
mod core;
mod credential;
mod describe;
mod error;
mod events;
mod expect;
mod framing;
mod head;
mod headers;
mod http_client;
mod invalid;
mod lines;
mod pending;
mod progress;
mod reply;
mod send;
mod shown;
mod tls;
mod transport;
mod url;

pub use body::Body;
pub use build::{
    BuildError, Builder, DEFAULT_BODY_LIMIT, DEFAULT_CONNECT_TIMEOUT, DEFAULT_TIMEOUT,
};
pub use byte_stream::{ByteStream, StreamError};
pub use call::Call;
pub use core::Core;
pub use describe::{Api, Operation, Part, Scheme, SchemeKind, Segment};
pub use error::{Error, ErrorKind};
pub use events::Events;
pub use expect::{Decoder, Expect};
pub use head::Head;
pub use http_client::http_client_builder;
pub use invalid::{InvalidParameter, InvalidRequest, MissingCredential, ParameterProblem};
pub use lines::Lines;
pub use pending::Pending;
pub use reply::Reply;
pub use transport::{BoxError, Exchange, Transport, TransportError, TransportErrorKind, from_fn};
pub use url::expand;

pub use bytes::Bytes;
pub use http::{HeaderMap, Method, StatusCode};
pub use {http, reqwest};
