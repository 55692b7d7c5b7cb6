//! `counterpart ir`: the IR as text, after any pass.

use counterpart::Config;

use super::check::sources;
use super::{Failure, Say};

#[derive(Debug, clap::Args)]
pub(super) struct Ir {
    /// The document: JSON or YAML.
    document: String,
    /// The pass after which to look; without it, the last one.
    #[arg(long, value_name = "PASS")]
    after: Option<String>,
    /// The folder within which references lead to files; the document's own without it.
    #[arg(long, value_name = "DIR")]
    root: Option<String>,
}

pub(super) fn run(args: &Ir, say: &Say) -> Result<(), Failure> {
    let sources = sources(&args.document, args.root.as_deref(), say)?;
    let Some((api, diagnostics)) =
        counterpart::ir_after(&sources, &Config::default(), args.after.as_deref())
    else {
        say.error(format!(
            "there is no such pass; the passes are {}",
            counterpart::steps().collect::<Vec<_>>().join(", ")
        ));
        return Err(Failure::Usage);
    };
    say.diagnostics(&diagnostics, &sources);
    say.result(&counterpart::ir::dump(&api))
}
