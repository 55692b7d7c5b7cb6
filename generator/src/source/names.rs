//! The names of files. Of one on the disk: its path, relative to where the generator runs, or absolute, as the root
//! document's was given; with `/` between folders, and without `.` and `..` except at the start. Of one that was
//! fetched: its URL.

use super::{pointer, uri};

/// Why a reference does not name a file that may be read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refused {
    /// `file:…`, `ftp:…`, and `urn:…` where nothing has that name.
    #[error("nothing is known as that, and `{0}:` references are not followed")]
    Scheme(String),
    /// `/etc/passwd`, `//host/x`, `\\host\x`.
    #[error("absolute references are not followed")]
    Absolute,
    /// A backslash, which parts folders on some machines only.
    #[error("a reference parts folders by `/`, not by a backslash")]
    Backslash,
    /// A `%` that is not an escape of RFC 3986.
    #[error("`%` is not followed by two hexadecimal digits, or the result is not UTF-8")]
    Escape,
}

/// The path and the fragment of a URI reference; the fragment without its `#`.
pub(super) fn split(reference: &str) -> (&str, &str) {
    reference.split_once('#').unwrap_or((reference, ""))
}

/// The name, or the URI, to which the path of a reference leads from what is called `from`.
pub(super) fn resolve(from: &str, path: &str) -> Result<String, Refused> {
    if path.is_empty() {
        return Ok(from.to_owned());
    }
    if uri::scheme(path).is_some() || uri::is_uri(from) {
        return Ok(uri::join(from, path));
    }
    let path = pointer::percent_decode(path).ok_or(Refused::Escape)?;
    let mut start = path.chars();
    let is_drive = start
        .next()
        .is_some_and(|first| first.is_ascii_alphabetic())
        && start.next() == Some(':');
    if path.starts_with(['/', '\\']) || is_drive {
        return Err(Refused::Absolute);
    }
    if path.contains('\\') {
        return Err(Refused::Backslash);
    }
    Ok(normalise(&format!(
        "{}/{path}",
        folder(from).unwrap_or(".")
    )))
}

/// The folder in which the file `name` stands; none for a bare name. Of `/x` it is empty.
pub(super) fn folder(name: &str) -> Option<&str> {
    name.rsplit_once('/').map(|(folder, _)| folder)
}

/// `path` without `.`, and without `..` where a folder stands before it.
pub(super) fn normalise(path: &str) -> String {
    let root = if path.starts_with('/') { "/" } else { "" };
    let mut kept: Vec<&str> = Vec::new();
    for segment in path.split('/') {
        match segment {
            "" | "." => {}
            ".." if kept.last().is_some_and(|last| *last != "..") => {
                kept.pop();
            }
            ".." if !root.is_empty() => {}
            other => kept.push(other),
        }
    }
    format!("{root}{}", kept.join("/"))
}

/// Whether the normalised `name` lies in `folder` (normalised; empty is where the generator runs).
pub(super) fn is_within(folder: &str, name: &str) -> bool {
    if folder.is_empty() {
        return !name.starts_with('/') && name.split('/').next() != Some("..");
    }
    let below = name.strip_prefix(folder).and_then(|rest| {
        if folder == "/" {
            Some(rest)
        } else {
            rest.strip_prefix('/')
        }
    });
    // A folder that starts with `..` is not left by names that start with the same ones and then another.
    below.is_some_and(|rest| rest.split('/').next() != Some(".."))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_lead_to_files() {
        let table = [
            ("specs/a.yaml", "b.yaml", Ok("specs/b.yaml")),
            ("specs/a.yaml", "./x/../b.yaml", Ok("specs/b.yaml")),
            ("specs/a.yaml", "../b.yaml", Ok("b.yaml")),
            ("specs/a.yaml", "../../b.yaml", Ok("../b.yaml")),
            ("a.yaml", "b%20c.yaml", Ok("b c.yaml")),
            ("a.yaml", "%2e%2e/b.yaml", Ok("../b.yaml")),
            ("a.yaml", "", Ok("a.yaml")),
            ("/a.yaml", "../../b.yaml", Ok("/b.yaml")),
            ("../x/a.yaml", "b.yaml", Ok("../x/b.yaml")),
            ("a.yaml", "x/y:z.yaml", Ok("x/y:z.yaml")),
            (
                "a.yaml",
                "https://Example.com/x/../b.yaml",
                Ok("https://example.com/b.yaml"),
            ),
            (
                "https://a/x/y.yaml",
                "../b%20c.yaml",
                Ok("https://a/b%20c.yaml"),
            ),
            ("https://a/x/y.yaml", "/b.yaml", Ok("https://a/b.yaml")),
            ("a.yaml", "file:///etc/passwd", Ok("file:///etc/passwd")),
            ("a.yaml", "C:/b.yaml", Err(Refused::Absolute)),
            ("a.yaml", "/etc/passwd", Err(Refused::Absolute)),
            ("a.yaml", "//host/b.yaml", Err(Refused::Absolute)),
            ("a.yaml", "%2Fetc/passwd", Err(Refused::Absolute)),
            ("a.yaml", "..\\b.yaml", Err(Refused::Backslash)),
            ("a.yaml", "b%2.yaml", Err(Refused::Escape)),
        ];
        for (from, path, expected) in table {
            assert_eq!(
                resolve(from, path),
                expected.map(str::to_owned),
                "{path} in {from}"
            );
        }
    }

    #[test]
    fn within_a_folder() {
        let table = [
            ("", "a.yaml", true),
            ("", "x/a.yaml", true),
            ("", "../a.yaml", false),
            ("", "/a.yaml", false),
            ("specs", "specs/a.yaml", true),
            ("specs", "specs2/a.yaml", false),
            ("specs", "a.yaml", false),
            ("..", "../a.yaml", true),
            ("..", "../../a.yaml", false),
            ("/", "/a.yaml", true),
            ("/x", "/y/a.yaml", false),
        ];
        for (folder, name, expected) in table {
            assert_eq!(is_within(folder, name), expected, "{name} in {folder}");
        }
    }
}
