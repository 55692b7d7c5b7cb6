//! What is emitted for every document of `specs/`, and what is said of it. `specs/openapi.json` has its golden files in
//! `generated-server` and `generated-client`; the others have snapshots.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "what is wrong here is a test that fails"
)]

mod common;

use std::fmt::Write;

use counterpart::{Config, Lock, Sources};

/// The documents whose IR is worth a look of its own: one for each kind of decision.
const IR: &[&str] = &[
    "all-of-simple.yaml",
    "defaults.yaml",
    "null-forms.yaml",
    "null-3.0.yaml",
    "objects-presence.yaml",
    "params-lists.yaml",
    "recursion.yaml",
    "responses-statuses.yaml",
    "security-algebra.yaml",
    "unions-scalar.yaml",
    "unions-tagged.yaml",
];

/// The files below `side`, one after the other.
fn side(output: &counterpart::Output, side: &str) -> String {
    let mut text = String::new();
    for file in output
        .files
        .iter()
        .filter(|file| file.path.starts_with(side))
    {
        writeln!(text, "==== {}\n{}", file.path, file.text).unwrap();
    }
    text
}

#[test]
fn everything_emitted() {
    let mut settings = insta::Settings::clone_current();
    settings.set_omit_expression(true);
    settings.set_prepend_module_to_snapshot(false);
    let _bound = settings.bind_to_scope();
    for (name, text) in common::specs() {
        let stem = name.replace('.', "_");
        let sources = match Sources::from_text(&name, text) {
            Ok(sources) => sources,
            Err(failure) => {
                insta::assert_snapshot!(
                    format!("{stem}__said"),
                    common::said(&failure.sources, &failure.diagnostics)
                );
                continue;
            }
        };
        let output = counterpart::generate(&sources, &Config::default(), &Lock::new());
        if !output.diagnostics.is_empty() {
            insta::assert_snapshot!(
                format!("{stem}__said"),
                common::said(&sources, &output.diagnostics)
            );
        }
        if name == "openapi.json" {
            continue;
        }
        for kind in ["generated-server", "generated-client"] {
            let emitted = side(&output, kind);
            if !emitted.is_empty() {
                insta::assert_snapshot!(format!("{stem}__{kind}"), emitted);
            }
        }
    }
}

#[test]
fn the_ir_of_some() {
    let mut settings = insta::Settings::clone_current();
    settings.set_omit_expression(true);
    settings.set_prepend_module_to_snapshot(false);
    let _bound = settings.bind_to_scope();
    let specs = common::specs();
    for name in IR {
        let (_, text) = specs
            .iter()
            .find(|(file, _)| file == name)
            .unwrap_or_else(|| panic!("specs/{name} is listed, but not there"));
        let sources = Sources::from_text(name, text.as_str())
            .expect("a document whose IR is looked at can be read");
        let (api, _) =
            counterpart::ir_after(&sources, &Config::default(), None).expect("the last pass");
        insta::assert_snapshot!(
            format!("{}__ir", name.replace('.', "_")),
            counterpart::ir::dump(&api)
        );
    }
}
