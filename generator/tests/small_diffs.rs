//! One more optional member is the lines of that member, and no other line of the output changes.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "what is wrong here is a test that fails"
)]

use counterpart::{Config, Lock, Output, Sources, generate};
use serde_json::{Value, json};
use similar::{ChangeTag, TextDiff};

const DIGA: &str = include_str!(concat!(
    env!("CARGO_MANIFEST_DIR"),
    "/../specs/openapi.json"
));

/// The member's name in the document: nothing else there looks like it.
const NAME: &str = "zebra_crossing";

fn generated(document: &str, lock: &Lock) -> Output {
    let sources = Sources::from_text("openapi.json", document).unwrap();
    let output = generate(&sources, &Config::default(), lock);
    assert!(!output.is_refused());
    output
}

/// Where a member goes.
#[derive(Clone, Copy, Debug)]
enum Place {
    First,
    Second,
    Last,
}

/// The Diga document with one more member in a schema. As text, because the order of members counts.
fn with_member(schema: &str, place: Place, member: &Value) -> String {
    let start = format!("\n      \"{schema}\": {{\n        \"properties\": {{");
    let (before, rest) = DIGA.split_once(&start).unwrap();
    let (members, after) = rest.split_once("\n        },\n").unwrap();
    let end_of_first = members
        .find("\n          },")
        .map(|at| at + "\n          },".len());
    let members = match (place, end_of_first) {
        (Place::First, _) => format!("\n          \"{NAME}\": {member},{members}"),
        (Place::Second, Some(at)) => {
            let (first, others) = members.split_at(at);
            format!("{first}\n          \"{NAME}\": {member},{others}")
        }
        (Place::Second, None) | (Place::Last, _) => {
            format!("{members},\n          \"{NAME}\": {member}")
        }
    };
    format!("{before}{start}{members}\n        }},\n{after}")
}

/// The first member with a default makes a type a view of its schema, which is in the keys of the lock alone.
fn lock_without_views(output: &Output) -> String {
    let lock = output.lock.to_text();
    let lock = lock.replace("/@response", "").replace("/@request", "");
    let mut lines: Vec<&str> = lock.split_inclusive('\n').collect();
    lines.sort_unstable();
    lines.concat()
}

/// The lines that a file loses and gains.
fn changes(before: &Output, after: &Output) -> (Vec<String>, Vec<String>) {
    let (mut lost, mut gained) = (Vec::new(), Vec::new());
    let locks = [before, after].map(lock_without_views);
    let paths = |output: &Output| -> Vec<String> {
        let files = output.files.iter();
        files.map(|file| file.path.clone()).collect()
    };
    assert_eq!(paths(before), paths(after));
    let files = before.files.iter().zip(&after.files);
    let files = files.map(|(before, after)| (before.text.as_str(), after.text.as_str()));
    for (before, after) in files.chain([(locks[0].as_str(), locks[1].as_str())]) {
        for change in TextDiff::from_lines(before, after).iter_all_changes() {
            match change.tag() {
                ChangeTag::Delete => lost.push(change.value().to_owned()),
                ChangeTag::Insert => gained.push(change.value().to_owned()),
                ChangeTag::Equal => {}
            }
        }
    }
    (lost, gained)
}

#[test]
fn a_member_is_its_own_lines() {
    let first = generated(DIGA, &Lock::new());
    let lock = first.lock.clone();
    // Schemas of requests, of answers and of faults, with what is required and without.
    let schemas = [
        "PatchSipConfigRequestSchema",
        "InboundConfigUpdateSchema",
        "OutboundConfigUpdateSchema",
        "PhoneRegisterResponseSchema",
        "SipConfigResponseSchema",
        "HTTPValidationError",
        "ValidationError",
    ];
    // The member, and what its lines hold beside its name: its documentation, what is imported for it,
    // and the frame of the method that gives its default.
    let members = [
        (json!({"type": "string"}), vec![]),
        (
            json!({"type": "string", "title": "Crossing", "description": "Where they cross"}),
            vec!["/// Crossing", "///", "/// Where they cross"],
        ),
        (
            json!({"anyOf": [{"type": "integer"}, {"type": "null"}]}),
            vec!["use counterpart_runtime::Maybe;"],
        ),
        (
            json!({"type": "string", "format": "date"}),
            vec!["use counterpart_runtime::Date;"],
        ),
        (
            json!({"type": "object", "additionalProperties": {"type": "integer"}}),
            // With the blank line behind the first import of the standard library's.
            vec!["use std::collections::BTreeMap;", ""],
        ),
        (
            json!({"$ref": "#/components/schemas/TelephonyProvider"}),
            vec![],
        ),
        (
            json!({"type": "string", "default": ""}),
            vec!["/// Default: `\"\"`.", "", "#[must_use]", "}"],
        ),
        (
            json!({"type": "integer", "default": 3}),
            vec!["/// Default: `3`.", "", "#[must_use]", "}"],
        ),
    ];
    for schema in schemas {
        for place in [Place::First, Place::Second, Place::Last] {
            for (member, beside) in &members {
                let after = generated(&with_member(schema, place, member), &lock);
                let (lost, gained) = changes(&first, &after);
                let case = format!("{schema} {place:?} {member}");
                assert_eq!(lost, [""; 0], "{case}: {gained:#?}");
                let own = |line: &&String| {
                    let line = line.trim();
                    line.contains(NAME) || beside.contains(&line)
                };
                let others: Vec<_> = gained.iter().filter(|line| !own(line)).collect();
                assert!(others.is_empty(), "{case}: {others:#?}");
                assert!(gained.len() >= 2 * 6, "{case}: {gained:#?}");
            }
        }
    }
}
