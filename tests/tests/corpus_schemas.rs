//! All component schemas of real documents, and of the tests of other tools, lowered, compiled and counted: `cargo xtask schemas count`. The table is
//! `docs/corpus-schemas.md`.
//!
//! Without more, twelve documents are counted, their rows of the table must be as they are written, and the servers' types compile;
//! `COUNTERPART_CORPUS=all` counts all, and compiles the clients' too.

use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use counterpart::Lock;
use counterpart::report::Report;
use counterpart::source::{DiskLoader, LoadError, Loader, Sources, load};
use counterpart_tests::documents::TWELVE;
use counterpart_tests::raw::discriminated::{discriminated, is_within};
use counterpart_tests::raw::positions::{Positions, positions};
use counterpart_tests::raw::{parse, schemas};
use counterpart_tests::schemas::program::{Program, Side};
use counterpart_tests::schemas::{probe, program};

const CORPUS: &str = "../../shared/corpus";
const PAGE: &str = "../docs/corpus-schemas.md";

/// The real documents that stand in folders.
const IN_FOLDERS: [&str; 6] = [
    "camara-click-to-dial/code/API_definitions/click-to-dial.yaml",
    "camara-qod/code/API_definitions/quality-on-demand.yaml",
    "digitalocean/specification/DigitalOcean-public.v2.yaml",
    "ga4gh-drs/openapi/data_repository_service.openapi.yaml",
    "matrix/data/api/client-server/login.yaml",
    "ogcapi-features/core/openapi/ogcapi-features-1.yaml",
];

/// Of a hundred positions so many may be JSON, and of a hundred constraints so many not enforced.
const JSON: f64 = 0.5;
const NOT_ENFORCED: f64 = 2.0;

/// The root document from memory, others from the disk.
struct Probed {
    root: String,
    text: String,
    disk: DiskLoader,
}

impl Loader for Probed {
    fn read(&mut self, path: &str) -> Result<Vec<u8>, LoadError> {
        if path == self.root {
            return Ok(self.text.clone().into_bytes());
        }
        self.disk.read(path)
    }
}

/// What became of the schemas of some documents.
#[derive(Default)]
struct Row {
    documents: usize,
    raw: Positions,
    json: usize,
    not_enforced: usize,
    reasons: BTreeMap<&'static str, usize>,
    /// Where something became JSON in a discriminated union.
    in_unions: Vec<String>,
}

#[test]
fn nearly_every_schema_has_a_type() {
    if !Path::new(CORPUS).is_dir() {
        assert!(std::env::var_os("CI").is_none(), "{CORPUS} is not there");
        println!("{CORPUS} is not there: nothing is counted");
        return;
    }
    let writes = std::env::var_os("COUNTERPART_WRITE").is_some();
    let asks_all = writes || std::env::var("COUNTERPART_CORPUS").is_ok_and(|which| which == "all");
    let mut program = Program::anew("corpus").expect("the target folder");
    let mut page = Page::default();
    for path in real(asks_all) {
        page.real(&path, &mut program);
    }
    if asks_all {
        for path in peers() {
            page.peer(&path, &mut program);
        }
    }
    let all = sum(page.rows.values());
    let text = page.text(&all);
    println!("{text}");
    for pointer in &all.in_unions {
        println!("JSON in a discriminated union: {pointer}");
    }
    assert!(all.in_unions.is_empty());
    assert!(share(all.json, all.raw.positions) <= JSON);
    assert!(share(all.not_enforced, all.raw.constraints) <= NOT_ENFORCED);
    let sides = if asks_all {
        &[Side::Server, Side::Client][..]
    } else {
        &[Side::Server]
    };
    program.check(sides).expect("what is emitted compiles");
    if writes {
        std::fs::write(PAGE, &text).expect("docs/");
    } else if std::env::var_os("CI").is_some() {
        let committed = std::fs::read_to_string(PAGE).expect(PAGE);
        for (name, row) in &page.rows {
            let line = line(name, row);
            assert!(committed.contains(&line), "{PAGE} is another: {line}");
        }
    }
}

fn real(all: bool) -> Vec<PathBuf> {
    let folder = Path::new(CORPUS).join("real");
    let entries = std::fs::read_dir(&folder).expect("the real documents");
    let mut found: Vec<PathBuf> = entries
        .flatten()
        .map(|entry| entry.path())
        .filter(|path| path.is_file())
        .collect();
    found.extend(IN_FOLDERS.iter().map(|path| folder.join(path)));
    found.retain(|path| path.is_file() && (all || TWELVE.iter().any(|name| path.ends_with(name))));
    found.sort();
    found
}

/// The documents of other tools' tests; JSON Schema's own are asked otherwise.
fn peers() -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut waiting = vec![Path::new(CORPUS).join("peers")];
    while let Some(folder) = waiting.pop() {
        for entry in std::fs::read_dir(&folder).expect("a folder").flatten() {
            let path = entry.path();
            let kind = path.extension().unwrap_or_default().to_string_lossy();
            if path.is_dir() && !path.ends_with("json-schema-test-suite") {
                waiting.push(path);
            } else if path.is_file() && ["json", "yaml", "yml"].contains(&&*kind) {
                found.push(path);
            }
        }
    }
    found.sort();
    found
}

/// What is counted, and what is not.
#[derive(Default)]
struct Page {
    /// The real documents by their names, those of other tools together.
    rows: BTreeMap<String, Row>,
    refused: BTreeMap<String, String>,
    /// The texts that were read: many are there several times.
    known: HashSet<String>,
}

impl Page {
    fn real(&mut self, path: &Path, program: &mut Program) {
        let name = shown(path, "real");
        match counted(path, program) {
            Ok(Some(row)) => {
                self.rows.insert(name, row);
            }
            Ok(None) => {}
            Err(why) => {
                self.refused.insert(name, why);
            }
        }
    }

    fn peer(&mut self, path: &Path, program: &mut Program) {
        let Ok(text) = std::fs::read_to_string(path) else {
            return;
        };
        if !self.known.insert(text) {
            return;
        }
        let name = shown(path, "peers");
        let tool = name.split('/').next().unwrap_or_default();
        match counted(path, program) {
            Ok(Some(row)) => {
                let known = self.rows.entry(format!("peers/{tool}")).or_default();
                *known = sum([&*known, &row].into_iter());
            }
            Ok(None) => {}
            Err(why) => {
                self.refused.insert(name, why);
            }
        }
    }

    fn text(&self, all: &Row) -> String {
        let mut page = String::from(
            "# The schemas of real documents\n\n`cargo xtask schemas count --write` wrote this. Positions are places of component schemas that state a type (`type`, `properties`, `items`, `enum`, `const`, a \
             combinator), constraints the keywords beyond the type; both are counted on the raw documents. *JSON*: positions that have no type of their own, or stand in one that has none. *Not enforced*: \
             constraints that nothing checks, by the report. `peers/…` are the documents of a tool's tests, each text once.\n\n\
             | document | components | positions | JSON | % | constraints | not enforced | % | why JSON |\n|---|---|---|---|---|---|---|---|---|\n",
        );
        for (name, row) in &self.rows {
            page.push_str(&line(name, row));
        }
        page.push_str(&line("all", all));
        if !self.refused.is_empty() {
            page.push_str("\n## Refused\n\nOf these nothing can be used.\n\n");
            for (name, why) in &self.refused {
                let _infallible = writeln!(page, "- `{name}`: {why}");
            }
        }
        page
    }
}

fn shown(path: &Path, folder: &str) -> String {
    let folder = Path::new(CORPUS).join(folder);
    path.strip_prefix(folder)
        .unwrap_or(path)
        .display()
        .to_string()
}

/// What became of a document's component schemas, which the program is given; nothing where there are none.
fn counted(path: &Path, program: &mut Program) -> Result<Option<Row>, String> {
    let Ok(text) = std::fs::read_to_string(path) else {
        return Ok(None);
    };
    // What no parser reads has places that our own loader knows.
    let raw = match parse(&text) {
        Ok(raw) => raw,
        Err(_) if !text.contains("openapi") => return Ok(None),
        Err(_) => return refused(path, text).map(|()| None),
    };
    let version = raw.get("openapi");
    let components = schemas::components(&raw);
    let is_ours =
        version.is_some_and(|version| version.to_string().trim_matches('"').starts_with("3."));
    if !is_ours || components.is_empty() {
        return Ok(None);
    }
    let sources = loaded(path, probe::probe(&raw, &components).to_string())?;
    let index = program.add(&sources, &[], Some(probe::TAG))?;
    let report = program.outputs.get(index).map(|output| &output.report);
    Ok(report.map(|report| row(&raw, report)))
}

fn loaded(path: &Path, text: String) -> Result<Sources, String> {
    let root = path.to_str().ok_or("a path is text")?.to_owned();
    let mut loader = Probed {
        text,
        disk: DiskLoader::new(&root),
        root: root.clone(),
    };
    load(&mut loader, &root).map_err(|failure| {
        let said = failure.diagnostics.iter().next();
        said.map_or_else(String::new, |one| {
            let place = failure.sources.line_column(one.place);
            format!(
                "{}:{}: {} {}",
                place.line,
                place.column,
                one.code.as_str(),
                one.message
            )
        })
    })
}

/// What is wrong with a text that is no JSON or YAML.
fn refused(path: &Path, text: String) -> Result<(), String> {
    let sources = loaded(path, text)?;
    let output = counterpart::generate(&sources, &program::config(0, None), &Lock::new());
    match output.diagnostics.iter().next() {
        Some(one) if output.is_refused() => Err(format!("{} {}", one.code.as_str(), one.message)),
        _ => Ok(()),
    }
}

fn row(raw: &serde_json::Value, report: &Report) -> Row {
    let mut row = Row {
        documents: 1,
        raw: positions(raw),
        json: report.counts.json,
        not_enforced: report.counts.not_enforced,
        ..Row::default()
    };
    let unions: BTreeSet<String> = discriminated(raw);
    for one in report.json.iter().chain(&report.not_checked) {
        println!("{} {}: {}", one.code, one.at, one.what);
    }
    for reason in &report.json {
        *row.reasons.entry(reason.code).or_default() += 1;
        // Of what is not there, and of what contradicts itself, nobody knows the type.
        let is_there = !["CP0005", "CP0015", "CP0117"].contains(&reason.code);
        if is_there && is_within(&reason.pointer, &unions) {
            row.in_unions
                .push(format!("{} {}", reason.at, reason.pointer));
        }
    }
    row
}

fn sum<'r>(rows: impl Iterator<Item = &'r Row>) -> Row {
    let mut all = Row::default();
    for row in rows {
        all.documents += row.documents;
        all.raw.components += row.raw.components;
        all.raw.positions += row.raw.positions;
        all.raw.constraints += row.raw.constraints;
        all.json += row.json;
        all.not_enforced += row.not_enforced;
        all.in_unions.extend(row.in_unions.iter().cloned());
        for (code, count) in &row.reasons {
            *all.reasons.entry(code).or_default() += count;
        }
    }
    all
}

fn share(part: usize, whole: usize) -> f64 {
    100.0 * part as f64 / whole.max(1) as f64
}

fn line(name: &str, row: &Row) -> String {
    let reasons: Vec<String> = (row.reasons.iter())
        .map(|(code, count)| format!("{code} {count}"))
        .collect();
    let Positions {
        components,
        positions,
        constraints,
    } = row.raw;
    let name = match row.documents {
        1 => name.to_owned(),
        documents => format!("{name} ({documents} documents)"),
    };
    format!(
        "| {name} | {components} | {positions} | {} | {:.2} | {constraints} | {} | {:.2} | {} |\n",
        row.json,
        share(row.json, positions),
        row.not_enforced,
        share(row.not_enforced, constraints),
        reasons.join(", ")
    )
}
