//! Answers to faults, and of the implementor.

use counterpart_runtime::codec::DecodeOptions;
use counterpart_runtime::server::{Api, IntoResponse, Options, StatusCode};

use crate::fixture::{FASTAPI, PROBLEMS, Service, router, users};
use crate::send::send;
use crate::{GOOD, get};

#[test]
fn many_faults_are_cut_off_with_a_mark() {
    let options = Options::default().with_decode_options(DecodeOptions::DEFAULT.with_max_faults(1));
    for (api, mark) in [
        (
            &FASTAPI,
            r#"{"type":"omitted","loc":[],"msg":"More errors are not listed"}]}"#,
        ),
        (&PROBLEMS, r#"],"errors_omitted":true}"#),
    ] {
        let router = users(Service, api, options.clone()).service();
        let said = send(&router, "PUT", "/u/5", &[GOOD], r#"{"a":"x","b":"y"}"#);
        assert!(said.body.ends_with(mark), "{}", said.body);
        let listed = said.body.matches(r#""a""#).count() + said.body.matches(r#""/a""#).count();
        assert_eq!(
            (
                listed,
                said.body.contains("\"b\"") || said.body.contains("/b")
            ),
            (1, false),
            "{}",
            said.body
        );
    }
}

const MIXED: &str = "/mixed/x?q=x";

fn mixed(api: &'static Api, path: &str, body: &str) -> (u16, String) {
    let headers = [GOOD, ("x-trace", "x"), ("cookie", "theme=x")];
    let said = send(&router(api), "POST", path, &headers, body.to_owned());
    (said.status, said.body)
}

#[test]
fn faults_of_all_places_come_in_one_answer_and_in_order() {
    let (status, said) = mixed(&FASTAPI, MIXED, "[1,true]");
    let locations: Vec<_> = said.split("\"loc\":").skip(1).collect();
    let expected = [
        r#"["path","n"]"#,
        r#"["query","q"]"#,
        r#"["header","x-trace"]"#,
        r#"["cookie","theme"]"#,
        r#"["body",1]"#,
    ];
    assert_eq!((status, locations.len()), (422, expected.len()), "{said}");
    for (location, expected) in locations.iter().zip(expected) {
        assert!(location.starts_with(expected), "{said}");
    }
    let (status, said) = mixed(&PROBLEMS, MIXED, "[1,true]");
    let places: Vec<_> = said.split("{\"").skip(2).collect();
    let expected = [
        r#"in":"path","parameter":"n","#,
        r#"in":"query","parameter":"q","#,
        r#"in":"header","parameter":"x-trace","#,
        r#"in":"cookie","parameter":"theme","#,
        r#"pointer":"/1","#,
    ];
    assert_eq!((status, places.len()), (400, expected.len()), "{said}");
    for (place, expected) in places.iter().zip(expected) {
        assert!(place.starts_with(expected), "{said}");
    }
}

#[test]
fn what_is_no_json_stands_alone_in_fastapis_profile_only() {
    let (status, said) = mixed(&FASTAPI, MIXED, "[1,tru]");
    assert_eq!(
        (status, said.as_str()),
        (
            422,
            r#"{"detail":[{"type":"json_invalid","loc":["body",3],"msg":"JSON decode error"}]}"#
        )
    );
    let (status, said) = mixed(&PROBLEMS, MIXED, "[1,tru]");
    assert_eq!(
        (status, said.matches("\"code\":").count()),
        (400, 5),
        "{said}"
    );
    assert!(said.contains("json_syntax"), "{said}");
}

#[test]
fn who_calls_is_asked_first() {
    for api in [&FASTAPI, &PROBLEMS] {
        let said = send(&router(api), "POST", MIXED, &[], "[1,tru]");
        assert_eq!(said.status, 401, "{}", said.body);
    }
}

#[test]
fn a_hundred_faults_are_listed() {
    let ids = "&ids=x".repeat(150);
    let body = format!("[{}]", vec!["true"; 150].join(","));
    for (api, kind, mark) in [
        (&FASTAPI, "\"type\":\"int_", r#""type":"omitted","#),
        (&PROBLEMS, "\"code\":\"integer_", r#""errors_omitted":true"#),
    ] {
        let (_, listed) = get(api, &format!("/list/?{ids}"), &[("x-trace", "x")]);
        assert_eq!(listed.matches(kind).count(), 100, "{listed}");
        assert!(
            listed.contains(mark) && !listed.contains("x-trace"),
            "{listed}"
        );
        // Those of the body are behind those of the parameters.
        let (_, listed) = mixed(api, MIXED, &body);
        assert!(listed.contains("x-trace"), "{listed}");
        assert_eq!(listed.matches(kind).count(), 98, "{listed}");
        assert!(listed.contains(mark), "{listed}");
    }
}

#[test]
fn no_header_that_may_be_a_credential_is_shown() {
    let headers = [
        GOOD,
        ("x-trace", "00000000000000000000000000000001"),
        ("x-key", "hunter2"),
        ("cookie", "theme=1; session=hunter2"),
        ("cookie", "more=hunter2"),
        ("accept", "text/plain"),
    ];
    let said = send(&router(&FASTAPI), "POST", "/mixed/1?q=2", &headers, "[3]");
    assert_eq!(said.status, 200, "{}", said.body);
    assert!(
        said.body
            .contains("1 2 00000000-0000-0000-0000-000000000001 true [3]"),
        "{}",
        said.body
    );
    assert!(
        said.body.contains("text/plain") && said.body.contains("x-key"),
        "{}",
        said.body
    );
    assert!(
        !said.body.contains("hunter2") && !said.body.contains("good"),
        "{}",
        said.body
    );
}

#[test]
fn a_hook_replaces_the_answer_to_faults() {
    let options = Options::default().with_faults_answer(|rejected| {
        let list: Vec<String> = rejected.faults().iter().map(ToString::to_string).collect();
        (
            StatusCode::IM_A_TEAPOT,
            format!("{} {}", rejected.operation().id, list.join(" | ")),
        )
            .into_response()
    });
    let router = users(Service, &FASTAPI, options).service();
    let said = send(&router, "PUT", "/u/5", &[GOOD], r#"{"a":"x"}"#);
    assert_eq!(
        (said.status, said.body.as_str()),
        (418, "PUT /body/a: expected an integer")
    );
}

#[test]
fn answers_of_the_implementor() {
    let said = send(&router(&FASTAPI), "PUT", "/u/nobody", &[GOOD], "{}");
    assert_eq!(
        (said.status, said.body.as_str()),
        (404, r#"{"detail":"User not found"}"#)
    );
    let said = send(
        &router(&PROBLEMS),
        "PUT",
        "/u/nobody",
        &[GOOD, ("x-problems", "1")],
        "{}",
    );
    assert_eq!(
        said.body,
        r#"{"type":"about:blank","title":"Not Found","status":404,"detail":"User not found"}"#
    );
    assert_eq!(
        get(&FASTAPI, "/left%20out:", &[]),
        (501, r#"{"detail":"Not Implemented"}"#.to_owned())
    );
}

#[test]
fn nothing_of_the_request_is_repeated() {
    let canary = "hunter2";
    let headers = [
        ("authorization", "Bearer hunter2"),
        ("cookie", "theme=hunter2"),
        ("x-trace", "hunter2"),
    ];
    for api in [&FASTAPI, &PROBLEMS] {
        for (method, path, body) in [
            ("GET", "/u/me", ""),
            ("GET", "/list/?ids=hunter2&limit=hunter2&key=k", ""),
            ("POST", "/optional", r#"["hunter2"]"#),
        ] {
            let said = send(&router(api), method, path, &headers, body);
            assert!(
                said.status >= 400 && !said.body.contains(canary),
                "{path} {}",
                said.body
            );
        }
    }
}
