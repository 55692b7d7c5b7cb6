//! One small schema a row: the types that it gives, and what is said about it.

use super::schemas;

/// Schemas of one component `T`, lines of the IR that they give, and the codes of what is said.
const TABLE: &[(&str, &[&str], &[&str])] = &[
    (
        r#"{"type": "string", "format": "uuid"}"#,
        &["alias T", "  uuid"],
        &[],
    ),
    (r#"{"type": "integer", "format": "int32"}"#, &["  i32"], &[]),
    (r#"{"type": "integer", "format": "uint8"}"#, &["  u8"], &[]),
    (r#"{"type": "number", "format": "float"}"#, &["  f32"], &[]),
    (
        r#"{"type": "integer", "minimum": 0}"#,
        &["newtype T", "  keeps {minimum 0}", "  u64"],
        &[],
    ),
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
        r#"{"type": "string", "minLength": 1, "pattern": "a"}"#,
        &["newtype T", "  keeps {minLength 1}", "  string"],
        &["CP0103"],
    ),
    (
        r#"{"type": ["string", "null"], "maxLength": 5, "minimum": 3}"#,
        &["newtype T", "  keeps {maxLength 5}", "  string"],
        &[],
    ),
    (
        r#"{"type": "array", "maxItems": 2, "items": {"type": ["string", "null"], "format": "uuid", "maxLength": 36}}"#,
        &[
            "newtype T",
            "  keeps {maxItems 2}",
            "  [uuid {maxLength 36}?]",
        ],
        &[],
    ),
    (
        r#"{"type": "array", "items": {"type": "number", "exclusiveMinimum": 0, "multipleOf": 0.01}}"#,
        &["alias T", "  [f64 {exclusiveMinimum 0, multipleOf 0.01}]"],
        &[],
    ),
    (
        r#"{"type": "object", "minProperties": 1, "additionalProperties": {"type": "boolean", "minLength": 1}}"#,
        &["newtype T", "  keeps {minProperties 1}", "  map of bool"],
        &[],
    ),
    (
        r#"{"type": "object", "minProperties": 1, "properties": {"a": {"type": "string", "minLength": 1}},
            "dependentRequired": {"a": ["b"]}, "additionalProperties": {"type": "string", "maxLength": 9}}"#,
        &[
            "struct T",
            "  keeps {minProperties 1, dependentRequired \"a\": [\"b\"]}",
            "  \"a\": string {minLength 1} optional as Option",
            "  others: string {maxLength 9}",
        ],
        &[],
    ),
    (
        r#"{"type": ["string", "array"], "items": {}, "minLength": 2, "maxItems": 3}"#,
        &[
            "union T",
            "  string: string {minLength 2} when the kind is string",
            "  array: [json] {maxItems 3} when the kind is array",
        ],
        &[],
    ),
    (
        r#"{"type": "object", "properties": {"a": {"allOf": [{"type": "string", "maxLength": 9, "minLength": 2}, {"maxLength": 8}], "minLength": 1}}}"#,
        &["  \"a\": string {minLength 2, maxLength 8} optional as Option"],
        &[],
    ),
    (
        r#"{"type": "object", "properties": {"a": {"enum": ["x", "y"], "maxLength": 1}}}"#,
        &["  keeps {maxLength 1}"],
        &[],
    ),
    (r#"{}"#, &["alias T", "  json"], &[]),
    (r#"true"#, &["  json"], &[]),
    (r#"false"#, &["  json"], &["CP0122"]),
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
    (r##"{"$dynamicRef": "#a"}"##, &["  json"], &["CP0102"]),
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
    (r#"{"enum": ["a", 1]}"#, &["  json"], &["CP0107"]),
    (
        r#"{"type": "string", "enum": ["a", 1]}"#,
        &["string enum T", "  \"a\""],
        &["CP0109"],
    ),
    (r#"{"enum": [true, false]}"#, &["  bool"], &[]),
    (r#"{"enum": [1.5, 2]}"#, &["  f64"], &["CP0103"]),
    (r#"{"enum": []}"#, &["  json"], &["CP0122"]),
    (r#"{"const": "a"}"#, &["string enum T", "  \"a\""], &[]),
    (r#"{"const": null}"#, &["  null"], &[]),
    (r#"{"const": [1]}"#, &["  json"], &["CP0110"]),
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
        &["  [json]"],
        &["CP0103"],
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
        r#"{"anyOf": [{"type": "integer"}, {"type": "number"}]}"#,
        &[
            "  integer: i64 when the kind is integer",
            "  number: f64 when the kind is number",
        ],
        &[],
    ),
    (
        r#"{"anyOf": [{"enum": ["a"]}, {"type": "string"}]}"#,
        &["alias T", "  string"],
        &["CP0119"],
    ),
    (
        r#"{"oneOf": [{"type": "array"}, {"type": "object"}, {"type": "boolean"}]}"#,
        &["union T", "  object: map of json when the kind is object"],
        &[],
    ),
    (
        r#"{"oneOf": [{"type": "object"}, {"type": "object"}]}"#,
        &["  json"],
        &["CP0112"],
    ),
    (
        r#"{"anyOf": [{"type": "string"}, {}]}"#,
        &["  json"],
        &["CP0112"],
    ),
    (
        r#"{"oneOf": [{"type": "string"}], "properties": {"a": {}}}"#,
        &["  string"],
        &[],
    ),
    (
        r#"{"type": "object", "properties": {"a": {}}, "anyOf": [{"required": ["a"]}, {"required": ["b"]}]}"#,
        &["struct T"],
        &["CP0103"],
    ),
    (
        r#"{"oneOf": [
            {"type": "object", "properties": {"k": {"const": "x"}}},
            {"type": "object", "properties": {"k": {"const": "y"}}}
        ], "discriminator": {"propertyName": "k"}}"#,
        &["union T", "when \"k\" is \"x\"", "when \"k\" is \"y\""],
        &[],
    ),
    (
        r#"{"oneOf": [
            {"type": "object", "properties": {"k": {"const": "x"}}},
            {"type": "object", "properties": {"other": {}}}
        ], "discriminator": {"propertyName": "k"}}"#,
        &["  json"],
        &["CP0114"],
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
            "when \"k\" is \"x\"",
            "when \"k\" is \"y\"",
            "struct T.variant:object",
            "struct T.variant:object~2",
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
            "when \"k\" is \"a\"",
            "when \"k\" is \"b\"",
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
            "when \"k\" is \"c\"",
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
        &["  \"kind\": T.variant:object.kind required"],
        &["CP0121"],
    ),
];

#[test]
fn schemas_become_types() {
    for (schema, lines, codes) in TABLE {
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
