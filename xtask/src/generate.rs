//! `cargo xtask gen`: what `counterpart.toml` of this repository asks for.

use std::path::PathBuf;

use anyhow::{Result, bail, ensure};
use counterpart::diagnostic::{Colour, Diagnostics, render_all};
use counterpart::project::{Project, ProjectError};
use counterpart::source::Sources;

use crate::root;

/// Writes the generated crates and the lock; with `check`, compares them with what is there.
pub fn generate(check: bool) -> Result<()> {
    let project = match Project::open(&configuration(), None) {
        Ok(project) => project,
        Err(ProjectError::Said {
            sources,
            diagnostics,
        }) => {
            say(&diagnostics, &sources);
            bail!("nothing is written");
        }
        Err(error) => return Err(error.into()),
    };
    let output = project.generate();
    say(&output.diagnostics, &project.sources);
    eprintln!("{}", output.report.summary());
    let plan = project.plan(&output)?;
    if check {
        print!("{}", plan.diff());
        ensure!(
            plan.is_empty(),
            "{} files are not what is generated: run `cargo xtask gen`",
            plan.len()
        );
    }
    ensure!(!output.is_refused(), "nothing is written");
    if !check {
        plan.apply()?;
        eprintln!("{} files changed", plan.len());
    }
    Ok(())
}

fn say(diagnostics: &Diagnostics, sources: &Sources) {
    eprint!("{}", render_all(diagnostics, sources, Colour::Never));
}

/// The configuration, as seen from the current folder where that is in the repository: so places are short.
fn configuration() -> PathBuf {
    let path = root().join("counterpart.toml");
    let here = std::env::current_dir().unwrap_or_default();
    path.strip_prefix(here).map(PathBuf::from).unwrap_or(path)
}
