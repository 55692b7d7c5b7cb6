//! One `cargo check` of all crates; a warning is as bad as an error.

use std::fs;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::Stdio;

use anyhow::{Context, Result, ensure};
use serde::Deserialize;

use crate::process::{cargo, show};
use crate::target;
use crate::workspace::Workspace;

/// The crate beside the others that shows that a warning is seen.
const CONTROL: &str = "control";

/// What it warns of.
const UNUSED: &str = "nobody_calls_this";

/// A line of `cargo check --message-format json`.
#[derive(Deserialize)]
struct Line {
    reason: String,
    target: Option<Target>,
    message: Option<Message>,
    success: Option<bool>,
}

#[derive(Deserialize)]
struct Target {
    src_path: String,
}

#[derive(Deserialize)]
struct Message {
    rendered: String,
    spans: Vec<serde_json::Value>,
}

/// Checks all crates of the workspace; returns what rustc says of them.
pub fn check(workspace: &Workspace) -> Result<Vec<String>> {
    control(&workspace.folder.join(CONTROL))?;
    workspace.finish(&[CONTROL])?;
    let mut command = cargo();
    command
        .current_dir(&workspace.folder)
        .env("CARGO_TARGET_DIR", target())
        // No crate is checked twice.
        .env("CARGO_INCREMENTAL", "0")
        .args(["check", "--quiet", "--offline", "--workspace"])
        .args(["--keep-going", "--message-format", "json"])
        .stdout(Stdio::piped());
    println!("$ {}", show(&command));
    let mut child = command.spawn().context("cannot start cargo")?;
    let lines = BufReader::new(child.stdout.take().context("cargo says nothing")?).lines();
    let (mut said, mut success) = (Vec::new(), None);
    for line in lines {
        let line: Line = serde_json::from_str(&line?)?;
        if line.reason == "build-finished" {
            success = line.success;
        }
        let own = (line.target)
            .filter(|target| Path::new(&target.src_path).starts_with(&workspace.folder));
        // What has no place counts the others: `2 warnings emitted`.
        let message = line
            .message
            .filter(|message| own.is_some() && !message.spans.is_empty());
        said.extend(message.map(|message| message.rendered));
    }
    child.wait()?;
    let all = said.len();
    said.retain(|text| !text.contains(UNUSED));
    ensure!(all == said.len() + 1, "a warning was made, and not seen");
    ensure!(
        success == Some(said.is_empty()) || !said.is_empty(),
        "cargo check failed"
    );
    Ok(said)
}

fn control(folder: &Path) -> Result<()> {
    fs::create_dir_all(folder.join("src"))?;
    fs::write(
        folder.join("Cargo.toml"),
        format!("[package]\nname = {CONTROL:?}\nedition = \"2024\"\n"),
    )?;
    fs::write(folder.join("src/lib.rs"), format!("fn {UNUSED}() {{}}\n"))?;
    Ok(())
}
