//! What `Debug` and `Display` may show of an answer.

use std::fmt;

use http::HeaderMap;
use http::header::CONTENT_TYPE;

/// The content type of an answer, quoted and escaped: the one header that is shown.
pub(super) struct ContentType<'a>(pub(super) &'a HeaderMap);

impl fmt::Display for ContentType<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0.get(CONTENT_TYPE) {
            // `HeaderValue`'s Debug escapes what is not visible ASCII.
            Some(value) => write!(f, "content type {value:?}"),
            None => f.write_str("no content type"),
        }
    }
}

impl fmt::Debug for ContentType<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0.get(CONTENT_TYPE) {
            Some(value) => value.fmt(f),
            None => f.write_str("None"),
        }
    }
}
