//! Tests of reading schemas, and of the rewriting of 3.0 into 3.1.

use super::tests::with;
use crate::diagnostic::Code;
use crate::document::{AdditionalProperties, Assertion, Demand, Schema, SchemaObject, TypeName};

fn schema_in(version: &str, text: &str) -> (Schema, Vec<(Code, String)>) {
    let components = format!(r##""paths": {{}}, "components": {{"schemas": {{"S": {text}}}}}"##);
    let (document, said) = with(version, &components);
    let id = document.components.schemas["S"];
    (document.schema(id).clone(), said)
}

fn object_in(version: &str, text: &str) -> SchemaObject {
    match schema_in(version, text).0 {
        Schema::Object(object) => (*object).clone(),
        other => panic!("{other:?}"),
    }
}

#[test]
fn schema_keywords() {
    let object = object_in(
        "3.1.0",
        r##"{"type": ["object", "null"], "title": "T", "required": ["a"], "minProperties": 1, "x-k": 2,
            "properties": {"a": {"$ref": "#/x", "default": 1}, "b": true, "c": false, "d": 1},
            "additionalProperties": {}, "default": {}, "readOnly": true, "writeOnly": true, "deprecated": true,
            "discriminator": {"propertyName": "k", "mapping": {"v": "#/t"}}, "x-rust-name": "N", "x-rust-type": "P"}"##,
    );
    assert_eq!(object.types, [TypeName::Object, TypeName::Null]);
    assert_eq!(
        object.required[0].1.pointer,
        "#/components/schemas/S/required/0"
    );
    let Schema::Object(a) = &object.properties["a"].1 else {
        panic!()
    };
    assert_eq!(a.reference.as_ref().unwrap().target, "#/x");
    assert!(a.default.is_some());
    assert!(matches!(object.properties["b"].1, Schema::True(_)));
    assert!(matches!(object.properties["c"].1, Schema::False(_)));
    assert!(matches!(object.properties["d"].1, Schema::Unreadable(_)));
    assert!(matches!(
        object.additional_properties,
        Some(AdditionalProperties::Any(_))
    ));
    assert!(object.read_only && object.write_only && object.deprecated);
    let other: Vec<_> = object.other.iter().map(|(key, _)| &*key.text).collect();
    assert_eq!(other, ["x-k"]);
    let demanded = object.assertions.iter().map(assertion);
    assert_eq!(demanded.collect::<Vec<_>>(), ["minProperties=1"]);
    assert_eq!(
        (object.rust_name.as_deref(), object.rust_type.as_deref()),
        (Some("N"), Some("P"))
    );
}

#[test]
fn schema_shapes() {
    let table = [
        (r#"{"type": "file"}"#, "/type"),
        (r#"{"type": []}"#, "/type"),
        (r#"{"type": ["string", 1]}"#, "/type/1"),
        (r#"{"enum": 1}"#, "/enum"),
        (r#"{"required": {}}"#, "/required"),
        (r#"{"properties": []}"#, "/properties"),
        (r#"{"anyOf": []}"#, "/anyOf"),
        (r#"{"allOf": {}}"#, "/allOf"),
        (r#"{"format": []}"#, "/format"),
        (r#"{"$ref": 1}"#, "/$ref"),
        (
            r#"{"discriminator": {"propertyName": {}}}"#,
            "/discriminator/propertyName",
        ),
        (r#"{"readOnly": "yes"}"#, "/readOnly"),
        (r#"{"minLength": -1}"#, "/minLength"),
        (r#"{"maxLength": 1.5}"#, "/maxLength"),
        (r#"{"minItems": "many"}"#, "/minItems"),
        (r#"{"minimum": true}"#, "/minimum"),
        (r#"{"exclusiveMaximum": []}"#, "/exclusiveMaximum"),
        (r#"{"multipleOf": 0}"#, "/multipleOf"),
        (r#"{"multipleOf": -0.5}"#, "/multipleOf"),
        (r#"{"uniqueItems": 1}"#, "/uniqueItems"),
        (r#"{"pattern": {}}"#, "/pattern"),
        (r#"{"dependentRequired": []}"#, "/dependentRequired"),
        (
            r#"{"dependentRequired": {"a": "b"}}"#,
            "/dependentRequired/a",
        ),
        (r#"{"minLength": "3"}"#, "/minLength"),
        (r#"{"then": {}}"#, "/then"),
        (r#"{"minContains": 2}"#, "/minContains"),
    ];
    for (text, place) in table {
        let (schema, said) = schema_in("3.1.0", text);
        // It costs itself: a schema is what the rest of it says.
        assert!(matches!(schema, Schema::Object(_)), "{text}");
        assert_eq!(
            said[0].1,
            format!("#/components/schemas/S{place}"),
            "{text}"
        );
        assert_eq!(said.len(), 1, "{text}");
    }
}

/// A demand, as text.
fn assertion(one: &Assertion) -> String {
    let keyword = one.demand.keyword();
    match &one.demand {
        Demand::MinLength(count)
        | Demand::MaxLength(count)
        | Demand::MinItems(count)
        | Demand::MaxItems(count)
        | Demand::MinProperties(count)
        | Demand::MaxProperties(count) => format!("{keyword}={count}"),
        Demand::Minimum(number)
        | Demand::Maximum(number)
        | Demand::ExclusiveMinimum(number)
        | Demand::ExclusiveMaximum(number)
        | Demand::MultipleOf(number) => format!("{keyword}={}", number.as_str()),
        Demand::Pattern(pattern) => format!("{keyword}={pattern}"),
        Demand::DependentRequired(all) => format!("{keyword}={all:?}"),
        Demand::Contains { min, max, .. } => format!("{keyword}={min}..{max:?}"),
        _ => keyword.to_owned(),
    }
}

/// The keywords of a schema that matter here, as text.
fn show(schema: &Schema) -> String {
    let Schema::Object(object) = schema else {
        return format!("{schema:?}");
    };
    let mut parts: Vec<String> = Vec::new();
    let list = |name: &str, schemas: &[Schema]| {
        let shown: Vec<_> = schemas.iter().map(show).collect();
        format!("{name}[{}]", shown.join(" | "))
    };
    parts.extend(object.reference.iter().map(|link| link.target.clone()));
    parts.extend(
        object
            .types
            .iter()
            .map(|name| format!("{name:?}").to_lowercase()),
    );
    parts.extend(
        object
            .format
            .iter()
            .map(|format| format!("format={format}")),
    );
    parts.extend(
        object
            .content_encoding
            .iter()
            .map(|text| format!("encoding={text}")),
    );
    parts.extend(
        object
            .values
            .iter()
            .map(|values| format!("enum*{}", values.len())),
    );
    parts.extend(object.title.iter().map(|title| format!("title={title}")));
    for (name, schemas) in [
        ("all", &object.all_of),
        ("any", &object.any_of),
        ("one", &object.one_of),
    ] {
        if !schemas.is_empty() {
            parts.push(list(name, schemas));
        }
    }
    parts.extend(object.properties.keys().map(|name| format!(".{name}")));
    parts.extend(object.assertions.iter().map(assertion));
    parts.extend(
        object
            .other
            .iter()
            .map(|(key, node)| format!("{}={}", key.text, node.to_json())),
    );
    parts.join(" ")
}

#[test]
fn what_is_demanded_is_read_with_its_place() {
    let table = [
        (
            r#"{"minLength": 1.0, "maxLength": 1e2}"#,
            "minLength=1 maxLength=100",
        ),
        (
            r#"{"maxItems": 99999999999999999999}"#,
            "maxItems=18446744073709551615",
        ),
        (
            r#"{"minimum": -0.50, "exclusiveMaximum": 1e400}"#,
            "minimum=-0.50 exclusiveMaximum=1e400",
        ),
        (r#"{"uniqueItems": false, "pattern": "^a"}"#, "pattern=^a"),
        (
            r#"{"uniqueItems": true, "multipleOf": 0.01}"#,
            "uniqueItems multipleOf=0.01",
        ),
        (
            r#"{"maxContains": 3, "contains": {}}"#,
            "contains=1..Some(3)",
        ),
        (r#"{"minContains": 0, "contains": {}}"#, "contains=0..None"),
        (r#"{"if": {}, "else": {}}"#, "if"),
        (r#"{"if": {}}"#, "if"),
        (
            r#"{"dependentRequired": {"a": ["b", "c"]}, "not": {}, "propertyNames": {}}"#,
            r#"dependentRequired=[("a", ["b", "c"])] not propertyNames"#,
        ),
        (
            r#"{"dependentSchemas": {"a": {}}, "unevaluatedItems": false, "unevaluatedProperties": {}}"#,
            "dependentSchemas unevaluatedItems unevaluatedProperties",
        ),
    ];
    for (text, expected) in table {
        let (schema, said) = schema_in("3.1.0", text);
        assert_eq!(
            (show(&schema).as_str(), said.as_slice()),
            (expected, &[][..]),
            "{text}"
        );
        let Schema::Object(object) = schema else {
            panic!()
        };
        for one in &object.assertions {
            let expected = format!("#/components/schemas/S/{}", one.demand.keyword());
            assert_eq!(one.at.pointer, expected);
            assert_eq!(one.demand.keywords().first(), Some(&one.demand.keyword()));
        }
    }
}

#[test]
fn the_3_0_form_becomes_the_3_1_form() {
    let table = [
        (r#"{"type": "string", "nullable": true}"#, "string null"),
        (r#"{"type": "string", "nullable": false}"#, "string"),
        (
            r#"{"type": "string", "nullable": true, "enum": ["a"]}"#,
            "string null enum*2",
        ),
        (
            r#"{"type": "string", "nullable": true, "enum": ["a", null]}"#,
            "string null enum*2",
        ),
        (r#"{"nullable": true, "enum": ["a"]}"#, "enum*2"),
        (r#"{"nullable": true}"#, ""),
        (
            r#"{"nullable": true, "properties": {"a": {}}}"#,
            "any[.a | null]",
        ),
        (
            r##"{"$ref": "#/x", "nullable": true, "title": "T"}"##,
            "title=T any[#/x | null]",
        ),
        (
            r##"{"allOf": [{"$ref": "#/x"}], "nullable": true, "title": "T"}"##,
            "title=T any[#/x | null]",
        ),
        (
            r##"{"allOf": [{"$ref": "#/x"}, {"type": "object"}], "nullable": true}"##,
            "any[all[#/x | object] | null]",
        ),
        (
            r##"{"oneOf": [{"$ref": "#/x"}], "nullable": true}"##,
            "one[#/x | null]",
        ),
        (
            r##"{"anyOf": [{"$ref": "#/x"}], "nullable": true}"##,
            "any[#/x | null]",
        ),
        (
            r##"{"type": "object", "oneOf": [{"$ref": "#/x"}], "nullable": true}"##,
            "any[object one[#/x] | null]",
        ),
        (
            r#"{"type": "integer", "minimum": 5, "exclusiveMinimum": true}"#,
            "integer exclusiveMinimum=5",
        ),
        (
            r#"{"type": "integer", "maximum": 5, "exclusiveMaximum": false}"#,
            "integer maximum=5",
        ),
        (
            r#"{"type": "string", "example": "e"}"#,
            r#"string examples=["e"]"#,
        ),
        (
            r#"{"type": "string", "format": "byte"}"#,
            "string encoding=base64",
        ),
    ];
    for (text, expected) in table {
        let (schema, said) = schema_in("3.0.3", text);
        assert_eq!(show(&schema), expected, "{text}");
        assert_eq!(said, [], "{text}");
    }
}

#[test]
fn siblings_of_a_reference_in_3_0() {
    let text = r##"{"$ref": "#/x", "description": "d", "default": 1, "maxLength": 3}"##;
    let (schema, said) = schema_in("3.0.3", text);
    assert_eq!(show(&schema), "#/x");
    assert_eq!(
        said,
        [(Code::IgnoredSiblings, "#/components/schemas/S".to_owned())]
    );
    let (schema, said) = schema_in("3.1.0", text);
    assert_eq!(show(&schema), "#/x maxLength=3");
    assert_eq!(said, []);
}

#[test]
fn keywords_of_other_versions_are_reported() {
    let table = [
        (
            "3.1.0",
            r#"{"type": "string", "nullable": true}"#,
            "nullable",
        ),
        (
            "3.1.0",
            r#"{"type": "integer", "exclusiveMinimum": true}"#,
            "exclusiveMinimum",
        ),
        (
            "3.0.3",
            r#"{"type": "string", "required": true}"#,
            "required",
        ),
    ];
    for (version, text, keyword) in table {
        let (schema, said) = schema_in(version, text);
        assert!(!show(&schema).contains(keyword), "{text}");
        assert_eq!(
            said,
            [(
                Code::ForeignKeyword,
                format!("#/components/schemas/S/{keyword}")
            )]
        );
    }
}

#[test]
fn extensions_of_other_tools_cost_nothing() {
    let text = r#"{"type": "string", "x-rust-type": {"crate": "oxnet", "path": "oxnet::IpNet"}}"#;
    let (schema, said) = schema_in("3.1.0", text);
    assert_eq!(show(&schema), "string");
    let pointer = "#/components/schemas/S/x-rust-type".to_owned();
    assert_eq!(said, [(Code::WrongDocumentation, pointer)]);
}
