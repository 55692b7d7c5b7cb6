//! What it costs to compile a crate: CPU seconds and memory of cargo and the rustc under it.

use std::path::Path;
use std::process::Stdio;

use anyhow::{Context, Result, ensure};
use wait4::Wait4;

use crate::process::{cargo, show};
use crate::root;

/// What is done to the crate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Build {
    /// `cargo check`
    Check,
    /// `cargo build`
    Dev,
    /// `cargo build --release`
    Release,
}

impl Build {
    /// All of them.
    pub const ALL: [Build; 3] = [Build::Check, Build::Dev, Build::Release];

    /// How a person calls it.
    pub fn name(self) -> &'static str {
        match self {
            Build::Check => "check",
            Build::Dev => "dev",
            Build::Release => "release",
        }
    }

    fn arguments(self) -> &'static [&'static str] {
        match self {
            Build::Check => &["check"],
            Build::Dev => &["build"],
            Build::Release => &["build", "--release"],
        }
    }
}

/// The price of one build.
#[derive(Clone, Copy, Debug, Default)]
pub struct Cost {
    /// User and system time of all processes, in seconds.
    pub cpu: f64,
    /// The most memory that one of them held, in MB.
    pub memory: f64,
}

/// Builds `package` of the workspace at `directory` alone: what it depends on is built before.
pub fn cost(directory: &Path, package: &str, build: Build) -> Result<Cost> {
    let source = directory.join(package).join("src/lib.rs");
    once(directory, package, build)?;
    let text = std::fs::read(&source).with_context(|| source.display().to_string())?;
    std::fs::write(&source, text)?;
    once(directory, package, build)
}

fn once(directory: &Path, package: &str, build: Build) -> Result<Cost> {
    let mut command = cargo();
    command
        .args(build.arguments())
        .args(["--quiet", "--offline", "--package", package])
        .current_dir(directory)
        .env("CARGO_TARGET_DIR", root().join("target/bench"))
        .env("CARGO_INCREMENTAL", "0")
        .stdin(Stdio::null());
    let mut child = command
        .spawn()
        .with_context(|| format!("cannot start `{}`", show(&command)))?;
    let used = child.wait4().context("cannot wait for cargo")?;
    ensure!(used.status.success(), "`{}` failed", show(&command));
    Ok(Cost {
        cpu: (used.rusage.utime + used.rusage.stime).as_secs_f64(),
        memory: used.rusage.maxrss as f64 / (1024.0 * 1024.0),
    })
}
