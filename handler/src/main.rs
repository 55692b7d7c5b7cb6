//! The `handler` command.
#![forbid(unsafe_code)]

use std::env;
use std::process::ExitCode;

use clap::{Parser, Subcommand};
use handler::config::{Config, SECRETS_HELP, Settings};
use handler::{dev, logs, serve};

/// The Diga API's `update_sip_config`, for real: LiveKit's SIP trunks first, then the database.
#[derive(Parser)]
#[command(version)]
struct Args {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Serves, as flags and environment say, until SIGTERM or Ctrl-C
    #[command(after_help = SECRETS_HELP)]
    Serve(Settings),
    /// Serves on loopback with phones to try it out on, and a stand-in for LiveKit in the same process
    Dev(dev::Args),
}

#[tokio::main]
async fn main() -> ExitCode {
    match run(Args::parse().command).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

async fn run(command: Command) -> anyhow::Result<()> {
    match command {
        Command::Serve(settings) => {
            let config = Config::read(&settings, |name| env::var_os(name))?;
            logs::start()?;
            serve::serve(config).await
        }
        Command::Dev(args) => {
            logs::start()?;
            dev::run(args).await
        }
    }
}
