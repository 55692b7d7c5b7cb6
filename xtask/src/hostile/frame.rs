//! The names that generated code itself uses, read from generated code: so that none is forgotten.

use std::collections::BTreeSet;

use anyhow::{Context, Result, ensure};
use counterpart::Lock;
use counterpart::source::{DiskLoader, load};

use crate::{root, workspace};

/// Documents of `specs/` that make all kinds of code. Names that come from the documents are found too, and do no harm.
const DOCUMENTS: &[&str] = &[
    "openapi.json",
    "params-lists.yaml",
    "responses-statuses.yaml",
    "scalars-formats.yaml",
    "security-algebra.yaml",
    "servers.yaml",
    "unions-tagged.yaml",
];

/// Every identifier of the generated code, in alphabetical order.
pub fn names() -> Result<Vec<String>> {
    let mut found = BTreeSet::new();
    for name in DOCUMENTS {
        let path = root().join("specs").join(name);
        let path = path.to_str().context("a document's path is text")?;
        let sources = load(&mut DiskLoader::new(path), path)
            .ok()
            .with_context(|| format!("{path} cannot be read"))?;
        let output = counterpart::generate(&sources, &workspace::config(name)?, &Lock::new());
        ensure!(!output.files.is_empty(), "{path} gives no crates");
        for file in &output.files {
            found.extend(identifiers(&file.text).map(str::to_owned));
        }
    }
    Ok(found.into_iter().collect())
}

/// The identifiers in Rust, without those of comments.
fn identifiers(text: &str) -> impl Iterator<Item = &str> {
    text.lines()
        .filter(|line| !line.trim_start().starts_with("//"))
        .flat_map(|line| line.split(|c: char| !c.is_ascii_alphanumeric() && c != '_'))
        .filter(|word| word.starts_with(|first: char| first.is_ascii_alphabetic() || first == '_'))
}
