//! What an operation answers: one value for each status and media type, which names, server and client read.

use std::fmt;

use super::{Content, Docs, Operation, Origin, Payload, Ty};

/// What an operation answers with one status, in one media type.
#[derive(Clone, Debug)]
pub struct Answer {
    /// The status.
    pub status: StatusKey,
    /// Its body; `None` where it has none. An answer to HEAD never has one.
    pub content: Option<Content>,
    /// The headers that the document declares for it.
    pub headers: Vec<ResponseHeader>,
    /// Whether it is a success.
    pub class: AnswerClass,
    /// Where its response comes from; the hint is the status.
    pub origin: Origin,
    /// The documentation of its response.
    pub docs: Docs,
}

impl Answer {
    /// What its body holds.
    #[must_use]
    pub fn body(&self) -> Option<&Ty> {
        let Payload::Json(ty) = &self.content.as_ref()?.payload;
        Some(ty)
    }
}

/// Whether an answer is a success: what the client's caller gets as a value, or as an error.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AnswerClass {
    /// A success.
    Success,
    /// An error.
    Error,
    /// A success where its status is a 2xx, else an error: `default`, where no 2xx is declared.
    Both,
}

impl AnswerClass {
    /// The class of an answer in an operation that declares a 2xx, or does not.
    ///
    /// The 2xx are successes. Where none is declared, the redirects are, since no client follows them on its own, and
    /// `default` is for each 2xx. One more answer that is no 2xx changes the class of no other.
    #[must_use]
    pub fn new(status: StatusKey, declares_2xx: bool) -> Self {
        match status.hundreds() {
            Some(2) => AnswerClass::Success,
            Some(3) if !declares_2xx => AnswerClass::Success,
            None if !declares_2xx => AnswerClass::Both,
            _ => AnswerClass::Error,
        }
    }

    /// Whether some answer of this class is a success.
    #[must_use]
    pub fn is_success(self) -> bool {
        matches!(self, AnswerClass::Success | AnswerClass::Both)
    }

    /// Whether some answer of this class is an error.
    #[must_use]
    pub fn is_error(self) -> bool {
        matches!(self, AnswerClass::Error | AnswerClass::Both)
    }
}

/// A header of an answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ResponseHeader {
    /// Its name.
    pub wire: String,
    /// Whether the document says that it is always there.
    pub required: bool,
    /// Whether each of its lines is a value of its own: no other header but `Set-Cookie` (RFC 9110, 5.3).
    pub repeats: bool,
    /// Where it comes from; its name is that of the header in its operation ([`Operation::headers`]).
    pub origin: Origin,
    /// Its documentation.
    pub docs: Docs,
}

/// A header of an operation.
#[derive(Clone, Debug)]
pub struct Declared<'a> {
    /// As the first answer declares it.
    pub header: &'a ResponseHeader,
    /// The answers that declare it.
    pub answers: Vec<&'a Answer>,
}

impl ResponseHeader {
    /// Whether it is the header of that name.
    #[must_use]
    pub fn is(&self, wire: &str) -> bool {
        self.wire.eq_ignore_ascii_case(wire)
    }
}

/// A key of `responses`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum StatusKey {
    /// `200`
    Code(u16),
    /// `4XX`, by its first digit.
    Range(u8),
    /// `default`
    Default,
}

impl StatusKey {
    /// The first digit; `None` for `default`.
    #[must_use]
    pub fn hundreds(self) -> Option<u16> {
        match self {
            StatusKey::Code(code) => Some(code / 100),
            StatusKey::Range(digit) => Some(digit.into()),
            StatusKey::Default => None,
        }
    }

    /// Whether it is one status. Of a range, and of `default`, the server chooses one.
    #[must_use]
    pub fn is_exact(self) -> bool {
        matches!(self, StatusKey::Code(_))
    }
}

/// As the document writes it: `200`, `4XX`, `default`.
impl fmt::Display for StatusKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            StatusKey::Code(code) => write!(f, "{code}"),
            StatusKey::Range(digit) => write!(f, "{digit}XX"),
            StatusKey::Default => f.write_str("default"),
        }
    }
}

impl Operation {
    /// The answers that are successes, or are for some statuses.
    pub fn successes(&self) -> impl Iterator<Item = &Answer> {
        self.answers.iter().filter(|one| one.class.is_success())
    }

    /// The headers of all answers, each once by its name, which knows no case; with the answers that declare it.
    #[must_use]
    pub fn headers(&self) -> Vec<Declared<'_>> {
        let mut found: Vec<Declared<'_>> = Vec::new();
        for answer in &self.answers {
            for header in &answer.headers {
                let known = found.iter_mut().find(|one| one.header.is(&header.wire));
                match known {
                    Some(known) => known.answers.push(answer),
                    None => found.push(Declared {
                        header,
                        answers: vec![answer],
                    }),
                }
            }
        }
        found
    }

    /// The successes that declare headers, one for each status: all of its media types have the same.
    #[must_use]
    pub fn with_headers(&self) -> Vec<&Answer> {
        let mut found: Vec<&Answer> = Vec::new();
        for answer in self.successes().filter(|one| !one.headers.is_empty()) {
            if found.iter().all(|one| one.status != answer.status) {
                found.push(answer);
            }
        }
        found
    }

    /// The media types that the client accepts, each once.
    #[must_use]
    pub fn accepted(&self) -> Vec<&str> {
        let mut accepted: Vec<&str> = Vec::new();
        for content in self.answers.iter().filter_map(|one| one.content.as_ref()) {
            if !accepted.contains(&content.media_type.as_str()) {
                accepted.push(&content.media_type);
            }
        }
        accepted
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn classes() {
        use AnswerClass::{Both, Error, Success};
        let table = [
            (StatusKey::Code(200), Success, Success),
            (StatusKey::Range(2), Success, Success),
            (StatusKey::Code(304), Error, Success),
            (StatusKey::Range(3), Error, Success),
            (StatusKey::Code(404), Error, Error),
            (StatusKey::Range(5), Error, Error),
            (StatusKey::Code(101), Error, Error),
            (StatusKey::Default, Error, Both),
        ];
        for (status, with_2xx, without) in table {
            assert_eq!(AnswerClass::new(status, true), with_2xx, "{status}");
            assert_eq!(AnswerClass::new(status, false), without, "{status}");
        }
    }
}
