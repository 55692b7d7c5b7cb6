//! Responses: one answer for each status, range and `default`, and each media type of it.

use super::reference::shared;
use super::{Lowerer, Unsupported};
use crate::diagnostic::{Code, Diagnostic, Effect};
use crate::document::{At, Found, HeaderId, Response, ResponseId};
use crate::ir::{
    Answer, AnswerClass, Called, Docs, Method, Origin, ResponseHeader, Root, StatusKey, Step,
    Whence,
};

/// Which answers are meant.
#[derive(Clone, Copy)]
pub(super) struct AnswerKey<'w> {
    pub method: Method,
    pub status: StatusKey,
    pub class: AnswerClass,
    pub operation: &'w Whence,
}

impl Lowerer<'_> {
    pub(super) fn response(
        &mut self,
        key: AnswerKey<'_>,
        at: &At,
        id: ResponseId,
    ) -> Result<Vec<Answer>, Unsupported> {
        let own = key.operation.then(Step::Answer(key.status));
        let Found {
            object: response,
            reference,
        } = match self.follow(id) {
            Ok(found) => found,
            Err(unsupported) => {
                self.lost(unsupported, "what the response holds");
                return Ok(vec![unknown(key, own, at)]);
            }
        };
        let contents = if response.content.is_empty() {
            Vec::new()
        } else if let Some(what) = bodiless(key) {
            self.impossible_body(&what, response);
            Vec::new()
        } else {
            let whence = match &reference {
                Some(_) => Whence::of(Root::Response(shared(&response.at))),
                None => own.clone(),
            };
            self.contents(&response.content, &response.at, &whence)?
        };
        let headers = response.headers.iter();
        let headers: Vec<_> = headers
            .filter_map(|(name, header)| self.response_header(&own, name, *header))
            .collect();
        for (link, at) in &response.links {
            let message = format!("the link `{link}` has no counterpart yet");
            self.diagnostics.push(
                Diagnostic::new(Code::IgnoredLinks, at.place, at.pointer.clone(), message)
                    .with_effect(Effect::Ignored("the link".to_owned())),
            );
        }
        let beside = reference.and_then(|reference| reference.description.clone());
        let bodiless = Answer {
            status: key.status,
            content: None,
            headers,
            class: key.class,
            origin: Origin {
                whence: own.clone(),
                pointer: at.pointer.clone(),
                place: at.place,
                called: Called::ByPlace,
            },
            docs: Docs {
                title: None,
                description: beside.or_else(|| response.description.clone()),
                deprecated: false,
            },
        };
        if contents.is_empty() {
            return Ok(vec![bodiless]);
        }
        let answers = contents.into_iter().map(|content| {
            let mut origin = bodiless.origin.clone();
            origin.whence = own.then(Step::Media(content.media_type.clone()));
            Answer {
                content: Some(content),
                origin,
                ..bodiless.clone()
            }
        });
        Ok(answers.collect())
    }

    /// A header of a response: one that cannot be read costs nothing else.
    fn response_header(
        &mut self,
        answer: &Whence,
        name: &str,
        id: HeaderId,
    ) -> Option<ResponseHeader> {
        // OpenAPI 3.1, 4.8.17: the media types say it.
        if name.eq_ignore_ascii_case("content-type") {
            return None;
        }
        match self.follow(id) {
            Ok(Found {
                object: header,
                reference,
            }) => {
                let beside = reference.and_then(|reference| reference.description.clone());
                let docs = Docs {
                    title: None,
                    description: beside.or_else(|| header.description.clone()),
                    deprecated: header.deprecated,
                };
                Some(ResponseHeader {
                    wire: name.to_owned(),
                    required: header.required,
                    repeats: name.eq_ignore_ascii_case("set-cookie"),
                    origin: Origin {
                        whence: answer.then(Step::Header(name.to_owned())),
                        pointer: header.at.pointer.clone(),
                        place: header.at.place,
                        called: Called::ByPlace,
                    },
                    docs,
                })
            }
            Err(Unsupported(diagnostic)) => {
                let effect = Effect::Ignored(format!("the header `{name}`"));
                self.diagnostics.push(diagnostic.with_effect(effect));
                None
            }
        }
    }

    fn impossible_body(&mut self, what: &str, response: &Response) {
        for media_type in &response.content {
            let (at, name) = (&media_type.at, &media_type.name);
            let message = format!("a response {what} has no body (RFC 9110)");
            self.diagnostics.push(
                Diagnostic::new(
                    Code::IgnoredMediaType,
                    at.place,
                    at.pointer.clone(),
                    message,
                )
                .with_effect(Effect::Ignored(format!("`{name}`"))),
            );
        }
    }
}

/// An answer of which nothing is known but its status: it is declared, and what it holds cannot be found.
fn unknown(key: AnswerKey<'_>, whence: Whence, at: &At) -> Answer {
    Answer {
        status: key.status,
        content: None,
        headers: Vec::new(),
        class: key.class,
        origin: Origin {
            whence,
            pointer: at.pointer.clone(),
            place: at.place,
            called: Called::ByPlace,
        },
        docs: Docs::default(),
    }
}

/// Which responses end after their headers: those to HEAD (RFC 9110, 9.3.2), and those of some statuses (6.4.1; 205:
/// 15.3.6). In words.
fn bodiless(key: AnswerKey<'_>) -> Option<String> {
    let by_status = matches!(
        key.status,
        StatusKey::Code(100..=199 | 204 | 205 | 304) | StatusKey::Range(1)
    );
    if by_status {
        Some(format!("of status {}", key.status))
    } else {
        (key.method == Method::Head).then(|| "to HEAD".to_owned())
    }
}
