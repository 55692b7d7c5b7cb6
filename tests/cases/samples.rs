//! The samples of `../shared/cases`.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use counterpart::source::Sources;
use counterpart_tests::raw::{parse, schemas};
use counterpart_tests::schemas::probe;
use counterpart_tests::schemas::program::{Program, Side, View};
use serde_json::Value;

use crate::{Expect, Row};

/// The cases, where they are there.
pub const CASES: &str = "../../shared/cases";

/// A line of `samples.jsonl`.
struct Sample {
    document: String,
    component: String,
    side: Side,
    view: View,
    instance: String,
    expect: Expect,
    why: String,
}

/// All of them, with the crates of their documents put into the program.
pub fn rows(program: &mut Program) -> Vec<Row> {
    if !Path::new(CASES).is_dir() {
        assert!(std::env::var_os("CI").is_none(), "{CASES} is not there");
        println!("{CASES} is not there: only the neighbours are tested");
        return Vec::new();
    }
    let samples = samples();
    let documents: BTreeSet<&str> = samples.iter().map(|one| &*one.document).collect();
    let mut probed = BTreeMap::new();
    for name in documents {
        let text = std::fs::read_to_string(Path::new(CASES).join(name)).expect(name);
        let raw = parse(&text).expect(name);
        let components = schemas::components(&raw);
        let text = probe::probe(&raw, &components).to_string();
        let sources = Sources::from_text("openapi.json", text).expect(name);
        let holders = probe::components(components.len());
        let document = program
            .add(&sources, &holders, Some(probe::TAG))
            .expect(name);
        probed.insert(name, (document, components, schemas::members(&raw)));
    }
    let row = |sample: &Sample| {
        let (document, components, members) = &probed[&*sample.document];
        let pointer = format!("/components/schemas/{}", sample.component);
        let index = components.iter().position(|one| *one == pointer);
        let index = index.expect("a component");
        let (side, view, instance) = (sample.side, sample.view, &*sample.instance);
        Row {
            label: format!("{} {} ({})", sample.document, sample.component, sample.why),
            ask: probe::ask(*document, index, side, view, instance),
            instance: instance.to_owned(),
            expect: sample.expect,
            index: Some(index),
            named: members.named.clone(),
            defaulted: members.defaulted.clone(),
        }
    };
    samples.iter().map(row).collect()
}

/// `any` is the server's request view, and the client's response view.
fn samples() -> Vec<Sample> {
    let text = std::fs::read_to_string(Path::new(CASES).join("samples.jsonl")).expect("samples");
    (text.lines())
        .map(|line| {
            let line: Value = serde_json::from_str(line).expect("JSON");
            let text = |key: &str| line[key].as_str().expect("text").to_owned();
            let side = match &*text("side") {
                "server" => Side::Server,
                _ => Side::Client,
            };
            let view = match (&*text("direction"), side) {
                ("request", _) | ("any", Side::Server) => View::Request,
                _ => View::Response,
            };
            let expect = match &*text("expect") {
                "equal" => Expect::Equal,
                "accept" => Expect::Accept,
                _ => Expect::Refuse,
            };
            Sample {
                document: text("document"),
                component: text("type"),
                side,
                view,
                instance: text("instance"),
                expect,
                why: text("why"),
            }
        })
        .collect()
}
