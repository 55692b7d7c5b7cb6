//! Security schemes and requirements.

use super::Reader;
use super::object::{Object, Read};
use crate::diagnostic::Code;
use crate::document::{At, Location, SchemeKind, SecurityRequirement, SecurityScheme};
use crate::source::Node;

impl<'s> Reader<'s> {
    /// `security`; `None` where it is not written. Of a wrong shape it is a requirement that nobody can rely on: leaving
    /// it out would open what the document means to close.
    pub(super) fn security(&mut self, object: &Object<'s>) -> Option<Vec<SecurityRequirement>> {
        let (node, at) = object.get("security")?;
        let unreadable = |at: At| SecurityRequirement {
            at,
            unreadable: true,
            ..Default::default()
        };
        let read = |reader: &mut Self, node: &'s Node, at: At| {
            reader
                .requirement(node, at.clone())
                .unwrap_or_else(|_| unreadable(at))
        };
        if !node.is_array() {
            let message = format!("`security` must be an array, but is {}", node.kind_name());
            self.lost(Code::WrongShape, node, &at, "`security`", message);
            return Some(vec![unreadable(at)]);
        }
        Some(self.list(object, "security", read))
    }

    fn requirement(&mut self, node: &'s Node, at: At) -> Read<SecurityRequirement> {
        let object = self.object(node, &at, "a security requirement")?;
        let mut schemes = Vec::new();
        for member in node.members() {
            let scopes = self.texts(&object, &member.key.text);
            let scopes = scopes.into_iter().map(|(scope, _)| scope).collect();
            schemes.push((member.key.text.to_string(), scopes));
        }
        Ok(SecurityRequirement {
            at,
            schemes,
            unreadable: false,
        })
    }

    pub(super) fn security_scheme(&mut self, node: &'s Node, at: At) -> Read<SecurityScheme> {
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
        let kind = match kind.as_str() {
            "apiKey" => SchemeKind::ApiKey {
                name: self.required_text(&object, "name")?,
                location: Location::of_text(&self.required_text(&object, "in")?),
            },
            "http" => SchemeKind::Http(self.required_text(&object, "scheme")?),
            "oauth2" => SchemeKind::OAuth2,
            "openIdConnect" => SchemeKind::OpenIdConnect,
            "mutualTLS" => SchemeKind::MutualTls,
            _ => SchemeKind::Other(kind),
        };
        Ok(SecurityScheme {
            kind,
            description: self.doc(&object, "description"),
            deprecated: self.doc_flag(&object, "deprecated"),
            at,
        })
    }
}
