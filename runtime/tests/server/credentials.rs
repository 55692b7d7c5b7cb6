//! Missing, wrong and good credentials.

use crate::fixture::{FASTAPI, PROBLEMS, router};
use crate::send::send;
use crate::{GOOD, get};

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
