//! Which documents the tests across crates look at: those of `specs/`, and real ones, which are not in this repository.

use std::path::{Path, PathBuf};

/// The twelve real documents.
pub const TWELVE: [&str; 12] = [
    "github.json",
    "stripe.json",
    "openai.yaml",
    "okta-management.yaml",
    "elasticsearch-serverless.json",
    "dograh.json",
    "invokeai.json",
    "polar.json",
    "mistral.yaml",
    "figma.yaml",
    "k8s-core-v1.json",
    "svix-lib.json",
];

/// Those of the twelve that are small enough for what takes long.
pub const SMALL: [&str; 3] = ["dograh.json", "figma.yaml", "mistral.yaml"];

/// The folder of the real documents; `None` where it is not there, which is said.
///
/// # Panics
/// In CI, where it must be there.
#[must_use]
pub fn real() -> Option<PathBuf> {
    let real = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/corpus/real");
    if real.is_dir() {
        return Some(real);
    }
    let is_ci = std::env::var_os("CI").is_some();
    assert!(!is_ci, "{} is not there", real.display());
    println!("skipped: {} is not there", real.display());
    None
}

/// The documents of `specs/`, and the real ones of these names where they are there.
///
/// # Panics
/// Where `specs/` cannot be read; in CI, where the real ones are not there.
#[must_use]
#[allow(clippy::expect_used, reason = "for tests")]
pub fn specs_and(names: &[&str]) -> Vec<PathBuf> {
    let specs = Path::new(env!("CARGO_MANIFEST_DIR")).join("../specs");
    let specs = std::fs::read_dir(specs).expect("specs/ is there");
    let mut found: Vec<PathBuf> = specs
        .map(|entry| entry.expect("an entry").path())
        .filter(|path| path.is_file())
        .collect();
    found.extend(
        real()
            .iter()
            .flat_map(|real| names.iter().map(|name| real.join(name))),
    );
    found.sort();
    found
}
