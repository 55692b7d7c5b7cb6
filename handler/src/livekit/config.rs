//! Where LiveKit is, and as whom to call it.

use std::fmt;
use std::net::IpAddr;
use std::time::Duration;

use counterpart_runtime::Secret;
use reqwest::Url;
use thiserror::Error;

/// How long one call may take from start to end, unless said otherwise.
pub const DEFAULT_TIMEOUT: Duration = Duration::from_secs(5);

/// Where LiveKit is, and as whom to call it. `Debug` shows neither key nor secret.
#[derive(Clone)]
pub struct Config {
    /// LiveKit's URL, with the base path if it has one. `ws` and `wss`, as LiveKit's own tools write it, mean `http` and `https`.
    pub url: Url,
    /// The API key: the tokens' `iss`.
    pub api_key: String,
    /// The API secret: what tokens are signed with.
    pub api_secret: Secret,
    /// How long one call may take from start to end. To connect may take half of it.
    pub timeout: Duration,
    /// Passwords may go unencrypted to hosts other than this one.
    pub allow_plain_http: bool,
}

impl Config {
    /// With the defaults: [`DEFAULT_TIMEOUT`], and plain `http` only to loopback.
    #[must_use]
    pub fn new(url: Url, api_key: impl Into<String>, api_secret: Secret) -> Self {
        Self {
            url,
            api_key: api_key.into(),
            api_secret,
            timeout: DEFAULT_TIMEOUT,
            allow_plain_http: false,
        }
    }

    /// The URL that the names of methods are appended to, with a slash at its end.
    pub(super) fn base(&self) -> Result<Url, ConfigError> {
        let mut url = self.url.clone();
        let scheme = match url.scheme() {
            "http" | "ws" => "http",
            "https" | "wss" => "https",
            _ => return Err(ConfigError::Scheme),
        };
        if url.set_scheme(scheme).is_err() || url.host().is_none() {
            return Err(ConfigError::Scheme);
        }
        if !url.username().is_empty() || url.password().is_some() {
            return Err(ConfigError::Credentials);
        }
        if url.query().is_some() || url.fragment().is_some() {
            return Err(ConfigError::Query);
        }
        if scheme == "http" && !self.allow_plain_http && !is_loopback(&url) {
            return Err(ConfigError::PlainHttp);
        }
        // LiveKit answers a doubled slash with a redirect.
        let path = format!("{}/twirp/livekit.SIP/", url.path().trim_end_matches('/'));
        url.set_path(&path);
        Ok(url)
    }
}

fn is_loopback(url: &Url) -> bool {
    let host = url.host_str().unwrap_or_default();
    let host = host.trim_start_matches('[').trim_end_matches(']');
    host == "localhost" || host.parse().is_ok_and(|ip: IpAddr| ip.is_loopback())
}

impl fmt::Debug for Config {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Config")
            .field("host", &self.url.host_str())
            .field("timeout", &self.timeout)
            .field("allow_plain_http", &self.allow_plain_http)
            .finish_non_exhaustive()
    }
}

/// Why there can be no client of this configuration. It holds none of the values.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum ConfigError {
    /// Neither `http` nor `https`, or no host.
    #[error("LiveKit's URL must begin with https:// (or http:// on loopback)")]
    Scheme,
    /// A user or a password in the URL.
    #[error("LiveKit's URL must not hold a user or a password")]
    Credentials,
    /// A query or a fragment in the URL.
    #[error("LiveKit's URL must have neither a query nor a fragment")]
    Query,
    /// Passwords would go over the network unencrypted.
    #[error("LiveKit's URL is plain http to another host, which is not allowed")]
    PlainHttp,
    /// No API key.
    #[error("LiveKit's API key is empty")]
    NoKey,
    /// No API secret: anybody could sign.
    #[error("LiveKit's API secret is empty")]
    NoSecret,
    /// No time to answer in.
    #[error("the timeout of calls to LiveKit is zero")]
    NoTime,
    /// TLS, such as that there are no root certificates.
    #[error("TLS cannot be set up")]
    Tls(#[from] rustls::Error),
    /// The HTTP client.
    #[error("the HTTP client cannot be set up")]
    HttpClient(#[source] reqwest::Error),
}

#[cfg(test)]
mod tests {
    use super::*;

    fn base(url: &str, allow_plain_http: bool) -> Result<String, ConfigError> {
        let url = Url::parse(url).expect("a URL");
        let mut config = Config::new(url, "key", Secret::from("secret"));
        config.allow_plain_http = allow_plain_http;
        config.base().map(String::from)
    }

    #[test]
    fn keeps_the_base_path() {
        let cases = [
            ("https://h", "https://h/twirp/livekit.SIP/"),
            ("https://h/", "https://h/twirp/livekit.SIP/"),
            (
                "https://h:7880/a/b",
                "https://h:7880/a/b/twirp/livekit.SIP/",
            ),
            ("https://h/a/b/", "https://h/a/b/twirp/livekit.SIP/"),
            ("wss://h/a", "https://h/a/twirp/livekit.SIP/"),
            ("ws://127.0.0.1:1", "http://127.0.0.1:1/twirp/livekit.SIP/"),
        ];
        for (url, expected) in cases {
            assert_eq!(base(url, false).expect(url), expected);
        }
    }

    #[test]
    fn plain_http_only_to_loopback() {
        for url in [
            "http://localhost:1",
            "http://127.0.0.1:1",
            "http://127.9.9.9",
            "http://[::1]:1",
        ] {
            assert!(base(url, false).is_ok(), "{url}");
        }
        for url in [
            "http://livekit",
            "ws://livekit",
            "http://10.0.0.1",
            "http://localhost.example.com",
            "http://[::2]",
            "http://127.0.0.1.example.com",
        ] {
            assert!(
                matches!(base(url, false), Err(ConfigError::PlainHttp)),
                "{url}"
            );
            assert!(base(url, true).is_ok(), "{url}");
        }
    }

    #[test]
    fn refuses_what_is_no_base() {
        assert!(matches!(base("ftp://h", true), Err(ConfigError::Scheme)));
        assert!(matches!(base("unix:/h", true), Err(ConfigError::Scheme)));
        assert!(matches!(
            base("https://u:p@h", true),
            Err(ConfigError::Credentials)
        ));
        assert!(matches!(
            base("https://u@h", true),
            Err(ConfigError::Credentials)
        ));
        assert!(matches!(
            base("https://h/?a", true),
            Err(ConfigError::Query)
        ));
        assert!(matches!(
            base("https://h/#a", true),
            Err(ConfigError::Query)
        ));
    }

    #[test]
    fn debug_shows_no_secret() {
        let url = Url::parse("https://user:hunter1@h/").expect("a URL");
        let shown = format!("{:?}", Config::new(url, "hunter2", Secret::from("hunter3")));
        assert!(!shown.contains("hunter"), "{shown}");
    }
}
