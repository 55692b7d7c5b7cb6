//! What `counterpart fetch` may bring, and from where: `[fetch]`.

use std::time::Duration;

use crate::diagnostic::Diagnostics;
use crate::source::{FileId, Place, REMOTE_FOLDER, origin};

use super::Spanned;
use super::table::{Table, fault};

/// What `counterpart fetch` may bring, and from where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fetch {
    /// The hosts that are asked. Without one, nothing is fetched.
    pub hosts: Vec<Host>,
    /// The folder of what was fetched, relative to the configuration's.
    pub folder: String,
    /// How long one request may take.
    pub timeout: Duration,
    /// How many bytes one answer may have.
    pub limit: u64,
}

/// A host that is asked: by https, unless the configuration writes `http://` before it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Host {
    scheme: String,
    authority: String,
}

impl Default for Fetch {
    fn default() -> Self {
        Self {
            hosts: Vec::new(),
            folder: REMOTE_FOLDER.to_owned(),
            timeout: Duration::from_secs(30),
            limit: 16 << 20,
        }
    }
}

impl Host {
    /// A host as the configuration writes it: `example.com`, `example.com:8443`, `http://localhost:8000`.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let url = if text.contains("://") {
            text.to_owned()
        } else {
            format!("https://{text}")
        };
        let (scheme, authority) = origin(&url)?;
        let is_alone = url.len() == scheme.len() + "://".len() + authority.len();
        let is_web = scheme == "https" || scheme == "http";
        (is_alone && is_web).then_some(Self { scheme, authority })
    }

    /// Whether a URL is of this host.
    #[must_use]
    pub fn has(&self, url: &str) -> bool {
        let default = match self.scheme.as_str() {
            "https" => ":443",
            _ => ":80",
        };
        let without_port = |authority: &str| authority.trim_end_matches(default).to_owned();
        origin(url).is_some_and(|(scheme, authority)| {
            scheme == self.scheme && without_port(&authority) == without_port(&self.authority)
        })
    }
}

impl Fetch {
    /// Whether a URL may be asked for.
    #[must_use]
    pub fn allows(&self, url: &str) -> bool {
        self.hosts.iter().any(|host| host.has(url))
    }
}

/// Reads `[fetch]`.
pub(super) fn read(mut table: Table<'_>, file: FileId, faults: &mut Diagnostics) -> Fetch {
    let mut fetch = Fetch::default();
    for Spanned { value, span } in table.strings("hosts", faults) {
        match Host::parse(&value) {
            Some(host) => fetch.hosts.push(host),
            None => faults.push(
                fault(Place { file, span }, format!("`{value}` is not a host"))
                    .with_help("write it as `example.com`, without a path"),
            ),
        }
    }
    if let Some(folder) = table.string("folder", faults) {
        fetch.folder = folder.value;
    }
    if let Some(seconds) = table.number("seconds", faults) {
        fetch.timeout = Duration::from_secs(seconds.into());
    }
    if let Some(megabytes) = table.number("megabytes", faults) {
        fetch.limit = u64::from(megabytes) << 20;
    }
    table.finish(faults);
    fetch
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hosts_are_asked_by_https_and_at_no_other_port() {
        let table = [
            ("x.org", "https://x.org/a", true),
            ("X.org", "https://x.ORG:443/a", true),
            ("x.org:443", "https://x.org/a", true),
            ("x.org", "http://x.org/a", false),
            ("x.org", "https://x.org:8443/a", false),
            ("x.org", "https://a.x.org/", false),
            ("x.org", "https://x.org.evil.com/", false),
            ("x.org", "https://evil.com/x.org", false),
            ("x.org", "https://x.org@evil.com/", false),
            ("x.org", "https://a@x.org/", false),
            ("http://localhost:80", "http://localhost/a", true),
            ("http://localhost:8000", "http://localhost:8000/a", true),
        ];
        for (host, url, expected) in table {
            assert_eq!(
                Host::parse(host).unwrap().has(url),
                expected,
                "{host} {url}"
            );
        }
        for text in [
            "",
            "x.org/a",
            "ftp://x.org",
            "x.org?a",
            "a@x.org",
            "https://x.org/",
        ] {
            assert_eq!(Host::parse(text), None, "{text}");
        }
    }
}
