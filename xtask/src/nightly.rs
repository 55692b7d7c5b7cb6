//! `cargo xtask nightly`: what takes longer than CI may. What came out is kept in `docs/nightly.md`: a row for each part, with its date and commit.

use std::collections::BTreeMap;
use std::fs;
use std::process::Command;
use std::time::Instant;

use anyhow::{Context, Result, ensure};

use crate::process::{cargo, run};
use crate::{bench, hostile, root};

/// One thing that runs at night.
struct Part {
    /// What it is asked for by.
    name: &'static str,
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
        run: fn() -> Result<()>,
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
        name: "adding",
        shows: "adding never changes what was there: 200 cuts of each document instead of 5",
        work: Work::Test {
            package: "counterpart-tests",
            test: "adding",
            more: ("COUNTERPART_CUTS", "200"),
        },
    },
    Part {
        name: "books",
        shows: "the books of every real document, the slow ones too",
        work: Work::Test {
            package: "counterpart",
            test: "books",
            more: ("COUNTERPART_BOOKS", "all"),
        },
    },
    Part {
        name: "views",
        shows: "an operation more changes no type: 60 schemas of each real document instead of 2",
        work: Work::Test {
            package: "counterpart",
            test: "views",
            more: ("COUNTERPART_VIEWS_EACH", "60"),
        },
    },
    Part {
        name: "ledger",
        shows: "no keyword of a schema falls in silence: over twelve real documents instead of three",
        work: Work::Test {
            package: "counterpart-tests",
            test: "ledger",
            more: ("COUNTERPART_LEDGER", "all"),
        },
    },
    Part {
        name: "values",
        shows: "values of all real documents through their types; docs/values.md has the figures",
        work: Work::Test {
            package: "counterpart-tests",
            test: "values",
            more: ("COUNTERPART_VALUES", "all"),
        },
    },
    Part {
        name: "schemas",
        shows: "the component schemas of all real documents and of other tools' tests, counted and compiled, instead of twelve documents",
        work: Work::Test {
            package: "counterpart-tests",
            test: "corpus_schemas",
            more: ("COUNTERPART_CORPUS", "all"),
        },
    },
    Part {
        name: "hostile-2",
        shows: "500 documents with hostile names, others than in CI",
        work: Work::Own {
            command: "hostile --seed 2",
            run: || {
                hostile::hostile(&hostile::Plan {
                    documents: 500,
                    seed: 2,
                })
            },
        },
    },
    Part {
        name: "hostile-3",
        shows: "500 more",
        work: Work::Own {
            command: "hostile --seed 3",
            run: || {
                hostile::hostile(&hostile::Plan {
                    documents: 500,
                    seed: 3,
                })
            },
        },
    },
    Part {
        name: "codec",
        shows: "decoding and encoding against derived serde; its table is kept in benchmarks.md",
        work: Work::Own {
            command: "bench codec",
            run: || bench::codec(false),
        },
    },
    Part {
        name: "types",
        shows: "compiling emitted types against derived serde; its table is kept in benchmarks.md",
        work: Work::Own {
            command: "bench types",
            run: || bench::types(&plan()),
        },
    },
];

/// GitHub's and Stripe's types, where the documents are there.
fn plan() -> bench::Plan {
    let real = root().join("../shared/corpus/real");
    let documents = ["github.json", "stripe.json"].map(|name| real.join(name));
    bench::Plan {
        documents: documents
            .into_iter()
            .filter(|path| path.is_file())
            .collect(),
        rounds: 3,
        seconds: 60.0,
        builds: bench::Build::ALL.to_vec(),
    }
}

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

    fn run(&self) -> Result<()> {
        match self {
            Self::Own { run, .. } => run(),
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

/// Runs the parts of these names, or all, a failed one or not, and writes their rows of the page.
pub fn nightly(names: &[String]) -> Result<()> {
    for name in names {
        let known: Vec<&str> = PARTS.iter().map(|part| part.name).collect();
        ensure!(
            known.contains(&&**name),
            "the parts are {}",
            known.join(", ")
        );
    }
    let path = root().join("docs/nightly.md");
    let mut rows = rows(&fs::read_to_string(&path).unwrap_or_default());
    let mut failed = Vec::new();
    for part in PARTS {
        if !names.is_empty() && !names.iter().any(|name| name == part.name) {
            continue;
        }
        let start = Instant::now();
        let command = part.work.command();
        let result = match part.work.run() {
            Ok(()) => "passed",
            Err(error) => {
                eprintln!("{command}: {error:?}");
                failed.push(command.clone());
                "FAILED"
            }
        };
        let minutes = start.elapsed().as_secs_f64() / 60.0;
        let row = format!(
            "| {} | `{command}` | {} | {result} | {minutes:.1} | {} | {} |",
            part.name,
            part.shows,
            said(Command::new("date").args(["-u", "+%Y-%m-%d"]))?,
            said(
                Command::new("git")
                    .args(["describe", "--always", "--dirty"])
                    .current_dir(root())
            )?,
        );
        rows.insert(part.name.to_owned(), row);
        fs::write(&path, page(&rows))?;
    }
    ensure!(failed.is_empty(), "failed: {}", failed.join(", "));
    Ok(())
}

/// The rows of the page, by their parts.
fn rows(page: &str) -> BTreeMap<String, String> {
    let row = |line: &str| {
        let name = line.strip_prefix("| ")?.split(' ').next()?;
        Some((name.to_owned(), line.to_owned()))
    };
    page.lines().filter_map(row).collect()
}

/// The page, with the rows in the order of the parts.
fn page(rows: &BTreeMap<String, String>) -> String {
    let mut page = String::from(
        "# What runs at night\n\n`cargo xtask nightly [PART…]` wrote this.\n\n\
         | part | what runs | what it shows | result | minutes | on | of commit |\n|---|---|---|---|---|---|---|\n",
    );
    for row in PARTS.iter().filter_map(|part| rows.get(part.name)) {
        page.push_str(row);
        page.push('\n');
    }
    page
}

/// The line that a command says.
fn said(command: &mut Command) -> Result<String> {
    let output = command.output().context("cannot start a command")?;
    ensure!(output.status.success(), "a command failed");
    Ok(String::from_utf8(output.stdout)?.trim().to_owned())
}
