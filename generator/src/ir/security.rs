//! Security schemes and what an operation requires.

use super::{Docs, Origin};

/// An index into [`super::Api::schemes`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SchemeId(pub u32);

/// A security scheme (OpenAPI 3.1, 4.8.27).
#[derive(Clone, Debug)]
pub struct Scheme {
    /// What it asks for.
    pub kind: SchemeKind,
    /// Where it comes from.
    pub origin: Origin,
    /// Its documentation.
    pub docs: Docs,
}

/// What a security scheme asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SchemeKind {
    /// `Authorization: Bearer …`: `http` with `bearer`, `oauth2`, `openIdConnect`.
    Bearer,
    /// `Authorization: Basic …` (RFC 7617).
    Basic,
    /// A key in the named header.
    HeaderKey(String),
    /// A key in the named query parameter.
    QueryKey(String),
    /// A key in the named cookie.
    CookieKey(String),
}

/// What an operation asks of its callers: an OR of ANDs.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Security {
    /// The alternatives, in the document's order; none: no credential is asked for. An alternative without schemes
    /// makes the credential optional.
    pub alternatives: Vec<Requirement>,
}

/// One alternative: all of its schemes together.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Requirement {
    /// The schemes, each with the scopes it must grant.
    pub schemes: Vec<(SchemeId, Vec<String>)>,
}

impl Security {
    /// No credential is asked for.
    #[must_use]
    pub fn is_none(&self) -> bool {
        self.alternatives
            .iter()
            .all(|alternative| alternative.schemes.is_empty())
    }

    /// A call without a credential is served too.
    #[must_use]
    pub fn is_optional(&self) -> bool {
        self.alternatives
            .iter()
            .any(|alternative| alternative.schemes.is_empty())
    }
}
