//! Who answers what is decided once: of each operation, both sides know the same statuses and media types, and what the
//! lock records are the enums that are emitted.

// In helpers of tests, too.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing
)]

mod common;

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use counterpart::emit::{File, Side};
use counterpart::source::DiskLoader;
use counterpart::{Config, Lock, Output, Sources, generate};
use quote::ToTokens;
use serde_json::{Value, json};
use syn::{Expr, Item, Pat};

/// A status as the document writes it, and whether there is a body.
type Known = BTreeSet<(String, bool)>;

/// What a side says of an operation: what it answers, and the media types.
#[derive(Debug, PartialEq)]
struct Answers {
    known: Known,
    media: BTreeSet<String>,
}

/// The path below `src/`; empty for a file that is not there. A part of a file that was cut counts as that file.
fn below_src(file: &File) -> String {
    let below = file.path.split_once("src/").map_or("", |(_, below)| below);
    match below.rsplit_once("/names_") {
        Some((whole, _)) => format!("{whole}.rs"),
        None => below.to_owned(),
    }
}

fn parsed(output: &Output, side: Side, tail: &str) -> Vec<syn::File> {
    let files = output.files.iter().filter(|file| file.side == side);
    files
        .filter(|file| below_src(file).ends_with(tail))
        .map(|file| syn::parse_file(&file.text).unwrap())
        .collect()
}

fn text(tokens: impl ToTokens) -> String {
    tokens.to_token_stream().to_string()
}

/// The text between the quotes of the literals in these tokens.
fn literals(tokens: &str) -> Vec<String> {
    tokens
        .split('"')
        .skip(1)
        .step_by(2)
        .map(str::to_owned)
        .collect()
}

/// The digits after `before`.
fn number_after(tokens: &str, before: &str) -> Option<String> {
    let (_, rest) = tokens.split_once(before)?;
    Some(rest.chars().take_while(char::is_ascii_digit).collect())
}

fn arms(expression: &Expr) -> Vec<&syn::Arm> {
    match expression {
        Expr::Match(matched) => matched.arms.iter().collect(),
        Expr::Block(block) => match block.block.stmts.last() {
            Some(syn::Stmt::Expr(last, _)) => arms(last),
            _ => Vec::new(),
        },
        _ => Vec::new(),
    }
}

fn last(block: &syn::Block) -> &Expr {
    match block.stmts.last() {
        Some(syn::Stmt::Expr(last, _)) => last,
        _ => panic!("a block without a value: {}", text(block)),
    }
}

/// By the operation's constant: what its enum becomes.
fn of_server(output: &Output) -> BTreeMap<String, Answers> {
    let mut found = BTreeMap::new();
    for file in parsed(output, Side::Server, "/mount.rs") {
        let mut constant = None;
        for item in &file.items {
            match item {
                Item::Static(one) => constant = Some(one.ident.to_string()),
                Item::Impl(one)
                    if one
                        .trait_
                        .as_ref()
                        .is_some_and(|one| text(&one.0) == "IntoResponse") =>
                {
                    let syn::ImplItem::Fn(function) = &one.items[0] else {
                        panic!()
                    };
                    let mut answers = Answers {
                        known: Known::new(),
                        media: BTreeSet::new(),
                    };
                    for arm in arms(last(&function.block)) {
                        let body = text(&arm.body);
                        let status = number_after(&body, "Status :: Code (")
                            .or_else(|| Some(number_after(&body, "Status :: Range (")? + "XX"));
                        let media = literals(&body);
                        answers.known.insert((
                            status
                                .filter(|digits| !digits.is_empty())
                                .unwrap_or("default".to_owned()),
                            !media.is_empty(),
                        ));
                        answers.media.extend(media);
                    }
                    found.insert(constant.take().unwrap(), answers);
                }
                _ => {}
            }
        }
    }
    found
}

/// By the operation's constant: what its decoder knows, and what it accepts.
fn of_client(output: &Output) -> BTreeMap<String, Answers> {
    let mut found = BTreeMap::new();
    for file in parsed(output, Side::Client, "/decode.rs") {
        let mut described = None;
        for item in &file.items {
            match item {
                Item::Static(one) => {
                    let described_as = text(&one.expr);
                    let (_, accept) = described_as.split_once("accept : ").unwrap();
                    let media = literals(accept)[0]
                        .split(", ")
                        .filter(|one| !one.is_empty())
                        .map(str::to_owned)
                        .collect();
                    described = Some((one.ident.to_string(), media));
                }
                Item::Fn(function) => {
                    let (constant, media) = described.take().unwrap();
                    let mut known = Known::new();
                    for arm in arms(last(&function.block)) {
                        let body = text(&arm.body);
                        if body.contains("undeclared") {
                            continue;
                        }
                        let status = match &arm.pat {
                            Pat::Wild(_) => "default".to_owned(),
                            Pat::Range(range) => format!("{}XX", &text(&range.start)[..1]),
                            pattern => text(pattern),
                        };
                        known.insert((status, !body.contains("empty")));
                    }
                    found.insert(constant, Answers { known, media });
                }
                _ => {}
            }
        }
    }
    found
}

/// The enums of answers in the client's crate.
fn enums(output: &Output) -> BTreeSet<String> {
    let mechanical = ["", "types.rs", "client.rs"];
    let files = output.files.iter().filter(|file| {
        let below = below_src(file);
        file.side == Side::Client && !below.contains('/') && !mechanical.contains(&below.as_str())
    });
    let mut found = BTreeSet::new();
    for file in files {
        for item in syn::parse_file(&file.text).unwrap().items {
            if let Item::Enum(one) = item {
                found.insert(one.ident.to_string());
            }
        }
    }
    found
}

fn check(name: &str, output: &Output) -> usize {
    let (server, client) = (of_server(output), of_client(output));
    assert_eq!(server.len(), client.len(), "{name}");
    for (operation, answers) in &server {
        let mut answers = Answers {
            known: answers.known.clone(),
            media: answers.media.clone(),
        };
        let mut theirs = client[operation].known.clone();
        // `default` of the successes is written as the range of the 2xx.
        if theirs.contains(&("default".to_owned(), true))
            || theirs.contains(&("default".to_owned(), false))
        {
            theirs.retain(|(status, _)| status != "2XX");
            answers.known.retain(|(status, _)| status != "2XX");
        }
        assert_eq!(answers.known, theirs, "{name}: {operation}");
        assert_eq!(
            answers.media, client[operation].media,
            "{name}: {operation}"
        );
    }
    let recorded: BTreeSet<&str> = output.lock.iter().map(|(_, name)| name).collect();
    for one in enums(output) {
        assert!(
            recorded.contains(one.as_str()),
            "{name}: the lock does not have {one}"
        );
    }
    server.len()
}

/// The same document with a component for each of these names.
fn with_components(mut document: Value, names: &BTreeSet<String>) -> Value {
    for name in names {
        document["components"]["schemas"][name] =
            json!({"type": "object", "properties": {"a": {"type": "string"}}});
    }
    document
}

#[test]
fn both_sides_of_each_document_agree() {
    let mut operations = 0;
    for (name, text) in common::specs() {
        let Ok(sources) = Sources::from_text(&name, text.as_str()) else {
            continue;
        };
        let first = generate(&sources, &Config::default(), &Lock::new());
        operations += check(&name, &first);
        // A component that is called like an enum of answers renames none of them.
        let document: Value = serde_yaml::from_str(&text).unwrap();
        if !document["components"]["schemas"].is_object() {
            continue;
        }
        let more = with_components(document, &enums(&first)).to_string();
        let sources = Sources::from_text(&name, more).unwrap_or_else(|_| panic!("{name}"));
        let second = generate(&sources, &Config::default(), &first.lock);
        assert_eq!(enums(&first), enums(&second), "{name}");
    }
    assert!(operations > 50, "{operations}");
}

#[test]
fn both_sides_of_real_documents_agree() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/corpus/real");
    if !folder.is_dir() {
        assert!(
            std::env::var_os("CI").is_none(),
            "{} is not there",
            folder.display()
        );
        println!("skipped: {} is not there", folder.display());
        return;
    }
    let mut operations = 0;
    for name in ["figma.yaml", "polar.json", "dograh.json", "mistral.yaml"] {
        let path = folder.join(name);
        let path = path.to_str().unwrap();
        let Ok(sources) = counterpart::load(&mut DiskLoader::new(path), path) else {
            continue;
        };
        operations += check(name, &generate(&sources, &Config::default(), &Lock::new()));
    }
    assert!(operations > 100, "{operations}");
    println!("{operations} operations");
}

/// Redirects alone are the successes; a document that declares two has an enum of them, which the lock knows.
#[test]
fn redirects_alone_are_successes() {
    let found = json!({"description": "d"});
    let mut document = json!({
        "openapi": "3.1.0", "info": {"title": "t", "version": "1"},
        "paths": {"/go": {"get": {"operationId": "go", "responses": {"301": found, "302": found}}}},
        "components": {"schemas": {}},
    });
    let first = common::generate(&document.to_string());
    let expected: BTreeSet<_> = ["GoError", "GoOk"].map(str::to_owned).into();
    assert_eq!(enums(&first), expected);
    document = with_components(document, &expected);
    let sources = Sources::from_text("openapi.json", document.to_string()).unwrap();
    let second = generate(&sources, &Config::default(), &first.lock);
    assert_eq!(enums(&second), expected);
}

/// An answer to HEAD has a body on neither side.
#[test]
fn answers_to_head_have_no_body() {
    let content = json!({"application/json": {"schema": {"type": "object", "properties": {"a": {"type": "string"}}}}});
    let document = json!({
        "openapi": "3.1.0", "info": {"title": "t", "version": "1"},
        "paths": {"/a": {"head": {"operationId": "peek", "responses": {"200": {"description": "d", "content": content}}}}},
    });
    let output = common::generate(&document.to_string());
    let bodiless: Known = [("200".to_owned(), false)].into();
    for side in [of_server(&output), of_client(&output)] {
        assert_eq!(
            side["PEEK"],
            Answers {
                known: bodiless.clone(),
                media: BTreeSet::new()
            }
        );
    }
    let codes: Vec<_> = output
        .diagnostics
        .iter()
        .map(|one| one.code.as_str())
        .collect();
    assert_eq!(codes, ["CP0211"]);
}
