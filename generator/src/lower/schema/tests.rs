use crate::document;
use crate::ir::dump;
use crate::lower::{LowerConfig, lower};
use crate::source::Sources;

/// The IR of all components of a document, and its diagnostics, as text.
fn lowered(json: &str) -> (String, Vec<String>) {
    let sources = Sources::from_text("api.json", json).unwrap();
    let (document, read) = document::read(&sources);
    assert!(!read.has_errors(), "{read:#?}");
    let config = LowerConfig {
        all_components: true,
        json_fallback: true,
        profile: None,
        ..LowerConfig::default()
    };
    let lowered = lower(&sources, &document, &config);
    let said = (lowered.diagnostics.iter())
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
        "\"inbound_media_encryption\": SipMediaEncryption optional, default \"allow\" of SipMediaEncryption as Option",
        "\"loc\": [ValidationError.loc.item] required",
        "integer: i64 when the kind is integer",
    ] {
        assert!(dump.contains(line), "{line} is not in\n{dump}");
    }
}

#[test]
fn components_of_every_kind() {
    let (dump, said) = schemas(
        r##"{
            "Id": {"type": "string", "format": "uuid"},
            "MaybeId": {"anyOf": [{"$ref": "#/components/schemas/Id"}, {"type": "null"}]},
            "Tags": {"type": "array", "items": {"$ref": "#/components/schemas/Tags"}},
            "Counts": {"additionalProperties": {"type": "integer"}},
            "Holder": {"type": "object", "required": ["id"], "properties": {
                "id": {"$ref": "#/components/schemas/MaybeId"}
            }}
        }"##,
    );
    assert!(dump.contains("alias Id"), "{dump}");
    assert!(
        dump.contains("\"id\": Id? required") || dump.contains("\"id\": MaybeId? required"),
        "{dump}"
    );
    assert_eq!(said.len(), 1, "{said:#?}");
}
