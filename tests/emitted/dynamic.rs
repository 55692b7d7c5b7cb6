//! `specs/dynamic-refs.yaml`, in both crates: a generic schema is a type for each who binds its anchors. `cargo xtask emitted` compiles and runs this.

mod back;

use back::comes_back;
use counterpart_runtime::codec::DecodeOptions;

const RULED: DecodeOptions = DecodeOptions::DEFAULT.with_rules(true);

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
        comes_back::<pets_client::types::PetPage>("client", text, taken, RULED);
        comes_back::<pets_server::types::PetPage>("server", text, taken, RULED);
    }
}

#[test]
fn pages_of_words_hold_words() {
    for (text, taken) in [
        (r#"{"items": ["a"], "around": {"next": "b"}}"#, true),
        (r#"{"items": [{"name": "a"}]}"#, false),
    ] {
        comes_back::<pets_client::types::GetWordsOkBody>("client", text, taken, RULED);
        comes_back::<pets_server::types::GetWordsOkBody>("server", text, taken, RULED);
    }
}

#[test]
fn named_trees_hold_named_trees() {
    for (text, taken) in [
        (r#"{"name": "a", "children": [{"name": "b", "children": []}]}"#, true),
        (r#"{"name": "a", "children": [{"children": []}]}"#, false),
        (r#"{"name": "a", "children": [{"name": "b", "age": 1}]}"#, false),
    ] {
        comes_back::<pets_client::types::NamedTree>("client", text, taken, RULED);
        comes_back::<pets_server::types::NamedTree>("server", text, taken, RULED);
    }
}
