//! How the items of an array share a text.

/// How the items of an array are written (OpenAPI 3.1, section 4.8.12.3: `style` and `explode` together).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ListStyle {
    /// Commas: in paths and headers (`simple`).
    Simple,
    /// Commas: in queries and cookies (`form`, not exploded). A comma within an item is percent-encoded.
    Form,
    /// One parameter for each item: in queries and cookies (`form`, exploded; also what the two below are when they are exploded).
    FormExploded,
    /// Blanks, as `%20` (`spaceDelimited`, not exploded). An item can hold no blank.
    SpaceDelimited,
    /// `|` (`pipeDelimited`, not exploded). An item can hold no `|`.
    PipeDelimited,
}

impl ListStyle {
    /// What stands between two items in an encoded text.
    pub(super) const fn delimiter(self) -> &'static str {
        match self {
            Self::Simple | Self::Form | Self::FormExploded => ",",
            Self::SpaceDelimited => "%20",
            Self::PipeDelimited => "%7C",
        }
    }

    /// The items of one text, still encoded, each of them decoded by `decode`. An empty text has none: that is how an empty array is written.
    pub(super) fn split(self, encoded: &str, decode: impl Fn(&str) -> String) -> Vec<String> {
        if encoded.is_empty() {
            return Vec::new();
        }
        match self {
            Self::FormExploded => vec![decode(encoded)],
            // A comma that belongs to an item is encoded, so the text is split before it is decoded.
            Self::Simple | Self::Form => encoded.split(',').map(decode).collect(),
            // These delimiters may not stand in a URL as they are, so they are encoded themselves.
            Self::SpaceDelimited => decode(encoded).split(' ').map(str::to_owned).collect(),
            Self::PipeDelimited => decode(encoded).split('|').map(str::to_owned).collect(),
        }
    }
}
