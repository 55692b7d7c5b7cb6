//! No keyword falls in silence: taken out of its schema, each changes what is emitted or what is said, or is named where it stands, or
//! says nothing beside its neighbours for a reason that is listed here.
//!
//! Over `specs/` and three real documents; with `COUNTERPART_LEDGER=all` over twelve. Schemas and their keywords are found in the raw document, by code that uses none of
//! ours; of schemas with the same keywords one stands for all.

#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "what is wrong here is a test that fails"
)]

mod implied;
mod probe;

use counterpart_tests::documents::{SMALL, TWELVE, specs_and};
use counterpart_tests::raw::reached::reached;
use counterpart_tests::raw::{self};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

use implied::{IMPLIED, Spot, says_nothing};
use probe::{Made, Probe};

/// Keywords with a list of schemas that say something together.
const PARTS: [&str; 3] = ["allOf", "anyOf", "oneOf"];

/// What becomes of the keywords of a document, each counted wherever it stands.
#[derive(Default)]
struct Count {
    /// It changes what is emitted or said.
    used: usize,
    /// Something is said of it.
    named: usize,
    /// It says nothing, by its own value.
    nothing: usize,
    /// It says nothing beside its neighbours, by the reasons for it.
    implied: BTreeMap<&'static str, usize>,
}

/// What became of one keyword.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Fate {
    Used,
    Named,
    Implied(&'static str),
    Silent,
}

/// Whether all twelve real documents are looked at, not the small ones alone.
fn is_all() -> bool {
    std::env::var("COUNTERPART_LEDGER").is_ok_and(|which| which == "all")
}

/// A schema as its keywords, its types and those of the parts that stand in it: what decides which code reads it.
fn signature(root: &Value, schema: &Value) -> String {
    let version = root.get("openapi").and_then(Value::as_str);
    let mut words = vec![version.unwrap_or_default().chars().take(3).collect()];
    for (at, key) in keywords(schema) {
        words.push(format!("{at}/{key}"));
        if matches!(key.as_str(), "type" | "format") {
            words.push(
                schema
                    .pointer(&format!("{at}/{key}"))
                    .map_or_else(String::new, Value::to_string),
            );
        }
    }
    words.join(" ")
}

/// The keywords of a schema and of the parts in it that say something, each by the place of what holds it.
fn keywords(schema: &Value) -> Vec<(String, String)> {
    let own = |at: &str, schema: &Value| -> Vec<(String, String)> {
        let members = schema.as_object().into_iter().flatten();
        let members = members.filter(|(key, value)| !says_nothing(key, value));
        members
            .map(|(key, _)| (at.to_owned(), key.clone()))
            .collect()
    };
    let mut found = own("", schema);
    for key in PARTS {
        let parts = schema.get(key).and_then(Value::as_array);
        for (index, part) in parts.into_iter().flatten().enumerate() {
            found.extend(own(&format!("/{key}/{index}"), part));
        }
    }
    found
}

/// What becomes of a keyword of a schema, which stands at `at` in it.
fn fate(probe: &Probe<'_>, whole: &Made, schema: &Value, at: &str, key: &str) -> Fate {
    if whole.names(at, key) {
        return Fate::Named;
    }
    let changed = probe::changes(schema, at, key);
    if changed.iter().any(|changed| probe.made(changed) != *whole) {
        return Fate::Used;
    }
    let spot = Spot {
        root: probe.root,
        schema,
        at,
        key,
    };
    let implied = IMPLIED
        .iter()
        .find(|one| one.keyword == key && (one.is)(&spot));
    implied.map_or(Fate::Silent, |one| Fate::Implied(one.why))
}

#[test]
fn no_keyword_falls_in_silence() {
    let mut known = BTreeMap::<String, Vec<((String, String), Fate)>>::new();
    let mut silent = Vec::new();
    let mut reasons = BTreeSet::new();
    let documents = specs_and(if is_all() { &TWELVE } else { &SMALL });
    for path in &documents {
        let name = path.file_name().expect("a name").to_string_lossy();
        let text = std::fs::read_to_string(path).expect("a document is text");
        let root = raw::parse(&text).expect("a document is JSON or YAML");
        let is_3_0 = root
            .get("openapi")
            .and_then(Value::as_str)
            .is_some_and(|said| said.starts_with("3.0"));
        let mut count = Count::default();
        for pointer in reached(&root, |_| true) {
            let schema = root.pointer(&pointer).expect("it is reached");
            if is_3_0 && schema.get("$ref").is_some() {
                continue;
            }
            let all = schema.as_object().map_or(0, |members| members.len());
            let fates = known.entry(signature(&root, schema)).or_insert_with(|| {
                let probe = Probe::new(&root);
                let whole = probe.made(schema);
                let fates = keywords(schema).into_iter().map(|(at, key)| {
                    let fate = fate(&probe, &whole, schema, &at, &key);
                    if fate == Fate::Silent {
                        silent.push(format!("{name}#{pointer}{at}/{key}: {}", shown(schema)));
                    }
                    ((at, key), fate)
                });
                fates.collect()
            });
            // Those of its parts are counted where these are schemas of their own.
            let own = fates.iter().filter(|((at, _), _)| at.is_empty());
            let mut counted = 0;
            for (_, fate) in own {
                counted += 1;
                match fate {
                    Fate::Used => count.used += 1,
                    Fate::Named => count.named += 1,
                    Fate::Implied(why) => *count.implied.entry(why).or_default() += 1,
                    Fate::Silent => {}
                }
            }
            count.nothing += all - counted;
            reasons.extend(fates.iter().filter_map(|(_, fate)| match fate {
                Fate::Implied(why) => Some(*why),
                _ => None,
            }));
        }
        let implied: usize = count.implied.values().sum();
        println!(
            "{name}: {} used, {} named, {implied} implied, {} say nothing",
            count.used, count.named, count.nothing
        );
        for (why, count) in count.implied {
            println!("  {count} {why}");
        }
    }
    println!("{} kinds of schemas", known.len());
    assert!(
        silent.is_empty(),
        "{} fall in silence:\n{}",
        silent.len(),
        silent.join("\n")
    );
    if is_all() && documents.iter().any(|path| path.ends_with(TWELVE[0])) {
        for one in IMPLIED {
            assert!(
                reasons.contains(one.why),
                "nothing needs any more: {}",
                one.why
            );
        }
    }
}

/// The schema, as far as it fits a line.
fn shown(schema: &Value) -> String {
    schema.to_string().chars().take(300).collect()
}
