//! Values through emitted types of real documents: `cargo xtask schemas values`.
//!
//! What the documents give (`example`, `examples`, `default`), what is sampled from the raw schemas of twelve of them, and the latter with one keyword
//! broken. The crate `jsonschema` says what is valid; what is valid must come back equal on both sides, what is broken be refused by the server, with its
//! place. What is lost all the same is listed in `known.rs`, with the reason.
//!
//! CI runs a cut ([`SMALL`]); `COUNTERPART_VALUES=all` runs all documents, and a list of names with commas between them those. `COUNTERPART_SAMPLES` is how
//! many values of each component are sampled, 2 without it. `COUNTERPART_WRITE` writes the rows of `docs/values.md` that were run anew.

mod broken;
mod known;
mod oracle;
mod page;
mod sample;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use broken::{Broken, broken};
use counterpart::source::Sources;
use counterpart_tests::documents::{SMALL, TWELVE, real};
use counterpart_tests::raw::rng::Rng;
use counterpart_tests::raw::{self, schemas};
use counterpart_tests::schemas::equal::is_equal_but;
use counterpart_tests::schemas::probe;
use counterpart_tests::schemas::program::{Ask, Program, Side, Told, View};
use oracle::Oracle;
use sample::Sampler;
use serde_json::{Value, json};

/// The values of a document.
struct Document {
    name: String,
    members: schemas::Members,
    values: Vec<Tried>,
    /// How many of those that the document gives are not of their schemas.
    invalid: usize,
}

/// A value, of the schema at an index of the probe.
struct Tried {
    index: usize,
    /// Where it stands, or the schema that it was sampled from.
    at: String,
    value: Value,
    from: From,
    /// The side that does not carry values of the schema: it is `readOnly`, or `writeOnly`, itself.
    without: Option<Side>,
}

/// Where a value comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
enum From {
    Document,
    Sample,
    /// A sample with one fault: its place, and the keyword that is broken.
    Broken(String, String),
}

#[test]
fn what_is_valid_comes_back_and_what_is_broken_is_refused() {
    let Some(real) = real() else { return };
    let mut rows = page::Rows::read();
    let mut unknown = 0;
    for path in documents(&real) {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let text = std::fs::read_to_string(&path).expect("a document");
        let Some((document, told)) = tried(&name, &text) else {
            continue;
        };
        let mut lines = Vec::new();
        let counts = judged(&document, &told, &mut lines);
        unknown += lines.len();
        for line in lines {
            println!("{line}");
        }
        rows.set(&name, &counts);
        rows.write();
        println!("{}", rows.row(&name));
    }
    assert_eq!(unknown, 0, "values are lost of which nobody says why");
}

fn documents(real: &Path) -> Vec<PathBuf> {
    let wanted = std::env::var("COUNTERPART_VALUES").unwrap_or_default();
    let is_all = wanted == "all";
    let wanted: Vec<&str> = match &*wanted {
        "" => SMALL.to_vec(),
        names => names.split(',').collect(),
    };
    let entries = std::fs::read_dir(real).expect("the real documents");
    let mut found: Vec<PathBuf> = entries
        .flatten()
        .map(|entry| entry.path())
        .filter(|path| path.is_file())
        .filter(|path| {
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            is_all || wanted.contains(&&*name)
        })
        .collect();
    found.sort();
    found
}

/// What both sides make of the values; `None` where there are none, or where the document cannot be used.
fn tried(name: &str, text: &str) -> Option<(Document, Vec<[Told; 2]>)> {
    let raw = raw::parse(text).ok()?;
    let (document, schemas) = values(name, &raw);
    if document.values.is_empty() {
        return None;
    }
    let probed = probe::probe(&raw, &schemas).to_string();
    let sources = Sources::from_text("openapi.json", probed).ok()?;
    let folder = format!("values-{}", name.replace('.', "-"));
    let mut program = Program::anew(&folder).expect("the target folder");
    if let Err(why) = program.add(
        &sources,
        &probe::components(schemas.len()),
        Some(probe::TAG),
    ) {
        println!("{name}: {why:.300}");
        return None;
    }
    let built = program.build().expect(name);
    let asks: Vec<Ask> = (document.values.iter())
        .flat_map(|tried| {
            let text = tried.value.to_string();
            [
                (Side::Server, View::Request),
                (Side::Client, View::Response),
            ]
            .map(|(side, view)| probe::ask(0, tried.index, side, view, &text))
        })
        .collect();
    let told = built.ask(&asks).expect(name);
    let pairs = told
        .chunks(2)
        .filter_map(|pair| <[Told; 2]>::try_from(pair.to_vec()).ok());
    Some((document, pairs.collect()))
}

/// The values to be tried, and the pointers of their schemas.
fn values(name: &str, raw: &Value) -> (Document, Vec<String>) {
    let oracle = Oracle::of(raw);
    let mut document = Document {
        name: name.to_owned(),
        members: schemas::members(raw),
        values: Vec::new(),
        invalid: 0,
    };
    let mut given: BTreeMap<String, Vec<(String, Value)>> = schemas::valued(raw)
        .into_iter()
        .map(|valued| (valued.schema, valued.values))
        .collect();
    let is_sampled = TWELVE.contains(&name);
    if is_sampled {
        for component in schemas::components(raw) {
            given.entry(component).or_default();
        }
    }
    let mut sampler = Sampler::new(oracle.document(), 1);
    let mut rng = Rng::new(2);
    let mut pointers = Vec::new();
    let read_only = document.members.read_only.clone();
    for (pointer, values) in given {
        let Some(validator) = oracle.validator(&pointer) else {
            document.invalid += values.len();
            continue;
        };
        let index = pointers.len();
        let without = if schemas::has(raw, &pointer, "readOnly") {
            Some(Side::Server)
        } else if schemas::has(raw, &pointer, "writeOnly") {
            Some(Side::Client)
        } else {
            None
        };
        let mut try_it = |at: &str, value, from| {
            let at = at.to_owned();
            document.values.push(Tried {
                index,
                at,
                value,
                from,
                without,
            });
        };
        for (at, value) in values {
            if validator.is_valid(&value) {
                try_it(&at, value, From::Document);
            } else {
                document.invalid += 1;
            }
        }
        if is_sampled && schemas::is_component(&pointer) {
            for _ in 0..samples() {
                let sampled = sampler
                    .value(&pointer)
                    .filter(|value| validator.is_valid(value));
                let Some(value) = sampled else { continue };
                // What comes in of a readOnly member is read over, right or wrong.
                let is_read = |found: &Broken| {
                    let mut names = found.at.split('/').chain(found.missing.as_deref());
                    without != Some(Side::Server) && !names.any(|name| read_only.contains(name))
                };
                let found = broken(&validator, &value, &mut rng);
                if let Some(found) = found.filter(is_read) {
                    let from = From::Broken(found.at, found.keyword);
                    try_it(&pointer, found.value, from);
                }
                try_it(&pointer, value, From::Sample);
            }
        }
        pointers.push(pointer);
    }
    (document, pointers)
}

fn samples() -> usize {
    std::env::var("COUNTERPART_SAMPLES").map_or(2, |text| text.parse().expect("a number"))
}

/// Counts what is lost; says of each why, of which that is not known.
fn judged(document: &Document, told: &[[Told; 2]], lines: &mut Vec<String>) -> page::Counts {
    let mut counts = page::Counts {
        invalid: document.invalid,
        ..page::Counts::default()
    };
    for (tried, [server, client]) in document.values.iter().zip(told) {
        let (count, what, wrong) = match &tried.from {
            From::Broken(at, keyword) => (
                &mut counts.broken,
                "broken",
                taken(tried, at, server).map(|why| format!("{keyword} at {at}: {why}")),
            ),
            from => {
                let (count, what) = if *from == From::Sample {
                    (&mut counts.sampled, "sampled")
                } else {
                    (&mut counts.given, "given")
                };
                let wrong = lost(document, tried, Side::Server, server)
                    .or_else(|| lost(document, tried, Side::Client, client));
                (count, what, wrong)
            }
        };
        count.0 += 1;
        let Some(why) = wrong else { continue };
        count.1 += 1;
        let place = format!("{}#{}", document.name, tried.at);
        match known::why(what, &place, &why) {
            Some(reason) => *counts.reasons.entry(reason).or_default() += 1,
            None => lines.push(json!([what, place, why, tried.value]).to_string()),
        }
    }
    counts
}

/// Why a valid value did not come back.
fn lost(document: &Document, tried: &Tried, side: Side, told: &Told) -> Option<String> {
    let members = &document.members;
    let is_server = side == Side::Server;
    let left_out = if is_server {
        &members.read_only
    } else {
        &members.write_only
    };
    let may_miss = |name: &str| !members.named.contains(name) || left_out.contains(name);
    let may_add = |name: &str| !is_server && members.defaulted.contains(name);
    match told {
        Err(why) => Some(format!("{side:?} refused: {why:.300}")),
        Ok(text) => match probe::told(tried.index, text) {
            Some(got) if is_equal_but(&tried.value, &got, &may_miss, &may_add) => None,
            None if tried.value.is_null() => None,
            None if tried.without == Some(side) => None,
            got => Some(format!("{side:?}: became {}", got.unwrap_or_default())),
        },
    }
}

/// Why a broken value is not refused with its place.
fn taken(tried: &Tried, at: &str, told: &Told) -> Option<String> {
    let place = format!("{}{at}", probe::place(tried.index));
    match told {
        Ok(_) => Some("taken".to_owned()),
        Err(why) => {
            let is_there = why.split("; ").any(|fault| {
                fault
                    .strip_prefix(&place)
                    .is_some_and(|rest| rest.starts_with([':', '/']))
            });
            // What tells the variants of a union apart is wrong where the union stands, and is named there.
            let (holder, name) = place.rsplit_once('/').unwrap_or_default();
            let of_union = format!("{holder}: expected the member {name:?}");
            let is_named = why.split("; ").any(|fault| fault.starts_with(&of_union));
            (!is_there && !is_named).then(|| format!("refused elsewhere: {why:.300}"))
        }
    }
}
