//! Values through emitted types of real documents: `cargo xtask schemas values`.
//!
//! What the documents give (`example`, `examples`, `default`), what is sampled from their raw schemas, and the latter with one keyword broken. The
//! crate `jsonschema` says what is valid; what is valid must come back equal on both sides, what is broken be refused by the server, with its place.
//!
//! `COUNTERPART_DOCUMENTS` are the names of those that are tried, with commas between them; without it, all are. `COUNTERPART_SAMPLES` is how
//! many values of each component are sampled, 2 without it.

mod broken;
mod oracle;
mod sample;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use broken::broken;
use counterpart::source::Sources;
use counterpart_tests::raw::rng::Rng;
use counterpart_tests::raw::{self, schemas};
use counterpart_tests::schemas::equal::is_equal_but;
use counterpart_tests::schemas::probe;
use counterpart_tests::schemas::program::{Ask, Program, Side, Told, View};
use oracle::Oracle;
use sample::Sampler;
use serde_json::Value;

const REAL: &str = "../../shared/corpus/real";

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
}

/// Where a value comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
enum From {
    Document,
    Sample,
    /// A sample with one fault: its place, and the keyword that is broken.
    Broken(String, String),
}

/// How many values were tried, and how many of them are lost.
type Counts = BTreeMap<&'static str, (usize, usize)>;

#[test]
fn what_is_valid_comes_back_and_what_is_broken_is_refused() {
    if !Path::new(REAL).is_dir() {
        assert!(std::env::var_os("CI").is_none(), "{REAL} is not there");
        println!("{REAL} is not there: nothing is tested");
        return;
    }
    let mut all = Counts::new();
    let mut rows = Vec::new();
    for path in documents() {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let text = std::fs::read_to_string(&path).expect("a document");
        let Some((document, told)) = tried(&name, &text) else {
            continue;
        };
        let mut lines = Vec::new();
        let counts = judged(&document, &told, &mut lines);
        for line in lines {
            println!("{line}");
        }
        rows.push(format!(
            "| {name} | {} | {} |",
            document.invalid,
            row(&counts)
        ));
        for (what, (count, lost)) in counts {
            let sum = all.entry(what).or_default();
            *sum = (sum.0 + count, sum.1 + lost);
        }
    }
    println!(
        "| document | given: not valid | valid | lost | sampled | lost | broken | taken |\n|---|---|---|---|---|---|---|---|"
    );
    for row in rows {
        println!("{row}");
    }
    println!("| all | | {} |", row(&all));
}

fn row(counts: &Counts) -> String {
    let cell = |what| {
        let (count, lost) = counts.get(what).copied().unwrap_or_default();
        format!("{count} | {lost}")
    };
    ["given", "sampled", "broken"].map(cell).join(" | ")
}

fn documents() -> Vec<PathBuf> {
    let wanted = std::env::var("COUNTERPART_DOCUMENTS").unwrap_or_default();
    let wanted: Vec<&str> = wanted.split(',').filter(|name| !name.is_empty()).collect();
    let entries = std::fs::read_dir(REAL).expect("the real documents");
    let mut found: Vec<PathBuf> = entries
        .flatten()
        .map(|entry| entry.path())
        .filter(|path| path.is_file())
        .filter(|path| {
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            wanted.is_empty() || wanted.contains(&&*name)
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
    for component in schemas::components(raw) {
        given.entry(component).or_default();
    }
    let mut sampler = Sampler::new(oracle.document(), 1);
    let mut rng = Rng::new(2);
    let mut pointers = Vec::new();
    for (pointer, values) in given {
        let Some(validator) = oracle.validator(&pointer) else {
            document.invalid += values.len();
            continue;
        };
        let index = pointers.len();
        let mut try_it = |at: &str, value, from| {
            let at = at.to_owned();
            document.values.push(Tried {
                index,
                at,
                value,
                from,
            });
        };
        for (at, value) in values {
            if validator.is_valid(&value) {
                try_it(&at, value, From::Document);
            } else {
                document.invalid += 1;
            }
        }
        if schemas::is_component(&pointer) {
            for _ in 0..samples() {
                let sampled = sampler
                    .value(&pointer)
                    .filter(|value| validator.is_valid(value));
                let Some(value) = sampled else { continue };
                if let Some(found) = broken(&validator, &value, &mut rng) {
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

/// Counts what is lost, and says of each why.
fn judged(document: &Document, told: &[[Told; 2]], lines: &mut Vec<String>) -> Counts {
    let mut counts = Counts::new();
    for (tried, [server, client]) in document.values.iter().zip(told) {
        let (what, wrong) = match &tried.from {
            From::Broken(at, keyword) => (
                "broken",
                taken(tried, at, server).map(|why| format!("{keyword} at {at}: {why}")),
            ),
            from => {
                let what = if *from == From::Sample {
                    "sampled"
                } else {
                    "given"
                };
                let wrong = lost(document, tried, Side::Server, server)
                    .or_else(|| lost(document, tried, Side::Client, client));
                (what, wrong)
            }
        };
        let count = counts.entry(what).or_default();
        count.0 += 1;
        if let Some(why) = wrong {
            count.1 += 1;
            let value = tried.value.to_string();
            lines.push(format!(
                "{what}: {}#{}: {value:.300}: {why}",
                document.name, tried.at
            ));
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
            got => Some(format!(
                "{side:?}: became {:.300}",
                got.unwrap_or_default().to_string()
            )),
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
            (!is_there).then(|| format!("refused elsewhere: {why:.300}"))
        }
    }
}
