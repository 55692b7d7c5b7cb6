//! With the feature `rustls`, a client speaks TLS where the server's URL says so, and nothing in the clear.

use std::time::Duration;

use counterpart_runtime::client::{BuildError, ErrorKind, http_client_builder};
use tokio::io::AsyncReadExt;
use tokio::net::TcpListener;

use crate::golden::Client;

#[tokio::test]
async fn an_https_url_is_spoken_to_by_tls_alone() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("https://{}", listener.local_addr().unwrap());
    let builder = Client::builder(url.as_str()).bearer("t0ken");
    let client = match builder.timeout(Duration::from_secs(20)).build() {
        Ok(client) => client,
        // A machine without any root certificates.
        Err(BuildError::HttpClient { .. }) => return,
        Err(error) => panic!("{error:?}"),
    };
    let heard = tokio::spawn(async move {
        let (mut stream, _) = listener.accept().await.unwrap();
        let mut bytes = vec![0; 4096];
        let length = stream.read(&mut bytes).await.unwrap();
        bytes.truncate(length);
        bytes
    });
    let error = client.get_phone("7").await.unwrap_err();
    let heard = heard.await.unwrap();
    assert_eq!(heard.first(), Some(&0x16), "a handshake: {heard:?}");
    assert!(!heard.windows(5).any(|part| part == b"t0ken"));
    assert_eq!(*error.kind(), ErrorKind::Connect);
}

#[tokio::test]
async fn an_http_client_of_ones_own_starts_from_ours() {
    match http_client_builder() {
        Ok(builder) => drop(builder.user_agent("mine").build().unwrap()),
        Err(BuildError::HttpClient { .. }) => {}
        Err(error) => panic!("{error:?}"),
    }
}
