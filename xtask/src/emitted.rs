//! `cargo xtask emitted`: everything that is emitted for `specs/` compiles, warnings denied, clippy and rustdoc included, and no
//! documentation becomes a test.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, ensure};
use counterpart::config::{CrateOutput, Runtime};
use counterpart::source::{DiskLoader, load};
use counterpart::{Config, Lock};

use crate::process::{cargo, run};
use crate::root;

/// Emits both crates of every document into one workspace under `target/`, and has them checked.
pub fn emitted() -> Result<()> {
    let workspace = root().join("target/emitted");
    if workspace.exists() {
        fs::remove_dir_all(&workspace)?;
    }
    let mut members = Vec::new();
    for document in documents()? {
        members.extend(emit(&document, &workspace)?);
    }
    ensure!(members.len() > 1, "specs/ gave no crates");
    let list: String = members
        .iter()
        .map(|member| format!("    {member:?},\n"))
        .collect();
    fs::write(
        workspace.join("Cargo.toml"),
        format!("[workspace]\nresolver = \"3\"\nmembers = [\n{list}]\n"),
    )?;
    fs::copy(root().join("Cargo.lock"), workspace.join("Cargo.lock"))?;
    check(&workspace)?;
    println!(
        "{} crates of specs/ compile without a warning",
        members.len()
    );
    Ok(())
}

/// The documents of `specs/`, by name.
pub fn documents() -> Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    for entry in fs::read_dir(root().join("specs")).context("specs/")? {
        let path = entry?.path();
        if path.is_file() {
            found.push(path);
        }
    }
    found.sort();
    Ok(found)
}

/// Writes the crates of one document; returns their folders. A document that cannot be read has none.
fn emit(document: &Path, workspace: &Path) -> Result<Vec<String>> {
    let name = document
        .file_name()
        .context("a document has a name")?
        .to_string_lossy();
    let stem = name.replace('.', "-");
    let path = document.to_str().context("a document's path is text")?;
    let Ok(sources) = load(&mut DiskLoader::new(path), path) else {
        return Ok(Vec::new());
    };
    let krate = |side: &str| CrateOutput {
        directory: format!("{stem}/{side}"),
        package: format!("{stem}-{side}"),
    };
    let folders = [format!("{stem}/server"), format!("{stem}/client")];
    let config = Config {
        runtime: Runtime::Path("../../runtime".to_owned()),
        server: Some(krate("server")),
        client: Some(krate("client")),
        ..Config::default()
    };
    let output = counterpart::generate(&sources, &config, &Lock::new());
    for file in &output.files {
        let path = workspace.join(&file.path);
        fs::create_dir_all(path.parent().context("a file stands in a folder")?)?;
        fs::write(path, &file.text)?;
    }
    Ok(folders
        .into_iter()
        .filter(|folder| workspace.join(folder).is_dir())
        .collect())
}

fn check(workspace: &Path) -> Result<()> {
    let cargo = || {
        let mut command = cargo();
        command
            .current_dir(workspace)
            .env("CARGO_TARGET_DIR", root().join("target"));
        command
    };
    run(cargo().args([
        "clippy",
        "--quiet",
        "--offline",
        "--workspace",
        "--all-targets",
        "--",
        "-D",
        "warnings",
    ]))?;
    run(cargo()
        .args(["doc", "--quiet", "--offline", "--workspace", "--no-deps"])
        .env("RUSTDOCFLAGS", "-D warnings"))?;
    let tests = cargo()
        .args(["test", "--offline", "--doc", "--workspace"])
        .output()
        .context("cannot start cargo")?;
    let said = String::from_utf8_lossy(&tests.stdout);
    ensure!(
        tests.status.success(),
        "cargo test --doc failed:\n{said}{}",
        String::from_utf8_lossy(&tests.stderr)
    );
    let doctests: Vec<_> = said
        .lines()
        .filter(|line| line.starts_with("running ") && *line != "running 0 tests")
        .collect();
    ensure!(
        doctests.is_empty(),
        "documentation became tests: {doctests:?}"
    );
    Ok(())
}
