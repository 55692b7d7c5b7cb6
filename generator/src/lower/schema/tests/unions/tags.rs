//! Unions told apart by the value of a member.

use super::super::schemas;
use super::check;

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
        // What all list, a mapping divides, or their names do.
        (
            r##""T": {"oneOf": [{"$ref": "#/components/schemas/A"}, {"$ref": "#/components/schemas/B"}],
                    "discriminator": {"propertyName": "k", "mapping": {"a": "A", "b": "B"}}},
                "A": {"type": "object", "required": ["k"], "properties": {"k": {"$ref": "#/components/schemas/K"}}},
                "B": {"type": "object", "required": ["k"], "properties": {"k": {"$ref": "#/components/schemas/K"}, "b": {}}},
                "K": {"enum": ["a", "b", "c"]}"##,
            &["B: B when \"k\" is \"b\""],
            &[],
        ),
        (
            r##""T": {"oneOf": [{"$ref": "#/components/schemas/A"}, {"$ref": "#/components/schemas/B"}], "discriminator": {"propertyName": "k"}},
                "A": {"type": "object", "required": ["k"], "properties": {"k": {"enum": ["A", "B"]}}},
                "B": {"type": "object", "required": ["k"], "properties": {"k": {"enum": ["A", "B"]}, "b": {}}}"##,
            &["B: B when \"k\" is \"B\""],
            &[],
        ),
        // What all of them extend has a discriminator.
        (
            r##""T": {"oneOf": [{"$ref": "#/components/schemas/A"}, {"$ref": "#/components/schemas/B"}]},
                "Base": {"type": "object", "required": ["k"], "properties": {"k": {"type": "string"}},
                    "discriminator": {"propertyName": "k", "mapping": {"a": "A", "c": "C"}}},
                "A": {"allOf": [{"$ref": "#/components/schemas/Base"}, {"type": "object", "properties": {"a": {}}}]},
                "B": {"allOf": [{"$ref": "#/components/schemas/Base"}, {"type": "object", "properties": {"b": {}}}]},
                "C": {"allOf": [{"$ref": "#/components/schemas/Base"}]}"##,
            &["A: A when \"k\" is \"a\"", "B: B when \"k\" is \"B\""],
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
fn who_does_not_name_the_tag_gets_it() {
    check(&[(
        r##""T": {"oneOf": [{"$ref": "#/components/schemas/A"}, {"$ref": "#/components/schemas/B"}, {"$ref": "#/components/schemas/C"}, {"$ref": "#/components/schemas/U"}],
                    "discriminator": {"propertyName": "k", "mapping": {"b": "B", "bb": "B"}}},
                "A": {"type": "object", "required": ["k"], "properties": {"k": {"type": "string"}}},
                "B": {"type": "object", "properties": {"b": {}}},
                "C": {"type": "object"},
                "U": {"oneOf": [{"type": "object", "properties": {"k": {"const": "u"}}}, {"type": "object", "properties": {"k": {"const": "v"}}}]}"##,
        &[
            "A: A",
            "B: T.variant:B",
            "C: C",
            "U: U",
            "told by \"k\" { \"A\": 0; \"b\" or \"bb\": 1; \"C\": 2; \"u\" or \"v\": 3; absent: trying 3 2 with \"k\" in 0 }",
            "\"k\": T.variant:B.k required",
        ],
        &[],
    )]);
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
fn a_base_is_a_union_of_what_extends_it() {
    let base = r##""T": {"type": "object", "required": ["k"], "properties": {"k": {"type": "string"}, "up": {"$ref": "#/components/schemas/T"}},
        "discriminator": {"propertyName": "k""##;
    let row = |mapping: &str, rest: &str| {
        let (dump, said) = schemas(&format!("{{{base}{mapping}}}}}{rest}}}"));
        assert_eq!(said, [""; 0], "{dump}");
        dump
    };
    let has = |dump: &str, lines: &[&str]| {
        for line in lines {
            let found = dump.lines().any(|written| written.trim() == *line);
            assert!(found, "{line} is not in\n{dump}");
        }
    };
    // Nothing extends it yet.
    has(
        &row("", ""),
        &[
            "union T",
            "T: T.variant:T called base when \"k\" is \"T\"",
            "and others",
            "struct T.variant:T called base",
            "\"up\": T optional as Option",
        ],
    );
    // Children and grandchildren, one without members, what is mapped, and itself by its mapping.
    let children = r##", "A": {"allOf": [{"$ref": "#/components/schemas/T"}, {"required": ["k"], "properties": {"k": {"enum": ["a", "aa"]}, "a": {}}}]},
        "B": {"allOf": [{"$ref": "#/components/schemas/T"}]},
        "C": {"allOf": [{"$ref": "#/components/schemas/B"}, {"type": "object", "properties": {"c": {}}}]},
        "Other": {"type": "object", "required": ["k"], "properties": {"k": {"type": "string"}}},
        "Uses": {"type": "object", "properties": {"t": {"allOf": [{"$ref": "#/components/schemas/T"}], "description": "one"}}}"##;
    let dump = row(
        r##", "mapping": {"b": "#/components/schemas/B", "other": "Other", "t": "T"}"##,
        children,
    );
    has(
        &dump,
        &[
            "A: A when \"k\" is \"a\" or \"aa\"",
            "B: B when \"k\" is \"b\"",
            "C: C when \"k\" is \"C\"",
            "Other: Other when \"k\" is \"other\"",
            "T: T.variant:T called base when \"k\" is \"t\"",
            "struct B",
            "\"t\": T optional as Option",
        ],
    );
    assert!(!dump.contains("alias B"), "{dump}");
    // A base that extends another is one variant, with its own children behind it.
    let nested = r##", "N": {"allOf": [{"$ref": "#/components/schemas/T"}, {"properties": {"n": {}}}], "discriminator": {"propertyName": "k"}},
        "M": {"allOf": [{"$ref": "#/components/schemas/N"}, {"properties": {"m": {}}}]}"##;
    has(
        &row("", nested),
        &[
            "N: N when \"k\" is \"N\" or \"M\"",
            "M: M when \"k\" is \"M\"",
            "N: N.variant:N called base when \"k\" is \"N\"",
        ],
    );
}

#[test]
fn only_what_has_a_name_is_a_base() {
    check(&[(
        r#""T": {"type": "object", "properties": {"p": {"type": "object", "properties": {"k": {"type": "string"}}, "discriminator": {"propertyName": "k"}}}}"#,
        &["\"p\": T.p optional as Option", "struct T.p"],
        &["CP0116"],
    )]);
}
