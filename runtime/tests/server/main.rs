//! The server's side against a small API that is written by hand as the generator writes it.
#![cfg(feature = "server")]
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    missing_docs
)]

mod answers;
mod bodies;
mod credentials;
mod fastapi;
mod faults;
mod fixture;
mod params;
mod routes;
mod send;

use counterpart_runtime::server::Api;
use fixture::router;
use send::{Headers, send};

const GOOD: (&str, &str) = ("authorization", "Bearer good");

fn get(api: &'static Api, path: &str, headers: Headers<'_>) -> (u16, String) {
    let said = send(&router(api), "GET", path, headers, "");
    (said.status, said.body)
}
