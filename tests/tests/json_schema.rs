//! JSON Schema's own test suite over emitted types: `cargo xtask schemas suite`. The table is `docs/json-schema.md`; `--write` writes it anew.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::Path;

use counterpart::diagnostic::Code;
use counterpart::source::{MemoryLoader, load};
use counterpart_tests::crates::Crates;
use counterpart_tests::items::Kind;
use counterpart_tests::schemas::equal::is_equal;
use counterpart_tests::schemas::program::{self, Ask, Built, Program, Side, Told, View};
use counterpart_tests::schemas::suite::{self, Group};
use serde_json::json;

const SUITE: &str = "../../shared/corpus/peers/json-schema-test-suite";

/// Of a hundred invalid values so many must be refused. Valid ones are all taken.
const REFUSED: f64 = 95.0;

/// Members that are called like one of another schema of the group, and that their own does not name: a type need not keep them.
const NAMED_ELSEWHERE: [(&str, &str); 1] = [(
    "A $dynamicRef that initially resolves to a schema without a matching $dynamicAnchor behaves like a normal $ref to $anchor",
    "foo",
)];

/// A part of the suite.
struct Part {
    name: &'static str,
    folder: &'static str,
    version: &'static str,
    /// Files that say nothing about OpenAPI.
    without: &'static [&'static str],
    /// Whether the aims are for it.
    is_held: bool,
    is_asked: fn(&Group) -> bool,
}

const PARTS: [Part; 3] = [
    Part {
        name: "draft 2020-12",
        folder: "draft2020-12",
        version: "3.1.0",
        without: &["format", "content", "vocabulary"],
        is_held: true,
        is_asked: |_| true,
    },
    Part {
        name: "draft 4, what OpenAPI 3.0 has of it",
        folder: "draft4",
        version: "3.0.3",
        without: &["format"],
        is_held: true,
        is_asked: |group| suite::is_of_openapi_30(&group.schema),
    },
    Part {
        name: "draft 2020-12, formats",
        folder: "draft2020-12/optional/format",
        version: "3.1.0",
        without: &[],
        is_held: false,
        is_asked: |_| true,
    },
];

/// What came of the groups of one keyword.
#[derive(Default)]
struct Row {
    equal: usize,
    /// Refused since they are of another kind than the report assumes.
    assumed: usize,
    /// Valid, and refused or changed.
    wrong: usize,
    refused: usize,
    /// Invalid, and taken.
    taken: usize,
    kinds: BTreeMap<&'static str, usize>,
}

#[test]
fn valid_values_come_back_and_invalid_ones_are_refused() {
    if !Path::new(SUITE).is_dir() {
        assert!(std::env::var_os("CI").is_none(), "{SUITE} is not there");
        println!("{SUITE} is not there: nothing is tested");
        return;
    }
    let mut page = String::from(
        "# JSON Schema's test suite\n\n`cargo xtask schemas suite --write` wrote this. Each group of the suite is a component; a server's type of it decodes each value and encodes it again. *Equal*: as DESIGN.md \
         section 6 has it. *Assumed*: refused, since it is of another kind than the schema's keywords are about, which the report says (CP0106, CP0133). *Wrong* is what is valid and was refused or \
         changed; *taken* is what is invalid and was not refused.\n",
    );
    let mut failures = Vec::new();
    let mut missed = Vec::new();
    for part in &PARTS {
        let rows = asked(part, &mut failures);
        let all = table(part, &rows, &mut page);
        if part.is_held && (all.wrong > 0 || all.share_refused() < REFUSED) {
            missed.push(part.name);
        }
    }
    for failure in &failures {
        println!("{failure}");
    }
    println!("{page}");
    assert!(
        missed.is_empty(),
        "not all that is valid is taken, or too little of what is not refused: {missed:?}"
    );
    if std::env::var_os("COUNTERPART_WRITE").is_some() {
        std::fs::write("../docs/json-schema.md", &page).expect("docs/");
    } else if std::env::var_os("CI").is_some() {
        let committed =
            std::fs::read_to_string("../docs/json-schema.md").expect("docs/json-schema.md");
        assert!(committed == page, "docs/json-schema.md is another");
    }
}

fn asked(part: &Part, failures: &mut Vec<String>) -> BTreeMap<String, Row> {
    let mut groups =
        suite::groups(&Path::new(SUITE).join("tests").join(part.folder)).expect("the suite");
    groups.retain(|group| !part.without.contains(&&*group.keyword) && (part.is_asked)(group));
    let (program, assumed) = emitted(part, &groups);
    let built = program.build().expect("what is emitted compiles");
    let (asks, told) = told(&built, &groups);
    let shapes = shapes(&program);
    let mut rows: BTreeMap<String, Row> = BTreeMap::new();
    let mut at = asks.iter().zip(told);
    for (index, group) in groups.iter().enumerate() {
        let row = rows.entry(group.keyword.clone()).or_default();
        let shape = shapes.get(&suite::component(index)).copied();
        *row.kinds.entry(shape.unwrap_or("nothing")).or_default() += 1;
        let mut named = suite::names(group);
        for (description, name) in NAMED_ELSEWHERE {
            if group.description == description {
                named.remove(name);
            }
        }
        for (description, value, valid) in &group.tests {
            let (_, told) = at.next().expect("an answer for each");
            let verdict = match (&told, valid) {
                (Ok(text), true) => {
                    let got = serde_json::from_str(text).expect("JSON");
                    if is_equal(&json!({"v": value}), &got, &named) {
                        row.equal += 1;
                        None
                    } else {
                        row.wrong += 1;
                        Some("changed")
                    }
                }
                (Err(why), true) if assumed.contains(&index) && is_of_another_kind(why) => {
                    row.assumed += 1;
                    None
                }
                (Err(_), true) => {
                    row.wrong += 1;
                    Some("refused")
                }
                (Err(_), false) => {
                    row.refused += 1;
                    None
                }
                (Ok(_), false) => {
                    row.taken += 1;
                    Some("taken")
                }
            };
            if let Some(verdict) = verdict {
                failures.push(format!(
                    "{}, {}: {}: {description}: {verdict}: {value} is {told:?}\n    {}",
                    part.name, group.keyword, group.description, group.schema
                ));
            }
        }
    }
    rows
}

/// The program over the groups, and those of which the report says that a type is assumed.
fn emitted(part: &Part, groups: &[Group]) -> (Program, BTreeSet<usize>) {
    let document = suite::document(part.version, groups.len());
    let mut loader = MemoryLoader::new().with("openapi.json", document.to_string());
    for (index, group) in groups.iter().enumerate() {
        loader = loader.with(suite::file(index), group.schema.to_string());
    }
    for (url, text) in suite::remotes(&Path::new(SUITE).join("remotes")).expect("the suite") {
        loader = loader.with(url, text);
    }
    let sources = load(&mut loader, "openapi.json").expect("the groups are read");
    let name = part.folder.replace('/', "-");
    let mut program = Program::anew(&format!("suite-{name}")).expect("the target folder");
    let components: Vec<String> = (0..groups.len()).map(suite::holder).collect();
    program
        .add(&sources, &components, None)
        .expect("the groups are used");
    let mut assumed = BTreeSet::new();
    for output in &program.outputs {
        for diagnostic in output
            .diagnostics
            .iter()
            .filter(|one| matches!(one.code, Code::TypeInferred | Code::PatternsAlone))
        {
            let file = sources
                .file(diagnostic.place.file)
                .map(|file| file.name.clone());
            let index: Option<usize> =
                file.and_then(|name| name.strip_prefix('g')?.strip_suffix(".json")?.parse().ok());
            assumed.extend(index);
        }
    }
    (program, assumed)
}

fn told(built: &Built, groups: &[Group]) -> (Vec<Ask>, Vec<Told>) {
    let mut asks = Vec::new();
    for (index, group) in groups.iter().enumerate() {
        for (_, value, _) in &group.tests {
            asks.push(Ask {
                document: 0,
                component: suite::holder(index),
                side: Side::Server,
                view: View::Request,
                text: serde_json::json!({"v": value}).to_string(),
            });
        }
    }
    let told = built.ask(&asks).expect("the program answers");
    (asks, told)
}

fn is_of_another_kind(why: &str) -> bool {
    let is_about_kind =
        |fault: &str| fault.contains("expected a") || fault.contains("expected one of \"");
    why.split("; ").all(is_about_kind)
}

/// What each component became: an alias of a type of the document is what that type is.
fn shapes(program: &Program) -> BTreeMap<String, &'static str> {
    let mut items: BTreeMap<String, (Kind, String)> = BTreeMap::new();
    let mut unions = BTreeSet::new();
    for output in &program.outputs {
        let crates = Crates::from_output(output, &program::config(0, None));
        for item in crates.items().expect("the server is read") {
            let Some(path) = item.path.strip_prefix("server::types::") else {
                continue;
            };
            match (path.split_once("::"), item.kind) {
                (None, Kind::Struct | Kind::Enum | Kind::Alias) => {
                    items.insert(path.to_owned(), (item.kind, item.text));
                }
                (Some((union, _)), Kind::Variant) if item.text.contains('(') => {
                    unions.insert(union.to_owned());
                }
                _ => {}
            }
        }
    }
    let names: Vec<&String> = items.keys().collect();
    let shape = |name: &String| (name.clone(), shape(name, &items, &unions));
    names.into_iter().map(shape).collect()
}

fn shape(
    name: &str,
    items: &BTreeMap<String, (Kind, String)>,
    unions: &BTreeSet<String>,
) -> &'static str {
    match items.get(name) {
        Some((Kind::Struct, _)) => "struct",
        Some((Kind::Enum, _)) if unions.contains(name) => "union",
        Some((Kind::Enum, _)) => "enum",
        Some((_, text)) => match text.rsplit_once("types::") {
            Some((_, next)) if items.contains_key(next) && next != name => {
                shape(next, items, unions)
            }
            _ if text.ends_with("Json") => "JSON",
            _ => "other",
        },
        None => "nothing",
    }
}

fn table(part: &Part, rows: &BTreeMap<String, Row>, page: &mut String) -> Row {
    let _infallible = writeln!(
        page,
        "\n## {}\n\n| keyword | groups | valid: equal | assumed | wrong | invalid: refused | taken | became |\n|---|---|---|---|---|---|---|---|",
        part.name
    );
    let mut all = Row::default();
    let mut groups = 0;
    for (keyword, row) in rows {
        line(keyword, row, page);
        all.equal += row.equal;
        all.assumed += row.assumed;
        all.wrong += row.wrong;
        all.refused += row.refused;
        all.taken += row.taken;
        for (kind, count) in &row.kinds {
            *all.kinds.entry(kind).or_default() += count;
            groups += count;
        }
    }
    line("all", &all, page);
    let _infallible = writeln!(
        page,
        "\n{groups} groups. Valid: {:.1} % equal or assumed. Invalid: {:.1} % refused.",
        share(all.equal + all.assumed, all.wrong),
        all.share_refused()
    );
    all
}

fn share(part: usize, rest: usize) -> f64 {
    100.0 * part as f64 / ((part + rest).max(1)) as f64
}

impl Row {
    fn share_refused(&self) -> f64 {
        share(self.refused, self.taken)
    }
}

fn line(keyword: &str, row: &Row, page: &mut String) {
    let kinds: Vec<String> = row
        .kinds
        .iter()
        .map(|(kind, count)| format!("{kind} {count}"))
        .collect();
    let groups: usize = row.kinds.values().sum();
    let _infallible = writeln!(
        page,
        "| {keyword} | {groups} | {} | {} | {} | {} | {} | {} |",
        row.equal,
        row.assumed,
        row.wrong,
        row.refused,
        row.taken,
        kinds.join(", ")
    );
}
