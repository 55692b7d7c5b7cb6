//! The words of OpenAPI that are one of a list, with a place for those that the list has not.

use std::fmt;

/// The method of an operation.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Method {
    /// GET
    Get,
    /// PUT
    Put,
    /// POST
    Post,
    /// DELETE
    Delete,
    /// OPTIONS
    Options,
    /// HEAD
    Head,
    /// PATCH
    Patch,
    /// TRACE
    Trace,
    /// QUERY (3.2)
    Query,
    /// A key of `additionalOperations` (3.2), as written.
    Additional(String),
}

impl Method {
    /// The method that a member of a path item is (`get`); none for its other members.
    #[must_use]
    pub fn of_key(key: &str) -> Option<Self> {
        Some(match key {
            "get" => Self::Get,
            "put" => Self::Put,
            "post" => Self::Post,
            "delete" => Self::Delete,
            "options" => Self::Options,
            "head" => Self::Head,
            "patch" => Self::Patch,
            "trace" => Self::Trace,
            "query" => Self::Query,
            _ => return None,
        })
    }

    /// `GET`.
    #[must_use]
    pub fn as_str(&self) -> &str {
        match self {
            Self::Get => "GET",
            Self::Put => "PUT",
            Self::Post => "POST",
            Self::Delete => "DELETE",
            Self::Options => "OPTIONS",
            Self::Head => "HEAD",
            Self::Patch => "PATCH",
            Self::Trace => "TRACE",
            Self::Query => "QUERY",
            Self::Additional(name) => name,
        }
    }
}

/// A key of `responses` (OpenAPI 3.1, 4.8.16).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Status {
    /// `200`
    Code(u16),
    /// `4XX`, by its first digit.
    Range(u8),
    /// `default`
    Default,
}

/// `in` of a parameter or of an API key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Location {
    /// `path`
    Path,
    /// `query`
    Query,
    /// `header`
    Header,
    /// `cookie`
    Cookie,
    /// `querystring` (3.2)
    QueryString,
    /// Anything else, which OpenAPI does not have.
    Other(String),
}

impl Location {
    /// The location that `text` says.
    #[must_use]
    pub fn of_text(text: &str) -> Self {
        match text {
            "path" => Self::Path,
            "query" => Self::Query,
            "header" => Self::Header,
            "cookie" => Self::Cookie,
            "querystring" => Self::QueryString,
            other => Self::Other(other.to_owned()),
        }
    }
}

impl fmt::Display for Location {
    /// As it is written.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::Path => "path",
            Self::Query => "query",
            Self::Header => "header",
            Self::Cookie => "cookie",
            Self::QueryString => "querystring",
            Self::Other(text) => text,
        })
    }
}

/// `style` of a parameter (OpenAPI 3.2, 4.12.3).
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Style {
    /// `matrix`
    Matrix,
    /// `label`
    Label,
    /// `simple`
    Simple,
    /// `form`
    Form,
    /// `spaceDelimited`
    SpaceDelimited,
    /// `pipeDelimited`
    PipeDelimited,
    /// `deepObject`
    DeepObject,
    /// `cookie` (3.2)
    Cookie,
    /// Anything else, which OpenAPI does not have.
    Other(String),
}

impl Style {
    /// The style that `text` says.
    #[must_use]
    pub fn of_text(text: &str) -> Self {
        match text {
            "matrix" => Self::Matrix,
            "label" => Self::Label,
            "simple" => Self::Simple,
            "form" => Self::Form,
            "spaceDelimited" => Self::SpaceDelimited,
            "pipeDelimited" => Self::PipeDelimited,
            "deepObject" => Self::DeepObject,
            "cookie" => Self::Cookie,
            other => Self::Other(other.to_owned()),
        }
    }
}

impl fmt::Display for Style {
    /// As it is written.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::Matrix => "matrix",
            Self::Label => "label",
            Self::Simple => "simple",
            Self::Form => "form",
            Self::SpaceDelimited => "spaceDelimited",
            Self::PipeDelimited => "pipeDelimited",
            Self::DeepObject => "deepObject",
            Self::Cookie => "cookie",
            Self::Other(text) => text,
        })
    }
}

/// What a security scheme asks for (OpenAPI 3.1, 4.8.27).
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SchemeKind {
    /// `apiKey`
    ApiKey {
        /// `name` of the header, query parameter or cookie.
        name: String,
        /// `in`
        location: Location,
    },
    /// `http`, with `scheme` as written.
    Http(String),
    /// `oauth2`
    OAuth2,
    /// `openIdConnect`
    OpenIdConnect,
    /// `mutualTLS`
    MutualTls,
    /// Anything else, which OpenAPI does not have.
    Other(String),
}

impl fmt::Display for SchemeKind {
    /// `type` as written, for `http` with its scheme.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::ApiKey { .. } => formatter.write_str("apiKey"),
            Self::Http(scheme) => write!(formatter, "http {scheme}"),
            Self::OAuth2 => formatter.write_str("oauth2"),
            Self::OpenIdConnect => formatter.write_str("openIdConnect"),
            Self::MutualTls => formatter.write_str("mutualTLS"),
            Self::Other(text) => formatter.write_str(text),
        }
    }
}
