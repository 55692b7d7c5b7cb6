//! Workspaces of their own under `target/`: what is measured there has no more dependencies than it needs.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use crate::process::{cargo, run};
use crate::root;

/// A package to write.
pub struct Package {
    /// Its name, and its folder's.
    pub name: String,
    /// What its manifest says after `[package]`.
    pub manifest: String,
    /// Paths under `src/`, and what stands there.
    pub files: Vec<(String, String)>,
}

/// Where what is built in these workspaces lies; they share it.
pub fn target() -> PathBuf {
    root().join("target/bench")
}

/// Writes a workspace of `packages` anew, with the versions of this repository's lock.
///
/// # Errors
/// When a file cannot be written, or a dependency cannot be had.
pub fn write(workspace: &Path, packages: &[Package]) -> Result<()> {
    if workspace.exists() {
        fs::remove_dir_all(workspace)?;
    }
    for package in packages {
        let directory = workspace.join(&package.name);
        for (path, text) in &package.files {
            let path = directory.join("src").join(path);
            fs::create_dir_all(path.parent().context("a file stands in a folder")?)?;
            fs::write(path, text)?;
        }
        let (name, rest) = (&package.name, &package.manifest);
        fs::write(
            directory.join("Cargo.toml"),
            format!(
                "[package]\nname = {name:?}\nversion = \"0.0.0\"\nedition = \"2024\"\n\n{rest}"
            ),
        )?;
    }
    let members: Vec<_> = packages.iter().map(|package| &package.name).collect();
    fs::write(
        workspace.join("Cargo.toml"),
        format!("[workspace]\nresolver = \"3\"\nmembers = {members:?}\n"),
    )?;
    fs::copy(root().join("Cargo.lock"), workspace.join("Cargo.lock"))?;
    // What is measured is built offline.
    run(cargo().args(["fetch", "--quiet"]).current_dir(workspace))
}

/// What a crate of emitted types needs.
pub fn emitted_manifest() -> String {
    format!(
        "[features]\ndefault = [\"serde\"]\nserde = [\"counterpart-runtime/serde\"]\n\n[dependencies]\n{}",
        runtime()
    )
}

/// The dependency on this repository's runtime.
pub fn runtime() -> String {
    format!(
        "counterpart-runtime = {{ path = {:?} }}\n",
        root().join("runtime")
    )
}

/// What a crate of derived types needs.
pub const DERIVED: &str = "[dependencies]\n\
     serde = { version = \"1\", features = [\"derive\"] }\nserde_json = \"1\"\n\
     uuid = { version = \"1\", features = [\"serde\"] }\nchrono = { version = \"0.4\", features = [\"serde\"] }\n";
