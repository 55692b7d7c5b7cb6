//! `cargo xtask nightly`: what takes longer than CI may. What came out is kept, with its date, in `docs/nightly.md`.

use std::fmt::Write as _;
use std::fs;
use std::process::Command;
use std::time::Instant;

use anyhow::{Context, Result, ensure};

use crate::{bench, hostile, root};

/// One thing that runs at night.
struct Part {
    /// The command that runs it alone.
    command: &'static str,
    /// What it shows.
    shows: &'static str,
    run: fn(&bench::Plan) -> Result<()>,
}

/// All of them. Those of which CI runs a part stand first.
const PARTS: &[Part] = &[
    Part {
        command: "hostile --seed 2",
        shows: "500 documents with hostile names, others than in CI",
        run: |_| {
            hostile::hostile(&hostile::Plan {
                documents: 500,
                seed: 2,
            })
        },
    },
    Part {
        command: "hostile --seed 3",
        shows: "500 more",
        run: |_| {
            hostile::hostile(&hostile::Plan {
                documents: 500,
                seed: 3,
            })
        },
    },
    Part {
        command: "bench codec",
        shows: "decoding and encoding against derived serde; its table is kept in benchmarks.md",
        run: |_| bench::codec(false),
    },
    Part {
        command: "bench types",
        shows: "compiling emitted types against derived serde; its table is kept in benchmarks.md",
        run: bench::types,
    },
];

/// Runs every part, a failed one or not, and writes the page.
pub fn nightly(plan: &bench::Plan) -> Result<()> {
    let mut page = format!(
        "# What runs at night\n\n`cargo xtask nightly` wrote this on {}, of commit {}.\n\n\
         | `cargo xtask …` | what it shows | result | minutes |\n|---|---|---|---|\n",
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
        let result = match (part.run)(plan) {
            Ok(()) => "passed",
            Err(error) => {
                eprintln!("{}: {error:?}", part.command);
                failed.push(part.command);
                "FAILED"
            }
        };
        let minutes = start.elapsed().as_secs_f64() / 60.0;
        let Part { command, shows, .. } = part;
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
