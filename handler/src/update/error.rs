//! Why an update was not made.

use thiserror::Error;

use super::Step;
use crate::domain::Conflict;
use crate::livekit;
use crate::store::StoreError;

/// Why an update was not made.
#[derive(Debug, Error)]
pub enum UpdateError {
    /// The phone does not allow it; nothing was called.
    #[error(transparent)]
    Phone(#[from] Conflict),
    /// LiveKit.
    #[error("{step}: {source}")]
    LiveKit {
        /// What was asked of LiveKit.
        step: Step,
        /// What came of it.
        source: livekit::Error,
    },
    /// The database.
    #[error("{}: {source}", Step::Save)]
    Store {
        /// What came of saving.
        source: StoreError,
    },
}

impl UpdateError {
    /// An error of LiveKit's, which goes to the log here: only here the step is known.
    pub(super) fn livekit(step: Step, source: livekit::Error) -> Self {
        log(step, &source, "an update failed at LiveKit");
        Self::LiveKit { step, source }
    }

    /// An error of the database's, which goes to the log here.
    pub(super) fn store(source: StoreError) -> Self {
        tracing::error!(step = %Step::Save, error = %source, "an update failed at the database");
        Self::Store { source }
    }
}

/// The span around has the operation and the phone.
pub(super) fn log(step: Step, error: &livekit::Error, message: &'static str) {
    tracing::error!(
        %step,
        status = error.status(),
        code = error.code().map(livekit::Code::as_str),
        error = %Chain(error),
        "{message}"
    );
}

/// An error and its sources.
struct Chain<'a>(&'a livekit::Error);

impl std::fmt::Display for Chain<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}", self.0)?;
        let mut next = std::error::Error::source(self.0);
        while let Some(error) = next {
            write!(f, ": {error}")?;
            next = error.source();
        }
        Ok(())
    }
}
