//! The HTTP client that a client has unless the caller brings one.

use std::time::Duration;

use super::build::{BuildError, DEFAULT_CONNECT_TIMEOUT};
use super::tls::{self, Roots};

/// For the server with the URL `base`.
pub(super) fn own(base: &str, connect_timeout: Duration) -> Result<reqwest::Client, BuildError> {
    // A machine without root certificates can call servers that need none.
    let roots = if base.starts_with("https:") {
        Roots::System
    } else {
        Roots::None
    };
    let builder = tls::enable(careful(connect_timeout), roots)?;
    builder.build().map_err(|error| BuildError::HttpClient {
        source: error.without_url().into(),
    })
}

/// Where to start with an HTTP client of one's own: as a client has it unless it is given another.
///
/// It follows no redirect. With the feature `rustls` it speaks TLS, by rustls with ring, and trusts the root certificates of the operating
/// system; `reqwest::Client::new()` panics then, unless the program installs a provider of cryptography for rustls. Without the feature it
/// speaks TLS only if the program enables a feature of reqwest's for that.
///
/// # Errors
///
/// [`BuildError::HttpClient`], such as that there are no root certificates.
pub fn http_client_builder() -> Result<reqwest::ClientBuilder, BuildError> {
    tls::enable(careful(DEFAULT_CONNECT_TIMEOUT), Roots::System)
}

/// reqwest would take `Authorization` off on the way to another host, but neither a key in a header of the document's nor the body. A redirect
/// is an answer, which the document declares or not.
fn careful(connect_timeout: Duration) -> reqwest::ClientBuilder {
    reqwest::Client::builder()
        .redirect(reqwest::redirect::Policy::none())
        .referer(false)
        .connect_timeout(connect_timeout)
}
