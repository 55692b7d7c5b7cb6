//! What the command is told, and what it answers: 0, 1 for problems of documents, configuration and output, 2 for usage.

mod check;
mod explain;
mod fetch;
mod generate;
mod ir;
mod say;

use std::process::ExitCode;

use clap::{Parser, Subcommand, ValueEnum};

use say::Say;

/// Turns an OpenAPI document into an axum server trait and a reqwest client.
#[derive(Debug, Parser)]
#[command(version, about)]
struct Args {
    /// How diagnostics are written.
    #[arg(long, global = true, value_enum, default_value_t = MessageFormat::Text)]
    message_format: MessageFormat,
    /// Shows every place of every diagnostic, with its line. Without it, text has at most 60 lines, and each kind of
    /// diagnostic its first places.
    #[arg(long, global = true)]
    all: bool,
    #[command(subcommand)]
    command: Command,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum MessageFormat {
    /// For people.
    Text,
    /// One object a line.
    Json,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Writes the crates of a document.
    Gen(generate::Gen),
    /// Says what is wrong with a document, and what its crates would lack.
    Check(check::Check),
    /// Brings what references with a URL lead to, so that nothing else need go online.
    Fetch(fetch::Fetch),
    /// Prints what the generator makes of a document.
    Ir(ir::Ir),
    /// Explains a code (`CP0211`).
    Explain(explain::Explain),
}

/// Why a command ends: its exit code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Failure {
    /// The document, the configuration or the output.
    Problem,
    /// What the command was told.
    Usage,
}

/// Runs the command.
pub(crate) fn main() -> ExitCode {
    let args = Args::parse();
    let say = Say::new(args.message_format, args.all);
    let result = match args.command {
        Command::Gen(gen_args) => generate::run(&gen_args, &say),
        Command::Check(check_args) => check::run(&check_args, &say),
        Command::Fetch(fetch_args) => fetch::run(&fetch_args, &say),
        Command::Ir(ir_args) => ir::run(&ir_args, &say),
        Command::Explain(explain_args) => explain::run(&explain_args, &say),
    };
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(Failure::Problem) => ExitCode::from(1),
        Err(Failure::Usage) => ExitCode::from(2),
    }
}
