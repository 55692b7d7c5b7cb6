//! Turns an OpenAPI document into two Rust crates that fit each other: an axum server trait and a reqwest client.
//!
//! ```text
//! load(Loader) → Sources → Document → ir::Api → passes → names → emit → Output { files, lock, diagnostics, report }
//! ```
//!
//! Everything but [`source::load`]'s [`source::Loader`] is a pure function: no file, clock, environment or hash-map
//! order has a say in the output.
#![forbid(unsafe_code)]

pub mod config;
pub mod diagnostic;
pub mod document;
pub mod ecma;
pub mod emit;
mod identifier;
pub mod ir;
pub mod lock;
pub mod lower;
pub mod names;
pub mod output;
pub mod passes;
mod paths;
mod pipeline;
pub mod project;
pub mod report;
mod rust_path;
pub mod source;

pub use config::Config;
pub use lock::Lock;
pub use pipeline::{Output, generate, ir_after, report, steps};
pub use report::Report;
pub use source::{Loader, Sources, load};
