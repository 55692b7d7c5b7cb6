//! Paths, methods, and routers put together.

use counterpart_runtime::server::{Options, Router};

use crate::fixture::{FASTAPI, PROBLEMS, Service, all, router, things, users};
use crate::send::send;
use crate::{GOOD, get};

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
