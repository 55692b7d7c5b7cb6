//! The edge: configuration, lock and document, from the disk.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use crate::config::Config;
use crate::diagnostic::Diagnostics;
use crate::lock::Lock;
use crate::output::{self, OutputError, Plan, lock_path};
use crate::pipeline::{self, Output};
use crate::source::{DiskLoader, FileId, LoadFailure, Sources, load};

/// All that an output is made of.
#[derive(Clone, Debug)]
pub struct Project {
    /// The folder to which the paths of the configuration are relative: its own.
    pub folder: PathBuf,
    /// The configuration.
    pub config: Config,
    /// The lock; empty where there is none yet, or it cannot be read.
    pub lock: Lock,
    /// What is wrong with the lock; then nothing is written, but what would be can still be compared.
    pub lock_faults: Diagnostics,
    /// The document, and after its files those of configuration and lock.
    pub sources: Sources,
}

/// Why a project cannot be opened.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ProjectError {
    /// Something is wrong with the text of the configuration or the document.
    #[error("the project cannot be read")]
    Said {
        /// The files into which the diagnostics point.
        sources: Box<Sources>,
        /// What is wrong.
        diagnostics: Diagnostics,
    },
    /// The configuration or the lock is there, and cannot be read at all.
    #[error("cannot read `{path}`: {source}")]
    Io {
        /// The file.
        path: String,
        /// Why not.
        source: io::Error,
    },
    /// Neither the configuration nor the caller names a document.
    #[error("no document is named: give one, or write `document = \"…\"` into counterpart.toml")]
    NoDocument,
}

impl From<Box<LoadFailure>> for ProjectError {
    fn from(failure: Box<LoadFailure>) -> Self {
        ProjectError::Said {
            sources: Box::new(failure.sources),
            diagnostics: failure.diagnostics,
        }
    }
}

/// What is given in place of what a configuration says. Paths are relative to the current folder.
#[derive(Clone, Copy, Debug, Default)]
pub struct Given<'g> {
    /// The document.
    pub document: Option<&'g str>,
    /// The folder within which references lead to files.
    pub root: Option<&'g str>,
}

impl Project {
    /// Opens the project whose configuration is the file `config`. A `document` in place of the configuration's is
    /// relative to the current folder.
    ///
    /// # Errors
    ///
    /// [`ProjectError`] where a file cannot be read, or its text is at fault.
    pub fn open(config: &Path, document: Option<&str>) -> Result<Self, ProjectError> {
        let root = None;
        Self::open_with(config, Given { document, root })
    }

    /// Opens the project whose configuration is the file `config`, but for what is given.
    ///
    /// # Errors
    ///
    /// Those of [`Project::open`].
    pub fn open_with(config: &Path, given: Given<'_>) -> Result<Self, ProjectError> {
        let setting = Setting::read(config, given)?;
        let mut sources = load(&mut setting.loader(), &setting.document)?;
        let Setting {
            folder,
            text,
            shown,
            ..
        } = setting;
        let file = sources.attach(shown.clone(), text.clone());
        let config = parse(&text, &shown, file)?;
        Self::with_lock(folder, config, sources)
    }

    /// A project without a configuration file: the document, and what is to be written into `folder`.
    ///
    /// # Errors
    ///
    /// [`ProjectError`] where a file cannot be read, or its text is at fault.
    pub fn of_document(
        document: &str,
        folder: &Path,
        config: Config,
    ) -> Result<Self, ProjectError> {
        let mut sources = load(&mut loader(document, folder, &config), document)?;
        let file = sources.attach("the command line", String::new());
        Self::with_lock(folder.to_owned(), Config { file, ..config }, sources)
    }

    fn with_lock(
        folder: PathBuf,
        config: Config,
        mut sources: Sources,
    ) -> Result<Self, ProjectError> {
        let (mut lock, mut lock_faults) = (Lock::new(), Diagnostics::new());
        match read(&folder.join(lock_path(&config))) {
            Ok((text, shown)) => {
                let file = sources.attach(shown, text.clone());
                match Lock::parse(&text, file) {
                    Ok(read) => lock = read,
                    Err(faults) => lock_faults = faults,
                }
            }
            Err(ProjectError::Io { source, .. }) if source.kind() == io::ErrorKind::NotFound => {}
            Err(error) => return Err(error),
        }
        Ok(Self {
            folder,
            config,
            lock,
            lock_faults,
            sources,
        })
    }

    /// Generates the output ([`crate::generate`]).
    #[must_use]
    pub fn generate(&self) -> Output {
        let mut output = pipeline::generate(&self.sources, &self.config, &self.lock);
        output.diagnostics.extend(self.lock_faults.clone());
        output.diagnostics.sort();
        output
    }

    /// What has to change on disk ([`output::plan`]).
    ///
    /// # Errors
    ///
    /// [`OutputError`] where what is there cannot be read.
    pub fn plan(&self, output: &Output) -> Result<Plan, OutputError> {
        output::plan(&self.folder, output, &self.config)
    }
}

/// What a configuration says, before the document is read.
#[derive(Clone, Debug)]
pub struct Setting {
    /// The folder to which the paths of the configuration are relative: its own.
    pub folder: PathBuf,
    /// The configuration.
    pub config: Config,
    /// The document.
    pub document: String,
    root: Option<String>,
    text: String,
    shown: String,
}

impl Setting {
    /// Reads the configuration in the file `config`.
    ///
    /// # Errors
    ///
    /// [`ProjectError`] where it cannot be read, its text is at fault, or no document is named.
    pub fn read(config: &Path, given: Given<'_>) -> Result<Self, ProjectError> {
        let (text, shown) = read(config)?;
        let folder = config.parent().unwrap_or_else(|| Path::new("")).to_owned();
        // The document is known after the configuration is: its faults are shown with a source of their own.
        let config = parse(&text, &shown, FileId(0))?;
        let document = match (given.document, &config.document) {
            (Some(document), _) => document.to_owned(),
            (None, Some(document)) => slashes(&folder.join(&document.value)),
            (None, None) => return Err(ProjectError::NoDocument),
        };
        Ok(Self {
            folder,
            config,
            document,
            root: given.root.map(str::to_owned),
            text,
            shown,
        })
    }

    /// What reads the files of the document.
    #[must_use]
    pub fn loader(&self) -> DiskLoader {
        let loader = loader(&self.document, &self.folder, &self.config);
        match &self.root {
            Some(root) => loader.within(root),
            None => loader,
        }
    }

    /// The folder of what was fetched.
    #[must_use]
    pub fn remote_folder(&self) -> PathBuf {
        self.folder.join(&self.config.fetch.folder)
    }
}

/// What reads the files of `document`, as a configuration in `folder` says.
fn loader(document: &str, folder: &Path, config: &Config) -> DiskLoader {
    let remote = slashes(&folder.join(&config.fetch.folder));
    let loader = DiskLoader::new(document).with_fetched(&remote);
    match &config.root {
        Some(root) => loader.within(&slashes(&folder.join(&root.value))),
        None => loader,
    }
}

fn parse(text: &str, shown: &str, file: FileId) -> Result<Config, ProjectError> {
    Config::parse(text, file).map_err(|diagnostics| alone(shown, text, diagnostics))
}

fn read(path: &Path) -> Result<(String, String), ProjectError> {
    let shown = slashes(path);
    match fs::read_to_string(path) {
        Ok(text) => Ok((text, shown)),
        Err(source) => Err(ProjectError::Io {
            path: shown,
            source,
        }),
    }
}

fn alone(name: &str, text: &str, diagnostics: Diagnostics) -> ProjectError {
    let mut sources = Sources::default();
    sources.attach(name, text);
    ProjectError::Said {
        sources: Box::new(sources),
        diagnostics,
    }
}

/// A path as it is shown, and as loaders take it: with `/` between folders.
fn slashes(path: &Path) -> String {
    path.to_string_lossy().replace('\\', "/")
}
