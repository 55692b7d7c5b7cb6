//! What a document says about a parameter, as data.

use crate::codec::Rule;

/// Where a parameter stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Location {
    /// In the path.
    Path,
    /// In the query.
    Query,
    /// In a header.
    Header,
    /// In a cookie.
    Cookie,
}

impl Location {
    /// The first segment of a fault's location.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Path => "path",
            Self::Query => "query",
            Self::Header => "header",
            Self::Cookie => "cookie",
        }
    }
}

/// How arrays and objects share the text of a parameter (OpenAPI 3.1, section 4.8.12.3).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Style {
    /// Commas; in paths and headers.
    Simple,
    /// Commas or, exploded, one pair for each item or member; in queries and cookies.
    Form,
    /// Blanks, as `%20`; in queries. An item can hold no blank.
    SpaceDelimited,
    /// `|`; in queries. An item can hold no `|`.
    PipeDelimited,
    /// `name[member]=value`, one pair for each member; in queries.
    DeepObject,
}

/// How the value of a parameter becomes text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Encoding {
    /// By a style (`schema`).
    Style {
        /// The style.
        style: Style,
        /// Whether items and members are pairs of their own.
        explode: bool,
        /// Whether reserved characters stand as they are, where that changes nothing (`allowReserved`).
        reserved: bool,
    },
    /// As a document of this media type (`content`).
    Content(&'static str),
}

/// A parameter of a document: its name, its place, how its value is written, and the rules of its value.
///
/// A client writes a parameter by it, a server reads it by an equal one:
///
/// ```
/// use counterpart_runtime::param::{ParamDesc, Style};
///
/// static IDS: ParamDesc = ParamDesc::query("ids").style(Style::PipeDelimited, false);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ParamDesc {
    pub(crate) name: &'static str,
    pub(crate) location: Location,
    pub(crate) encoding: Encoding,
    pub(crate) rules: &'static [Rule],
}

impl ParamDesc {
    const fn new(name: &'static str, location: Location, style: Style, explode: bool) -> Self {
        Self {
            name,
            location,
            encoding: Encoding::Style {
                style,
                explode,
                reserved: false,
            },
            rules: &[],
        }
    }

    /// A path parameter; `simple`, not exploded.
    #[must_use]
    pub const fn path(name: &'static str) -> Self {
        Self::new(name, Location::Path, Style::Simple, false)
    }

    /// A query parameter; `form`, exploded.
    #[must_use]
    pub const fn query(name: &'static str) -> Self {
        Self::new(name, Location::Query, Style::Form, true)
    }

    /// A header; `simple`, not exploded.
    #[must_use]
    pub const fn header(name: &'static str) -> Self {
        Self::new(name, Location::Header, Style::Simple, false)
    }

    /// A cookie; `form`, exploded.
    #[must_use]
    pub const fn cookie(name: &'static str) -> Self {
        Self::new(name, Location::Cookie, Style::Form, true)
    }

    /// The same parameter in another style.
    #[must_use]
    pub const fn style(mut self, style: Style, explode: bool) -> Self {
        self.encoding = Encoding::Style {
            style,
            explode,
            reserved: self.is_reserved(),
        };
        self
    }

    /// The same parameter, whose reserved characters stand as they are, where that changes nothing (`allowReserved`; in queries).
    #[must_use]
    pub const fn reserved(mut self) -> Self {
        if let Encoding::Style { style, explode, .. } = self.encoding {
            self.encoding = Encoding::Style {
                style,
                explode,
                reserved: true,
            };
        }
        self
    }

    /// The same parameter, whose value is a document of this media type.
    #[must_use]
    pub const fn content(mut self, media_type: &'static str) -> Self {
        self.encoding = Encoding::Content(media_type);
        self
    }

    /// The same parameter, whose value must keep `rules`.
    #[must_use]
    pub const fn with(mut self, rules: &'static [Rule]) -> Self {
        self.rules = rules;
        self
    }

    /// Its name.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        self.name
    }

    /// Where it stands.
    #[must_use]
    pub const fn location(&self) -> Location {
        self.location
    }

    /// How its value is written.
    #[must_use]
    pub const fn encoding(&self) -> Encoding {
        self.encoding
    }

    pub(super) const fn is_reserved(&self) -> bool {
        matches!(self.encoding, Encoding::Style { reserved: true, .. })
    }
}
