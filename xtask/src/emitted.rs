//! `cargo xtask emitted`: everything that is emitted for `specs/` compiles, warnings denied, clippy and rustdoc included, and no
//! documentation becomes a test. What is in `tests/emitted` runs against some of it.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, ensure};
use counterpart::Lock;
use counterpart::source::{DiskLoader, load};

use crate::process::{cargo, run};
use crate::workspace::{self, Workspace, package};
use crate::{root, rustdoc, target};

/// The crate beside the emitted ones that shows what the check of doctests can see.
const CONTROL: &str = "control";

/// The crate whose tests call an emitted client, and through it an emitted server.
const ROUND_TRIP: &str = "round-trip";

/// Its tests in `tests/emitted`, what they call the two crates, and whose crates these are.
const ROUND_TRIPS: &[(&str, &str, &str)] = &[
    ("all_of", "met", "all-of-meet-yaml"),
    ("defaults", "all", "defaults-kinds-yaml"),
    ("dynamic", "pets", "dynamic-refs-yaml"),
    ("headers", "jobs", "params-header-yaml"),
    ("numbers", "numbers", "numbers-yaml"),
    ("patterns", "labels", "objects-patterns-yaml"),
    ("rules", "pages", "rules-yaml"),
    ("rules_whole", "things", "rules-whole-yaml"),
    ("unions", "cages", "unions-base-yaml"),
    ("unions", "disks", "unions-composed-yaml"),
    ("tuples", "claim", "tuples-yaml"),
    ("unions", "events", "unions-constants-yaml"),
    ("unions", "queries", "unions-members-yaml"),
    ("unions", "values", "unions-values-yaml"),
    ("values", "size", "enums-values-yaml"),
    ("views", "people", "views-members-yaml"),
];

/// Emits both crates of every document into one workspace below the target folder, and has them checked.
pub fn emitted() -> Result<()> {
    let mut workspace = Workspace::anew("emitted")?;
    for document in documents()? {
        emit(&document, &mut workspace)?;
    }
    let Workspace { folder, members } = &workspace;
    ensure!(members.len() > 1, "specs/ gave no crates");
    control(&folder.join(CONTROL))?;
    round_trip(&folder.join(ROUND_TRIP))?;
    workspace.finish(&[CONTROL, ROUND_TRIP])?;
    compile(folder)?;
    run(cargo()
        .current_dir(folder)
        .env("CARGO_TARGET_DIR", target())
        .args(["test", "--quiet", "--offline", "--package", ROUND_TRIP]))?;
    document(folder, members)?;
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

/// Writes the crates of one document. One that cannot be read has none.
fn emit(document: &Path, workspace: &mut Workspace) -> Result<()> {
    let name = document
        .file_name()
        .context("a document has a name")?
        .to_string_lossy();
    let stem = name.replace('.', "-");
    let path = document.to_str().context("a document's path is text")?;
    let Ok(sources) = load(&mut DiskLoader::new(path), path) else {
        return Ok(());
    };
    let output = counterpart::generate(&sources, &workspace::config(&stem)?, &Lock::new());
    workspace.add(&stem, &output)
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

/// The crate whose tests stand in `tests/emitted`.
fn round_trip(folder: &Path) -> Result<()> {
    fs::create_dir_all(folder)?;
    let runtime = root().join("runtime");
    let (mut tests, mut crates) = (String::new(), String::new());
    for (test, name, document) in ROUND_TRIPS {
        let path = root().join(format!("tests/emitted/{test}.rs"));
        let target = format!("[[test]]\nname = {test:?}\npath = {path:?}\n\n");
        if !tests.contains(&target) {
            tests.push_str(&target);
        }
        for side in ["client", "server"] {
            crates.push_str(&format!(
                "{name}-{side} = {{ package = \"{document}-{side}\", path = \"../{document}/{side}\" }}\n"
            ));
        }
    }
    let manifest = format!(
        "[package]\nname = {ROUND_TRIP:?}\nedition = \"2024\"\n\n{tests}\
         [dev-dependencies]\n{crates}\
         counterpart-runtime = {{ path = {runtime:?}, features = [\"client\", \"server\"] }}\n\
         tokio = {{ version = \"1\", features = [\"macros\", \"rt\", \"time\"] }}\n\
         tower = {{ version = \"0.5\", features = [\"util\"] }}\n",
    );
    fs::write(folder.join("Cargo.toml"), manifest)?;
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
