//! Which paths an operation answers, and what their parameters are.

use std::cmp::Reverse;

use super::{Operation, Part, PathSegment, Profile};
use crate::param;

/// The value of a path parameter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Capture {
    pub(super) name: &'static str,
    pub(super) text: Captured,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Captured {
    /// A whole segment, as it stands in the URL: an array within it is split before it is decoded.
    Encoded(String),
    /// A part of a segment: segments with several parts are decoded before they are split, since any character may come encoded.
    Decoded(String),
}

/// The segments of a URL's path, still encoded.
pub(super) fn split(path: &str) -> Vec<&str> {
    path.strip_prefix('/').unwrap_or(path).split('/').collect()
}

/// The path parameters, where the path is one of the operation's.
pub(super) fn captures(
    operation: &Operation,
    segments: &[&str],
    profile: Profile,
) -> Option<Vec<Capture>> {
    if operation.segments.len() != segments.len() {
        return None;
    }
    let rules = profile.rules();
    let mut captures = Vec::new();
    for (expected, encoded) in operation.segments.iter().zip(segments) {
        let decoded = param::decode(encoded);
        if !rules.slashes_in_segments && decoded.contains('/') {
            return None;
        }
        match expected {
            PathSegment::Literal(text) if *text == decoded => {}
            PathSegment::Literal(_) => return None,
            PathSegment::Param(_) if decoded.is_empty() => return None,
            PathSegment::Param(name) => captures.push(Capture {
                name,
                text: Captured::Encoded((*encoded).to_owned()),
            }),
            PathSegment::Mixed(parts) => mixed(parts, &decoded, &mut captures)?,
        }
    }
    Some(captures)
}

/// Matches a segment of several parts. Parameters are not empty, and the first ones take as much as they can, as a regular expression's
/// `(.+)-(.+)` does: going backwards, each literal is looked for as far right as it can stand. Linear in the segment's length.
fn mixed(parts: &[Part], segment: &str, captures: &mut Vec<Capture>) -> Option<()> {
    let mut found = Vec::new();
    let mut rest = segment;
    let mut parts = parts.iter().rev().peekable();
    while let Some(part) = parts.next() {
        match part {
            Part::Literal(text) => rest = rest.strip_suffix(text)?,
            Part::Param(name) => {
                let start = match parts.peek() {
                    None => 0,
                    // A parameter without text before it takes one character.
                    Some(Part::Param(_)) => rest.char_indices().next_back()?.0,
                    Some(Part::Literal(text)) => {
                        let (last, _) = rest.char_indices().next_back()?;
                        let before = rest.get(..last)?;
                        before.rfind(text)? + text.len()
                    }
                };
                let (before, value) = rest.split_at_checked(start)?;
                if value.is_empty() {
                    return None;
                }
                found.push(Capture {
                    name,
                    text: Captured::Decoded(value.to_owned()),
                });
                rest = before;
            }
        }
    }
    found.reverse();
    captures.extend(found);
    rest.is_empty().then_some(())
}

/// Sorts concrete segments before mixed ones before parameters, from the left: "concrete definitions are matched before their templated
/// counterparts" (OpenAPI 3.1, section 4.8.8.2).
pub(super) fn specificity(operation: &Operation) -> Vec<(u8, Reverse<usize>)> {
    let rank = |segment: &PathSegment| match segment {
        PathSegment::Literal(_) => (0, Reverse(0)),
        PathSegment::Mixed(parts) => (1, Reverse(parts.iter().map(literal_length).sum())),
        PathSegment::Param(_) => (2, Reverse(0)),
    };
    operation.segments.iter().map(rank).collect()
}

fn literal_length(part: &Part) -> usize {
    match part {
        Part::Literal(text) => text.len(),
        Part::Param(_) => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn find(
        segment: PathSegment,
        text: &str,
        profile: Profile,
    ) -> Option<Vec<(&'static str, String)>> {
        let segments: &'static [PathSegment] = Box::leak(Box::new([segment]));
        let operation = Operation {
            id: "x",
            operation_id: "x",
            method: "GET",
            path: "/x",
            segments,
            methods: &["GET"],
        };
        let found = captures(&operation, &split(&format!("/{text}")), profile)?;
        let text = |capture: Capture| match capture.text {
            Captured::Encoded(text) => (capture.name, param::decode(&text).into_owned()),
            Captured::Decoded(text) => (capture.name, text),
        };
        Some(found.into_iter().map(text).collect())
    }

    #[test]
    fn mixed_segments() {
        const JSON: PathSegment = PathSegment::Mixed(&[Part::Param("id"), Part::Literal(".json")]);
        const RANGE: PathSegment =
            PathSegment::Mixed(&[Part::Param("a"), Part::Literal("-"), Part::Param("b")]);
        const ALL: PathSegment = PathSegment::Mixed(&[
            Part::Literal("v"),
            Part::Param("a"),
            Part::Param("b"),
            Part::Literal(":go"),
        ]);
        let one = |id: &str| Some(vec![("id", id.to_owned())]);
        let two = |a: &str, b: &str| Some(vec![("a", a.to_owned()), ("b", b.to_owned())]);
        for (segment, text, expected) in [
            (JSON, "5.json", one("5")),
            (JSON, "5.json.json", one("5.json")),
            (JSON, "5%2ejson", one("5")),
            (JSON, ".json", None),
            (JSON, "5", None),
            (JSON, "5.jsonx", None),
            (RANGE, "x-y", two("x", "y")),
            (RANGE, "x-y-z", two("x-y", "z")),
            (RANGE, "x-", None),
            (RANGE, "-y", None),
            (RANGE, "x--", two("x", "-")),
            (RANGE, "ñ-é", two("ñ", "é")),
            (RANGE, "xy", None),
            (ALL, "vabc:go", two("ab", "c")),
            (ALL, "va:go", None),
            (ALL, "abc:go", None),
        ] {
            assert_eq!(
                find(segment, text, Profile::ProblemDetails),
                expected,
                "{text}"
            );
        }
    }

    #[test]
    fn slashes_within_segments() {
        const ID: PathSegment = PathSegment::Param("id");
        assert_eq!(find(ID, "a%2Fb", Profile::FastApi), None);
        assert_eq!(
            find(ID, "a%2Fb", Profile::ProblemDetails),
            Some(vec![("id", "a/b".to_owned())])
        );
        assert_eq!(find(ID, "", Profile::ProblemDetails), None);
        assert_eq!(
            find(ID, "%FF", Profile::FastApi),
            Some(vec![("id", "\u{FFFD}".to_owned())])
        );
        assert_eq!(
            find(PathSegment::Literal("a b"), "a%20b", Profile::FastApi),
            Some(vec![])
        );
        assert_eq!(
            find(PathSegment::Literal(""), "", Profile::FastApi),
            Some(vec![])
        );
    }
}
