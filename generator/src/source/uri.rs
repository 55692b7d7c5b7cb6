//! URI references (RFC 3986), as far as files and schemas are identified by them.

/// A URI reference, taken apart. The fragment is never part of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Parts<'u> {
    scheme: Option<&'u str>,
    authority: Option<&'u str>,
    path: &'u str,
    query: Option<&'u str>,
}

/// The scheme of `uri`; none where it is relative. One letter is a drive of Windows, not a scheme.
pub(super) fn scheme(uri: &str) -> Option<&str> {
    let (scheme, _) = uri.split_once(':')?;
    let mut characters = scheme.chars();
    let is_scheme = characters
        .next()
        .is_some_and(|first| first.is_ascii_alphabetic())
        && characters.all(|next| next.is_ascii_alphanumeric() || matches!(next, '+' | '-' | '.'));
    (is_scheme && scheme.len() > 1).then_some(scheme)
}

/// Whether a name is a URI, and no path: a file may be called `v1:pets.yaml`.
pub(super) fn is_uri(name: &str) -> bool {
    scheme(name).is_some_and(|scheme| {
        let rest = name.get(scheme.len()..).unwrap_or_default();
        rest.starts_with("://") || matches!(scheme, "urn" | "tag")
    })
}

/// Whether what stands at `uri` can be fetched.
#[must_use]
pub fn is_remote(uri: &str) -> bool {
    scheme(uri).is_some_and(|scheme| {
        scheme.eq_ignore_ascii_case("https") || scheme.eq_ignore_ascii_case("http")
    })
}

/// The scheme and the host, with the port where one is written, of a URL; in small letters. None where it has no host,
/// or names a user: a password is not what a document should hold.
#[must_use]
pub fn origin(url: &str) -> Option<(String, String)> {
    let parts = split(url);
    let (scheme, authority) = (parts.scheme?, parts.authority?);
    let is_host = !authority.is_empty() && !authority.contains('@');
    is_host.then(|| (scheme.to_ascii_lowercase(), authority.to_ascii_lowercase()))
}

/// The URL to which a server redirects from `url`, by what it says.
#[must_use]
pub fn redirected(url: &str, location: &str) -> String {
    join(url, location)
}

/// The URI that `reference` is, seen from `base`, which has a scheme (RFC 3986, section 5.2.2).
pub(super) fn join(base: &str, reference: &str) -> String {
    let (base, found) = (split(base), split(reference));
    let is_opaque = base.authority.is_none() && !base.path.starts_with('/');
    if found.scheme.is_some() {
        return build(found, &without_dots(found));
    }
    let rest = Parts {
        scheme: base.scheme,
        ..found
    };
    if found.authority.is_some() {
        return build(rest, &without_dots(found));
    }
    let rest = Parts {
        authority: base.authority,
        ..rest
    };
    match found.path {
        "" => build(
            Parts {
                query: found.query.or(base.query),
                ..rest
            },
            base.path,
        ),
        path if path.starts_with('/') => build(rest, &remove_dots(path)),
        // `urn:uuid:…` has no folders: what is relative to it is what it says.
        path if is_opaque => build(rest, path),
        path => {
            let folder = match base.path.rsplit_once('/') {
                Some((folder, _)) => folder,
                None => "",
            };
            build(rest, &remove_dots(&format!("{folder}/{path}")))
        }
    }
}

/// The path by which `target` is found from the folder of `base`, where both are of one host; no query.
pub(super) fn relative(base: &str, target: &str) -> Option<String> {
    let (base, target) = (split(base), split(target));
    let same = |one: Option<&str>, two: Option<&str>| match (one, two) {
        (Some(one), Some(two)) => one.eq_ignore_ascii_case(two),
        (one, two) => one == two,
    };
    let is_beside = same(base.scheme, target.scheme) && same(base.authority, target.authority);
    if !is_beside || target.query.is_some() || !target.path.starts_with('/') {
        return None;
    }
    let folder = base.path.rsplit_once('/').map_or("", |(folder, _)| folder);
    Some(between(folder, target.path))
}

/// The path from the folder `from` to `to`, where both start at the same place.
pub(super) fn between(from: &str, to: &str) -> String {
    let segments = |path: &'_ str| -> Vec<String> {
        let parts = path.split('/').filter(|part| !part.is_empty());
        parts.map(str::to_owned).collect()
    };
    let (from, to) = (segments(from), segments(to));
    let folders = to.len().saturating_sub(1);
    let common = (from.iter().zip(to.iter().take(folders)))
        .take_while(|(one, two)| one == two)
        .count();
    let up = from.iter().skip(common).map(|_| "..");
    let down = to.iter().skip(common).map(String::as_str);
    up.chain(down).collect::<Vec<_>>().join("/")
}

fn split(uri: &str) -> Parts<'_> {
    let (uri, _) = uri.split_once('#').unwrap_or((uri, ""));
    let scheme = scheme(uri);
    let rest = scheme.map_or(uri, |scheme| {
        uri.get(scheme.len() + 1..).unwrap_or_default()
    });
    let (rest, query) = match rest.split_once('?') {
        Some((rest, query)) => (rest, Some(query)),
        None => (rest, None),
    };
    let (authority, path) = match rest.strip_prefix("//") {
        Some(rest) => {
            let end = rest.find('/').unwrap_or(rest.len());
            let (authority, path) = rest.split_at_checked(end).unwrap_or((rest, ""));
            (Some(authority), path)
        }
        None => (None, rest),
    };
    Parts {
        scheme,
        authority,
        path,
        query,
    }
}

fn build(parts: Parts<'_>, path: &str) -> String {
    let mut uri = String::new();
    if let Some(scheme) = parts.scheme {
        uri.push_str(&scheme.to_ascii_lowercase());
        uri.push(':');
    }
    if let Some(authority) = parts.authority {
        uri.push_str("//");
        uri.push_str(&authority.to_ascii_lowercase());
        if !path.starts_with('/') {
            uri.push('/');
        }
    }
    uri.push_str(path);
    if let Some(query) = parts.query {
        uri.push('?');
        uri.push_str(query);
    }
    uri
}

fn without_dots(parts: Parts<'_>) -> String {
    if parts.path.starts_with('/') {
        remove_dots(parts.path)
    } else {
        parts.path.to_owned()
    }
}

/// An absolute path without `.` and `..` (RFC 3986, section 5.2.4).
fn remove_dots(path: &str) -> String {
    let mut kept: Vec<&str> = Vec::new();
    let mut ends_in_folder = false;
    for segment in path.split('/').skip(1) {
        ends_in_folder = matches!(segment, "." | "..");
        match segment {
            "." => {}
            ".." => {
                kept.pop();
            }
            other => kept.push(other),
        }
    }
    let end = if ends_in_folder && !kept.is_empty() {
        "/"
    } else {
        ""
    };
    format!("/{}{end}", kept.join("/"))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// RFC 3986, section 5.4; the host is written in small letters.
    #[test]
    fn references_are_resolved_as_the_rfc_has_it() {
        let table = [
            ("g:h", "g:h"),
            ("g", "http://a/b/c/g"),
            ("./g", "http://a/b/c/g"),
            ("g/", "http://a/b/c/g/"),
            ("/g", "http://a/g"),
            ("//G", "http://g/"),
            ("?y", "http://a/b/c/d;p?y"),
            ("g?y", "http://a/b/c/g?y"),
            (";x", "http://a/b/c/;x"),
            ("", "http://a/b/c/d;p?q"),
            (".", "http://a/b/c/"),
            ("..", "http://a/b/"),
            ("../g", "http://a/b/g"),
            ("../../g", "http://a/g"),
            ("../../../g", "http://a/g"),
            ("/./g", "http://a/g"),
            ("g.", "http://a/b/c/g."),
            ("./g/.", "http://a/b/c/g/"),
            ("g/../h", "http://a/b/c/h"),
            ("HTTPS://Example.com/A", "https://example.com/A"),
        ];
        for (reference, expected) in table {
            let reference = reference.replace("g:h", "gg:h");
            let expected = expected.replace("g:h", "gg:h");
            assert_eq!(
                join("http://a/b/c/d;p?q", &reference),
                expected,
                "{reference}"
            );
        }
        assert_eq!(join("urn:uuid:1", "x"), "urn:x");
        assert_eq!(join("https://a", "b.json"), "https://a/b.json");
    }

    #[test]
    fn paths_between() {
        let table = [
            ("https://a/x/api.yaml", "https://a/x/b.yaml", Some("b.yaml")),
            (
                "https://a/x/api.yaml",
                "https://A/y/b.yaml",
                Some("../y/b.yaml"),
            ),
            ("https://a/x", "https://a/x/b.yaml", Some("x/b.yaml")),
            ("https://a/x/y/z", "https://a/b", Some("../../b")),
            ("https://a/x", "https://b/x", None),
            ("https://a/x", "http://a/x", None),
            ("https://a/x", "https://a/x?y", None),
            ("urn:a:b", "urn:a:c", None),
        ];
        for (base, target, expected) in table {
            assert_eq!(
                relative(base, target).as_deref(),
                expected,
                "{base} {target}"
            );
        }
        assert_eq!(between("../api", "../common/x.yaml"), "../common/x.yaml");
        assert_eq!(between("", "a/b.yaml"), "a/b.yaml");
    }

    #[test]
    fn origins() {
        let table = [
            ("https://X.org/a", Some(("https", "x.org"))),
            ("HTTP://x.org:8080?q", Some(("http", "x.org:8080"))),
            ("https://user:secret@x.org/", None),
            ("https:///a", None),
            ("a/b", None),
            ("urn:x:y", None),
        ];
        for (url, expected) in table {
            let found = origin(url);
            let found = found
                .as_ref()
                .map(|(one, two)| (one.as_str(), two.as_str()));
            assert_eq!(found, expected, "{url}");
        }
    }

    #[test]
    fn what_can_be_fetched() {
        for (uri, expected) in [
            ("https://a/b", true),
            ("HTTP://a", true),
            ("file:///etc/passwd", false),
            ("C:/x", false),
            ("a/b:c", false),
            ("urn:x", false),
        ] {
            assert_eq!(is_remote(uri), expected, "{uri}");
        }
    }
}
