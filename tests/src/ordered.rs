//! A document as a value whose members keep their order: what `serde_json::Value` does not.

use std::collections::BTreeSet;
use std::fmt;

use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};
use serde::ser::{Serialize, SerializeMap, Serializer};

/// A value of JSON, with its members in order.
#[derive(Clone, Debug, PartialEq)]
pub enum Ordered {
    /// A scalar; a number that is one with the same digits.
    Scalar(serde_json::Value),
    /// An array.
    Array(Vec<Ordered>),
    /// An object.
    Object(Vec<(String, Ordered)>),
}

/// What two values differ in, at one place.
#[derive(Clone, Debug, PartialEq)]
pub struct Difference {
    /// The place, as a pointer; of what is lost or new, what holds it.
    pub at: String,
    /// What kind of difference it is.
    pub kind: Kind,
}

/// A kind of difference.
#[derive(Clone, Debug, PartialEq)]
pub enum Kind {
    /// A member of the first is not in the second.
    Lost(String, Ordered),
    /// A member of the second is not in the first.
    New(String, Ordered),
    /// The same members in another order.
    Moved,
    /// Another value.
    Changed(Ordered, Ordered),
}

impl Ordered {
    /// Reads a document, JSON or YAML; `<<` is merged in.
    ///
    /// # Errors
    ///
    /// What the parser says.
    pub fn parse(text: &str) -> Result<Self, String> {
        if let Ok(value) = serde_json::from_str(text) {
            return Ok(value);
        }
        let mut value: serde_yaml::Value =
            serde_yaml::from_str(text).map_err(|error| error.to_string())?;
        value.apply_merge().map_err(|error| error.to_string())?;
        serde_yaml::from_value(value).map_err(|error| error.to_string())
    }

    /// The member `key` of an object.
    #[must_use]
    pub fn get(&self, key: &str) -> Option<&Ordered> {
        let Ordered::Object(members) = self else {
            return None;
        };
        members
            .iter()
            .find(|(name, _)| name == key)
            .map(|(_, value)| value)
    }

    /// The value at a pointer.
    #[must_use]
    pub fn at(&self, pointer: &str) -> Option<&Ordered> {
        let mut segments = pointer.split('/').skip(1);
        segments.try_fold(self, |value, segment| {
            let segment = segment.replace("~1", "/").replace("~0", "~");
            match value {
                Ordered::Array(items) => items.get(segment.parse::<usize>().ok()?),
                object => object.get(&segment),
            }
        })
    }

    fn at_mut(&mut self, pointer: &str) -> Option<&mut Ordered> {
        let mut segments = pointer.split('/').skip(1);
        segments.try_fold(self, |value, segment| {
            let segment = segment.replace("~1", "/").replace("~0", "~");
            match value {
                Ordered::Array(items) => items.get_mut(segment.parse::<usize>().ok()?),
                Ordered::Object(members) => {
                    let mut members = members.iter_mut();
                    members
                        .find(|(name, _)| *name == segment)
                        .map(|(_, value)| value)
                }
                Ordered::Scalar(_) => None,
            }
        })
    }

    /// The text of a string; of another scalar what it is in JSON; nothing of a container.
    #[must_use]
    pub fn text(&self) -> String {
        match self {
            Ordered::Scalar(serde_json::Value::String(text)) => text.clone(),
            Ordered::Scalar(other) => other.to_string(),
            _ => String::new(),
        }
    }

    /// A number, as the nearest float.
    #[must_use]
    pub fn number(&self) -> Option<f64> {
        match self {
            Ordered::Scalar(value) => value.as_f64(),
            _ => None,
        }
    }

    /// Makes one difference from `second`, which it was found in, go away.
    pub fn apply(&mut self, difference: &Difference, second: &Ordered) {
        let (Some(own), Some(other)) = (self.at_mut(&difference.at), second.at(&difference.at))
        else {
            return;
        };
        match (&difference.kind, own) {
            (Kind::Lost(key, _), Ordered::Object(members)) => {
                members.retain(|(name, _)| name != key)
            }
            (Kind::New(key, value), Ordered::Object(members)) => {
                members.push((key.clone(), value.clone()));
            }
            (Kind::Moved, Ordered::Object(members)) => {
                let Ordered::Object(order) = other else {
                    return;
                };
                let place = |name: &str| order.iter().position(|(one, _)| one == name);
                members.sort_by_key(|(name, _)| place(name));
            }
            (Kind::Changed(_, value), own) => *own = value.clone(),
            _ => {}
        }
    }

    /// Where the second differs from the first.
    #[must_use]
    pub fn differences(&self, second: &Ordered) -> Vec<Difference> {
        let mut found = Vec::new();
        differ("", self, second, &mut found);
        found
    }
}

fn differ(at: &str, first: &Ordered, second: &Ordered, found: &mut Vec<Difference>) {
    let mut say = |kind| {
        found.push(Difference {
            at: at.to_owned(),
            kind,
        });
    };
    match (first, second) {
        (Ordered::Object(one), Ordered::Object(two)) => {
            for (key, value) in one.iter().filter(|(key, _)| second.get(key).is_none()) {
                say(Kind::Lost(key.clone(), value.clone()));
            }
            for (key, value) in two.iter().filter(|(key, _)| first.get(key).is_none()) {
                say(Kind::New(key.clone(), value.clone()));
            }
            let names = |members: &[(String, Ordered)], other: &Ordered| -> Vec<String> {
                let shared = members.iter().map(|(key, _)| key);
                shared
                    .filter(|key| other.get(key).is_some())
                    .cloned()
                    .collect()
            };
            if names(one, second) != names(two, first) {
                say(Kind::Moved);
            }
            for (key, value) in one {
                if let Some(other) = second.get(key) {
                    let key = key.replace('~', "~0").replace('/', "~1");
                    differ(&format!("{at}/{key}"), value, other, found);
                }
            }
        }
        (Ordered::Array(one), Ordered::Array(two)) if one.len() == two.len() => {
            for (index, (one, two)) in one.iter().zip(two).enumerate() {
                differ(&format!("{at}/{index}"), one, two, found);
            }
        }
        (one, two) if one != two => say(Kind::Changed(one.clone(), two.clone())),
        _ => {}
    }
}

impl<'de> Deserialize<'de> for Ordered {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Reader)
    }
}

struct Reader;

impl<'de> Visitor<'de> for Reader {
    type Value = Ordered;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a value of JSON")
    }

    fn visit_unit<E>(self) -> Result<Ordered, E> {
        Ok(Ordered::Scalar(serde_json::Value::Null))
    }

    fn visit_bool<E>(self, value: bool) -> Result<Ordered, E> {
        Ok(Ordered::Scalar(value.into()))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Ordered, E> {
        Ok(Ordered::Scalar(value.into()))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Ordered, E> {
        Ok(Ordered::Scalar(value.into()))
    }

    fn visit_f64<E>(self, value: f64) -> Result<Ordered, E> {
        Ok(Ordered::Scalar(value.into()))
    }

    fn visit_str<E>(self, value: &str) -> Result<Ordered, E> {
        Ok(Ordered::Scalar(value.into()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Ordered, A::Error> {
        let mut found = Vec::new();
        while let Some(item) = items.next_element()? {
            found.push(item);
        }
        Ok(Ordered::Array(found))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<Ordered, A::Error> {
        let mut found = Vec::new();
        while let Some((key, value)) = members.next_entry::<Ordered, Ordered>()? {
            let key = match key {
                Ordered::Scalar(serde_json::Value::String(text)) => text,
                Ordered::Scalar(other) => other.to_string(),
                _ => return Err(serde::de::Error::custom("a key is a container")),
            };
            found.push((key, value));
        }
        let names: BTreeSet<&String> = found.iter().map(|(name, _)| name).collect();
        if names.len() < found.len() {
            return Err(serde::de::Error::custom("a key is there twice"));
        }
        Ok(Ordered::Object(found))
    }
}

impl Serialize for Ordered {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Ordered::Scalar(value) => value.serialize(serializer),
            Ordered::Array(items) => items.serialize(serializer),
            Ordered::Object(members) => {
                let mut map = serializer.serialize_map(Some(members.len()))?;
                for (key, value) in members {
                    map.serialize_entry(key, value)?;
                }
                map.end()
            }
        }
    }
}
