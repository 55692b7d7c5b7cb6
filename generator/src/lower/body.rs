//! Request bodies, and the media types of bodies in general.

use super::reference::shared;
use super::{Lowerer, Unsupported};
use crate::diagnostic::{Code, Diagnostic, Effect};
use crate::document::{At, Found, MediaType, RequestBodyId};
use crate::ir::{Body, Content, Docs, Payload, Root, Step, Ty, Whence};

impl Lowerer<'_> {
    pub(super) fn request_body(
        &mut self,
        id: RequestBodyId,
        operation: &Whence,
    ) -> Result<Body, Unsupported> {
        let Found {
            object: body,
            reference,
        } = self.follow(id)?;
        if body.content.is_empty() {
            let message = "the request body has no media type";
            let at = &body.at;
            return Err(Diagnostic::new(
                Code::UnsupportedMediaType,
                at.place,
                &at.pointer,
                message,
            )
            .into());
        }
        let whence = match &reference {
            Some(_) => Whence::of(Root::RequestBody(shared(&body.at))),
            None => operation.then(Step::Body),
        };
        let contents = self.contents(&body.content, &body.at, &whence)?;
        let beside = reference.and_then(|reference| reference.description.clone());
        Ok(Body {
            required: body.required,
            contents,
            docs: Docs {
                title: None,
                description: beside.or_else(|| body.description.clone()),
                deprecated: false,
            },
        })
    }

    /// What a body holds: the first media type that is JSON. The others are reported; where none is JSON, there is no
    /// counterpart of the whole.
    pub(super) fn contents(
        &mut self,
        written: &[MediaType],
        at: &At,
        whence: &Whence,
    ) -> Result<Vec<Content>, Unsupported> {
        let Some(json) = written
            .iter()
            .position(|media_type| is_json(&media_type.name))
        else {
            let names: Vec<_> = written
                .iter()
                .map(|one| format!("`{}`", one.name))
                .collect();
            let place = written.first().map_or(at.place, |one| one.at.place);
            let message = format!("bodies of {} are not supported yet", names.join(", "));
            return Err(Diagnostic::new(
                Code::UnsupportedMediaType,
                place,
                at.pointer.clone(),
                message,
            )
            .with_help("only JSON is (`application/json`, `…+json`)")
            .into());
        };
        let mut contents = Vec::new();
        for (index, media_type) in written.iter().enumerate() {
            if index == json {
                contents.push(Content {
                    media_type: media_type.name.clone(),
                    payload: Payload::Json(self.json_body(media_type, whence)?),
                });
            } else {
                self.ignored_media_type(media_type);
            }
        }
        Ok(contents)
    }

    fn json_body(&mut self, media_type: &MediaType, whence: &Whence) -> Result<Ty, Unsupported> {
        for (key, node) in &media_type.other {
            let pointer = media_type.at.child(&key.text, node).pointer;
            let name = &key.text;
            match &**name {
                // It is about forms, and has no meaning for JSON.
                "encoding" => {}
                "$ref" | "itemSchema" | "prefixEncoding" | "itemEncoding" => {
                    let message = format!("`{name}` of a media type is not supported yet");
                    let code = Code::UnsupportedMediaType;
                    return Err(Diagnostic::new(code, key.place, pointer, message).into());
                }
                _ => self.diagnostics.push(
                    Diagnostic::new(
                        Code::UnknownMember,
                        key.place,
                        pointer,
                        format!("a media type has no member `{name}` in OpenAPI"),
                    )
                    .with_effect(Effect::Ignored(format!("`{name}`"))),
                ),
            }
        }
        Ok(match &media_type.schema {
            Some(schema) => {
                let whence = whence.then(Step::Media(media_type.name.clone()));
                self.schema_ty(schema, whence)
            }
            None => Ty::Json,
        })
    }

    fn ignored_media_type(&mut self, media_type: &MediaType) {
        let (name, at) = (&media_type.name, &media_type.at);
        let message = if is_json(name) {
            format!("`{name}` is a second media type of JSON here; the first one is used")
        } else {
            format!("bodies of `{name}` are not supported yet; JSON is used")
        };
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

/// Whether a media type is JSON: `application/json` or a structured suffix (RFC 6839), whatever its parameters and case.
fn is_json(media_type: &str) -> bool {
    let essence = media_type
        .split(';')
        .next()
        .unwrap_or_default()
        .trim()
        .to_ascii_lowercase();
    let Some((_, subtype)) = essence.split_once('/') else {
        return false;
    };
    essence == "application/json" || (subtype.ends_with("+json") && subtype != "+json")
}

#[cfg(test)]
mod tests {
    use super::is_json;

    #[test]
    fn media_types_of_json() {
        let table = [
            ("application/json", true),
            ("Application/JSON; charset=utf-8", true),
            ("application/problem+json", true),
            ("application/vnd.x.v1+json;q=1", true),
            ("application/x-ndjson", false),
            ("application/json-seq", false),
            ("text/plain", false),
            ("*/*", false),
            ("json", false),
            ("", false),
        ];
        for (media_type, expected) in table {
            assert_eq!(is_json(media_type), expected, "{media_type}");
        }
    }
}
