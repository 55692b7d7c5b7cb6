//! `cargo xtask test`: every test that needs nothing but Rust.

use anyhow::Result;

use crate::process::{cargo, run};

/// Runs the tests of the whole workspace, with every feature.
pub fn test() -> Result<()> {
    run(cargo().args(["test", "--workspace", "--all-features"]))
}
