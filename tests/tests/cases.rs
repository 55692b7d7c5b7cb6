//! The values of `../shared/cases` through emitted types: `cargo xtask schemas cases`.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use counterpart::source::Sources;
use counterpart_tests::raw::{parse, schemas};
use counterpart_tests::schemas::equal::is_equal_but;
use counterpart_tests::schemas::probe;
use counterpart_tests::schemas::program::{Ask, Program, Side, Told, View};
use serde_json::Value;

const CASES: &str = "../../shared/cases";

/// A line of `samples.jsonl`.
struct Sample {
    document: String,
    component: String,
    side: Side,
    view: View,
    instance: String,
    expect: String,
    why: String,
}

#[test]
fn each_sample_is_what_is_expected() {
    if !Path::new(CASES).is_dir() {
        assert!(std::env::var_os("CI").is_none(), "{CASES} is not there");
        println!("{CASES} is not there: nothing is tested");
        return;
    }
    let samples = samples();
    let documents: BTreeSet<&str> = samples.iter().map(|one| &*one.document).collect();
    let mut program = Program::anew("cases").expect("the target folder");
    let mut probed = BTreeMap::new();
    for name in documents {
        let text = std::fs::read_to_string(Path::new(CASES).join(name)).expect(name);
        let raw = parse(&text).expect(name);
        let components = schemas::components(&raw);
        let text = probe::probe(&raw, &components).to_string();
        let sources = Sources::from_text("openapi.json", text).expect(name);
        let holders = probe::components(components.len());
        let index = program
            .add(&sources, &holders, Some(probe::TAG))
            .expect(name);
        probed.insert(name, (index, components, schemas::members(&raw)));
    }
    let built = program.build().expect("what is emitted compiles");
    let place = |sample: &Sample| {
        let (document, components, _) = &probed[&*sample.document];
        let pointer = format!("/components/schemas/{}", sample.component);
        let index = components.iter().position(|one| *one == pointer);
        (*document, index.expect("a component"))
    };
    let asks: Vec<Ask> = (samples.iter())
        .map(|sample| {
            let (document, index) = place(sample);
            let mut ask = probe::ask(document, index, sample.side, sample.view, &sample.instance);
            ask.document = document;
            ask
        })
        .collect();
    let told = built.ask(&asks).expect("the program answers");
    let mut failures = Vec::new();
    for (sample, told) in samples.iter().zip(&told) {
        let members = &probed[&*sample.document].2;
        if let Some(why) = wrong(sample, place(sample).1, told, members) {
            failures.push(format!(
                "{} {:?} {:?} {}: {} should be {} ({}): {why}",
                sample.document,
                sample.side,
                sample.view,
                sample.component,
                sample.instance,
                sample.expect,
                sample.why
            ));
        }
    }
    for failure in &failures {
        println!("{failure}");
    }
    println!("{} samples, {} wrong", samples.len(), failures.len());
    assert!(failures.is_empty());
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
            Sample {
                document: text("document"),
                component: text("type"),
                side,
                view,
                instance: text("instance"),
                expect: text("expect"),
                why: text("why"),
            }
        })
        .collect()
}

fn wrong(sample: &Sample, index: usize, told: &Told, members: &schemas::Members) -> Option<String> {
    let may_miss = |name: &str| !members.named.contains(name);
    let may_add = |name: &str| sample.view == View::Response && members.defaulted.contains(name);
    match (told, &*sample.expect) {
        (Err(_), "refuse") | (Ok(_), "accept") => None,
        (Ok(text), "refuse") => Some(format!("taken, became {text}")),
        (Ok(text), _) => {
            let given: Value = serde_json::from_str(&sample.instance).expect("JSON");
            match probe::told(index, text) {
                Some(got) if is_equal_but(&given, &got, &may_miss, &may_add) => None,
                None if given.is_null() => None,
                _ => Some(format!("became {text}")),
            }
        }
        (Err(why), _) => Some(format!("refused: {why}")),
    }
}
