//! `cargo xtask emitted`: everything that is emitted for `specs/` compiles, warnings denied, clippy and rustdoc included, and no
//! documentation becomes a test.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, ensure};
use counterpart::config::{CrateOutput, Runtime};
use counterpart::source::{DiskLoader, load};
use counterpart::{Config, Lock};

use crate::process::{cargo, run};
use crate::{root, rustdoc, target};

/// The crate beside the emitted ones that shows what the check of doctests can see.
const CONTROL: &str = "control";

/// Emits both crates of every document into one workspace below the target folder, and has them checked.
pub fn emitted() -> Result<()> {
    let workspace = target().join("emitted");
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
        .map(String::as_str)
        .chain([CONTROL])
        .map(|member| format!("    {member:?},\n"))
        .collect();
    fs::write(
        workspace.join("Cargo.toml"),
        format!("[workspace]\nresolver = \"3\"\nmembers = [\n{list}]\n"),
    )?;
    control(&workspace.join(CONTROL))?;
    fs::copy(root().join("Cargo.lock"), workspace.join("Cargo.lock"))?;
    compile(&workspace)?;
    document(&workspace, &members)?;
    println!("{} crates of specs/: no warning, no doctest", members.len());
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
    let folders = [format!("{stem}/server"), format!("{stem}/client")];
    let krate = |folder: &String| CrateOutput {
        directory: folder.clone(),
        package: package(folder),
    };
    let [server, client] = &folders;
    let runtime = root().join("runtime");
    let runtime = runtime.to_str().context("the runtime's path is text")?;
    let config = Config {
        runtime: Runtime::Path(runtime.to_owned()),
        server: Some(krate(server)),
        client: Some(krate(client)),
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

/// The crate of which the check of doctests must find two: else it would find none in any.
fn control(folder: &Path) -> Result<()> {
    fs::create_dir_all(folder.join("src"))?;
    fs::write(
        folder.join("Cargo.toml"),
        format!("[package]\nname = {CONTROL:?}\nedition = \"2024\"\n"),
    )?;
    let fenced = "//! ```\n//! assert!(true);\n//! ```\n";
    let indented = "//!     assert!(true);\n";
    fs::write(
        folder.join("src/lib.rs"),
        format!("//! Text.\n//!\n{fenced}//!\n{indented}"),
    )?;
    Ok(())
}

/// Clippy compiles everything; what it warns of is an error.
fn compile(workspace: &Path) -> Result<()> {
    run(cargo()
        .current_dir(workspace)
        .env("CARGO_TARGET_DIR", target())
        .args(["clippy", "--quiet", "--offline", "--workspace"])
        .args(["--", "-D", "warnings"]))
}

/// rustdoc documents everything; what it warns of, and what it would run, is an error.
fn document(workspace: &Path, members: &[String]) -> Result<()> {
    let folder = workspace.join("doc");
    run(rustdoc::documenting(&folder)?
        .current_dir(workspace)
        .env("CARGO_TARGET_DIR", target())
        .args(["doc", "--quiet", "--offline", "--workspace", "--no-deps"])
        .env("RUSTDOCFLAGS", "-D warnings"))?;
    let found = rustdoc::doctests(&folder, CONTROL)?;
    ensure!(
        found.len() == 2,
        "two doctests were not found where they are: {found:?}"
    );
    for member in members {
        let found = rustdoc::doctests(&folder, &package(member))?;
        ensure!(
            found.is_empty(),
            "documentation of {member} became tests: {found:?}"
        );
    }
    Ok(())
}

/// The name of the package that stands in a folder of the workspace.
fn package(folder: &str) -> String {
    folder.replace('/', "-")
}
