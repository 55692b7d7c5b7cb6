//! The headers of an answer, from the constructor of an emitted server (`specs/params-header.yaml`) to the struct of its client. `cargo xtask emitted`
//! compiles and runs this.

use counterpart_runtime::Uuid;
use counterpart_runtime::client::{Body, ErrorKind, Reply, from_fn};
use counterpart_runtime::server::{Context, StatusCode, axum};
use jobs_client::jobs::StartJobHeaders;
use jobs_client::{Client, Server};
use jobs_server::jobs::{
    Jobs, StartJobRequest, StartJobResponse, StopJobsRequest, StopJobsResponse, router,
};
use tower::ServiceExt;

/// Answers as it is asked for by `Prefer`.
struct Service;

impl Jobs for Service {
    type Error = StatusCode;

    async fn start_job(
        &self,
        request: StartJobRequest,
        _: Context,
    ) -> Result<StartJobResponse, StatusCode> {
        let plain = StartJobResponse::accepted("/jobs/ñ");
        Ok(match request.prefer.as_deref() {
            None => plain,
            Some("all") => plain
                .with_retry_after("7")
                .with_set_cookie("a=1; Expires=Wed, 21 Oct 2026 07:28:00 GMT")
                .with_set_cookie("b=2")
                .header("X-Trace", "1"),
            // An answer beside the declared ones, which has not the header that those must have.
            Some("none") => return Err(StatusCode::ACCEPTED),
            Some(_) => plain.with_retry_after("a\nb"),
        })
    }

    async fn stop_jobs(
        &self,
        _: StopJobsRequest,
        _: Context,
    ) -> Result<StopJobsResponse, StatusCode> {
        Ok(StopJobsResponse::no_content())
    }
}

fn client() -> Client {
    let app: axum::Router = router(Service);
    let transport = from_fn(move |request| {
        let app = app.clone();
        async move {
            let answer = app.oneshot(request.map(axum::body::Body::new)).await;
            answer
                .map(|answer| answer.map(Body::new))
                .map_err(|never| match never {})
        }
    });
    Client::builder(Server::Custom("http://localhost".to_owned()))
        .transport(transport)
        .build()
        .unwrap()
}

async fn started(prefer: &str) -> Reply<()> {
    client().start_job().prefer(prefer).await.unwrap()
}

#[tokio::test]
async fn headers_come_back_as_they_were_set() {
    let call = client().start_job().x_request_id(Uuid::nil());
    let headers = StartJobHeaders::of(&call.await.unwrap()).unwrap();
    assert_eq!(headers.location, "/jobs/ñ");
    assert_eq!(headers.retry_after, None);
    assert!(headers.set_cookie.is_empty());

    let reply = started("all").await;
    let headers = StartJobHeaders::of(&reply).unwrap();
    assert_eq!(headers.location, "/jobs/ñ");
    assert_eq!(headers.retry_after.as_deref(), Some("7"));
    let cookies = ["a=1; Expires=Wed, 21 Oct 2026 07:28:00 GMT", "b=2"];
    assert_eq!(headers.set_cookie, cookies);
    assert_eq!(reply.headers()["x-trace"], "1");
    assert_eq!(format!("{headers:?}"), "StartJobHeaders { .. }");
}

#[tokio::test]
async fn an_absent_required_header_is_a_fault() {
    let reply = started("none").await;
    let faults = StartJobHeaders::of(&reply).unwrap_err();
    assert_eq!(faults.to_string(), "/header/Location: required, but absent");
}

#[tokio::test]
async fn what_is_no_header_is_an_error_of_the_server() {
    let error = client().start_job().prefer("broken").await.unwrap_err();
    assert_eq!(*error.kind(), ErrorKind::Undeclared);
    assert_eq!(error.status(), Some(StatusCode::INTERNAL_SERVER_ERROR));
}
