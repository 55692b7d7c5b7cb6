//! Where the files of a document come from: the trait, and one over memory.

use std::collections::BTreeMap;

/// Where the files of a document come from.
///
/// Paths are those of the root document as it was given to [`load`](super::load), and relative to it for all others,
/// normalised, with `/` between folders.
pub trait Loader {
    /// The bytes of the file at `path`.
    ///
    /// # Errors
    ///
    /// Where there is no such file, where it may not be read, or where reading it fails.
    fn read(&mut self, path: &str) -> Result<Vec<u8>, LoadError>;

    /// What was fetched from `url`. The loaders of this crate read nothing from the network: what was not fetched before
    /// is not there.
    ///
    /// # Errors
    ///
    /// Where it was not fetched, or reading it fails.
    fn fetched(&mut self, url: &str) -> Result<Fetched, LoadError> {
        // Without a folder for what was fetched no URL has anything. The parameter is named for who implements this.
        let _ = url;
        Err(LoadError::NotFetched)
    }
}

/// What was fetched from a URL.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fetched {
    /// Its bytes.
    pub bytes: Vec<u8>,
    /// Where it came from in the end: the URL, or where that was redirected to.
    pub url: String,
}

/// Why a file is not read. Shown after "cannot be read: ".
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum LoadError {
    /// There is no such file.
    #[error("there is no such file")]
    NotFound,
    /// Nothing was fetched from there.
    #[error("it has not been fetched: `counterpart fetch` brings what is at URLs")]
    NotFetched,
    /// Fetching it failed.
    #[error("{0}")]
    NotBrought(String),
    /// The list of what was fetched cannot be read.
    #[error("the list of what was fetched, `{path}`, cannot be read: {why}")]
    Manifest {
        /// The list.
        path: String,
        /// Why not.
        why: String,
    },
    /// The file is not what was fetched.
    #[error("`{file}` is not what was fetched: `counterpart fetch --update` brings it anew")]
    Changed {
        /// The file.
        file: String,
    },
    /// The file is outside of the folder from which references may be followed.
    #[error(
        "it is outside of `{folder}`; `--root`, or `root` in counterpart.toml, names a wider folder"
    )]
    Outside {
        /// The folder.
        folder: String,
    },
    /// The path leads to a folder, a device or a pipe.
    #[error("it is not a regular file")]
    NotAFile,
    /// The file is larger than [`MAX_FILE_BYTES`](super::MAX_FILE_BYTES).
    #[error("it is larger than 4 GiB")]
    TooLarge,
    /// The system says so.
    #[error("{0}")]
    Io(#[source] std::io::Error),
}

/// Files in memory, by their paths and URLs: for tests, and for documents that come from elsewhere.
#[derive(Clone, Debug, Default)]
pub struct MemoryLoader {
    files: BTreeMap<String, Vec<u8>>,
}

impl MemoryLoader {
    /// No files.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds, or replaces, the file at `path`, which may be a URL.
    #[must_use]
    pub fn with(mut self, path: impl Into<String>, content: impl Into<Vec<u8>>) -> Self {
        self.files.insert(path.into(), content.into());
        self
    }
}

impl Loader for MemoryLoader {
    fn read(&mut self, path: &str) -> Result<Vec<u8>, LoadError> {
        self.files.get(path).cloned().ok_or(LoadError::NotFound)
    }

    fn fetched(&mut self, url: &str) -> Result<Fetched, LoadError> {
        let bytes = self.files.get(url).ok_or(LoadError::NotFetched)?;
        Ok(Fetched {
            bytes: bytes.clone(),
            url: url.to_owned(),
        })
    }
}
