//! The readers against other ones, over the documents of the repository and over mutations of them.
//!
//! `COUNTERPART_CORPUS=DIR` reads every document below `DIR` too.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "these are tests, their helpers too"
)]

use std::path::{Path, PathBuf};

use counterpart::diagnostic::Severity;
use counterpart::source::{self, FileId, Reading};

const SPECS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../specs");

/// Every file below `folder` with one of the extensions, in order.
fn documents(folder: &Path, extensions: &[&str]) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(&folder).unwrap() {
            let path = entry.unwrap().path();
            let extension = path
                .extension()
                .and_then(|extension| extension.to_str())
                .unwrap_or_default();
            if path.is_dir() {
                folders.push(path);
            } else if extensions.contains(&extension) {
                found.push(path);
            }
        }
    }
    found.sort();
    found
}

fn folders() -> Vec<PathBuf> {
    let corpus = std::env::var_os("COUNTERPART_CORPUS").map(PathBuf::from);
    std::iter::once(PathBuf::from(SPECS))
        .chain(corpus)
        .collect()
}

/// The value that `serde_yaml` reads, in the form of JSON.
fn oracle(text: &str) -> Result<serde_json::Value, String> {
    let mut value: serde_yaml::Value =
        serde_yaml::from_str(text).map_err(|error| error.to_string())?;
    value.apply_merge().map_err(|error| error.to_string())?;
    as_json(&value)
}

fn as_json(value: &serde_yaml::Value) -> Result<serde_json::Value, String> {
    use serde_yaml::Value;
    Ok(match value {
        Value::Null => serde_json::Value::Null,
        Value::Bool(value) => (*value).into(),
        Value::Number(number) => number
            .to_string()
            .parse::<serde_json::Number>()
            .map_err(|error| error.to_string())?
            .into(),
        Value::String(text) => text.clone().into(),
        Value::Sequence(items) => items.iter().map(as_json).collect::<Result<_, _>>()?,
        Value::Mapping(members) => members
            .iter()
            .map(|(key, value)| {
                let key = match key {
                    Value::String(text) => text.clone(),
                    Value::Number(number) => number.to_string(),
                    Value::Bool(value) => value.to_string(),
                    Value::Null => "null".to_owned(),
                    _ => return Err("a key that is a container".to_owned()),
                };
                Ok((key, as_json(value)?))
            })
            .collect::<Result<serde_json::Map<_, _>, _>>()?
            .into(),
        Value::Tagged(tagged) => return Err(format!("the tag {}", tagged.tag)),
    })
}

/// Equal, with numbers by value.
fn same(one: &serde_json::Value, two: &serde_json::Value) -> bool {
    use serde_json::Value;
    match (one, two) {
        (Value::Number(one), Value::Number(two)) => one == two || one.as_f64() == two.as_f64(),
        (Value::Array(one), Value::Array(two)) => {
            one.len() == two.len() && one.iter().zip(two).all(|(one, two)| same(one, two))
        }
        (Value::Object(one), Value::Object(two)) => {
            one.len() == two.len()
                && one
                    .iter()
                    .all(|(key, one)| two.get(key).is_some_and(|two| same(one, two)))
        }
        _ => one == two,
    }
}

fn difference(one: &serde_json::Value, two: &serde_json::Value, at: &str) -> Option<String> {
    use serde_json::Value;
    match (one, two) {
        (Value::Array(a), Value::Array(b)) if a.len() == b.len() => a
            .iter()
            .zip(b)
            .enumerate()
            .find_map(|(index, (a, b))| difference(a, b, &format!("{at}/{index}"))),
        (Value::Object(a), Value::Object(b)) if a.len() == b.len() => {
            a.iter().find_map(|(key, a)| match b.get(key) {
                Some(b) => difference(a, b, &format!("{at}/{key}")),
                None => Some(format!("{at}: no {key}")),
            })
        }
        _ if same(one, two) => None,
        _ => Some(format!("{at}: {} and {}", short(one), short(two))),
    }
}

fn short(value: &serde_json::Value) -> String {
    value.to_string().chars().take(100).collect()
}

fn first_fault(reading: &Reading, text: &str) -> String {
    let fault = &reading.diagnostics[0];
    let line = text[..fault.place.span.start as usize]
        .matches('\n')
        .count()
        + 1;
    format!("line {line}: {} {}", fault.code.as_str(), fault.message)
}

#[test]
fn yaml_is_read_as_serde_yaml_reads_it() {
    let mut differences = Vec::new();
    let mut count = 0;
    for path in folders()
        .iter()
        .flat_map(|folder| documents(folder, &["yaml", "yml"]))
    {
        let bytes = std::fs::read(&path).unwrap();
        let Ok(text) = String::from_utf8(bytes) else {
            continue;
        };
        count += 1;
        let reading = source::yaml::read(&text, FileId(0));
        let refused = reading
            .diagnostics
            .iter()
            .any(|fault| fault.severity() == Severity::Error);
        let difference = match (oracle(&text), &reading.root, !refused) {
            (Ok(theirs), Some(root), true) => difference(&root.to_json(), &theirs, "#"),
            // An empty file is `null` to them.
            (Ok(serde_json::Value::Null), None, _) => None,
            (Ok(_), _, _) => Some(format!(
                "only we refuse it: {}",
                first_fault(&reading, &text)
            )),
            // Integers of more than 64 bits.
            (Err(error), _, true) if error.contains("invalid type: integer") => None,
            (Err(error), _, true) => Some(format!("only they refuse it: {error}")),
            (Err(_), _, false) => None,
        };
        differences
            .extend(difference.map(|difference| format!("{}: {difference}", path.display())));
    }
    eprintln!("{count} YAML documents");
    assert!(
        differences.is_empty(),
        "{}\n{}",
        differences.len(),
        differences.join("\n")
    );
}

#[test]
fn json_is_read_as_serde_json_reads_it() {
    let mut differences = Vec::new();
    for path in folders()
        .iter()
        .flat_map(|folder| documents(folder, &["json"]))
    {
        let bytes = std::fs::read(&path).unwrap();
        let Ok(text) = String::from_utf8(bytes) else {
            continue;
        };
        let reading = source::json::read(&text, FileId(0));
        let difference = match (
            serde_json::from_str(text.trim_start_matches('\u{feff}')),
            &reading.root,
        ) {
            // Keys that stand there twice are a diagnostic; the last one counts for both.
            (Ok(theirs), Some(root)) => difference(&root.to_json(), &theirs, "#"),
            (Ok(_), None) => Some(format!(
                "only we refuse it: {}",
                first_fault(&reading, &text)
            )),
            (Err(error), Some(_)) => Some(format!("only they refuse it: {error}")),
            (Err(_), None) => None,
        };
        differences
            .extend(difference.map(|difference| format!("{}: {difference}", path.display())));
    }
    assert!(
        differences.is_empty(),
        "{}\n{}",
        differences.len(),
        differences.join("\n")
    );
}

/// What people write in YAML that is more than JSON without brackets.
const YAML: &str = r#"%YAML 1.2
---
# comment
plain: a text:no, "a:b" #not a comment # comment
several lines: first
  second

  third
quoted: ['it''s', "tab\t\x41\u00e9\U0001F600", 'a
  b', "c\
  d"]
literal: |
  line 1
    line 2

folded: >-
  one
  two

  three
keep: |+
  x

indent: |2
    y
nulls: [~, null, Null, NULL]
booleans: [true, True, FALSE, yes, no, on, off, y, n]
numbers: [0, -0, 12, +12, 1.5, -1.5e3, 1e3, 1E-2, .5, -.5, 5., 0x1F, 0o14, 1_000, 0127, 08, 1.2.3, 12:30, 2020-01-01]
tags: [!!str 1, !!str true, !!int "3", !!float 4, !!bool "true", !!null null, !!seq [1], !!map {a: 1}]
anchors:
  base: &base {type: object, required: [a]}
  list: &list
    - 1
    - &two 2
  same: *base
  items: [*list, *two]
  merged: {<<: *base, type: string}
  several:
    <<: [*base, {x: 1}]
    x: 2
200: {description: ok}
4XX: {}
true: b
? complex key
: value
empty:
flow: {a, b: , "c":1, d: [e: f, {g: h}], 'i': {j: [
  k
  ]}
}
-dash: x
"quoted key": y
url: http://example.com/?a=b&c#d
"#;

#[test]
fn yaml_beyond_json() {
    let ours = source::yaml::read(YAML, FileId(0));
    assert!(ours.diagnostics.is_empty(), "{}", first_fault(&ours, YAML));
    assert_eq!(
        difference(&ours.root.unwrap().to_json(), &oracle(YAML).unwrap(), "#"),
        None
    );
}

#[test]
fn json_written_as_yaml_is_the_same() {
    for path in documents(Path::new(SPECS), &["json"]) {
        let text = std::fs::read_to_string(&path).unwrap();
        // `specs/errors` has what is no JSON.
        let Ok(value) = serde_json::from_str::<serde_json::Value>(&text) else {
            assert!(
                path.parent()
                    .is_some_and(|folder| folder.ends_with("errors"))
            );
            continue;
        };
        let yaml = serde_yaml::to_string(&value).unwrap();
        for text in [&yaml, &text] {
            let reading = source::yaml::read(text, FileId(0));
            assert_eq!(
                difference(&reading.root.unwrap().to_json(), &value, "#"),
                None,
                "{}",
                path.display()
            );
        }
    }
}
