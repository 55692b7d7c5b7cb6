//! The HTTP client: GET from hosts that are allowed, with a cap on time, on size and on redirects.

use std::sync::Arc;

use counterpart::config::Fetch;
use counterpart::source::{Fetched, origin, redirected};
use ureq::http::header::LOCATION;
use ureq::tls::{RootCerts, TlsConfig, TlsProvider};
use ureq::{Agent, Error};

/// How often one request is redirected.
const MOST_REDIRECTS: usize = 5;
/// What a server may answer with; it is read by its text, whatever it says of itself.
const ACCEPT: &str = "application/yaml, application/json, text/plain;q=0.9, */*;q=0.8";

pub(super) struct Client {
    agent: Agent,
    fetch: Fetch,
}

impl Client {
    pub fn new(fetch: &Fetch) -> Self {
        let tls = TlsConfig::builder()
            .provider(TlsProvider::Rustls)
            .root_certs(RootCerts::PlatformVerifier)
            .unversioned_rustls_crypto_provider(Arc::new(rustls::crypto::ring::default_provider()))
            .build();
        let config = Agent::config_builder()
            .tls_config(tls)
            .http_status_as_error(false)
            // Each is looked at here: it may lead to another host.
            .max_redirects(0)
            .max_redirects_will_error(false)
            .timeout_global(Some(fetch.timeout))
            .user_agent(concat!("counterpart/", env!("CARGO_PKG_VERSION")))
            .accept(ACCEPT)
            .build();
        Self {
            agent: config.new_agent(),
            fetch: fetch.clone(),
        }
    }

    /// What is at `url`, or where that is redirected to. The error is in words.
    pub fn get(&self, url: &str) -> Result<Fetched, String> {
        let mut at = url.to_owned();
        for _ in 0..=MOST_REDIRECTS {
            match self.ask(&at)? {
                Answer::Is(bytes) => return Ok(Fetched { bytes, url: at }),
                Answer::Elsewhere(location) => at = redirected(&at, &location),
            }
        }
        Err(format!("it is redirected more than {MOST_REDIRECTS} times"))
    }

    fn ask(&self, url: &str) -> Result<Answer, String> {
        self.check(url)?;
        let mut answer = self
            .agent
            .get(url)
            .call()
            .map_err(|error| self.said(&error))?;
        let status = answer.status();
        if status.is_redirection() {
            let location = answer.headers().get(LOCATION);
            let location = location.and_then(|location| location.to_str().ok());
            let location = location.ok_or_else(|| format!("{status}, without a `Location`"))?;
            return Ok(Answer::Elsewhere(location.to_owned()));
        }
        if !status.is_success() {
            return Err(format!("the server says {status}"));
        }
        if answer.body().content_length() > Some(self.fetch.limit) {
            return Err(self.too_large());
        }
        let body = answer.body_mut().with_config().limit(self.fetch.limit);
        let bytes = body.read_to_vec().map_err(|error| self.said(&error))?;
        Ok(Answer::Is(bytes))
    }

    /// Before anything is sent: no host learns that it is not asked.
    fn check(&self, url: &str) -> Result<(), String> {
        if self.fetch.allows(url) {
            return Ok(());
        }
        let Some((scheme, authority)) = origin(url) else {
            return Err("it names no host, or a user".to_owned());
        };
        let host = match scheme.as_str() {
            "https" => authority,
            _ => format!("{scheme}://{authority}"),
        };
        Err(format!(
            "the host is not allowed; counterpart.toml allows it by `[fetch] hosts = [\"{host}\"]`"
        ))
    }

    fn said(&self, error: &Error) -> String {
        match error {
            Error::Timeout(_) => format!("it took longer than {} s", self.fetch.timeout.as_secs()),
            Error::BodyExceedsLimit(_) => self.too_large(),
            other => other.to_string(),
        }
    }

    fn too_large(&self) -> String {
        format!("it is larger than {} MiB", self.fetch.limit >> 20)
    }
}

enum Answer {
    /// The body.
    Is(Vec<u8>),
    /// `Location`, as it is written.
    Elsewhere(String),
}
