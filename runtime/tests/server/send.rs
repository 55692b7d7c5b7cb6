//! One request to a router, without a socket.

use counterpart_runtime::server::axum::body::Body;
use counterpart_runtime::server::axum::http::Request;
use counterpart_runtime::server::{HeaderMap, Operation, Router};
use http_body_util::BodyExt;
use tower::ServiceExt;

pub type Headers<'a> = &'a [(&'a str, &'a str)];

/// An answer.
pub struct Said {
    pub status: u16,
    pub headers: HeaderMap,
    pub body: String,
    pub operation: Option<&'static Operation>,
}

impl Said {
    pub fn header(&self, name: &str) -> Vec<&str> {
        self.headers
            .get_all(name)
            .iter()
            .map(|value| value.to_str().unwrap())
            .collect()
    }
}

pub fn send(
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
