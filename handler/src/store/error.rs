//! What can go wrong with the database. No error holds a value of a phone, nor the database's own text, which may.

use std::fmt;

use thiserror::Error;

/// Why the database did not do what was asked.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
pub enum StoreError {
    /// The phone's version is not the one that was read.
    #[error("the phone was changed since it was read")]
    Stale,
    /// The database did not answer, or refused.
    #[error("the database failed ({step}: {cause})")]
    Failed {
        /// What was asked of it.
        step: &'static str,
        /// Why.
        cause: Cause,
    },
    /// A row holds what the service never writes.
    #[error("the column {column} of a phone is not readable")]
    Unreadable {
        /// The column.
        column: &'static str,
    },
}

/// Why a statement failed, as far as it can be told without values.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Cause {
    /// No connection was free in time, or none could be opened.
    NoConnection,
    /// SQLite's result code, such as `5` (busy), `10` (I/O) or `13` (full).
    Code(String),
    /// The operating system's kind of error.
    Io(std::io::ErrorKind),
    /// The migrations do not fit the database.
    Migration,
    /// Anything else.
    Other,
}

impl fmt::Display for Cause {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoConnection => f.write_str("no connection"),
            Self::Code(code) => write!(f, "SQLite's code {code}"),
            Self::Io(kind) => write!(f, "{kind}"),
            Self::Migration => f.write_str("the migrations do not fit"),
            Self::Other => f.write_str("unexpected"),
        }
    }
}

impl StoreError {
    pub(super) fn failed(step: &'static str, error: &sqlx::Error) -> Self {
        let cause = match error {
            sqlx::Error::PoolTimedOut | sqlx::Error::PoolClosed | sqlx::Error::WorkerCrashed => {
                Cause::NoConnection
            }
            sqlx::Error::Io(error) => Cause::Io(error.kind()),
            sqlx::Error::Database(error) => error
                .code()
                .map_or(Cause::Other, |code| Cause::Code(code.into_owned())),
            sqlx::Error::Migrate(_) => Cause::Migration,
            _ => Cause::Other,
        };
        Self::Failed { step, cause }
    }
}
