//! Which variant of a union a value is, by a member of it or by its text.

use super::{JsonKind, Reader, Stop, Tag, equal_numbers, position};
use crate::FaultKind;

/// A value that a schema fixes (`const`), by which variants are told apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Constant {
    /// A string.
    Text(&'static str),
    /// An integer.
    Integer(i64),
    /// `true` or `false`.
    Boolean(bool),
}

/// What the member is that tells variants apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Told {
    /// The constant at this place of the list.
    At(usize),
    /// Another value.
    Other,
    /// Absent, or null.
    Absent,
}

impl Reader<'_> {
    /// Looks which of `values` the member `name` of the object that is next has, and returns its place there. Nothing is read, unless there is a fault.
    ///
    /// # Errors
    ///
    /// See [`Stop`]; the object has then been read to its end.
    pub fn closed_tag(
        &mut self,
        name: &'static str,
        values: &'static [&'static str],
    ) -> Result<usize, Stop> {
        match self.open_tag(name, values)? {
            Some(place) => Ok(place),
            None => Err(self.refuse(FaultKind::TagUnknown {
                member: name,
                expected: values,
            })),
        }
    }

    /// As [`closed_tag`](Self::closed_tag), but a string that is none of `values` is no fault: `None`.
    ///
    /// # Errors
    ///
    /// See [`Stop`]; the value has then been read to its end.
    pub fn open_tag(
        &mut self,
        name: &'static str,
        values: &'static [&'static str],
    ) -> Result<Option<usize>, Stop> {
        let kind = match self.find_tag(name)? {
            Tag::Text(text) => return Ok(position(values, &text)),
            Tag::None => FaultKind::TagMissing { member: name },
            Tag::NotObject => FaultKind::NotObject,
        };
        Err(self.refuse(kind))
    }

    /// Looks which of `values` the member `name` of the object that is next has. Nothing is read.
    ///
    /// # Errors
    ///
    /// [`Stop::Syntax`] only.
    pub fn constant(&mut self, name: &str, values: &[Constant]) -> Result<Told, Stop> {
        let Some(text) = self.find_member(name)? else {
            return Ok(Told::Absent);
        };
        let mut reader = Reader::new(text, *self.options());
        let kind = reader.peek_kind()?;
        let place = match kind {
            JsonKind::Null => return Ok(Told::Absent),
            JsonKind::String => {
                let found = reader.quoted()?;
                (values.iter()).position(|one| matches!(one, Constant::Text(it) if *it == found))
            }
            JsonKind::Boolean => {
                let found = reader.boolean()?;
                values
                    .iter()
                    .position(|one| *one == Constant::Boolean(found))
            }
            JsonKind::Integer => values.iter().position(
                |one| matches!(one, Constant::Integer(it) if equal_numbers(text, &it.to_string())),
            ),
            JsonKind::Number | JsonKind::Array | JsonKind::Object => None,
        };
        Ok(place.map_or(Told::Other, Told::At))
    }

    /// Records that the member `name` has none of `values`, and reads the value to its end.
    #[cold]
    pub fn no_constant(&mut self, name: &'static str, values: &'static [Constant]) -> Stop {
        self.refuse_unless_object(FaultKind::ConstantUnknown {
            member: name,
            expected: values,
        })
    }

    /// The place in `names` of the first one that is a member of the object that is next. Nothing is read.
    ///
    /// # Errors
    ///
    /// [`Stop::Syntax`] only.
    pub fn key(&mut self, names: &[&str]) -> Result<Option<usize>, Stop> {
        let mut first = None;
        self.look(&mut |key, _| {
            if let Some(place) = position(names, key) {
                first = Some(first.map_or(place, |first: usize| first.min(place)));
            }
        })?;
        Ok(first)
    }

    /// Records that none of `names` is a member of the value, and reads it to its end.
    #[cold]
    pub fn no_key(&mut self, names: &'static [&'static str]) -> Stop {
        self.refuse_unless_object(FaultKind::KeyMissing { expected: names })
    }

    /// Whether the value that is next is a string, and one of `values`. Nothing is read.
    ///
    /// # Errors
    ///
    /// [`Stop::Syntax`] only.
    pub fn is_one_of(&mut self, values: &[&str]) -> Result<bool, Stop> {
        if self.peek() != Some(b'"') {
            return Ok(false);
        }
        let start = self.at;
        let text = self.quoted()?;
        self.at = start;
        Ok(position(values, &text).is_some())
    }

    fn refuse_unless_object(&mut self, kind: FaultKind) -> Stop {
        let kind = match self.peek() {
            Some(b'{') => kind,
            _ => FaultKind::NotObject,
        };
        self.refuse(kind)
    }
}
