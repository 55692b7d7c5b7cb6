//! `counterpart.lock`: the identifiers that were given, by their place in the document.
//!
//! One line for each, sorted by place, so that two branches that add to a document merge without a conflict:
//!
//! ```text
//! counterpart.lock version 2
//! #/components/schemas/Pet type Pet
//! #/paths/~1pets/get method list_pets
//! ```
//!
//! Every identifier of both crates is here, or is made from one that is by a fixed rule; so is what was inferred from the
//! whole document: the profile, the groups of operations without tags, which anonymous types are one (they have one
//! name), which members are boxed. What is recorded is never renamed. An entry whose place is gone from the document is dropped when the output is generated the next time, so that the file never holds
//! more than the document: a place that comes back later is named anew.

mod role;

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt::Write as _;

use crate::diagnostic::{Code, Diagnostic, Diagnostics, Effect};
use crate::ir::{Api, Moved, Profile, Recorded, Root};
use crate::source::{FileId, Place};

pub use role::{Role, is_value};

/// The first line. The number changes when older versions cannot read the file.
const HEADER: &str = "counterpart.lock version 2";

/// The place of what is about the whole document.
const WHOLE: &str = "#";

/// The recorded identifiers and facts.
#[derive(Clone, Debug, Default)]
pub struct Lock {
    entries: BTreeMap<Key, Entry>,
}

/// What an identifier belongs to.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Key {
    /// Where it comes from: the text of an [`ir::TypeKey`](crate::ir::TypeKey) or an [`ir::Whence`](crate::ir::Whence).
    pub place: String,
    /// Which of the identifiers of that place.
    pub role: Role,
}

#[derive(Clone, Debug)]
struct Entry {
    name: String,
    place: Option<Place>,
}

impl Lock {
    /// An empty lock: names are a function of the document.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Reads a lock. `file` is what the places of its entries and of the diagnostics refer to.
    ///
    /// Lines may stand in any order, and the same line twice, as a merge of two branches leaves them.
    ///
    /// # Errors
    ///
    /// [`Code::Lock`] for each line that is none of a lock's: a missing header, marks of a conflict, an unknown role, a
    /// name that is no identifier, two names for one place.
    pub fn parse(text: &str, file: FileId) -> Result<Self, Diagnostics> {
        let mut lock = Self::new();
        let mut faults = Diagnostics::new();
        let mut start = 0;
        for (index, line) in text.split_inclusive('\n').enumerate() {
            let content = line.trim_end_matches(['\n', '\r']);
            let read = if index == 0 {
                header(content)
            } else {
                lock.add(content, file, start)
            };
            if let Err((range, message)) = read {
                let place = Place::new(file, start + range.start, start + range.end);
                let fault = Diagnostic::new(Code::Lock, place, "#", message)
                    .with_help("restore the file from version control, or delete it and check the new names")
                    .with_effect(Effect::NothingWritten);
                faults.push(fault);
                if index == 0 {
                    break;
                }
            }
            start += line.len();
        }
        if text.is_empty() {
            let place = Place::new(file, 0, 0);
            faults.push(
                Diagnostic::new(
                    Code::Lock,
                    place,
                    "#",
                    format!("the file is empty: its first line is `{HEADER}`"),
                )
                .with_effect(Effect::NothingWritten),
            );
        }
        if faults.is_empty() {
            Ok(lock)
        } else {
            Err(faults)
        }
    }

    /// The file's text: the header, then one line an entry, sorted.
    #[must_use]
    pub fn to_text(&self) -> String {
        let mut text = String::from(HEADER);
        text.push('\n');
        for (key, entry) in &self.entries {
            escape(&key.place, &mut text);
            // Writing to a `String` does not fail.
            let _infallible = write!(text, " {} ", key.role.as_str());
            let mut value = String::new();
            escape(&entry.name, &mut value);
            text.push_str(&value.replace(' ', "\\u{20}"));
            text.push('\n');
        }
        text
    }

    /// The recorded identifier.
    #[must_use]
    pub fn get(&self, key: &Key) -> Option<&str> {
        self.entries.get(key).map(|entry| entry.name.as_str())
    }

    /// What it says of types, for the passes.
    #[must_use]
    pub fn recorded(&self) -> Recorded {
        let mut recorded = Recorded::default();
        for (key, entry) in &self.entries {
            let place = key.place.clone();
            match key.role {
                Role::Type => {
                    recorded.types.insert(place, entry.name.clone());
                }
                Role::Field | Role::Variant => {
                    recorded.parts.insert(place);
                }
                Role::Boxed => {
                    recorded.boxed.insert(place);
                }
                Role::From => {
                    recorded.conversions.insert(place);
                }
                _ => {}
            }
        }
        recorded
    }

    /// The same, with what was recorded under keys that have moved under the new ones, too.
    #[must_use]
    pub fn following(&self, moved: &[Moved]) -> Cow<'_, Self> {
        if moved.is_empty() {
            return Cow::Borrowed(self);
        }
        let mut lock = self.clone();
        for Moved {
            from,
            to,
            with_name,
        } in moved
        {
            for role in [Role::Type, Role::Field, Role::Value, Role::Variant] {
                let key = |place: &String| Key {
                    place: place.clone(),
                    role,
                };
                if let (Some(entry), true) = (self.entries.get(&key(from)), *with_name) {
                    lock.entries.entry(key(to)).or_insert_with(|| entry.clone());
                }
            }
        }
        Cow::Owned(lock)
    }

    /// Where the entry stands in the file, for a lock that was read from one.
    #[must_use]
    pub fn place(&self, key: &Key) -> Option<Place> {
        self.entries.get(key).and_then(|entry| entry.place)
    }

    /// Records an identifier.
    pub fn insert(&mut self, key: Key, name: impl Into<String>) {
        self.entries.insert(
            key,
            Entry {
                name: name.into(),
                place: None,
            },
        );
    }

    /// The profile that was inferred.
    #[must_use]
    pub fn profile(&self) -> Option<Profile> {
        let key = Key {
            place: WHOLE.to_owned(),
            role: Role::Profile,
        };
        let name = self.get(&key)?;
        (Profile::ALL.into_iter()).find(|profile| profile.as_str() == name)
    }

    /// The segments that operations without tags are grouped by, by the places of the operations.
    #[must_use]
    pub fn groups(&self) -> BTreeMap<String, String> {
        let groups = self.entries.iter();
        let groups = groups.filter(|(key, _)| key.role == Role::Group);
        groups
            .map(|(key, entry)| (key.place.clone(), entry.name.clone()))
            .collect()
    }

    /// Records what was inferred from the whole document.
    pub fn insert_facts(&mut self, api: &Api) {
        let mut fact = |place: String, role, value: &str| self.insert(Key { place, role }, value);
        fact(WHOLE.to_owned(), Role::Profile, api.profile.as_str());
        for operation in &api.operations {
            let group = api.groups.get(operation.group.0 as usize);
            if let Some(Root::Segment(name)) = group.map(|group| &group.origin.whence.root) {
                fact(operation.origin.whence.to_string(), Role::Group, name);
            }
        }
        for place in &api.conversions {
            fact(place.clone(), Role::From, "type");
        }
        for def in &api.types {
            for place in def.boxed() {
                fact(place, Role::Boxed, "box");
            }
        }
    }

    /// How many identifiers are recorded.
    #[must_use]
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether nothing is recorded.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// The entries, in the file's order.
    pub fn iter(&self) -> impl Iterator<Item = (&Key, &str)> {
        self.entries
            .iter()
            .map(|(key, entry)| (key, entry.name.as_str()))
    }

    fn add(&mut self, line: &str, file: FileId, start: usize) -> Result<(), Fault> {
        let whole = 0..line.len();
        let mut columns = line.rsplitn(3, ' ');
        let (Some(name), Some(role), Some(pointer)) =
            (columns.next(), columns.next(), columns.next())
        else {
            return Err((
                whole,
                "the line is not of the form `place role name`".to_owned(),
            ));
        };
        let name_range = line.len() - name.len()..line.len();
        let role_range = pointer.len() + 1..pointer.len() + 1 + role.len();
        let Some(role) = Role::parse(role) else {
            let roles: Vec<&str> = Role::ALL.iter().map(|role| role.as_str()).collect();
            return Err((
                role_range,
                format!("`{role}` is none of the roles {}", roles.join(", ")),
            ));
        };
        let Some(name) = unescape(name) else {
            return Err((
                name_range,
                "the value holds a `\\` that begins no escape".to_owned(),
            ));
        };
        if !is_value(&name, role) {
            return Err((
                name_range,
                format!("`{name}` cannot be the name of a {}", role.as_str()),
            ));
        }
        let Some(place) = unescape(pointer) else {
            return Err((
                0..pointer.len(),
                "the place holds a `\\` that begins no escape".to_owned(),
            ));
        };
        let key = Key { place, role };
        match self.entries.get(&key) {
            Some(other) if other.name != name => Err((
                whole,
                format!("another line gives this place the name `{}`", other.name),
            )),
            _ => {
                let place = Place::new(file, start, start + line.len());
                self.entries.insert(
                    key,
                    Entry {
                        name,
                        place: Some(place),
                    },
                );
                Ok(())
            }
        }
    }
}

/// The columns of a line that are at fault, and why.
type Fault = (std::ops::Range<usize>, String);

fn header(line: &str) -> Result<(), Fault> {
    if line == HEADER {
        return Ok(());
    }
    let message = if line.starts_with("counterpart.lock version ") {
        format!("the lock is of another version of counterpart: this one reads `{HEADER}`")
    } else {
        format!("the first line is not `{HEADER}`")
    };
    Err((0..line.len(), message))
}

/// Line breaks and other control characters would end an entry.
fn escape(pointer: &str, out: &mut String) {
    for character in pointer.chars() {
        match character {
            '\\' => out.push_str("\\\\"),
            _ if character.is_control() || matches!(character, '\u{2028}' | '\u{2029}') => {
                out.push_str(&format!("\\u{{{:x}}}", u32::from(character)));
            }
            _ => out.push(character),
        }
    }
}

fn unescape(text: &str) -> Option<String> {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('\\') {
        plain.push_str(before);
        if let Some(after) = after.strip_prefix('\\') {
            plain.push('\\');
            rest = after;
        } else {
            let (code, after) = after.strip_prefix("u{")?.split_once('}')?;
            plain.push(
                u32::from_str_radix(code, 16)
                    .ok()
                    .and_then(char::from_u32)?,
            );
            rest = after;
        }
    }
    plain.push_str(rest);
    Some(plain)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(pointer: &str, role: Role) -> Key {
        Key {
            place: pointer.to_owned(),
            role,
        }
    }

    #[test]
    fn what_is_written_is_read_again() {
        let mut lock = Lock::new();
        lock.insert(
            key(
                "#/components/schemas/Color/enum/a b\n\\ \u{2028}",
                Role::Value,
            ),
            "AB",
        );
        lock.insert(key("#/paths/~1pets/get", Role::Method), "r#type");
        lock.insert(key("#/components/schemas/Color", Role::Type), "Color");
        let text = lock.to_text();
        assert_eq!(
            text,
            "counterpart.lock version 2\n\
             #/components/schemas/Color type Color\n\
             #/components/schemas/Color/enum/a b\\u{a}\\\\ \\u{2028} value AB\n\
             #/paths/~1pets/get method r#type\n"
        );
        let read = Lock::parse(&text, FileId(7)).unwrap();
        assert_eq!(
            read.iter().collect::<Vec<_>>(),
            lock.iter().collect::<Vec<_>>()
        );
        assert_eq!(
            read.place(&key("#/components/schemas/Color", Role::Type)),
            Some(Place::new(FileId(7), 27, 64))
        );
        assert_eq!(read.to_text(), text);
    }

    #[test]
    fn merged_lines_are_read() {
        let text = "counterpart.lock version 2\r\n#/b type B\n#/a type A\n#/b type B\n";
        let lock = Lock::parse(text, FileId(0)).unwrap();
        assert_eq!(
            lock.to_text(),
            "counterpart.lock version 2\n#/a type A\n#/b type B\n"
        );
    }

    #[test]
    fn faults_have_a_place() {
        let table = [
            (
                "",
                (0, 0),
                "the file is empty: its first line is `counterpart.lock version 2`",
            ),
            (
                "{}",
                (0, 2),
                "the first line is not `counterpart.lock version 2`",
            ),
            (
                "counterpart.lock version 3\n",
                (0, 26),
                "the lock is of another version of counterpart: this one reads `counterpart.lock version 2`",
            ),
            (
                "\n<<<<<<< HEAD\n",
                (27, 39),
                "the line is not of the form `place role name`",
            ),
            (
                "\n#/a type\n",
                (27, 35),
                "the line is not of the form `place role name`",
            ),
            ("\n#/a typ A\n", (31, 34), ""),
            (
                "\n#/a type a-b\n",
                (36, 39),
                "`a-b` cannot be the name of a type",
            ),
            (
                "\n#/\\a type A\n",
                (27, 31),
                "the place holds a `\\` that begins no escape",
            ),
            (
                "\n#/a type A\n#/a type B\n",
                (38, 48),
                "another line gives this place the name `A`",
            ),
        ];
        for (text, (start, end), message) in table {
            let text = if text.starts_with('\n') {
                format!("{HEADER}{text}")
            } else {
                text.to_owned()
            };
            let faults = Lock::parse(&text, FileId(0)).unwrap_err();
            let fault = faults.iter().next().unwrap();
            assert_eq!(
                (fault.place, faults.len()),
                (Place::new(FileId(0), start, end), 1),
                "{text}"
            );
            assert!(
                message.is_empty() || fault.message == message,
                "{}",
                fault.message
            );
        }
    }
}
