//! From the document to the IR: here the decisions are made.
//!
//! [`lower`] drives everything. One operation at a time becomes an [`ir::Operation`], or is skipped with a diagnostic
//! that says why; the schemas that it needs are lowered on the way (`schema`), each once.

mod body;
mod faults;
mod group;
mod operation;
mod param;
mod path;
mod profile;
mod reference;
mod response;
mod route;
mod schema;
mod security;
mod server;
mod words;

#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::document::{At, Document, Link, SchemaObject};
use crate::ir;
use crate::source::{Place, ResolveError};

/// What lowering is told beside the document.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LowerConfig {
    /// Places of schemas (`#/components/schemas/Pet`) that are lowered beside what the operations need: the roots of the
    /// API.
    pub roots: Vec<String>,
    /// The profile; inferred where it is not set.
    pub profile: Option<ir::Profile>,
    /// The segments that operations without tags are grouped by, by the places of the operations; inferred for others.
    pub groups: BTreeMap<String, String>,
    /// Formats of strings and numbers, and the types of the user's that stand for them, by absolute path.
    pub formats: Vec<(String, String)>,
    /// Integers without a size keep their digits.
    pub exact_integers: bool,
    /// Numbers without a format keep their digits.
    pub exact_numbers: bool,
}

/// What lowering gives. The books balance: `api.operations` and `skipped` are the operations of the document.
#[derive(Clone, Debug, Default)]
pub struct Lowered {
    /// The API.
    pub api: ir::Api,
    /// What was said on the way, in the order of the document.
    pub diagnostics: Diagnostics,
    /// The operations that are not in `api`, in the order of the document.
    pub skipped: Vec<SkippedOperation>,
}

/// An operation that is left out, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SkippedOperation {
    /// Its method, in capitals; a method of 3.2 that has no [`ir::Method`] too.
    pub method: String,
    /// Its path, as written.
    pub path: String,
    /// Its `operationId`.
    pub operation_id: Option<String>,
    /// Where it stands.
    pub at: At,
    /// The code of the first reason.
    pub code: Code,
    /// The first reason, as the diagnostic has it.
    pub reason: String,
}

/// Why something has no counterpart in the output: a diagnostic without its effect, which is known to the caller only.
#[derive(Clone, Debug)]
pub(crate) struct Unsupported(pub(crate) Box<Diagnostic>);

impl From<Diagnostic> for Unsupported {
    fn from(diagnostic: Diagnostic) -> Self {
        Self(Box::new(diagnostic))
    }
}

/// The state of lowering. Its methods stand in the file of their job; those about schemas in `schema`.
pub(crate) struct Lowerer<'a> {
    pub(crate) document: &'a Document,
    pub(crate) config: &'a LowerConfig,
    pub(crate) api: ir::Api,
    pub(crate) diagnostics: Diagnostics,
    pub(crate) schemas: schema::State,
    pub(crate) unions: schema::Unions,
    /// The routes there are, with their paths as written and the places of their operations.
    routes: BTreeMap<(ir::Method, String), (String, Place)>,
    /// The operationIds there are, each with the place of its first use.
    operation_ids: BTreeMap<String, Place>,
}

/// Lowers a document.
#[must_use]
pub fn lower(document: &Document, config: &LowerConfig) -> Lowered {
    let mut lowerer = Lowerer::new(document, config);
    lowerer.servers();
    let mut skipped = lowerer.operations();
    skipped.sort_by_key(|one| (one.at.place.file, one.at.place.span.start));
    lowerer.arrange_schemes();
    lowerer.webhooks();
    lowerer.roots();
    lowerer.carry_tags();
    lowerer.say_narrowed();
    let Lowerer {
        mut api,
        mut diagnostics,
        ..
    } = lowerer;
    api.profile = config.profile.unwrap_or_else(|| profile::infer(&api));
    diagnostics.sort();
    Lowered {
        api,
        diagnostics,
        skipped,
    }
}

impl<'a> Lowerer<'a> {
    /// Nothing lowered yet but what describes the document.
    pub(crate) fn new(document: &'a Document, config: &'a LowerConfig) -> Self {
        let api = ir::Api {
            title: document.title.clone(),
            version: document.api_version.clone(),
            description: document.description.clone(),
            ..ir::Api::default()
        };
        Lowerer {
            document,
            config,
            api,
            diagnostics: Diagnostics::new(),
            schemas: schema::State::default(),
            unions: schema::Unions::default(),
            routes: BTreeMap::new(),
            operation_ids: BTreeMap::new(),
        }
    }
}

impl Lowerer<'_> {
    fn webhooks(&mut self) {
        let document = self.document;
        for (name, at) in &document.webhooks {
            let message = format!("the webhook `{name}` has no counterpart yet");
            self.ignored(Code::IgnoredCallbacks, at, message, "the webhook");
        }
    }

    /// Lowers the schemas that the configuration asks for, as if something referred to them.
    fn roots(&mut self) {
        let config = self.config;
        for pointer in &config.roots {
            let at = At {
                place: Place::default(),
                pointer: pointer.clone(),
            };
            let missing = || ResolveError::Missing {
                parent: "#".to_owned(),
                segment: pointer.clone(),
            };
            let reference = SchemaObject {
                reference: Some(Link {
                    target: pointer.clone(),
                    at: at.clone(),
                    to: self.document.schemas().at(pointer).ok_or_else(missing),
                }),
                at,
                ..SchemaObject::default()
            };
            let whence = ir::Whence::schema(pointer, "");
            let ty = self.schema_ty(&reference.into(), whence);
            let roots = &mut self.api.roots;
            ty.for_each_named(&mut |id| roots.push(id));
        }
    }
}
