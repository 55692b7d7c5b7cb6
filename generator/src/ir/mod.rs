//! The generator's own model of an API: every decision is a value here, so that emitters only print.
//!
//! Lowering makes the decisions, [`crate::passes`] refine them. Names and documentation stand apart from [`Shape`], so
//! that two types are equal exactly when their shapes are.

mod answer;
mod dump;
mod literal;
mod operation;
mod security;
mod shape;
mod ty;
mod walk;

pub use answer::{Answer, AnswerClass, ResponseHeader, StatusKey};
pub use dump::dump;
pub use literal::{Float, Literal};
pub use operation::{
    Body, Content, Explode, Group, GroupId, Location, Method, Operation, OperationId, Param,
    ParamForm, PathPart, PathTemplate, Payload, Segment, Server, ServerVariable, Style,
};
pub use security::{Requirement, Scheme, SchemeId, SchemeKind, Security};
pub use shape::{
    Additional, FieldForm, IntegerEnum, Kind, Member, Presence, Select, Shape, StringEnum, Struct,
    Union, Variant,
};
pub use ty::{Ty, TypeId};

use crate::source::Place;

/// A whole API.
#[derive(Clone, Debug, Default)]
pub struct Api {
    /// `info.title`.
    pub title: String,
    /// `info.version`.
    pub version: String,
    /// `info.description`.
    pub description: Option<String>,
    /// What the API's faults look like.
    pub profile: Profile,
    /// The servers of the document's root, in its order.
    pub servers: Vec<Server>,
    /// The security schemes, in the document's order.
    pub schemes: Vec<Scheme>,
    /// All types; a [`TypeId`] is an index into it.
    pub types: Vec<TypeDef>,
    /// The types that stay though no operation carries them.
    pub roots: Vec<TypeId>,
    /// All operations that are emitted; an [`OperationId`] is an index into it.
    pub operations: Vec<Operation>,
    /// The groups of operations; a [`GroupId`] is an index into it.
    pub groups: Vec<Group>,
    /// The `recursion_limit` that rustc needs for these types; `None` where its own is enough.
    pub recursion_limit: Option<u32>,
}

/// How faults are answered: one value per document, inferred or configured.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Profile {
    /// FastAPI's: `{"detail": [{"type", "loc", "msg"}]}`, 422.
    FastApi,
    /// RFC 9457 problem details, 400, 415, 422.
    #[default]
    ProblemDetails,
}

/// A type that gets a name in the output.
#[derive(Clone, Debug)]
pub struct TypeDef {
    /// What it is.
    pub shape: Shape,
    /// Where it comes from, and what it would like to be called.
    pub origin: Origin,
    /// Its documentation.
    pub docs: Docs,
    /// Members of a struct, values of an enum, variants of a union, in the order of the shape.
    pub parts: Vec<Part>,
    /// Who carries it.
    pub usage: Usage,
    /// Where the equal anonymous types come from that were merged into this one, in the document's order. Their hints are
    /// those of their time: a type that is named there may be another one by now.
    pub merged: Vec<Origin>,
}

/// The name-giving side of a member, an enum's value or a variant. Its structural side is in [`Shape`].
#[derive(Clone, Debug)]
pub struct Part {
    /// Where it comes from, and what it would like to be called.
    pub origin: Origin,
    /// Its documentation.
    pub docs: Docs,
}

/// Where something comes from, and what it would like to be called.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Origin {
    /// The normalised place in the document: `#/components/schemas/Pet`; in another file, `pets.yaml#/Pet`. The key of
    /// the lock.
    pub pointer: String,
    /// Where that is in the source.
    pub place: Place,
    /// What it would like to be called.
    pub hint: NameHint,
}

/// What something would like to be called. The names pass turns it into an identifier.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NameHint {
    /// Fixed by `x-rust-name` or by the configuration: used as it is.
    Fixed(String),
    /// The bare name of a component, a wire name, an enum's value, an operationId, a tag.
    Wire(String),
    /// An anonymous type inside another: the words of the way there (`["status"]`, `["item"]`).
    WithinType(TypeId, Vec<String>),
    /// An anonymous type inside an operation: the words of the way there (`["response", "200"]`).
    WithinOperation(OperationId, Vec<String>),
}

/// What people read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Docs {
    /// `title` or `summary`.
    pub title: Option<String>,
    /// `description`, Markdown of unknown origin: never to be compiled as a doctest.
    pub description: Option<String>,
    /// `deprecated`.
    pub deprecated: bool,
}

/// Who carries a type, directly or inside another.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Usage {
    /// A request does.
    pub request: bool,
    /// A response does.
    pub response: bool,
}

impl Api {
    /// The definition behind an id.
    #[must_use]
    pub fn type_def(&self, id: TypeId) -> Option<&TypeDef> {
        self.types.get(id.index())
    }

    /// The type behind aliases, which are transparent to Rust: one that is neither an alias nor leads to one, or the
    /// way around a circle of aliases, which no pass leaves.
    #[must_use]
    pub fn resolve<'a>(&'a self, mut ty: &'a Ty) -> &'a Ty {
        // No chain of aliases is longer than there are types.
        for _ in &self.types {
            let Ty::Named(id) = ty else { break };
            let Some(Shape::Alias(aliased)) = self.type_def(*id).map(|def| &def.shape) else {
                break;
            };
            ty = aliased;
        }
        ty
    }
}
