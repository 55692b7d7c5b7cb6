//! The values that real documents give of their schemas, through emitted types: `cargo xtask schemas examples`.
//!
//! `COUNTERPART_DOCUMENTS` are the names of those that are tried, with commas between them; without it, all are.

mod oracle;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use counterpart::source::Sources;
use counterpart_tests::raw::{self, schemas};
use counterpart_tests::schemas::equal::is_equal_but;
use counterpart_tests::schemas::probe;
use counterpart_tests::schemas::program::{Ask, Program, Side, Told};
use oracle::Oracle;
use serde_json::Value;

const REAL: &str = "../../shared/corpus/real";

/// The values of a document that are values of their schemas.
struct Document {
    name: String,
    members: schemas::Members,
    values: Vec<Given>,
    invalid: usize,
}

/// A value, of the schema at an index of the probe.
struct Given {
    index: usize,
    at: String,
    value: Value,
}

#[test]
fn what_documents_give_of_their_schemas_comes_back_equal() {
    if !Path::new(REAL).is_dir() {
        assert!(std::env::var_os("CI").is_none(), "{REAL} is not there");
        println!("{REAL} is not there: nothing is tested");
        return;
    }
    let (mut all, mut lost) = (0, 0);
    println!("| document | values | not values of their schemas | lost |\n|---|---|---|---|");
    let mut lines = Vec::new();
    for path in documents() {
        let name = path
            .file_name()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned();
        let text = std::fs::read_to_string(&path).expect("a document");
        let Some((document, told)) = tried(&name, &text) else {
            continue;
        };
        let failures = failures(&document, &told);
        println!(
            "| {name} | {} | {} | {} |",
            document.values.len(),
            document.invalid,
            failures.len()
        );
        all += document.values.len();
        lost += failures.len();
        lines.extend(failures);
    }
    for line in &lines {
        println!("{line}");
    }
    println!("{all} values, {lost} lost");
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

/// What both sides make of the values; `None` where the document gives none, or cannot be used.
fn tried(name: &str, text: &str) -> Option<(Document, Vec<[Told; 2]>)> {
    let raw = raw::parse(text).ok()?;
    let (document, schemas) = given(name, &raw);
    if document.values.is_empty() {
        return None;
    }
    let probed = probe::probe(&raw, &schemas).to_string();
    let sources = Sources::from_text("openapi.json", probed).ok()?;
    let mut program =
        Program::anew(&format!("values-{}", name.replace('.', "-"))).expect("the target folder");
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
        .flat_map(|given| {
            [Side::Server, Side::Client].map(|side| probe::ask(0, given.index, side, &given.value))
        })
        .collect();
    let told = built.ask(&asks).expect(name);
    let pairs = told
        .chunks(2)
        .filter_map(|pair| <[Told; 2]>::try_from(pair.to_vec()).ok());
    Some((document, pairs.collect()))
}

/// The values of which the oracle says that they are of their schemas, and the pointers of those.
fn given(name: &str, raw: &Value) -> (Document, Vec<String>) {
    let oracle = Oracle::of(raw);
    let mut document = Document {
        name: name.to_owned(),
        members: schemas::members(raw),
        values: Vec::new(),
        invalid: 0,
    };
    let mut pointers = Vec::new();
    for valued in schemas::valued(raw) {
        let validator = oracle.validator(&valued.schema);
        let index = pointers.len();
        for (at, value) in valued.values {
            if validator.as_ref().is_some_and(|one| one.is_valid(&value)) {
                document.values.push(Given { index, at, value });
            } else {
                document.invalid += 1;
            }
        }
        if document
            .values
            .last()
            .is_some_and(|given| given.index == index)
        {
            pointers.push(valued.schema);
        }
    }
    (document, pointers)
}

fn failures(document: &Document, told: &[[Told; 2]]) -> Vec<String> {
    let mut lines = Vec::new();
    let members = &document.members;
    for (given, told) in document.values.iter().zip(told) {
        let reasons: BTreeMap<&str, String> = [("server", &told[0]), ("client", &told[1])]
            .into_iter()
            .filter_map(|(side, told)| {
                let left_out = if side == "server" {
                    &members.read_only
                } else {
                    &members.write_only
                };
                let may_miss =
                    |name: &str| !members.named.contains(name) || left_out.contains(name);
                let may_add = |name: &str| side == "client" && members.defaulted.contains(name);
                match told {
                    Err(why) => Some((side, format!("refused: {why:.300}"))),
                    Ok(text) => match probe::told(given.index, text) {
                        Some(got) if is_equal_but(&given.value, &got, &may_miss, &may_add) => None,
                        None if given.value.is_null() => None,
                        got => Some((
                            side,
                            format!("became {:.300}", got.unwrap_or_default().to_string()),
                        )),
                    },
                }
            })
            .collect();
        if !reasons.is_empty() {
            let value = given.value.to_string();
            lines.push(format!(
                "{}#{}: {value:.200}: {reasons:?}",
                document.name, given.at
            ));
        }
    }
    lines
}
