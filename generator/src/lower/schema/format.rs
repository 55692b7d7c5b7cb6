//! `format`: the words for it that are in no registry and plainly mean something that is.

/// The format that a word is taken for.
pub(super) fn meant(word: &str) -> Option<&'static str> {
    Some(match word {
        "UUID" | "guid" | "uuid1" | "uuid3" | "uuid4" | "uuid5" => "uuid",
        "URI" => "uri",
        // People write paths and hosts for it too.
        "url" | "URL" | "uriref" => "uri-reference",
        "datetime" | "dateTime" => "date-time",
        "u-int8" => "uint8",
        "u-int16" => "uint16",
        "u-int32" => "uint32",
        "u-int64" | "uint" | "usize" => "uint64",
        _ => return None,
    })
}

/// Whether a word says how an integer is meant, and refuses none.
pub(super) fn is_meaning_of_integers(word: &str) -> bool {
    matches!(
        word,
        "int" | "integer" | "timestamp" | "unix-time" | "unixtime"
    )
}

/// Whether a word says how a text is meant, and refuses none.
pub(super) fn is_meaning_of_texts(word: &str) -> bool {
    matches!(word, "binary" | "commonmark" | "html" | "string" | "text")
}
