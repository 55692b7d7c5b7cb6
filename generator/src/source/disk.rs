//! The loader that reads files below one folder of the disk.

use std::fs::{self, File};
use std::io::{self, Read};
use std::path::Path;

use super::limits::MAX_FILE_BYTES;
use super::loader::{Fetched, LoadError, Loader};
use super::names;
use super::remote::{MANIFEST, Manifest, digest};

/// Files on disk: the root document, and regular files below one folder, into which symbolic links may not lead from
/// it either.
#[derive(Clone, Debug)]
pub struct DiskLoader {
    root: String,
    folder: String,
    /// The folder of what was fetched.
    remote: Option<String>,
    /// The list in that folder, once it was read.
    manifest: Option<Manifest>,
}

impl DiskLoader {
    /// For the document at `root`, whose references may lead to files in its own folder and below.
    ///
    /// `root` is what is given to [`load`](super::load); it parts folders by `/`.
    #[must_use]
    pub fn new(root: &str) -> Self {
        let root = names::normalise(root);
        let folder = match names::folder(&root) {
            Some("") => "/".to_owned(),
            Some(folder) => folder.to_owned(),
            None => String::new(),
        };
        Self {
            root,
            folder,
            remote: None,
            manifest: None,
        }
    }

    /// Lets references lead to files in `folder` and below, in place of the root document's folder.
    #[must_use]
    pub fn within(mut self, folder: &str) -> Self {
        self.folder = names::normalise(folder);
        self
    }

    /// Lets references with a URL lead to what `counterpart fetch` has put into `folder`.
    #[must_use]
    pub fn with_fetched(mut self, folder: &str) -> Self {
        self.remote = Some(names::normalise(folder));
        self
    }

    /// Reads a file of the folder of what was fetched, and of nowhere else.
    fn remote(folder: &str, file: &str) -> Result<Vec<u8>, LoadError> {
        let path = names::normalise(&format!("{folder}/{file}"));
        let mut loader = Self::new(&format!("{folder}/{MANIFEST}"));
        loader.read(&path)
    }

    fn manifest(&mut self, folder: &str) -> Result<&Manifest, LoadError> {
        let read = match self.manifest.take() {
            Some(manifest) => manifest,
            None => match Self::remote(folder, MANIFEST) {
                Ok(bytes) => Manifest::parse(&String::from_utf8_lossy(&bytes)).map_err(|why| {
                    let path = format!("{folder}/{MANIFEST}");
                    LoadError::Manifest { path, why }
                })?,
                Err(LoadError::NotFound) => Manifest::default(),
                Err(error) => return Err(error),
            },
        };
        Ok(self.manifest.insert(read))
    }

    fn holds(&self, path: &str) -> bool {
        if self.folder.starts_with('/') == path.starts_with('/') {
            return names::is_within(&self.folder, path);
        }
        // One of them is seen from the current folder.
        match (absolute(self.shown_folder()), absolute(path)) {
            (Some(folder), Some(path)) => names::is_within(&folder, &path),
            _ => false,
        }
    }

    fn outside(&self) -> LoadError {
        LoadError::Outside {
            folder: self.shown_folder().to_owned(),
        }
    }

    fn shown_folder(&self) -> &str {
        if self.folder.is_empty() {
            "."
        } else {
            &self.folder
        }
    }

    /// Symbolic links are followed before the folder is compared, so that none leads out of it.
    fn check(&self, path: &str) -> Result<(), LoadError> {
        if path == self.root {
            return Ok(());
        }
        // Before the file system is asked: what is outside may not even be found to exist.
        if !self.holds(path) {
            return Err(self.outside());
        }
        let folder = fs::canonicalize(self.shown_folder()).map_err(system)?;
        if fs::canonicalize(path).map_err(system)?.starts_with(folder) {
            Ok(())
        } else {
            Err(self.outside())
        }
    }
}

impl Loader for DiskLoader {
    fn read(&mut self, path: &str) -> Result<Vec<u8>, LoadError> {
        self.check(path)?;
        let metadata = fs::metadata(Path::new(path)).map_err(system)?;
        // Before it is opened: opening a pipe waits for its writer.
        if !metadata.is_file() {
            return Err(LoadError::NotAFile);
        }
        let mut bytes = Vec::new();
        File::open(path)
            .map_err(system)?
            .take(MAX_FILE_BYTES + 1)
            .read_to_end(&mut bytes)
            .map_err(system)?;
        if bytes.len() as u64 > MAX_FILE_BYTES {
            Err(LoadError::TooLarge)
        } else {
            Ok(bytes)
        }
    }

    fn fetched(&mut self, url: &str) -> Result<Fetched, LoadError> {
        let Some(folder) = self.remote.clone() else {
            return Err(LoadError::NotFetched);
        };
        fetched(&folder, self.manifest(&folder)?, url)
    }
}

/// By name alone: the file system is not asked.
fn absolute(path: &str) -> Option<String> {
    // Without a current folder, nothing is in it.
    let path = std::path::absolute(path).ok()?;
    Some(names::normalise(path.to_str()?))
}

/// What was fetched from `url`, as the list of the folder says, and nothing else.
fn fetched(folder: &str, manifest: &Manifest, url: &str) -> Result<Fetched, LoadError> {
    let entry = manifest.get(url).ok_or(LoadError::NotFetched)?;
    let bytes = DiskLoader::remote(folder, &entry.file)?;
    if digest(&bytes) != entry.sha256 {
        let file = format!("{folder}/{}", entry.file);
        return Err(LoadError::Changed { file });
    }
    let url = entry.redirected.as_deref().unwrap_or(url);
    Ok(Fetched {
        bytes,
        url: url.to_owned(),
    })
}

fn system(error: io::Error) -> LoadError {
    match error.kind() {
        io::ErrorKind::NotFound => LoadError::NotFound,
        _ => LoadError::Io(error),
    }
}
