//! `specs/dynamic-refs.yaml`, in both crates: a generic schema is a type for each who binds its anchors. `cargo xtask emitted` compiles and runs this.

use counterpart_runtime::Json;
use counterpart_runtime::codec::{Decode, DecodeOptions, Encode, decode, encode};

fn check<T: Decode + Encode>(side: &str, text: &str, taken: bool) {
    let value = decode::<T>(text.as_bytes(), DecodeOptions::DEFAULT.with_rules(true));
    assert_eq!(value.is_ok(), taken, "{side}: {text}");
    if let Ok(value) = value {
        let again = encode(&value).unwrap();
        let (before, after) = (Json::parse(text).unwrap(), Json::parse(&again).unwrap());
        assert_eq!(before, after, "{side}: {text} became {again}");
    }
}

#[test]
fn pages_of_pets_hold_pets() {
    for (text, taken) in [
        (r#"{"items": [{"name": "a"}]}"#, true),
        (r#"{"items": [], "around": {"next": {"name": "b"}}}"#, true),
        (r#"{"items": [{"name": 1}]}"#, false),
        (r#"{"items": ["a"]}"#, false),
        (r#"{"items": [], "around": {"next": "b"}}"#, false),
        (r#"{"items": [], "around": {"page": {"items": [{"name": "c"}]}}}"#, true),
        (r#"{"items": [], "around": {"page": {"items": ["c"]}}}"#, false),
    ] {
        check::<pets_client::types::PetPage>("client", text, taken);
        check::<pets_server::types::PetPage>("server", text, taken);
    }
}

#[test]
fn pages_of_words_hold_words() {
    for (text, taken) in [
        (r#"{"items": ["a"], "around": {"next": "b"}}"#, true),
        (r#"{"items": [{"name": "a"}]}"#, false),
    ] {
        check::<pets_client::types::GetWordsOkBody>("client", text, taken);
        check::<pets_server::types::GetWordsOkBody>("server", text, taken);
    }
}

#[test]
fn named_trees_hold_named_trees() {
    for (text, taken) in [
        (r#"{"name": "a", "children": [{"name": "b", "children": []}]}"#, true),
        (r#"{"name": "a", "children": [{"children": []}]}"#, false),
        (r#"{"name": "a", "children": [{"name": "b", "age": 1}]}"#, false),
    ] {
        check::<pets_client::types::NamedTree>("client", text, taken);
        check::<pets_server::types::NamedTree>("server", text, taken);
    }
}
