//! `cargo xtask bench`: ratios against a named baseline, taken in one run.

mod codec;
mod derived;
mod measure;
mod synthetic;
mod types;
mod workspace;

pub use codec::codec;
pub use types::{Plan, types};
