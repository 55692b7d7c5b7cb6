//! `counterpart check`: what is said of a document, with nothing written.

use std::path::{Path, PathBuf};

use counterpart::project::{Given, Project};
use counterpart::source::{DiskLoader, Sources, load};
use counterpart::{Config, Lock, Output};

use super::generate::{CONFIG, not_opened};
use super::{Failure, Say};

#[derive(Debug, clap::Args)]
pub(super) struct Check {
    /// The document: JSON or YAML. Without it, the one that the configuration names.
    document: Option<String>,
    /// Problems are also operations that would be left out, and what would be weaker than the document says.
    #[arg(long)]
    strict: bool,
    /// The configuration; `counterpart.toml` in the current folder where neither it nor a document is named.
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,
    /// The folder within which references lead to files; the document's own without it.
    #[arg(long, value_name = "DIR")]
    root: Option<String>,
}

pub(super) fn run(args: &Check, say: &Say) -> Result<(), Failure> {
    let (sources, output) = match (&args.config, &args.document) {
        (None, Some(document)) => alone(document, args.root.as_deref(), say)?,
        _ => of_project(args, say)?,
    };
    say.outcome(&output, &sources);
    let weakened = args.strict && output.weakened().next().is_some();
    if output.is_refused() || weakened {
        return Err(Failure::Problem);
    }
    Ok(())
}

/// A document without a configuration.
fn alone(document: &str, root: Option<&str>, say: &Say) -> Result<(Sources, Output), Failure> {
    let sources = sources(document, root, say)?;
    let output = counterpart::generate(&sources, &Config::default(), &Lock::new());
    Ok((sources, output))
}

fn of_project(args: &Check, say: &Say) -> Result<(Sources, Output), Failure> {
    let config = args.config.as_deref().unwrap_or(Path::new(CONFIG));
    let (document, root) = (args.document.as_deref(), args.root.as_deref());
    let project = Project::open_with(config, Given { document, root }).map_err(|error| {
        let hint = "name a document (`counterpart check openapi.json`)";
        not_opened(&error, args.config.is_none(), hint, say)
    })?;
    let output = project.generate();
    Ok((project.sources, output))
}

/// The files of a document without a configuration.
pub(super) fn sources(document: &str, root: Option<&str>, say: &Say) -> Result<Sources, Failure> {
    let mut loader = DiskLoader::new(document);
    if let Some(root) = root {
        loader = loader.within(root);
    }
    load(&mut loader, document).map_err(|failure| say.project_error(&failure.into()))
}
