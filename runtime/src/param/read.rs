//! Reading parameters: a server's side.

use std::collections::BTreeMap;
use std::fmt;

use super::percent::decode;
use super::{Encoding, ParamDesc, ParamValue, Shape, Style, deep};

/// The parameters of a query string.
///
/// A `+` is a blank, as in the forms of browsers (WHATWG URL, section 5.1); a literal `+` comes as `%2B`.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Query {
    /// Decoded names, and values as they stand in the URL.
    pub(super) pairs: Vec<(String, String)>,
}

impl Query {
    /// The parameters of the part of a URL behind its `?`.
    #[must_use]
    pub fn new(query: &str) -> Self {
        let pairs = query
            .split('&')
            .filter(|pair| !pair.is_empty())
            .map(|pair| {
                let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
                (form_decode(name), value.to_owned())
            });
        Self {
            pairs: pairs.collect(),
        }
    }

    fn raw<'a>(&'a self, name: &'a str) -> impl DoubleEndedIterator<Item = &'a str> + 'a {
        self.pairs
            .iter()
            .filter(move |(own, _)| own == name)
            .map(|(_, value)| value.as_str())
    }

    /// The value of a parameter; the last one where there are several.
    #[must_use]
    pub fn value(&self, name: &str) -> Option<String> {
        self.raw(name).next_back().map(form_decode)
    }
}

/// Shows how many parameters there are, and no value: one may be a credential.
impl fmt::Debug for Query {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Query({} parameters)", self.pairs.len())
    }
}

pub(super) fn form_decode(text: &str) -> String {
    if text.contains('+') {
        decode(&text.replace('+', " ")).into_owned()
    } else {
        decode(text).into_owned()
    }
}

/// The raw text of a request that a parameter is read from.
#[derive(Clone, Copy)]
pub enum Source<'a> {
    /// A segment of a path, as it stands in the URL.
    Segment(&'a str),
    /// A part of a segment, which is decoded already.
    Part(&'a str),
    /// The query.
    Query(&'a Query),
    /// A header, in all of its lines: RFC 9110, section 5.3 makes one list of them.
    Header(&'a str),
    /// The value of the `Cookie` header.
    Cookies(&'a str),
}

/// The value of a parameter, as its descriptor says that it is written, and as `shape` says what it is; `None` where it is absent.
#[must_use]
pub fn read(desc: &ParamDesc, shape: Shape, source: Source<'_>) -> Option<ParamValue> {
    let (style, explode, shape) = match desc.encoding {
        Encoding::Style { style, explode, .. } => (style, explode, shape),
        Encoding::Content(_) => (Style::Simple, false, Shape::Text),
    };
    match source {
        Source::Segment(text) => Some(split(text, style, explode, shape, percent_decode)),
        Source::Part(text) => Some(split(text, style, explode, shape, str::to_owned)),
        Source::Header(text) => {
            let trimmed = |item: &str| item.trim_matches([' ', '\t']).to_owned();
            Some(split(text, style, explode, shape, trimmed))
        }
        Source::Query(query) => match (style, shape) {
            (Style::DeepObject, Shape::Fields(_)) => deep::read(query, desc.name),
            _ => {
                let pairs = query.pairs.iter();
                let pairs = pairs.map(|(name, value)| (name.as_str(), value.as_str()));
                pairs_value(pairs, desc.name, (style, explode, shape), form_decode)
            }
        },
        Source::Cookies(header) => pairs_value(
            cookies(header),
            desc.name,
            (style, explode, shape),
            percent_decode,
        ),
    }
}

fn percent_decode(text: &str) -> String {
    decode(text).into_owned()
}

/// The value of a parameter that is one pair, or exploded into several.
fn pairs_value<'a>(
    pairs: impl DoubleEndedIterator<Item = (&'a str, &'a str)>,
    name: &str,
    (style, explode, shape): (Style, bool, Shape),
    decode: fn(&str) -> String,
) -> Option<ParamValue> {
    let text = |raw: &str| ParamValue::Text(decode(raw));
    match shape {
        Shape::List if explode => {
            let own = pairs.filter(|(known, _)| *known == name);
            let items: Vec<_> = own.map(|(_, raw)| text(raw)).collect();
            (!items.is_empty()).then_some(ParamValue::List(items))
        }
        Shape::Fields(members) if explode && style == Style::Form => {
            // The names of a map are any: all that is there is taken for its own.
            let own = |name: &str| members.is_none_or(|members| members.find(name, 0).is_some());
            let mut values: BTreeMap<&str, Vec<ParamValue>> = BTreeMap::new();
            for (name, raw) in pairs.filter(|(name, _)| own(name)) {
                values.entry(name).or_default().push(text(raw));
            }
            let fields = values.into_iter().map(|(name, mut values)| {
                let value = match values.pop() {
                    Some(only) if values.is_empty() => only,
                    last => {
                        values.extend(last);
                        ParamValue::List(values)
                    }
                };
                (name.to_owned(), value)
            });
            let fields: Vec<_> = fields.collect();
            (!fields.is_empty()).then_some(ParamValue::Fields(fields))
        }
        _ => {
            let (_, raw) = pairs.rev().find(|(known, _)| *known == name)?;
            Some(split(raw, style, false, shape, decode))
        }
    }
}

/// The value of one text: items and members are split before they are decoded, since a delimiter that belongs to one of them is encoded.
fn split(
    raw: &str,
    style: Style,
    explode: bool,
    shape: Shape,
    decode: impl Fn(&str) -> String,
) -> ParamValue {
    if matches!(shape, Shape::Text) {
        return ParamValue::Text(decode(raw));
    }
    let items: Vec<String> = match style {
        // An empty text has no items: that is how an empty array is written.
        _ if raw.is_empty() => Vec::new(),
        // These delimiters may not stand in a URL as they are, so they are encoded themselves.
        Style::SpaceDelimited => decode(raw).split(' ').map(str::to_owned).collect(),
        Style::PipeDelimited => decode(raw).split('|').map(str::to_owned).collect(),
        _ if explode && matches!(shape, Shape::Fields(_)) => {
            let fields = raw.split(',').map(|member| {
                let (name, value) = member.split_once('=').unwrap_or((member, ""));
                (decode(name), ParamValue::Text(decode(value)))
            });
            return ParamValue::Fields(fields.collect());
        }
        _ => raw.split(',').map(decode).collect(),
    };
    if matches!(shape, Shape::List) {
        return ParamValue::List(items.into_iter().map(ParamValue::Text).collect());
    }
    let mut fields = Vec::new();
    let mut items = items.into_iter();
    while let Some(name) = items.next() {
        fields.push((name, ParamValue::Text(items.next().unwrap_or_default())));
    }
    ParamValue::Fields(fields)
}

/// The text of a header's value: UTF-8, anything else becomes U+FFFD.
#[must_use]
pub fn header(value: &[u8]) -> String {
    String::from_utf8_lossy(value)
        .trim_matches([' ', '\t'])
        .to_owned()
}

/// The value of a header, from all of its lines; `None` where there is none.
pub fn read_lines<'a>(
    desc: &ParamDesc,
    shape: Shape,
    lines: impl Iterator<Item = &'a [u8]>,
) -> Option<ParamValue> {
    let mut lines = lines.map(header);
    let mut text = lines.next()?;
    // A text has one line: the first one counts. Of anything else all lines are one list.
    if !matches!(shape, Shape::Text) {
        lines.for_each(|line| {
            text.push(',');
            text.push_str(&line);
        });
    }
    read(desc, shape, Source::Header(&text))
}

/// Names and values of cookies, without blanks and quotes around.
fn cookies(header: &str) -> impl DoubleEndedIterator<Item = (&str, &str)> {
    let pairs = header.split(';').filter_map(|pair| pair.split_once('='));
    pairs.map(|(name, value)| {
        let value = value.trim();
        let quoted = value.strip_prefix('"');
        let inner = quoted.and_then(|rest| rest.strip_suffix('"'));
        (name.trim(), inner.unwrap_or(value))
    })
}

/// The value of a cookie, from the value of a `Cookie` header (RFC 6265, section 4.2), percent-decoded; the last one where there are several.
#[must_use]
pub fn cookie(header: &str, name: &str) -> Option<String> {
    let mut own = cookies(header).filter(|(known, _)| *known == name);
    own.next_back().map(|(_, value)| percent_decode(value))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::param::{Location, write};

    fn list(items: &[&str]) -> ParamValue {
        let text = |item: &&str| ParamValue::Text((*item).to_owned());
        ParamValue::List(items.iter().map(text).collect())
    }

    fn styles() -> Vec<ParamDesc> {
        let (query, cookie) = (ParamDesc::query("a[]"), ParamDesc::cookie("c"));
        vec![
            query,
            query.style(Style::Form, false),
            query.style(Style::SpaceDelimited, false),
            query.style(Style::PipeDelimited, false),
            query.style(Style::PipeDelimited, true),
            cookie,
            cookie.style(Style::Form, false),
            ParamDesc::path("p"),
            ParamDesc::path("p").style(Style::Simple, true),
            ParamDesc::header("h"),
        ]
    }

    /// What a client writes, as a server finds it.
    fn through(desc: &ParamDesc, shape: Shape, value: &ParamValue) -> Option<ParamValue> {
        let text = write(desc, value).unwrap();
        match desc.location {
            Location::Path => read(desc, shape, Source::Segment(&text)),
            Location::Query => {
                let query = Query::new(&format!("other=1&{text}"));
                read(desc, shape, Source::Query(&query))
            }
            Location::Header => read(desc, shape, Source::Header(&text)),
            Location::Cookie => read(desc, shape, Source::Cookies(&text)),
        }
    }

    #[test]
    fn values_come_back_as_they_were_written() {
        for items in [
            vec!["a"],
            vec!["a", "b"],
            vec!["x&y", "=", "ñ+", "%2C"],
            vec!["a", "", "b"],
        ] {
            let value = list(&items);
            for desc in styles() {
                let found = through(&desc, Shape::List, &value);
                assert_eq!(found, Some(value.clone()), "{desc:?} {items:?}");
            }
            let text = ParamValue::Text(items.concat());
            for desc in styles() {
                let found = through(&desc, Shape::Text, &text);
                assert_eq!(found, Some(text.clone()), "{desc:?} {items:?}");
            }
            let names = ["n", "o", "p", "q"];
            let pairs = names.iter().zip(&items);
            let value = ParamValue::Fields(
                pairs
                    .map(|(name, item)| ((*name).to_owned(), ParamValue::Text((*item).to_owned())))
                    .collect(),
            );
            let deep = ParamDesc::query("d").style(Style::DeepObject, true);
            for desc in styles().into_iter().chain([deep]) {
                let exploded = Encoding::Style {
                    style: Style::PipeDelimited,
                    explode: true,
                    reserved: false,
                };
                if desc.encoding == exploded {
                    continue;
                }
                static MEMBERS: Members =
                    Members::new(&[optional("n"), optional("o"), optional("p"), optional("q")]);
                let found = through(&desc, Shape::Fields(Some(&MEMBERS)), &value);
                assert_eq!(found, Some(value.clone()), "{desc:?} {items:?}");
            }
        }
    }

    use crate::codec::Members;
    use crate::codec::member::optional;

    #[test]
    fn commas_within_items_survive_where_items_are_encoded() {
        let value = list(&["a,b", "c"]);
        for desc in [
            ParamDesc::query("x").style(Style::Form, false),
            ParamDesc::path("x"),
            ParamDesc::cookie("x").style(Style::Form, false),
        ] {
            assert_eq!(through(&desc, Shape::List, &value), Some(value.clone()));
        }
    }

    #[test]
    fn absent_and_empty_are_two_things() {
        let items = |text: &str, desc: &ParamDesc| {
            read(desc, Shape::List, Source::Query(&Query::new(text)))
        };
        let (exploded, joined) = (
            ParamDesc::query("x"),
            ParamDesc::query("x").style(Style::Form, false),
        );
        assert_eq!(items("", &joined), None);
        assert_eq!(items("x=", &joined), Some(list(&[])));
        assert_eq!(items("x=", &exploded), Some(list(&[""])));
        assert_eq!(Query::new("x").value("x").as_deref(), Some(""));
        assert_eq!(Query::new("y=1").value("x"), None);
        let header = ParamDesc::header("x");
        assert_eq!(
            read(&header, Shape::List, Source::Header("")),
            Some(list(&[]))
        );
        assert_eq!(
            read(&header, Shape::List, Source::Header("a, b,c")),
            Some(list(&["a", "b", "c"]))
        );
    }

    #[test]
    fn queries_of_browsers() {
        let query = Query::new("&a=1+2&a=%2B&b=c=d&%63=%FF&&+e=x");
        assert_eq!(query.value("a").as_deref(), Some("+"));
        assert_eq!(
            read(&ParamDesc::query("a"), Shape::List, Source::Query(&query)),
            Some(list(&["1 2", "+"]))
        );
        assert_eq!(query.value("b").as_deref(), Some("c=d"));
        assert_eq!(query.value("c").as_deref(), Some("\u{FFFD}"));
        assert_eq!(query.value(" e").as_deref(), Some("x"));
        assert_eq!(format!("{query:?}"), "Query(5 parameters)");
    }

    #[test]
    fn headers_and_cookies() {
        assert_eq!(header(b" \ta b\t"), "a b");
        assert_eq!(header("ñ".as_bytes()), "ñ");
        assert_eq!(header(b"\xFF"), "\u{FFFD}");
        for (jar, value) in [
            ("a=1", Some("1")),
            ("b=2; a=\"x y\"; c=3", Some("x y")),
            ("a=1;a=2", Some("2")),
            ("aa=1", None),
            ("a", None),
            ("a=%20", Some(" ")),
        ] {
            assert_eq!(cookie(jar, "a").as_deref(), value, "{jar}");
        }
    }
}
