//! Reads the root document, and what its references lead to.

use std::collections::{BTreeSet, VecDeque};

use super::follow::Reference;
use super::limits::MAX_FILES;
use super::loader::Fetched;
use super::{FileId, LoadError, Loader, Node, Place, Sources, names, pointer, reading, uri};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Effect};

/// Why a document was not loaded, with what was: the diagnostics' places are in `sources`.
#[derive(Debug, thiserror::Error)]
#[error("the document cannot be read")]
pub struct LoadFailure {
    /// The files that were read, and those that were found faulty.
    pub sources: Sources,
    /// What is wrong; at least one is an error.
    pub diagnostics: Diagnostics,
}

/// Reads the root document, and each file that it or another one refers to by `$ref`, once.
///
/// Files are read in the order in which the references to them are met, breadth first. References within examples,
/// defaults, enumerations and extensions are data, and not followed. A reference by URL leads to the file or the schema
/// that says it is called so (`$self`, `$id`), to the file beside the root document where that says so of itself, or to
/// what was fetched from there ([`Loader::fetched`]).
///
/// # Errors
///
/// Where the root document cannot be read or is faulty, and where there are too many files. Another file that cannot be
/// read or is faulty, and a reference that has another scheme or is absolute, cost what they stand for: nothing is behind
/// the reference ([`Sources::resolve`]). What is wrong with files of that kind is in [`Sources::faults`].
pub fn load(loader: &mut dyn Loader, root: &str) -> Result<Sources, Box<LoadFailure>> {
    let root = names::normalise(root);
    let mut loading = Loading {
        sources: Sources::default(),
        diagnostics: Diagnostics::new(),
        known: BTreeSet::new(),
    };
    loading.known.insert(root.clone());
    match loader.read(&root) {
        Ok(bytes) => {
            let reading = read(&root, bytes, loading.sources.next_id());
            if reading.diagnostics.has_errors() {
                loading.diagnostics.extend(reading.diagnostics);
            } else {
                loading.sources.say(reading.diagnostics);
            }
            let (_, references) = loading.sources.push(root, reading.text, reading.root);
            loading.follow(loader, references);
        }
        Err(error) => {
            let (file, _) = loading.sources.push(root.clone(), String::new(), None);
            loading.diagnostics.push(unreadable(
                &root,
                &error,
                Place::new(file, 0, 0),
                "#".to_owned(),
            ));
        }
    }
    let Loading {
        sources,
        mut diagnostics,
        ..
    } = loading;
    if diagnostics.is_empty() {
        return Ok(sources);
    }
    diagnostics.sort();
    Err(Box::new(LoadFailure {
        sources,
        diagnostics,
    }))
}

struct Loading {
    sources: Sources,
    diagnostics: Diagnostics,
    /// The files that were read or could not be.
    known: BTreeSet<String>,
}

impl Loading {
    fn follow(&mut self, loader: &mut dyn Loader, of_root: Vec<Reference>) {
        let mut waiting = VecDeque::from(of_root);
        while let Some(reference) = waiting.pop_front() {
            for name in self.wanted(&reference) {
                if !self.known.insert(name.clone()) {
                    continue;
                }
                if self.sources.files().len() >= MAX_FILES {
                    return self.diagnostics.push(self.too_many(reference.place));
                }
                match read_or_fetched(loader, &name) {
                    Ok(Fetched { bytes, url }) => {
                        // What two URLs are redirected to is one file.
                        if url == name || self.known.insert(url.clone()) {
                            waiting.extend(self.add(url.clone(), bytes));
                        }
                        self.sources.call(&url, name);
                        break;
                    }
                    Err(error) => self.sources.set_unread(name, error.to_string()),
                }
            }
        }
    }

    /// Where what a reference leads to may be read; nothing where that is known already, or may not be read.
    fn wanted(&self, reference: &Reference) -> Vec<String> {
        let (path, _) = names::split(&reference.text);
        let base = self.sources.base(reference.place);
        let Some(Ok(candidates)) = base.map(|base| self.sources.candidates(base, path)) else {
            return Vec::new();
        };
        if candidates.all().any(|name| self.sources.is_known(name)) {
            return Vec::new();
        }
        // What is beside the document is read before what was fetched.
        let mut wanted = candidates.paths;
        wanted.extend(candidates.uri.filter(|uri| uri::is_remote(uri)));
        wanted
    }

    fn too_many(&self, place: Place) -> Diagnostic {
        let message = format!("the document consists of more than {MAX_FILES} files");
        Diagnostic::new(Code::TooLarge, place, self.pointer(place), message)
            .with_effect(Effect::NothingWritten)
    }

    /// Adds a file that is not the root document; a faulty one is no part of the document. Gives what leads on from it.
    fn add(&mut self, name: String, bytes: Vec<u8>) -> Vec<Reference> {
        let reading = read(&name, bytes, self.sources.next_id());
        if !reading.diagnostics.has_errors() {
            self.sources.say(reading.diagnostics);
            return self.sources.push(name, reading.text, reading.root).1;
        }
        let effect = Effect::Ignored(format!("the file `{}`", reading::shown_name(&name)));
        let faults = reading.diagnostics.into_iter();
        let faults = faults.map(|fault| fault.with_effect(effect.clone()));
        self.sources
            .add_faulty(name, reading.text, faults.collect());
        Vec::new()
    }

    fn pointer(&self, place: Place) -> String {
        self.sources.file(place.file).map_or_else(
            || "#".to_owned(),
            |file| pointer::at(&file.root, place.span),
        )
    }
}

/// What is called so, and what it is called in the end.
fn read_or_fetched(loader: &mut dyn Loader, name: &str) -> Result<Fetched, LoadError> {
    if uri::is_remote(name) {
        return loader.fetched(name);
    }
    let url = name.to_owned();
    loader.read(name).map(|bytes| Fetched { bytes, url })
}

/// What is in a file.
struct Reading {
    text: String,
    root: Option<Node>,
    /// What is wrong with it.
    diagnostics: Diagnostics,
}

/// Reads the text of a file, whatever it is.
fn read(name: &str, bytes: Vec<u8>, file: FileId) -> Reading {
    match String::from_utf8(bytes) {
        Ok(text) => {
            let reading = reading::read(name, &text, file);
            Reading {
                text,
                root: reading.root,
                diagnostics: reading.diagnostics.into_iter().collect(),
            }
        }
        Err(error) => {
            let valid = error.utf8_error().valid_up_to();
            let fault = not_utf8(error.as_bytes(), valid, file);
            Reading {
                text: String::from_utf8_lossy(error.as_bytes()).into_owned(),
                root: None,
                diagnostics: [fault].into_iter().collect(),
            }
        }
    }
}

fn unreadable(name: &str, error: &LoadError, place: Place, pointer: String) -> Diagnostic {
    let message = format!(
        "the file `{}` cannot be read: {error}",
        reading::shown_name(name)
    );
    Diagnostic::new(Code::Unreadable, place, pointer, message).with_effect(Effect::NothingWritten)
}

fn not_utf8(bytes: &[u8], valid: usize, file: FileId) -> Diagnostic {
    let fault = Diagnostic::new(
        Code::NotUtf8,
        Place::new(file, valid, valid),
        "#",
        "the file is not UTF-8",
    )
    .with_effect(Effect::NothingWritten);
    match bytes {
        [0xff, 0xfe, ..] | [0xfe, 0xff, ..] => {
            fault.with_help("it looks like UTF-16: save it as UTF-8")
        }
        _ => fault.with_help("save it as UTF-8"),
    }
}
