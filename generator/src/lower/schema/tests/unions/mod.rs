//! One union a row: its variants, how they are told apart, and what is said about it.

mod tags;
mod values;

use super::schemas;

/// Schemas beside others, of which `T` is a union; lines of the IR that they give, and the codes of what is said.
type Row = (
    &'static str,
    &'static [&'static str],
    &'static [&'static str],
);

fn check(rows: &[Row]) {
    for (schema, lines, codes) in rows {
        let (dump, said) = schemas(&format!("{{{schema}}}"));
        for line in *lines {
            let found = dump.lines().any(|written| written.trim() == *line);
            assert!(found, "{schema}\nhas no line {line:?} in\n{dump}{said:#?}");
        }
        let mut found: Vec<&str> = (said.iter())
            .filter_map(|said| said.split(' ').next())
            // Of types that are inferred, and constraints, other tests are about.
            .filter(|code| !["CP0106", "CP0103"].contains(code))
            .collect();
        found.sort_unstable();
        assert_eq!(found, *codes, "{schema}\n{said:#?}\n{dump}");
    }
}

#[test]
fn by_the_kind_of_the_value() {
    check(&[
        (
            r#""T": {"type": ["string", "integer"]}"#,
            &[
                "string: string when the kind is string",
                "integer: i64 when the kind is integer",
            ],
            &[],
        ),
        (
            r#""T": {"anyOf": [{"type": "integer"}, {"type": "number"}]}"#,
            &[
                "integer: i64",
                "told by kind { integer: trying 0 1; number: 1 }",
            ],
            &[],
        ),
        (
            r#""T": {"anyOf": [{"type": "number"}, {"type": "integer", "format": "int32"}, {"type": "string"}]}"#,
            &["told by kind { number: 0; integer: trying 1 0; string: 2 }"],
            &[],
        ),
        // Of two of one kind the wider is enough.
        (
            r#""T": {"anyOf": [{"type": "integer", "format": "int32"}, {"type": "integer"}]}"#,
            &["alias T", "i64"],
            &[],
        ),
        (
            r#""T": {"oneOf": [{"type": "number"}, {"type": "number", "format": "float"}, {"type": "boolean"}]}"#,
            &[
                "number: f64 when the kind is number",
                "boolean: bool when the kind is boolean",
            ],
            &["CP0119"],
        ),
        // Whatever nothing is known of comes last, and for itself.
        (
            r#""T": {"anyOf": [{}, {"type": "string"}]}"#,
            &[
                "any: json",
                "told by kind { boolean or number or array or object: 0; string: trying 1 0 }",
            ],
            &[],
        ),
        // Unions of unions.
        (
            r##""T": {"anyOf": [{"$ref": "#/components/schemas/U"}, {"type": "array"}]}, "U": {"type": ["string", "object"]}"##,
            &[
                "U: U when the kind is string or object",
                "array: [json] when the kind is array",
            ],
            &[],
        ),
        (
            r#""T": {"anyOf": [{"oneOf": [{"type": "string"}, {"type": "null"}]}, {"anyOf": [{"type": "boolean"}]}]}"#,
            &[
                "string: string when the kind is string",
                "boolean: bool when the kind is boolean",
            ],
            &[],
        ),
        // Unions of one another are both of what either is of.
        (
            r##""T": {"anyOf": [{"$ref": "#/components/schemas/U"}, {"type": "array", "items": {"$ref": "#/components/schemas/T"}}]},
                "U": {"anyOf": [{"$ref": "#/components/schemas/T"}, {"type": "string"}]}"##,
            &[
                "array: [T] when the kind is array",
                "string: string when the kind is string",
                "told by kind { string: 0; array: trying 0 1 }",
            ],
            &["CP0140"],
        ),
        // A union that is its own variant is what its others are.
        (
            r##""T": {"anyOf": [{"$ref": "#/components/schemas/T"}, {"type": "string"}]}"##,
            &["alias T", "string"],
            &[],
        ),
        (
            r##""T": {"anyOf": [{"$ref": "#/components/schemas/U"}, {"$ref": "#/components/schemas/V"}]},
                "U": {"anyOf": [{"$ref": "#/components/schemas/T"}, {"$ref": "#/components/schemas/V"}]},
                "V": {"anyOf": [{"$ref": "#/components/schemas/U"}, {"$ref": "#/components/schemas/T"}]}"##,
            &["json"],
            &["CP0124"],
        ),
    ]);
}

#[test]
fn by_members_that_are_there() {
    check(&[
        (
            r#""T": {"oneOf": [
                {"type": "object", "required": ["and"], "properties": {"and": {}}, "additionalProperties": false},
                {"type": "object", "required": ["f", "op"], "properties": {"f": {}, "op": {}}, "additionalProperties": false},
                {"type": "object", "properties": {"z": {}}, "additionalProperties": false}]}"#,
            &[
                "object: T.variant:object called and",
                "told by keys { \"and\": 0; \"f\": 1; otherwise: 2 }",
            ],
            &[],
        ),
        // Open objects might have the other's members too.
        (
            r#""T": {"anyOf": [
                {"type": "object", "required": ["a"], "properties": {"a": {}}},
                {"type": "object", "required": ["b"], "properties": {"b": {}, "c": {}}}]}"#,
            &[
                "told by trying 0 1 with \"a\" in 0 required by 0 with \"b\" in 1 required by 1 with \"c\" in 1",
            ],
            &[],
        ),
        (
            r#""T": {"oneOf": [
                {"type": "object", "required": ["a"], "properties": {"a": {}}},
                {"type": "object", "required": ["b"], "properties": {"b": {}}}]}"#,
            &[
                "told by trying 0 1 for one with \"a\" in 0 required by 0 with \"b\" in 1 required by 1",
            ],
            &[],
        ),
        // One of which the other is a part: the fuller, whatever `oneOf` says.
        (
            r#""T": {"oneOf": [
                {"type": "object", "required": ["a"], "properties": {"a": {}}},
                {"type": "object", "required": ["a"], "properties": {"a": {}, "b": {}}}]}"#,
            &["told by trying 0 1 with \"b\" in 1"],
            &[],
        ),
        // Whatever may be in it, an object without names is the last.
        (
            r#""T": {"oneOf": [{"type": "object"}, {"type": "object", "required": ["a"], "properties": {"a": {}}}]}"#,
            &["told by trying 1 0 with \"a\" in 0 required by 0"],
            &[],
        ),
        (
            r#""T": {"anyOf": [
                {"type": "object", "required": ["d"], "properties": {"d": {"type": "string"}}},
                {"type": "object", "required": ["d"], "properties": {"d": {"type": "array"}}},
                {"type": "object", "required": ["d"], "properties": {"d": {"type": "number"}}},
                {"type": "object", "required": ["d", "e"], "properties": {"d": {"type": "integer"}, "e": {}}}]}"#,
            &[
                "told by kind of \"d\" { string: 0; array: 1; number: trying 2 3 with \"e\" in 1 required by 1 }",
            ],
            &[],
        ),
        // A member that requests do not carry tells nothing.
        (
            r#""T": {"anyOf": [
                {"type": "object", "required": ["d"], "properties": {"d": {"type": "string", "readOnly": true}}},
                {"type": "object", "required": ["d"], "properties": {"d": {"type": "array", "readOnly": true}}}]}"#,
            &["told by trying 0 1"],
            &[],
        ),
    ]);
}

#[test]
fn what_is_tried_is_said() {
    check(&[
        (
            r#""T": {"anyOf": [
                {"type": "object", "properties": {"a": {}}}, {"type": "object", "properties": {"b": {}}}]}"#,
            &["told by trying 0 1 with \"a\" in 0 with \"b\" in 1"],
            &["CP0140"],
        ),
        (
            r#""T": {"oneOf": [
                {"type": "array", "items": {"type": "string"}}, {"type": "array", "items": {"type": "integer"}}, {"type": "string"}]}"#,
            &["told by kind { array: trying 0 1; string: 2 }"],
            &["CP0140"],
        ),
        // What cannot be a type is JSON for itself.
        (
            r##""T": {"anyOf": [{"$recursiveRef": "#"}, {"type": "string"}]}"##,
            &["any: json", "string: string"],
            &["CP0102"],
        ),
        (
            r##""T": {"anyOf": [{"$ref": "#/components/schemas/Nobody"}, {"type": "string"}]}"##,
            &["any: json", "string: string"],
            &["CP0015"],
        ),
    ]);
}
