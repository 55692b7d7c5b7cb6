//! One small schema a row: the types that it gives, and what is said about it.

use super::schemas;

/// A schema of one component `T`, lines of the IR that it gives, and the codes of what is said.
pub(super) type Row = (
    &'static str,
    &'static [&'static str],
    &'static [&'static str],
);

const TABLE: &[Row] = &[
    (
        r#"{"type": "string", "format": "uuid"}"#,
        &["alias T", "  uuid"],
        &[],
    ),
    (r#"{"type": "integer", "format": "int32"}"#, &["  i32"], &[]),
    (r#"{"type": "integer", "format": "uint8"}"#, &["  u8"], &[]),
    (r#"{"type": "number", "format": "float"}"#, &["  f32"], &[]),
    (
        r#"{"type": "number", "format": "decimal"}"#,
        &["  number"],
        &[],
    ),
    (
        r#"{"type": "string", "contentEncoding": "base64"}"#,
        &["  base64"],
        &[],
    ),
    (
        r#"{"type": "string", "format": "password"}"#,
        &["  secret"],
        &[],
    ),
    (
        r#"{"type": "object", "properties": {"a": {}}, "unevaluatedProperties": false}"#,
        &["struct T", "  others refused"],
        &[],
    ),
    (r#"{}"#, &["alias T", "  json"], &[]),
    (r#"true"#, &["  json"], &[]),
    (r#"false"#, &["  json {never}"], &["CP0122"]),
    (r#"{"type": "null"}"#, &["  null"], &[]),
    (
        r#"{"x-rust-type": "time::Date"}"#,
        &[r#"  rust "::time::Date""#],
        &[],
    ),
    (r#"{"x-rust-type": "no path"}"#, &["  json"], &["CP0126"]),
    (
        r#"{"x-rust-type": "a::B<{ loop {} }>"}"#,
        &["  json"],
        &["CP0126"],
    ),
    (r##"{"$recursiveRef": "#"}"##, &["  json"], &["CP0102"]),
    (r##"{"$dynamicRef": "#a"}"##, &["  json"], &["CP0015"]),
    (
        r#"{"type": "string", "minLenght": 1}"#,
        &["  string"],
        &["CP0104"],
    ),
    // Enums and constants.
    (
        r#"{"enum": ["a", "b", "a"]}"#,
        &["string enum T", "  \"a\"", "  \"b\""],
        &["CP0108"],
    ),
    (
        r#"{"enum": [1, 2.0, -3]}"#,
        &["integer enum T", "  2", "  -3"],
        &[],
    ),
    (
        r#"{"type": "integer", "enum": [1], "x-enum-varnames": ["One"]}"#,
        &["  1 called One"],
        &[],
    ),
    (
        r#"{"enum": ["a", 1, "1", null]}"#,
        &[
            "value enum T",
            r#"  "\"a\"" called a"#,
            r#"  "1""#,
            r#"  "\"1\"" called 1"#,
        ],
        &[],
    ),
    (
        r#"{"type": "string", "enum": ["a", 1]}"#,
        &["string enum T", "  \"a\"", "  \"1\""],
        &["CP0109"],
    ),
    (
        r#"{"type": "object", "enum": ["a", "b"]}"#,
        &["string enum T", "  \"a\""],
        &["CP0109"],
    ),
    (r#"{"enum": [true, false]}"#, &["  bool"], &[]),
    (
        r#"{"enum": [1.5, 2]}"#,
        &["value enum T", r#"  "1.5""#, r#"  "2""#],
        &[],
    ),
    (
        r#"{"type": "object", "properties": {"a": {"enum": [true]}, "b": {"const": [1]}, "c": {"const": {"x": 1}}, "d": {"enum": [true, null]}}}"#,
        &[
            r#"  "a": bool {enum ["true"]} optional as Option"#,
            r#"  "b": [json] {enum ["[1]"]} optional as Option"#,
            r#"  "c": map of json {enum ["{\"x\":1}"]} optional as Option"#,
            r#"  "d": bool {enum ["true", "null"]}? optional as Maybe"#,
        ],
        &[],
    ),
    (r#"{"enum": []}"#, &["  json {enum []}"], &["CP0122"]),
    (r#"{"const": "a"}"#, &["string enum T", "  \"a\""], &[]),
    (r#"{"const": null}"#, &["  null"], &[]),
    // Objects, maps and arrays.
    (r#"{"type": "object"}"#, &["  map of json"], &[]),
    (
        r#"{"additionalProperties": {"type": "integer"}}"#,
        &["  map of i64"],
        &["CP0106"],
    ),
    (
        r#"{"type": "object", "additionalProperties": false}"#,
        &["struct T", "  others refused"],
        &[],
    ),
    (
        r#"{"type": "object", "properties": {"a": {}}, "additionalProperties": {"type": "string"}}"#,
        &["  \"a\": json optional as Option", "  others: string"],
        &[],
    ),
    (
        r#"{"type": "object", "required": ["a"]}"#,
        &["  \"a\": json required"],
        &["CP0120"],
    ),
    (r#"{"type": "array"}"#, &["  [json]"], &[]),
    (
        r#"{"type": "array", "items": {"type": "array", "items": {"type": "string"}}}"#,
        &["  [[string]]"],
        &[],
    ),
    (
        r#"{"type": "array", "prefixItems": [{"type": "string"}], "items": {"type": "integer"}}"#,
        &["tuple T", "  - string optional", "  others: i64"],
        &[],
    ),
    (
        r#"{"type": "array", "minItems": 2, "maxItems": 2, "prefixItems": [{"type": "number"}, {"type": "object", "properties": {"a": {}}}]}"#,
        &[
            "tuple T",
            "  - f64 required",
            "  - T.nth:1 required",
            "struct T.nth:1",
        ],
        &[],
    ),
    (
        r#"{"type": "array", "minItems": 1, "prefixItems": [{"type": "string"}, {"type": ["string", "null"], "minLength": 1}], "items": false}"#,
        &[
            "tuple T",
            "  - string required",
            "  - string {minLength 1}? optional",
        ],
        &[],
    ),
    (
        r#"{"type": "object", "properties": {"a": {"type": "array", "items": false}, "b": {"type": "array", "prefixItems": [{}]}}}"#,
        &[
            "  \"a\": [json] {maxItems 0} optional as Option",
            "tuple T.b",
            "  - json optional",
            "  others: json",
        ],
        &[],
    ),
    // Members that no name is given for, and one that must not be there.
    (
        r#"{"type": "object", "patternProperties": {"^x-": {"type": "string", "maxLength": 3}}, "additionalProperties": false}"#,
        &[
            "newtype T",
            r#"  keeps {patternProperties "^x-": {maxLength 3, type string}, values {never}}"#,
            "  map of string",
        ],
        &[],
    ),
    (
        r#"{"type": "object", "patternProperties": {"^x-": {"type": "string"}}}"#,
        &["  map of string"],
        &["CP0133"],
    ),
    (
        r#"{"type": "object", "properties": {"a": {}}, "patternProperties": {"^x-": {"type": "string"}, "^y": {"type": "boolean"}}, "additionalProperties": {"type": "string"}}"#,
        &["struct T", "  others: T.value", "union T.value"],
        &[],
    ),
    (
        r#"{"type": "object", "patternProperties": {"^x-": {"type": "string"}}, "additionalProperties": true}"#,
        &["  map of json"],
        &[],
    ),
    (
        r#"{"type": "object", "properties": {"a": false, "b": {"type": "string"}}}"#,
        &[
            "struct T",
            "  keeps {properties \"a\": {never}}",
            "  \"b\": string optional as Option",
        ],
        &[],
    ),
    (
        r#"{"type": "object", "properties": {"b": {"type": "string"}}, "unevaluatedProperties": false}"#,
        &["struct T", "  others refused"],
        &[],
    ),
    // Null.
    (
        r#"{"type": "object", "properties": {"a": {"type": ["string", "null"]}}}"#,
        &["  \"a\": string? optional as Maybe"],
        &[],
    ),
    (
        r#"{"type": "object", "properties": {"a": {"enum": ["x", null]}}}"#,
        &["  \"a\": T.a? optional as Maybe"],
        &[],
    ),
    (
        r#"{"type": "object", "required": ["a"], "properties": {"a": {"oneOf": [{"type": "null"}, {"type": "integer"}]}}}"#,
        &["  \"a\": i64? required"],
        &[],
    ),
    // Unions.
    (
        r#"{"type": ["string", "integer"]}"#,
        &[
            "union T",
            "  string: string when the kind is string",
            "  integer: i64 when the kind is integer",
        ],
        &[],
    ),
    (
        r#"{"oneOf": [{"type": "array"}, {"type": "object"}, {"type": "boolean"}]}"#,
        &["union T", "  object: map of json when the kind is object"],
        &[],
    ),
    (
        r#"{"oneOf": [{"type": "string"}], "properties": {"a": {}}}"#,
        &["  string"],
        &["CP0134"],
    ),
    // allOf.
    (
        r#"{"allOf": [{"type": "string"}], "description": "wrapped"}"#,
        &["alias T", "  string"],
        &[],
    ),
    (
        r#"{"allOf": [{"type": "object", "properties": {"a": {"type": "string"}}}, {"properties": {"b": {"type": "integer"}}, "required": ["a"]}]}"#,
        &[
            "struct T",
            "  \"a\": string required",
            "  \"b\": i64 optional as Option",
        ],
        &[],
    ),
    (
        r#"{"allOf": [{"type": "object", "properties": {"a": {"type": "string"}}}], "properties": {"a": {"type": "integer"}}}"#,
        &["struct T", "  \"a\": json optional as Option"],
        &["CP0117"],
    ),
    (
        r#"{"allOf": [{"type": "object", "properties": {"a": {"type": "string"}}}], "properties": {"a": {"type": "string", "const": "x"}}}"#,
        &["  \"a\": T.a optional as Option", "  \"x\""],
        &[],
    ),
    (
        r#"{"type": "object", "allOf": [{"properties": {"a": {"type": "object", "properties": {"b": {}}}}}, {"properties": {"a": {"type": "object", "properties": {"c": {}}}}}]}"#,
        &[
            "struct T.a",
            "  \"b\": json optional as Option",
            "  \"c\": json optional as Option",
        ],
        &[],
    ),
    (
        r#"{"allOf": [{"type": "string"}, {"type": "integer"}]}"#,
        &["  json"],
        &["CP0117"],
    ),
    // What either part says of numbers, strings and arrays.
    (
        r##"{"type": "object", "properties": {
            "a": {"type": "integer", "format": "int32", "allOf": [{"$ref": "#/components/schemas/T/properties/i"}]},
            "b": {"type": "integer", "enum": [1], "allOf": [{"$ref": "#/components/schemas/T/properties/i"}]},
            "c": {"allOf": [{"type": "array", "items": {"type": "string"}}, {"type": "array", "items": {"type": "string"}}]},
            "d": {"allOf": [{"type": "string", "enum": ["a", "b"]}, {"enum": ["a"]}]},
            "e": {"allOf": [{"type": "array", "items": {"type": "object", "properties": {"n": {"type": "integer"}}}}, {"items": {"required": ["n"]}}]},
            "f": {"allOf": [{"type": "integer"}, {"type": "number", "minimum": 0}]},
            "i": {"type": "integer", "format": "int32"}
        }}"##,
        &[
            "  \"a\": T.i optional as Option",
            "integer enum T.b",
            "  \"c\": [string] optional as Option",
            "string enum T.d",
            "  \"a\"",
            "  \"e\": [T.e.item] optional as Option",
            "  \"n\": i64 required",
            "  \"f\": u64 {minimum 0} optional as Option",
        ],
        &[],
    ),
    // A closed base that another part extends is closed as a whole.
    (
        r#"{"allOf": [{"type": "object", "additionalProperties": false, "properties": {"a": {}}}, {"properties": {"b": {}}}]}"#,
        &[
            "struct T",
            "  \"a\": json optional as Option",
            "  \"b\": json optional as Option",
            "  others refused",
        ],
        &["CP0131"],
    ),
    (
        r#"{"allOf": [{"type": "object", "properties": {"a": {}}}, {"properties": {"b": {}}}], "unevaluatedProperties": false}"#,
        &[
            "struct T",
            "  \"b\": json optional as Option",
            "  others refused",
        ],
        &[],
    ),
    (
        r##"{"$ref": "#/components/schemas/T/$defs/a", "unevaluatedProperties": {"type": "string"}, "$defs": {"a": {"type": "object", "properties": {"a": {}}}}}"##,
        &[
            "struct T",
            "  \"a\": json optional as Option",
            "  others: string",
        ],
        &[],
    ),
    // Alternatives get what stands beside them.
    (
        r#"{"type": "object", "required": ["n"], "properties": {"n": {"type": "string"}}, "oneOf": [
            {"type": "object", "properties": {"k": {"const": "x"}, "a": {"type": "boolean"}}},
            {"type": "object", "properties": {"k": {"const": "y"}}}
        ], "discriminator": {"propertyName": "k"}}"#,
        &[
            "union T",
            "  told by \"k\" { \"x\": 0; \"y\": 1; absent: trying 0 1 with \"a\" in 0 }",
            "struct T.variant:tag=\"x\" called x",
            "struct T.variant:tag=\"y\" called y",
            "  \"n\": string required",
            "  \"a\": bool optional as Option",
        ],
        &[],
    ),
    (
        r##"{"allOf": [{"$ref": "#/components/schemas/T/$defs/u"}, {"type": "object", "properties": {"n": {"type": "string"}}}], "$defs": {
            "u": {"oneOf": [{"$ref": "#/components/schemas/T/$defs/a"}, {"$ref": "#/components/schemas/T/$defs/b"}], "discriminator": {"propertyName": "k"}},
            "a": {"type": "object", "properties": {"k": {"type": "string"}}},
            "b": {"type": "object", "properties": {"k": {"type": "string"}}}
        }}"##,
        &[
            "union T",
            "  told by \"k\" { \"a\": 0; \"b\": 1; absent: trying 0 1 }",
            "  \"n\": string optional as Option",
        ],
        &[],
    ),
    // A parent that lists its children, and a child that extends it.
    (
        r##"{"type": "object", "properties": {"k": {"type": "string"}}, "oneOf": [{"$ref": "#/components/schemas/T/$defs/c"}, {"$ref": "#/components/schemas/T/$defs/d"}],
            "discriminator": {"propertyName": "k"}, "$defs": {
            "c": {"allOf": [{"$ref": "#/components/schemas/T"}, {"properties": {"n": {"type": "string"}}}]},
            "d": {"allOf": [{"$ref": "#/components/schemas/T"}, {"properties": {"m": {"type": "string"}}}]}
        }}"##,
        &[
            "union T",
            "  told by \"k\" { \"c\": 0; \"d\": 1; absent: trying 0 1 for one with \"m\" in 1 with \"n\" in 0 }",
            "  \"k\": string optional as Option",
            "  \"n\": string optional as Option",
        ],
        &[],
    ),
    // A schema that narrows itself, over and over, is one type.
    (
        r##"{"allOf": [{"$ref": "#/components/schemas/T/$defs/a"}, {"type": "object", "properties": {"next": {"required": ["x"]}}}], "$defs": {
            "a": {"type": "object", "properties": {"next": {"$ref": "#/components/schemas/T"}, "x": {"type": "string"}}}
        }}"##,
        &[
            "struct T",
            "struct T.next",
            "  \"next\": T.next optional as Option",
        ],
        &[],
    ),
    // Null in 3.0's words.
    (
        r##"{"type": "object", "properties": {"a": {"allOf": [{"$ref": "#/components/schemas/T/properties/b"}, {"nullable": true}]}, "b": {"type": "string"}}}"##,
        &["  \"a\": T.b? optional as Maybe"],
        &["CP0131"],
    ),
    // Defaults and secrets.
    (
        r#"{"type": "object", "properties": {"a": {"type": "integer", "default": 1}}}"#,
        &["  \"a\": i64 optional, default 1 as Option"],
        &[],
    ),
    (
        r#"{"type": "object", "properties": {"a": {"type": "integer", "default": "1"}}}"#,
        &["  \"a\": i64 optional as Option"],
        &["CP0111"],
    ),
    (
        r#"{"type": "object", "properties": {"a": {"type": "array", "default": [1]}}}"#,
        &["  \"a\": [json] optional as Option"],
        &["CP0113"],
    ),
    (
        r#"{"type": "object", "properties": {"a": {"type": "array", "default": []}}}"#,
        &["  \"a\": [json] optional, default [] as Option"],
        &[],
    ),
    (
        r#"{"type": "object", "properties": {"newPassword": {"type": "string"}, "passwordAge": {"type": "string"}}}"#,
        &[
            "  \"newPassword\": secret optional as Option",
            "  \"passwordAge\": string optional as Option",
        ],
        &[],
    ),
    (
        r#"{"type": "object", "properties": {"a": {"type": "string", "readOnly": true, "x-rust-name": "b"}}}"#,
        &["  \"a\": string optional as Option read-only called b!"],
        &[],
    ),
    (
        r#"{"type": "object", "properties": {"a": {"type": "string", "readOnly": true, "writeOnly": true}}}"#,
        &["  \"a\": string optional as Option"],
        &["CP0121"],
    ),
    // The keywords count behind a reference, and in a part of an `allOf`.
    (
        r##"{"type": "object", "properties": {"a": {"$ref": "#/components/schemas/T/properties/b"}, "b": {"type": "string", "readOnly": true}}}"##,
        &["  \"a\": T.b optional as Option read-only"],
        &[],
    ),
    (
        r#"{"type": "object", "properties": {"a": {"allOf": [{"type": "string", "writeOnly": true}]}}}"#,
        &["  \"a\": string optional as Option write-only"],
        &[],
    ),
    // A member that tells variants apart is there in both directions.
    (
        r##"{"discriminator": {"propertyName": "kind"}, "oneOf": [{"type": "object", "required": ["kind"], "properties": {"kind": {"const": "a", "readOnly": true}}}, {"type": "object", "properties": {"kind": {"const": "b"}}}]}"##,
        &["  \"kind\": T.variant:tag=\"a\".kind required"],
        &["CP0121"],
    ),
];

#[test]
fn schemas_become_types() {
    check(TABLE);
}

/// Fails unless each schema gives its lines and its codes.
pub(super) fn check(table: &[Row]) {
    for (schema, lines, codes) in table {
        let (dump, said) = schemas(&format!(r#"{{"T": {schema}}}"#));
        for line in *lines {
            let found = if line.starts_with("when") {
                dump.contains(line)
            } else {
                dump.lines().any(|written| written == *line)
            };
            assert!(found, "{schema}\nhas no line {line:?} in\n{dump}{said:#?}");
        }
        let found: Vec<&str> = (said.iter())
            .filter_map(|said| said.split(' ').next())
            .collect();
        let mut expected = codes.to_vec();
        // An `allOf` infers the types of its parts, which is of no interest here.
        expected.extend(
            found
                .iter()
                .filter(|code| **code == "CP0106" && !codes.contains(code)),
        );
        expected.sort_unstable();
        let mut found = found;
        found.sort_unstable();
        assert_eq!(found, expected, "{schema}\n{said:#?}");
    }
}
