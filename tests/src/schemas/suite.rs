//! The test suite of JSON Schema, as components of an OpenAPI document.

use std::collections::BTreeSet;
use std::path::Path;

use serde_json::{Value, json};

/// A group of the suite: one schema, and values.
#[derive(Clone, Debug)]
pub struct Group {
    /// The file that it stands in, which is mostly a keyword: `minLength`.
    pub keyword: String,
    /// What it is about.
    pub description: String,
    /// The schema.
    pub schema: Value,
    /// The values: what is shown, the value, whether it is valid.
    pub tests: Vec<(String, Value, bool)>,
}

/// The groups of the files of a folder, those in its own folders not.
///
/// # Errors
///
/// What the disk or the parser says.
pub fn groups(folder: &Path) -> Result<Vec<Group>, String> {
    let entries = std::fs::read_dir(folder).map_err(|error| error.to_string())?;
    let mut files: Vec<_> = entries.flatten().map(|entry| entry.path()).collect();
    files.sort();
    let mut found = Vec::new();
    for file in files.iter().filter(|path| path.is_file()) {
        let text = std::fs::read_to_string(file).map_err(|error| error.to_string())?;
        let parsed: Value = serde_json::from_str(&text).map_err(|error| error.to_string())?;
        let keyword = file.file_stem().unwrap_or_default().to_string_lossy();
        for group in parsed.as_array().into_iter().flatten() {
            found.push(read(&keyword, group).ok_or_else(|| format!("{group} is not a group"))?);
        }
    }
    Ok(found)
}

/// The schemas that groups refer to by URL: what each is called, and its text.
///
/// # Errors
///
/// What the disk says.
pub fn remotes(folder: &Path) -> Result<Vec<(String, String)>, String> {
    let mut found = Vec::new();
    let mut waiting = vec![folder.to_owned()];
    while let Some(next) = waiting.pop() {
        let entries = std::fs::read_dir(&next).map_err(|error| error.to_string())?;
        for path in entries.flatten().map(|entry| entry.path()) {
            if path.is_dir() {
                waiting.push(path);
                continue;
            }
            let text = std::fs::read_to_string(&path).map_err(|error| error.to_string())?;
            let name = path.strip_prefix(folder).unwrap_or(&path);
            let segments: Vec<_> = name.iter().map(std::ffi::OsStr::to_string_lossy).collect();
            found.push((
                format!("http://localhost:1234/{}", segments.join("/")),
                text,
            ));
        }
    }
    found.sort();
    Ok(found)
}

fn read(keyword: &str, group: &Value) -> Option<Group> {
    let mut tests = Vec::new();
    for test in group.get("tests")?.as_array()? {
        tests.push((
            test.get("description")?.as_str()?.to_owned(),
            test.get("data")?.clone(),
            test.get("valid")?.as_bool()?,
        ));
    }
    Some(Group {
        keyword: keyword.to_owned(),
        description: group.get("description")?.as_str()?.to_owned(),
        schema: group.get("schema")?.clone(),
        tests,
    })
}

/// The name of the component that a group becomes.
#[must_use]
pub fn component(index: usize) -> String {
    format!("G{index}")
}

/// The name of the object whose member `v` is of the group's schema: null belongs to uses of a type, not to the type.
#[must_use]
pub fn holder(index: usize) -> String {
    format!("H{index}")
}

/// The file that a group's schema stands in: `#` in it is the schema.
#[must_use]
pub fn file(index: usize) -> String {
    format!("g{index}.json")
}

/// A document with a component for each group, and an operation that takes and gives it.
#[must_use]
pub fn document(version: &str, groups: usize) -> Value {
    let schema = |index| json!({"$ref": format!("#/components/schemas/{}", holder(index))});
    let content = |index| json!({"application/json": {"schema": schema(index)}});
    let operation = |index| {
        json!({"post": {
            "operationId": component(index),
            "requestBody": {"required": true, "content": content(index)},
            "responses": {"200": {"description": "It.", "content": content(index)}},
        }})
    };
    let paths: serde_json::Map<String, Value> = (0..groups)
        .map(|index| (format!("/{}", component(index)), operation(index)))
        .collect();
    let mut schemas = serde_json::Map::new();
    for index in 0..groups {
        let group = json!({"$ref": format!("./{}", file(index))});
        let held = json!({"$ref": format!("#/components/schemas/{}", component(index))});
        let holder_of = json!({"type": "object", "required": ["v"], "properties": {"v": held}});
        schemas.insert(component(index), group);
        schemas.insert(holder(index), holder_of);
    }
    json!({
        "openapi": version,
        "info": {"title": "Groups", "version": "1"},
        "paths": paths,
        "components": {"schemas": schemas},
    })
}

/// Whether a schema has only keywords of OpenAPI 3.0, in their form.
#[must_use]
pub fn is_of_openapi_30(schema: &Value) -> bool {
    const PLAIN: [&str; 20] = [
        "title",
        "description",
        "default",
        "enum",
        "multipleOf",
        "maximum",
        "minimum",
        "exclusiveMaximum",
        "exclusiveMinimum",
        "maxLength",
        "minLength",
        "pattern",
        "maxItems",
        "minItems",
        "uniqueItems",
        "maxProperties",
        "minProperties",
        "required",
        "format",
        "$ref",
    ];
    let Some(members) = schema.as_object() else {
        return false;
    };
    members.iter().all(|(key, value)| match key.as_str() {
        "type" => value.is_string() && value != "null",
        "items" | "not" => is_of_openapi_30(value),
        "additionalProperties" => value.is_boolean() || is_of_openapi_30(value),
        "allOf" | "anyOf" | "oneOf" => value.as_array().into_iter().flatten().all(is_of_openapi_30),
        "properties" => value
            .as_object()
            .into_iter()
            .flatten()
            .all(|(_, one)| is_of_openapi_30(one)),
        key => PLAIN.contains(&key),
    })
}

/// The names of the members of a schema, wherever they stand in it.
#[must_use]
pub fn names(group: &Group) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    found.insert("v".to_owned());
    super::equal::names(&group.schema, &mut found);
    found
}
