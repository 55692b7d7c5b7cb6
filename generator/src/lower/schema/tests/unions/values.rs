//! Unions of values that are no objects, and alternatives that are one.

use super::super::{lowered, schemas};
use super::check;

#[test]
fn formats_of_strings_are_tried_the_narrower_first() {
    check(&[
        (
            r#""T": {"anyOf": [{"type": "string"}, {"type": "string", "format": "date-time"}]}"#,
            &[
                "string: string",
                "string~2: date-time",
                "told by trying 1 0",
            ],
            &[],
        ),
        (
            r#""T": {"anyOf": [{"type": "string", "format": "byte"}, {"type": "string", "format": "uuid"}, {"type": "integer"}]}"#,
            &["told by kind { string: trying 1 0; integer: 2 }"],
            &[],
        ),
        // A format without a type of its own is a rule, and any string keeps none.
        (
            r#""T": {"anyOf": [{"type": "string", "format": "email"}, {"type": "string"}]}"#,
            &["alias T", "string"],
            &[],
        ),
    ]);
}

#[test]
fn any_json_is_no_union() {
    let of = |item: &str| {
        format!(
            r##""T": {{"anyOf": [{{"type": "string"}}, {{"type": "number"}}, {{"type": "boolean"}}, {{"type": "null"}},
                {{"type": "array", "items": {item}}}, {{"type": "object", "additionalProperties": {item}}}]}}"##
        )
    };
    let again = of(r##"{"$ref": "#/components/schemas/T"}"##);
    let (dump, said) = schemas(&format!("{{{again}}}"));
    assert!(
        dump.contains("alias T\n") && dump.contains("\n  json\n"),
        "{dump}"
    );
    assert_eq!(said, [""; 0]);
    let (dump, _) = schemas(&format!("{{{}}}", of(r#"{"type": "string"}"#)));
    assert!(
        dump.contains("array: [string] when the kind is array"),
        "{dump}"
    );
}

#[test]
fn null_is_meant_where_nothing_else_is_said() {
    let of_3_0 = |schema: &str| {
        lowered(&format!(
            r##"{{"openapi": "3.0.3", "info": {{"title": "T", "version": "1"}}, "paths": {{}}, "components": {{"schemas": {{
                "T": {{"type": "object", "properties": {{"m": {schema}}}}},
                "X": {{"type": "object", "required": ["n"], "properties": {{"n": {{"type": "boolean"}}}}}},
                "S": {{"type": "string", "enum": ["p", "q"]}}}}}}}}"##
        ))
    };
    let x = r##"{"$ref": "#/components/schemas/X"}"##;
    let s = r##"{"$ref": "#/components/schemas/S"}"##;
    for (schema, line, codes) in [
        (
            format!(r#"{{"anyOf": [{x}, {{"type": "object", "nullable": true}}]}}"#),
            "\"m\": X? optional as Maybe",
            1,
        ),
        (
            format!(r#"{{"anyOf": [{x}, {{"nullable": true}}]}}"#),
            "\"m\": X? optional as Maybe",
            1,
        ),
        (
            format!(r#"{{"oneOf": [{{"nullable": true, "description": "none"}}, {s}]}}"#),
            "\"m\": S? optional as Maybe",
            1,
        ),
        // Beside something else an object is meant, and what has members is no null.
        (
            format!(r#"{{"anyOf": [{s}, {{"type": "object", "nullable": true}}]}}"#),
            "\"m\": T.m? optional as Maybe",
            0,
        ),
        (
            format!(
                r#"{{"anyOf": [{x}, {{"type": "object", "nullable": true, "properties": {{"z": {{}}}}}}]}}"#
            ),
            "\"m\": T.m? optional as Maybe",
            0,
        ),
    ] {
        let (dump, said) = of_3_0(&schema);
        assert!(
            dump.lines().any(|written| written.trim() == line),
            "{schema}: {line}\n{dump}"
        );
        let meant = said.iter().filter(|said| said.starts_with("CP0131"));
        assert_eq!(meant.count(), codes, "{schema}: {said:#?}");
    }
}

#[test]
fn what_is_there_twice_is_one() {
    check(&[
        (
            r##""T": {"anyOf": [{"$ref": "#/components/schemas/U"}, {"$ref": "#/components/schemas/U"}]}, "U": {"type": "object", "properties": {"a": {}}}"##,
            &["alias T", "U"],
            &[],
        ),
        (
            r#""T": {"oneOf": [{"type": "object", "properties": {"a": {"type": "array", "items": {"enum": ["x"]}}}}, {"type": "object", "properties": {"a": {"type": "array", "items": {"enum": ["x"]}}}}]}"#,
            &["alias T", "T.variant:object"],
            &["CP0119"],
        ),
        (
            r#""T": {"oneOf": [{"type": "object"}, {"type": "object"}]}"#,
            &["alias T", "map of json"],
            &["CP0119"],
        ),
        (
            r#""T": {"type": "object", "properties": {"m": {"anyOf": [{"type": "string", "maxLength": 3}, {"type": "string"}]}}}"#,
            &["\"m\": string optional as Option"],
            &[],
        ),
    ]);
}

#[test]
fn enums_become_one() {
    check(&[
        (
            r#""T": {"oneOf": [{"const": "a", "title": "Alpha"}, {"const": "b"}]}"#,
            &["string enum T", "\"a\"", "\"b\""],
            &[],
        ),
        (
            r#""T": {"oneOf": [{"const": 1, "title": "One"}, {"const": 2, "title": "Two"}]}"#,
            &["integer enum T", "1 called One", "2 called Two"],
            &[],
        ),
        // Django's.
        (
            r##""T": {"type": "object", "properties": {"role": {"oneOf": [{"$ref": "#/components/schemas/E"}, {"$ref": "#/components/schemas/Blank"}, {"$ref": "#/components/schemas/Null"}]}}},
                "E": {"enum": ["x", "y"], "x-enum-varnames": ["Ex", "Why"]}, "Blank": {"enum": [""]}, "Null": {"enum": [null]}"##,
            &[
                "\"role\": T.role? optional as Maybe",
                "\"x\" called Ex",
                "\"\"",
            ],
            &[],
        ),
        // Open on both sides.
        (
            r#""T": {"anyOf": [{"type": "string"}, {"enum": ["big", "small"]}]}"#,
            &["string enum T", "\"big\"", "and others"],
            &[],
        ),
        (
            r##""T": {"anyOf": [{"$ref": "#/components/schemas/E"}, {"type": "integer"}]}, "E": {"enum": [1, 2]}"##,
            &["integer enum T", "1", "and others"],
            &[],
        ),
        // Beside something else, an enum with a name stays what it is; others are one.
        (
            r##""T": {"anyOf": [{"$ref": "#/components/schemas/E"}, {"type": "string"}, {"type": "integer"}]}, "E": {"enum": ["a"]}"##,
            &[
                "E: E",
                "told by kind { string: listed 0 else 1; integer: 2 }",
            ],
            &[],
        ),
        (
            r#""T": {"anyOf": [{"const": "a"}, {"type": "object", "required": ["b"], "properties": {"b": {}}}, {"const": "c"}]}"#,
            &[
                "string: T.variant:string when the kind is string",
                "\"a\"",
                "\"c\"",
            ],
            &[],
        ),
        (
            r#""T": {"anyOf": [{"enum": ["now", "never"]}, {"type": "string", "format": "date-time"}]}"#,
            &["told by listed 0 else trying 1 0"],
            &[],
        ),
    ]);
}
