//! A document with a member for each schema that is to be tried, so that one type decodes them all.

use serde_json::{Map, Value, json};

use super::program::{Ask, Side, View};

/// How many schemas one object holds.
const EACH: usize = 100;

/// The tag of the operations that are added; what else the document has is not emitted.
pub const TAG: &str = "counterpart-probe";

/// The document with objects that hold the schemas at these pointers.
#[must_use]
pub fn probe(raw: &Value, schemas: &[String]) -> Value {
    let mut document = raw.clone();
    let mut components = Map::new();
    let mut paths = Map::new();
    for (index, chunk) in schemas.chunks(EACH).enumerate() {
        let members: Map<String, Value> = (chunk.iter().enumerate())
            .map(|(at, pointer)| {
                let reference = json!({"$ref": format!("#{}", fragment(pointer))});
                (member(index * EACH + at), reference)
            })
            .collect();
        let name = component(index * EACH);
        components.insert(
            name.clone(),
            json!({"type": "object", "properties": members}),
        );
        let content = json!({"application/json": {"schema": {"$ref": format!("#/components/schemas/{name}")}}});
        let operation = json!({"post": {
            "operationId": name,
            "tags": [TAG],
            "security": [],
            "requestBody": {"required": true, "content": content},
            "responses": {"200": {"description": "It.", "content": content}},
        }});
        paths.insert(format!("/{name}"), operation);
    }
    for (holder, added) in [("/components/schemas", components), ("/paths", paths)] {
        extend(&mut document, holder, added);
    }
    document
}

/// The components that [`probe`] adds.
#[must_use]
pub fn components(schemas: usize) -> Vec<String> {
    (0..schemas).step_by(EACH).map(component).collect()
}

/// To decode a value, as JSON, of the schema at `index`.
#[must_use]
pub fn ask(document: usize, index: usize, side: Side, view: View, value: &str) -> Ask {
    Ask {
        document,
        component: component(index),
        side,
        view,
        text: format!("{{{:?}:{value}}}", member(index)),
    }
}

/// The pointer of the value of the schema at `index` in what is decoded.
#[must_use]
pub fn place(index: usize) -> String {
    format!("/{}", member(index))
}

/// The value of the schema at `index` in what was encoded.
#[must_use]
pub fn told(index: usize, text: &str) -> Option<Value> {
    let mut object: Value = serde_json::from_str(text).ok()?;
    object.get_mut(member(index)).map(Value::take)
}

fn component(index: usize) -> String {
    format!("CounterpartProbe{}", index / EACH)
}

fn member(index: usize) -> String {
    format!("h{index}")
}

/// A pointer as the fragment of a reference (RFC 6901, section 6).
fn fragment(pointer: &str) -> String {
    let mut text = String::new();
    for byte in pointer.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'/' | b'~' | b'-' | b'_' | b'.' | b'$' => {
                text.push(char::from(byte));
            }
            _ => text.push_str(&format!("%{byte:02X}")),
        }
    }
    text
}

fn extend(document: &mut Value, holder: &str, added: Map<String, Value>) {
    let mut at = document;
    for key in holder.split('/').skip(1) {
        let Some(members) = at.as_object_mut() else {
            return;
        };
        at = members.entry(key).or_insert_with(|| json!({}));
    }
    if let Some(members) = at.as_object_mut() {
        members.extend(added);
    }
}
