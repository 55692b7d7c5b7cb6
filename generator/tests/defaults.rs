//! Defaults, from the document to the emitted code.

// In helpers of tests, too.
#![allow(clippy::expect_used)]

use counterpart::source::FileId;
use counterpart::{Config, Lock, Output, Sources, generate};

/// An answer and a parameter with a default of each kind of type.
const DOCUMENT: &str = r##"{"openapi": "3.1.0", "info": {"title": "T", "version": "1"}, "paths": {"/a": {"get": {
    "operationId": "get_a",
    "parameters": [
        {"name": "mode", "in": "query", "schema": {"$ref": "#/components/schemas/Mode", "default": "fast"}},
        {"name": "limit", "in": "query", "schema": {"type": "integer", "default": -5}},
        {"name": "tags", "in": "query", "schema": {"type": "array", "items": {"type": "string"}, "default": []}}
    ],
    "responses": {"200": {"description": "A", "content": {"application/json": {"schema": {"$ref": "#/components/schemas/A"}}}}}}}},
    "components": {"schemas": {
        "Mode": {"enum": ["slow", "fast"]},
        "Text": {"type": "string"},
        "A": {"type": "object", "properties": {
            "mode": {"$ref": "#/components/schemas/Mode", "default": "slow"},
            "text": {"$ref": "#/components/schemas/Text", "default": "none"},
            "ratio": {"type": "number", "format": "float", "default": 0.1},
            "large": {"type": "number", "format": "float", "default": 1e300},
            "tags": {"type": "array", "items": {"type": "string"}, "default": []},
            "maybe": {"type": ["string", "null"], "default": "x"},
            "when": {"type": "string", "format": "date", "default": "2020-01-01"},
            "someone": {"$ref": "#/components/schemas/Someone", "default": {"name": "x"}}
        }},
        "Someone": {"type": "object", "properties": {"name": {"type": "string"}}}
    }}}"##;

fn generated(config: &str) -> Output {
    let sources = Sources::from_text("openapi.json", DOCUMENT).expect("a document");
    let config = Config::parse(config, FileId(1)).expect("a configuration");
    generate(&sources, &config, &Lock::new())
}

fn text(output: &Output, path: &str) -> String {
    let file = output.files.iter().find(|file| file.path == path);
    let file = file.expect("the file is emitted");
    // Line breaks are prettyplease's business.
    file.text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The codes of what is said of defaults, with their places.
fn said(output: &Output) -> Vec<(&str, &str)> {
    let about = |code: &str| matches!(code, "CP0111" | "CP0113" | "CP0209");
    (output.diagnostics.iter())
        .filter(|one| about(one.code.as_str()))
        .map(|one| (one.code.as_str(), one.pointer.as_str()))
        .collect()
}

#[test]
fn each_kind_of_default_is_filled_in_or_told() {
    let output = generated("");
    let codec = text(&output, "generated-server/src/a/types/codec.rs");
    for filled in [
        "mode: mode.unwrap_or(crate::types::Mode::Slow),",
        r#"text: text.unwrap_or_else(|| "none".to_owned()),"#,
        "ratio: ratio.unwrap_or(0.1),",
        "tags: tags.unwrap_or_default(),",
    ] {
        assert!(codec.contains(filled), "{filled} is not in\n{codec}");
    }
    let types = text(&output, "generated-server/src/a/types.rs");
    for field in [
        "pub large: Option<f32>,",
        "pub maybe: Maybe<String>,",
        "pub when: Date,",
        "pub someone: Option<Someone>,",
    ] {
        assert!(types.contains(field), "{field} is not in\n{types}");
    }
    assert_eq!(
        said(&output),
        [
            ("CP0111", "#/components/schemas/A/properties/large/default"),
            (
                "CP0113",
                "#/components/schemas/A/properties/someone/default"
            ),
        ]
    );
}

#[test]
fn the_server_fills_in_parameters_and_the_client_leaves_them_out() {
    let output = generated("");
    let operations: String = (output.files.iter())
        .filter(|file| file.path.starts_with("generated-server/src/"))
        .map(|file| file.text.as_str())
        .collect();
    let operations = operations.split_whitespace().collect::<Vec<_>>().join(" ");
    for expected in [
        "pub mode: Mode,",
        "pub limit: i64,",
        "pub tags: Vec<String>,",
        "mode.unwrap_or(crate::types::Mode::Fast)",
        "limit.unwrap_or(-5)",
    ] {
        assert!(operations.contains(expected), "{expected}\n{operations}");
    }
    let sends_default = (output.files.iter())
        .filter(|file| file.path.starts_with("generated-client/src/"))
        .filter(|file| !file.path.contains("/types"))
        .any(|file| file.text.contains("unwrap_or"));
    assert!(!sends_default);
}

#[test]
fn what_the_configuration_gives_another_type_has_no_default() {
    let table = [
        (
            "[types]\n\"#/components/schemas/Mode\" = \"::own::Mode\"",
            &[
                "#/paths/~1a/get/parameters/0",
                "#/components/schemas/A/properties/mode",
            ][..],
            "pub mode: Option<Mode>,",
        ),
        (
            "[types]\n\"#/components/schemas/Text\" = \"::own::Text\"",
            &["#/components/schemas/A/properties/text"],
            "pub text: Option<Text>,",
        ),
        (
            "secret = [\"#/components/schemas/A/properties/maybe\"]",
            &["#/components/schemas/A/properties/maybe"],
            "pub maybe: Maybe<Secret>,",
        ),
        (
            "secret = [\"#/components/schemas/A/properties/tags\"]",
            &[],
            "pub tags: Vec<Secret>,",
        ),
    ];
    for (config, places, field) in table {
        let output = generated(config);
        let types = text(&output, "generated-server/src/a/types.rs");
        assert!(types.contains(field), "{field} is not in\n{types}");
        let lost: Vec<&str> = (said(&output).into_iter())
            .filter(|(code, at)| *code == "CP0113" && !at.ends_with("/default"))
            .map(|(_, at)| at)
            .collect();
        assert_eq!(lost, places, "{config}");
    }
}
