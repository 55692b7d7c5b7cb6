//! Media types, as far as it counts whether they are JSON.

/// Whether a `Content-Type` says JSON: `application/json`, or any type with the suffix `+json` (RFC 6839), in any case, with any parameters.
pub(crate) fn is_json(content_type: &[u8]) -> bool {
    let Some((main, sub)) = essence(content_type) else {
        return false;
    };
    let suffixed = sub.len().checked_sub(5).and_then(|at| sub.get(at..));
    (main.eq_ignore_ascii_case("application") && sub.eq_ignore_ascii_case("json"))
        || suffixed.is_some_and(|suffix| suffix.eq_ignore_ascii_case("+json"))
}

/// Whether a `Content-Type` says this media type, in any case, with any parameters.
#[cfg(any(feature = "client", feature = "server"))]
pub(crate) fn is(content_type: &[u8], media_type: &str) -> bool {
    match (essence(content_type), essence(media_type.as_bytes())) {
        (Some((main, sub)), Some((own_main, own_sub))) => {
            main.eq_ignore_ascii_case(own_main) && sub.eq_ignore_ascii_case(own_sub)
        }
        _ => false,
    }
}

/// Type and subtype, without parameters.
fn essence(content_type: &[u8]) -> Option<(&str, &str)> {
    let text = std::str::from_utf8(content_type).ok()?;
    let (main, sub) = text.split(';').next()?.trim().split_once('/')?;
    let token = |text: &str| !text.is_empty() && !text.contains(char::is_whitespace);
    (token(main) && token(sub)).then_some((main, sub))
}

#[cfg(test)]
mod tests {
    use super::{is, is_json};

    #[test]
    fn media_types_that_are_the_same() {
        for (value, media_type, expected) in [
            ("text/event-stream", "text/event-stream", true),
            (
                "Text/Event-Stream; charset=utf-8",
                "text/event-stream",
                true,
            ),
            ("text/plain; x=1", "text/plain; x=2", true),
            ("text/plain", "text/html", false),
            ("text/plain, text/html", "text/plain", false),
            ("text", "text", false),
        ] {
            assert_eq!(is(value.as_bytes(), media_type), expected, "{value:?}");
        }
    }

    #[test]
    fn media_types_that_are_json() {
        for (value, expected) in [
            ("application/json", true),
            ("APPLICATION/JSON", true),
            ("application/json; charset=iso-8859-1", true),
            (" application/json ;x=1", true),
            ("application/problem+json", true),
            ("application/merge-patch+json", true),
            ("application/vnd.api+JSON;v=1", true),
            ("model/gltf+json", true),
            ("image/svg+xml", false),
            ("text/html", false),
            ("text/json", false),
            ("application/jsonp", false),
            ("application/ json", false),
            ("application /json", false),
            ("application/x;y=+json", false),
            ("application/json, text/html", false),
            ("/json", false),
            ("json", false),
            ("+json", false),
            ("", false),
        ] {
            assert_eq!(is_json(value.as_bytes()), expected, "{value:?}");
        }
        assert!(!is_json(b"application/\xFF+json"));
    }
}
