//! What `serve` is told: flags first, then the environment. All that is missing or wrong is named at once, and no value is shown: several are secret,
//! and others may hold secrets.

use std::ffi::OsString;
use std::fmt;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::str::FromStr;

use counterpart_runtime::Secret;
use sqlx::sqlite::SqliteConnectOptions;
use thiserror::Error;

use crate::auth::Tokens;
use crate::livekit::{self, Url};

/// What `serve` may be told, unchecked. A flag goes before the environment, and a file before the variable of the same secret; an empty value is none.
#[derive(Default, clap::Args)]
pub struct Settings {
    /// The address and port to listen on
    #[arg(
        long,
        env = "LISTEN",
        value_name = "ADDR",
        default_value = "127.0.0.1:8080"
    )]
    pub listen: OsString,

    /// The database: sqlite:///path/to/file, with ?mode=rwc to create it where it does not exist
    #[arg(long, env = "DATABASE_URL", hide_env_values = true, value_name = "URL")]
    pub database_url: Option<OsString>,

    /// LiveKit's server: https://host (or wss://), or http:// on loopback
    #[arg(long, env = "LIVEKIT_URL", hide_env_values = true, value_name = "URL")]
    pub livekit_url: Option<OsString>,

    /// Allow http:// to a LiveKit that is not on loopback
    #[arg(long)]
    pub livekit_allow_http: bool,

    /// LiveKit's API key
    #[arg(
        long,
        env = "LIVEKIT_API_KEY",
        hide_env_values = true,
        value_name = "KEY"
    )]
    pub livekit_api_key: Option<OsString>,

    /// A file that holds LiveKit's API secret
    #[arg(
        long,
        env = "LIVEKIT_API_SECRET_FILE",
        hide_env_values = true,
        value_name = "FILE"
    )]
    pub livekit_api_secret_file: Option<PathBuf>,

    /// A file that holds the callers' tokens
    #[arg(
        long,
        env = "API_TOKENS_FILE",
        hide_env_values = true,
        value_name = "FILE"
    )]
    pub api_tokens_file: Option<PathBuf>,
}

/// What `serve --help` says of secrets, which have no flag: flags show in the list of processes.
pub const SECRETS_HELP: &str = "\
Secrets have no flag, since flags show in the list of processes:
  LIVEKIT_API_SECRET  LiveKit's API secret, unless it is in a file
  API_TOKENS          the callers' tokens, unless they are in a file: COMPANY:update:TOKEN, or
                      COMPANY:read:TOKEN for a token that may not change anything; with blanks between them
RUST_LOG says what is logged (info).";

/// What `serve` is told, checked.
pub struct Config {
    /// Where to listen.
    pub listen: SocketAddr,
    /// The database; its URL may hold a password.
    pub database_url: Secret,
    /// LiveKit.
    pub livekit: livekit::Client,
    /// Who may call.
    pub tokens: Tokens,
}

/// All that is missing or wrong.
#[derive(Debug, Error, PartialEq, Eq)]
pub struct ConfigError(Vec<(&'static str, String)>);

impl ConfigError {
    /// The settings, each with what is wrong with it.
    #[must_use]
    pub fn faults(&self) -> &[(&'static str, String)] {
        &self.0
    }
}

impl fmt::Display for ConfigError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the configuration is not complete")?;
        for (setting, fault) in &self.0 {
            write!(f, "\n  {setting}: {fault}")?;
        }
        Ok(())
    }
}

impl Config {
    /// Checks the settings. `variable` finds a variable of the environment: the secrets that have no flag.
    ///
    /// # Errors
    /// All that is missing or wrong, by the names of the environment.
    pub fn read(
        settings: &Settings,
        variable: impl Fn(&str) -> Option<OsString>,
    ) -> Result<Self, ConfigError> {
        let mut faults = Faults::default();
        let listen = faults.check("LISTEN (--listen)", Some(settings.listen.clone()), address);
        let database = faults.check(
            "DATABASE_URL (--database-url)",
            settings.database_url.clone(),
            database,
        );
        let url = faults.check(
            "LIVEKIT_URL (--livekit-url)",
            settings.livekit_url.clone(),
            livekit_url,
        );
        let key = faults.check(
            "LIVEKIT_API_KEY (--livekit-api-key)",
            settings.livekit_api_key.clone(),
            |key| Ok(key.expose().to_owned()),
        );
        let secret = faults.secret(
            "LIVEKIT_API_SECRET (--livekit-api-secret-file)",
            settings.livekit_api_secret_file.as_ref(),
            variable("LIVEKIT_API_SECRET"),
            |secret| Ok(Secret::from(secret.expose().trim_end())),
        );
        let tokens = faults.secret(
            "API_TOKENS (--api-tokens-file)",
            settings.api_tokens_file.as_ref(),
            variable("API_TOKENS"),
            tokens,
        );
        let livekit = faults.livekit(url, key, secret, settings.livekit_allow_http);
        let (Some(listen), Some(database_url), Some(livekit), Some(tokens), true) =
            (listen, database, livekit, tokens, faults.0.is_empty())
        else {
            return Err(ConfigError(faults.0));
        };
        Ok(Self {
            listen,
            database_url,
            livekit,
            tokens,
        })
    }
}

/// Gathers what is missing or wrong.
#[derive(Default)]
struct Faults(Vec<(&'static str, String)>);

impl Faults {
    fn add(&mut self, setting: &'static str, fault: impl fmt::Display) {
        self.0.push((setting, fault.to_string()));
    }

    /// A value that must be there, as text. The value is not shown, so a check's error must not hold it.
    fn check<T>(
        &mut self,
        setting: &'static str,
        value: Option<OsString>,
        check: impl FnOnce(&Secret) -> Result<T, String>,
    ) -> Option<T> {
        let Some(value) = value.filter(|value| !value.is_empty()) else {
            self.add(setting, "is not set");
            return None;
        };
        let Ok(text) = value.into_string() else {
            self.add(setting, "is not UTF-8");
            return None;
        };
        match check(&Secret::new(text)) {
            Ok(value) => Some(value),
            Err(fault) => {
                self.add(setting, fault);
                None
            }
        }
    }

    /// A secret of a file, else of the environment.
    fn secret<T>(
        &mut self,
        setting: &'static str,
        file: Option<&PathBuf>,
        variable: Option<OsString>,
        check: impl FnOnce(&Secret) -> Result<T, String>,
    ) -> Option<T> {
        let Some(file) = file.filter(|file| !file.as_os_str().is_empty()) else {
            return self.check(setting, variable, check);
        };
        match std::fs::read_to_string(file) {
            Ok(text) => self.check(setting, Some(text.trim_end().into()), check),
            Err(error) => {
                self.add(
                    setting,
                    format_args!("cannot be read from its file: {}", error.kind()),
                );
                None
            }
        }
    }

    /// The client of LiveKit, which has rules of its own for the URL. They are checked where key or secret is missing, too: what is missing is named
    /// already, so that this client is never used then.
    fn livekit(
        &mut self,
        url: Option<Url>,
        api_key: Option<String>,
        api_secret: Option<Secret>,
        allow_plain_http: bool,
    ) -> Option<livekit::Client> {
        let api_secret = api_secret.unwrap_or_else(|| "missing".into());
        let config = livekit::Config {
            allow_plain_http,
            ..livekit::Config::new(url?, api_key.unwrap_or("missing".into()), api_secret)
        };
        livekit::Client::new(config)
            .map_err(|error| self.add("LIVEKIT_URL (--livekit-url)", error))
            .ok()
    }
}

fn address(text: &Secret) -> Result<SocketAddr, String> {
    let fault = "is no address with a port, such as 127.0.0.1:8080 or [::1]:8080";
    text.expose().parse().map_err(|_| fault.to_owned())
}

/// Only that it is a URL of SQLite; whether it can be opened is seen when it is.
fn database(url: &Secret) -> Result<Secret, String> {
    let fault = "is no URL of SQLite, such as sqlite:///var/lib/handler/phones.db?mode=rwc";
    if !url.expose().starts_with("sqlite:") {
        return Err(fault.to_owned());
    }
    SqliteConnectOptions::from_str(url.expose())
        .map(|_| url.clone())
        .map_err(|_| fault.to_owned())
}

fn livekit_url(text: &Secret) -> Result<Url, String> {
    let fault = "is no URL, such as https://livekit.example.com";
    Url::parse(text.expose()).map_err(|_| fault.to_owned())
}

fn tokens(list: &Secret) -> Result<Tokens, String> {
    let tokens = Tokens::read(list.expose())
        .map_err(|(entry, error)| format!("is wrong in its entry {entry}: {error}"))?;
    if tokens.is_empty() {
        return Err("has no token".to_owned());
    }
    Ok(tokens)
}
