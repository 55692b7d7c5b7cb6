//! Running other programs.

use std::process::Command;

use anyhow::{Context, Result, ensure};

/// `cargo`, the one that runs this.
pub fn cargo() -> Command {
    Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
}

/// Runs `command` to its end.
///
/// # Errors
/// When it cannot be started, or does not succeed.
pub fn run(command: &mut Command) -> Result<()> {
    let shown = show(command);
    println!("$ {shown}");
    let status = command
        .status()
        .with_context(|| format!("cannot start `{shown}`"))?;
    ensure!(status.success(), "`{shown}` failed: {status}");
    Ok(())
}

/// A command as a person would type it.
pub fn show(command: &Command) -> String {
    let words = std::iter::once(command.get_program()).chain(command.get_args());
    let words: Vec<_> = words
        .map(|word| word.to_string_lossy().into_owned())
        .collect();
    let program = words
        .first()
        .map_or("", |program| program.rsplit('/').next().unwrap_or(program));
    std::iter::once(program)
        .chain(words.iter().skip(1).map(String::as_str))
        .collect::<Vec<_>>()
        .join(" ")
}
