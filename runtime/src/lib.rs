//! What the crates that counterpart generates call. Generated code is data and one-line calls; the logic is here, written by hand.
//!
//! - [`codec`]: JSON, read and written, with every fault and its place.
//! - [`param`]: the values of parameters as text.
//! - [`Maybe`], [`Secret`], [`Base64`], [`Json`], [`Integer`], [`Number`]: types that generated types have as members.
//! - [`Fault`], [`Faults`]: what is wrong with an input.
//! - `client`: calls, how they are sent, and what becomes of their answers.
//! - `server`: routes, authentication, parameters, bodies and the answers to what is wrong with them.
//!
//! # Features
//!
//! - `serde` (default): generated types and those of this crate implement `serde::Serialize` and `serde::Deserialize`.
//! - `server`: what a generated server calls.
//! - `client`: what a generated client calls.
//! - `rustls`: the client speaks TLS, with the root certificates of the operating system; else only by an HTTP client of the caller's.

mod base64;
#[cfg(feature = "client")]
pub mod client;
pub mod codec;
pub mod compat;
mod date_time;
#[cfg(any(feature = "client", feature = "server"))]
mod event;
mod fault;
#[cfg(feature = "serde")]
#[path = "serde.rs"]
pub mod forward;
mod json;
mod maybe;
#[cfg(any(feature = "client", feature = "server"))]
mod media;
pub mod param;
mod secret;
#[cfg(feature = "server")]
pub mod server;

pub use crate::base64::Base64;
pub use crate::date_time::{DateTime, NotDateTime};
#[cfg(any(feature = "client", feature = "server"))]
pub use crate::event::Event;
pub use crate::fault::{Fault, FaultKind, Faults, Segment, SyntaxProblem};
pub use crate::json::{Integer, Json, NotNumber, Number};
pub use crate::maybe::Maybe;
pub use crate::secret::Secret;
pub use uuid::Uuid;

/// A date without a time: `format: date`.
pub type Date = chrono::NaiveDate;

pub use chrono;
pub use uuid;
