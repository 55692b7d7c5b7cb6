//! An answer, and how its body becomes a value.

use bytes::Bytes;
use http::header::CONTENT_TYPE;
use http::{HeaderMap, StatusCode};

use super::describe::Operation;
use super::error::{Context, Error, ErrorKind};
use super::reply::Reply;
use super::shown::ContentType;
use crate::codec::{self, Decode, DecodeOptions};

/// A complete answer, whose meaning is not yet known.
pub struct Answer {
    pub(super) operation: &'static Operation,
    pub(super) options: DecodeOptions,
    pub(super) status: StatusCode,
    pub(super) headers: HeaderMap,
    pub(super) body: Bytes,
}

/// What an operation's decoder says of an answer that is no declared success.
#[derive(Debug)]
pub enum Declined<E> {
    /// The document declares it.
    Declared(E),
    /// The document does not declare it.
    Broken(ErrorKind),
}

impl<E> From<ErrorKind> for Declined<E> {
    fn from(kind: ErrorKind) -> Self {
        Self::Broken(kind)
    }
}

/// Decides by status what an answer is: one such function per operation, in generated code.
pub type Decoder<T, E> = fn(&Answer) -> Result<T, Declined<E>>;

impl Answer {
    /// The status, as a number for `match`.
    #[must_use]
    pub fn code(&self) -> u16 {
        self.status.as_u16()
    }

    /// The status.
    #[must_use]
    pub fn status(&self) -> StatusCode {
        self.status
    }

    /// The body, as a value.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::ContentType`] where the content type is neither `application/json` nor `…+json`, [`ErrorKind::Decode`] where the body is not
    /// a `T`.
    pub fn json<T: Decode>(&self) -> Result<T, ErrorKind> {
        self.expect_json()?;
        codec::decode(&self.body, self.options).map_err(ErrorKind::Decode)
    }

    /// What an answer is whose status the document does not declare.
    #[must_use]
    pub fn undeclared<E>(&self) -> Declined<E> {
        Declined::Broken(ErrorKind::Undeclared)
    }

    fn expect_json(&self) -> Result<(), ErrorKind> {
        if is_json(&self.headers) {
            Ok(())
        } else {
            Err(ErrorKind::ContentType)
        }
    }

    pub(super) fn finish<T, E>(self, decode: Decoder<T, E>) -> Result<Reply<T>, Error<E>> {
        match decode(&self) {
            Ok(value) => Ok(Reply::new(value, self.status, self.headers)),
            Err(Declined::Declared(declared)) => Err(Error::new(
                Some(declared),
                self.into_context(ErrorKind::Declared),
            )),
            Err(Declined::Broken(kind)) => Err(Error::new(None, self.into_context(kind))),
        }
    }

    fn into_context(self, kind: ErrorKind) -> Context {
        tracing::debug!(error = %kind, "no declared success");
        Context {
            operation: self.operation.id,
            kind,
            head: Some((self.status, self.headers)),
            body: self.body,
            source: None,
        }
    }
}

impl std::fmt::Debug for Answer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Answer")
            .field("operation", &self.operation.id)
            .field("status", &self.status.as_u16())
            .field("content_type", &ContentType(&self.headers))
            .field("body_length", &self.body.len())
            .finish_non_exhaustive()
    }
}

/// `application/json`, or any type with the suffix `+json` (RFC 6839), with or without parameters.
fn is_json(headers: &HeaderMap) -> bool {
    let Some(Ok(value)) = headers.get(CONTENT_TYPE).map(http::HeaderValue::to_str) else {
        return false;
    };
    let essence = value.split(';').next().unwrap_or_default().trim();
    let Some((kind, subtype)) = essence.split_once('/') else {
        return false;
    };
    let suffix = subtype
        .len()
        .checked_sub(5)
        .and_then(|start| subtype.get(start..));
    (kind.eq_ignore_ascii_case("application") && subtype.eq_ignore_ascii_case("json"))
        || suffix.is_some_and(|suffix| suffix.eq_ignore_ascii_case("+json"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn content_types_that_are_json() {
        let cases = [
            ("application/json", true),
            ("application/json; charset=utf-8", true),
            ("Application/JSON", true),
            (" application/json ;x=1", true),
            ("application/problem+json", true),
            ("application/vnd.api+JSON;v=1", true),
            ("image/svg+xml", false),
            ("text/html", false),
            ("text/json", false),
            ("application/jsonp", false),
            ("application/ json", false),
            ("json", false),
            ("", false),
        ];
        for (value, expected) in cases {
            let headers = HeaderMap::from_iter([(CONTENT_TYPE, value.parse().unwrap())]);
            assert_eq!(is_json(&headers), expected, "{value:?}");
        }
        assert!(!is_json(&HeaderMap::new()));
    }
}
