//! What the source of the generator looks like as a whole: which part may use which, no circles, no long file.
//!
//! The lists of exceptions only shrink: an exception that is not needed any more fails too.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "what is wrong here is a test that fails"
)]

#[path = "common/imports.rs"]
mod imports;

use std::collections::{BTreeMap, BTreeSet};

use imports::{Crate, Edge};

/// The parts of the generator, in layers: each part uses those of the layers before, and none of its own.
const LAYERS: &[&[&str]] = &[
    &["identifier", "rust_path", "ecma", "source", "diagnostic"],
    &["document"],
    &["ir"],
    &["config", "lock"],
    &["paths", "lower", "passes"],
    &["names"],
    &["emit"],
    &["report"],
    &["pipeline"],
    &["output"],
    &["project"],
    &["cli"],
];

/// Imports against the layers, as (who, whom). A file's place is a diagnostic's, and a file may be wrong.
const AGAINST_LAYERS: &[(&str, &str)] = &[("diagnostic", "source"), ("source", "diagnostic")];

/// Circles among the children of a module, as (the module, the children on one circle).
const CIRCLES: &[(&str, &[&str])] = &[
    ("", &["diagnostic", "source"]),
    ("ir", &["answer", "operation"]),
    ("ir", &["literal", "shape"]),
    ("source", &["json", "reading", "yaml"]),
    ("source", &["load", "sources"]),
    ("source", &["node", "pointer"]),
    ("source::json", &["message", "scanner"]),
];

/// How many lines a file may have.
const MOST_LINES: usize = 500;

#[test]
fn every_part_uses_what_stands_before_it() {
    let found = Crate::read();
    let layer = |part: &str| LAYERS.iter().position(|parts| parts.contains(&part));
    let parts: BTreeSet<&str> = found.parts().collect();
    for part in &parts {
        assert!(layer(part).is_some(), "`{part}` is in no layer");
    }
    for part in LAYERS.iter().copied().flatten() {
        assert!(parts.contains(part), "there is no `{part}` any more");
    }
    let mut wrong: BTreeMap<(&str, &str), Vec<&Edge>> = BTreeMap::new();
    for edge in &found.edges {
        let (Some(from), Some(to)) = (edge.from.first(), edge.to.first()) else {
            continue;
        };
        if from != to && layer(from) <= layer(to) {
            wrong.entry((from, to)).or_default().push(edge);
        }
    }
    let allowed: BTreeSet<(&str, &str)> = AGAINST_LAYERS.iter().copied().collect();
    let is: BTreeSet<(&str, &str)> = wrong.keys().copied().collect();
    assert_eq!(is, allowed, "imports against the layers: {wrong:#?}");
}

#[test]
fn no_module_is_in_a_circle() {
    let read = Crate::read();
    let found = read.circles();
    let allowed: BTreeSet<(String, Vec<String>)> = CIRCLES
        .iter()
        .map(|(module, children)| {
            let children = children.iter().map(|child| (*child).to_owned());
            ((*module).to_owned(), children.collect())
        })
        .collect();
    let is: BTreeSet<(String, Vec<String>)> = found.keys().cloned().collect();
    assert_eq!(is, allowed, "circles: {found:#?}");
}

#[test]
fn no_file_is_long() {
    for (file, text) in imports::files() {
        let lines = text.lines().count();
        assert!(lines <= MOST_LINES, "{file} has {lines} lines");
    }
}

/// The folders of the workspace whose files say their job in their first line.
const FOLDERS: &[&str] = &["generator", "runtime", "handler", "xtask", "tests"];

#[test]
fn each_file_says_its_job_first() {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let mut waiting: Vec<_> = FOLDERS.iter().map(|folder| root.join(folder)).collect();
    let mut count = 0;
    while let Some(folder) = waiting.pop() {
        for entry in std::fs::read_dir(&folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                if !path.ends_with("target") {
                    waiting.push(path);
                }
            } else if path.extension().is_some_and(|end| end == "rs") {
                let text = std::fs::read_to_string(&path).unwrap();
                let job = text.strip_prefix("//! ");
                assert!(
                    job.is_some_and(|job| job.starts_with(|first: char| !first.is_whitespace())),
                    "{}: the first line does not say what the file is for (`//! …`)",
                    path.display()
                );
                count += 1;
            }
        }
    }
    assert!(count > 300, "{count} files");
}

#[test]
fn imports_are_found_wherever_they_stand() {
    let found = Crate::of(&[
        ("lib.rs", "pub mod a; pub mod b; pub mod c;"),
        (
            "a.rs",
            "use crate::b::{self, inner::{One as Two, Three}}; #[cfg(test)] mod tests { use crate::c::X; }",
        ),
        (
            "b/mod.rs",
            "mod inner; mod other; pub use other::Named; fn f() { crate::c::g(); }",
        ),
        (
            "b/inner.rs",
            "use super::{Named, super::c}; fn f() { if true { super::super::a::g() } }",
        ),
        ("b/other.rs", "fn f(x: crate::b::inner::Three) {}"),
        (
            "c.rs",
            "fn g() { use crate::a::h; let x: crate::b::Named; }",
        ),
    ]);
    let shown: BTreeSet<(String, String)> = found
        .edges
        .iter()
        .map(|edge| (edge.from.join("::"), edge.to.join("::")))
        .collect();
    let expected = [
        ("a", "b"),
        ("a", "b::inner"),
        ("b", "c"),
        ("b::inner", "a"),
        ("b::inner", "b::other"),
        ("b::inner", "c"),
        ("b::other", "b::inner"),
        ("c", "a"),
        ("c", "b::other"),
    ];
    let expected: BTreeSet<(String, String)> = expected
        .iter()
        .map(|(from, to)| ((*from).to_owned(), (*to).to_owned()))
        .collect();
    assert_eq!(shown, expected);
    let circles: Vec<_> = found.circles().into_keys().collect();
    let names = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect();
    assert_eq!(
        circles,
        [
            (String::new(), names(&["a", "b", "c"])),
            ("b".to_owned(), names(&["inner", "other"])),
        ]
    );
}
