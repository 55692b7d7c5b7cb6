//! The files of one document, and where in them a place is.

use std::collections::BTreeMap;
use std::fmt;

use crate::diagnostic::Diagnostics;

use super::follow::{self, Reference};
use super::resources::{Base, Candidates, Resources};
use super::{FileId, LoadFailure, MemoryLoader, Node, Place, Value, load, names, pointer, uri};

/// The files of one document. The first is the root document.
#[derive(Clone, Debug, Default)]
pub struct Sources {
    files: Vec<SourceFile>,
    by_name: BTreeMap<String, FileId>,
    resources: Resources,
    /// Files that references lead to and that were not read, and why.
    unread: BTreeMap<String, String>,
    faults: Diagnostics,
}

/// One file of a document.
#[derive(Clone, Debug)]
pub struct SourceFile {
    /// Its path: the root document's as it was given, the others' from it. Of one that was fetched, its URL.
    pub name: String,
    /// Its text; where it is not UTF-8, with U+FFFD for what is not.
    pub text: String,
    /// Its tree; `null` where it could not be read.
    pub root: Node,
    /// Where each of its lines starts, in bytes; the first is 0.
    pub line_starts: Vec<u32>,
}

/// A place as people name it; shown as `file:line:column`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Position<'s> {
    /// The name of the file.
    pub file: &'s str,
    /// The line, from 1.
    pub line: u32,
    /// The column in characters, from 1.
    pub column: u32,
}

/// What a reference leads to.
#[derive(Clone, Debug)]
pub struct Resolved<'s> {
    /// The file in which it stands.
    pub file: FileId,
    /// Where in that file, in the form of [`mod@pointer`]: two references to one value have equal ones.
    pub pointer: String,
    /// The value.
    pub node: &'s Node,
}

/// A schema that has a `$dynamicAnchor`.
#[derive(Clone, Debug)]
pub struct DynamicAnchor<'s> {
    /// The anchor.
    pub name: &'s str,
    /// The resource in which it is known.
    pub base: Base,
    /// Where the schema stands.
    pub schema: Resolved<'s>,
    /// Whose `$defs` it stands in, where that is not the resource as a whole: then it is known in that schema alone.
    pub holder: Option<Place>,
}

/// Why a reference leads nowhere.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ResolveError {
    /// The reference has a scheme that is not followed, is absolute, or is no URI reference.
    #[error(transparent)]
    Refused(#[from] names::Refused),
    /// The file could not be read.
    #[error("the file `{name}` cannot be read: {why}")]
    Unread {
        /// Its name.
        name: String,
        /// Why.
        why: String,
    },
    /// The file was not read.
    #[error("the file `{0}` is not part of the document")]
    File(String),
    /// The fragment is a name (`#cat`) that no `$anchor` of the file has.
    #[error("no schema has the `$anchor` `{0}`")]
    Anchor(String),
    /// The fragment is no JSON Pointer: a `~` without `0` or `1`, a `%` that is no escape.
    #[error("`{0}` is not a JSON Pointer")]
    Pointer(String),
    /// The pointer leads to nothing.
    #[error("there is no `{segment}` in `{parent}`")]
    Missing {
        /// The last value on the way that there is.
        parent: String,
        /// The first segment that there is not.
        segment: String,
    },
}

impl Sources {
    /// A document of one file that stands in no folder, as [`load`] reads it: for tests and for texts from elsewhere.
    ///
    /// # Errors
    ///
    /// Those of [`load`].
    pub fn from_text(name: &str, text: impl Into<Vec<u8>>) -> Result<Self, Box<LoadFailure>> {
        load(
            &mut MemoryLoader::new().with(names::normalise(name), text),
            name,
        )
    }

    /// What is wrong with the texts of the files. References into those with errors, of which the root document is none,
    /// lead nowhere.
    #[must_use]
    pub fn faults(&self) -> &Diagnostics {
        &self.faults
    }

    pub(super) fn say(&mut self, faults: Diagnostics) {
        self.faults.extend(faults);
    }

    pub(super) fn set_unread(&mut self, name: String, why: String) {
        self.unread.insert(name, why);
    }

    /// Lets what is called `name` be called `other` too.
    pub(super) fn call(&mut self, name: &str, other: String) {
        if name != other {
            self.resources.call(name, other.clone());
            if let Some(why) = self.unread.get(name) {
                self.unread.insert(other, why.clone());
            }
        }
    }

    /// Adds a file in which references lead nowhere, with what is wrong with it.
    pub(super) fn add_faulty(&mut self, name: String, text: String, faults: Diagnostics) {
        self.unread
            .insert(name.clone(), "it has faults itself".to_owned());
        self.attach(name, text);
        self.say(faults);
    }

    /// The files, by [`FileId`].
    #[must_use]
    pub fn files(&self) -> &[SourceFile] {
        &self.files
    }

    /// One file.
    #[must_use]
    pub fn file(&self, file: FileId) -> Option<&SourceFile> {
        self.files.get(usize::try_from(file.0).ok()?)
    }

    /// The file of that (normalised) name.
    #[must_use]
    pub fn by_name(&self, name: &str) -> Option<FileId> {
        self.by_name.get(name).copied()
    }

    /// The name of a file as seen from the root document's folder: the same wherever the generator runs.
    #[must_use]
    pub fn name_from_root(&self, file: FileId) -> String {
        let name = self.file(file).map_or("", |file| &file.name);
        let root = self.files.first().map_or("", |root| &root.name);
        let is_beside = root.starts_with('/') == name.starts_with('/');
        if uri::is_uri(name) || !is_beside {
            return name.to_owned();
        }
        uri::between(names::folder(root).unwrap_or_default(), name)
    }

    /// Adds a file that is no part of the document, so that diagnostics can point into it: no reference leads there.
    pub fn attach(&mut self, name: impl Into<String>, text: impl Into<String>) -> FileId {
        let id = self.next_id();
        let text = text.into();
        self.files.push(SourceFile {
            name: name.into(),
            root: Node {
                value: Value::Null,
                place: Place::new(id, 0, 0),
            },
            line_starts: line_starts(&text),
            text,
        });
        id
    }

    /// The root document; `null` where there is none.
    #[must_use]
    pub fn root(&self) -> &Node {
        static NOTHING: Node = Node {
            value: Value::Null,
            place: Place {
                file: FileId(0),
                span: super::Span { start: 0, end: 0 },
            },
        };
        self.files.first().map_or(&NOTHING, |file| &file.root)
    }

    pub(super) fn next_id(&self) -> FileId {
        FileId(u32::try_from(self.files.len()).unwrap_or(u32::MAX))
    }

    /// Adds a file that was read; gives what in it leads to others.
    pub(super) fn push(
        &mut self,
        name: String,
        text: String,
        root: Option<Node>,
    ) -> (FileId, Vec<Reference>) {
        let id = self.next_id();
        let root = root.unwrap_or(Node {
            value: Value::Null,
            place: Place::new(id, 0, 0),
        });
        let survey = follow::survey(&root);
        self.resources.add(id, &name, &survey);
        let line_starts = line_starts(&text);
        self.by_name.insert(name.clone(), id);
        self.files.push(SourceFile {
            name,
            text,
            root,
            line_starts,
        });
        (id, survey.references)
    }

    /// From where a reference that stands at `place` is seen.
    #[must_use]
    pub fn base(&self, place: Place) -> Option<Base> {
        self.resources.at(place)
    }

    /// What `reference`, found in the file `from` outside of schemas with an `$id`, leads to. Only in files that
    /// [`load`] read.
    ///
    /// Follows one reference: the value found may be an object with a `$ref` of its own.
    ///
    /// # Errors
    ///
    /// Where it leads nowhere.
    pub fn resolve(&self, from: FileId, reference: &str) -> Result<Resolved<'_>, ResolveError> {
        match self.resources.of_file(from) {
            Some(base) => self.resolve_from(base, reference),
            None => Err(ResolveError::File(names::split(reference).0.to_owned())),
        }
    }

    /// What `reference`, seen from `base`, leads to.
    ///
    /// # Errors
    ///
    /// Where it leads nowhere.
    pub fn resolve_from(&self, base: Base, reference: &str) -> Result<Resolved<'_>, ResolveError> {
        let (path, fragment) = names::split(reference);
        if !path.is_empty() {
            return self.within(self.resource(base, path)?, fragment);
        }
        let found = self.within(base, fragment);
        // A schema with an `$id` is a document of its own, and `#/…` is in it; many mean the file all the same.
        let file = self.resources.get(base).map(|resource| resource.file);
        match file.and_then(|file| self.resources.of_file(file)) {
            Some(file) if file != base => {
                found.or_else(|error| self.within(file, fragment).map_err(|_| error))
            }
            _ => found,
        }
    }

    /// The schemas that have a `$dynamicAnchor`, in the order of the document.
    pub fn dynamic_anchors(&self) -> impl Iterator<Item = DynamicAnchor<'_>> {
        let all = self.resources.dynamic.iter();
        all.filter_map(|(base, name, pointer)| {
            let resource = self.resources.get(*base)?;
            let file = resource.file;
            let root = &self.file(file)?.root;
            let segments = pointer::segments(pointer)?;
            let node = below(root, &segments)?;
            // By the letter it is known in the whole resource; the schemas of a description are many in one.
            let is_description = root.get("openapi").is_some();
            let holder = match segments.as_slice() {
                [holder @ .., defs, _]
                    if is_description && matches!(&**defs, "$defs" | "definitions") =>
                {
                    let whole = pointer::segments(&resource.pointer)?;
                    match whole.as_slice() == holder {
                        true => None,
                        false => Some(below(root, holder)?),
                    }
                }
                _ => None,
            };
            Some(DynamicAnchor {
                name,
                base: *base,
                schema: Resolved {
                    file,
                    pointer: pointer.clone(),
                    node,
                },
                holder: holder.map(|node| node.place),
            })
        })
    }

    /// The resource to which the path of a reference leads.
    fn resource(&self, base: Base, path: &str) -> Result<Base, ResolveError> {
        let candidates = self.candidates(base, path)?;
        if let Some(found) = candidates
            .all()
            .find_map(|name| self.resources.by_uri(name))
        {
            return Ok(found);
        }
        let is_relative = uri::scheme(path).is_none();
        let likeliest = candidates.paths.into_iter().next();
        match (candidates.uri, likeliest) {
            (_, Some(name)) if is_relative => Err(self.not_read(name)),
            (Some(uri), _) if uri::is_remote(&uri) => Err(self.not_read(uri)),
            (Some(uri), _) => {
                let scheme = uri::scheme(&uri).unwrap_or_default();
                Err(names::Refused::Scheme(scheme.to_owned()).into())
            }
            (None, Some(name)) => Err(self.not_read(name)),
            (None, None) => Err(ResolveError::File(path.to_owned())),
        }
    }

    pub(super) fn candidates(&self, base: Base, path: &str) -> Result<Candidates, names::Refused> {
        let file = self.resources.get(base).and_then(|one| self.file(one.file));
        let file = file.map_or("", |file| &file.name);
        let root = self.files.first().map_or("", |root| &root.name);
        self.resources.candidates(base, file, root, path)
    }

    /// Whether a file or a schema is known by that name.
    pub(super) fn is_known(&self, name: &str) -> bool {
        self.resources.by_uri(name).is_some()
    }

    /// What a fragment selects of a resource.
    fn within(&self, base: Base, fragment: &str) -> Result<Resolved<'_>, ResolveError> {
        let not_a_pointer = || ResolveError::Pointer(format!("#{fragment}"));
        let missing = || ResolveError::File(fragment.to_owned());
        let resource = self.resources.get(base).ok_or_else(missing)?;
        let file = self.file(resource.file).ok_or_else(missing)?;
        let decoded = pointer::percent_decode(fragment).ok_or_else(not_a_pointer)?;
        let (start, rest) = if decoded.is_empty() || decoded.starts_with('/') {
            (resource.pointer.as_str(), &*decoded)
        } else {
            let anchor = self.resources.anchor(base, &decoded);
            let anchor = anchor.ok_or_else(|| ResolveError::Anchor(decoded.to_string()))?;
            (anchor, "")
        };
        let mut pointer = String::from("#");
        let mut node = &file.root;
        let known = pointer::segments(start).ok_or_else(not_a_pointer)?;
        let asked = pointer::segments(rest).ok_or_else(not_a_pointer)?;
        for segment in known.iter().chain(&asked) {
            let Some(child) = pointer::child(node, segment) else {
                return Err(ResolveError::Missing {
                    parent: pointer,
                    segment: segment.to_string(),
                });
            };
            pointer::push(&mut pointer, segment);
            node = child;
        }
        Ok(Resolved {
            file: resource.file,
            pointer,
            node,
        })
    }

    fn not_read(&self, name: String) -> ResolveError {
        match self.unread.get(&name) {
            Some(why) => ResolveError::Unread {
                why: why.clone(),
                name,
            },
            None => ResolveError::File(name),
        }
    }

    /// Where `place` starts. A byte order mark takes no column.
    #[must_use]
    pub fn line_column(&self, place: Place) -> Position<'_> {
        let Some(file) = self.file(place.file) else {
            return Position {
                file: "",
                line: 1,
                column: 1,
            };
        };
        let line = file.line_of(place.span.start);
        let before = file
            .text
            .get(file.line_start(line)..place.span.start as usize)
            .unwrap_or_default();
        let column = before.trim_start_matches('\u{feff}').chars().count();
        let one_based = |number: usize| u32::try_from(number).unwrap_or(u32::MAX).saturating_add(1);
        Position {
            file: &file.name,
            line: one_based(line),
            column: one_based(column),
        }
    }

    /// The text at `place`.
    #[must_use]
    pub fn text(&self, place: Place) -> &str {
        self.file(place.file)
            .and_then(|file| file.text.get(place.span.range()))
            .unwrap_or_default()
    }
}

/// How long the lines of a file may be, in bytes and on average, for a line to say where something is.
const READ_BY_LINE: usize = 1_000;

impl SourceFile {
    /// Whether a program wrote it on one line, or on few: a person finds what is in it by pointers alone. What could not
    /// be read has no pointers.
    #[must_use]
    pub fn is_on_one_line(&self) -> bool {
        let lines = self.line_starts.len();
        !self.root.is_null() && self.text.len() > READ_BY_LINE.saturating_mul(lines)
    }

    /// The index, from 0, of the line in which the byte `offset` stands.
    #[must_use]
    pub fn line_of(&self, offset: u32) -> usize {
        self.line_starts
            .partition_point(|start| *start <= offset)
            .saturating_sub(1)
    }

    /// Where the line with that index starts; the end of the text for one that there is not.
    #[must_use]
    pub fn line_start(&self, line: usize) -> usize {
        self.line_starts
            .get(line)
            .map_or(self.text.len(), |start| *start as usize)
    }

    /// The line with that index, without its line break.
    #[must_use]
    pub fn line(&self, line: usize) -> &str {
        let text = self
            .text
            .get(self.line_start(line)..self.line_start(line + 1))
            .unwrap_or_default();
        let text = text.strip_suffix('\n').unwrap_or(text);
        text.strip_suffix('\r').unwrap_or(text)
    }
}

impl fmt::Display for Position<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}:{}:{}", self.file, self.line, self.column)
    }
}

/// What stands at the end of a way.
fn below<'n>(root: &'n Node, segments: &[std::borrow::Cow<'_, str>]) -> Option<&'n Node> {
    let mut segments = segments.iter();
    segments.try_fold(root, |node, segment| pointer::child(node, segment))
}

fn line_starts(text: &str) -> Vec<u32> {
    let breaks = text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n');
    let starts = breaks.map(|(at, _)| u32::try_from(at + 1).unwrap_or(u32::MAX));
    std::iter::once(0).chain(starts).collect()
}
