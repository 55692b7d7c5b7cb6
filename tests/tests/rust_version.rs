//! The `rust-version` that users of the crates are promised is one that all their dependencies have too.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)]

use std::collections::{BTreeMap, BTreeSet};
use std::process::Command;

use serde_json::Value;

/// What users build: the generator, the runtime, and what is generated.
const ROOTS: [&str; 4] = [
    "counterpart",
    "counterpart-runtime",
    "generated-client",
    "generated-server",
];

fn run(command: &mut Command) -> String {
    let output = command.output().unwrap();
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{command:?}: {errors}");
    String::from_utf8(output.stdout).unwrap()
}

/// What cargo knows of all packages, of this machine's platform only: others may not have been fetched.
fn metadata() -> Value {
    let versions = run(Command::new("rustc").arg("-vV"));
    let host = versions
        .lines()
        .find_map(|line| line.strip_prefix("host: "));
    let mut cargo = Command::new(env!("CARGO"));
    cargo.args([
        "metadata",
        "--format-version=1",
        "--locked",
        "--all-features",
    ]);
    cargo.args(["--filter-platform", host.unwrap()]);
    cargo.current_dir(env!("CARGO_MANIFEST_DIR"));
    serde_json::from_str(&run(&mut cargo)).unwrap()
}

/// `1.85` and `1.85.0` are one version.
fn version(text: &str) -> Vec<u32> {
    let mut parts: Vec<u32> = text.split('.').map(|part| part.parse().unwrap()).collect();
    parts.resize(3, 0);
    parts
}

fn by_id(list: &Value) -> BTreeMap<&str, &Value> {
    let list = list.as_array().unwrap().iter();
    list.map(|one| (one["id"].as_str().unwrap(), one)).collect()
}

/// The dependencies of a package that its users build: all but those of its tests.
fn dependencies(node: &Value) -> impl Iterator<Item = &str> {
    let built = |dependency: &&Value| {
        let kinds = dependency["dep_kinds"].as_array().unwrap();
        kinds.iter().any(|kind| kind["kind"] != "dev")
    };
    let all = node["deps"].as_array().unwrap().iter();
    all.filter(built).map(|one| one["pkg"].as_str().unwrap())
}

#[test]
fn no_dependency_needs_a_newer_rust_than_is_promised() {
    let metadata = metadata();
    let packages = by_id(&metadata["packages"]);
    let nodes = by_id(&metadata["resolve"]["nodes"]);
    let is_root = |package: &&Value| {
        package["source"].is_null() && ROOTS.contains(&package["name"].as_str().unwrap())
    };
    let roots: Vec<&Value> = packages.values().copied().filter(is_root).collect();
    assert_eq!(roots.len(), ROOTS.len());
    let mut too_new = BTreeSet::new();
    let mut reached = BTreeSet::new();
    for root in roots {
        let promised = version(root["rust_version"].as_str().unwrap());
        let mut open = vec![root["id"].as_str().unwrap()];
        let mut seen = BTreeSet::new();
        while let Some(id) = open.pop() {
            if !seen.insert(id) {
                continue;
            }
            open.extend(dependencies(nodes[id]));
            // Who says nothing may need anything: only a build by that version tells.
            let needed = packages[id]["rust_version"].as_str();
            if needed.is_some_and(|needed| version(needed) > promised) {
                too_new.insert(format!(
                    "{} needs {id}, which needs {}",
                    root["name"],
                    needed.unwrap_or_default()
                ));
            }
        }
        reached.extend(seen);
    }
    assert!(
        reached.len() > 100,
        "only {} packages were looked at",
        reached.len()
    );
    assert!(too_new.is_empty(), "{too_new:#?}");
}
