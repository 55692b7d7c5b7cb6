//! The server's side against a small API that is written by hand as the generator writes it.
#![cfg(feature = "server")]
#![allow(clippy::unwrap_used, clippy::indexing_slicing, missing_docs)]

mod fastapi;
mod fixture;

use counterpart_runtime::codec::DecodeOptions;
use counterpart_runtime::server::axum::body::{Body, Bytes};
use counterpart_runtime::server::axum::http::Request;
use counterpart_runtime::server::{
    Api, HeaderMap, IntoResponse, Operation, Options, Router, StatusCode,
};
use fixture::{FASTAPI, PROBLEMS, Service, all, router, things, users};
use http_body::Frame;
use http_body_util::BodyExt;
use tower::ServiceExt;

type Headers<'a> = &'a [(&'a str, &'a str)];

const GOOD: (&str, &str) = ("authorization", "Bearer good");

struct Said {
    status: u16,
    headers: HeaderMap,
    body: String,
    operation: Option<&'static Operation>,
}

impl Said {
    fn header(&self, name: &str) -> Vec<&str> {
        self.headers
            .get_all(name)
            .iter()
            .map(|value| value.to_str().unwrap())
            .collect()
    }
}

fn send(
    router: &Router,
    method: &str,
    path: &str,
    headers: Headers<'_>,
    body: impl Into<Body>,
) -> Said {
    let mut request = Request::builder().method(method).uri(path);
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    let request = request.body(body.into()).unwrap();
    let runtime = tokio::runtime::Builder::new_current_thread()
        .build()
        .unwrap();
    runtime.block_on(async {
        let response = router.clone().oneshot(request).await.unwrap();
        let (parts, body) = response.into_parts();
        let body = body.collect().await.unwrap().to_bytes();
        Said {
            status: parts.status.as_u16(),
            operation: parts.extensions.get::<&'static Operation>().copied(),
            headers: parts.headers,
            body: String::from_utf8(body.to_vec()).unwrap(),
        }
    })
}

/// A body without a size hint, as a chunked one comes.
fn chunked(body: &'static str) -> Body {
    let frames = futures_util::stream::iter([Ok::<_, std::convert::Infallible>(Frame::data(
        Bytes::from(body),
    ))]);
    Body::new(http_body_util::StreamBody::new(frames))
}

fn get(api: &'static Api, path: &str, headers: Headers<'_>) -> (u16, String) {
    let said = send(&router(api), "GET", path, headers, "");
    (said.status, said.body)
}

#[test]
fn concrete_paths_come_before_templated_ones() {
    for api in [&FASTAPI, &PROBLEMS] {
        for (path, status, body) in [
            ("/u/5", 200, r#"["show","5"]"#),
            ("/u/m", 200, r#"["show","m"]"#),
            ("/u/5.json", 200, r#"["json","5"]"#),
            ("/u/a%2Ejson", 200, r#"["json","a"]"#),
            ("/u/.json", 200, r#"["show",".json"]"#),
            ("/u/me/posts", 200, r#"["posts","me"]"#),
            ("/u/%C3%B1%FF", 200, "[\"show\",\"ñ\u{FFFD}\"]"),
            (r"/:x", 200, r#"["colon"]"#),
            ("/%3Ax", 200, r#"["colon"]"#),
        ] {
            assert_eq!(
                get(api, path, &[]),
                (status, body.to_owned()),
                "{api:?} {path}"
            );
        }
        assert_eq!(
            get(api, "/u/me", &[GOOD]),
            (200, r#"["bearer [\"read\"]"]"#.to_owned())
        );
        for path in [
            "/",
            "/u",
            "/u/",
            "/u//posts",
            "/u/5/",
            "/U/5",
            "/u/5/posts/",
            "/list",
            "/y",
        ] {
            let (status, body) = get(api, path, &[]);
            assert_eq!(status, 404, "{api:?} {path}");
            assert!(body.contains(r#""detail":"Not Found""#), "{body}");
        }
    }
    assert_eq!(
        get(&FASTAPI, "/u/a%2Fb", &[]),
        (404, r#"{"detail":"Not Found"}"#.to_owned())
    );
    assert_eq!(
        get(&PROBLEMS, "/u/a%2Fb", &[]),
        (200, r#"["show","a/b"]"#.to_owned())
    );
}

#[test]
fn other_methods_are_not_allowed() {
    for (api, method, path, status, allow) in [
        (&FASTAPI, "POST", "/u/5", 405, "DELETE, GET, PUT"),
        (&FASTAPI, "HEAD", "/u/5", 405, "DELETE, GET, PUT"),
        (&FASTAPI, "OPTIONS", "/u/5/posts", 405, "GET"),
        (&FASTAPI, "FOO", "/u/5/posts", 405, "GET"),
        (&FASTAPI, "HEAD", "/u/5/posts", 405, "GET"),
        (&PROBLEMS, "POST", "/u/5", 405, "DELETE, GET, HEAD, PUT"),
        (&PROBLEMS, "OPTIONS", "/u/5/posts", 405, "GET, HEAD"),
        // The path is the concrete one's.
        (&PROBLEMS, "PUT", "/u/me", 405, "GET, HEAD"),
        (&PROBLEMS, "PUT", "/u/5.json", 405, "GET, HEAD"),
    ] {
        let said = send(&router(api), method, path, &[], "");
        assert_eq!(
            (said.status, said.header("allow")),
            (status, vec![allow]),
            "{api:?} {method} {path}"
        );
        if method != "HEAD" {
            assert!(
                said.body.contains(r#""detail":"Method Not Allowed""#),
                "{}",
                said.body
            );
        }
    }
    let head = send(&router(&PROBLEMS), "HEAD", "/u/5", &[], "");
    assert_eq!((head.status, head.body.as_str()), (200, ""));
    // FastAPI matches path and method together.
    let put = send(&router(&FASTAPI), "PUT", "/u/me", &[GOOD], "{}");
    assert_eq!((put.status, put.body.as_str()), (200, r#"["me","{}"]"#));
}

#[test]
fn groups_merge_and_nest() {
    for api in [&FASTAPI, &PROBLEMS] {
        let merged = users(Service, api, Options::default())
            .router()
            .merge(things((), api).router());
        let nested = Router::new().nest("/api/{tenant}", merged.clone());
        for (router, prefix) in [(&merged, ""), (&nested, "/api/x")] {
            for (method, path, body) in [
                ("GET", "/u/5", r#"["show","5"]"#),
                ("DELETE", "/u/5", r#"["delete","5"]"#),
                ("GET", "/u/5.json", r#"["json","5"]"#),
            ] {
                let said = send(router, method, &format!("{prefix}{path}"), &[], "");
                assert_eq!(
                    (said.status, said.body.as_str()),
                    (200, body),
                    "{prefix}{path}"
                );
            }
            let said = send(router, "POST", &format!("{prefix}/u/5"), &[], "");
            assert_eq!(said.status, 405);
            assert_eq!(said.header("allow").len(), 1);
            assert!(
                said.header("allow")[0].starts_with("DELETE, GET"),
                "{:?}",
                said.header("allow")
            );
            let said = send(router, "GET", &format!("{prefix}/no/such/path"), &[], "");
            assert_eq!(
                (said.status, said.body.as_str()),
                (404, ""),
                "no fallback of ours"
            );
        }
    }
}

#[test]
fn names_of_parameters_tell_no_paths_apart() {
    for api in [&FASTAPI, &PROBLEMS] {
        let router = all(api);
        for (method, body) in [("GET", r#"["show","5"]"#), ("DELETE", r#"["delete","5"]"#)] {
            let said = send(&router, method, "/u/5", &[], "");
            assert_eq!((said.status, said.body.as_str()), (200, body));
        }
    }
}

#[test]
fn the_operation_is_known_to_layers() {
    let said = send(&router(&FASTAPI), "GET", "/u/5", &[], "");
    assert_eq!(said.operation.map(|operation| operation.id), Some("SHOW"));
    let said = send(&router(&FASTAPI), "GET", "/u/me", &[], "");
    assert_eq!(
        (said.status, said.operation.map(|operation| operation.id)),
        (401, Some("ME"))
    );
}

#[test]
fn bearer_tokens() {
    for (headers, status, detail) in [
        (&[][..], 401, "Not authenticated"),
        (&[("authorization", "Bearer")][..], 401, "Not authenticated"),
        (
            &[("authorization", "Bearer ")][..],
            401,
            "Not authenticated",
        ),
        (&[("authorization", "")][..], 401, "Not authenticated"),
        (&[("authorization", "good")][..], 401, "Not authenticated"),
        (
            &[("authorization", "Basic good")][..],
            401,
            "Not authenticated",
        ),
        (
            &[("authorization", "Bearer bad")][..],
            401,
            "Invalid authentication credentials",
        ),
        (
            &[("authorization", "Bearer good extra")][..],
            401,
            "Invalid authentication credentials",
        ),
        (
            &[("authorization", "Bearer bad"), GOOD][..],
            401,
            "Invalid authentication credentials",
        ),
        (
            &[("authorization", "Bearer poor")][..],
            403,
            "Not enough permissions",
        ),
    ] {
        let said = send(&router(&FASTAPI), "GET", "/u/me", headers, "");
        assert_eq!(
            (said.status, said.body.clone()),
            (status, format!(r#"{{"detail":"{detail}"}}"#)),
            "{headers:?}"
        );
        let challenges = if status == 401 {
            vec!["Bearer"]
        } else {
            vec![]
        };
        assert_eq!(said.header("www-authenticate"), challenges);
        let said = send(&router(&PROBLEMS), "GET", "/u/me", headers, "");
        assert_eq!(
            (said.status, said.header("content-type")),
            (status, vec!["application/problem+json"])
        );
        assert!(
            said.body
                .contains(&format!(r#""status":{status},"detail":"{detail}""#)),
            "{}",
            said.body
        );
    }
    let said = send(
        &router(&PROBLEMS),
        "GET",
        "/u/me",
        &[("authorization", "Bearer bad")],
        "",
    );
    assert_eq!(
        said.header("www-authenticate"),
        ["Bearer error=\"invalid_token\""]
    );
    assert_eq!(
        get(&FASTAPI, "/u/me", &[("authorization", "bEARER good")]).0,
        200
    );
    assert_eq!(
        get(&FASTAPI, "/u/me", &[("authorization", "Bearer down")]),
        (503, String::new())
    );
}

#[test]
fn alternatives_and_conjunctions() {
    // user:p:w
    const BASIC: (&str, &str) = ("authorization", "Basic dXNlcjpwOnc=");
    for (headers, status, body) in [
        (&[BASIC, ("x-key", "k")][..], 200, r#"["user+key"]"#),
        (&[GOOD][..], 200, r#"["bearer []"]"#),
        (&[BASIC][..], 401, r#"{"detail":"Not authenticated"}"#),
        (
            &[("x-key", "k")][..],
            401,
            r#"{"detail":"Not authenticated"}"#,
        ),
        (&[("x-key", "k"), GOOD][..], 200, r#"["bearer []"]"#),
        (
            &[BASIC, ("x-key", "bad")][..],
            401,
            r#"{"detail":"Invalid authentication credentials"}"#,
        ),
        (
            &[BASIC, ("x-key", "")][..],
            401,
            r#"{"detail":"Not authenticated"}"#,
        ),
        (
            &[("authorization", "Basic !!"), ("x-key", "k")][..],
            401,
            r#"{"detail":"Not authenticated"}"#,
        ),
    ] {
        let said = send(&router(&FASTAPI), "GET", "/combined", headers, "");
        assert_eq!(
            (said.status, said.body.as_str()),
            (status, body),
            "{headers:?}"
        );
        if status == 401 {
            assert_eq!(
                said.header("www-authenticate"),
                ["Basic", "APIKey", "Bearer"]
            );
        }
    }
}

const TRACE: (&str, &str) = ("x-trace", "00000000000000000000000000000001");

#[test]
fn parameters() {
    let cookie = ("cookie", "a=b; theme=d%20k");
    let (status, body) = get(
        &FASTAPI,
        "/list/?limit=+5&flag=Yes&ids=1&ids=2&tags=a%7Cb&key=k&ids=3",
        &[TRACE, cookie],
    );
    assert_eq!(
        (status, body.as_str()),
        (
            200,
            r#"["Some(\"key\")","5 Some(true) [1, 2, 3] Some([\"a\", \"b\"])","00000000-0000-0000-0000-000000000001 Some(\"d k\")"]"#
        )
    );
    let (status, body) = get(&FASTAPI, "/list/?ids=1&tags=", &[TRACE]);
    assert_eq!(
        (status, body.as_str()),
        (
            200,
            r#"["None","20 None [1] Some([])","00000000-0000-0000-0000-000000000001 None"]"#
        )
    );
    // An optional credential that is there must be right.
    assert_eq!(get(&FASTAPI, "/list/?ids=1&key=no", &[TRACE]).0, 401);
}

#[test]
fn faults_of_parameters_come_together_and_in_order() {
    let path = "/list/?limit=x&flag=2&ids=1&ids=b&ids=9999999999999999999";
    let (status, body) = get(&FASTAPI, path, &[]);
    assert_eq!(status, 422);
    assert_eq!(
        body,
        concat!(
            r#"{"detail":[{"type":"int_parsing","loc":["query","limit"],"msg":"Input should be a valid integer, unable to parse string as an integer"},"#,
            r#"{"type":"bool_parsing","loc":["query","flag"],"msg":"Input should be a valid boolean, unable to interpret input"},"#,
            r#"{"type":"int_parsing","loc":["query","ids",1],"msg":"Input should be a valid integer, unable to parse string as an integer"},"#,
            r#"{"type":"int_parsing_size","loc":["query","ids",2],"msg":"Unable to parse input string as an integer, exceeded maximum size"},"#,
            r#"{"type":"missing","loc":["header","x-trace"],"msg":"Field required"}]}"#
        )
    );
    let said = send(&router(&PROBLEMS), "GET", path, &[TRACE], "");
    assert_eq!(
        (said.status, said.header("content-type")),
        (400, vec!["application/problem+json"])
    );
    assert_eq!(
        said.body,
        concat!(
            r#"{"type":"about:blank","title":"Bad Request","status":400,"detail":"The request is not well formed","errors":["#,
            r#"{"in":"query","parameter":"limit","code":"integer_expected","detail":"expected an integer"},"#,
            r#"{"in":"query","parameter":"flag","code":"boolean_expected","detail":"expected true or false"},"#,
            r#"{"in":"query","parameter":"ids","index":1,"code":"integer_expected","detail":"expected an integer"},"#,
            r#"{"in":"query","parameter":"ids","index":2,"code":"out_of_range","detail":"expected an integer from -9223372036854775808 to 9223372036854775807"},"#,
            r#"{"in":"header","parameter":"x-trace","code":"uuid_expected","detail":"expected a UUID"}]}"#
        )
    );
}

fn put(api: &'static Api, headers: Headers<'_>, body: impl Into<Body>) -> (u16, String) {
    let headers: Vec<_> = headers.iter().copied().chain([GOOD]).collect();
    let said = send(&router(api), "PUT", "/u/5", &headers, body);
    (said.status, said.body)
}

#[test]
fn bodies() {
    const MISSING: &str =
        r#"{"detail":[{"type":"missing","loc":["body"],"msg":"Field required"}]}"#;
    const DICT: &str = r#"{"detail":[{"type":"dict_type","loc":["body"],"msg":"Input should be a valid dictionary"}]}"#;
    let text = ("content-type", "text/plain");
    for (headers, body, status, said) in [
        (&[][..], r#"{"a":1}"#, 200, r#"["5","{\"a\": 1}"]"#),
        (&[][..], "", 422, MISSING),
        (&[text][..], "", 422, MISSING),
        (&[][..], " null\n", 422, MISSING),
        (&[][..], "[]", 422, DICT),
        (&[text][..], r#"{"a":1}"#, 422, DICT),
        (
            &[][..],
            r#"{"a":tru"#,
            422,
            r#"{"detail":[{"type":"json_invalid","loc":["body",5],"msg":"JSON decode error"}]}"#,
        ),
        (
            &[][..],
            r#"{"a":"x"}"#,
            422,
            r#"{"detail":[{"type":"int_type","loc":["body","a"],"msg":"Input should be a valid integer"}]}"#,
        ),
        (
            &[][..],
            r#"{"forbidden":1}"#,
            422,
            r#"{"detail":[{"type":"value_error","loc":["body","forbidden"],"msg":"Value error, not this one"}]}"#,
        ),
    ] {
        assert_eq!(
            put(&FASTAPI, headers, body),
            (status, said.to_owned()),
            "{headers:?} {body}"
        );
    }
    assert_eq!(
        put(&FASTAPI, &[], b"{\"a\":\"\xF1\"}".to_vec()),
        (
            400,
            r#"{"detail":"There was an error parsing the body"}"#.to_owned()
        )
    );
    for (headers, body, status, errors) in [
        (
            &[][..],
            "",
            422,
            r#"[{"pointer":"","code":"missing","detail":"required, but absent"}]"#,
        ),
        (
            &[][..],
            "null",
            422,
            r#"[{"pointer":"","code":"object_expected","detail":"expected an object"}]"#,
        ),
        (
            &[][..],
            r#"{"a/b":"x"}"#,
            422,
            r#"[{"pointer":"/a~1b","code":"integer_expected","detail":"expected an integer"}]"#,
        ),
        (
            &[][..],
            "{",
            400,
            r#"[{"pointer":"","code":"json_syntax","detail":"Expecting property name enclosed in double quotes at character 1"}]"#,
        ),
    ] {
        let (own, said) = put(&PROBLEMS, headers, body);
        assert_eq!(own, status, "{said}");
        assert!(said.ends_with(&format!(r#""errors":{errors}}}"#)), "{said}");
    }
    let (status, said) = put(&PROBLEMS, &[text], "{}");
    assert_eq!(
        (status, said.contains("The body must be JSON")),
        (415, true)
    );
    assert_eq!(put(&PROBLEMS, &[text], "").0, 422);
}

#[test]
fn optional_bodies() {
    for (api, path, body, expected) in [
        (&FASTAPI, "/optional", "", "None"),
        (&FASTAPI, "/optional", "null", "None"),
        (&FASTAPI, "/optional", "[1]", "Some([1])"),
        (&FASTAPI, "/maybe", "", "Absent"),
        (&FASTAPI, "/maybe", "null", "Null"),
        (&PROBLEMS, "/maybe", "[2]", "Value([2])"),
        (&PROBLEMS, "/optional", "", "None"),
    ] {
        let said = send(&router(api), "POST", path, &[], body);
        assert_eq!(
            (said.status, said.body),
            (200, format!(r#"["{expected}"]"#)),
            "{path} {body}"
        );
    }
    assert_eq!(
        send(&router(&PROBLEMS), "POST", "/optional", &[], "null").status,
        422
    );
}

#[test]
fn limits() {
    let limited =
        |bytes| users(Service, &FASTAPI, Options::default().with_body_limit(bytes)).service();
    let too_large = (413, r#"{"detail":"Request body too large"}"#.to_owned());
    let body = r#"{"a":1}"#;
    for (limit, length, expected) in [
        (7, None, 200),
        (6, None, 413),
        (6, Some("7"), 413),
        (6, Some("1"), 413),
        (7, Some("8"), 413),
    ] {
        let mut headers = vec![GOOD];
        headers.extend(length.map(|length| ("content-length", length)));
        let said = send(&limited(limit), "PUT", "/u/5", &headers, chunked(body));
        assert_eq!(said.status, expected, "{limit} {length:?}");
        if expected == 413 {
            assert_eq!((said.status, said.body), too_large);
        }
    }
    // Whoever is not known does not get as far.
    assert_eq!(send(&limited(1), "PUT", "/u/5", &[], body).status, 401);
    let big = format!(r#"{{"a":"{}"}}"#, "x".repeat(2_000_000));
    assert_eq!(
        put(&FASTAPI, &[], big).0,
        422,
        "FastAPI takes two megabytes"
    );
}

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
