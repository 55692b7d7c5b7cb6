//! Security schemes, and what operations ask for: an OR of ANDs.

use super::reference::unreadable;
use super::{Lowerer, Unsupported};
use crate::diagnostic::{Code, Diagnostic};
use crate::document::{Operation, OrRef, SecurityRequirement};
use crate::ir::{Called, Docs, Origin, Requirement, Root, Scheme, SchemeId, Security, Whence};
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
            return Err(unreadable("a security requirement", &requirement.at));
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
        let Some(written) = self.document.components.security_schemes.get(name) else {
            let message = format!("there is no security scheme `{name}`");
            let (place, at) = (used.at.place, used.at.pointer.clone());
            return Err(Diagnostic::new(Code::UndefinedScheme, place, at, message)
                .with_help("define it under `components.securitySchemes`")
                .into());
        };
        let scheme = self.lower_scheme(name, pointer, written)?;
        let id = SchemeId(u32::try_from(self.api.schemes.len()).unwrap_or(u32::MAX));
        self.api.schemes.push(scheme);
        Ok(id)
    }

    fn lower_scheme(
        &mut self,
        name: &str,
        pointer: String,
        written: &OrRef<crate::document::SecurityScheme>,
    ) -> Result<Scheme, Unsupported> {
        let (scheme, _) = self.resolve(written)?;
        let Some(kind) = scheme.kind else {
            let message = format!(
                "security of the type `{}` is not supported yet",
                scheme.text
            );
            let at = scheme.at;
            return Err(
                Diagnostic::new(Code::UnsupportedScheme, at.place, at.pointer, message).into(),
            );
        };
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
                description: scheme.description,
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
