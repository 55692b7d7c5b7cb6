//! `counterpart check`: what is said of a document, with nothing written.

use counterpart::source::{DiskLoader, load};
use counterpart::{Config, Lock};

use super::{Failure, Say};

#[derive(Debug, clap::Args)]
pub(super) struct Check {
    /// The document: JSON or YAML.
    document: String,
    /// Problems are also operations that would be left out, and what would be weaker than the document says.
    #[arg(long)]
    strict: bool,
}

pub(super) fn run(args: &Check, say: &Say) -> Result<(), Failure> {
    let sources = match load(&mut DiskLoader::new(&args.document), &args.document) {
        Ok(sources) => sources,
        Err(failure) => return Err(say.project_error(&failure.into())),
    };
    let output = counterpart::generate(&sources, &Config::default(), &Lock::new());
    say.outcome(&output, &sources);
    let weakened = args.strict && output.weakened().next().is_some();
    if output.is_refused() || weakened {
        return Err(Failure::Problem);
    }
    Ok(())
}
