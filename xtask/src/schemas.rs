//! `cargo xtask schemas`: emitted types of many schemas, put to the test by code that uses none of the generator's.

use anyhow::Result;

use crate::process::{cargo, run};
use crate::root;

/// What the types are tested by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub enum By {
    /// JSON Schema's own test suite.
    Suite,
    /// The samples of `../shared/cases`, and the neighbours of these cases.
    Cases,
    /// What FastAPI answers to values that keep its rules, and to such that break them.
    Rules,
    /// All component schemas of real documents, which are counted.
    Count,
    /// The examples and defaults of real documents, values sampled from their schemas, and such with a fault.
    Values,
}

impl By {
    /// The test in `tests/tests`.
    fn test(self) -> &'static str {
        match self {
            Self::Suite => "json_schema",
            Self::Cases => "cases",
            Self::Rules => "rules",
            Self::Count => "corpus_schemas",
            Self::Values => "values",
        }
    }
}

/// Runs the test; `write` also writes its page in `docs/` anew.
pub fn schemas(by: By, write: bool) -> Result<()> {
    let mut command = cargo();
    command
        .args(["test", "--package", "counterpart-tests"])
        .args(["--test", by.test(), "--", "--nocapture"])
        .current_dir(root());
    if write {
        command.env("COUNTERPART_WRITE", "1");
    }
    run(&mut command)
}
