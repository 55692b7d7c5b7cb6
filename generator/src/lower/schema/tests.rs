//! Tests of lowering schemas.

mod dynamic;
mod rules;
mod table;
mod unions;

use crate::diagnostic::Code;
use crate::document;
use crate::ir::dump;
use crate::lower::{LowerConfig, lower};
use crate::source::{Sources, pointer};

/// The places of all components.
pub(in crate::lower) fn roots(document: &document::Document) -> Vec<String> {
    let names = document.components.schemas.keys();
    names
        .map(|name| pointer::join("#/components/schemas", name))
        .collect()
}

/// The IR of all components of a document, and its diagnostics, as text.
fn lowered(json: &str) -> (String, Vec<String>) {
    let sources = Sources::from_text("api.json", json).unwrap();
    let (document, read) = document::read(&sources);
    assert!(!read.has_errors(), "{read:#?}");
    let config = LowerConfig {
        roots: roots(&document),
        ..LowerConfig::default()
    };
    let mut lowered = lower(&document, &config);
    crate::passes::run(&mut lowered.api, Some("order")).unwrap();
    let said = (lowered.diagnostics.iter())
        // The sizes of numbers are of no interest here.
        .filter(|said| said.code != Code::Narrowed)
        .map(|said| {
            format!(
                "{} {}: {} ({:?})",
                said.code.as_str(),
                said.pointer,
                said.message,
                said.effect
            )
        })
        .collect();
    (dump(&lowered.api), said)
}

/// The keywords of a schema of a 3.1 document.
pub(super) fn schema(text: &str) -> document::SchemaObject {
    let json = format!(
        r#"{{"openapi": "3.1.0", "info": {{"title": "T", "version": "1"}}, "paths": {{}},
            "components": {{"schemas": {{"T": {text}}}}}}}"#
    );
    let sources = Sources::from_text("api.json", json).unwrap();
    let (document, _) = document::read(&sources);
    let id = document.schemas().at("#/components/schemas/T").unwrap();
    match document.schema(id) {
        document::Schema::Object(object) => (**object).clone(),
        other => panic!("{other:?}"),
    }
}

/// The same, for the `schemas` of a 3.1 document.
fn schemas(schemas: &str) -> (String, Vec<String>) {
    lowered(&format!(
        r#"{{"openapi": "3.1.0", "info": {{"title": "T", "version": "1"}}, "paths": {{}},
            "components": {{"schemas": {schemas}}}}}"#
    ))
}

#[test]
fn the_diga_document_lowers_without_a_word() {
    let (dump, said) = lowered(include_str!("../../../../specs/openapi.json"));
    assert_eq!(said, [""; 0]);
    for line in [
        "\"inbound_config\": InboundConfigUpdateSchema? optional as Maybe",
        "\"password\": secret? optional as Maybe",
        "\"inbound_media_encryption\": SipMediaEncryption filled with \"allow\" of SipMediaEncryption",
        "\"loc\": [ValidationError.loc.item] required",
        "integer: i64 when the kind is integer",
    ] {
        assert!(dump.contains(line), "{line} is not in\n{dump}");
    }
}

#[test]
fn null_belongs_to_uses() {
    let (dump, said) = schemas(
        r##"{
            "Id": {"type": "string", "format": "uuid"},
            "MaybeId": {"anyOf": [{"$ref": "#/components/schemas/Id"}, {"type": "null"}]},
            "Again": {"$ref": "#/components/schemas/MaybeId"},
            "Holder": {"type": "object", "required": ["id", "ids"], "properties": {
                "id": {"$ref": "#/components/schemas/Again"},
                "ids": {"type": "array", "items": {"$ref": "#/components/schemas/MaybeId"}}
            }}
        }"##,
    );
    assert_eq!(said, [""; 0]);
    for line in [
        "alias MaybeId\n",
        "  Id\n",
        "  \"id\": Again? required",
        "  \"ids\": [MaybeId?] required",
    ] {
        assert!(dump.contains(line), "{line} is not in\n{dump}");
    }
}

#[test]
fn what_stands_beside_a_reference_counts() {
    let (dump, said) = schemas(
        r##"{
            "Mode": {"enum": ["allow", "deny"]},
            "Base": {"type": "object", "properties": {"mode": {"$ref": "#/components/schemas/Mode", "default": "allow"}}},
            "More": {"$ref": "#/components/schemas/Base", "properties": {"extra": {"type": "string"}}},
            "Wrong": {"type": "object", "properties": {"mode": {"$ref": "#/components/schemas/Mode", "default": "forbid"}}},
            "Place": {"type": "array", "items": {"$ref": "#/components/schemas/Base/properties/mode"}}
        }"##,
    );
    let base = "  \"mode\": Mode optional, default \"allow\" of Mode as Option\n";
    assert_eq!(dump.matches(base).count(), 2, "{dump}");
    assert!(
        dump.contains("  \"extra\": string optional as Option"),
        "{dump}"
    );
    assert!(dump.contains("  [Base.mode]\n"), "{dump}");
    assert_eq!(
        said.iter()
            .filter(|said| said.starts_with("CP0111"))
            .count(),
        1,
        "{said:#?}"
    );
}

#[test]
fn mappings_name_components_or_places() {
    let (dump, said) = schemas(
        r##"{
            "Cat": {"type": "object", "required": ["kind"], "properties": {"kind": {"type": "string"}}},
            "Dog": {"type": "object", "required": ["kind"], "properties": {"kind": {"type": "string"}}},
            "Cow": {"allOf": [{"$ref": "#/components/schemas/Cat"}], "properties": {"milk": {"type": "boolean"}}},
            "Pet": {
                "oneOf": [{"$ref": "#/components/schemas/Cat"}, {"$ref": "#/components/schemas/Dog"}, {"$ref": "#/components/schemas/Cow"}],
                "discriminator": {"propertyName": "kind", "mapping": {
                    "cat": "Cat", "kitten": "#/components/schemas/Cat", "dog": "#/components/schemas/Dog", "bird": "Bird"
                }}
            }
        }"##,
    );
    for line in [
        "  Cat: Cat when \"kind\" is \"cat\" or \"kitten\"\n",
        "  Dog: Dog when \"kind\" is \"dog\"\n",
        "  Cow: Cow when \"kind\" is \"Cow\"\n",
    ] {
        assert!(dump.contains(line), "{line} is not in\n{dump}");
    }
    assert_eq!(
        said.iter()
            .filter(|said| said.starts_with("CP0115"))
            .count(),
        1,
        "{said:#?}"
    );
}

/// What a hostile document can do with references and nesting: it ends, with something said, and costs no stack.
#[test]
fn hostile_schemas_end() {
    let reference = |to: usize| format!(r##"{{"$ref": "#/components/schemas/S{to}"}}"##);
    let many = |count: usize, schema: &dyn Fn(usize) -> String| {
        let all: Vec<String> = (0..count)
            .map(|index| format!(r#""S{index}": {}"#, schema(index)))
            .collect();
        format!("{{{}}}", all.join(","))
    };
    let nested = |count: usize| {
        format!(
            r#"{{"S": {}{{}}{}}}"#,
            r#"{"type": "array", "items": "#.repeat(count),
            "}".repeat(count)
        )
    };
    let documents = [
        // A circle of names, and one that lies behind a chain.
        many(2, &|index| reference(1 - index)),
        many(3000, &|index| reference(index + usize::from(index < 2999))),
        // A chain that ends, through names, members and arrays.
        many(3000, &|index| {
            if index < 2999 {
                reference(index + 1)
            } else {
                "{}".to_owned()
            }
        }),
        many(3000, &|index| {
            format!(
                r#"{{"type": "array", "items": {}}}"#,
                reference((index + 1) % 3000)
            )
        }),
        many(3000, &|index| {
            format!(
                r#"{{"type": "object", "properties": {{"next": {}}}}}"#,
                reference((index + 1) % 3000)
            )
        }),
        // Twice as many ways with each step.
        many(60, &|index| {
            format!(r#"{{"allOf": [{0}, {0}]}}"#, reference((index + 1) % 60))
        }),
        many(60, &|index| {
            format!(r#"{{"anyOf": [{0}, {0}]}}"#, reference((index + 1) % 60))
        }),
        many(60, &|index| {
            format!(
                r#"{{"oneOf": [{0}, {0}], "discriminator": {{"propertyName": "x"}}, "type": "object"}}"#,
                reference((index + 1) % 60)
            )
        }),
        nested(100),
    ];
    for document in documents {
        let (_, said) = schemas(&document);
        assert!(said.len() < 10_000);
    }
}
