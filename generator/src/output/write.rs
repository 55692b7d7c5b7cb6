//! Writes a plan to disk, all or nothing as far as a disk can.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::{OutputError, Plan};

impl Plan {
    /// Makes the changes. Every new text is first written to a file beside its place, then all of them are renamed, then
    /// what is stale is removed: a full disk leaves what was there.
    ///
    /// # Errors
    ///
    /// [`OutputError`] where a file that is not ours would be replaced, then nothing is written; or where a file cannot be
    /// written or removed.
    pub fn apply(&self) -> Result<(), OutputError> {
        if let Some(refusal) = self.refusal() {
            return Err(refusal);
        }
        let mut staged = Vec::new();
        for change in &self.changes {
            let Some(new) = &change.new else {
                continue;
            };
            let temporary = beside(&change.path);
            staged.push((temporary.clone(), &change.path, &change.shown));
            if let Err(source) = stage(&temporary, new) {
                for (temporary, ..) in &staged {
                    // The last one may not be there; and the first error is the one to tell.
                    fs::remove_file(temporary).unwrap_or_default();
                }
                return Err(OutputError::Io {
                    what: "write",
                    path: change.shown.clone(),
                    source,
                });
            }
        }
        for (temporary, path, shown) in staged {
            fs::rename(&temporary, path).map_err(|source| OutputError::Io {
                what: "replace",
                path: shown.clone(),
                source,
            })?;
        }
        for change in self.changes.iter().filter(|change| change.new.is_none()) {
            fs::remove_file(&change.path).map_err(|source| OutputError::Io {
                what: "remove",
                path: change.shown.clone(),
                source,
            })?;
            remove_empty_parent(&change.path);
        }
        Ok(())
    }
}

fn beside(path: &Path) -> PathBuf {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    path.with_file_name(format!(".{name}.counterpart-{}", std::process::id()))
}

fn stage(temporary: &Path, text: &str) -> io::Result<()> {
    if let Some(folder) = temporary.parent() {
        fs::create_dir_all(folder)?;
    }
    fs::write(temporary, text)
}

/// A folder that only held stale files goes with them.
fn remove_empty_parent(path: &Path) {
    if let Some(folder) = path.parent() {
        // It is not empty, or not there: both are fine.
        fs::remove_dir(folder).unwrap_or_default();
    }
}
