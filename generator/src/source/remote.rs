//! What was fetched from URLs: a folder of files, and the list of what each of them is.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::uri;

/// The folder of what was fetched, where the configuration names no other.
pub const REMOTE_FOLDER: &str = "counterpart-remote";
/// The list in that folder.
pub const MANIFEST: &str = "manifest.json";

/// The files of a folder, by the URLs that they were fetched from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Manifest {
    entries: BTreeMap<String, Entry>,
}

/// What was fetched from one URL.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Entry {
    /// The file, from the folder.
    pub file: String,
    /// The SHA-256 of its bytes, in hexadecimal digits.
    pub sha256: String,
    /// Where it came from in the end, where the URL was redirected: from there its references are seen.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub redirected: Option<String>,
}

/// How long a segment of a file's path may be.
const LONGEST_SEGMENT: usize = 80;

impl Manifest {
    /// Reads a list.
    ///
    /// # Errors
    ///
    /// Where it is not one, in words.
    pub fn parse(text: &str) -> Result<Self, String> {
        let entries = serde_json::from_str(text).map_err(|error| error.to_string())?;
        Ok(Self { entries })
    }

    /// As text: JSON, a URL after the other.
    #[must_use]
    pub fn to_text(&self) -> String {
        // Texts in a map can always be written.
        serde_json::to_string_pretty(&self.entries).unwrap_or_default() + "\n"
    }

    /// What was fetched from `url`.
    #[must_use]
    pub fn get(&self, url: &str) -> Option<&Entry> {
        self.entries.get(url)
    }

    /// All that was fetched, by URL.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &Entry)> {
        self.entries
            .iter()
            .map(|(url, entry)| (url.as_str(), entry))
    }

    /// Adds what was fetched from `url`, by way of `redirected`. What was fetched from there before keeps its file.
    pub fn insert(&mut self, url: &str, bytes: &[u8], redirected: Option<String>) -> Entry {
        let known = self.entries.get(url).map(|entry| entry.file.clone());
        let file = known.unwrap_or_else(|| self.free_file(url));
        let entry = Entry {
            file,
            sha256: digest(bytes),
            redirected,
        };
        self.entries.insert(url.to_owned(), entry.clone());
        entry
    }

    /// Adds what is known of `url` already.
    pub fn keep(&mut self, url: &str, entry: Entry) {
        self.entries.insert(url.to_owned(), entry);
    }

    /// A file that no other URL has, on file systems that do not tell `A` from `a` either.
    fn free_file(&self, url: &str) -> String {
        let wanted = file_of(url);
        // `a/b` and `a/b/c` cannot both be files.
        let collides = |one: &str, two: &str| {
            let (one, two) = (one.to_lowercase(), two.to_lowercase());
            one == two || two.starts_with(&format!("{one}/")) || one.starts_with(&format!("{two}/"))
        };
        let is_free = self
            .entries
            .values()
            .all(|entry| !collides(&entry.file, &wanted));
        if is_free && !collides(&wanted, MANIFEST) {
            return wanted;
        }
        let mark: String = digest(url.as_bytes()).chars().take(16).collect();
        let end = wanted.rsplit('/').next().unwrap_or_default();
        format!("{mark}/{end}")
    }
}

/// The SHA-256 of some bytes, in hexadecimal digits.
#[must_use]
pub fn digest(bytes: &[u8]) -> String {
    let digest = Sha256::digest(bytes);
    digest.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// A file that reads like the URL, with nothing in it that a file system takes for something else.
fn file_of(url: &str) -> String {
    let (_, host) = uri::origin(url).unwrap_or_default();
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    let path = rest.split_once('/').map_or("", |(_, path)| path);
    let segments = std::iter::once(host.as_str()).chain(path.split('/'));
    let segments: Vec<String> = segments
        .filter(|segment| !segment.is_empty())
        .map(plain_segment)
        .collect();
    match segments.as_slice() {
        [only] => format!("{only}/index"),
        _ => segments.join("/"),
    }
}

fn plain_segment(segment: &str) -> String {
    let is_plain = |letter: char| letter.is_ascii_alphanumeric() || matches!(letter, '-' | '.');
    let letters = segment.chars().take(LONGEST_SEGMENT);
    let plain: String = letters
        .map(|letter| if is_plain(letter) { letter } else { '_' })
        .collect();
    // Neither `..` nor a hidden file, nor what Windows takes for a device or cuts off (`con`, `a.`).
    let is_odd = plain.starts_with('.') || plain.ends_with('.') || is_device(&plain);
    if is_odd { format!("_{plain}_") } else { plain }
}

fn is_device(name: &str) -> bool {
    let stem = name
        .split('.')
        .next()
        .unwrap_or_default()
        .to_ascii_lowercase();
    let numbered = ["com", "lpt"].iter().any(|device| {
        (stem.strip_prefix(device)).is_some_and(|rest| rest.len() == 1 && rest != "0")
    });
    numbered || matches!(stem.as_str(), "con" | "prn" | "aux" | "nul")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_read_like_urls_and_do_no_harm() {
        let table = [
            ("https://x.org/api/v1/a.yaml", "x.org/api/v1/a.yaml"),
            ("https://x.org:8443/a", "x.org_8443/a"),
            ("https://x.org", "x.org/index"),
            ("https://x.org/", "x.org/index"),
            ("https://x.org/a.yaml?raw=true&b", "x.org/a.yaml_raw_true_b"),
            ("https://x.org/a//b%20c", "x.org/a/b_20c"),
            (
                "https://x.org/%2e%2e/.git/..%2Fx",
                "x.org/_2e_2e/_.git_/_.._2Fx_",
            ),
            (
                "https://x.org/con/NUL.json/com1/a.",
                "x.org/_con_/_NUL.json_/_com1_/_a._",
            ),
            ("https://x.org/\\\\host\\c:é", "x.org/__host_c__"),
        ];
        for (url, expected) in table {
            assert_eq!(
                Manifest::default().insert(url, b"", None).file,
                expected,
                "{url}"
            );
        }
        let long = format!("https://x.org/{}", "a".repeat(300));
        assert!(Manifest::default().insert(&long, b"", None).file.len() < 100);
    }

    #[test]
    fn each_url_has_a_file_of_its_own() {
        let mut manifest = Manifest::default();
        let urls = [
            "https://x.org/a",
            "https://x.org/A",
            "https://x.org/a/b",
            "https://x.org/a?b",
            "https://x.org/a_b",
            "http://x.org/a",
        ];
        let files: std::collections::BTreeSet<String> = urls
            .iter()
            .map(|url| manifest.insert(url, url.as_bytes(), None).file)
            .collect();
        assert_eq!(files.len(), urls.len(), "{files:?}");
        assert!(files.contains("x.org/a"), "{files:?}");
        // It keeps its file.
        assert_eq!(
            manifest.insert("https://x.org/a", b"new", None).file,
            "x.org/a"
        );
        let text = manifest.to_text();
        assert_eq!(Manifest::parse(&text).unwrap(), manifest);
        assert!(Manifest::parse("{\"a\": 1}").is_err());
    }

    #[test]
    fn digests_are_those_of_everyone() {
        let empty = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
        assert_eq!(digest(b""), empty);
    }
}
