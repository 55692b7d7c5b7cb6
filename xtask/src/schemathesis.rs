//! `cargo xtask schemathesis`: the development service, against requests that schemathesis (PyPI) makes of the service's own document.

use std::collections::BTreeSet;
use std::fs;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use anyhow::{Context, Result, ensure};
use serde::Deserialize;

use crate::process::{cargo, run};
use crate::root;

/// Where configuration, hooks and the list of accepted failures are.
const FILES: &str = "handler/tests/schemathesis";

/// The checks that `hooks.py` runs, which allows what `accepted.toml` lists.
const HOOKED: &str = "status_code_conformance,positive_data_acceptance";

/// Installs schemathesis into `target/schemathesis/venv` where it is not, builds and starts `handler dev`, and runs every phase. A failure that
/// `accepted.toml` does not list fails, and so does an entry that nothing needed.
pub fn schemathesis() -> Result<()> {
    let home = root().join("target/schemathesis");
    fs::create_dir_all(&home)?;
    let venv = install(&home)?;
    run(cargo().args(["build", "--package", "handler"]))?;
    let service = Service::start(&home)?;
    let needed = home.join("needed");
    fs::write(&needed, "")?;
    run(Command::new(venv.join("bin/schemathesis"))
        .current_dir(root())
        .env("SCHEMATHESIS_NEEDED", &needed)
        .env("PYTHONDONTWRITEBYTECODE", "1")
        .env("HYPOTHESIS_STORAGE_DIRECTORY", home.join("hypothesis"))
        .args(["--config-file", &format!("{FILES}/config.toml")])
        .args(["run", "specs/openapi.json"])
        .args(["--phases", "examples,coverage,fuzzing,stateful"])
        .args(["--checks", "all", "--exclude-checks", HOOKED])
        .args(["--url", &service.url]))?;
    stale(&fs::read_to_string(&needed)?)
}

/// A virtual environment with what `requirements.txt` names. It is made anew where that file has changed.
fn install(home: &Path) -> Result<PathBuf> {
    let venv = home.join("venv");
    let requirements = root().join(FILES).join("requirements.txt");
    let wanted = fs::read_to_string(&requirements)?;
    let installed = venv.join("requirements.txt");
    if fs::read_to_string(&installed).is_ok_and(|installed| installed == wanted) {
        return Ok(venv);
    }
    println!(
        "installing what {FILES}/requirements.txt names from PyPI into target/schemathesis/venv"
    );
    if venv.exists() {
        fs::remove_dir_all(&venv)?;
    }
    run(Command::new("python3").args(["-m", "venv"]).arg(&venv))
        .context("Python 3.11 or newer is needed")?;
    run(Command::new(venv.join("bin/pip"))
        .args([
            "install",
            "--quiet",
            "--disable-pip-version-check",
            "--requirement",
        ])
        .arg(&requirements))?;
    fs::write(installed, wanted)?;
    Ok(venv)
}

/// `handler dev`, until it is dropped.
struct Service {
    child: Child,
    url: String,
}

impl Service {
    fn start(home: &Path) -> Result<Self> {
        let mut child = Command::new(program()?)
            .args(["dev", "--fresh", "--listen", "127.0.0.1:0", "--state"])
            .arg(home.join("state"))
            .env("RUST_LOG", "warn")
            .stdout(Stdio::piped())
            .stderr(fs::File::create(home.join("handler.log"))?)
            .spawn()
            .context("cannot start handler")?;
        let mut line = String::new();
        let stdout = child.stdout.take().context("a pipe was asked for")?;
        BufReader::new(stdout).read_line(&mut line)?;
        let url = line.trim().strip_prefix("listening on ");
        let url = url.map(str::to_owned);
        let service = Self {
            child,
            url: url.clone().unwrap_or_default(),
        };
        ensure!(
            url.is_some(),
            "handler does not say where it listens: {line}"
        );
        Ok(service)
    }
}

impl Drop for Service {
    fn drop(&mut self) {
        // Both fail where it has ended by itself.
        self.child.kill().ok();
        self.child.wait().ok();
    }
}

/// The program that cargo has just built, beside this one.
fn program() -> Result<PathBuf> {
    let own = std::env::current_exe().context("where this program is")?;
    Ok(own.with_file_name(format!("handler{}", std::env::consts::EXE_SUFFIX)))
}

#[derive(Deserialize)]
struct Accepted {
    undeclared: Vec<toml::Table>,
    rule: Vec<toml::Table>,
}

/// Fails where an entry of the list was not needed.
fn stale(needed: &str) -> Result<()> {
    let needed: BTreeSet<&str> = needed.lines().collect();
    let list = fs::read_to_string(root().join(FILES).join("accepted.toml"))?;
    let accepted: Accepted = toml::from_str(&list)?;
    let entries = [
        ("undeclared", &accepted.undeclared),
        ("rule", &accepted.rule),
    ];
    let mut stale = Vec::new();
    for (kind, entries) in entries {
        for (index, entry) in entries.iter().enumerate() {
            ensure!(
                entry.contains_key("reason"),
                "{FILES}/accepted.toml: no reason: {entry}"
            );
            if !needed.contains(format!("{kind} {index}").as_str()) {
                stale.push(format!("[[{kind}]]\n{entry}"));
            }
        }
    }
    ensure!(
        stale.is_empty(),
        "{FILES}/accepted.toml: nothing needed\n{}",
        stale.join("\n")
    );
    println!("every entry of {FILES}/accepted.toml was needed");
    Ok(())
}
