//! What two schemas say together, one pair a row.

use super::*;
use crate::document::{AdditionalProperties, Demand, Schema};
use crate::lower::schema::tests::schema;

/// Two schemas, what they say together, and what is taken against the letter.
const TABLE: &[(&str, &str, &str, &[&str])] = &[
    // Types.
    ("{}", "{}", "", &[]),
    (r#"{"type": "string"}"#, "{}", "string", &[]),
    (
        r#"{"type": "number"}"#,
        r#"{"type": "integer"}"#,
        "integer",
        &[],
    ),
    (
        r#"{"type": ["string", "null"]}"#,
        r#"{"type": ["null", "integer", "string"]}"#,
        "string null",
        &[],
    ),
    (
        r#"{"type": ["string", "null"]}"#,
        r#"{"type": "string"}"#,
        "string",
        &[],
    ),
    // Null that a part says in 3.0's words is meant.
    (
        r#"{"type": "string"}"#,
        r#"{"nullable": true}"#,
        "string null",
        &["null"],
    ),
    (
        r#"{"type": "object", "nullable": true, "properties": {"a": {}}}"#,
        r#"{"type": "object"}"#,
        "object null {a: {}}",
        &["null"],
    ),
    // Scalars.
    (
        r#"{"type": "integer", "format": "int64", "minimum": 0}"#,
        r#"{"format": "int32", "minimum": 1, "maximum": 9}"#,
        "integer as int32 minimum maximum",
        &[],
    ),
    (
        r#"{"format": "uint8"}"#,
        r#"{"format": "int64"}"#,
        "as uint8",
        &[],
    ),
    (
        r#"{"format": "int32"}"#,
        r#"{"format": "uint32"}"#,
        "as uint32",
        &[],
    ),
    (
        r#"{"format": "double"}"#,
        r#"{"format": "int32"}"#,
        "as int32",
        &[],
    ),
    (
        r#"{"format": "double"}"#,
        r#"{"format": "float"}"#,
        "as float",
        &[],
    ),
    (
        r#"{"format": "email"}"#,
        r#"{"format": "uuid"}"#,
        "as uuid",
        &["format email"],
    ),
    (
        r#"{"type": "string", "pattern": "a", "maxLength": 5}"#,
        r#"{"type": "string", "pattern": "b", "maxLength": 4}"#,
        "string pattern pattern maxLength",
        &[],
    ),
    // Values.
    (
        r#"{"type": "string", "enum": ["a", "b"]}"#,
        r#"{"enum": ["b", "c"]}"#,
        r#"string one of "b""#,
        &[],
    ),
    (
        r#"{"enum": ["a", "b"]}"#,
        r#"{"const": "a"}"#,
        r#"only "a""#,
        &[],
    ),
    (r#"{"const": 1}"#, r#"{"const": 1.0}"#, "only 1", &[]),
    (
        r#"{"enum": [1, "a", null]}"#,
        r#"{"type": "integer"}"#,
        "integer one of 1",
        &[],
    ),
    (
        r#"{"enum": ["a", "b", "c"], "x-enum-varnames": ["A", "B", "C"]}"#,
        r#"{"enum": ["c", "a"]}"#,
        r#"one of "a" "c" names A C"#,
        &[],
    ),
    // Objects.
    (
        r#"{"type": "object", "properties": {"a": {"type": "string"}}, "required": ["a"]}"#,
        r#"{"properties": {"b": {"type": "integer"}}, "required": ["b", "a"]}"#,
        "object {a!: string, b!: integer}",
        &[],
    ),
    // The narrower one is taken; two that say different things are both asked.
    (
        r#"{"properties": {"a": {"type": "string"}}}"#,
        r#"{"properties": {"a": {"type": "string", "const": "x"}}}"#,
        r#"{a: string only "x"}"#,
        &[],
    ),
    (
        r#"{"properties": {"a": {"type": "string"}}}"#,
        r#"{"properties": {"a": {"maxLength": 3}}}"#,
        "{a: all of (string; maxLength)}",
        &[],
    ),
    (
        r#"{"properties": {"a": {"type": "string"}}}"#,
        r#"{"properties": {"a": {"type": "integer"}}}"#,
        "{a: all of (string; integer)}",
        &[],
    ),
    // What is written about a member counts, whoever writes it.
    (
        r#"{"properties": {"a": {"type": "string", "description": "old", "readOnly": true}}}"#,
        r#"{"properties": {"a": {"type": "string", "description": "new", "default": "x"}}}"#,
        r#"{a: string "new" default "x" read-only}"#,
        &[],
    ),
    // Other members.
    (
        r#"{"additionalProperties": false, "properties": {"a": {}}}"#,
        r#"{"properties": {"b": {}}}"#,
        "{a: {}, b: {}, none}",
        &["closed"],
    ),
    (
        r#"{"properties": {"b": {}}}"#,
        r#"{"additionalProperties": false, "properties": {"a": {}}}"#,
        "{b: {}, a: {}, none}",
        &["closed"],
    ),
    (
        r#"{"additionalProperties": false, "properties": {"a": {}, "b": {}}}"#,
        r#"{"properties": {"b": {}}}"#,
        "{a: {}, b: {}, none}",
        &[],
    ),
    (
        r#"{"additionalProperties": false}"#,
        r#"{"additionalProperties": {"type": "string"}}"#,
        "{none}",
        &[],
    ),
    (
        r#"{"additionalProperties": {"type": "string"}}"#,
        r#"{"properties": {"a": {"type": "integer"}}}"#,
        "{a: integer, others string}",
        &["rest"],
    ),
    (
        r#"{"additionalProperties": {"type": "string"}}"#,
        r#"{"additionalProperties": {"minLength": 1}}"#,
        "{others all of (string; minLength)}",
        &[],
    ),
    (
        r#"{"additionalProperties": true}"#,
        "{}",
        "{others any}",
        &[],
    ),
    // Arrays.
    (
        r#"{"type": "array", "items": {}}"#,
        r#"{"items": {"type": "string"}}"#,
        "array [string]",
        &[],
    ),
    (
        r#"{"type": "array", "items": {"type": "object", "properties": {"n": {"type": "integer"}}}}"#,
        r#"{"items": {"required": ["n"]}, "maxItems": 3}"#,
        "array [all of (object {n: integer}; {n!})] maxItems",
        &[],
    ),
];

/// Two schemas that no value is of, and why.
const CLASHES: &[(&str, &str, &str)] = &[
    (
        r#"{"type": "string"}"#,
        r#"{"type": "integer"}"#,
        "they have no type in common",
    ),
    (
        r#"{"type": "string"}"#,
        r#"{"type": ["null", "object"]}"#,
        "they have no type in common",
    ),
    (
        r#"{"enum": ["a"]}"#,
        r#"{"enum": ["b"]}"#,
        "they have no value in common",
    ),
    (
        r#"{"const": "a"}"#,
        r#"{"type": "integer"}"#,
        "they have no value in common",
    ),
    (
        r#"{"const": 1}"#,
        r#"{"const": 2}"#,
        "they have no value in common",
    ),
    (
        r#"{"format": "uuid"}"#,
        r#"{"format": "date"}"#,
        "no value has both of their formats",
    ),
    (
        r#"{"contentEncoding": "base64"}"#,
        r#"{"contentEncoding": "base16"}"#,
        "they disagree about `contentEncoding`",
    ),
];

#[test]
fn two_schemas_are_one() {
    for (first, second, expected, taken) in TABLE {
        let met = meet(schema(first), &schema(second)).unwrap();
        assert_eq!(shown(&met.schema), *expected, "{first} and {second}");
        let found: Vec<String> = met.taken.iter().map(taken_shown).collect();
        assert_eq!(found, *taken, "{first} and {second}");
        // What was met already adds nothing.
        let again = meet(met.schema.clone(), &schema(second)).unwrap();
        assert_eq!(
            shown(&again.schema),
            *expected,
            "{first} and {second}, again"
        );
    }
}

#[test]
fn a_contradiction_is_said_of_both_places() {
    for (first, second, message) in CLASHES {
        let (first, second) = (schema(first), schema(second));
        let clash = meet(first.clone(), &second).unwrap_err();
        assert_eq!(clash.message, *message);
        assert_eq!(
            (clash.first, clash.second),
            (first.at.place, second.at.place)
        );
        let other = meet(second, &first).unwrap_err();
        assert_eq!(other.message, *message);
    }
}

fn taken_shown(taken: &Taken) -> String {
    match taken {
        Taken::ClosedAsAWhole(_) => "closed".to_owned(),
        Taken::RestOfTheWhole(_) => "rest".to_owned(),
        Taken::Null(_) => "null".to_owned(),
        Taken::Format(_, format) => format!("format {format}"),
    }
}

fn shown_schema(schema: &Schema) -> String {
    match schema {
        Schema::Object(object) => match shown(object) {
            text if text.is_empty() => "{}".to_owned(),
            text => text,
        },
        Schema::True(_) => "true".to_owned(),
        Schema::False(_) => "false".to_owned(),
        Schema::Unreadable(_) => "unreadable".to_owned(),
    }
}

/// A schema in a few words.
fn shown(object: &SchemaObject) -> String {
    let mut words: Vec<String> = (object.types.iter())
        .map(|name| format!("{name:?}").to_lowercase())
        .collect();
    let json = |node: &Node| node.to_json().to_string();
    words.extend(object.format.iter().map(|format| format!("as {format}")));
    if let Some(values) = &object.values {
        words.push("one of".to_owned());
        words.extend(values.iter().map(json));
    }
    words.extend(
        object
            .constant
            .iter()
            .map(|value| format!("only {}", json(value))),
    );
    for (key, node) in &object.other {
        if &*key.text == "x-enum-varnames" {
            words.push("names".to_owned());
            words.extend(
                node.items()
                    .iter()
                    .filter_map(Node::as_str)
                    .map(str::to_owned),
            );
        }
    }
    words.extend(members(object));
    words.extend(
        object
            .items
            .iter()
            .map(|items| format!("[{}]", shown_schema(items))),
    );
    if !object.all_of.is_empty() {
        let parts: Vec<String> = object.all_of.iter().map(shown_schema).collect();
        words.push(format!("all of ({})", parts.join("; ")));
    }
    words.extend(object.assertions.iter().map(|one| demand(&one.demand)));
    words.extend(object.description.iter().map(|text| format!("{text:?}")));
    words.extend(
        object
            .default
            .iter()
            .map(|value| format!("default {}", json(value))),
    );
    words.extend(object.read_only.then(|| "read-only".to_owned()));
    words.join(" ")
}

fn demand(demand: &Demand) -> String {
    demand.keyword().to_owned()
}

fn members(object: &SchemaObject) -> Option<String> {
    let is_required = |name: &str| object.required.iter().any(|(other, _)| other == name);
    let mut members: Vec<String> = (object.properties.iter())
        .map(|(name, (_, schema))| {
            let mark = if is_required(name) { "!" } else { "" };
            format!("{name}{mark}: {}", shown_schema(schema))
        })
        .collect();
    let undeclared = object.required.iter().map(|(name, _)| name);
    let undeclared = undeclared.filter(|name| !object.properties.contains_key(*name));
    members.extend(undeclared.map(|name| format!("{name}!")));
    members.extend(
        object
            .additional_properties
            .as_ref()
            .map(|additional| match additional {
                AdditionalProperties::Any(_) => "others any".to_owned(),
                AdditionalProperties::None(_) => "none".to_owned(),
                AdditionalProperties::Schema(schema) => format!("others {}", shown_schema(schema)),
            }),
    );
    (!members.is_empty()).then(|| format!("{{{}}}", members.join(", ")))
}
