//! One union a row: its variants, how they are told apart, and what is said about it.

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
fn by_a_discriminator() {
    let pets = r##""Cat": {"type": "object", "required": ["k"], "properties": {"k": {"type": "string"}}},
        "Dog": {"type": "object", "required": ["k"], "properties": {"k": {"type": "string"}, "bark": {}}},"##;
    let row = |union: &str| format!(r#"{pets} "T": {union}"#);
    let list = r##""oneOf": [{"$ref": "#/components/schemas/Cat"}, {"$ref": "#/components/schemas/Dog"}]"##;
    for (union, line) in [
        (
            format!(r#"{{{list}, "discriminator": {{"propertyName": "k"}}}}"#),
            "Dog: Dog when \"k\" is \"Dog\"",
        ),
        (
            format!(r##"{{{list}, "discriminator": {{"propertyName": "k", "mapping": {{"d": "Dog", "dog": "#/components/schemas/Dog"}}}}}}"##),
            "Dog: Dog when \"k\" is \"d\" or \"dog\"",
        ),
        // Beside something else than an object.
        (
            r##"{"anyOf": [{"type": "string"}, {"$ref": "#/components/schemas/Cat"}, {"$ref": "#/components/schemas/Dog"}], "discriminator": {"propertyName": "k"}}"##.to_owned(),
            "told by kind { string: 0; object: \"k\" { \"Cat\": 1; \"Dog\": 2 } }",
        ),
    ] {
        let (dump, said) = schemas(&format!("{{{}}}", row(&union)));
        assert!(dump.lines().any(|written| written.trim() == line), "{line}\n{dump}");
        assert_eq!(said, [""; 0]);
    }
    check(&[
        // A discriminator that says nothing is none.
        (
            r#""T": {"anyOf": [{"type": "string"}, {"type": "boolean"}], "discriminator": {"propertyName": "k"}}"#,
            &["string: string when the kind is string"],
            &["CP0114"],
        ),
        // What a variant lists counts for it; what is not required may be absent.
        (
            r#""T": {"oneOf": [
                {"type": "object", "required": ["k"], "properties": {"k": {"enum": ["x", "y"]}}},
                {"type": "object", "properties": {"k": {"const": "z"}, "a": {}}}
            ], "discriminator": {"propertyName": "k"}}"#,
            &["told by \"k\" { \"x\" or \"y\": 0; \"z\": 1; absent: 1 }"],
            &[],
        ),
        // A union in a union, by the values of its own.
        (
            r##""T": {"oneOf": [{"$ref": "#/components/schemas/U"}, {"$ref": "#/components/schemas/C"}], "discriminator": {"propertyName": "k"}},
                "U": {"oneOf": [{"$ref": "#/components/schemas/A"}, {"$ref": "#/components/schemas/B"}],
                    "discriminator": {"propertyName": "k", "mapping": {"a": "A", "b": "B"}}},
                "A": {"type": "object", "required": ["k"], "properties": {"k": {"type": "string"}}},
                "B": {"type": "object", "required": ["k"], "properties": {"k": {"type": "string"}}},
                "C": {"type": "object", "required": ["k"], "properties": {"k": {"const": "c"}}}"##,
            &[
                "U: U when \"k\" is \"a\" or \"b\"",
                "C: C when \"k\" is \"c\"",
            ],
            &[],
        ),
        // One value for two: what else tells them apart.
        (
            r##""T": {"oneOf": [{"$ref": "#/components/schemas/A"}, {"$ref": "#/components/schemas/B"}, {"$ref": "#/components/schemas/C"}],
                    "discriminator": {"propertyName": "k"}},
                "A": {"type": "object", "required": ["k", "n"], "properties": {"k": {"const": "a"}, "n": {"type": "string"}}},
                "B": {"type": "object", "required": ["k", "n"], "properties": {"k": {"const": "a"}, "n": {"type": "integer"}}},
                "C": {"type": "object", "required": ["k"], "properties": {"k": {"const": "c"}}}"##,
            &["told by \"k\" { \"a\": kind of \"n\" { string: 0; integer: 1 }; \"c\": 2 }"],
            &[],
        ),
        // The values of a member that is carried in one direction tell all the same.
        (
            r#""T": {"discriminator": {"propertyName": "k"}, "oneOf": [
                {"type": "object", "required": ["k"], "properties": {"k": {"const": "a", "readOnly": true}}},
                {"type": "object", "required": ["k"], "properties": {"k": {"const": "b"}}}]}"#,
            &["tag=\"a\": T.variant:tag=\"a\" when \"k\" is \"a\""],
            &["CP0121"],
        ),
    ]);
}

#[test]
fn by_constants_of_members() {
    check(&[
        (
            r#""T": {"anyOf": [
                {"type": "object", "required": ["op"], "properties": {"op": {"const": "move"}}},
                {"type": "object", "required": ["op"], "properties": {"op": {"enum": ["close", "shut"]}}},
                {"type": "null"}]}"#,
            &["object: T.variant:object when \"op\" is \"close\" or \"shut\""],
            &[],
        ),
        (
            r#""T": {"oneOf": [
                {"type": "object", "required": ["v"], "properties": {"v": {"const": 1}}},
                {"type": "object", "required": ["v"], "properties": {"v": {"const": 2}}}]}"#,
            &["tag=\"2\": T.variant:tag=\"2\" called \"v 2\" when \"v\" is 2"],
            &[],
        ),
        (
            r##""T": {"oneOf": [
                {"type": "object", "required": ["ok"], "properties": {"ok": {"const": true}}},
                {"type": "object", "required": ["ok"], "properties": {"ok": {"$ref": "#/components/schemas/No"}}}]},
                "No": {"enum": [false]}"##,
            &["tag=\"true\": T.variant:tag=\"true\" called \"ok true\" when \"ok\" is true"],
            &[],
        ),
        // The member that tells more of them apart.
        (
            r#""T": {"oneOf": [
                {"type": "object", "required": ["a", "b"], "properties": {"a": {"const": "x"}, "b": {"const": "1"}}},
                {"type": "object", "required": ["a", "b"], "properties": {"a": {"const": "x"}, "b": {"const": "2"}}},
                {"type": "object", "required": ["a", "b"], "properties": {"a": {"const": "y"}, "b": {"const": "3"}}}]}"#,
            &["tag=\"x\"~2: T.variant:tag=\"x\"~2 when \"b\" is \"2\""],
            &[],
        ),
        // A member of some of them.
        (
            r#""T": {"anyOf": [
                {"type": "object", "required": ["v"], "properties": {"v": {"const": 1}}},
                {"type": "object", "required": ["v"], "properties": {"v": {"const": 2}}},
                {"type": "object", "required": ["k"], "properties": {"k": {"const": "a"}}, "additionalProperties": false},
                {"type": "object", "required": ["k"], "properties": {"k": {"const": "b"}}, "additionalProperties": false}]}"#,
            &["told by \"v\" { 1: 0; 2: 1; absent: \"k\" { \"a\": 2; \"b\": 3 } }"],
            &[],
        ),
        // One that has another value, or none.
        (
            r#""T": {"anyOf": [
                {"type": "object", "required": ["k"], "properties": {"k": {"const": "a"}}},
                {"type": "object", "required": ["k"], "properties": {"k": {"const": "b"}}},
                {"type": "object", "properties": {"k": {"type": "string"}}}]}"#,
            &["told by \"k\" { \"a\": 0; \"b\": 1; absent: 2; other: 2 }"],
            &[],
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
            r##""T": {"anyOf": [{"$dynamicRef": "#x"}, {"type": "string"}]}"##,
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
