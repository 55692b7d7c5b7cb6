//! `cargo xtask bench codec`: decoding and encoding, against derived serde.

use anyhow::Result;

use crate::process::{cargo, run};

/// Runs the benchmark, which prints its table; `quick` is for seeing that it works.
pub fn codec(quick: bool) -> Result<()> {
    let mut command = cargo();
    command.args([
        "bench",
        "--quiet",
        "--package",
        "counterpart-tests",
        "--bench",
        "codec",
    ]);
    if quick {
        command.args(["--", "--quick"]);
    }
    run(&mut command)
}
