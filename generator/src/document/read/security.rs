//! Security schemes and requirements.

use super::Reader;
use super::object::{Object, Read};
use crate::diagnostic::Code;
use crate::document::{At, SecurityRequirement, SecurityScheme};
use crate::ir::SchemeKind;
use crate::source::Node;

impl Reader<'_> {
    /// `security`; `None` where it is not written. Of a wrong shape it is a requirement that nobody can rely on: leaving
    /// it out would open what the document means to close.
    pub(super) fn security(&mut self, object: &Object<'_>) -> Option<Vec<SecurityRequirement>> {
        object.get("security")?;
        let unreadable = |at: At| SecurityRequirement {
            at,
            unreadable: true,
            ..Default::default()
        };
        let read = |reader: &mut Self, node: &Node, at: At| {
            reader
                .requirement(node, at.clone())
                .unwrap_or_else(|_| unreadable(at))
        };
        let security = self.list(object, "security", read);
        Some(security.unwrap_or_else(|_| vec![unreadable(object.at.clone())]))
    }

    fn requirement(&mut self, node: &Node, at: At) -> Read<SecurityRequirement> {
        let object = self.object(node, &at, "a security requirement")?;
        let mut schemes = Vec::new();
        for member in node.members() {
            let scopes = self.texts(&object, &member.key.text)?;
            let scopes = scopes.into_iter().map(|(scope, _)| scope).collect();
            schemes.push((member.key.text.to_string(), scopes));
        }
        Ok(SecurityRequirement {
            at,
            schemes,
            unreadable: false,
        })
    }

    pub(super) fn security_scheme(&mut self, node: &Node, at: At) -> Read<SecurityScheme> {
        let object = self.object(node, &at, "a security scheme")?;
        self.unknown(
            &object,
            &[
                "type",
                "description",
                "name",
                "in",
                "scheme",
                "bearerFormat",
                "flows",
                "openIdConnectUrl",
                "oauth2MetadataUrl",
                "deprecated",
            ],
        );
        let kind = self.required_text(&object, "type")?;
        let (kind, text) = match kind.as_str() {
            "apiKey" => (Some(self.api_key(&object)?), kind),
            "http" => self.http_scheme(&object)?,
            "oauth2" | "openIdConnect" => (Some(SchemeKind::Bearer), kind),
            "mutualTLS" => (None, kind),
            other => {
                let message = format!("there is no type of security scheme `{other}`");
                return self.invalid(&object, "type", message);
            }
        };
        Ok(SecurityScheme {
            kind,
            text,
            description: self.doc(&object, "description"),
            deprecated: self.doc_flag(&object, "deprecated"),
            at,
        })
    }

    fn api_key(&mut self, object: &Object<'_>) -> Read<SchemeKind> {
        let name = self.required_text(object, "name")?;
        match self.required_text(object, "in")?.as_str() {
            "header" => Ok(SchemeKind::HeaderKey(name)),
            "query" => Ok(SchemeKind::QueryKey(name)),
            "cookie" => Ok(SchemeKind::CookieKey(name)),
            other => {
                let message =
                    format!("an API key is in a header, a query or a cookie, not in `{other}`");
                self.invalid(object, "in", message)
            }
        }
    }

    /// The names of HTTP's schemes are case-insensitive (RFC 9110, 11.1).
    fn http_scheme(&mut self, object: &Object<'_>) -> Read<(Option<SchemeKind>, String)> {
        let scheme = self.required_text(object, "scheme")?;
        let kind = match scheme.to_ascii_lowercase().as_str() {
            "bearer" => Some(SchemeKind::Bearer),
            "basic" => Some(SchemeKind::Basic),
            _ => None,
        };
        Ok((kind, format!("http {scheme}")))
    }

    fn invalid<T>(&mut self, object: &Object<'_>, key: &str, message: String) -> Read<T> {
        let (node, at) = object.get(key).unwrap_or((object.node, object.at.clone()));
        self.broken(Code::InvalidValue, node, &at, "a security scheme", message)
    }
}
