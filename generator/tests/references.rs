//! Filters and references: an operation is left out, counted and emitted wherever it stands.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "what is wrong here is a test that fails"
)]

use counterpart::source::{FileId, MemoryLoader, Sources, load};
use counterpart::{Config, Lock, Output, generate};

/// Path items and operations, at their places and behind references, in one file and in several.
const SHAPES: &[(&str, &[(&str, &str)])] = &[
    (
        "in place",
        &[("api.yaml", "paths: { /a: { get: @keep, put: @drop } }")],
    ),
    (
        "a path item behind a reference",
        &[(
            "api.yaml",
            "paths: { /a: { $ref: '#/components/pathItems/A' } }\ncomponents: { pathItems: { A: { get: @keep, put: @drop } } }",
        )],
    ),
    (
        "a path item behind two references, one operation before them",
        &[(
            "api.yaml",
            "paths: { /a: { get: @keep, $ref: '#/components/pathItems/A' } }\ncomponents: { pathItems: { A: { $ref: '#/components/pathItems/B' }, B: { get: @drop, put: @drop } } }",
        )],
    ),
    (
        "operations behind references",
        &[(
            "api.yaml",
            "paths: { /a: { get: { $ref: '#/x-operations/keep' }, put: { $ref: '#/x-operations/drop' } } }\nx-operations: { keep: @keep, drop: @drop }",
        )],
    ),
    (
        "a path item in another file",
        &[
            ("api.yaml", "paths: { /a: { $ref: 'items.yaml#/A' } }"),
            ("items.yaml", "A: { get: @keep, put: @drop }"),
        ],
    ),
    (
        "a path item in another file, operations in a third",
        &[
            ("api.yaml", "paths: { /a: { $ref: 'x/items.yaml#/A' } }"),
            (
                "x/items.yaml",
                "A: { get: { $ref: '../operations.yaml#/keep' }, put: { $ref: '../operations.yaml#/drop' } }",
            ),
            ("operations.yaml", "keep: @keep\ndrop: @drop"),
        ],
    ),
];

/// What leaves `dropMe` out, and only that.
const FILTERS: &[&str] = &[
    "[exclude]\noperations = [\"dropMe\"]",
    "[exclude]\ntags = [\"dropped\"]",
    "[include]\noperations = [\"keepMe\"]",
    "[include]\ntags = [\"kept\"]",
    "[include]\npaths = [\"/a\"]\n[exclude]\ntags = [\"dropped\"]",
];

const HEAD: &str = "openapi: 3.1.0\ninfo: { title: T, version: '1' }\n";
const KEEP: &str =
    "{ operationId: keepMe, tags: [kept], responses: { '204': { description: d } } }";
const DROP: &str =
    "{ operationId: dropMe, tags: [dropped], responses: { '204': { description: d } } }";

fn sources(files: &[(&str, &str)]) -> Sources {
    let mut loader = MemoryLoader::new();
    for (index, (name, text)) in files.iter().enumerate() {
        let head = if index == 0 { HEAD } else { "" };
        let text = text.replace("@keep", KEEP).replace("@drop", DROP);
        loader = loader.with(*name, format!("{head}{text}\n"));
    }
    load(&mut loader, "api.yaml").unwrap()
}

fn generated(sources: &Sources, config: &str) -> Output {
    let config = Config::parse(config, FileId(1)).unwrap();
    generate(sources, &config, &Lock::new())
}

fn text(output: &Output) -> String {
    output.files.iter().map(|file| file.text.as_str()).collect()
}

#[test]
fn what_is_left_out_is_not_emitted() {
    for (shape, files) in SHAPES {
        let sources = sources(files);
        let whole = generated(&sources, "");
        assert_eq!(whole.report.emitted, ["GET /a", "PUT /a"], "{shape}");
        assert!(whole.report.balances(), "{shape}");
        assert!(text(&whole).contains("dropMe"), "{shape}");
        for filter in FILTERS {
            let cut = generated(&sources, filter);
            assert_eq!(cut.report.emitted, ["GET /a"], "{shape}\n{filter}");
            let excluded: Vec<&str> = (cut.report.excluded.iter())
                .map(|one| one.operation.as_str())
                .collect();
            assert_eq!(excluded, ["PUT /a"], "{shape}\n{filter}");
            assert!(cut.report.balances(), "{shape}\n{filter}");
            let text = text(&cut);
            assert!(text.contains("keepMe"), "{shape}\n{filter}");
            assert!(!text.contains("dropMe"), "{shape}\n{filter}");
        }
    }
}

/// What cannot be read is skipped, or left out where the configuration says so.
#[test]
fn what_leads_nowhere_is_counted() {
    let table = [
        (
            "paths: { /a: { get: @keep, put: { $ref: '#/nowhere' } } }",
            1,
        ),
        (
            "paths: { /a: { get: @keep, put: { $ref: '#/paths/~1a/put' } } }",
            1,
        ),
        ("paths: { /a: { get: @keep, put: 1 } }", 1),
        ("paths: { /a: { get: @keep, $ref: '#/nowhere' } }", 0),
        (
            "paths: { /a: { get: @keep, $ref: '#/paths/~1b' }, /b: { $ref: '#/paths/~1a' } }",
            0,
        ),
        ("paths: { /a: { get: @keep, query: @drop } }", 1),
        (
            "paths: { /a: { get: @keep, additionalOperations: { COPY: @drop } } }",
            1,
        ),
    ];
    for (paths, skipped) in table {
        let sources = sources(&[("api.yaml", paths)]);
        let whole = generated(&sources, "");
        assert_eq!(whole.report.skipped.len(), skipped, "{paths}");
        assert!(whole.report.balances(), "{paths}");
        let cut = generated(&sources, "[include]\noperations = [\"keepMe\"]");
        assert_eq!(cut.report.skipped.len(), 0, "{paths}");
        assert_eq!(cut.report.excluded.len(), skipped, "{paths}");
        assert!(cut.report.balances(), "{paths}");
    }
}
