//! What schemas demand, as the rules of their types: one small schema a row.

use super::table::{Row, check};

const TABLE: &[Row] = &[
    (
        r#"{"type": "integer", "minimum": 0}"#,
        &["newtype T", "  keeps {minimum 0}", "  u64"],
        &[],
    ),
    (
        r#"{"type": "string", "minLength": 1, "pattern": "a"}"#,
        &[
            "newtype T",
            "  keeps {minLength 1, pattern \"a\"}",
            "  string",
        ],
        &[],
    ),
    (
        r#"{"type": "string", "minLength": 1, "pattern": "(a+)\\1"}"#,
        &["  keeps {minLength 1}"],
        &["CP0103"],
    ),
    (
        r#"{"type": "string", "pattern": "/^a$/i"}"#,
        &["  keeps {pattern \"/^a$/i\"}"],
        &["CP0132"],
    ),
    (
        r#"{"type": ["string", "null"], "format": "email"}"#,
        &["alias T", "  string {format email}"],
        &[],
    ),
    // Other words for a format, and such as refuse nothing.
    (
        r#"{"type": "string", "format": "uuid4"}"#,
        &["alias T", "  uuid"],
        &["CP0105"],
    ),
    (
        r#"{"type": "string", "format": "url"}"#,
        &["  string {format uri-reference}"],
        &["CP0105"],
    ),
    (
        r#"{"type": "integer", "format": "u-int8"}"#,
        &["  u8"],
        &["CP0105"],
    ),
    (
        r#"{"type": "integer", "format": "unix-time"}"#,
        &["  i64"],
        &[],
    ),
    (
        r#"{"type": "integer", "format": "date-time"}"#,
        &["  i64"],
        &["CP0134"],
    ),
    // What all may be there is one object; who says that they are objects means variants.
    (
        r#"{"anyOf": [{"required": ["a"], "properties": {"a": {"type": "string"}}}, {"required": ["b"], "properties": {"b": {"type": "string"}}}]}"#,
        &[
            "struct T",
            "  \"a\": string optional as Option",
            "  \"b\": string optional as Option",
        ],
        &["CP0106"],
    ),
    (
        r#"{"anyOf": [{"type": "object", "required": ["a"], "properties": {"a": {"type": "string"}}}, {"type": "object", "required": ["b"], "properties": {"b": {"type": "string"}}}]}"#,
        &["union T"],
        &[],
    ),
    (
        r#"{"properties": {"c": {}}, "unevaluatedProperties": false, "anyOf": [{"required": ["a"], "properties": {"a": {"const": "a"}}}, {"required": ["b"], "properties": {"b": {"const": "b"}}}]}"#,
        &[
            "struct T",
            "  \"c\": json optional as Option",
            "  others: json",
        ],
        &["CP0106"],
    ),
    // What only a rule names is kept.
    (
        r#"{"type": "object", "properties": {"a": {}}, "dependentSchemas": {"a": {"properties": {"b": {}}}}}"#,
        &["  others: json"],
        &[],
    ),
    // A component whose body stands in its `allOf`.
    (
        r#"{"allOf": [{"type": "object", "minProperties": 1, "properties": {"a": {}}}]}"#,
        &["struct T", "  keeps {minProperties 1}"],
        &[],
    ),
    // What has no type keeps what it says all the same.
    (
        r#"{"oneOf": [false, false]}"#,
        &["  json {oneOf {never} {never}}"],
        &["CP0122"],
    ),
    // Within, everything is evaluated.
    (
        r#"{"type": "object", "properties": {"a": {}}, "allOf": [{"unevaluatedProperties": true}], "unevaluatedProperties": false}"#,
        &["  others: json"],
        &[],
    ),
    (
        r#"{"type": "integer", "format": "double-int", "maximum": 5, "minimum": 1}"#,
        &["  keeps {format double-int, minimum 1, maximum 5}", "  u64"],
        &[],
    ),
    (
        r#"{"type": "string", "format": "date-time", "not": {"const": "x"}}"#,
        &[
            "newtype T",
            "  keeps {not {enum [\"\\\"x\\\"\"]}}",
            "  date-time",
        ],
        &[],
    ),
    (
        r##"{"type": "object", "properties": {"a": {"type": "integer"}},
            "if": {"required": ["a"]}, "then": {"properties": {"b": {"$ref": "#/components/schemas/T"}}}}"##,
        &[
            "  keeps {if {required [\"a\"]} then {properties \"b\": {schema 0}} else {}}",
            "check \"#/components/schemas/T\" {properties \"a\": {type integer}, type object, if {required [\"a\"]} then {properties \"b\": {schema 0}} else {}}",
        ],
        &[],
    ),
    (
        r#"{"type": "object", "properties": {"a": {}}, "patternProperties": {"^x-": {"type": "string"}}, "additionalProperties": false}"#,
        &[
            "struct T",
            "  keeps {properties \"a\": {}, patternProperties \"^x-\": {type string}, values {never}}",
            "  others: string",
        ],
        &[],
    ),
    (
        r#"{"type": "array", "contains": {"type": "string"}, "maxContains": 2}"#,
        &["  keeps {contains {type string} 1 to 2}", "  [json]"],
        &[],
    ),
    (
        r#"{"properties": {"a": {"not": {"pattern": "(a+)\\1"}}}}"#,
        &["  \"a\": json optional as Option"],
        &["CP0103", "CP0106"],
    ),
    (
        r#"{"type": ["string", "null"], "maxLength": 5, "minimum": 3}"#,
        &["newtype T", "  keeps {maxLength 5}", "  string"],
        &["CP0134"],
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
        &["CP0134"],
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
    (
        r#"{"const": true}"#,
        &["alias T", "  bool {enum [\"true\"]}"],
        &[],
    ),
    (
        r#"{"type": "array", "uniqueItems": true, "maxItems": 5, "prefixItems": [{"type": "string", "minLength": 1}], "items": {"type": "integer"}}"#,
        &[
            "tuple T",
            "  keeps {maxItems 5, uniqueItems}",
            "  - string {minLength 1} optional",
            "  others: i64",
        ],
        &[],
    ),
    // Null.
    (
        r#"{"type": "object", "properties": {"a": {}}, "anyOf": [{"required": ["a"]}, {"required": ["b"]}]}"#,
        &[
            "struct T",
            "  keeps {anyOf {required [\"a\"]} {required [\"b\"]}}",
        ],
        &[],
    ),
];

#[test]
fn demands_become_rules() {
    check(TABLE);
}
