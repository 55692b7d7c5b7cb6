//! What a server says of a request, for the programs that ask about rules.

use counterpart_runtime::server::axum::Router;
use counterpart_runtime::server::axum::body::{Body, to_bytes};
use counterpart_runtime::server::axum::http::Request;
use counterpart_runtime::{Json, codec};
use tower::ServiceExt;

/// Nothing, or each fault as its place and its code.
pub async fn said(service: Router, request: Request<Body>) -> Vec<String> {
    let answer = service.oneshot(request).await.unwrap();
    let status = answer.status();
    let body = to_bytes(answer.into_body(), 1 << 16).await.unwrap();
    if status.is_success() {
        return Vec::new();
    }
    let problem: Json = codec::decode(&body, codec::DecodeOptions::DEFAULT).unwrap();
    let errors = problem.get("errors").and_then(Json::as_array).unwrap();
    let text = |error: &Json, name: &str| {
        let value = error.get(name).cloned();
        value.map_or(String::new(), |value| codec::encode(&value).unwrap().replace('"', ""))
    };
    let one = |error: &Json| {
        let place = ["parameter", "index", "pointer"].map(|name| text(error, name));
        format!("{} {}", place.concat(), text(error, "code"))
    };
    errors.iter().map(one).collect()
}
