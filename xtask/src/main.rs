//! What is done in this repository beside building it.

mod bench;
mod emitted;
mod generate;
mod mutants;
mod process;
mod rustdoc;
mod schemathesis;
mod test;

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
    /// Breaks the generator and the handler in listed ways, each of which a snapshot or a test must see.
    Mutants,
    /// Tries `handler dev` with schemathesis, which it installs from PyPI into target/schemathesis; needs Python 3.11 or newer.
    Schemathesis,
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
    Types {
        /// Documents to measure beside the synthetic one.
        documents: Vec<PathBuf>,
        /// How often each side is built, at most.
        #[arg(long, default_value_t = 3)]
        rounds: usize,
        /// How many CPU seconds the rounds of a row may take; the first is always made.
        #[arg(long, default_value_t = 900.0)]
        seconds: f64,
        /// What is measured: by default all three.
        #[arg(long = "build", value_enum)]
        builds: Vec<bench::Build>,
    },
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
        Command::Mutants => mutants::mutants(),
        Command::Schemathesis => schemathesis::schemathesis(),
        Command::Bench {
            what: Bench::Codec { quick },
        } => bench::codec(quick),
        Command::Bench {
            what:
                Bench::Types {
                    documents,
                    rounds,
                    seconds,
                    builds,
                },
        } => bench::types(&bench::Plan {
            documents,
            rounds,
            seconds,
            builds: if builds.is_empty() {
                bench::Build::ALL.to_vec()
            } else {
                builds
            },
        }),
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
