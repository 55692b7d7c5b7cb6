//! Any JSON value, read and written.

use std::collections::HashMap;

use super::{Json, Number};
use crate::codec::{Decode, Encode, JsonKind, Reader, Rest, Stop, Writer};

/// The members of an object that is being read. Beyond a few, their places are kept, or many members would take quadratic time.
#[derive(Default)]
pub(super) struct Members {
    list: Vec<(String, Json)>,
    places: HashMap<String, usize>,
}

const FEW: usize = 16;

impl Members {
    pub(super) fn into_list(self) -> Vec<(String, Json)> {
        self.list
    }

    pub(super) fn insert(&mut self, name: &str, value: Json) {
        match self.place(name).and_then(|place| self.list.get_mut(place)) {
            Some(member) => member.1 = value,
            None => self.push(name, value),
        }
    }

    fn push(&mut self, name: &str, value: Json) {
        let place = self.list.len();
        self.list.push((name.to_owned(), value));
        if place == FEW {
            self.places = self
                .list
                .iter()
                .enumerate()
                .map(|(place, (name, _))| (name.clone(), place))
                .collect();
        } else if place > FEW {
            self.places.insert(name.to_owned(), place);
        }
    }

    fn place(&self, name: &str) -> Option<usize> {
        if self.list.len() > FEW {
            self.places.get(name).copied()
        } else {
            self.list.iter().position(|(key, _)| key == name)
        }
    }
}

impl Rest for Members {
    fn read(&mut self, name: &str, reader: &mut Reader<'_>) -> Result<(), Stop> {
        let value = Json::decode(reader)?;
        self.insert(name, value);
        Ok(())
    }
}

impl Decode for Json {
    fn decode(reader: &mut Reader<'_>) -> Result<Self, Stop> {
        Ok(match reader.peek() {
            Some(b'"') => Self::String(reader.string()?.into_owned()),
            Some(b'-' | b'0'..=b'9') => Self::Number(Number(reader.number()?.into())),
            Some(b'[') => Self::Array(Vec::decode(reader)?),
            Some(b'{') => {
                let mut members = Members::default();
                reader.map(&mut members)?;
                Self::Object(members.into_list())
            }
            _ => match reader.peek_kind()? {
                JsonKind::Boolean => Self::Bool(reader.boolean()?),
                _ => <()>::decode(reader).map(|()| Self::Null)?,
            },
        })
    }
}

impl Encode for Json {
    fn encode(&self, writer: &mut Writer) {
        match self {
            Self::Null => writer.null(),
            Self::Bool(value) => writer.boolean(*value),
            Self::Number(number) => writer.raw(&number.0),
            Self::String(text) => writer.string(text),
            Self::Array(items) => items.encode(writer),
            Self::Object(members) => {
                writer.open('{');
                for (name, value) in members {
                    writer.name(name);
                    value.encode(writer);
                }
                writer.close('}');
            }
        }
    }
}
