//! protojson as LiveKit reads it (unknown fields dropped) and writes it (`.proto` names, every field present).
//!
//! One difference to Go's reader is left: a name given twice in the same spelling is not refused, the last one counts.

use serde_json::{Map, Number, Value};

use super::{Malformed, time};
use crate::messages::{Field, Fields, Kind, Message, Presence};

/// Reads a message from a body.
pub(crate) fn read(message: &Message, body: &[u8]) -> Result<Fields, Malformed> {
    let value: Value = serde_json::from_slice(body).map_err(|_| Malformed)?;
    from_value(message, value)
}

/// Reads a message from a value.
pub(crate) fn from_value(message: &Message, value: Value) -> Result<Fields, Malformed> {
    let Value::Object(members) = value else {
        return Err(Malformed);
    };
    let mut fields = Fields::new();
    let mut chosen = false;
    for (name, value) in members {
        let Some(field) = message.named(&name) else {
            continue;
        };
        if value.is_null() {
            continue; // null is absent
        }
        if fields.contains_key(field.name) {
            return Err(Malformed); // both spellings of one name
        }
        if field.presence == Presence::Choice && std::mem::replace(&mut chosen, true) {
            return Err(Malformed); // two members of a oneof
        }
        if let Some(value) = read_field(field, value)? {
            fields.insert(field.name.to_owned(), value);
        }
    }
    Ok(fields)
}

/// The field's value, or `None` where it is dropped.
fn read_field(field: &Field, value: Value) -> Result<Option<Value>, Malformed> {
    if field.presence != Presence::Repeated {
        return read_one(&field.kind, value);
    }
    let Value::Array(items) = value else {
        return Err(Malformed);
    };
    let items: Result<Vec<_>, _> = items
        .into_iter()
        .filter_map(|item| read_one(&field.kind, item).transpose())
        .collect();
    Ok(Some(Value::Array(items?)))
}

fn read_one(kind: &Kind, value: Value) -> Result<Option<Value>, Malformed> {
    let read = match (kind, value) {
        (Kind::Text, value @ Value::String(_)) | (Kind::Flag, value @ Value::Bool(_)) => value,
        (Kind::Int32, value) => integer::<i32>(&value)?.into(),
        (Kind::Uint32, value) => integer::<u32>(&value)?.into(),
        (Kind::Int64, value) => integer::<i64>(&value)?.into(),
        (Kind::Enum(names), Value::String(name)) => {
            let Some((number, _)) = names.iter().find(|(_, known)| *known == name) else {
                return Ok(None);
            };
            Value::from(*number)
        }
        (Kind::Enum(_), value @ Value::Number(_)) => integer::<i32>(&value)?.into(),
        (Kind::Duration, Value::String(text)) => {
            time::duration_text(time::duration(&text).ok_or(Malformed)?).into()
        }
        (Kind::Timestamp, Value::String(text)) => {
            let moment = time::timestamp(&text).ok_or(Malformed)?;
            time::timestamp_text(moment).ok_or(Malformed)?.into()
        }
        (Kind::Message(message), value) => from_value(message, value)?.into(),
        (Kind::TextMap, Value::Object(members)) if members.values().all(Value::is_string) => {
            members.into()
        }
        _ => return Err(Malformed),
    };
    Ok(Some(read))
}

/// An integer as protojson takes it: a number without a fraction, or such a number as text.
fn integer<T: TryFrom<i64>>(value: &Value) -> Result<T, Malformed> {
    let number = match value {
        Value::Number(number) => number.clone(),
        Value::String(text) if !text.contains(char::is_whitespace) => {
            serde_json::from_str::<Number>(text).map_err(|_| Malformed)?
        }
        _ => return Err(Malformed),
    };
    let whole = number.as_i64().or_else(|| {
        let float = number
            .as_f64()
            .filter(|float| float.fract() == 0.0 && float.abs() < 1e15)?;
        Some(float as i64)
    });
    whole
        .and_then(|whole| T::try_from(whole).ok())
        .ok_or(Malformed)
}

/// Writes a message with every field, as LiveKit answers.
pub(crate) fn write(message: &Message, fields: &Fields) -> Value {
    write_message(message, fields, true)
}

/// Writes only the fields that were given: what a request said.
pub(crate) fn write_given(message: &Message, fields: &Fields) -> Value {
    write_message(message, fields, false)
}

fn write_message(message: &Message, fields: &Fields, all: bool) -> Value {
    let mut members = Map::new();
    for field in message.fields {
        let value = match fields.get(field.name) {
            Some(Value::Array(items)) if field.presence == Presence::Repeated => Some(
                items
                    .iter()
                    .map(|item| write_one(&field.kind, item, all))
                    .collect(),
            ),
            Some(value) => Some(write_one(&field.kind, value, all)),
            None if all => default(field),
            None => None,
        };
        members.extend(value.map(|value| (field.name.to_owned(), value)));
    }
    Value::Object(members)
}

fn write_one(kind: &Kind, value: &Value, all: bool) -> Value {
    match (kind, value) {
        (Kind::Enum(names), value) => {
            let name = names
                .iter()
                .find(|(number, _)| value.as_i64() == Some(i64::from(*number)));
            name.map_or_else(|| value.clone(), |(_, name)| Value::from(*name))
        }
        (Kind::Int64, value) => value.to_string().into(), // protojson writes 64 bits as text
        (Kind::Message(message), Value::Object(fields)) => write_message(message, fields, all),
        (_, value) => value.clone(),
    }
}

/// What an absent field shows; `None` if nothing.
fn default(field: &Field) -> Option<Value> {
    match field.presence {
        Presence::Optional | Presence::Choice => return None,
        Presence::Repeated => return Some(Value::Array(Vec::new())),
        Presence::Implicit => {}
    }
    Some(match &field.kind {
        Kind::Text => "".into(),
        Kind::Flag => false.into(),
        Kind::Int32 | Kind::Uint32 => 0.into(),
        Kind::Int64 => "0".into(),
        Kind::Enum(_) => write_one(&field.kind, &0.into(), true),
        Kind::Duration | Kind::Timestamp | Kind::Message(_) => Value::Null,
        Kind::TextMap => Value::Object(Map::new()),
    })
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::messages::{INBOUND_TRUNK, UPDATE_INBOUND};

    #[test]
    fn reads_what_protojson_takes() {
        let cases = [
            (json!({"sipTrunkId": "a"}), json!({"sip_trunk_id": "a"})),
            (
                json!({"update": {"media": {"mediaTimeout": "1.50s"}}}),
                json!({"update": {"media": {"media_timeout": "1.500s"}}}),
            ),
            (
                json!({"update": {"media": {"codecs": [{"rate": "8e3"}]}}}),
                json!({"update": {"media": {"codecs": [{"rate": 8000}]}}}),
            ),
            (
                json!({"update": {"mediaEncryption": 2.0}}),
                json!({"update": {"media_encryption": "SIP_MEDIA_ENCRYPT_REQUIRE"}}),
            ),
            (
                json!({"update": {"media_encryption": 7}}),
                json!({"update": {"media_encryption": 7}}),
            ),
            (
                json!({"update": {"media_encryption": "MAYBE", "no": {"such": []}}}),
                json!({"update": {}}),
            ),
            (
                json!({"update": null, "replace": {}}),
                json!({"replace": {}}),
            ),
        ];
        for (sent, read) in cases {
            let fields =
                from_value(&UPDATE_INBOUND, sent.clone()).unwrap_or_else(|_| panic!("{sent}"));
            assert_eq!(write_given(&UPDATE_INBOUND, &fields), read, "{sent}");
        }
    }

    #[test]
    fn refuses_what_protojson_refuses() {
        let cases = [
            json!([]),
            json!({"sip_trunk_id": 5}),
            json!({"sip_trunk_id": "a", "sipTrunkId": "a"}),
            json!({"update": {}, "replace": {}}),
            json!({"update": []}),
            json!({"update": {"numbers": {"clear": "true"}}}),
            json!({"update": {"numbers": {"set": "a"}}}),
            json!({"update": {"numbers": {"set": [null]}}}),
            json!({"update": {"media": {"codecs": [{"rate": -1}]}}}),
            json!({"update": {"media": {"codecs": [{"rate": 1.5}]}}}),
            json!({"update": {"media": {"media_timeout": "15"}}}),
            json!({"update": {"media_encryption": true}}),
            json!({"replace": {"headers": {"a": 1}}}),
            json!({"replace": {"created_at": "yesterday"}}),
        ];
        for sent in cases {
            assert!(from_value(&UPDATE_INBOUND, sent.clone()).is_err(), "{sent}");
        }
    }

    #[test]
    fn shows_every_field_of_a_trunk() {
        let shown = write(&INBOUND_TRUNK, &Fields::new());
        assert_eq!(shown["numbers"], json!([]));
        assert_eq!(shown["headers"], json!({}));
        assert_eq!(shown["media"], Value::Null);
        assert_eq!(shown["media_encryption"], "SIP_MEDIA_ENCRYPT_DISABLE");
        assert_eq!(
            shown.as_object().map(Map::len),
            Some(INBOUND_TRUNK.fields.len())
        );
    }
}
