//! The loader that brings what was not fetched yet: the references of what it brings are followed like all others.

use std::collections::BTreeMap;

use counterpart::source::{DiskLoader, Entry, Fetched, LoadError, Loader, Manifest};

use super::client::Client;

/// How many bytes may be brought in all.
const MOST_BYTES: u64 = 256 << 20;
/// How many files may be brought.
const MOST_FILES: usize = 1_000;

/// What is brought. The files of the document are read from the disk.
pub(super) struct Bringing<'m> {
    disk: DiskLoader,
    client: Client,
    before: &'m Manifest,
    /// Whether what was fetched before is brought anew.
    update: bool,
    /// What was fetched before, and what is brought: no two URLs have one file.
    names: Manifest,
    /// What the document refers to, and is there.
    after: Manifest,
    /// What is to be written, by its path from the folder.
    pub files: BTreeMap<String, Vec<u8>>,
    /// What could not be brought, and why.
    pub problems: Vec<(String, String)>,
    bytes: u64,
}

impl<'m> Bringing<'m> {
    pub fn new(disk: DiskLoader, client: Client, before: &'m Manifest, update: bool) -> Self {
        Self {
            disk,
            client,
            before,
            update,
            names: before.clone(),
            after: Manifest::default(),
            files: BTreeMap::new(),
            problems: Vec::new(),
            bytes: 0,
        }
    }

    /// The list of what is there when all is written: what could not be brought anew stays as it was.
    pub fn manifest(&self) -> Manifest {
        let mut manifest = self.after.clone();
        for (url, _) in &self.problems {
            if let Some(entry) = self.before.get(url) {
                manifest.keep(url, entry.clone());
            }
        }
        manifest
    }

    /// What was fetched before and is as it was.
    fn there(&mut self, url: &str) -> Option<Fetched> {
        let entry = self.before.get(url).filter(|_| !self.update)?;
        // What was changed or is gone is brought anew.
        let fetched = self.disk.fetched(url).ok()?;
        self.after.keep(url, entry.clone());
        Some(fetched)
    }

    fn bring(&mut self, url: &str) -> Result<Fetched, String> {
        if self.files.len() >= MOST_FILES {
            return Err(format!("{MOST_FILES} files are fetched already"));
        }
        let fetched = self.client.get(url)?;
        self.bytes = self.bytes.saturating_add(fetched.bytes.len() as u64);
        if self.bytes > MOST_BYTES {
            return Err(format!("more than {} MiB in all", MOST_BYTES >> 20));
        }
        let redirected = (fetched.url != url).then(|| fetched.url.clone());
        let entry = self.names.insert(url, &fetched.bytes, redirected);
        self.files.insert(entry.file.clone(), fetched.bytes.clone());
        self.after.keep(url, entry);
        Ok(fetched)
    }
}

impl Loader for Bringing<'_> {
    fn read(&mut self, path: &str) -> Result<Vec<u8>, LoadError> {
        self.disk.read(path)
    }

    fn fetched(&mut self, url: &str) -> Result<Fetched, LoadError> {
        if let Some(fetched) = self.there(url) {
            return Ok(fetched);
        }
        self.bring(url).map_err(|why| {
            self.problems.push((url.to_owned(), why.clone()));
            LoadError::NotBrought(why)
        })
    }
}

/// The files of before that are no longer needed.
pub(super) fn left<'m>(
    before: &'m Manifest,
    after: &'m Manifest,
) -> impl Iterator<Item = &'m Entry> {
    before.iter().map(|(_, entry)| entry).filter(|entry| {
        let is_same = |(_, other): (&str, &Entry)| other.file == entry.file;
        !after.iter().any(is_same)
    })
}
