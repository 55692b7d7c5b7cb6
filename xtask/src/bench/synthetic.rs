//! A document of 300 objects with eight members each: what `bench types` compiles first.

use serde_json::{Map, Value, json};

/// How many objects.
const OBJECTS: usize = 300;

/// The document.
pub fn document() -> Value {
    let mut schemas = Map::new();
    for index in 0..OBJECTS {
        schemas.insert(format!("Object{index}"), object(index));
    }
    schemas.insert(
        "Color".to_owned(),
        json!({"type": "string", "enum": ["red", "green", "blue"]}),
    );
    json!({
        "openapi": "3.1.0",
        "info": {"title": "300 objects", "version": "1"},
        "paths": {},
        "components": {"schemas": schemas},
    })
}

/// The members of all kinds that the foundation's documents have; every tenth object holds the one before it.
fn object(index: usize) -> Value {
    let mut properties = json!({
        "id": {"type": "string", "format": "uuid"},
        "name": {"type": "string"},
        "created_at": {"type": "string", "format": "date-time"},
        "count": {"type": "integer", "format": "int64"},
        "ratio": {"type": "number"},
        "nickname": {"type": ["string", "null"]},
        "tags": {"type": "array", "items": {"type": "string"}},
        "color": {"$ref": "#/components/schemas/Color"},
    });
    if let (9, Some(properties)) = (index % 10, properties.as_object_mut()) {
        let before = format!("#/components/schemas/Object{}", index - 1);
        properties.insert("parent".to_owned(), json!({"$ref": before}));
    }
    json!({"type": "object", "required": ["id", "name", "created_at"], "properties": properties})
}
