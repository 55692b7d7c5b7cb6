//! What is done in this repository beside building it.

mod bench;
mod emitted;
mod generate;
mod hostile;
mod mutants;
mod nightly;
mod process;
mod rustdoc;
mod schemas;
mod schemathesis;
mod test;
mod views;
mod workspace;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::Result;
use clap::{Parser, Subcommand};

#[derive(Parser)]
#[command(about)]
struct Args {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Writes generated-server and generated-client.
    Gen {
        /// Writes nothing: shows what differs, and fails where something does.
        #[arg(long)]
        check: bool,
    },
    /// Runs every test that needs nothing but Rust.
    Test,
    /// Emits both crates of every document in specs/ and compiles them, warnings denied, clippy and rustdoc included.
    Emitted,
    /// Makes documents with hostile names in every place, and compiles both crates of each, warnings denied.
    Hostile(hostile::Plan),
    /// Breaks the generator and the handler in listed ways, each of which a snapshot or a test must see.
    Mutants,
    /// Counts the types of real documents that are two because their directions differ.
    Views {
        /// The folder of the documents.
        #[arg(default_value = "../shared/corpus/real")]
        folder: PathBuf,
    },
    /// Emits types of many schemas, and has values decoded and encoded by them.
    Schemas {
        /// What the types are tested by.
        by: schemas::By,
        /// Writes the page in docs/ anew.
        #[arg(long)]
        write: bool,
    },
    /// Tries `handler dev` with schemathesis, which it installs from PyPI into target/schemathesis; needs Python 3.11 or newer.
    Schemathesis,
    /// Runs what takes longer than CI may, and writes docs/nightly.md: more cuts, more hostile names, both benchmarks in full.
    Nightly {
        /// Which of its parts; all without it.
        parts: Vec<String>,
    },
    /// Measures ratios against a named baseline.
    Bench {
        #[command(subcommand)]
        what: Bench,
    },
}

#[derive(Subcommand)]
enum Bench {
    /// Decoding and encoding, against derived serde.
    Codec {
        /// Only sees that it works.
        #[arg(long)]
        quick: bool,
    },
    /// Compiling emitted types, against derived serde on equal structs.
    Types(bench::Plan),
    /// This tree beside an earlier commit, in turns: types, codec, and what `gen` writes for a document.
    Beside(bench::Beside),
}

fn main() -> Result<ExitCode> {
    match rustdoc::folder() {
        Some(folder) => rustdoc::rustdoc(&folder),
        None => asked().map(|()| ExitCode::SUCCESS),
    }
}

fn asked() -> Result<()> {
    match Args::parse().command {
        Command::Gen { check } => generate::generate(check),
        Command::Test => test::test(),
        Command::Emitted => emitted::emitted(),
        Command::Hostile(plan) => hostile::hostile(&plan),
        Command::Mutants => mutants::mutants(),
        Command::Views { folder } => views::views(&folder),
        Command::Schemas { by, write } => schemas::schemas(by, write),
        Command::Schemathesis => schemathesis::schemathesis(),
        Command::Bench {
            what: Bench::Codec { quick },
        } => bench::codec(quick),
        Command::Bench {
            what: Bench::Types(plan),
        } => bench::types(&plan),
        Command::Bench {
            what: Bench::Beside(plan),
        } => bench::beside(&plan),
        Command::Nightly { parts } => nightly::nightly(&parts),
    }
}

/// The repository.
fn root() -> PathBuf {
    let own = Path::new(env!("CARGO_MANIFEST_DIR"));
    own.parent().unwrap_or(own).to_owned()
}

/// The folder of what is built.
fn target() -> PathBuf {
    let folder =
        std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| "target".into(), PathBuf::from);
    root().join(folder)
}
