//! The answers that a FastAPI server gave, against those of the development service over a socket, each on fresh phones.
#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "these are tests, their helpers too"
)]

mod wire;

use counterpart_tests::recorded::{Answer, RecordedRequest, Recording, differences, recordings};
use serde::Deserialize;
use serde_json::Value;
use wire::{Scratch, header, json, request, send, start};

#[derive(Deserialize)]
struct Deviations {
    #[serde(default)]
    deviation: Vec<Deviation>,
}

/// A recording that is answered otherwise on purpose.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Deviation {
    recording: String,
    kind: String,
    status: u16,
    body: Value,
}

/// Those of the generated server, and after them those of the handler's own rules.
fn deviations() -> Vec<Deviation> {
    let read = |text| {
        toml::from_str::<Deviations>(text)
            .expect("a list of deviations")
            .deviation
    };
    let mut all = read(include_str!("../../tests/fixtures/fastapi-deviations.toml"));
    let ours = read(include_str!("fixtures/fastapi-deviations.toml"));
    for deviation in &ours {
        assert_eq!(
            deviation.kind, "domain-rule",
            "{}: the list grows by the handler's rules only",
            deviation.recording
        );
    }
    all.extend(ours);
    all
}

async fn answer(recording: &Recording) -> Answer {
    let scratch = Scratch::new("replay");
    let dev = start(&scratch).await;
    let RecordedRequest {
        method,
        path,
        headers,
        ..
    } = &recording.request;
    let bytes = request(method, path, headers, &recording.request.bytes());
    let answer = send(dev.address(), &bytes).await;
    dev.stop().await.expect("a clean stop");
    answer
}

/// The recording's answer, or what the list says instead.
fn faults(recording: &Recording, deviation: Option<&Deviation>, answer: &Answer) -> Vec<String> {
    let found = differences(&recording.response, answer);
    let Some(deviation) = deviation else {
        return found;
    };
    let mut faults = Vec::new();
    if found.is_empty() {
        faults.push(format!("listed as {}, but agrees", deviation.kind));
    }
    if (answer.status, json(answer)) != (deviation.status, deviation.body.clone()) {
        faults.push(format!(
            "listed to answer {} {}, answered {} {}",
            deviation.status,
            deviation.body,
            answer.status,
            String::from_utf8_lossy(&answer.body)
        ));
    }
    faults
}

/// No answer echoes what came in: a fault has its three declared members and no other. And every answer says how long it is.
fn form(answer: &Answer) -> Vec<String> {
    let mut faults = Vec::new();
    if header(answer, "content-length").is_none() {
        faults.push("no content-length".to_owned());
    }
    for fault in json(answer)["detail"].as_array().into_iter().flatten() {
        let members: Vec<_> = fault.as_object().expect("an object").keys().collect();
        if members != ["loc", "msg", "type"] {
            faults.push(format!("a fault has {members:?}"));
        }
    }
    faults
}

#[tokio::test]
async fn every_recorded_answer_is_given() {
    let (recordings, deviations) = (recordings(), deviations());
    assert_eq!(recordings.len(), 102, "the recordings are whole");
    let mut failures = Vec::new();
    for recording in &recordings {
        let deviation = deviations
            .iter()
            .find(|deviation| deviation.recording == recording.name);
        let answer = answer(recording).await;
        let found = [faults(recording, deviation, &answer), form(&answer)].concat();
        failures.extend(
            found
                .iter()
                .map(|fault| format!("{}: {fault}", recording.name)),
        );
    }
    for deviation in &deviations {
        let name = &deviation.recording;
        if !recordings.iter().any(|recording| recording.name == *name) {
            failures.push(format!("{name}: listed, but not recorded"));
        }
    }
    let mut names: Vec<_> = deviations.iter().map(|one| &one.recording).collect();
    names.sort();
    if let Some(twice) = names.windows(2).find(|two| two[0] == two[1]) {
        failures.push(format!("{}: listed twice", twice[0]));
    }
    assert!(
        failures.is_empty(),
        "{} differences:\n{}",
        failures.len(),
        failures.join("\n")
    );
}
