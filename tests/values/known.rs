//! Values that are lost, or taken though they are broken, and why.

/// Such values of a document.
struct Known {
    document: &'static str,
    /// `given`, `sampled` or `broken`.
    what: &'static str,
    /// What the pointer of the schema, or of the value, starts with.
    at: &'static str,
    why: &'static str,
}

const KNOWN: &[Known] = &[];

/// Why a value is lost, where that is known.
pub fn why(document: &str, what: &str, at: &str) -> Option<&'static str> {
    let is = |known: &&Known| {
        known.document == document && known.what == what && at.starts_with(known.at)
    };
    KNOWN.iter().find(is).map(|known| known.why)
}
