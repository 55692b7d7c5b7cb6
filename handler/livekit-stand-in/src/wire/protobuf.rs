//! The protobuf wire format over the table of messages; fields that are not in it are skipped.

use prost::encoding::{
    DecodeContext, WireType, decode_key, decode_varint, encode_key, encode_varint, skip_field,
};
use serde_json::{Map, Value};

use super::{Malformed, time};
use crate::messages::{Field, Fields, Kind, Message, Presence, TIME};

/// Reads a message from a body.
pub(crate) fn read(message: &Message, body: &[u8]) -> Result<Fields, Malformed> {
    let mut fields = Fields::new();
    merge(message, &mut fields, body)?;
    Ok(fields)
}

/// Reads a message into one that may hold fields already, as a message that comes in parts is read.
fn merge(message: &Message, fields: &mut Fields, mut body: &[u8]) -> Result<(), Malformed> {
    while !body.is_empty() {
        let (tag, wire_type) = decode_key(&mut body).map_err(|_| Malformed)?;
        match message
            .tagged(tag)
            .filter(|field| field.kind.wire_type() == wire_type)
        {
            Some(field) => {
                let payload = Payload::read(wire_type, &mut body)?;
                keep(message, field, fields, &payload)?;
            }
            None => skip_field(wire_type, tag, &mut body, DecodeContext::default())
                .map_err(|_| Malformed)?,
        }
    }
    Ok(())
}

/// One value as it stands on the wire.
enum Payload<'a> {
    Number(u64),
    Bytes(&'a [u8]),
}

impl<'a> Payload<'a> {
    fn read(wire_type: WireType, body: &mut &'a [u8]) -> Result<Self, Malformed> {
        let number = decode_varint(body).map_err(|_| Malformed)?;
        if wire_type == WireType::Varint {
            return Ok(Self::Number(number));
        }
        let length = usize::try_from(number).map_err(|_| Malformed)?;
        let (bytes, rest) = body.split_at_checked(length).ok_or(Malformed)?;
        *body = rest;
        Ok(Self::Bytes(bytes))
    }
}

impl Kind {
    fn wire_type(&self) -> WireType {
        match self {
            Self::Flag | Self::Int32 | Self::Uint32 | Self::Int64 | Self::Enum(_) => {
                WireType::Varint
            }
            Self::Text | Self::Duration | Self::Timestamp | Self::Message(_) | Self::TextMap => {
                WireType::LengthDelimited
            }
        }
    }
}

/// Puts a value where it belongs: appended to a list or a map, merged into a message, instead of the last one otherwise.
fn keep(
    message: &Message,
    field: &Field,
    fields: &mut Fields,
    payload: &Payload<'_>,
) -> Result<(), Malformed> {
    if field.presence == Presence::Choice {
        for other in message
            .fields
            .iter()
            .filter(|other| other.presence == Presence::Choice && other.tag != field.tag)
        {
            fields.remove(other.name);
        }
    }
    if field.presence == Presence::Repeated {
        let value = one(&field.kind, None, payload)?;
        let list = fields
            .entry(field.name)
            .or_insert_with(|| Value::Array(Vec::new()));
        list.as_array_mut().ok_or(Malformed)?.push(value);
    } else {
        let present = fields.remove(field.name);
        fields.insert(field.name.to_owned(), one(&field.kind, present, payload)?);
    }
    Ok(())
}

fn one(kind: &Kind, present: Option<Value>, payload: &Payload<'_>) -> Result<Value, Malformed> {
    Ok(match (kind, payload) {
        (Kind::Flag, Payload::Number(number)) => (*number != 0).into(),
        // Numbers of 32 bits are cut to their width, as every protobuf reader does.
        (Kind::Int32 | Kind::Enum(_), Payload::Number(number)) => (*number as i32).into(),
        (Kind::Uint32, Payload::Number(number)) => (*number as u32).into(),
        (Kind::Int64, Payload::Number(number)) => (*number as i64).into(),
        (Kind::Text, Payload::Bytes(bytes)) => {
            std::str::from_utf8(bytes).map_err(|_| Malformed)?.into()
        }
        (Kind::Duration, Payload::Bytes(bytes)) => time::duration_text(read_time(bytes)?).into(),
        (Kind::Timestamp, Payload::Bytes(bytes)) => time::timestamp_text(read_time(bytes)?)
            .ok_or(Malformed)?
            .into(),
        (Kind::Message(message), Payload::Bytes(bytes)) => {
            let mut fields = object(present);
            merge(message, &mut fields, bytes)?;
            fields.into()
        }
        (Kind::TextMap, Payload::Bytes(bytes)) => {
            let mut entries = object(present);
            let entry = read(&ENTRY, bytes)?;
            let text = |name| {
                entry
                    .get(name)
                    .and_then(Value::as_str)
                    .unwrap_or_default()
                    .to_owned()
            };
            entries.insert(text("key"), text("value").into());
            entries.into()
        }
        _ => return Err(Malformed),
    })
}

/// One entry of a `map<string, string>`.
static ENTRY: Message = Message {
    fields: &[
        Field {
            tag: 1,
            name: "key",
            kind: Kind::Text,
            presence: Presence::Implicit,
        },
        Field {
            tag: 2,
            name: "value",
            kind: Kind::Text,
            presence: Presence::Implicit,
        },
    ],
};

fn object(value: Option<Value>) -> Map<String, Value> {
    match value {
        Some(Value::Object(members)) => members,
        _ => Map::new(),
    }
}

fn read_time(bytes: &[u8]) -> Result<time::Time, Malformed> {
    let fields = read(&TIME, bytes)?;
    let number = |name| fields.get(name).and_then(Value::as_i64).unwrap_or_default();
    Ok((
        number("seconds"),
        i32::try_from(number("nanos")).map_err(|_| Malformed)?,
    ))
}

/// Writes a message.
pub(crate) fn write(message: &Message, fields: &Fields) -> Vec<u8> {
    let mut out = Vec::new();
    for field in message.fields {
        match (fields.get(field.name), field.presence) {
            (None, _) => {}
            (Some(Value::Array(items)), Presence::Repeated) => {
                items.iter().for_each(|item| put(field, item, &mut out))
            }
            (Some(value), Presence::Implicit) if is_default(value) => {}
            (Some(value), _) => put(field, value, &mut out),
        }
    }
    out
}

/// Whether a field without presence is left out; an empty message is not.
fn is_default(value: &Value) -> bool {
    match value {
        Value::Bool(flag) => !flag,
        Value::Number(number) => number.as_i64() == Some(0),
        Value::String(text) => text.is_empty(),
        Value::Null => true,
        Value::Array(_) | Value::Object(_) => false,
    }
}

fn put(field: &Field, value: &Value, out: &mut Vec<u8>) {
    let number = |value: &Value| value.as_i64().unwrap_or_default() as u64;
    let text = value.as_str().unwrap_or_default();
    match (&field.kind, value) {
        (Kind::Flag, value) => put_number(field.tag, u64::from(value.as_bool() == Some(true)), out),
        (Kind::Int32 | Kind::Uint32 | Kind::Int64 | Kind::Enum(_), value) => {
            put_number(field.tag, number(value), out)
        }
        (Kind::Text, _) => put_bytes(field.tag, text.as_bytes(), out),
        (Kind::Duration, _) => put_time(field.tag, time::duration(text), out),
        (Kind::Timestamp, _) => put_time(field.tag, time::timestamp(text), out),
        (Kind::Message(message), Value::Object(fields)) => {
            put_bytes(field.tag, &write(message, fields), out)
        }
        (Kind::TextMap, Value::Object(entries)) => {
            for (key, value) in entries {
                let entry = Fields::from_iter([
                    ("key".to_owned(), key.as_str().into()),
                    ("value".to_owned(), value.clone()),
                ]);
                put_bytes(field.tag, &write(&ENTRY, &entry), out);
            }
        }
        // Fields come from this module's or the JSON module's reader, which leave no other pair.
        (Kind::Message(_) | Kind::TextMap, _) => {}
    }
}

fn put_number(tag: u32, number: u64, out: &mut Vec<u8>) {
    encode_key(tag, WireType::Varint, out);
    encode_varint(number, out);
}

fn put_bytes(tag: u32, bytes: &[u8], out: &mut Vec<u8>) {
    encode_key(tag, WireType::LengthDelimited, out);
    encode_varint(bytes.len() as u64, out);
    out.extend_from_slice(bytes);
}

fn put_time(tag: u32, time: Option<time::Time>, out: &mut Vec<u8>) {
    let (seconds, nanos) = time.unwrap_or_default();
    let fields = Fields::from_iter([
        ("seconds".to_owned(), seconds.into()),
        ("nanos".to_owned(), nanos.into()),
    ]);
    put_bytes(tag, &write(&TIME, &fields), out);
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::messages::{INBOUND_TRUNK, UPDATE_INBOUND};
    use crate::wire::json;

    #[test]
    fn a_trunk_survives_the_wire() {
        let trunk = json!({
            "sip_trunk_id": "ST_1", "numbers": ["+1", "+2"], "headers": {"X-A": "b", "X-C": ""}, "krisp_enabled": true, "ringing_timeout": "-1.500s",
            "media_encryption": 7, "created_at": "2026-01-02T03:04:05Z", "include_headers": "SIP_X_HEADERS",
            "media": {"codecs": [{"name": "PCMU", "rate": 8000}, {}], "encryption": "SIP_MEDIA_ENCRYPT_DISABLE", "media_timeout": "0s"},
        });
        let fields = json::from_value(&INBOUND_TRUNK, trunk).expect("a trunk");
        let back = read(&INBOUND_TRUNK, &write(&INBOUND_TRUNK, &fields)).expect("readable");
        assert_eq!(
            json::write(&INBOUND_TRUNK, &back),
            json::write(&INBOUND_TRUNK, &fields)
        );
        assert_eq!(
            back["media"]["encryption"], 0,
            "an optional field keeps its zero"
        );
    }

    #[test]
    fn the_last_member_of_a_choice_counts_and_the_unknown_is_skipped() {
        // replace {name: "a"}, field 99 = 1, update {}
        let body = [0x12, 3, 0x12, 1, b'a', 0x98, 0x06, 1, 0x1a, 0];
        let fields = read(&UPDATE_INBOUND, &body).expect("readable");
        assert_eq!(
            json::write_given(&UPDATE_INBOUND, &fields),
            json!({"update": {}})
        );
    }

    #[test]
    fn refuses_what_is_cut_or_no_utf8() {
        for body in [
            &[0xff, 0xff][..],
            &[0x0a],
            &[0x0a, 5, b'a'],
            &[0x0a, 1, 0xff],
            &[0x1a, 2, 0x0a, 9],
        ] {
            assert!(read(&UPDATE_INBOUND, body).is_err(), "{body:?}");
        }
    }
}
