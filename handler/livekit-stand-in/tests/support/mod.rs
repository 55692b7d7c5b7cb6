//! What the tests over HTTP share.

#![allow(dead_code, reason = "each test uses its part")]

use std::sync::Once;

use jsonwebtoken::{EncodingKey, Header, encode};
use livekit_stand_in::{Options, StandIn};
use serde_json::{Value, json};

/// Seconds since 1970.
pub fn now() -> i64 {
    let since_epoch = std::time::UNIX_EPOCH.elapsed().expect("a clock after 1970");
    i64::try_from(since_epoch.as_secs()).expect("a clock in range")
}

/// A token signed by `secret`.
pub fn token(secret: &str, claims: &Value) -> String {
    let key = EncodingKey::from_secret(secret.as_bytes());
    encode(&Header::default(), claims, &key).expect("a token")
}

/// A token that may do everything.
pub fn admin() -> String {
    let claims = json!({"iss": "devkey", "nbf": now(), "exp": now() + 60, "sip": {"admin": true}});
    token("secret", &claims)
}

/// A stand-in with the default options.
pub async fn start() -> StandIn {
    StandIn::start(Options::default())
        .await
        .expect("a free port")
}

/// Says which cryptography TLS uses: clients ask even where they use none, if another crate of the build has TLS.
pub fn install_cryptography() {
    static INSTALL: Once = Once::new();
    INSTALL.call_once(|| {
        let installed = rustls::crypto::ring::default_provider().install_default();
        installed.expect("none installed before");
    });
}

/// A client that follows no redirect.
pub fn client() -> reqwest::Client {
    install_cryptography();
    let policy = reqwest::redirect::Policy::none();
    reqwest::Client::builder()
        .redirect(policy)
        .build()
        .expect("a client")
}

/// Calls a method with JSON, as an administrator.
pub async fn call(
    livekit: &StandIn,
    method: &str,
    body: &Value,
) -> reqwest::Result<reqwest::Response> {
    client()
        .post(format!("{}/twirp/livekit.SIP/{method}", livekit.url()))
        .bearer_auth(admin())
        .header("content-type", "application/json")
        .body(body.to_string())
        .send()
        .await
}

/// Calls a method with JSON, and gives the status and the body.
pub async fn ask(livekit: &StandIn, method: &str, body: &Value) -> (u16, Value) {
    let response = call(livekit, method, body).await.expect("an answer");
    let status = response.status().as_u16();
    let text = response.text().await.expect("a whole body");
    (
        status,
        serde_json::from_str(&text).unwrap_or(Value::String(text)),
    )
}
