//! Security schemes, and what operations ask for: an OR of ANDs.

use super::{Lowerer, Unsupported};
use crate::diagnostic::{Code, Diagnostic};
use crate::document::{
    DeadEnd, Location, Operation, SchemeKind as Written, SecurityRequirement, SecuritySchemeId,
};
use crate::ir::{
    Called, Docs, Origin, Requirement, Root, Scheme, SchemeId, SchemeKind, Security, Whence,
};
use crate::source::pointer;

impl Lowerer<'_> {
    /// What `operation` asks of its callers: its own `security`, or that of the root.
    pub(super) fn security(&mut self, operation: &Operation) -> Result<Security, Unsupported> {
        let document = self.document;
        let inherited = || document.security.as_deref().unwrap_or_default();
        let written = operation.security.as_deref().unwrap_or_else(inherited);
        let alternatives = written
            .iter()
            .map(|requirement| self.requirement(requirement));
        Ok(Security {
            alternatives: alternatives.collect::<Result<_, _>>()?,
        })
    }

    fn requirement(
        &mut self,
        requirement: &SecurityRequirement,
    ) -> Result<Requirement, Unsupported> {
        if requirement.unreadable {
            let misshapen = DeadEnd::Misshapen {
                at: requirement.at.clone(),
            };
            return Err(misshapen.diagnostic("a security requirement").into());
        }
        let mut schemes = Vec::new();
        for (name, scopes) in &requirement.schemes {
            schemes.push((self.scheme(name, requirement)?, scopes.clone()));
        }
        Ok(Requirement { schemes })
    }

    /// The id of a scheme, which is lowered when an operation first asks for it: nobody has to implement the others.
    fn scheme(&mut self, name: &str, used: &SecurityRequirement) -> Result<SchemeId, Unsupported> {
        let pointer = pointer::join("#/components/securitySchemes", name);
        let known = self
            .api
            .schemes
            .iter()
            .position(|scheme| scheme.origin.pointer == pointer);
        if let Some(index) = known.and_then(|index| u32::try_from(index).ok()) {
            return Ok(SchemeId(index));
        }
        let Some(id) = self.document.components.security_schemes.get(name) else {
            let message = format!("there is no security scheme `{name}`");
            let (place, at) = (used.at.place, used.at.pointer.clone());
            return Err(Diagnostic::new(Code::UndefinedScheme, place, at, message)
                .with_help("define it under `components.securitySchemes`")
                .into());
        };
        let scheme = self.lower_scheme(name, pointer, *id)?;
        let id = SchemeId(u32::try_from(self.api.schemes.len()).unwrap_or(u32::MAX));
        self.api.schemes.push(scheme);
        Ok(id)
    }

    fn lower_scheme(
        &mut self,
        name: &str,
        pointer: String,
        id: SecuritySchemeId,
    ) -> Result<Scheme, Unsupported> {
        let scheme = self.follow(id)?.object;
        let at = &scheme.at;
        let kind = scheme_kind(&scheme.kind).map_err(|(code, message)| {
            Diagnostic::new(code, at.place, at.pointer.clone(), message)
        })?;
        Ok(Scheme {
            kind,
            origin: Origin {
                whence: Whence::of(Root::Scheme(name.to_owned())),
                pointer,
                place: scheme.at.place,
                called: Called::ByPlace,
            },
            docs: Docs {
                title: None,
                description: scheme.description.clone(),
                deprecated: scheme.deprecated,
            },
        })
    }

    /// Puts the schemes into the order of the document, and drops those that no operation asks for.
    pub(super) fn arrange_schemes(&mut self) {
        let asked = |id: usize| {
            let mut requirements = self
                .api
                .operations
                .iter()
                .flat_map(|operation| &operation.security.alternatives);
            requirements.any(|requirement| {
                requirement
                    .schemes
                    .iter()
                    .any(|(scheme, _)| scheme.0 as usize == id)
            })
        };
        let mut order: Vec<usize> = (0..self.api.schemes.len())
            .filter(|id| asked(*id))
            .collect();
        let names = &self.document.components.security_schemes;
        order.sort_by_key(|id| {
            let scheme = self.api.schemes.get(*id);
            scheme.and_then(|scheme| names.get_index_of(scheme.origin.text()))
        });
        let schemes = order
            .iter()
            .filter_map(|id| self.api.schemes.get(*id).cloned())
            .collect();
        self.api.schemes = schemes;
        for operation in &mut self.api.operations {
            for requirement in &mut operation.security.alternatives {
                for (id, _) in &mut requirement.schemes {
                    let new = order.iter().position(|old| *old == id.0 as usize);
                    *id = SchemeId(
                        new.and_then(|new| u32::try_from(new).ok())
                            .unwrap_or(u32::MAX),
                    );
                }
            }
        }
    }
}

/// What a security scheme asks for; else why it cannot be.
fn scheme_kind(written: &Written) -> Result<SchemeKind, (Code, String)> {
    let unsupported = || {
        let message = format!("security of the type `{written}` is not supported yet");
        (Code::UnsupportedScheme, message)
    };
    match written {
        Written::OAuth2 | Written::OpenIdConnect => Ok(SchemeKind::Bearer),
        // The names of HTTP's schemes are case-insensitive (RFC 9110, 11.1).
        Written::Http(scheme) if scheme.eq_ignore_ascii_case("bearer") => Ok(SchemeKind::Bearer),
        Written::Http(scheme) if scheme.eq_ignore_ascii_case("basic") => Ok(SchemeKind::Basic),
        Written::Http(_) | Written::MutualTls => Err(unsupported()),
        Written::Other(text) => {
            let message = format!("there is no type of security scheme `{text}`");
            Err((Code::InvalidValue, message))
        }
        Written::ApiKey { name, location } => match location {
            Location::Header => Ok(SchemeKind::HeaderKey(name.clone())),
            Location::Query => Ok(SchemeKind::QueryKey(name.clone())),
            Location::Cookie => Ok(SchemeKind::CookieKey(name.clone())),
            Location::Path | Location::QueryString | Location::Other(_) => {
                let message =
                    format!("an API key is in a header, a query or a cookie, not in `{location}`");
                Err((Code::InvalidValue, message))
            }
        },
    }
}
