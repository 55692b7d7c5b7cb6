//! What it costs to compile a crate: CPU seconds and memory of cargo and the rustc under it.

use std::path::Path;
use std::process::Stdio;

use anyhow::{Context, Result, ensure};
use wait4::Wait4;

use crate::process::{cargo, show};

/// What is done to the crate.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
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

    /// The most that emitted types may cost of what derived serde costs, in CPU time.
    pub fn budget(self) -> f64 {
        match self {
            Build::Check => 0.25,
            Build::Dev => 0.33,
            Build::Release => 0.40,
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

/// Builds `package` of the workspace at `directory`, whose folder has its name, into `target`: see [`cost_of`].
pub fn cost(directory: &Path, target: &Path, package: &str, build: Build) -> Result<Cost> {
    let source = directory.join(package).join("src/lib.rs");
    cost_of(directory, &source, target, package, build)
}

/// Builds `package` of the workspace at `directory` into `target` as if its root `source` had just been saved: where what it depends on is built,
/// nothing else is.
pub fn cost_of(
    directory: &Path,
    source: &Path,
    target: &Path,
    package: &str,
    build: Build,
) -> Result<Cost> {
    let text = std::fs::read(source).with_context(|| source.display().to_string())?;
    std::fs::write(source, text)?;
    let mut command = cargo();
    command
        .args(build.arguments())
        .args(["--quiet", "--offline", "--package", package])
        .current_dir(directory)
        .env("CARGO_TARGET_DIR", target)
        .env("CARGO_INCREMENTAL", "0")
        // What wraps rustc may answer from a cache.
        .env("RUSTC_WRAPPER", "")
        .env_remove("RUSTFLAGS")
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

/// The middle of some numbers, and how far they lie apart.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Spread {
    /// The median.
    pub median: f64,
    /// The least.
    pub least: f64,
    /// The most.
    pub most: f64,
}

impl Spread {
    /// Of `numbers`; zero where there are none.
    pub fn of(numbers: impl IntoIterator<Item = f64>) -> Self {
        let mut numbers: Vec<f64> = numbers.into_iter().collect();
        numbers.sort_by(f64::total_cmp);
        let at = |index: usize| numbers.get(index).copied().unwrap_or_default();
        Self {
            median: (at(numbers.len().saturating_sub(1) / 2) + at(numbers.len() / 2)) / 2.0,
            least: at(0),
            most: at(numbers.len().saturating_sub(1)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Spread;

    #[test]
    fn the_middle_of_an_even_number_lies_between_two() {
        let spread = Spread::of([4.0, 1.0, 2.0, 3.0]);
        assert_eq!(
            spread,
            Spread {
                median: 2.5,
                least: 1.0,
                most: 4.0
            }
        );
        assert_eq!(Spread::of([7.0]).median, 7.0);
        assert_eq!(Spread::of([]).median, 0.0);
    }
}
