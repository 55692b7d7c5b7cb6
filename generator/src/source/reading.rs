//! What reading one file gave: a tree, and what is wrong with it.

use super::{FileId, Node, Place, json, pointer, yaml};
use crate::diagnostic::{Code, Diagnostic, Effect, Note};

/// What reading the text of one file gave.
#[derive(Debug)]
pub struct Reading {
    /// The tree; none after a fault of syntax. Of members with one key it keeps all.
    pub root: Option<Node>,
    /// What is wrong with the text, in no order. A file with an error is not read: nothing may be generated from it.
    pub diagnostics: Vec<Diagnostic>,
}

/// Reads the text of one file as JSON or YAML.
///
/// `name` decides by its extension (`.json`; `.yaml`, `.yml`); without one of these, a text that starts with `{` or
/// `[` is JSON. A `.yaml` file that is JSON is read as JSON, since YAML knows no `\ud83d\ude00`.
#[must_use]
pub fn read(name: &str, text: &str, file: FileId) -> Reading {
    let opens_json = text
        .trim_start_matches('\u{feff}')
        .trim_start()
        .starts_with(['{', '[']);
    match extension(name).as_deref() {
        Some("json") => json::read(text, file),
        Some("yaml" | "yml") if opens_json => {
            let reading = json::read(text, file);
            if reading.root.is_some() {
                reading
            } else {
                yaml::read(text, file)
            }
        }
        Some("yaml" | "yml") => yaml::read(text, file),
        _ if opens_json => json::read(text, file),
        _ => yaml::read(text, file),
    }
}

fn extension(name: &str) -> Option<String> {
    let (_, extension) = name.rsplit_once('.')?;
    Some(extension.to_ascii_lowercase())
}

/// A fault that a reader found, before it is a diagnostic: readers know offsets, and no pointers.
#[derive(Debug)]
pub(super) struct Fault {
    pub code: Code,
    pub start: usize,
    pub end: usize,
    pub message: String,
    pub label: Option<String>,
    pub note: Option<(usize, usize, String)>,
    pub help: Option<String>,
    pub effect: Effect,
}

impl Fault {
    pub fn new(code: Code, start: usize, end: usize, message: impl Into<String>) -> Box<Self> {
        Box::new(Self {
            code,
            start,
            end,
            message: message.into(),
            label: None,
            note: None,
            help: None,
            effect: Effect::NothingWritten,
        })
    }

    pub fn effect(mut self: Box<Self>, effect: Effect) -> Box<Self> {
        self.effect = effect;
        self
    }

    pub fn label(mut self: Box<Self>, label: impl Into<String>) -> Box<Self> {
        self.label = Some(label.into());
        self
    }

    pub fn note(
        mut self: Box<Self>,
        start: usize,
        end: usize,
        message: impl Into<String>,
    ) -> Box<Self> {
        self.note = Some((start, end, message.into()));
        self
    }

    pub fn help(mut self: Box<Self>, help: impl Into<String>) -> Box<Self> {
        self.help = Some(help.into());
        self
    }

    /// The same key twice in one object; the two keys by their spans.
    pub fn duplicate(key: &str, first: Place, second: Place) -> Self {
        let (first, second) = (first.span.range(), second.span.range());
        let fault = Self::new(
            Code::DuplicateKey,
            second.start,
            second.end,
            format!("the object has the key `{}` twice", shorten(key)),
        );
        *fault
            .label("the second one")
            .note(first.start, first.end, "the first one")
    }

    fn diagnostic(self, file: FileId, root: Option<&Node>) -> Diagnostic {
        let place = Place::new(file, self.start, self.end);
        let pointer = root.map_or_else(|| "#".to_owned(), |root| pointer::at(root, place.span));
        Diagnostic {
            code: self.code,
            place,
            message: self.message,
            label: self.label,
            notes: (self.note.into_iter())
                .map(|(start, end, message)| Note {
                    place: Place::new(file, start, end),
                    message,
                })
                .collect(),
            help: self.help,
            effect: self.effect,
            pointer,
        }
    }
}

impl Reading {
    pub(super) fn new(file: FileId, root: Option<Node>, faults: Vec<Fault>) -> Self {
        let diagnostics = faults
            .into_iter()
            .map(|fault| fault.diagnostic(file, root.as_ref()))
            .collect();
        Self { root, diagnostics }
    }
}

/// A text of the document for a message: on one line, and not longer than a line.
pub(super) fn shorten(text: &str) -> String {
    const LONGEST: usize = 60;
    let mut short = String::new();
    for character in text.chars().take(LONGEST) {
        if is_invisible(character) {
            short.extend(character.escape_unicode());
        } else {
            short.push(character);
        }
    }
    if text.chars().nth(LONGEST).is_some() {
        short.push('…');
    }
    short
}

/// The name of a file for a message; of a very long one the end, which tells it apart.
pub(super) fn shown_name(name: &str) -> String {
    const LONGEST: usize = 160;
    let start = name
        .char_indices()
        .rev()
        .nth(LONGEST - 1)
        .map_or(0, |(at, _)| at);
    let end = name.get(start..).unwrap_or_default();
    let mut shown = if start > 0 {
        String::from("…")
    } else {
        String::new()
    };
    shown.extend(end.chars().map(|character| {
        if is_invisible(character) {
            '\u{fffd}'
        } else {
            character
        }
    }));
    shown
}

/// Whether a character is not seen where it stands, or alters how its neighbours are: controls, line breaks, blanks
/// other than a space, zero-width characters, marks of writing direction.
pub(crate) fn is_invisible(character: char) -> bool {
    character.is_control()
        || (character.is_whitespace() && character != ' ')
        || matches!(character, '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}' | '\u{feff}')
}
