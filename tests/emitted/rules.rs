//! The rules of `specs/rules.yaml`, kept by an emitted server and not by an emitted client. `cargo xtask emitted` compiles and runs this.

mod said;

use std::collections::BTreeMap;

use counterpart_runtime::client::{self, Body, Transport};
use counterpart_runtime::server::axum::{self, http};
use counterpart_runtime::server::{Context, Problem};
use counterpart_runtime::{Maybe, codec};
use pages_client::{Client, types as sent};
use pages_server::pages::{
    AddLinesRequest, AddLinesResponse, FindPagesRequest, FindPagesResponse, Pages, PutPageRequest,
    PutPageResponse,
};
use pages_server::types as received;

struct Service;

impl Pages for Service {
    type Error = Problem;

    async fn find_pages(
        &self,
        request: FindPagesRequest,
        _: Context,
    ) -> Result<FindPagesResponse, Problem> {
        let mut page = received::Page::new(format!("{} {}", request.slug, request.limit));
        page.slug = Some(request.slug);
        Ok(page.into())
    }

    async fn put_page(
        &self,
        request: PutPageRequest,
        _: Context,
    ) -> Result<PutPageResponse, Problem> {
        Ok(request.body.into())
    }

    async fn add_lines(
        &self,
        _: AddLinesRequest,
        _: Context,
    ) -> Result<AddLinesResponse, Problem> {
        Ok(AddLinesResponse::no_content())
    }
}

async fn said(request: http::Request<axum::body::Body>) -> Vec<String> {
    said::said(pages_server::service(Service), request).await
}

async fn put(body: &str) -> Vec<String> {
    let request = http::Request::put("/pages/home").header("content-type", "application/json");
    said(request.body(axum::body::Body::from(body.to_owned())).unwrap()).await
}

async fn post(body: &str) -> Vec<String> {
    let request = http::Request::post("/pages/home").header("content-type", "application/json");
    said(request.body(axum::body::Body::from(body.to_owned())).unwrap()).await
}

async fn get(uri: &str, ratio: &str) -> Vec<String> {
    let request = http::Request::get(uri).header("x-ratio", ratio);
    said(request.body(axum::body::Body::empty()).unwrap()).await
}

/// A body with this member, which keeps all other rules.
fn with(member: &str) -> String {
    format!(r#"{{"title": "t", "slug": "ab", {member}}}"#)
}

#[tokio::test]
async fn a_value_at_the_bound_passes_and_one_beyond_fails() {
    let table = [
        (r#""title": "12345678901234567890""#, r#""title": "123456789012345678901""#, "/title too_long"),
        (r#""title": "ñ""#, r#""title": """#, "/title too_short"),
        (r#""slug": "12345678""#, r#""slug": "123456789""#, "/slug too_long"),
        (r#""short": "1234""#, r#""short": "12345""#, "/short too_long"),
        (r#""nickname": null"#, r#""nickname": "n""#, "/nickname too_short"),
        (r#""born": "2000-01-01""#, r#""born": "200""#, "/born date_expected"),
        (r#""ids": [1]"#, r#""ids": []"#, "/ids too_few_items"),
        (r#""ids": [1, 2]"#, r#""ids": [1, 1.0]"#, "/ids items_repeated"),
        (r#""ids": null"#, r#""ids": {}"#, "/ids array_expected"),
        (r#""ratio": 1.0, "limits": {}"#, r#""ratio": 1.01, "limits": {}"#, "/ratio too_large"),
        (r#""ratio": 1e-9, "limits": {}"#, r#""ratio": 0, "limits": {}"#, "/ratio too_small"),
        (r#""limits": {"a": 0.29}"#, r#""limits": {"a": 0.291}"#, "/limits/a not_a_multiple"),
        (
            r#""limits": {"a": 1, "b": 2}"#,
            r#""limits": {"a": 1, "b": 2, "c": 3}"#,
            "/limits too_many_members",
        ),
        (r#""lines": ["", ""]"#, r#""lines": ["", "", ""]"#, "/lines too_many_items"),
        (r#""grid": []"#, r#""grid": [[]]"#, "/grid/0 too_few_items"),
        (r#""grid": [[-5]]"#, r#""grid": [[-6]]"#, "/grid/0/0 too_small"),
        (r#""grid": [[4], [4.0]]"#, r#""grid": [[4], [0, 5]]"#, "/grid/1/1 too_large"),
        (r#""either": true"#, r#""either": "ab""#, "/either too_short"),
        (r#""other": "123""#, r#""other": "1234""#, "/other too_long"),
    ];
    for (kept, broken, expected) in table {
        assert_eq!(put(&with(kept)).await, [""; 0], "{kept}");
        assert_eq!(put(&with(broken)).await, [expected], "{broken}");
    }
    assert_eq!(put(r#"{"title": "t", "slug": "ab"}"#).await, [""; 0]);
    assert_eq!(
        put(r#"{"title": "t"}"#).await,
        [" too_few_members", "/slug missing"]
    );
    let long = "x".repeat(81);
    assert_eq!(post(&format!(r#"["{}"]"#, &long[1..])).await, [""; 0]);
    assert_eq!(
        post(&format!(r#"["a", "{long}"]"#)).await,
        ["/1 too_long"]
    );
    assert_eq!(post("[]").await, [" too_few_items"]);
}

#[tokio::test]
async fn all_that_is_broken_is_said_at_once() {
    let faults = put(&with(
        r#""title": "", "nickname": "n", "grid": [[5], []], "other": "1234", "limits": {"a": 0.001}"#,
    ))
    .await;
    assert_eq!(
        faults,
        [
            "/title too_short",
            "/nickname too_short",
            "/limits/a not_a_multiple",
            "/grid/0/0 too_large",
            "/grid/1 too_few_items",
            "/other too_long",
        ]
    );
}

#[tokio::test]
async fn parameters_keep_rules_too() {
    for (uri, ratio, expected) in [
        ("/pages/ab?limit=1&labels=ab&labels=cd&ids=1", "1", &[][..]),
        ("/pages/ab?limit=100", "0.5", &[]),
        ("/pages/a?limit=101", "1", &["slug too_short", "limit too_large"]),
        ("/pages/123456789", "0", &["slug too_long", "X-Ratio too_small"]),
        (
            "/pages/ab?labels=ab&labels=c&labels=de&labels=fg",
            "1",
            &["labels1 too_short", "labels too_many_items"],
        ),
        ("/pages/ab?ids=1&ids=2&ids=1", "1.5", &["ids items_repeated", "X-Ratio too_large"]),
    ] {
        assert_eq!(get(uri, ratio).await, expected, "{uri}");
    }
}

/// Answers every call with this page.
fn answering(body: &'static str) -> impl Transport {
    client::from_fn(move |_| async move {
        let answer = http::Response::builder().header("content-type", "application/json");
        Ok(answer
            .body(Body::new(axum::body::Body::from(body)))
            .unwrap())
    })
}

#[tokio::test]
async fn a_client_takes_what_breaks_the_rules_and_can_ask() {
    let server = pages_client::Server::Custom("http://pages.example".to_owned());
    let client = Client::builder(server)
        .transport(answering(
            r#"{"title": "", "slug": "a", "ids": [], "ratio": 7, "other": "1234"}"#,
        ))
        .build()
        .unwrap();
    let slug = sent::Slug::new_unchecked("much too long".to_owned());
    let page = client.find_pages(&slug).await.unwrap();
    assert_eq!(page.slug.as_deref(), Some("a"));
    assert!(matches!(&page.ids, Maybe::Value(ids) if ids.is_empty()));
    let faults = codec::check(&*page, &[]).unwrap_err();
    let places: Vec<String> = faults.iter().map(|fault| fault.pointer()).collect();
    assert_eq!(places, ["/title", "/slug", "/ids", "/ratio", "/other", "/limits"]);
}

#[test]
fn a_type_of_its_own_is_made_by_a_check() {
    let slug: sent::Slug = "home".parse().unwrap();
    assert_eq!((slug.len(), slug.to_string().as_str()), (4, "home"));
    assert_eq!(String::from(slug.clone()), slug.clone().into_inner());
    let faults = sent::Slug::try_from("h").unwrap_err();
    assert_eq!(faults.to_string(), "expected at least 2 characters");
    assert!(sent::Slug::try_from("much too long".to_owned()).is_err());
    assert_eq!(&*sent::Slug::new_unchecked(String::new()), "");

    let ids = sent::Ids::try_from(vec![1, 2]).unwrap();
    assert_eq!(ids.iter().sum::<i32>(), 3);
    assert!(sent::Ids::try_from(vec![2, 2]).is_err());
    assert_eq!(*received::Ratio::try_from(0.5).unwrap(), 0.5);
    assert!(received::Ratio::try_from(0.0).is_err());
    let limits = BTreeMap::from([("a".to_owned(), 0.01)]);
    assert_eq!(received::Limits::try_from(limits).unwrap()["a"], 0.01);
}
