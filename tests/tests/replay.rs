//! The answers that a FastAPI server gave, against those of the generated router.

use counterpart_tests::memory::Memory;
use counterpart_tests::recorded::{Answer, Recording, collect, differences, recordings};
use serde::Deserialize;
use serde_json::Value;
use tower::ServiceExt;

#[derive(Deserialize)]
struct Deviations {
    deviation: Vec<Deviation>,
}

/// A recording that is answered otherwise on purpose.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Deviation {
    recording: String,
    kind: Kind,
    status: u16,
    body: Value,
}

#[derive(Clone, Copy, Debug, Deserialize, PartialEq)]
#[serde(rename_all = "kebab-case")]
enum Kind {
    AuthenticationFirst,
    NotJson,
    Limits,
    NoRedirect,
    DomainRule,
}

fn deviations() -> Vec<Deviation> {
    let text = include_str!("../fixtures/fastapi-deviations.toml");
    toml::from_str::<Deviations>(text)
        .expect("the list of deviations")
        .deviation
}

async fn answer(recording: &Recording) -> Answer {
    let app = generated_server::service(Memory::default());
    let response = app
        .oneshot(recording.request.to_http())
        .await
        .expect("a router never fails");
    collect(response).await
}

fn deviates_as_listed(
    deviation: &Deviation,
    recording: &Recording,
    answer: &Answer,
) -> Vec<String> {
    let mut found = Vec::new();
    if differences(&recording.response, answer).is_empty() {
        found.push(format!(
            "{}: listed as {:?}, but agrees",
            recording.name, deviation.kind
        ));
    }
    let body: Value = serde_json::from_slice(&answer.body).unwrap_or(Value::Null);
    if (answer.status, &body) != (deviation.status, &deviation.body) {
        found.push(format!(
            "{}: listed to answer {} {}, answered {} {body}",
            recording.name, deviation.status, deviation.body, answer.status
        ));
    }
    found
}

/// No answer echoes what came in: a fault has its three declared members and no other.
fn echoes(recording: &Recording, answer: &Answer) -> Option<String> {
    let body: Value = serde_json::from_slice(&answer.body).ok()?;
    let faults = body.get("detail")?.as_array()?.iter();
    let declared = ["type", "loc", "msg"];
    faults
        .flat_map(|fault| fault.as_object().expect("a fault is an object").keys())
        .find(|key| !declared.contains(&key.as_str()))
        .map(|key| format!("{}: a fault has `{key}`", recording.name))
}

#[tokio::test]
async fn every_recorded_answer_is_given() {
    let (recordings, deviations) = (recordings(), deviations());
    assert_eq!(recordings.len(), 102, "the recordings are whole");
    let mut failures = Vec::new();
    for recording in &recordings {
        let answer = answer(recording).await;
        match deviations
            .iter()
            .find(|deviation| deviation.recording == recording.name)
        {
            Some(deviation) => failures.extend(deviates_as_listed(deviation, recording, &answer)),
            None => failures.extend(
                differences(&recording.response, &answer)
                    .into_iter()
                    .map(|difference| format!("{}: {difference}", recording.name)),
            ),
        }
        failures.extend(echoes(recording, &answer));
    }
    for deviation in &deviations {
        if !recordings
            .iter()
            .any(|recording| recording.name == deviation.recording)
        {
            failures.push(format!("{}: listed, but not recorded", deviation.recording));
        }
    }
    assert!(
        failures.is_empty(),
        "{} differences:\n{}",
        failures.len(),
        failures.join("\n")
    );
}
