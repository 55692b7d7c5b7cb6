//! Tests of the pass `views`: what is split, and what each view holds.

use super::{reachability, usage, views};
use crate::ir::{Api, Ty, View, assert_is, read};

/// An API of these types whose one operation takes and answers types of these names. Nothing else is used.
fn using(takes: Option<&str>, answers: Option<&str>, types: &str) -> String {
    let body = takes.map_or_else(String::new, |name| {
        format!("body required \"application/json\" json {name}")
    });
    let answer = answers.map_or_else(String::new, |name| {
        format!("200 success \"application/json\" json {name}")
    });
    format!("group g\n  POST /\n    {body}\n    {answer}\n{types}")
}

/// The types after the pass, where `T` is used so.
fn split(types: &str, requests: bool, responses: bool) -> Api {
    let used = |carried: bool| carried.then_some("T");
    let mut api = read(&using(used(requests), used(responses), types));
    usage::run(&mut api);
    views::run(&mut api);
    reachability::run(&mut api);
    api
}

fn kinds(api: &Api) -> Vec<View> {
    api.types.iter().map(|def| def.view).collect()
}

/// A user's account: an id that the service gives, a password that it never shows, a default.
const ACCOUNT: &str = r#"
    struct T
      "id": i64 required read-only
      "password": secret required write-only
      "role": string optional, default "a"
      "team": string? optional, default "a"
      "name": string optional
    "#;

#[test]
fn a_view_has_what_its_direction_carries() {
    let response = r#"
        struct T@response in responses
          "id": i64 required read-only
          "role": string filled with "a"
          "team": string? optional, default "a"
          "name": string optional
          "password": read over
        "#;
    let request = r#"
        struct T@request in requests
          "password": secret required write-only
          "role": string optional, default "a"
          "team": string? optional, default "a"
          "name": string optional
          "id": read over
        "#;
    let both = [response, request].concat();
    let (takes, answers) = (Some("T@request"), Some("T@response"));
    assert_is(&split(ACCOUNT, true, true), &using(takes, answers, &both));
    // What one direction alone carries is of the same view as where both do.
    assert_is(
        &split(ACCOUNT, false, true),
        &using(None, answers, response),
    );
    assert_is(&split(ACCOUNT, true, false), &using(takes, None, request));
}

#[test]
fn who_holds_what_differs_differs() {
    let holders = [
        "struct T
           \"a\": Inner required",
        "struct T
           \"a\": [Inner]? optional",
        "union T
           boolean: bool when the kind is boolean
           Inner: Inner when the kind is object",
        "alias T
           map of Inner",
        "newtype T
           Inner?",
        "struct T
           \"a\": Inner optional
           \"again\": T optional",
        "alias T
           Inner",
        "struct T
           others: Inner",
    ];
    let inner = "struct Inner
           \"id\": i64 optional read-only";
    for holder in holders {
        let api = split(&format!("{holder}\n{inner}"), true, true);
        let (response, request) = (View::Response, View::Request);
        assert_eq!(
            kinds(&api),
            [response, response, request, request],
            "{holder}"
        );
        // A response leads to responses, a request to requests.
        let leads = |index: usize, to: View| {
            let mut all = true;
            api.types[index].shape.for_each_named(&mut |id| {
                all &= api.types[id.index()].view == to;
            });
            all
        };
        assert!(leads(0, response), "{holder}");
        assert!(leads(2, request), "{holder}");
        let view = |ty: &Ty| {
            let mut view = None;
            ty.for_each_named(&mut |id| view = Some(api.types[id.index()].view));
            view
        };
        api.operations[0].for_each_response_ty(&mut |ty| assert_eq!(view(ty), Some(response)));
        api.operations[0].for_each_request_ty(&mut |ty| assert_eq!(view(ty), Some(request)));
    }
}

#[test]
fn what_is_equal_in_both_directions_stays_one() {
    let types = r#"
        struct T
          "a": Enum optional
          "b": [Default] optional
        string enum Enum
          "a"
        struct Default
          "a": string? optional, default "a"
        "#;
    for (requests, responses) in [(true, true), (true, false), (false, true)] {
        assert_eq!(kinds(&split(types, requests, responses)), [View::Whole; 3]);
    }
}

/// A type behind a member that one direction leaves out is not carried there.
#[test]
fn a_view_that_nobody_carries_is_not_made() {
    let types = r#"
        struct T
          "seen": Seen optional read-only
          "told": Told optional write-only
        struct Seen
          "a": string optional, default "a"
        struct Told
          "b": string optional, default "a"
        "#;
    let expected = r#"
        struct T@response in responses
          "seen": Seen@response optional read-only
          "told": read over
        struct Seen@response in responses
          "a": string filled with "a"
        struct Told@request in requests
          "b": string optional, default "a"
        struct T@request in requests
          "told": Told@request optional write-only
          "seen": read over
        "#;
    assert_is(
        &split(types, true, true),
        &using(Some("T@request"), Some("T@response"), expected),
    );
}

/// A cycle is split as a whole, and run twice the pass does what it does once.
#[test]
fn cycles_are_split() {
    let types = r#"
        struct T
          "a": Union optional
        union Union
          T: T when the kind is object
          Up: Up when the kind is array
        struct Up
          "up": T optional
          "a": string optional, default "a"
        struct Unused
          "a": T optional
        "#;
    let view = |direction: &str, presence: &str| {
        format!(
            r#"
            struct T@{direction} in {direction}s
              "a": Union@{direction} optional
            union Union@{direction} in {direction}s
              T: T@{direction} when the kind is object
              Up: Up@{direction} when the kind is array
            struct Up@{direction} in {direction}s
              "up": T@{direction} optional
              "a": string {presence}
            "#
        )
    };
    let both = view("response", "filled with \"a\"") + &view("request", "optional, default \"a\"");
    let expected = using(Some("T@request"), Some("T@response"), &both);
    let mut api = split(types, true, true);
    assert_is(&api, &expected);
    usage::run(&mut api);
    views::run(&mut api);
    assert_is(&api, &expected);
}

/// A lock from before the split knows the first view by the name that the schema had, and the members of both.
#[test]
fn what_was_recorded_of_the_whole_follows() {
    let mut api = read(&using(Some("T"), Some("T"), ACCOUNT));
    let key = |text: &str| format!("#/components/schemas/T{text}");
    api.recorded.types.insert(key(""), "T".to_owned());
    for member in ["id", "password", "name"] {
        let member = key(&format!("/properties/{member}"));
        api.recorded.parts.insert(member);
    }
    usage::run(&mut api);
    views::run(&mut api);
    let types: Vec<(&str, &str)> = (api.recorded.types.iter())
        .map(|(key, name)| (key.as_str(), name.as_str()))
        .collect();
    assert_eq!(types, [(&*key(""), "T"), (&*key("/@response"), "T")]);
    for (member, carried) in [
        ("/@response/properties/id", true),
        ("/@response/properties/password", false),
        ("/@request/properties/password", true),
        ("/@request/properties/name", true),
        ("/@request/properties/role", false),
    ] {
        assert_eq!(
            api.recorded.parts.contains(&key(member)),
            carried,
            "{member}"
        );
    }
}
