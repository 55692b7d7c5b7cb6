//! What is wrong with a document and what becomes of it agree: the exit code, what is written, and the counts.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "what is wrong here is a test that fails"
)]

#[path = "../common/mod.rs"]
mod common;
mod references;
mod values;

use counterpart::diagnostic::{Effect, Severity};
use counterpart::{Config, Lock, Output, Sources};

const HEAD: &str = "openapi: 3.1.0\ninfo: {title: T, version: '1'}\n";
const DONE: &str = "responses: {'204': {description: done}}";

/// Generates both crates of a document, which is YAML behind its head.
fn generate(members: &str) -> Output {
    let sources = Sources::from_text("api.yaml", format!("{HEAD}{members}")).unwrap();
    counterpart::generate(&sources, &Config::default(), &Lock::new())
}

/// The codes of what was said, in the document's order.
fn codes(output: &Output) -> Vec<&'static str> {
    output
        .diagnostics
        .iter()
        .map(|one| one.code.as_str())
        .collect()
}

/// All text of the client's crate.
fn client(output: &Output) -> String {
    let files = output.files.iter();
    let files = files.filter(|file| file.path.starts_with("generated-client/src"));
    files.map(|file| file.text.as_str()).collect()
}

/// Emitted, skipped, total; checks that the summary tells the same.
fn counts(output: &Output) -> (usize, usize, usize) {
    let report = &output.report;
    assert!(report.balances(), "{report:?}");
    let (emitted, skipped) = (report.emitted.len(), report.skipped.len());
    let summary = report.summary();
    let start = format!("{emitted} of {} operations emitted", report.total);
    assert!(summary.starts_with(&start), "{summary}");
    assert_eq!(summary.contains(&format!("{skipped} skipped")), skipped > 0);
    assert_eq!(emitted + skipped + report.excluded.len(), report.total);
    (emitted, skipped, report.total)
}

#[test]
fn a_document_of_which_nothing_can_be_used_is_refused() {
    let refused = [
        ("paths: [{get: {}}]".to_owned(), 0),
        ("paths: /a".to_owned(), 0),
        ("paths: 1".to_owned(), 0),
        ("paths: {/a: 1, /b: [get]}".to_owned(), 0),
        ("paths: {/a: {$ref: '#/nowhere'}}".to_owned(), 0),
        ("paths: {/a: {get: {}}}".to_owned(), 1),
        ("paths: {/a: {get: }}".to_owned(), 1),
        ("paths: {/a: {get: 1}}".to_owned(), 1),
        (
            format!("paths: {{'/a/{{id}}': {{get: {{{DONE}}}, put: {{{DONE}}}}}}}"),
            2,
        ),
        (
            "paths: {/a: {get: {responses: {'404/596': {description: none}}}}}".to_owned(),
            1,
        ),
        (
            format!("paths: {{/a: {{post: {{security: [{{none: []}}], {DONE}}}}}}}"),
            1,
        ),
    ];
    for (document, skipped) in refused {
        let output = generate(&document);
        assert!(output.is_refused(), "{document}");
        assert!(output.files.is_empty(), "{document}");
        assert_eq!(counts(&output), (0, skipped, skipped), "{document}");
        let said = output.diagnostics.iter();
        let refusals = said.filter(|one| one.effect == Effect::NothingWritten);
        assert_eq!(refusals.count(), 1, "{document}");
        assert!(codes(&output).contains(&"CP0019"), "{document}");
        assert!(output.diagnostics.has_errors(), "{document}");
    }
}

#[test]
fn a_document_that_means_to_have_no_operation_is_not_refused() {
    for document in [
        "paths: {}",
        "paths: {/a: {}}",
        "paths:",
        "webhooks: {new: {post: {}}}",
        "paths: {x-note: 1}",
        "components: {schemas: {A: {type: string}}}",
    ] {
        let output = generate(document);
        assert!(!output.is_refused(), "{document}: {:?}", output.diagnostics);
        assert_eq!(counts(&output), (0, 0, 0), "{document}");
    }
}

#[test]
fn what_is_left_out_by_configuration_is_no_fault() {
    let text = format!(
        "{HEAD}paths: {{/a: {{get: {{operationId: a, {DONE}}}, put: {{operationId: b}}}}}}"
    );
    let sources = Sources::from_text("api.yaml", text).unwrap();
    let refused = |toml: &str| {
        let config = Config::parse(
            &format!("document = \"api.yaml\"\n{toml}"),
            counterpart::source::FileId(0),
        );
        let output = counterpart::generate(&sources, &config.unwrap(), &Lock::new());
        assert!(output.report.balances());
        output.is_refused()
    };
    assert!(!refused(""));
    assert!(!refused("exclude = {operations = [\"a\", \"b\"]}"));
    // What is left cannot be used.
    assert!(refused("exclude = {operations = [\"a\"]}"));
}

#[test]
fn what_cannot_be_left_out_costs_the_operation() {
    // Left out, each of these would open what is closed, or call what is not there.
    let table = [
        "security: 1",
        "security: [1]",
        "security: [{none: []}]",
        "requestBody: 1",
        "requestBody: {$ref: '#/nowhere'}",
        "requestBody: {content: }",
    ];
    for member in table {
        let output = generate(&format!(
            "paths: {{/a: {{post: {{operationId: act, {member}, {DONE}}}, get: {{{DONE}}}}}}}"
        ));
        assert_eq!(counts(&output), (1, 1, 2), "{member}");
        assert!(output.diagnostics.has_errors(), "{member}");
    }
}

#[test]
fn a_skipped_operation_has_no_operation_id() {
    let output = generate(&format!(
        "paths: {{/a: {{get: {{operationId: same}}, put: {{operationId: same, {DONE}}}}}}}"
    ));
    assert_eq!(counts(&output), (1, 1, 2));
    assert!(!codes(&output).contains(&"CP0241"));
    let output = generate(&format!(
        "paths: {{/a: {{get: {{operationId: same, {DONE}}}, put: {{operationId: same, {DONE}}}}}}}"
    ));
    assert_eq!(counts(&output), (2, 0, 2));
    assert!(codes(&output).contains(&"CP0241"));
}
