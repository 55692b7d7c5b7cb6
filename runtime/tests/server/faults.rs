//! Answers to faults, and of the implementor.

use counterpart_runtime::codec::DecodeOptions;
use counterpart_runtime::server::{IntoResponse, Options, StatusCode};

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
