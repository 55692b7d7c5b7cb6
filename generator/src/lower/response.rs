//! Responses: one for each status, range and `default`.

use super::{Lowerer, Unsupported};
use crate::diagnostic::{Code, Diagnostic, Effect};
use crate::document::{At, Header, OrRef, Response};
use crate::ir::{self, Docs, NameHint, OperationId, Origin, ResponseHeader, StatusKey};

impl Lowerer<'_> {
    pub(super) fn response(
        &mut self,
        status: StatusKey,
        key: &At,
        written: &OrRef<Response>,
        operation: OperationId,
    ) -> Result<ir::Response, Unsupported> {
        let (response, reference) = self.resolve(written)?;
        let name = status_name(status);
        let words = vec!["response".to_owned(), name.clone()];
        let contents = if response.content.is_empty() {
            Vec::new()
        } else if is_bodiless(status) {
            self.impossible_body(&name, &response);
            Vec::new()
        } else {
            let hint = NameHint::WithinOperation(operation, words);
            self.contents(&response.content, &response.at, &hint)?
        };
        let headers = response.headers.iter();
        let headers = headers
            .filter_map(|(name, header)| self.response_header(name, header))
            .collect();
        for (link, at) in &response.links {
            let message = format!("the link `{link}` has no counterpart yet");
            self.diagnostics.push(
                Diagnostic::new(Code::IgnoredLinks, at.place, at.pointer.clone(), message)
                    .with_effect(Effect::Ignored("the link".to_owned())),
            );
        }
        let beside = reference.and_then(|reference| reference.description);
        Ok(ir::Response {
            status,
            contents,
            headers,
            origin: Origin {
                pointer: key.pointer.clone(),
                place: key.place,
                hint: NameHint::Wire(name),
            },
            docs: Docs {
                title: None,
                description: beside.or(response.description),
                deprecated: false,
            },
        })
    }

    /// A header of a response, which is documentation: one that cannot be read costs nothing else.
    fn response_header(&mut self, name: &str, written: &OrRef<Header>) -> Option<ResponseHeader> {
        // OpenAPI 3.1, 4.8.17: the media types say it.
        if name.eq_ignore_ascii_case("content-type") {
            return None;
        }
        match self.resolve(written) {
            Ok((header, reference)) => {
                let beside = reference.and_then(|reference| reference.description);
                let docs = Docs {
                    title: None,
                    description: beside.or(header.description),
                    deprecated: header.deprecated,
                };
                Some(ResponseHeader {
                    wire: name.to_owned(),
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

    fn impossible_body(&mut self, status: &str, response: &Response) {
        for media_type in &response.content {
            let (at, name) = (&media_type.at, &media_type.name);
            let message = format!("a response of status {status} has no body (RFC 9110)");
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

/// `200`, `4XX`, `default`.
pub(super) fn status_name(status: StatusKey) -> String {
    match status {
        StatusKey::Code(code) => code.to_string(),
        StatusKey::Range(digit) => format!("{digit}XX"),
        StatusKey::Default => "default".to_owned(),
    }
}

/// Statuses whose responses end after their headers (RFC 9110, 6.4.1; 205: 15.3.6).
fn is_bodiless(status: StatusKey) -> bool {
    matches!(
        status,
        StatusKey::Code(100..=199 | 204 | 205 | 304) | StatusKey::Range(1)
    )
}
