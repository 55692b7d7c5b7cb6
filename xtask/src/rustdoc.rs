//! What `cargo doc` runs in place of rustdoc, on behalf of `cargo xtask emitted`: rustdoc, with two differences.
//!
//! Each crate has a folder of its own. In a common one rustdoc merges what it knows of all crates again for each of them, which for the
//! crates of `specs/` takes ten times as long as their documentation. And the doctests of each crate are listed, for which `cargo test --doc`
//! would have every crate built to the end.

use std::ffi::{OsStr, OsString};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};

use anyhow::{Context, Result};

use crate::process::cargo;

/// The variable that turns this program into rustdoc; it holds the folder of the crates' folders.
const FOLDER: &str = "XTASK_RUSTDOC";

/// `cargo`, with this program as its rustdoc.
///
/// # Errors
/// When this program does not know its own path.
pub fn documenting(folder: &Path) -> Result<Command> {
    let own = std::env::current_exe().context("the path of this program")?;
    let mut command = cargo();
    command.env("RUSTDOC", own).env(FOLDER, folder);
    Ok(command)
}

/// The doctests of a crate that [`documenting`] has documented, a line each.
///
/// # Errors
/// When it has not.
pub fn doctests(folder: &Path, package: &str) -> Result<Vec<String>> {
    let file = list(folder, &package.replace('-', "_"));
    let text = fs::read_to_string(&file).with_context(|| file.display().to_string())?;
    Ok(text.lines().map(str::to_owned).collect())
}

/// The folder of the crates' folders, where this process is to be rustdoc.
pub fn folder() -> Option<PathBuf> {
    std::env::var_os(FOLDER).map(PathBuf::from)
}

/// Is rustdoc, with the arguments of this process.
///
/// # Errors
/// When rustdoc cannot be started, or its doctests cannot be listed.
pub fn rustdoc(folder: &Path) -> Result<ExitCode> {
    let given: Vec<OsString> = std::env::args_os().skip(1).collect();
    let Some(name) = after(&given, "--crate-name") else {
        return status(Command::new("rustdoc").args(&given));
    };
    let name = name.to_str().context("a crate's name is text")?;
    let common = common(&given);
    let documented = status(
        Command::new("rustdoc")
            .args(&common)
            .args(messages(&given))
            .arg("-o")
            .arg(folder.join(name)),
    )?;
    if documented == ExitCode::SUCCESS {
        write_doctests(&common, &list(folder, name))?;
    }
    Ok(documented)
}

fn list(folder: &Path, crate_name: &str) -> PathBuf {
    folder.join(crate_name).join("doctests.txt")
}

/// Lists the doctests; that some cannot be compiled makes no difference.
fn write_doctests(arguments: &[OsString], file: &Path) -> Result<()> {
    let listed = Command::new("rustdoc")
        .args(arguments)
        .args(["--test", "--test-args=--list"])
        .output()
        .context("cannot start rustdoc")?;
    let said = String::from_utf8_lossy(&listed.stdout);
    let mut tests: Vec<&str> = said
        .lines()
        .filter_map(|line| line.strip_suffix(": test"))
        .collect();
    if !listed.status.success() && tests.is_empty() {
        tests.push("rustdoc --test fails");
    }
    fs::write(file, tests.join("\n")).with_context(|| file.display().to_string())
}

fn status(command: &mut Command) -> Result<ExitCode> {
    let status = command.status().context("cannot start rustdoc")?;
    let code = status
        .code()
        .and_then(|code| u8::try_from(code).ok())
        .unwrap_or(1);
    Ok(ExitCode::from(code))
}

/// The argument behind `name`.
fn after<'a>(given: &'a [OsString], name: &str) -> Option<&'a OsString> {
    let at = given.iter().position(|argument| argument == name)?;
    given.get(at + 1)
}

/// The arguments without the folder and without the form of messages, which a list of tests has none of.
fn common(given: &[OsString]) -> Vec<OsString> {
    let folder = given.iter().position(|argument| argument == "-o");
    let stays = |(at, argument): &(usize, &OsString)| {
        let is_folder = folder.is_some_and(|folder| folder == *at || folder + 1 == *at);
        !is_folder && !is_of_messages(argument)
    };
    given
        .iter()
        .enumerate()
        .filter(stays)
        .map(|(_, argument)| argument.clone())
        .collect()
}

fn messages(given: &[OsString]) -> impl Iterator<Item = &OsString> {
    given.iter().filter(|argument| is_of_messages(argument))
}

fn is_of_messages(argument: &OsStr) -> bool {
    argument
        .to_str()
        .is_some_and(|text| text.starts_with("--error-format=") || text.starts_with("--json="))
}
