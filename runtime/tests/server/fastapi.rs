//! The answers of a real FastAPI server to the same requests, from `fastapi.jsonl`: status, `type`, `loc`, `msg` and `Allow`.

use serde_json::Value;

use crate::fixture::{FASTAPI, router};
use crate::send::send;

/// pydantic reads a text in a JSON body as a number where it can; the document says that the member is a number.
const TEXT_AS_NUMBER: [&str; 3] = [r#"{"a":"x"}"#, r#"{"b":"x","a":[]}"#, r#"[1,"x"]"#];

#[test]
fn answers_are_fastapis() {
    let mut deviating = Vec::new();
    for line in include_str!("fastapi.jsonl").lines().skip(1) {
        let recorded: Value = serde_json::from_str(line).unwrap();
        let text = |name: &str| recorded[name].as_str().unwrap_or_default();
        let mut headers: Vec<(&str, &str)> = vec![("authorization", "Bearer good")];
        for (name, value) in recorded["headers"].as_object().unwrap() {
            headers.push((name, value.as_str().unwrap()));
        }
        let body = text("body").to_owned();
        let said = send(
            &router(&FASTAPI),
            text("method"),
            text("path"),
            &headers,
            body,
        );
        if TEXT_AS_NUMBER.contains(&text("body"))
            && headers.contains(&("content-type", "application/json"))
        {
            assert_eq!(said.status, 422);
            assert!(said.body.contains("int_type"), "{}", said.body);
            deviating.push(text("body").to_owned());
            continue;
        }
        assert_eq!(said.status, recorded["status"], "{line}\n{}", said.body);
        let allow: Vec<&str> = recorded["allow"].as_str().into_iter().collect();
        assert_eq!(said.header("allow"), allow, "{line}");
        if !recorded["json"].is_null() {
            let own: Value = serde_json::from_str(&said.body).unwrap();
            assert_eq!(
                comparable(own),
                comparable(recorded["json"].clone()),
                "{line}"
            );
        }
    }
    deviating.sort_unstable();
    deviating.dedup();
    assert_eq!(
        deviating.len(),
        TEXT_AS_NUMBER.len(),
        "a deviation that is not needed: {deviating:?}"
    );
}

/// Without what the parser of UUIDs says.
fn comparable(mut answer: Value) -> Value {
    for entry in answer["detail"].as_array_mut().into_iter().flatten() {
        let message = entry["msg"].as_str().unwrap_or_default();
        if let Some((kept, _)) = message.split_once("valid UUID,") {
            entry["msg"] = format!("{kept}valid UUID").into();
        }
    }
    answer
}
