//! The rules of `specs/rules-whole.yaml`: patterns, formats, and what is asked of a value as a whole. `cargo xtask emitted` compiles and runs this.

mod said;

use counterpart_runtime::server::axum::body::Body;
use counterpart_runtime::server::axum::http::Request;
use counterpart_runtime::server::{Context, Problem};
use things_server::codes::{Codes, FindCodeRequest, FindCodeResponse};
use things_server::things::{PutThingRequest, PutThingResponse, Things};

struct Service;

impl Codes for Service {
    type Error = Problem;

    async fn find_code(
        &self,
        _: FindCodeRequest,
        _: Context,
    ) -> Result<FindCodeResponse, Problem> {
        Ok(FindCodeResponse::no_content())
    }
}

impl Things for Service {
    type Error = Problem;

    async fn put_thing(
        &self,
        request: PutThingRequest,
        _: Context,
    ) -> Result<PutThingResponse, Problem> {
        Ok(request.body.into())
    }
}

async fn said(request: Request<Body>) -> Vec<String> {
    said::said(things_server::service(Service), request).await
}

/// What is said of a thing with these members, which keeps all other rules.
async fn put(members: &str) -> Vec<String> {
    let body = format!(r#"{{"kind": "leaf", "code": "AB1", {members}}}"#);
    let request = Request::put("/things").header("content-type", "application/json");
    said(request.body(Body::from(body)).unwrap()).await
}

#[tokio::test]
async fn each_rule_from_both_sides() {
    let table = [
        (r#""code": "XY42""#, r#""code": "xy42""#, "/code pattern_mismatch"),
        (r#""mail": "a@example.org""#, r#""mail": "example.org""#, "/mail format_mismatch"),
        (r#""link": "https://example.org/""#, r#""link": "not a link""#, "/link format_mismatch"),
        (r#""link": null"#, r#""link": "file:///etc""#, "/link excluded"),
        (r#""share": 1.50"#, r#""share": 1"#, "/share not_in_enum"),
        (r#""share": null"#, r#""share": 2.5"#, "/share not_in_enum"),
        (r#""yes": true"#, r#""yes": false"#, "/yes not_in_enum"),
        (r#""sizes": [1, "a", 2.0]"#, r#""sizes": [1, "a"]"#, "/sizes items_of_a_kind"),
        (r#""sizes": [1, 2, 3]"#, r#""sizes": [1, 2, 3, 4]"#, "/sizes items_of_a_kind"),
        (r#""pair": ["a", 1], "sizes": [1, 2]"#, r#""pair": [1, 1], "sizes": [1, 2]"#, "/pair/0 string_expected"),
        (r#""pair": ["a"], "sizes": [1, 2]"#, r#""pair": ["a", 1, 2], "sizes": [1, 2]"#, "/pair too_many_items"),
        (r#""names": {"ab": true}"#, r#""names": {"abc": true}"#, "/names/abc too_long"),
        (r#""extra": {"a": "", "x-b": 1}"#, r#""extra": {"a": "", "x-b": "1"}"#, "/extra/x-b integer_expected"),
        (r#""extra": {}"#, r#""extra": {"b": 1}"#, "/extra/b unknown_member"),
    ];
    for (kept, broken, expected) in table {
        assert_eq!(put(kept).await, [""; 0], "{kept}");
        assert_eq!(put(broken).await, [expected], "{broken}");
    }
}

#[tokio::test]
async fn members_that_go_together() {
    let put = async |body: &str| {
        let request = Request::put("/things").header("content-type", "application/json");
        said(request.body(Body::from(body.to_owned())).unwrap()).await
    };
    for body in [
        r#"{"kind": "leaf", "code": "AB1"}"#,
        r#"{"kind": "leaf", "mail": "a@b.example"}"#,
        r#"{"kind": "tree", "code": "AB1", "tree": {"left": {"left": {}}}}"#,
        r#"{"kind": "tree", "code": "AB1", "tree": {"leaf": "127.0.0.1"}}"#,
    ] {
        assert_eq!(put(body).await, [""; 0], "{body}");
    }
    for (body, expected) in [
        (r#"{"kind": "leaf"}"#, "/code missing"),
        (r#"{"kind": "tree", "code": "AB1"}"#, "/tree missing"),
        (r#"{"kind": "leaf", "code": "AB1", "tree": {}}"#, " excluded"),
        (r#"{"kind": "leaf", "code": "AB1", "pair": []}"#, "/sizes missing"),
        (
            r#"{"kind": "tree", "code": "AB1", "tree": {"left": {"left": {}, "leaf": "::1"}}}"#,
            "/tree/left/leaf format_mismatch",
        ),
        (
            r#"{"kind": "tree", "code": "AB1", "tree": {"left": {}, "leaf": "127.0.0.1"}}"#,
            "/tree excluded",
        ),
    ] {
        assert_eq!(put(body).await.first().map(String::as_str), Some(expected), "{body}");
    }
}

#[tokio::test]
async fn parameters() {
    let get = async |uri: &str| said(Request::get(uri).body(Body::empty()).unwrap()).await;
    assert_eq!(get("/codes/AB12?mail=a@b.example&even=1&even=2").await, [""; 0]);
    assert_eq!(
        get("/codes/AB?mail=a&even=1").await,
        ["code pattern_mismatch", "mail format_mismatch", "even items_of_a_kind"]
    );
}

#[test]
fn a_client_can_ask() {
    assert!(things_client::types::Code::try_from("AB1").is_ok());
    let faults = things_client::types::Code::try_from("1").unwrap_err();
    assert_eq!(
        faults.to_string(),
        "expected a text like ^[A-Z]{2}\\d+$"
    );
}
