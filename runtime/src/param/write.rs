//! Writing parameters: a client's side.

use std::fmt;

use super::percent::{encode, encode_in_query};
use super::{Encoding, Location, ParamDesc, ParamValue, Style};
use crate::codec::EncodeError;

/// Why a value cannot be written as a parameter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Unwritable {
    /// It has no JSON form.
    Json(EncodeError),
    /// An array or an object within another, where the style has no form for that.
    Nested,
    /// The style is none for this kind of value, or none that this place has.
    Style,
}

impl fmt::Display for Unwritable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Json(error) => error.fmt(f),
            Self::Nested => {
                f.write_str("has arrays or objects within another, for which its style has no form")
            }
            Self::Style => f.write_str("has a style that does not fit its value"),
        }
    }
}

impl std::error::Error for Unwritable {}

/// The text of a parameter at its place: for a path the encoded value, for a query or cookies the pairs with their names, for a header the value.
///
/// It is empty where nothing is to be sent: an empty array or object that is exploded. A path value that is empty, `.` or `..` would make another path,
/// and a header may not hold every text: who builds the request refuses those.
///
/// # Errors
///
/// See [`Unwritable`].
pub fn write(desc: &ParamDesc, value: &ParamValue) -> Result<String, Unwritable> {
    let (style, explode) = match desc.encoding {
        Encoding::Style { style, explode, .. } => (style, explode),
        // One text, as any style writes it.
        Encoding::Content(_) => (Style::Simple, false),
    };
    let out = &mut Text {
        desc,
        text: String::new(),
    };
    let alone = matches!(value, ParamValue::Text(_));
    match desc.location {
        Location::Path | Location::Header if style == Style::Simple => {
            out.joined(value, ",", explode.then_some("="))?;
        }
        Location::Query | Location::Cookie => match (value, style) {
            (ParamValue::Fields(fields), Style::DeepObject) => {
                for (name, value) in fields {
                    out.deep(&format!("{}[{name}]", desc.name), value)?;
                }
            }
            (_, Style::DeepObject) => return Err(Unwritable::Style),
            (ParamValue::List(items), _) if explode => {
                for item in items {
                    out.pair(desc.name, item)?;
                }
            }
            (ParamValue::Fields(fields), Style::Form) if explode => {
                for (name, value) in fields {
                    out.pair(name, value)?;
                }
            }
            (ParamValue::Fields(_), Style::SpaceDelimited | Style::PipeDelimited) if explode => {
                return Err(Unwritable::Style);
            }
            _ => {
                out.name(desc.name);
                out.joined(value, delimiter(style), None)?;
            }
        },
        // Texts alone are the same in every style.
        Location::Path | Location::Header if alone => out.joined(value, ",", None)?,
        Location::Path | Location::Header => return Err(Unwritable::Style),
    }
    Ok(std::mem::take(&mut out.text))
}

/// What stands between two items in an encoded text.
pub(super) const fn delimiter(style: Style) -> &'static str {
    match style {
        Style::Simple | Style::Form | Style::DeepObject => ",",
        Style::SpaceDelimited => "%20",
        Style::PipeDelimited => "%7C",
    }
}

struct Text<'a> {
    desc: &'a ParamDesc,
    text: String,
}

impl Text<'_> {
    /// A name, with what parts it from an earlier pair.
    fn name(&mut self, name: &str) {
        let query = self.desc.location == Location::Query;
        if !self.text.is_empty() {
            self.text.push_str(if query { "&" } else { "; " });
        }
        if query {
            encode(&mut self.text, name);
        } else {
            self.text.push_str(name);
        }
        self.text.push('=');
    }

    fn scalar(&mut self, value: &ParamValue) -> Result<(), Unwritable> {
        let ParamValue::Text(text) = value else {
            return Err(Unwritable::Nested);
        };
        match self.desc.location {
            Location::Header => self.text.push_str(text),
            Location::Query if self.desc.is_reserved() => encode_in_query(&mut self.text, text),
            _ => encode(&mut self.text, text),
        }
        Ok(())
    }

    fn pair(&mut self, name: &str, value: &ParamValue) -> Result<(), Unwritable> {
        self.name(name);
        self.scalar(value)
    }

    /// All in one text; `equals` stands between the name and the value of a member, where that is not the delimiter too.
    fn joined(
        &mut self,
        value: &ParamValue,
        delimiter: &str,
        equals: Option<&str>,
    ) -> Result<(), Unwritable> {
        match value {
            ParamValue::Text(_) => self.scalar(value),
            ParamValue::List(items) => {
                for (index, item) in items.iter().enumerate() {
                    self.text.push_str(if index > 0 { delimiter } else { "" });
                    self.scalar(item)?;
                }
                Ok(())
            }
            ParamValue::Fields(fields) => {
                for (index, (name, value)) in fields.iter().enumerate() {
                    self.text.push_str(if index > 0 { delimiter } else { "" });
                    self.scalar(&ParamValue::Text(name.clone()))?;
                    self.text.push_str(equals.unwrap_or(delimiter));
                    self.scalar(value)?;
                }
                Ok(())
            }
        }
    }

    /// `name=value`, `name[member]=value`; arrays of texts repeat the name, other items have their index.
    fn deep(&mut self, name: &str, value: &ParamValue) -> Result<(), Unwritable> {
        match value {
            ParamValue::Text(_) => self.pair(name, value),
            ParamValue::Fields(fields) => fields
                .iter()
                .try_for_each(|(member, value)| self.deep(&format!("{name}[{member}]"), value)),
            ParamValue::List(items) => items.iter().enumerate().try_for_each(|(index, item)| {
                if matches!(item, ParamValue::Text(_)) {
                    self.pair(name, item)
                } else {
                    self.deep(&format!("{name}[{index}]"), item)
                }
            }),
        }
    }
}

/// A pair of a query for a credential: `name=value`, both percent-encoded.
#[cfg(feature = "client")]
pub(crate) fn query_pair(name: &str, value: &str) -> String {
    let mut pair = String::new();
    encode(&mut pair, name);
    pair.push('=');
    encode(&mut pair, value);
    pair
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(text: &str) -> ParamValue {
        ParamValue::Text(text.to_owned())
    }

    fn list(items: &[&str]) -> ParamValue {
        ParamValue::List(items.iter().map(|item| text(item)).collect())
    }

    fn fields(fields: &[(&str, ParamValue)]) -> ParamValue {
        let own = |(name, value): &(&str, ParamValue)| ((*name).to_owned(), value.clone());
        ParamValue::Fields(fields.iter().map(own).collect())
    }

    /// The rows of the specification's style table (3.1, section 4.8.12.4) that are built, and some of its neighbours.
    #[test]
    fn the_table_of_styles() {
        let colour = || fields(&[("R", text("100")), ("G", text("200")), ("B", text("150"))]);
        let array = || list(&["blue", "black", "brown"]);
        let query = ParamDesc::query("color");
        for (desc, value, expected) in [
            (ParamDesc::path("color"), text("blue"), "blue"),
            (ParamDesc::path("color"), array(), "blue,black,brown"),
            (ParamDesc::path("color"), colour(), "R,100,G,200,B,150"),
            (
                ParamDesc::path("color").style(Style::Simple, true),
                colour(),
                "R=100,G=200,B=150",
            ),
            (ParamDesc::header("color"), colour(), "R,100,G,200,B,150"),
            (ParamDesc::header("color"), list(&["a b", "ñ"]), "a b,ñ"),
            (query, text(""), "color="),
            (query, text("blue"), "color=blue"),
            (query, array(), "color=blue&color=black&color=brown"),
            (query, colour(), "R=100&G=200&B=150"),
            (
                query.style(Style::Form, false),
                array(),
                "color=blue,black,brown",
            ),
            (
                query.style(Style::Form, false),
                colour(),
                "color=R,100,G,200,B,150",
            ),
            (
                query.style(Style::SpaceDelimited, false),
                array(),
                "color=blue%20black%20brown",
            ),
            (
                query.style(Style::SpaceDelimited, false),
                colour(),
                "color=R%20100%20G%20200%20B%20150",
            ),
            (
                query.style(Style::PipeDelimited, false),
                colour(),
                "color=R%7C100%7CG%7C200%7CB%7C150",
            ),
            (
                query.style(Style::DeepObject, true),
                colour(),
                "color%5BR%5D=100&color%5BG%5D=200&color%5BB%5D=150",
            ),
            (query, list(&[]), ""),
            (query.style(Style::Form, false), list(&[]), "color="),
            (ParamDesc::cookie("c"), list(&["a b", "c"]), "c=a%20b; c=c"),
            (ParamDesc::cookie("c"), fields(&[("x", text("1"))]), "x=1"),
            (query, text("a/b?c&d=e+f"), "color=a%2Fb%3Fc%26d%3De%2Bf"),
            (
                query.reserved(),
                text("a/b?c&d=e+f#"),
                "color=a/b?c%26d%3De%2Bf%23",
            ),
            (
                query.content("application/json"),
                text("{\"a\":1}"),
                "color=%7B%22a%22%3A1%7D",
            ),
        ] {
            assert_eq!(write(&desc, &value).as_deref(), Ok(expected), "{desc:?}");
        }
    }

    #[test]
    fn nested_values() {
        let value = fields(&[
            ("a", fields(&[("b", list(&["1", "2"]))])),
            (
                "c",
                ParamValue::List(vec![
                    fields(&[("d", text("3"))]),
                    fields(&[("d", text("4"))]),
                ]),
            ),
        ]);
        let deep = ParamDesc::query("f").style(Style::DeepObject, true);
        assert_eq!(
            write(&deep, &value)
                .unwrap()
                .replace("%5B", "[")
                .replace("%5D", "]"),
            "f[a][b]=1&f[a][b]=2&f[c][0][d]=3&f[c][1][d]=4"
        );
        for desc in [
            ParamDesc::query("f"),
            ParamDesc::path("f"),
            ParamDesc::header("f"),
        ] {
            assert_eq!(write(&desc, &value), Err(Unwritable::Nested));
        }
        assert_eq!(write(&deep, &list(&["a"])), Err(Unwritable::Style));
    }
}
