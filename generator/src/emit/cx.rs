//! What every emitter is given.

use proc_macro2::TokenStream;
use quote::quote;

use super::print::{Printed, rust_file};
use super::{EmitConfig, EmitError, File, FileKind, Side};
use crate::ir::{Api, Part, Shape, Ty, TypeDef, TypeId};
use crate::names::Names;

/// What every emitter is given.
#[derive(Clone, Copy, Debug)]
pub struct Cx<'a> {
    /// The API.
    pub api: &'a Api,
    /// Its identifiers.
    pub names: &'a Names,
    /// What the user wants.
    pub config: &'a EmitConfig,
    /// The crate that is emitted.
    pub side: Side,
}

impl<'a> Cx<'a> {
    /// A Rust file of this crate: header, blank lines, and the tokens as `prettyplease` prints them.
    ///
    /// # Errors
    /// [`EmitError::Syntax`] where the tokens are not a file of Rust.
    pub fn file(&self, path: &str, tokens: TokenStream) -> Result<File, EmitError> {
        self.file_with(path, tokens, [])
    }

    /// [`Self::file`], with items that are printed already behind the tokens.
    pub(super) fn file_with<'p>(
        &self,
        path: &str,
        tokens: TokenStream,
        others: impl IntoIterator<Item = &'p Printed>,
    ) -> Result<File, EmitError> {
        // Of each file: rustfmt does not skip the modules of a file that it skips.
        let tokens = quote!(#![cfg_attr(rustfmt, rustfmt_skip)] #tokens);
        let text = rust_file(&self.config.header(), tokens, others)
            .map_err(|reason| EmitError::syntax(path, &reason))?;
        Ok(File {
            side: self.side,
            path: path.to_owned(),
            text,
            kind: FileKind::Rust,
        })
    }

    /// All types with their ids, in the document's order.
    pub fn types(&self) -> impl Iterator<Item = (TypeId, &'a TypeDef)> + use<'a> {
        (0..).map(TypeId).zip(&self.api.types)
    }

    /// What a shape lists (members, values, variants), each with its identifier and its documentation.
    pub fn parts<T>(
        &self,
        id: TypeId,
        def: &'a TypeDef,
        listed: &'a [T],
    ) -> impl Iterator<Item = (&'a T, &'a str, &'a Part)> + use<'a, T> {
        listed
            .iter()
            .zip(self.names.of_parts(id).iter().map(String::as_str))
            .zip(&def.parts)
            .map(|((item, name), part)| (item, name, part))
    }

    /// The type behind aliases, which are transparent to Rust.
    #[must_use]
    pub fn resolve<'t>(&self, ty: &'t Ty) -> &'t Ty
    where
        'a: 't,
    {
        self.api.resolve(ty)
    }

    /// Whether the document deprecates anything, so that the crate uses what is deprecated.
    #[must_use]
    pub fn deprecates(&self) -> bool {
        let types = self.api.types.iter();
        let operations = self.api.operations.iter();
        types
            .flat_map(|def| def.parts.iter().map(|part| &part.docs).chain([&def.docs]))
            .chain(operations.flat_map(|one| {
                one.params
                    .iter()
                    .map(|param| &param.docs)
                    .chain([&one.docs])
            }))
            .any(|docs| docs.deprecated)
    }

    /// Whether an enum takes values that the document does not name: that of a client always, since a server may be newer.
    #[must_use]
    pub fn is_open(&self, open: bool) -> bool {
        open || self.side == Side::Client
    }

    /// Whether a value of the type is copied rather than moved.
    #[must_use]
    pub fn is_copy(&self, ty: &Ty) -> bool {
        match self.resolve(ty) {
            Ty::Null
            | Ty::Bool
            | Ty::Int(_)
            | Ty::F32
            | Ty::F64
            | Ty::Uuid
            | Ty::DateTime
            | Ty::Date => true,
            Ty::Nullable(inner) | Ty::Ruled(inner, _) => self.is_copy(inner),
            Ty::Named(id) => match self.api.type_def(*id).map(|def| &def.shape) {
                Some(Shape::StringEnum(shape)) => !self.is_open(shape.open),
                Some(Shape::IntegerEnum(_)) => true,
                Some(Shape::ValueEnum(_)) => !self.is_open(false),
                Some(Shape::Newtype(inner)) => self.is_copy(inner),
                _ => false,
            },
            Ty::Integer
            | Ty::Number
            | Ty::String
            | Ty::Secret
            | Ty::Base64
            | Ty::Json
            | Ty::Array(_)
            | Ty::Map(_)
            | Ty::Boxed(_)
            | Ty::Path(_) => false,
        }
    }
}
