//! No emitted file is so long that nobody reads it: for the documents of `specs/`, and GitHub's, the longest there is.

#![allow(
    clippy::expect_used,
    reason = "what is wrong here is a test that fails"
)]

mod common;

use std::path::Path;

use counterpart::source::DiskLoader;
use counterpart::{Config, Lock, Output, generate};

/// How many lines an emitted file may have.
const MOST_LINES: usize = 6_000;

fn longest(output: &Output) -> (usize, &str) {
    let files = output.files.iter();
    files
        .map(|file| (file.text.lines().count(), file.path.as_str()))
        .max()
        .unwrap_or_default()
}

#[test]
fn no_file_of_specs_is_too_long() {
    for (name, text) in common::specs() {
        if let Ok(output) = common::try_generate(&name, &text) {
            let (lines, path) = longest(&output);
            assert!(lines <= MOST_LINES, "{name}: {path} has {lines} lines");
        }
    }
}

#[test]
fn no_file_of_githubs_document_is_too_long() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/corpus/real");
    if !folder.is_dir() {
        assert!(
            std::env::var_os("CI").is_none(),
            "{} is not there",
            folder.display()
        );
        println!("skipped: {} is not there", folder.display());
        return;
    }
    let path = folder.join("github.json");
    let path = path.to_str().expect("a path in UTF-8");
    let sources =
        counterpart::load(&mut DiskLoader::new(path), path).expect("the document is read");
    let output = generate(&sources, &Config::default(), &Lock::new());
    assert!(output.files.len() > 500, "{} files", output.files.len());
    let (lines, path) = longest(&output);
    assert!(lines <= MOST_LINES, "{path} has {lines} lines");
}
