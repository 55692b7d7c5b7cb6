//! serde, by forwarding: what is deserialised is written as JSON text and decoded from that; what is serialised is encoded and replayed.
//!
//! So every self-describing format works (JSON, YAML, CBOR; also `#[serde(flatten)]` and `#[serde(untagged)]` around a generated type), with one
//! set of rules: numbers as text on the way in (on the way out, those that are no integers of 64 bits are floats), bytes as base64, keys that are no
//! strings as their text; and an error lists all faults. A format that does not describe itself (bincode) gets an error.

use serde::de::{self, DeserializeSeed, Deserializer, MapAccess, SeqAccess, Visitor};
use serde::ser::{self, Serialize, SerializeMap as _, SerializeSeq as _, Serializer};
use std::fmt;

use crate::codec::{self, Decode, DecodeOptions, Encode, Writer};
use crate::{Base64, Json, Number};

/// Implements `serde::Serialize` and `serde::Deserialize` for types that implement [`Encode`] and [`Decode`].
#[macro_export]
macro_rules! forward_serde {
    ($($name:ty),* $(,)?) => {$(
        impl $crate::forward::serde::Serialize for $name {
            fn serialize<S: $crate::forward::serde::Serializer>(&self, serializer: S) -> ::core::result::Result<S::Ok, S::Error> {
                $crate::forward::serialize(self, serializer)
            }
        }

        impl<'de> $crate::forward::serde::Deserialize<'de> for $name {
            fn deserialize<D: $crate::forward::serde::Deserializer<'de>>(deserializer: D) -> ::core::result::Result<Self, D::Error> {
                $crate::forward::deserialize(deserializer)
            }
        }
    )*};
}

#[doc(hidden)]
pub use serde;

/// How forwarded values are read: as leniently as either side of an API may be, because it is not known on which side this is.
const OPTIONS: DecodeOptions = DecodeOptions::DEFAULT;

/// Encodes `value`, and replays that into `serializer`.
///
/// # Errors
///
/// Those of the serializer, and of a value that has no JSON form.
pub fn serialize<T: Encode + ?Sized, S: Serializer>(
    value: &T,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    let text = codec::encode(value).map_err(ser::Error::custom)?;
    let tree: Json = codec::decode(text.as_bytes(), OPTIONS.with_max_depth(u16::MAX))
        .map_err(ser::Error::custom)?;
    Replay(&tree).serialize(serializer)
}

/// Collects whatever `deserializer` holds, and decodes that.
///
/// # Errors
///
/// Those of the deserializer, and all faults of the value in one message.
pub fn deserialize<'de, T: Decode, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
    let mut writer = Writer::new();
    Collect(&mut writer).deserialize(deserializer)?;
    let text = writer.finish().map_err(de::Error::custom)?;
    codec::decode(text.as_bytes(), OPTIONS).map_err(de::Error::custom)
}

/// The tree of an encoded value, as serde wants to see it.
struct Replay<'a>(&'a Json);

impl Serialize for Replay<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.0 {
            Json::Null => serializer.serialize_unit(),
            Json::Bool(value) => serializer.serialize_bool(*value),
            Json::Number(number) => replay_number(number, serializer),
            Json::String(text) => serializer.serialize_str(text),
            Json::Array(items) => {
                let mut sequence = serializer.serialize_seq(Some(items.len()))?;
                for item in items {
                    sequence.serialize_element(&Replay(item))?;
                }
                sequence.end()
            }
            Json::Object(members) => {
                let mut map = serializer.serialize_map(Some(members.len()))?;
                for (name, value) in members {
                    map.serialize_entry(name, &Replay(value))?;
                }
                map.end()
            }
        }
    }
}

/// An integer of 64 bits stays one. A larger one, and a number with a fraction or an exponent, is a float: many formats, and trees such as
/// `serde_json::Value`, hold nothing else.
fn replay_number<S: Serializer>(number: &Number, serializer: S) -> Result<S::Ok, S::Error> {
    let text = number.as_str();
    if !text.contains(['.', 'e', 'E']) {
        if let Ok(value) = text.parse::<u64>() {
            return serializer.serialize_u64(value);
        }
        if let Ok(value) = text.parse::<i64>() {
            return serializer.serialize_i64(value);
        }
    }
    serializer.serialize_f64(number.as_f64().unwrap_or_default())
}

/// Writes what a deserializer holds.
struct Collect<'w>(&'w mut Writer);

impl<'de> DeserializeSeed<'de> for Collect<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

/// The name by which `serde_json` passes numbers as text, where its feature `arbitrary_precision` is on.
const NUMBER_AS_TEXT: &str = "$serde_json::private::Number";

impl<'de> Visitor<'de> for Collect<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("any value that JSON can hold")
    }

    fn visit_bool<E>(self, value: bool) -> Result<(), E> {
        self.0.boolean(value);
        Ok(())
    }

    fn visit_i64<E>(self, value: i64) -> Result<(), E> {
        self.0.integer(value);
        Ok(())
    }

    fn visit_u64<E>(self, value: u64) -> Result<(), E> {
        self.0.unsigned(value);
        Ok(())
    }

    fn visit_i128<E>(self, value: i128) -> Result<(), E> {
        self.0.raw(&value.to_string());
        Ok(())
    }

    fn visit_u128<E>(self, value: u128) -> Result<(), E> {
        self.0.raw(&value.to_string());
        Ok(())
    }

    fn visit_f32<E>(self, value: f32) -> Result<(), E> {
        self.0.float32(value);
        Ok(())
    }

    fn visit_f64<E>(self, value: f64) -> Result<(), E> {
        self.0.float(value);
        Ok(())
    }

    fn visit_str<E>(self, value: &str) -> Result<(), E> {
        self.0.string(value);
        Ok(())
    }

    fn visit_bytes<E>(self, value: &[u8]) -> Result<(), E> {
        self.0.string(&Base64::from(value).to_text());
        Ok(())
    }

    fn visit_none<E>(self) -> Result<(), E> {
        self.0.null();
        Ok(())
    }

    fn visit_unit<E>(self) -> Result<(), E> {
        self.0.null();
        Ok(())
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        self.deserialize(deserializer)
    }

    fn visit_newtype_struct<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        self.deserialize(deserializer)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut sequence: A) -> Result<(), A::Error> {
        self.0.open('[');
        loop {
            let mark = self.0.mark();
            self.0.item();
            if sequence.next_element_seed(Collect(self.0))?.is_none() {
                self.0.back_to(mark);
                break;
            }
        }
        self.0.close(']');
        Ok(())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        let mark = self.0.mark();
        self.0.open('{');
        while let Some(name) = map.next_key_seed(Key)? {
            if name == NUMBER_AS_TEXT {
                let text: String = map.next_value()?;
                let number = Number::from_text(&text)
                    .ok_or_else(|| de::Error::custom("a number was expected"))?;
                self.0.back_to(mark);
                self.0.raw(number.as_str());
                return Ok(());
            }
            self.0.name(&name);
            map.next_value_seed(Collect(self.0))?;
        }
        self.0.close('}');
        Ok(())
    }
}

/// The text of a map's key.
struct Key;

impl<'de> DeserializeSeed<'de> for Key {
    type Value = String;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<String, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Key {
    type Value = String;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a key that is a string, a number, a truth value or null")
    }

    fn visit_bool<E>(self, value: bool) -> Result<String, E> {
        Ok(value.to_string())
    }

    fn visit_i64<E>(self, value: i64) -> Result<String, E> {
        Ok(value.to_string())
    }

    fn visit_u64<E>(self, value: u64) -> Result<String, E> {
        Ok(value.to_string())
    }

    fn visit_f64<E>(self, value: f64) -> Result<String, E> {
        Ok(value.to_string())
    }

    fn visit_str<E>(self, value: &str) -> Result<String, E> {
        Ok(value.to_owned())
    }

    fn visit_string<E>(self, value: String) -> Result<String, E> {
        Ok(value)
    }

    fn visit_unit<E>(self) -> Result<String, E> {
        Ok("null".to_owned())
    }

    fn visit_newtype_struct<D: Deserializer<'de>>(
        self,
        deserializer: D,
    ) -> Result<String, D::Error> {
        self.deserialize(deserializer)
    }
}

forward_serde!(Json, Number, Base64, crate::DateTime, crate::Secret);

impl<T: Encode> Serialize for crate::Maybe<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serialize(self, serializer)
    }
}

impl<'de, T: Decode> serde::Deserialize<'de> for crate::Maybe<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserialize(deserializer)
    }
}
