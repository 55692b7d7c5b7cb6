//! The books balance: every operation of a document is emitted, skipped or excluded, with and without filters.
//!
//! The operations are counted here by code that uses none of ours: `serde_json`, `serde_yaml`, and references that are
//! followed by hand. Over `specs/`, and over the real documents of `../shared/corpus/real`; the slow ones among them
//! ([`NIGHTLY`]) only with `COUNTERPART_BOOKS=all`.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "what is wrong here is a test that fails"
)]

#[path = "common/count.rs"]
mod count;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use counterpart::source::{DiskLoader, FileId, Sources, load};
use counterpart::{Config, Lock, Report};

use count::{Operation, operations};

/// Real documents that cost too much for each landing.
const NIGHTLY: &[&str] = &[
    "elasticsearch-serverless.json",
    "github.json",
    "invokeai.json",
    "klaviyo.json",
    "okta-management.yaml",
    "openai.yaml",
    "polar.json",
    "square.json",
    "stripe.json",
    "svix-lib.json",
    "vapi.json",
];

/// How many filters each document is read with.
const FILTERS: u64 = 4;

const SPECS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../specs");
const REAL: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../shared/corpus/real");

#[test]
fn the_books_balance_over_the_small_documents() {
    let mut counted = 0;
    for path in documents(Path::new(SPECS)) {
        // What is emitted in the end, not only what is lowered.
        let sources = loaded(&path);
        let whole = counterpart::generate(&sources, &Config::default(), &Lock::new());
        if !whole.is_refused() {
            compare(&path, &operations(&path), "", &whole.report);
        }
        counted += check(&path);
    }
    assert!(counted > 100, "{counted}");
}

#[test]
fn the_books_balance_over_real_documents() {
    let folder = Path::new(REAL);
    if !folder.is_dir() {
        assert!(std::env::var_os("CI").is_none(), "{REAL} is not there");
        println!("skipped: {REAL} is not there");
        return;
    }
    let all = std::env::var("COUNTERPART_BOOKS").is_ok_and(|value| value == "all");
    let (mut counted, mut read) = (0, 0);
    for path in documents(folder) {
        let name = path.file_name().unwrap().to_str().unwrap();
        if all || !NIGHTLY.contains(&name) {
            counted += check(&path);
            read += 1;
        }
    }
    println!("{counted} operations of {read} documents");
    assert!(counted > 5000, "{counted}");
}

/// DigitalOcean's operations stand behind references, each in a file of its own.
#[test]
fn operations_behind_references_are_emitted() {
    let path = Path::new(REAL).join("digitalocean/specification/DigitalOcean-public.v2.yaml");
    if !path.is_file() {
        assert!(std::env::var_os("CI").is_none(), "{REAL} is not there");
        println!("skipped: {REAL} is not there");
        return;
    }
    let sources = loaded(&path);
    let report = counterpart::report(&sources, &Config::default());
    let (emitted, skipped) = (report.emitted.len(), report.skipped.len());
    println!("{emitted} emitted, {skipped} skipped");
    assert!(emitted > 20 * skipped, "{emitted} {skipped}");
}

/// Compares what is said to become of each operation with the operations that there are; gives how many there are.
fn check(path: &Path) -> usize {
    let sources = loaded(path);
    let operations = operations(path);
    let whole = counterpart::report(&sources, &Config::default());
    compare(path, &operations, "", &whole);
    assert_eq!(whole.excluded.len(), 0);
    let mut random = Random(operations.len() as u64 + 1);
    for _ in 0..FILTERS {
        let include = Filter::pick(&operations, &mut random);
        let exclude = Filter::pick(&operations, &mut random);
        // Both, or one of them.
        let (include, exclude) = match random.below(3) {
            0 => (Some(include), None),
            1 => (None, Some(exclude)),
            _ => (Some(include), Some(exclude)),
        };
        let text = [("include", &include), ("exclude", &exclude)]
            .map(|(name, filter)| {
                filter
                    .as_ref()
                    .map_or_else(String::new, |one| one.toml(name))
            })
            .concat();
        let config = Config::parse(&text, FileId(0)).unwrap_or_else(|_| panic!("{text}"));
        let report = counterpart::report(&sources, &config);
        compare(path, &operations, &text, &report);
        let excluded = (operations.iter()).filter(|operation| {
            include
                .as_ref()
                .is_some_and(|filter| !filter.has(operation))
                || exclude.as_ref().is_some_and(|filter| filter.has(operation))
        });
        let mut excluded: Vec<String> = excluded.map(|one| one.name.clone()).collect();
        let mut told: Vec<String> = (report.excluded.iter())
            .map(|one| one.operation.clone())
            .collect();
        excluded.sort();
        told.sort();
        assert_eq!(told, excluded, "{}\n{text}", path.display());
    }
    operations.len()
}

fn compare(path: &Path, operations: &[Operation], filter: &str, report: &Report) {
    let left_out = report.skipped.iter().chain(&report.excluded);
    let mut told: Vec<String> = (report.emitted.iter().cloned())
        .chain(left_out.map(|one| one.operation.clone()))
        .collect();
    let mut counted: Vec<String> = operations.iter().map(|one| one.name.clone()).collect();
    told.sort();
    counted.sort();
    assert_eq!(told, counted, "{}\n{filter}", path.display());
    assert_eq!(report.total, counted.len(), "{}\n{filter}", path.display());
    assert!(report.balances());
}

fn loaded(path: &Path) -> Sources {
    let path = path.to_str().unwrap();
    load(&mut DiskLoader::new(path), path).unwrap_or_else(|_| panic!("{path} is not loaded"))
}

/// The files below a folder that say that they are documents of OpenAPI 3.
fn documents(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut waiting = vec![folder.to_owned()];
    while let Some(folder) = waiting.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            let is_text = (path.extension())
                .is_some_and(|ending| ["json", "yaml", "yml"].iter().any(|one| ending == *one));
            if path.is_dir() {
                waiting.push(path);
            } else if is_text && count::is_document(&path) {
                found.push(path);
            }
        }
    }
    found.sort();
    found
}

/// An `include` or `exclude` of some tags, paths and operationIds of a document.
struct Filter {
    tags: BTreeSet<String>,
    /// Whole paths, or how they begin with a `*` behind.
    paths: BTreeSet<String>,
    ids: BTreeSet<String>,
}

impl Filter {
    fn pick(operations: &[Operation], random: &mut Random) -> Self {
        let mut filter = Self {
            tags: BTreeSet::new(),
            paths: BTreeSet::new(),
            ids: BTreeSet::new(),
        };
        if operations.is_empty() {
            return filter;
        }
        for _ in 0..1 + random.below(6) {
            let one = &operations[random.below(operations.len() as u64) as usize];
            match random.below(4) {
                0 => filter.tags.extend(one.tags.first().cloned()),
                1 => filter.ids.extend(one.id.clone()),
                2 => {
                    filter.paths.insert(one.path.clone());
                }
                _ => {
                    let half: String = (one.path.chars()).take(one.path.len() / 2 + 1).collect();
                    filter.paths.insert(format!("{half}*"));
                }
            }
        }
        filter.paths.retain(|path| path.matches('*').count() < 2);
        filter
    }

    fn has(&self, operation: &Operation) -> bool {
        let by_path = self.paths.iter().any(|path| match path.strip_suffix('*') {
            Some(start) => operation.path.starts_with(start),
            None => operation.path == *path,
        });
        by_path
            || operation.tags.iter().any(|tag| self.tags.contains(tag))
            || (operation.id.as_ref()).is_some_and(|id| self.ids.contains(id))
    }

    fn toml(&self, name: &str) -> String {
        let list = |texts: &BTreeSet<String>| serde_json::to_string(texts).unwrap();
        format!(
            "[{name}]\ntags = {}\npaths = {}\noperations = {}\n",
            list(&self.tags),
            list(&self.paths),
            list(&self.ids)
        )
    }
}

/// Numbers that are the same each time (Knuth's linear congruential generator).
struct Random(u64);

impl Random {
    fn below(&mut self, end: u64) -> u64 {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % end
    }
}
