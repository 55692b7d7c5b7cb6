//! `pattern`: regular expressions.

#[cfg(feature = "pattern")]
use std::sync::OnceLock;

/// A regular expression of a document.
///
/// Documents write them in ECMA-262's syntax, and the generator translates them into that of the `regex` crate, whose time is linear in the text. What it
/// has not, a look ahead, becomes a second expression that must match too, or must not. They are compiled when they are first asked.
///
/// Asked where the feature `pattern` is on; without it each text is taken to match.
#[derive(Debug)]
#[cfg_attr(not(feature = "pattern"), allow(dead_code))]
pub struct Pattern {
    source: &'static str,
    must: &'static [&'static str],
    must_not: &'static [&'static str],
    #[cfg(feature = "pattern")]
    compiled: OnceLock<compiled::Compiled>,
}

/// One pattern is another if the document says the same.
impl PartialEq for Pattern {
    fn eq(&self, other: &Self) -> bool {
        self.source == other.source
    }
}

impl Eq for Pattern {}

impl Pattern {
    /// The pattern that the document has as `source`: all of `must` match somewhere in the text, and none of `must_not`.
    #[must_use]
    pub const fn new(
        source: &'static str,
        must: &'static [&'static str],
        must_not: &'static [&'static str],
    ) -> Self {
        Self {
            source,
            must,
            must_not,
            #[cfg(feature = "pattern")]
            compiled: OnceLock::new(),
        }
    }

    /// As the document writes it.
    #[must_use]
    pub const fn source(&self) -> &'static str {
        self.source
    }

    /// Whether a text matches.
    #[cfg(feature = "pattern")]
    #[must_use]
    pub fn matches(&self, text: &str) -> bool {
        self.compiled
            .get_or_init(|| compiled::Compiled::new(self.must, self.must_not))
            .matches(text)
    }

    /// Whether a text matches.
    #[cfg(not(feature = "pattern"))]
    #[must_use]
    pub fn matches(&self, _: &str) -> bool {
        // Without the feature there is no pattern to ask.
        true
    }
}

#[cfg(feature = "pattern")]
mod compiled {
    //! The expressions of a pattern, ready to be asked.

    use regex::{Regex, RegexBuilder};

    /// How large one expression may become, in bytes. The generator compiles each with the same limit, so that none is larger.
    const SIZE: usize = 4 << 20;

    #[derive(Debug)]
    pub(super) struct Compiled {
        must: Vec<Option<Regex>>,
        must_not: Vec<Option<Regex>>,
    }

    impl Compiled {
        pub(super) fn new(must: &[&str], must_not: &[&str]) -> Self {
            let all = |texts: &[&str]| texts.iter().map(|text| compile(text)).collect();
            Self {
                must: all(must),
                must_not: all(must_not),
            }
        }

        /// An expression that is none lets no text pass: what cannot be checked is not taken for checked.
        pub(super) fn matches(&self, text: &str) -> bool {
            let is_match = |regex: &Regex| regex.is_match(text);
            self.must
                .iter()
                .all(|regex| regex.as_ref().is_some_and(is_match))
                && !self
                    .must_not
                    .iter()
                    .any(|regex| regex.as_ref().is_none_or(is_match))
        }
    }

    fn compile(text: &str) -> Option<Regex> {
        RegexBuilder::new(text).size_limit(SIZE).build().ok()
    }
}
