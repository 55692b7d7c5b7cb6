//! No input panics: every node of every document in `specs/`, deleted, and replaced by something else.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "what is wrong here is a test that fails"
)]

mod common;

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicUsize, Ordering};

use counterpart::Sources;
use counterpart::source::{Node, Value};
use serde_json::Value as Json;

/// What a node is replaced by; `None` deletes it.
const REPLACEMENTS: [Option<&str>; 7] = [
    None,
    Some("null"),
    Some("true"),
    Some("0"),
    Some("\"\""),
    Some("[]"),
    Some("{}"),
];

/// The way to a node: member or item numbers.
type Way = Vec<usize>;

fn ways(node: &Json, here: &Way, found: &mut Vec<Way>) {
    let children: Vec<&Json> = match node {
        Json::Array(items) => items.iter().collect(),
        Json::Object(members) => members.values().collect(),
        _ => return,
    };
    for (index, child) in children.into_iter().enumerate() {
        let mut way = here.clone();
        way.push(index);
        found.push(way.clone());
        ways(child, &way, found);
    }
}

/// The document with the node at `way` replaced or deleted.
fn mutated(node: &Json, way: &[usize], replacement: Option<&Json>) -> Json {
    let Some((&index, rest)) = way.split_first() else {
        return replacement.cloned().unwrap_or(Json::Null);
    };
    let child = |at: usize, child: &Json| match (at == index, rest.is_empty(), replacement) {
        (false, _, _) => Some(child.clone()),
        (true, true, None) => None,
        (true, _, _) => Some(mutated(child, rest, replacement)),
    };
    match node {
        Json::Array(items) => Json::Array(
            items
                .iter()
                .enumerate()
                .filter_map(|(at, item)| child(at, item))
                .collect(),
        ),
        Json::Object(members) => Json::Object(
            members
                .iter()
                .enumerate()
                .filter_map(|(at, (key, value))| Some((key.clone(), child(at, value)?)))
                .collect(),
        ),
        leaf => leaf.clone(),
    }
}

/// Output, or diagnostics with a place in the text: anything else is a failure.
fn verdict(text: &str) -> Result<(), String> {
    let (files, said) = match Sources::from_text("openapi.json", text) {
        Ok(sources) => {
            let output = counterpart::generate(
                &sources,
                &counterpart::Config::default(),
                &counterpart::Lock::new(),
            );
            (output.files.len(), output.diagnostics)
        }
        Err(failure) => (0, failure.diagnostics),
    };
    let placed = said
        .iter()
        .filter(|said| said.place.span.end as usize <= text.len())
        .count();
    if placed < said.iter().count() {
        return Err("a diagnostic stands behind the end of the text".to_owned());
    }
    if files == 0 && placed == 0 {
        return Err("neither output nor a diagnostic".to_owned());
    }
    Ok(())
}

fn check(name: &str, document: &Json) -> usize {
    let mut all = Vec::new();
    ways(document, &Vec::new(), &mut all);
    let replacements =
        REPLACEMENTS.map(|text| text.map(|text| serde_json::from_str::<Json>(text).unwrap()));
    for way in &all {
        for replacement in &replacements {
            let text = serde_json::to_string_pretty(&mutated(document, way, replacement.as_ref()))
                .unwrap();
            match catch_unwind(AssertUnwindSafe(|| verdict(&text))) {
                Ok(Ok(())) => {}
                Ok(Err(why)) => panic!("{name}, {way:?} → {replacement:?}: {why}\n{text}"),
                Err(_) => panic!("{name}, {way:?} → {replacement:?}: a panic on\n{text}"),
            }
        }
    }
    all.len() * replacements.len()
}

/// A document of `specs/` as JSON, whichever syntax it is in.
fn as_json(name: &str, text: &str) -> Option<Json> {
    fn json(node: &Node) -> Json {
        match &node.value {
            Value::Array(items) => Json::Array(items.iter().map(json).collect()),
            Value::Object(members) => Json::Object(
                members
                    .iter()
                    .map(|member| (member.key.text.to_string(), json(&member.value)))
                    .collect(),
            ),
            _ => node.to_json(),
        }
    }
    let sources = Sources::from_text(name, text).ok()?;
    Some(json(sources.root()))
}

#[test]
fn every_node_of_every_document_deleted_and_replaced() {
    let documents: Vec<_> = common::specs()
        .into_iter()
        .filter_map(|(name, text)| Some((as_json(&name, &text)?, name)))
        .collect();
    assert!(documents.len() > 1, "specs/ has documents");
    let (next, tried) = (AtomicUsize::new(0), AtomicUsize::new(0));
    let threads = std::thread::available_parallelism().map_or(2, usize::from);
    std::thread::scope(|scope| {
        for _ in 0..threads {
            scope.spawn(|| {
                while let Some((document, name)) =
                    documents.get(next.fetch_add(1, Ordering::Relaxed))
                {
                    tried.fetch_add(check(name, document), Ordering::Relaxed);
                }
            });
        }
    });
    println!(
        "{} documents, {} mutations",
        documents.len(),
        tried.into_inner()
    );
}
