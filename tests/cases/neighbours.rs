//! The neighbours of the cases: `tests/neighbours/CASE.yaml` has three of each.
//!
//! A neighbour has `schemas`, which are put into one document with those of all others of its version, or a `text`, or `files`, which are a document of
//! their own. `says` are the codes of its warnings and errors: those and no others are to be said. `samples` are values by type, or by
//! `type@request` and `type@response`: `keep` comes back equal, `take` is taken, `closed` is refused by the server and kept by the client,
//! `server` is refused by the server, `refuse` is refused by both.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use counterpart::diagnostic::{Diagnostic, Severity};
use counterpart::source::{DiskLoader, Sources, load};
use counterpart_tests::raw::{parse, schemas};
use counterpart_tests::schemas::probe;
use counterpart_tests::schemas::program::{Ask, Program, Side, View};
use serde::Deserialize;
use serde_json::{Map, Value, json};

use crate::samples::CASES;
use crate::{Expect, Row};

/// The cases that have neighbours: those about schemas (`../shared/cases/EXPECTED.md`), and those documents that are about schemas.
const WITH: [&str; 19] = [
    "03", "04", "07", "08", "14", "15", "16", "17", "18", "20", "29", "32", "34", "c02", "c07",
    "c10", "c11", "c12", "c15",
];

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    openapi: String,
    neighbours: Vec<Neighbour>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Neighbour {
    about: String,
    /// The version, where it is not that of the file.
    openapi: Option<String>,
    #[serde(default)]
    says: BTreeSet<String>,
    /// What the help of one of the diagnostics names.
    help: Option<String>,
    #[serde(default)]
    schemas: Map<String, Value>,
    text: Option<String>,
    #[serde(default)]
    files: BTreeMap<String, String>,
    /// The one of the files that is the document.
    document: Option<String>,
    /// The folder within which references are followed.
    root: Option<String>,
    samples: BTreeMap<String, Samples>,
}

#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct Samples {
    keep: Vec<String>,
    take: Vec<String>,
    closed: Vec<String>,
    server: Vec<String>,
    refuse: Vec<String>,
}

#[test]
fn each_case_has_three() {
    let mut wanted: BTreeSet<String> = WITH.map(str::to_owned).into();
    for entry in std::fs::read_dir(CASES).into_iter().flatten().flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        if let Some((case, _)) = name.split_once('-')
            && case.bytes().all(|byte| byte.is_ascii_digit())
        {
            wanted.insert(case.to_owned());
        }
    }
    let found = files();
    for case in wanted {
        let count = found.get(&case).map_or(0, |file| file.neighbours.len());
        assert!(count >= 3, "{case} has {count} neighbours");
    }
    for (case, file) in found {
        for neighbour in file.neighbours {
            let all = neighbour.samples.values();
            let (valid, invalid) = all.fold((0, 0), |(valid, invalid), one| {
                (
                    valid + one.keep.len() + one.take.len(),
                    invalid + one.closed.len() + one.server.len() + one.refuse.len(),
                )
            });
            let about = neighbour.about;
            assert!(valid > 0 && invalid > 0, "{case} {about}: of both kinds");
        }
    }
}

/// The values of all neighbours, with the crates of their documents put into the program.
pub fn rows(program: &mut Program, failures: &mut Vec<String>) -> Vec<Row> {
    let mut rows = Vec::new();
    let mut together: BTreeMap<String, Vec<(String, Neighbour)>> = BTreeMap::new();
    for (case, file) in files() {
        for neighbour in file.neighbours {
            let label = format!("{case} {}", neighbour.about);
            if neighbour.schemas.is_empty() {
                alone(&label, &neighbour, program, failures, &mut rows);
            } else {
                let version = neighbour.openapi.as_ref().unwrap_or(&file.openapi);
                let all = together.entry(version.clone()).or_default();
                all.push((label, neighbour));
            }
        }
    }
    for (version, neighbours) in together {
        probed(&version, &neighbours, program, failures, &mut rows);
    }
    rows
}

fn files() -> BTreeMap<String, File> {
    let entries = std::fs::read_dir("neighbours").expect("the neighbours");
    (entries.flatten())
        .map(|entry| {
            let path = entry.path();
            let name = path.file_stem().unwrap_or_default().to_string_lossy();
            let text = std::fs::read_to_string(&path).expect("a file");
            let value = parse(&text).expect(&name);
            let file = serde_json::from_value(value).expect(&name);
            (name.into_owned(), file)
        })
        .collect()
}

/// The neighbours of one version, in one document.
fn probed(
    version: &str,
    neighbours: &[(String, Neighbour)],
    program: &mut Program,
    failures: &mut Vec<String>,
    rows: &mut Vec<Row>,
) {
    let mut all = Map::new();
    for (label, neighbour) in neighbours {
        for (name, schema) in &neighbour.schemas {
            let before = all.insert(name.clone(), schema.clone());
            assert!(before.is_none(), "{label}: {name} is there twice");
        }
    }
    let raw = json!({
        "openapi": version, "info": {"title": "Neighbours", "version": "1"},
        "paths": {}, "components": {"schemas": all},
    });
    let components = schemas::components(&raw);
    let text = probe::probe(&raw, &components).to_string();
    let sources = Sources::from_text("openapi.json", text).expect(version);
    let holders = probe::components(components.len());
    let document = program.add(&sources, &holders, Some(probe::TAG));
    let document = document.expect(version);
    let said: Vec<Diagnostic> = (program.outputs[document].diagnostics.iter())
        .cloned()
        .collect();
    for (label, neighbour) in neighbours {
        let own = said.iter().filter(|one| {
            let place = one.pointer.strip_prefix("#/components/schemas/");
            let name = place.and_then(|rest| rest.split('/').next());
            name.is_some_and(|name| neighbour.schemas.contains_key(name))
        });
        judge(label, neighbour, own, failures);
        let members = schemas::members(&json!(neighbour.schemas.clone()));
        for (component, side, view, expect, instance) in each(neighbour) {
            let pointer = format!("/components/schemas/{component}");
            let index = components.iter().position(|one| *one == pointer);
            let index = index.expect(component);
            rows.push(Row {
                label: format!("{label}: {component}"),
                ask: probe::ask(document, index, side, view, instance),
                instance: instance.to_owned(),
                expect,
                index: Some(index),
                named: members.named.clone(),
                defaulted: members.defaulted.clone(),
            });
        }
    }
}

/// A neighbour that is a document.
fn alone(
    label: &str,
    neighbour: &Neighbour,
    program: &mut Program,
    failures: &mut Vec<String>,
    rows: &mut Vec<Row>,
) {
    let sources = match &neighbour.text {
        Some(text) => Sources::from_text("openapi.yaml", text.clone()),
        None => from_files(label, neighbour),
    };
    let sources = match sources {
        Ok(sources) => sources,
        Err(failure) => return failures.push(format!("{label}: {:?}", failure.diagnostics)),
    };
    let components: BTreeSet<&str> = each(neighbour).map(|(component, ..)| component).collect();
    let components: Vec<String> = components.into_iter().map(str::to_owned).collect();
    let document = match program.add(&sources, &components, None) {
        Ok(document) => document,
        Err(why) => return failures.push(format!("{label}: {why}")),
    };
    judge(
        label,
        neighbour,
        program.outputs[document].diagnostics.iter(),
        failures,
    );
    for (component, side, view, expect, instance) in each(neighbour) {
        rows.push(Row {
            label: format!("{label}: {component}"),
            ask: Ask {
                document,
                component: component.to_owned(),
                side,
                view,
                text: instance.to_owned(),
            },
            instance: instance.to_owned(),
            expect,
            index: None,
            named: names(instance),
            defaulted: BTreeSet::new(),
        });
    }
}

/// All names of a value: all of it is to be kept.
fn names(instance: &str) -> BTreeSet<String> {
    fn gather(value: &Value, found: &mut BTreeSet<String>) {
        match value {
            Value::Object(members) => {
                for (name, member) in members {
                    found.insert(name.clone());
                    gather(member, found);
                }
            }
            Value::Array(items) => items.iter().for_each(|item| gather(item, found)),
            _ => {}
        }
    }
    let mut found = BTreeSet::new();
    gather(&serde_json::from_str(instance).expect(instance), &mut found);
    found
}

/// The files, written below the target folder.
fn from_files(
    label: &str,
    neighbour: &Neighbour,
) -> Result<Sources, Box<counterpart::source::LoadFailure>> {
    let number: u32 = label.bytes().map(u32::from).sum();
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("neighbour-{number}"));
    for (path, text) in &neighbour.files {
        let path = folder.join(path);
        std::fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        std::fs::write(path, text).expect("a file");
    }
    let at = |path: &str| folder.join(path).to_string_lossy().into_owned();
    let document = at(neighbour.document.as_ref().expect("one is the document"));
    let mut loader = DiskLoader::new(&document);
    if let Some(root) = &neighbour.root {
        loader = loader.within(&at(root));
    }
    load(&mut loader, &document)
}

/// What is said is what is expected.
fn judge<'d>(
    label: &str,
    neighbour: &Neighbour,
    said: impl Iterator<Item = &'d Diagnostic>,
    failures: &mut Vec<String>,
) {
    let said: Vec<&Diagnostic> = said.collect();
    let code = |one: &&Diagnostic| one.code.as_str().to_owned();
    let all: BTreeSet<String> = said.iter().map(code).collect();
    let grave = |one: &&&Diagnostic| one.code.severity() != Severity::Note;
    let graver: BTreeSet<String> = said.iter().filter(grave).map(code).collect();
    let missing: Vec<&String> = neighbour.says.difference(&all).collect();
    if !missing.is_empty() {
        failures.push(format!("{label}: {missing:?} should be said"));
    }
    for one in (said.iter()).filter(|one| graver.contains(one.code.as_str())) {
        if !neighbour.says.contains(one.code.as_str()) {
            failures.push(format!(
                "{label}: {} is said at {}: {}",
                one.code.as_str(),
                one.pointer,
                one.message
            ));
        }
    }
    if let Some(word) = &neighbour.help
        && !said.iter().any(|one| {
            let help = one.help.as_deref().unwrap_or_default();
            help.contains(&**word) || one.message.contains(&**word)
        })
    {
        failures.push(format!("{label}: nothing names {word}"));
    }
}

type Wanted<'n> = (&'n str, Side, View, Expect, &'n str);

/// Each value, with the type, the side, the view and what is to become of it.
fn each(neighbour: &Neighbour) -> impl Iterator<Item = Wanted<'_>> {
    (neighbour.samples.iter()).flat_map(|(name, samples)| {
        let (component, views) = match name.split_once('@') {
            Some((component, "request")) => (component, [View::Request, View::Request]),
            Some((component, _)) => (component, [View::Response, View::Response]),
            None => (&**name, [View::Request, View::Response]),
        };
        let kinds = [
            (&samples.keep, Some(Expect::Equal), Expect::Equal),
            (&samples.take, Some(Expect::Accept), Expect::Accept),
            (&samples.closed, Some(Expect::Equal), Expect::Refuse),
            (&samples.server, None, Expect::Refuse),
            (&samples.refuse, Some(Expect::Refuse), Expect::Refuse),
        ];
        let [of_server, of_client] = views;
        kinds
            .into_iter()
            .flat_map(move |(instances, client, server)| {
                instances.iter().flat_map(move |instance| {
                    let on_server = (component, Side::Server, of_server, server, &**instance);
                    let on_client = client
                        .map(|expect| (component, Side::Client, of_client, expect, &**instance));
                    [Some(on_server), on_client].into_iter().flatten()
                })
            })
    })
}
