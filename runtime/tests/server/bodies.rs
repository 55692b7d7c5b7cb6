//! Bodies, and their limits.

use counterpart_runtime::server::axum::body::{Body, Bytes};
use counterpart_runtime::server::{Api, Options};
use http_body::Frame;

use crate::GOOD;
use crate::fixture::{FASTAPI, PROBLEMS, Service, router, users};
use crate::send::{Headers, send};

/// A body without a size hint, as a chunked one comes.
fn chunked(body: &'static str) -> Body {
    let frames = futures_util::stream::iter([Ok::<_, std::convert::Infallible>(Frame::data(
        Bytes::from(body),
    ))]);
    Body::new(http_body_util::StreamBody::new(frames))
}

/// A body that must not be read.
fn untouchable() -> Body {
    Body::from_stream(futures_util::stream::poll_fn(
        |_| -> std::task::Poll<Option<Result<Bytes, std::convert::Infallible>>> {
            panic!("the body is read")
        },
    ))
}

/// A body without an end.
fn endless() -> Body {
    let zeros =
        std::iter::repeat_with(|| Ok::<_, std::convert::Infallible>(Bytes::from(vec![b'0'; 1024])));
    Body::from_stream(futures_util::stream::iter(zeros))
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
    // What is announced to be too long is not read at all; nor is what nobody may send.
    let announced = [GOOD, ("content-length", "8")];
    assert_eq!(
        send(&limited(7), "PUT", "/u/5", &announced, untouchable()).status,
        413
    );
    assert_eq!(
        send(&limited(7), "PUT", "/u/5", &[], untouchable()).status,
        401
    );
    assert_eq!(
        send(&limited(7), "PUT", "/u/5", &[GOOD], endless()).status,
        413
    );
    let said = send(&router(&PROBLEMS), "PUT", "/u/5", &[GOOD], endless());
    assert_eq!(
        (said.status, said.header("content-type")),
        (413, vec!["application/problem+json"])
    );
    // Whoever is not known does not get as far.
    assert_eq!(send(&limited(1), "PUT", "/u/5", &[], body).status, 401);
    let big = format!(r#"{{"a":"{}"}}"#, "x".repeat(2_000_000));
    assert_eq!(
        put(&FASTAPI, &[], big).0,
        422,
        "FastAPI takes two megabytes"
    );
}
