//! By which URIs the files of a document, and the schemas in them, are known.

use std::collections::{BTreeMap, HashMap};

use super::follow::Survey;
use super::{FileId, Place, Span, names, uri};

/// A file, or a schema in it with an `$id`: what a URI without a fragment leads to.
#[derive(Clone, Debug)]
pub(super) struct Resource {
    /// Its URI; of a file without `$self` and `$id` its name.
    pub uri: String,
    pub file: FileId,
    /// Where it stands in the file.
    pub pointer: String,
    span: Span,
}

/// From where a reference is seen. Equal ones lead to the same place by the same text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Base(usize);

/// All resources of a document.
#[derive(Clone, Debug, Default)]
pub(super) struct Resources {
    all: Vec<Resource>,
    by_uri: BTreeMap<String, Base>,
    /// Those of each file, the file itself first.
    of_file: HashMap<FileId, Vec<Base>>,
    /// Where each anchor stands, by its resource. For look-ups only.
    anchors: HashMap<(Base, String), String>,
    /// Those of them that are dynamic, in the order of the document: their resources, names and places.
    pub dynamic: Vec<(Base, String, String)>,
}

impl Resources {
    /// Adds what is in a file.
    pub fn add(&mut self, file: FileId, name: &str, survey: &Survey) {
        let first = self.all.len();
        for (index, embedded) in survey.resources.iter().enumerate() {
            let parent = match index {
                0 => None,
                _ => self.all.get(first + embedded.parent),
            };
            let seen_from = parent.map_or(name, |parent| parent.uri.as_str());
            // What is no URI reference names nothing.
            let uri = names::resolve(seen_from, &embedded.id);
            let uri = uri.unwrap_or_else(|_| seen_from.to_owned());
            let base = Base(self.all.len());
            self.by_uri.entry(uri.clone()).or_insert(base);
            if index == 0 {
                self.by_uri.entry(name.to_owned()).or_insert(base);
            }
            self.of_file.entry(file).or_default().push(base);
            self.all.push(Resource {
                uri,
                file,
                pointer: embedded.pointer.clone(),
                span: embedded.span,
            });
        }
        for anchor in &survey.anchors {
            let key = (Base(first + anchor.resource), anchor.name.clone());
            let pointer = anchor.pointer.clone();
            if anchor.is_dynamic {
                self.dynamic.push((key.0, key.1.clone(), pointer.clone()));
            }
            self.anchors.entry(key).or_insert(pointer);
        }
    }

    /// Lets what has the URI `uri` have `other` too.
    pub fn call(&mut self, uri: &str, other: String) {
        if let Some(base) = self.by_uri(uri) {
            self.by_uri.entry(other).or_insert(base);
        }
    }

    pub fn get(&self, base: Base) -> Option<&Resource> {
        self.all.get(base.0)
    }

    /// The file as a whole.
    pub fn of_file(&self, file: FileId) -> Option<Base> {
        self.of_file.get(&file)?.first().copied()
    }

    /// The innermost resource in which a place stands.
    pub fn at(&self, place: Place) -> Option<Base> {
        let own = self.of_file.get(&place.file)?;
        let holds = |base: &&Base| {
            let resource = self.get(**base);
            resource.is_some_and(|resource| resource.span.contains(place.span))
        };
        // What is inside stands behind what holds it.
        own.iter().rev().find(holds).or(own.first()).copied()
    }

    pub fn by_uri(&self, uri: &str) -> Option<Base> {
        self.by_uri.get(uri).copied()
    }

    /// Where the anchor of a resource stands in its file.
    pub fn anchor(&self, base: Base, name: &str) -> Option<&str> {
        self.anchors
            .get(&(base, name.to_owned()))
            .map(String::as_str)
    }

    /// The names under which what `path`, seen from `base`, leads to may be found.
    pub fn candidates(
        &self,
        base: Base,
        file_name: &str,
        root_name: &str,
        path: &str,
    ) -> Result<Candidates, names::Refused> {
        let seen_from = self.get(base).map_or(file_name, |base| &base.uri);
        let found = names::resolve(seen_from, path)?;
        if uri::scheme(path).is_none() && !uri::is_uri(seen_from) {
            return Ok(Candidates {
                uri: None,
                paths: vec![found],
            });
        }
        let mut paths = Vec::new();
        // Where the root document says what it is called, a URI of the same host is a place beside it.
        let root = self.of_file(FileId(0)).and_then(|root| self.get(root));
        if let Some(path) = root.and_then(|root| uri::relative(&root.uri, &found)) {
            // A path that leads nowhere is none.
            paths.extend(names::resolve(root_name, &path).ok());
        }
        if uri::scheme(path).is_none() && !uri::is_uri(file_name) {
            paths.extend(names::resolve(file_name, path).ok());
        }
        paths.dedup();
        Ok(Candidates {
            uri: Some(found),
            paths,
        })
    }
}

/// Under which names a file may be found.
pub(super) struct Candidates {
    /// The URI, where it has one.
    pub uri: Option<String>,
    /// Its paths, the likeliest first.
    pub paths: Vec<String>,
}

impl Candidates {
    /// All of them: what is called so is before what stands there.
    pub fn all(&self) -> impl Iterator<Item = &str> {
        self.uri.iter().chain(&self.paths).map(String::as_str)
    }
}
