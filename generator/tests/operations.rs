//! Every operation of every document is lowered, or skipped with a reason: for the documents in `specs/`, and for each
//! of them with any one node deleted or replaced by something else.

// In helpers of tests, too.
#![allow(clippy::unwrap_used)]

use std::path::{Path, PathBuf};

use counterpart::diagnostic::Effect;
use counterpart::document;
use counterpart::lower::{LowerConfig, Lowered, lower};
use counterpart::source::Sources;
use serde_json::{Map, Value, json};

const METHODS: [&str; 9] = [
    "get", "put", "post", "delete", "options", "head", "patch", "trace", "query",
];

fn specs() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../specs");
    let mut files: Vec<PathBuf> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    files.retain(|file| {
        file.extension()
            .is_some_and(|ending| ending == "yaml" || ending == "json")
    });
    files.sort();
    assert!(files.len() > 10, "{files:?}");
    files
}

fn members(value: Option<&Value>) -> impl Iterator<Item = (&String, &Value)> {
    let object = value.and_then(Value::as_object);
    object
        .into_iter()
        .flatten()
        .filter(|(key, _)| !key.starts_with("x-"))
}

/// How many operations there are, found without the generator's model.
fn count(root: &Value) -> usize {
    let item = |item: &Value| {
        let plain = METHODS
            .iter()
            .filter(|method| item.get(**method).is_some())
            .count();
        plain + members(item.get("additionalOperations")).count()
    };
    members(root.get("paths"))
        .map(|(_, value)| item(value))
        .sum()
}

/// Lowers the document, and checks what is true of every one.
fn check(sources: &Sources, count: usize, name: &str) -> Lowered {
    let (document, read) = document::read(sources);
    let mut lowered = lower(&document, &LowerConfig::default());
    lowered.diagnostics.extend(read);
    let said = &lowered.diagnostics;
    for one in said {
        assert!(sources.file(one.place.file).is_some(), "{name}: {one:?}");
        assert!(
            !one.message.is_empty() && !one.pointer.is_empty(),
            "{name}: {one:?}"
        );
    }
    if said.iter().any(|one| one.effect == Effect::NothingWritten) {
        return lowered;
    }
    let skips = |effect: &Effect| matches!(effect, Effect::OperationSkipped(_));
    let skipped = said.iter().filter(|one| skips(&one.effect)).count();
    assert!(skipped >= lowered.skipped.len(), "{name}: {said:#?}");
    assert_eq!(
        lowered.api.operations.len() + lowered.skipped.len(),
        count,
        "{name}: {said:#?}"
    );
    lowered
}

#[test]
fn the_books_balance() {
    for file in specs() {
        let name = file.file_name().unwrap().to_string_lossy().into_owned();
        let sources = Sources::from_text(&name, std::fs::read(&file).unwrap()).unwrap();
        let lowered = check(&sources, count(&sources.root().to_json()), &name);
        // A schema that is not supported is JSON: it takes no operation with it.
        let skips = name == "unsupported-operations.yaml";
        assert!(skips || !lowered.api.operations.is_empty(), "{name}");
        assert_eq!(
            !lowered.skipped.is_empty(),
            skips,
            "{name}: {:#?}",
            lowered.skipped
        );
    }
}

/// Every node below `value`, by its path.
fn paths(value: &Value, here: &mut Vec<String>, found: &mut Vec<Vec<String>>) {
    let children: Vec<(String, &Value)> = match value {
        Value::Object(members) => members
            .iter()
            .map(|(key, value)| (key.clone(), value))
            .collect(),
        Value::Array(items) => items
            .iter()
            .enumerate()
            .map(|(index, value)| (index.to_string(), value))
            .collect(),
        _ => Vec::new(),
    };
    for (key, child) in children {
        here.push(key);
        found.push(here.clone());
        paths(child, here, found);
        here.pop();
    }
}

/// `root` with the node at `path` replaced, or deleted.
fn changed(root: &Value, path: &[String], with: Option<Value>) -> Value {
    let Some((key, rest)) = path.split_first() else {
        return with.unwrap_or_default();
    };
    let delete = rest.is_empty() && with.is_none();
    match root {
        Value::Object(members) => {
            let change = |(name, value): (&String, &Value)| match (name == key, delete) {
                (true, true) => None,
                (true, false) => Some((name.clone(), changed(value, rest, with.clone()))),
                (false, _) => Some((name.clone(), value.clone())),
            };
            Value::Object(members.iter().filter_map(change).collect::<Map<_, _>>())
        }
        Value::Array(items) => {
            let index: usize = key.parse().unwrap();
            let change = |(at, value): (usize, &Value)| match (at == index, delete) {
                (true, true) => None,
                (true, false) => Some(changed(value, rest, with.clone())),
                (false, _) => Some(value.clone()),
            };
            Value::Array(items.iter().enumerate().filter_map(change).collect())
        }
        other => other.clone(),
    }
}

#[test]
fn any_node_may_be_anything() {
    for file in specs() {
        let name = file.file_name().unwrap().to_string_lossy().into_owned();
        let sources = Sources::from_text(&name, std::fs::read(&file).unwrap()).unwrap();
        let root = sources.root().to_json();
        let mut all = Vec::new();
        paths(&root, &mut Vec::new(), &mut all);
        for path in all {
            let replacements = [
                json!(null),
                json!(true),
                json!(0),
                json!(""),
                json!([]),
                json!({}),
            ];
            for with in replacements.into_iter().map(Some).chain([None]) {
                let label = format!("{name} {} {with:?}", path.join("/"));
                let broken = changed(&root, &path, with);
                let sources = Sources::from_text("broken.json", broken.to_string());
                // A reference that is "" or the like may be refused while files are looked for.
                let Ok(sources) = sources else { continue };
                check(&sources, count(&broken), &label);
            }
        }
    }
}
