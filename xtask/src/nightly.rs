//! `cargo xtask nightly`: what takes longer than CI may. What came out is kept, with its date, in `docs/nightly.md`.

use std::fmt::Write as _;
use std::fs;
use std::process::Command;
use std::time::Instant;

use anyhow::{Context, Result, ensure};

use crate::process::{cargo, run};
use crate::{bench, hostile, root};

/// One thing that runs at night.
struct Part {
    /// What it shows.
    shows: &'static str,
    work: Work,
}

/// What a part runs.
enum Work {
    /// A command of xtask.
    Own {
        /// What follows `cargo xtask` to run it alone.
        command: &'static str,
        run: fn(&bench::Plan) -> Result<()>,
    },
    /// A test of which CI runs a part, optimized.
    Test {
        package: &'static str,
        test: &'static str,
        /// The variable that asks for more, and what it is set to.
        more: (&'static str, &'static str),
    },
}

/// All of them. Those of which CI runs a part stand first.
const PARTS: &[Part] = &[
    Part {
        shows: "adding never changes what was there: 200 cuts of each document instead of 5",
        work: Work::Test {
            package: "counterpart-tests",
            test: "adding",
            more: ("COUNTERPART_CUTS", "200"),
        },
    },
    Part {
        shows: "the books of every real document, the slow ones too",
        work: Work::Test {
            package: "counterpart",
            test: "books",
            more: ("COUNTERPART_BOOKS", "all"),
        },
    },
    Part {
        shows: "an operation more changes no type: 60 schemas of each real document instead of 2",
        work: Work::Test {
            package: "counterpart",
            test: "views",
            more: ("COUNTERPART_VIEWS_EACH", "60"),
        },
    },
    Part {
        shows: "500 documents with hostile names, others than in CI",
        work: Work::Own {
            command: "hostile --seed 2",
            run: |_| {
                hostile::hostile(&hostile::Plan {
                    documents: 500,
                    seed: 2,
                })
            },
        },
    },
    Part {
        shows: "500 more",
        work: Work::Own {
            command: "hostile --seed 3",
            run: |_| {
                hostile::hostile(&hostile::Plan {
                    documents: 500,
                    seed: 3,
                })
            },
        },
    },
    Part {
        shows: "decoding and encoding against derived serde; its table is kept in benchmarks.md",
        work: Work::Own {
            command: "bench codec",
            run: |_| bench::codec(false),
        },
    },
    Part {
        shows: "compiling emitted types against derived serde; its table is kept in benchmarks.md",
        work: Work::Own {
            command: "bench types",
            run: bench::types,
        },
    },
];

impl Work {
    /// What runs it alone, as a person would type it.
    fn command(&self) -> String {
        match self {
            Self::Own { command, .. } => format!("cargo xtask {command}"),
            Self::Test {
                package,
                test,
                more: (name, value),
            } => format!("{name}={value} cargo test --release -p {package} --test {test}"),
        }
    }

    fn run(&self, plan: &bench::Plan) -> Result<()> {
        match self {
            Self::Own { run, .. } => run(plan),
            // In CI a test fails where the real documents are not there.
            Self::Test {
                package,
                test,
                more: (name, value),
            } => run(cargo()
                .args(["test", "--release", "-p", package, "--test", test])
                .args(["--", "--nocapture"])
                .env(name, value)
                .env("CI", "true")
                .current_dir(root())),
        }
    }
}

/// Runs every part, a failed one or not, and writes the page.
pub fn nightly(plan: &bench::Plan) -> Result<()> {
    let mut page = format!(
        "# What runs at night\n\n`cargo xtask nightly` wrote this on {}, of commit {}.\n\n\
         | what runs | what it shows | result | minutes |\n|---|---|---|---|\n",
        said(Command::new("date").args(["-u", "+%Y-%m-%d"]))?,
        said(
            Command::new("git")
                .args(["describe", "--always", "--dirty"])
                .current_dir(root())
        )?,
    );
    let mut failed = Vec::new();
    for part in PARTS {
        let start = Instant::now();
        let Part { shows, work } = part;
        let command = work.command();
        let result = match work.run(plan) {
            Ok(()) => "passed",
            Err(error) => {
                eprintln!("{command}: {error:?}");
                failed.push(command.clone());
                "FAILED"
            }
        };
        let minutes = start.elapsed().as_secs_f64() / 60.0;
        writeln!(page, "| `{command}` | {shows} | {result} | {minutes:.1} |")?;
    }
    fs::write(root().join("docs/nightly.md"), page)?;
    ensure!(failed.is_empty(), "failed: {}", failed.join(", "));
    Ok(())
}

/// The line that a command says.
fn said(command: &mut Command) -> Result<String> {
    let output = command.output().context("cannot start a command")?;
    ensure!(output.status.success(), "a command failed");
    Ok(String::from_utf8(output.stdout)?.trim().to_owned())
}
