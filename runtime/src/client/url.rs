//! URLs of which no part can leave its place.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use reqwest::Url;

use super::build::BuildError;
use super::describe::{Part, Segment};
use super::invalid::ParameterProblem;

/// All but what may stand in a path's segment (`pchar` of RFC 3986, section 3.3).
const LITERAL: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~')
    .remove(b'!')
    .remove(b'$')
    .remove(b'&')
    .remove(b'\'')
    .remove(b'(')
    .remove(b')')
    .remove(b'*')
    .remove(b'+')
    .remove(b',')
    .remove(b';')
    .remove(b'=')
    .remove(b':')
    .remove(b'@');

/// `cookie-octet` of RFC 6265, section 4.1.1.
pub(super) fn is_cookie_value(text: &str) -> bool {
    text.bytes()
        .all(|byte| byte.is_ascii_graphic() && !matches!(byte, b'"' | b',' | b';' | b'\\'))
}

/// The URL before the paths of operations, without a slash at its end.
pub(super) fn base(text: &str) -> Result<String, BuildError> {
    let refuse = |problem| BuildError::BaseUrl { problem };
    let url = Url::parse(text).map_err(|_| refuse("it is not an absolute URL"))?;
    if !matches!(url.scheme(), "http" | "https") {
        return Err(refuse("its scheme is neither http nor https"));
    }
    if !url.username().is_empty() || url.password().is_some() {
        return Err(refuse(
            "it holds a user or a password, which would go with every request",
        ));
    }
    if url.query().is_some() || url.fragment().is_some() {
        return Err(refuse("it holds a query or a fragment"));
    }
    Ok(url.as_str().trim_end_matches('/').to_owned())
}

/// The path of an operation, from its slash on. `values` are percent-encoded, by the name of their parameter.
pub(super) fn path(
    segments: &[Segment],
    values: &[(&'static str, String)],
) -> Result<String, (&'static str, ParameterProblem)> {
    let mut path = String::new();
    for segment in segments {
        path.push('/');
        let start = path.len();
        let mut last = "";
        for part in *segment {
            match part {
                Part::Literal(text) => path.extend(utf8_percent_encode(text, LITERAL)),
                Part::Param(name) => {
                    let value = values.iter().find(|(known, _)| known == name);
                    let (_, value) = value.ok_or((*name, ParameterProblem::NotSet))?;
                    path.push_str(value);
                    last = name;
                }
            }
        }
        // URLs take no percent-encoded dot for anything else than a dot, so that it cannot be sent at all.
        if matches!(path.get(start..), Some("." | "..")) {
            return Err((last, ParameterProblem::DotSegment));
        }
    }
    Ok(path)
}

/// A server's URL with its variables filled in.
///
/// `template` has `{variables}`; `values` gives for each its name, its value and what the document lets it be (nothing: anything).
///
/// # Errors
///
/// A value that the document does not list, or that would change other parts of the URL than its own.
pub fn expand(
    template: &str,
    values: &[(&'static str, &str, &[&str])],
) -> Result<String, BuildError> {
    let mut url = template.to_owned();
    // From the back, so that no `{x}` in a value is taken for a variable.
    let mut end = url.len();
    while let Some(open) = url.get(..end).and_then(|text| text.rfind('{')) {
        end = open;
        let Some(close) = url
            .get(open..)
            .and_then(|text| text.find('}'))
            .map(|length| open + length)
        else {
            continue;
        };
        let name = url.get(open + 1..close).unwrap_or_default();
        let Some((name, value, listed)) = values.iter().find(|(known, ..)| *known == name) else {
            continue;
        };
        let in_path = template
            .find("://")
            .and_then(|scheme| template.get(scheme + 3..open))
            .is_some_and(|before| before.contains('/'));
        if !(listed.is_empty() || listed.contains(value)) || !fits(value, in_path) {
            return Err(BuildError::ServerVariable { name });
        }
        url.replace_range(open..=close, value);
    }
    Ok(url)
}

/// Whether a variable's value stays in its place; only in a path it may have slashes.
fn fits(value: &str, in_path: bool) -> bool {
    let allowed = |byte: u8| {
        byte.is_ascii_alphanumeric() || b"-._~:%".contains(&byte) || (in_path && byte == b'/')
    };
    value.bytes().all(allowed)
        && !value
            .split('/')
            .any(|segment| matches!(segment, "." | ".."))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::param::encode;

    fn path_text(value: &str) -> String {
        let mut text = String::new();
        encode(&mut text, value);
        text
    }

    #[test]
    fn bases() {
        let cases = [
            ("https://api.example.com", Ok("https://api.example.com")),
            ("https://api.example.com/", Ok("https://api.example.com")),
            (
                "https://api.example.com/v1/",
                Ok("https://api.example.com/v1"),
            ),
            (
                "http://LOCALHOST:8080/a/../b",
                Ok("http://localhost:8080/b"),
            ),
            ("/v1", Err("not an absolute URL")),
            ("", Err("not an absolute URL")),
            ("ftp://api.example.com", Err("neither http nor https")),
            ("data:text/plain,x", Err("neither http nor https")),
            (
                "https://user:pass@api.example.com",
                Err("user or a password"),
            ),
            ("https://api.example.com?key=1", Err("query")),
            ("https://api.example.com#x", Err("fragment")),
        ];
        for (text, expected) in cases {
            match (base(text), expected) {
                (Ok(base), Ok(expected)) => assert_eq!(base, expected),
                (Err(error), Err(expected)) => {
                    assert!(error.to_string().contains(expected), "{text}: {error}")
                }
                (result, _) => panic!("{text}: {result:?}"),
            }
        }
    }

    #[test]
    fn paths_keep_values_in_their_segment() {
        let template: &[Segment] = &[
            &[Part::Literal("v1 ü")],
            &[Part::Param("id"), Part::Literal(".json")],
            &[Part::Param("x")],
            &[],
        ];
        let path_of =
            |id: &str, x: &str| path(template, &[("id", path_text(id)), ("x", path_text(x))]);
        assert_eq!(path_of("7", "y").as_deref(), Ok("/v1%20%C3%BC/7.json/y/"));
        assert_eq!(
            path_of("a/../b?c#d\\e", "%2e%2e").as_deref(),
            Ok("/v1%20%C3%BC/a%2F..%2Fb%3Fc%23d%5Ce.json/%252e%252e/")
        );
        assert_eq!(
            path_of("..", "...").as_deref(),
            Ok("/v1%20%C3%BC/...json/.../")
        );
        for dots in [".", ".."] {
            assert_eq!(path_of("7", dots), Err(("x", ParameterProblem::DotSegment)));
        }
        assert_eq!(
            path(template, &[("id", "7".to_owned())]),
            Err(("x", ParameterProblem::NotSet))
        );
        assert_eq!(
            path(
                &[&[Part::Literal("."), Part::Param("x")]],
                &[("x", ".".to_owned())]
            ),
            Err(("x", ParameterProblem::DotSegment))
        );
    }

    #[test]
    fn servers() {
        let template = "https://{region}.example.com:{port}/{base}";
        let url = |region: &str, port: &str, base: &str| {
            expand(
                template,
                &[
                    ("region", region, &["eu", "us"]),
                    ("port", port, &[]),
                    ("base", base, &[]),
                ],
            )
            .map_err(|error| error.to_string())
        };
        assert_eq!(
            url("eu", "8443", "v2/beta").as_deref(),
            Ok("https://eu.example.com:8443/v2/beta")
        );
        for (region, port, base, faulty) in [
            ("evil.com/", "1", "v", "region"),
            ("{port}", "1", "v", "region"),
            ("eu", "1@evil.com", "v", "port"),
            ("eu", "1/", "v", "port"),
            ("eu", "1", "v?x", "base"),
            ("eu", "1", "../x", "base"),
            ("eu", "1", "v\\x", "base"),
        ] {
            let error = url(region, port, base).unwrap_err();
            assert!(error.contains(faulty), "{error}");
        }
    }
}
