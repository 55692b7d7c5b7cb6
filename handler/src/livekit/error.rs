//! What a call can end with besides a trunk.

use std::fmt;

use serde::Deserialize;
use thiserror::Error;

/// Why there is no trunk. No text of LiveKit's is kept: it may hold values.
#[derive(Debug, Error)]
pub enum Error {
    /// The trunk would not be valid, or the request is not: nothing was applied, and it will not be better the next time.
    #[error("LiveKit refused ({status}, {code})")]
    Refused {
        /// The answer's status; 500 among them.
        status: u16,
        /// Its Twirp code.
        code: Code,
    },
    /// Another trunk is in the way, or another writer: nothing was applied.
    #[error("LiveKit found a conflict ({status}, {code})")]
    Conflict {
        /// The answer's status.
        status: u16,
        /// Its Twirp code.
        code: Code,
    },
    /// There is no such trunk.
    #[error("LiveKit has no such trunk")]
    NotFound,
    /// Our key, secret or clock is wrong: nothing was applied.
    #[error("LiveKit does not accept our credentials ({status})")]
    Credentials {
        /// The answer's status.
        status: u16,
    },
    /// LiveKit was not reached, or says that it cannot answer now: nothing was applied as far as is known.
    #[error("LiveKit is not available ({})", Answer(*status, *code))]
    Unavailable {
        /// The answer's status, if there was one.
        status: Option<u16>,
        /// Its Twirp code, if it was LiveKit's own.
        code: Option<Code>,
        /// Why it was not reached.
        source: Option<reqwest::Error>,
    },
    /// Nobody said whether it was applied: no answer in time, the connection was closed, or LiveKit or what stands before it failed on the way.
    #[error("LiveKit's answer was lost ({})", Answer(*status, *code))]
    Lost {
        /// The answer's status, if it came that far.
        status: Option<u16>,
        /// Its Twirp code, if it was LiveKit's own.
        code: Option<Code>,
        /// Why there is no answer.
        source: Option<reqwest::Error>,
    },
    /// An answer, but not one of LiveKit's: not JSON, too large, another trunk.
    #[error("LiveKit's answer is not readable ({status})")]
    Unreadable {
        /// The answer's status.
        status: u16,
    },
    /// The trunk that came back is not what was sent.
    #[error("LiveKit's trunk is not what was sent")]
    EchoDiffers,
}

impl Error {
    /// The status of the answer, if there was one.
    #[must_use]
    pub const fn status(&self) -> Option<u16> {
        match self {
            Self::Refused { status, .. }
            | Self::Conflict { status, .. }
            | Self::Credentials { status }
            | Self::Unreadable { status } => Some(*status),
            Self::NotFound => Some(404),
            Self::Unavailable { status, .. } | Self::Lost { status, .. } => *status,
            Self::EchoDiffers => Some(200),
        }
    }

    /// The Twirp code of the answer, if it was LiveKit's own and tells more than the error itself.
    #[must_use]
    pub const fn code(&self) -> Option<Code> {
        match self {
            Self::Refused { code, .. } | Self::Conflict { code, .. } => Some(*code),
            Self::Unavailable { code, .. } | Self::Lost { code, .. } => *code,
            _ => None,
        }
    }

    /// Whether the trunk may have been changed all the same, if the call was an update.
    #[must_use]
    pub const fn may_have_applied(&self) -> bool {
        match self {
            Self::Lost { .. } | Self::EchoDiffers => true,
            // What redirects or refuses has not passed it on.
            Self::Unreadable { status } => !matches!(*status, 300..=499),
            Self::Refused { .. }
            | Self::Conflict { .. }
            | Self::NotFound
            | Self::Credentials { .. }
            | Self::Unavailable { .. } => false,
        }
    }

    /// Of a request that has not led to a whole answer. `status` is that of the answer, if its head came.
    pub(super) fn broken(error: reqwest::Error, status: Option<u16>) -> Self {
        let source = Some(error.without_url());
        let connecting = source.as_ref().is_some_and(reqwest::Error::is_connect);
        if connecting && status.is_none() {
            Self::Unavailable {
                status,
                code: None,
                source,
            }
        } else {
            Self::Lost {
                status,
                code: None,
                source,
            }
        }
    }

    /// Of an answer that is not a success.
    pub(super) fn answered(status: u16, body: &[u8]) -> Self {
        // A proxy's texts and LiveKit's own of authentication tell no more than the status.
        if matches!(status, 401 | 403) {
            return Self::Credentials { status };
        }
        match serde_json::from_slice::<Twirp<'_>>(body) {
            Ok(twirp) => Self::twirp(status, &twirp),
            Err(_) => Self::foreign(status),
        }
    }

    fn twirp(status: u16, twirp: &Twirp<'_>) -> Self {
        let code = Code::of(&twirp.code);
        if twirp.msg.contains("Conflicting inbound SIP Trunks") {
            return Self::Conflict { status, code };
        }
        match code {
            Code("already_exists" | "aborted") => Self::Conflict { status, code },
            Code("not_found") => Self::NotFound,
            Code("unauthenticated" | "permission_denied") => Self::Credentials { status },
            _ if matches!(status, 503 | 429 | 408) => Self::unavailable(status, Some(code)),
            // A fault in the merged trunk is 500 `unknown`; any other 5xx is LiveKit's own, of its database for example.
            Code("unknown") => Self::Refused { status, code },
            _ if status >= 500 => Self::lost(status, Some(code)),
            _ => Self::Refused { status, code },
        }
    }

    /// Of an answer that is not LiveKit's: what stands before it may have passed the request on or not.
    fn foreign(status: u16) -> Self {
        match status {
            429 | 408 => Self::unavailable(status, None),
            503 | 504 => Self::lost(status, None),
            _ => Self::Unreadable { status },
        }
    }

    const fn unavailable(status: u16, code: Option<Code>) -> Self {
        Self::Unavailable {
            status: Some(status),
            code,
            source: None,
        }
    }

    const fn lost(status: u16, code: Option<Code>) -> Self {
        Self::Lost {
            status: Some(status),
            code,
            source: None,
        }
    }
}

#[derive(Deserialize)]
struct Twirp<'a> {
    #[serde(borrow)]
    code: std::borrow::Cow<'a, str>,
    #[serde(borrow, default)]
    msg: std::borrow::Cow<'a, str>,
}

/// One of Twirp's codes, or `other`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Code(&'static str);

/// <https://twitchtv.github.io/twirp/docs/errors.html>
const CODES: [&str; 18] = [
    "canceled",
    "unknown",
    "invalid_argument",
    "malformed",
    "deadline_exceeded",
    "not_found",
    "bad_route",
    "already_exists",
    "permission_denied",
    "unauthenticated",
    "resource_exhausted",
    "failed_precondition",
    "aborted",
    "out_of_range",
    "unimplemented",
    "internal",
    "unavailable",
    "data_loss",
];

impl Code {
    /// Only known codes: anything might stand in an answer, and a code goes to the log.
    fn of(text: &str) -> Self {
        let known = CODES.into_iter().find(|code| *code == text);
        Self(known.unwrap_or("other"))
    }

    /// The code as Twirp writes it.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        self.0
    }
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0)
    }
}

struct Answer(Option<u16>, Option<Code>);

impl fmt::Display for Answer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.0, self.1) {
            (Some(status), Some(code)) => write!(f, "{status}, {code}"),
            (Some(status), None) => write!(f, "{status}"),
            (None, _) => f.write_str("no answer"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Error;

    /// The error's name, and whether the trunk may have been changed.
    fn of(status: u16, body: &str) -> (String, bool) {
        let error = Error::answered(status, body.as_bytes());
        assert_eq!(error.status(), Some(status));
        let shown = format!("{error:?} {error}");
        assert!(!shown.contains("secret"), "{shown}");
        let name = shown.split(' ').next().unwrap_or_default().to_owned();
        (name, error.may_have_applied())
    }

    #[test]
    fn what_an_answer_means() {
        let twirp =
            |code: &str| format!(r#"{{"code":"{code}","msg":"a secret","meta":{{"a":"b"}}}}"#);
        let conflict = r#"{"code":"invalid_argument","msg":"Conflicting inbound SIP Trunks: \"<new>\" and \"ST_secret\""}"#;
        let cases = [
            (400, twirp("invalid_argument"), "Refused", false),
            (400, twirp("malformed"), "Refused", false),
            (500, twirp("unknown"), "Refused", false),
            (404, twirp("bad_route"), "Refused", false),
            (400, twirp("secret"), "Refused", false),
            (400, conflict.to_owned(), "Conflict", false),
            (409, twirp("already_exists"), "Conflict", false),
            (409, twirp("aborted"), "Conflict", false),
            (404, twirp("not_found"), "NotFound", false),
            (401, twirp("unauthenticated"), "Credentials", false),
            (
                401,
                "invalid API key secret".to_owned(),
                "Credentials",
                false,
            ),
            (403, "<html>".to_owned(), "Credentials", false),
            (503, twirp("unavailable"), "Unavailable", false),
            (429, twirp("resource_exhausted"), "Unavailable", false),
            (408, twirp("deadline_exceeded"), "Unavailable", false),
            (429, "slow down".to_owned(), "Unavailable", false),
            (500, twirp("internal"), "Lost", true),
            (503, "<html>".to_owned(), "Lost", true),
            (504, String::new(), "Lost", true),
            (502, "<html>secret</html>".to_owned(), "Unreadable", true),
            (
                500,
                r#"{"message":"secret"}"#.to_owned(),
                "Unreadable",
                true,
            ),
            (200, "secret".to_owned(), "Unreadable", true),
            (307, String::new(), "Unreadable", false),
            (404, "404 page not found\n".to_owned(), "Unreadable", false),
            (
                413,
                "request body too large".to_owned(),
                "Unreadable",
                false,
            ),
        ];
        for (status, body, name, applied) in cases {
            assert_eq!(
                of(status, &body),
                (name.to_owned(), applied),
                "{status} {body}"
            );
        }
    }
}
