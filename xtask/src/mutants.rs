//! `cargo xtask mutants`: the snapshots must see it when an emitter or a pass does something else; and the test of a promise, when it is broken.
//!
//! `xtask/mutants.toml` lists mutations of the source. Each is applied to a copy of the work tree, and must turn a snapshot red, or the test it names;
//! the work tree itself is only read. A mutation that does not apply, or does not compile, is a mistake of the list, and fails too.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use anyhow::{Context, Result, bail, ensure};
use serde::Deserialize;

use crate::process::cargo;
use crate::{root, target};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct List {
    mutant: Vec<Mutant>,
}

/// One change of the source.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Mutant {
    /// What the change breaks.
    breaks: String,
    /// The file, from the root of the work tree.
    file: String,
    /// What is replaced; it stands in the file exactly once.
    find: String,
    /// What it is replaced by.
    replace: String,
    /// The test that must see it, in place of the snapshots.
    #[serde(default)]
    seen_by: Seen,
}

/// A test.
#[derive(Clone, Debug, Default, Deserialize, PartialEq, Eq, PartialOrd, Ord)]
#[serde(default, deny_unknown_fields)]
struct Seen {
    /// The package; `counterpart` without it.
    package: Option<String>,
    /// The file under `tests/`; `snapshots` without it. `lib`: the tests within the package.
    test: Option<String>,
    /// The one test in there, so that the others cost nothing.
    only: Option<String>,
    /// What stands in the environment.
    env: BTreeMap<String, String>,
}

impl Seen {
    fn is_snapshots(&self) -> bool {
        self.test.is_none()
    }
}

impl fmt::Display for Seen {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let test = self.test.as_deref().unwrap_or("snapshots");
        write!(
            f,
            "`{test}` of {}",
            self.package.as_deref().unwrap_or("counterpart")
        )?;
        match &self.only {
            Some(only) => write!(f, ", {only}"),
            None => Ok(()),
        }
    }
}

/// Tries every mutant of the list.
pub fn mutants() -> Result<()> {
    let list = root().join("xtask/mutants.toml");
    let text = fs::read_to_string(&list).with_context(|| list.display().to_string())?;
    let List { mutant: mutants } =
        toml::from_str(&text).with_context(|| list.display().to_string())?;
    let copy = copy_of_the_work_tree()?;
    let tests: BTreeSet<&Seen> = mutants.iter().map(|one| &one.seen_by).collect();
    for test in tests {
        let output = run(&copy, test)?;
        ensure!(
            output.status.success(),
            "{test} fails without a mutation:\n{}",
            String::from_utf8_lossy(&output.stdout)
        );
        ensure!(
            !String::from_utf8_lossy(&output.stdout).contains("running 0 tests"),
            "there is no test {test}"
        );
    }
    let mut survivors = Vec::new();
    for mutant in &mutants {
        let seen = try_one(&copy, mutant).with_context(|| mutant.breaks.clone())?;
        if seen.is_empty() {
            println!("SURVIVED  {}", mutant.breaks);
            survivors.push(mutant.breaks.as_str());
        } else {
            println!("caught    {}: by {}", mutant.breaks, seen.join(", "));
        }
    }
    println!(
        "{} passed, {} failed",
        mutants.len() - survivors.len(),
        survivors.len()
    );
    ensure!(
        survivors.is_empty(),
        "nothing sees: {}",
        survivors.join("; ")
    );
    Ok(())
}

/// The snapshots that see the mutation, of each test the first; or the test that does.
fn try_one(copy: &Path, mutant: &Mutant) -> Result<Vec<String>> {
    let path = copy.join(&mutant.file);
    let original = fs::read_to_string(&path).with_context(|| mutant.file.clone())?;
    let count = original.matches(&mutant.find).count();
    ensure!(
        count == 1,
        "{}: `{}` stands there {count} times",
        mutant.file,
        mutant.find
    );
    fs::write(&path, original.replace(&mutant.find, &mutant.replace))?;
    let output = run(copy, &mutant.seen_by);
    fs::write(&path, original)?;
    let output = output?;
    let said = [output.stdout, output.stderr].concat();
    let said = String::from_utf8_lossy(&said);
    if said.contains("could not compile") {
        bail!("the mutation does not compile:\n{said}");
    }
    let mut seen: Vec<String> = if mutant.seen_by.is_snapshots() {
        said.lines()
            .filter_map(|line| line.strip_prefix("Snapshot: "))
            .map(str::to_owned)
            .collect()
    } else {
        said.contains("test result: FAILED")
            .then(|| mutant.seen_by.to_string())
            .into_iter()
            .collect()
    };
    seen.sort();
    if !output.status.success() && seen.is_empty() {
        bail!("the tests fail, but not for the mutation:\n{said}");
    }
    Ok(seen)
}

/// Runs a test: built quickly rather than to be quick, because each mutation builds it anew.
fn run(copy: &Path, test: &Seen) -> Result<Output> {
    let package = test.package.as_deref().unwrap_or("counterpart");
    let mut command = cargo();
    command.args(["test", "--quiet", "--package", package]);
    match test.test.as_deref() {
        Some("lib") => command.arg("--lib"),
        other => command.args(["--test", other.unwrap_or("snapshots")]),
    };
    if package == "counterpart-runtime" {
        command.arg("--all-features");
    }
    command
        .args(["--config", "profile.dev.package.counterpart.opt-level=0"])
        .args(["--config", "profile.dev.debug=false"])
        .current_dir(copy)
        .env("CARGO_TARGET_DIR", target())
        .env("CARGO_INCREMENTAL", "1")
        .env("INSTA_UPDATE", "no")
        .env("INSTA_FORCE_PASS", "0")
        // The real documents stand beside the work tree, not beside its copy; in CI a test would miss them.
        .env_remove("CI")
        .envs(&test.env);
    if let Some(only) = &test.only {
        command.args(["--", only]);
    }
    command.output().context("cannot start cargo")
}

/// The files that git knows or would add, so that a build's leavings are not among them.
fn copy_of_the_work_tree() -> Result<PathBuf> {
    let listed = Command::new("git")
        .args([
            "ls-files",
            "-z",
            "--cached",
            "--others",
            "--exclude-standard",
        ])
        .current_dir(root())
        .output()
        .context("cannot start git")?;
    ensure!(listed.status.success(), "git ls-files failed");
    let copy = target().join("mutants");
    let listed = String::from_utf8(listed.stdout)?;
    for name in listed.split_terminator('\0') {
        let (from, to) = (root().join(name), copy.join(name));
        // A file that is deleted but not yet committed is still listed.
        if !from.is_file() {
            continue;
        }
        let text = fs::read(&from).with_context(|| name.to_owned())?;
        if fs::read(&to).is_ok_and(|there| there == text) {
            continue;
        }
        if let Some(parent) = to.parent() {
            fs::create_dir_all(parent)?;
        }
        fs::write(&to, text).with_context(|| name.to_owned())?;
    }
    remove_others(&copy, &copy)?;
    Ok(copy)
}

/// Removes what an earlier copy has, and the work tree has no longer.
fn remove_others(folder: &Path, copy: &Path) -> Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            remove_others(&path, copy)?;
        } else if !root().join(path.strip_prefix(copy)?).is_file() {
            fs::remove_file(&path).with_context(|| path.display().to_string())?;
        }
    }
    Ok(())
}
