//! Documents of several files: references between files and folders, what files and schemas are called, the folder that
//! is not left, and what YAML files have that JSON has not.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "what is wrong here is a test that fails"
)]

mod folders;
mod names;
mod yaml;

use counterpart::source::{MemoryLoader, Sources, load};
use counterpart::{Config, Lock, Output};

/// Files, by path and text.
type Files<'f> = &'f [(&'f str, &'f str)];

/// A document of one operation, `getOne`, that answers with what `schema` leads to.
fn document(version: &str, schema: &str, rest: &str) -> String {
    format!(
        "openapi: {version}\ninfo: {{title: T, version: '1'}}\n{rest}\npaths:\n  /one:\n    get:\n      operationId: getOne\n      \
         responses:\n        '200':\n          description: d\n          content:\n            application/json:\n              \
         schema: {schema}\n"
    )
}

fn loaded(root: &str, files: Files<'_>) -> Sources {
    let loader = MemoryLoader::new();
    let mut loader = (files.iter()).fold(loader, |loader, (name, text)| loader.with(*name, *text));
    load(&mut loader, root).unwrap()
}

fn generated(sources: &Sources) -> Output {
    counterpart::generate(sources, &Config::default(), &Lock::new())
}

/// Codes and messages, in the order of the document.
fn said(output: &Output) -> Vec<String> {
    let all = output.diagnostics.iter();
    all.map(|one| format!("{} {}", one.code.as_str(), one.message))
        .collect()
}

/// The members of all types, with their types, as the client has them.
fn members(output: &Output) -> Vec<String> {
    let files = output.files.iter();
    let files = files.filter(|file| {
        file.path.starts_with("generated-client/src") && file.path.ends_with("types.rs")
    });
    let lines = files.flat_map(|file| file.text.lines());
    let members = lines.filter_map(|line| line.strip_prefix("    pub "));
    let members = members.filter_map(|line| line.strip_suffix(','));
    members.map(str::to_owned).collect()
}
