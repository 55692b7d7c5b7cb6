//! `cargo xtask bench`: ratios against a named baseline, taken in one run.

mod beside;
mod codec;
mod derived;
mod measure;
mod synthetic;
mod types;
mod workspace;

pub use beside::{Beside, beside};
pub use codec::codec;
pub use measure::Build;
pub use types::{Plan, types};
