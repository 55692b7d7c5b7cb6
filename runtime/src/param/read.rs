//! Reading parameters: a server's side.

use std::fmt;

use super::ListStyle;
use super::percent::decode;

/// The parameters of a query string.
///
/// A `+` is a blank, as in the forms of browsers (WHATWG URL, section 5.1); a literal `+` comes as `%2B`.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Query {
    /// Decoded names, and values as they stand in the URL.
    pairs: Vec<(String, String)>,
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

    /// The items of a parameter that is an array; `None` where it is absent.
    #[must_use]
    pub fn items(&self, name: &str, style: ListStyle) -> Option<Vec<String>> {
        items(self.raw(name), style, form_decode)
    }
}

/// Shows how many parameters there are, and no value: one may be a credential.
impl fmt::Debug for Query {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Query({} parameters)", self.pairs.len())
    }
}

fn form_decode(text: &str) -> String {
    if text.contains('+') {
        decode(&text.replace('+', " ")).into_owned()
    } else {
        decode(text).into_owned()
    }
}

/// Exploded, every value is an item; else the last value holds them all.
fn items<'a>(
    mut values: impl DoubleEndedIterator<Item = &'a str>,
    style: ListStyle,
    decode: impl Fn(&str) -> String,
) -> Option<Vec<String>> {
    if style == ListStyle::FormExploded {
        let items: Vec<String> = values.map(decode).collect();
        (!items.is_empty()).then_some(items)
    } else {
        values.next_back().map(|value| style.split(value, decode))
    }
}

/// The items of a path parameter that is an array (`simple`), from the encoded text.
#[must_use]
pub fn path_items(encoded: &str) -> Vec<String> {
    ListStyle::Simple.split(encoded, |item| decode(item).into_owned())
}

/// The text of a header's value: UTF-8, anything else becomes U+FFFD.
#[must_use]
pub fn header(value: &[u8]) -> String {
    String::from_utf8_lossy(value)
        .trim_matches([' ', '\t'])
        .to_owned()
}

/// The items of a header that is an array, from all of its lines: RFC 9110, section 5.3 makes one list of them.
#[must_use]
pub fn header_items<'a>(lines: impl IntoIterator<Item = &'a [u8]>) -> Option<Vec<String>> {
    let mut items = None;
    for line in lines {
        let text = header(line);
        let own = ListStyle::Simple.split(&text, |item| item.trim_matches([' ', '\t']).to_owned());
        items.get_or_insert_with(Vec::new).extend(own);
    }
    items
}

fn cookies<'a>(header: &'a str, name: &'a str) -> impl DoubleEndedIterator<Item = &'a str> + 'a {
    let pairs = header.split(';').filter_map(|pair| pair.split_once('='));
    pairs
        .filter(move |(own, _)| own.trim() == name)
        .map(|(_, value)| {
            let value = value.trim();
            value
                .strip_prefix('"')
                .and_then(|rest| rest.strip_suffix('"'))
                .unwrap_or(value)
        })
}

/// The value of a cookie, from the value of a `Cookie` header (RFC 6265, section 4.2), percent-decoded; the last one where there are several.
#[must_use]
pub fn cookie(header: &str, name: &str) -> Option<String> {
    cookies(header, name)
        .next_back()
        .map(|value| decode(value).into_owned())
}

/// The items of a cookie that is an array; `None` where it is absent.
#[must_use]
pub fn cookie_items(header: &str, name: &str, style: ListStyle) -> Option<Vec<String>> {
    items(cookies(header, name), style, |item| {
        decode(item).into_owned()
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::param::{
        header_list, path_list, push_cookie, push_cookie_list, push_query, push_query_list,
    };

    const STYLES: [ListStyle; 4] = [
        ListStyle::Form,
        ListStyle::FormExploded,
        ListStyle::SpaceDelimited,
        ListStyle::PipeDelimited,
    ];

    #[test]
    fn lists_come_back_as_they_were_written() {
        for items in [
            vec!["a"],
            vec!["a", "b"],
            vec!["x&y", "=", "ñ+", "%2C"],
            vec!["a", "", "b"],
        ] {
            let items: Vec<String> = items.into_iter().map(str::to_owned).collect();
            for style in STYLES {
                let mut query = "other=1".to_owned();
                push_query_list(&mut query, "a[]", style, &items);
                assert_eq!(
                    Query::new(&query).items("a[]", style),
                    Some(items.clone()),
                    "{style:?} {query}"
                );
                let mut cookies = String::new();
                push_cookie_list(&mut cookies, "c", style, &items);
                assert_eq!(
                    cookie_items(&cookies, "c", style),
                    Some(items.clone()),
                    "{style:?} {cookies}"
                );
            }
            assert_eq!(path_items(&path_list(&items)), items);
            assert_eq!(header_items([header_list(&items).as_bytes()]), Some(items));
        }
    }

    #[test]
    fn commas_within_items_survive_where_items_are_encoded() {
        let items = vec!["a,b".to_owned(), "c".to_owned()];
        let mut query = String::new();
        push_query_list(&mut query, "x", ListStyle::Form, &items);
        assert_eq!(query, "x=a%2Cb,c");
        assert_eq!(
            Query::new(&query).items("x", ListStyle::Form),
            Some(items.clone())
        );
        assert_eq!(path_items(&path_list(&items)), items);
    }

    #[test]
    fn absent_and_empty_are_two_things() {
        assert_eq!(Query::new("").items("x", ListStyle::Form), None);
        assert_eq!(Query::new("x=").items("x", ListStyle::Form), Some(vec![]));
        assert_eq!(
            Query::new("x=").items("x", ListStyle::FormExploded),
            Some(vec![String::new()])
        );
        assert_eq!(Query::new("x").value("x").as_deref(), Some(""));
        assert_eq!(Query::new("y=1").value("x"), None);
        assert_eq!(header_items([]), None);
        assert_eq!(header_items([b"".as_slice()]), Some(vec![]));
    }

    #[test]
    fn queries_of_browsers() {
        let query = Query::new("&a=1+2&a=%2B&b=c=d&%63=%FF&&+e=x");
        assert_eq!(query.value("a").as_deref(), Some("+"));
        assert_eq!(
            query.items("a", ListStyle::FormExploded),
            Some(vec!["1 2".to_owned(), "+".to_owned()])
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
        assert_eq!(
            header_items([b"a, b".as_slice(), b"c"]),
            Some(vec!["a".to_owned(), "b".to_owned(), "c".to_owned()])
        );
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
        let (mut jar, mut query) = (String::new(), String::new());
        push_cookie(&mut jar, "a", "1; b=2");
        push_cookie(&mut jar, "b", &true);
        assert_eq!(
            (cookie(&jar, "a").as_deref(), cookie(&jar, "b").as_deref()),
            (Some("1; b=2"), Some("true"))
        );
        push_query(&mut query, "a b", "");
        assert_eq!(query, "a%20b=");
    }
}
