//! Each code of a diagnostic has a document that triggers it: `specs/errors/CP0112.yaml` (or `.json`), with `CP0112.toml` as the configuration or
//! `CP0112.lock` as the lock where the code is about these. What a person then reads is a snapshot.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "what is wrong here is a test that fails"
)]

mod common;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use counterpart::diagnostic::{Code, Diagnostics};
use counterpart::{Config, Lock, Sources, generate};

const FOLDER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../specs/errors");

/// The codes that no document may trigger: faults of counterpart's own.
const UNREACHABLE: &[Code] = &[Code::Internal];

#[test]
fn each_code_has_a_document_that_triggers_it() {
    let mut settings = insta::Settings::clone_current();
    settings.set_omit_expression(true);
    settings.set_prepend_module_to_snapshot(false);
    settings.set_snapshot_path("snapshots/errors");
    let _bound = settings.bind_to_scope();
    let codes = Code::ALL.iter().filter(|code| !UNREACHABLE.contains(code));
    for code in codes {
        let (said, codes) = run(code.as_str());
        assert!(
            codes.contains(code.as_str()),
            "specs/errors/{} does not trigger its code, but this:\n{said}",
            code.as_str()
        );
        insta::assert_snapshot!(code.as_str(), said);
    }
}

#[test]
fn each_document_is_of_a_code() {
    for entry in std::fs::read_dir(FOLDER).unwrap() {
        let path = entry.unwrap().path();
        let stem = path.file_stem().unwrap().to_string_lossy().into_owned();
        assert!(
            Code::ALL.iter().any(|code| code.as_str() == stem),
            "{} is of no code",
            path.display()
        );
    }
}

/// What is said of a code's document, with its configuration and its lock: as a person sees it, and the codes alone.
fn run(code: &str) -> (String, BTreeSet<&'static str>) {
    let document = ["yaml", "json"]
        .map(|ending| file(code, ending))
        .into_iter()
        .find(|path| path.is_file())
        .unwrap_or_else(|| panic!("no document triggers {code}: write specs/errors/{code}.yaml"));
    let name = document.file_name().unwrap().to_string_lossy();
    let mut sources = match Sources::from_text(&name, std::fs::read(&document).unwrap()) {
        Ok(sources) => sources,
        Err(failure) => return said(&failure.sources, &failure.diagnostics),
    };
    let mut config = Config::default();
    if let Ok(text) = std::fs::read_to_string(file(code, "toml")) {
        let file = sources.attach(format!("{code}.toml"), text.as_str());
        config = match Config::parse(&text, file) {
            Ok(config) => config,
            Err(faults) => return said(&sources, &faults),
        };
    }
    let mut lock = Lock::new();
    if let Ok(text) = std::fs::read_to_string(file(code, "lock")) {
        let file = sources.attach(format!("{code}.lock"), text.as_str());
        lock = match Lock::parse(&text, file) {
            Ok(lock) => lock,
            Err(faults) => return said(&sources, &faults),
        };
    }
    let output = generate(&sources, &config, &lock);
    said(&sources, &output.diagnostics)
}

fn file(code: &str, ending: &str) -> PathBuf {
    Path::new(FOLDER).join(format!("{code}.{ending}"))
}

fn said(sources: &Sources, diagnostics: &Diagnostics) -> (String, BTreeSet<&'static str>) {
    let codes = diagnostics.iter().map(|one| one.code.as_str()).collect();
    (common::said(sources, diagnostics), codes)
}
