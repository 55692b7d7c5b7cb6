//! All component schemas of real documents, lowered and counted: `cargo xtask schemas count`. The table is `docs/corpus-schemas.md`.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use counterpart::Lock;
use counterpart::source::{DiskLoader, LoadError, Loader, load};
use counterpart_tests::raw::positions::{Positions, positions};
use counterpart_tests::raw::{parse, schemas};
use counterpart_tests::schemas::{probe, program};

const REAL: &str = "../../shared/corpus/real";

/// The documents that stand in folders.
const IN_FOLDERS: [&str; 6] = [
    "camara-click-to-dial/code/API_definitions/click-to-dial.yaml",
    "camara-qod/code/API_definitions/quality-on-demand.yaml",
    "digitalocean/specification/DigitalOcean-public.v2.yaml",
    "ga4gh-drs/openapi/data_repository_service.openapi.yaml",
    "matrix/data/api/client-server/login.yaml",
    "ogcapi-features/core/openapi/ogcapi-features-1.yaml",
];

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

#[derive(Default)]
struct Row {
    raw: Positions,
    json: usize,
    not_enforced: usize,
    reasons: BTreeMap<&'static str, usize>,
}

#[test]
fn nearly_every_schema_has_a_type() {
    if !Path::new(REAL).is_dir() {
        assert!(std::env::var_os("CI").is_none(), "{REAL} is not there");
        println!("{REAL} is not there: nothing is counted");
        return;
    }
    let mut page = String::from(
        "# The schemas of real documents\n\n`cargo xtask schemas count --write` wrote this. Positions are places of component schemas that state a type (`type`, `properties`, `items`, `enum`, `const`, a \
         combinator), constraints the keywords beyond the type; both are counted on the raw documents. *JSON*: positions that have no type of their own, or stand in one that has none. *Not enforced*: \
         constraints that nothing checks, by the report.\n\n\
         | document | components | positions | JSON | % | constraints | not enforced | % | why JSON |\n|---|---|---|---|---|---|---|---|---|\n",
    );
    let mut all = Row::default();
    for path in documents() {
        let name = path
            .strip_prefix(REAL)
            .unwrap_or(&path)
            .display()
            .to_string();
        match counted(&path) {
            Ok(row) => {
                line(&name, &row, &mut page);
                all.raw.components += row.raw.components;
                all.raw.positions += row.raw.positions;
                all.raw.constraints += row.raw.constraints;
                all.json += row.json;
                all.not_enforced += row.not_enforced;
                for (code, count) in row.reasons {
                    *all.reasons.entry(code).or_default() += count;
                }
            }
            Err(why) => {
                let _infallible = writeln!(page, "| {name} | | | | | | | | {why:.200} |");
            }
        }
    }
    line("all", &all, &mut page);
    println!("{page}");
    if std::env::var_os("COUNTERPART_WRITE").is_some() {
        std::fs::write("../docs/corpus-schemas.md", &page).expect("docs/");
    }
}

fn documents() -> Vec<PathBuf> {
    let entries = std::fs::read_dir(REAL).expect("the real documents");
    let mut found: Vec<PathBuf> = entries
        .flatten()
        .map(|entry| entry.path())
        .filter(|path| path.is_file())
        .collect();
    let in_folders = IN_FOLDERS.iter().map(|path| Path::new(REAL).join(path));
    found.extend(in_folders.filter(|path| path.is_file()));
    found.sort();
    found
}

fn counted(path: &Path) -> Result<Row, String> {
    let text = std::fs::read_to_string(path).map_err(|error| error.to_string())?;
    let raw = parse(&text)?;
    let components = schemas::components(&raw);
    let root = path.to_str().ok_or("a path is text")?.to_owned();
    let mut loader = Probed {
        text: probe::probe(&raw, &components).to_string(),
        disk: DiskLoader::new(&root),
        root,
    };
    let root = loader.root.clone();
    let sources = load(&mut loader, &root).map_err(|why| format!("{:?}", why.diagnostics))?;
    let config = program::config(0, Some(probe::TAG));
    let report = counterpart::generate(&sources, &config, &Lock::new()).report;
    let mut row = Row {
        raw: positions(&raw),
        json: report.counts.json,
        not_enforced: report.counts.not_enforced,
        ..Row::default()
    };
    for reason in &report.json {
        *row.reasons.entry(reason.code).or_default() += 1;
    }
    Ok(row)
}

fn line(name: &str, row: &Row, page: &mut String) {
    let share = |part: usize, whole: usize| 100.0 * part as f64 / whole.max(1) as f64;
    let reasons: Vec<String> = (row.reasons.iter())
        .map(|(code, count)| format!("{code} {count}"))
        .collect();
    let Positions {
        components,
        positions,
        constraints,
    } = row.raw;
    let _infallible = writeln!(
        page,
        "| {name} | {components} | {positions} | {} | {:.2} | {constraints} | {} | {:.2} | {} |",
        row.json,
        share(row.json, positions),
        row.not_enforced,
        share(row.not_enforced, constraints),
        reasons.join(", ")
    );
}
