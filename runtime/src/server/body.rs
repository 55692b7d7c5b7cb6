//! The body of a request.

use axum::body::{Body, Bytes, HttpBody};
use axum::http::header::{CONTENT_LENGTH, CONTENT_TYPE};
use axum::http::{HeaderMap, StatusCode};
use http_body_util::{BodyExt, LengthLimitError, Limited};

use super::profile::ProfileRules;
use super::{Api, Call, Problem, Rejection, Upload};
use crate::codec::{Decode, DecodeOptions, Rule, decode, decode_ruled};
use crate::media::{self, is_json};
use crate::{Fault, FaultKind, Faults, Maybe, Segment};

/// FastAPI's words, also for a body that broke off.
pub(super) const UNREADABLE: &str = "There was an error parsing the body";

pub(super) const TOO_LARGE: &str = "Request body too large";

const BODY: &[Segment] = &[Segment::Member(std::borrow::Cow::Borrowed("body"))];

impl Call {
    /// Reads the body, for [`json`](Self::json) and its likes to decode.
    ///
    /// # Errors
    ///
    /// 413 beyond the limit; 400 where the body breaks off; 415, but not in FastAPI's profile, where it is said to be something else than JSON.
    pub async fn read_json(&mut self) -> Result<(), Rejection> {
        let limit = self.head.shared().options.body_limit();
        let outcome = if self.is_longer_than(limit) {
            Err(Unread::TooLarge)
        } else {
            collect(std::mem::take(&mut self.body), limit).await
        };
        let api = self.head.api();
        match outcome {
            Ok(bytes) => {
                self.bytes = bytes;
                let unsupported = matches!(self.presence(), Presence::NotJson)
                    && self.rules().unsupported_media_type;
                if unsupported {
                    Err(unsupported_media_type(api))
                } else {
                    Ok(())
                }
            }
            Err(Unread::TooLarge) => Err(too_large(api)),
            Err(Unread::Broken) => {
                Err(Problem::new(api, StatusCode::BAD_REQUEST, UNREADABLE).into())
            }
        }
    }

    /// Which of the media types that the document declares the body is of, by its index: asked before the body is read. `None` where there is no
    /// body. A body of no media type is of the first one.
    ///
    /// # Errors
    ///
    /// 415 where it is of none of them.
    pub fn media_type(&self, declared: &[&str]) -> Result<Option<usize>, Rejection> {
        if self.bytes.is_empty() && self.body.is_end_stream() {
            return Ok(None);
        }
        let Some(value) = self.head.headers().get(CONTENT_TYPE) else {
            return Ok(Some(0));
        };
        let mut declared = declared.iter();
        match declared.position(|own| media::is(value.as_bytes(), own)) {
            Some(index) => Ok(Some(index)),
            None => Err(undeclared_media_type(self.head.api())),
        }
    }

    /// The body, to be read as it arrives. It may be as long as [`Options::with_upload_limit`](super::Options::with_upload_limit) allows.
    ///
    /// # Errors
    ///
    /// 413 where its `Content-Length` is beyond the limit.
    pub fn upload(&mut self) -> Result<Upload, Rejection> {
        let (api, limit) = (self.head.api(), self.head.shared().options.upload_limit());
        if self.is_longer_than(limit) {
            return Err(too_large(api));
        }
        Ok(Upload::new(std::mem::take(&mut self.body), api, limit))
    }

    /// Whether the body is known to be longer before it is read.
    fn is_longer_than(&self, limit: u64) -> bool {
        let known = self.body.size_hint().lower();
        let declared = declared_length(self.head.headers()).max(Some(known));
        declared.is_some_and(|length| length > limit)
    }

    /// The same call, whose JSON body as a whole must keep `rules`, beside those of its type.
    pub fn keeping(&mut self, rules: &'static [Rule]) -> &mut Self {
        self.keeping = rules;
        self
    }

    /// A required JSON body.
    pub fn json<T: Decode>(&mut self) -> Option<T> {
        let result = match self.presence() {
            Presence::Absent => Err(Fault::new(FaultKind::Missing).into()),
            Presence::NotJson => Err(not_decoded::<T>()),
            Presence::Null if self.rules().null_is_no_body => self
                .decoded::<T>()
                .map_err(|_| Fault::new(FaultKind::Missing).into()),
            Presence::Null | Presence::Json => self.decoded(),
        };
        self.kept_body(result)
    }

    /// An optional JSON body: `Some(None)` where it is absent.
    pub fn json_optional<T: Decode>(&mut self) -> Option<Option<T>> {
        let result = match self.presence() {
            Presence::Absent => Ok(None),
            // FastAPI does not tell an absent body from null.
            Presence::Null if self.rules().null_is_no_body => Ok(None),
            Presence::NotJson => Err(not_decoded::<T>()),
            Presence::Null | Presence::Json => self.decoded().map(Some),
        };
        self.kept_body(result)
    }

    /// An optional JSON body that may be null.
    pub fn json_maybe<T: Decode>(&mut self) -> Option<Maybe<T>> {
        let result = match self.presence() {
            Presence::Absent => Ok(Maybe::Absent),
            Presence::Null => Ok(Maybe::Null),
            Presence::NotJson => Err(not_decoded::<T>()),
            Presence::Json => self.decoded().map(Maybe::Value),
        };
        self.kept_body(result)
    }

    fn rules(&self) -> &'static ProfileRules {
        self.head.api().profile.rules()
    }

    fn presence(&self) -> Presence {
        if self.bytes.is_empty() {
            Presence::Absent
        } else if !may_be_json(self.head.headers()) {
            Presence::NotJson
        } else if self.bytes.trim_ascii() == b"null" {
            Presence::Null
        } else {
            Presence::Json
        }
    }

    fn decoded<T: Decode>(&self) -> Result<T, Faults> {
        let options = self.head.shared().decode_options();
        decode_ruled(&self.bytes, options, self.keeping)
    }

    fn kept_body<T>(&mut self, result: Result<T, Faults>) -> Option<T> {
        match result {
            Ok(value) => Some(value),
            Err(faults) => {
                self.body_faults(faults);
                None
            }
        }
    }

    #[cold]
    fn body_faults(&mut self, faults: Faults) {
        // FastAPI parses the body before it looks at anything else.
        let alone = |fault: &Fault| {
            matches!(
                fault.kind,
                FaultKind::Syntax { .. } | FaultKind::InvalidUtf8 { .. }
            )
        };
        if self.rules().syntax_stands_alone && faults.iter().any(alone) {
            self.forget_faults();
        }
        self.append(BODY, faults);
    }
}

fn unsupported_media_type(api: &'static Api) -> Rejection {
    let status = StatusCode::UNSUPPORTED_MEDIA_TYPE;
    Problem::new(api, status, "The body must be JSON").into()
}

fn undeclared_media_type(api: &'static Api) -> Rejection {
    let status = StatusCode::UNSUPPORTED_MEDIA_TYPE;
    let detail = "The body is of a media type that this operation does not take";
    Problem::new(api, status, detail).into()
}

fn too_large(api: &'static Api) -> Rejection {
    Problem::new(api, StatusCode::PAYLOAD_TOO_LARGE, TOO_LARGE).into()
}

/// What stands in the place of a JSON body.
enum Presence {
    Absent,
    NotJson,
    Null,
    Json,
}

/// The faults of a body that is there and not JSON, which is to FastAPI as if it were a string: what the type says to one.
fn not_decoded<T: Decode>() -> Faults {
    let said = decode::<T>(b"\"\"", DecodeOptions::DEFAULT)
        .err()
        .into_iter()
        .flatten()
        .next();
    // A type that takes the string is a string itself: the document has declared JSON, and this is none.
    Fault::new(said.map_or(FaultKind::NotString, |fault| fault.kind)).into()
}

enum Unread {
    TooLarge,
    Broken,
}

/// The whole body, counted while it is read.
async fn collect(body: Body, limit: u64) -> Result<Bytes, Unread> {
    let limit = usize::try_from(limit).unwrap_or(usize::MAX);
    match Limited::new(body, limit).collect().await {
        Ok(collected) => Ok(collected.to_bytes()),
        Err(error) if is_length_limit(&*error) => Err(Unread::TooLarge),
        Err(_) => Err(Unread::Broken),
    }
}

/// Whether a limit, ours or that of a layer, is behind an error.
fn is_length_limit(error: &(dyn std::error::Error + 'static)) -> bool {
    let mut source = Some(error);
    while let Some(error) = source {
        if error.is::<LengthLimitError>() {
            return true;
        }
        source = error.source();
    }
    false
}

fn declared_length(headers: &HeaderMap) -> Option<u64> {
    headers
        .get(CONTENT_LENGTH)?
        .to_str()
        .ok()?
        .trim()
        .parse()
        .ok()
}

/// Whether the body is said to be JSON, or not said to be anything.
fn may_be_json(headers: &HeaderMap) -> bool {
    headers
        .get(CONTENT_TYPE)
        .is_none_or(|value| is_json(value.as_bytes()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_type_says_to_what_is_not_json() {
        let kind = |faults: Faults| faults.into_iter().next().unwrap().kind;
        assert_eq!(kind(not_decoded::<Vec<i32>>()), FaultKind::NotArray);
        assert_eq!(kind(not_decoded::<String>()), FaultKind::NotString);
        assert_eq!(kind(not_decoded::<i32>()), FaultKind::NotInteger);
    }
}
