//! Path templates (OpenAPI 3.1, 4.8.8.1; the grammar is 3.2's): `/v1/{id}.json`.

use crate::ir::{PathPart, PathTemplate, Segment};
use crate::source::pointer;

/// A path template whose parameters are known by name only.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Template {
    text: String,
    segments: Vec<Vec<Part>>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Part {
    Literal(String),
    Param(String),
}

impl Template {
    /// Splits `text` at its slashes and braces.
    ///
    /// # Errors
    ///
    /// What is wrong with it, to follow "the path template ".
    pub(super) fn parse(text: &str) -> Result<Self, String> {
        let Some(rest) = text.strip_prefix('/') else {
            return Err("does not start with `/`".to_owned());
        };
        if let Some(character) = rest
            .chars()
            .find(|character| matches!(character, '?' | '#'))
        {
            return Err(format!("has a `{character}`, which is not part of a path"));
        }
        let segments = rest.split('/').map(segment).collect::<Result<_, _>>()?;
        let template = Self {
            text: text.to_owned(),
            segments,
        };
        match template.repeated() {
            Some(name) => Err(format!("has the parameter `{name}` twice")),
            None => Ok(template),
        }
    }

    /// The path as it is written.
    pub(super) fn text(&self) -> &str {
        &self.text
    }

    /// The names of the parameters, in their order.
    pub(super) fn names(&self) -> impl Iterator<Item = &str> {
        self.parts().filter_map(|part| match part {
            Part::Param(name) => Some(name.as_str()),
            Part::Literal(_) => None,
        })
    }

    /// The leading segments that are plain text.
    pub(super) fn static_prefix(&self) -> Vec<&str> {
        let segments = self
            .segments
            .iter()
            .map(|segment| match segment.as_slice() {
                [Part::Literal(text)] => Some(text.as_str()),
                _ => None,
            });
        segments.map_while(|text| text).collect()
    }

    /// What the path looks like without the names of its parameters: paths with the same shape match the same requests.
    pub(super) fn shape(&self) -> String {
        let mut shape = String::new();
        for segment in &self.segments {
            shape.push('/');
            for part in segment {
                match part {
                    // A brace cannot be in a literal: it would have been a parameter.
                    Part::Param(_) => shape.push_str("{}"),
                    Part::Literal(text) => shape.push_str(text),
                }
            }
        }
        shape
    }

    /// The template with its parameters by index; `None` where `index` knows one not.
    pub(super) fn indexed(&self, index: impl Fn(&str) -> Option<u32>) -> Option<PathTemplate> {
        let part = |part: &Part| match part {
            Part::Literal(text) => Some(PathPart::Literal(text.clone())),
            Part::Param(name) => index(name).map(PathPart::Param),
        };
        let segment = |parts: &Vec<Part>| {
            let parts = parts.iter().map(part).collect::<Option<_>>()?;
            Some(Segment { parts })
        };
        let segments = self.segments.iter().map(segment).collect::<Option<_>>()?;
        Some(PathTemplate {
            text: self.text.clone(),
            segments,
        })
    }

    fn parts(&self) -> impl Iterator<Item = &Part> {
        self.segments.iter().flatten()
    }

    fn repeated(&self) -> Option<&str> {
        let mut seen = Vec::new();
        self.names().find(|name| {
            let is_repeated = seen.contains(name);
            seen.push(*name);
            is_repeated
        })
    }
}

fn segment(text: &str) -> Result<Vec<Part>, String> {
    let mut parts = Vec::new();
    let mut rest = text;
    while !rest.is_empty() {
        let (literal, after) = match rest.split_once('{') {
            Some((literal, after)) => (literal, Some(after)),
            None => (rest, None),
        };
        if literal.contains('}') {
            return Err("has a `}` without a `{`".to_owned());
        }
        if !literal.is_empty() {
            let decoded = pointer::percent_decode(literal)
                .ok_or_else(|| format!("has a `%` in `{literal}` that is no escape"))?;
            parts.push(Part::Literal(decoded.into_owned()));
        }
        let Some(after) = after else { break };
        let Some((name, after)) = after.split_once('}') else {
            return Err("has a `{` without a `}`".to_owned());
        };
        if name.is_empty() || name.contains('{') {
            return Err("has a parameter without a name, or braces in braces".to_owned());
        }
        if let Some(Part::Param(before)) = parts.last() {
            return Err(format!(
                "has nothing between `{{{before}}}` and `{{{name}}}`"
            ));
        }
        parts.push(Part::Param(name.to_owned()));
        rest = after;
    }
    Ok(parts)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn show(template: &Template) -> String {
        let part = |part: &Part| match part {
            Part::Literal(text) => text.clone(),
            Part::Param(name) => format!("<{name}>"),
        };
        let segments = template.segments.iter();
        let shown: Vec<_> = segments
            .map(|parts| parts.iter().map(part).collect::<Vec<_>>().join("+"))
            .collect();
        shown.join(" ")
    }

    #[test]
    fn templates() {
        let table = [
            ("/", Ok("")),
            ("/pets", Ok("pets")),
            ("/pets/", Ok("pets ")),
            ("/v1/{id}", Ok("v1 <id>")),
            ("/{id}.json", Ok("<id>+.json")),
            ("/{a}-{b}", Ok("<a>+-+<b>")),
            ("/a%20b", Ok("a b")),
            ("/a:cancel", Ok("a:cancel")),
            ("", Err("does not start with `/`")),
            ("pets", Err("does not start with `/`")),
            ("/pets?x=1", Err("has a `?`, which is not part of a path")),
            ("/{id", Err("has a `{` without a `}`")),
            ("/id}", Err("has a `}` without a `{`")),
            (
                "/{}",
                Err("has a parameter without a name, or braces in braces"),
            ),
            (
                "/{a{b}}",
                Err("has a parameter without a name, or braces in braces"),
            ),
            ("/{a}{b}", Err("has nothing between `{a}` and `{b}`")),
            ("/{a}/{a}", Err("has the parameter `a` twice")),
            ("/%zz", Err("has a `%` in `%zz` that is no escape")),
        ];
        for (text, expected) in table {
            let shown = Template::parse(text)
                .as_ref()
                .map(show)
                .map_err(Clone::clone);
            assert_eq!(
                shown,
                expected.map(str::to_owned).map_err(str::to_owned),
                "{text}"
            );
        }
    }

    #[test]
    fn shapes_have_no_names() {
        let shape = |text| Template::parse(text).unwrap().shape();
        assert_eq!(shape("/u/{id}.json"), shape("/u/{name}.json"));
        assert_ne!(shape("/u/{id}"), shape("/u/id"));
        assert_ne!(shape("/u"), shape("/u/"));
    }
}
