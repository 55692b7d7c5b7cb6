//! What the tests of the generator share.
#![allow(dead_code, reason = "each test uses a part of it")]
#![allow(clippy::panic, reason = "what is wrong here is a test that fails")]

use counterpart::diagnostic::{Colour, Diagnostics, render_all};
use counterpart::{Config, Lock, Output, Sources};

/// Generates both crates of a document in JSON.
pub fn generate(text: &str) -> Output {
    try_generate("openapi.json", text).unwrap_or_else(|said| panic!("not generated: {said}"))
}

/// Generates both crates, or says why the document cannot be read.
pub fn try_generate(name: &str, text: &str) -> Result<Output, String> {
    match Sources::from_text(name, text) {
        Ok(sources) => Ok(counterpart::generate(
            &sources,
            &Config::default(),
            &Lock::new(),
        )),
        Err(failure) => Err(said(&failure.sources, &failure.diagnostics)),
    }
}

/// Diagnostics as a person sees them.
pub fn said(sources: &Sources, diagnostics: &Diagnostics) -> String {
    render_all(diagnostics, sources, Colour::Never)
}

/// Every document in `specs/`, by name.
pub fn specs() -> Vec<(String, String)> {
    let directory = concat!(env!("CARGO_MANIFEST_DIR"), "/../specs");
    let mut found: Vec<_> = std::fs::read_dir(directory)
        .expect("specs/ is there")
        .map(|entry| entry.expect("specs/ can be listed").path())
        .filter(|path| path.is_file())
        .map(|path| {
            let name = path
                .file_name()
                .expect("a file has a name")
                .to_string_lossy()
                .into_owned();
            (
                name,
                std::fs::read_to_string(&path).expect("a document is text"),
            )
        })
        .collect();
    found.sort();
    found
}

/// An emitted file without the lines that every file begins with, so that a change of these is in few snapshots.
pub fn without_head(text: &str) -> String {
    let mut lines: Vec<&str> = Vec::new();
    for line in text.lines() {
        let is_head = line.starts_with("// @generated") || line.starts_with("#![");
        let doubles = line.is_empty() && lines.last().is_none_or(|last| last.is_empty());
        if !is_head && !doubles {
            lines.push(line);
        }
    }
    lines.join("\n") + "\n"
}
