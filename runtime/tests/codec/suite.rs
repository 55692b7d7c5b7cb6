//! Rules against the test suite of JSON Schema (draft 2020-12), which stands beside the repository.

use std::path::Path;

use counterpart_runtime::Json;
use counterpart_runtime::codec::{DecodeOptions, decode_ruled};
use serde_json::Value;

use crate::schema;

const SUITE: &str = concat!(
    env!("CARGO_MANIFEST_DIR"),
    "/../../shared/corpus/peers/json-schema-test-suite/tests/draft2020-12"
);

/// Keywords that rules are not for: the generator follows these references.
const OTHER_FILES: [&str; 8] = [
    "anchor.json",
    "content.json",
    "defs.json",
    "dynamicRef.json",
    "format.json",
    "refRemote.json",
    "vocabulary.json",
    "infinite-loop-detection.json",
];

#[test]
fn rules_are_the_keywords_of_the_suite() {
    let Ok(files) = Path::new(SUITE).read_dir() else {
        assert!(std::env::var_os("CI").is_none(), "{SUITE} is not there");
        println!("{SUITE} is not there");
        return;
    };
    let (mut groups_run, mut groups_left, mut tests) = (0, Vec::new(), 0);
    let mut wrong = Vec::new();
    for file in files {
        let path = file.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        if path.is_dir() || OTHER_FILES.contains(&name.as_str()) {
            continue;
        }
        let groups: Vec<Value> =
            serde_json::from_str(&std::fs::read_to_string(&path).unwrap()).unwrap();
        for group in &groups {
            let Some(rules) = schema::rules(&group["schema"]) else {
                groups_left.push(format!("{name}: {}", group["description"]));
                continue;
            };
            groups_run += 1;
            for test in group["tests"].as_array().unwrap() {
                for rules in [rules, schema::referred(rules)] {
                    tests += 1;
                    let text = test["data"].to_string();
                    let options = DecodeOptions::DEFAULT.with_rules(true);
                    let read = decode_ruled::<Json>(text.as_bytes(), options, rules);
                    if read.is_ok() != test["valid"] {
                        wrong.push(format!(
                            "{name}: {}: {}: {read:?}",
                            group["description"], test["description"]
                        ));
                    }
                }
            }
        }
    }
    println!("{groups_run} groups, {tests} values; not run: {groups_left:#?}");
    assert!(wrong.is_empty(), "{wrong:#?}");
    assert!(groups_run >= 250, "{groups_run}");
}
