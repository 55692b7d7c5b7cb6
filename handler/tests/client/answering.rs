//! A server that answers what it is told.

use std::sync::{Arc, Mutex};

use axum::Router;
use axum::body::Body;
use axum::extract::Request;
use axum::http::{HeaderMap, Response, StatusCode, header};
use http_body_util::BodyExt;
use serde_json::Value;
use tokio::net::TcpListener;

/// A server that keeps what it got, and answers all alike.
pub struct Answering {
    pub url: String,
    got: Arc<Mutex<Vec<(String, HeaderMap, Value)>>>,
}

impl Answering {
    pub async fn start(status: u16, answer: impl Into<Vec<u8>>) -> Self {
        let got = Arc::<Mutex<Vec<_>>>::default();
        let kept = Arc::clone(&got);
        let answer: Vec<u8> = answer.into();
        let handle = move |request: Request| {
            let (kept, answer) = (Arc::clone(&kept), answer.clone());
            async move {
                let (head, body) = request.into_parts();
                let body = body.collect().await.expect("a body").to_bytes();
                let body = serde_json::from_slice(&body).expect("JSON");
                kept.lock()
                    .expect("no panic")
                    .push((head.uri.to_string(), head.headers, body));
                Response::builder()
                    .status(StatusCode::from_u16(status).expect("a status"))
                    .header(header::LOCATION, "/elsewhere")
                    .body(Body::from(answer))
                    .expect("a response")
            }
        };
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let url = format!("http://{}", listener.local_addr().expect("an address"));
        let router = Router::new().fallback(handle);
        tokio::spawn(async move { axum::serve(listener, router).await });
        Self { url, got }
    }

    pub fn got(&self) -> Vec<(String, HeaderMap, Value)> {
        std::mem::take(&mut self.got.lock().expect("no panic"))
    }
}
