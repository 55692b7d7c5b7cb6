//! The generator's own model of an API: every decision is a value here, so that emitters only print.
//!
//! Lowering makes the decisions, [`crate::passes`] refine them. Names and documentation stand apart from [`Shape`], so
//! that two types are equal exactly when their shapes are.

mod answer;
mod dump;
mod format;
mod kind;
mod literal;
mod operation;
#[cfg(test)]
mod parse;
mod recorded;
mod rule;
mod ruled;
mod security;
mod select;
mod shape;
mod ty;
mod walk;
mod whence;

pub use answer::{Answer, AnswerClass, Declared, ResponseHeader, StatusKey};
pub use dump::dump;
pub use format::{About, Format};
pub use kind::Kind;
pub use literal::{Float, Literal};
pub use operation::{
    Body, Content, Encoding, Group, GroupId, Location, Method, Operation, OperationId, Param,
    PathPart, PathTemplate, Payload, Segment, Server, ServerVariable, Style, Target,
};
#[cfg(test)]
pub(crate) use parse::{assert_is, read};
pub use recorded::{Moved, Recorded};
pub use rule::{Check, CheckId, Rule, Rules, RulesId};
pub use security::{Requirement, Scheme, SchemeId, SchemeKind, Security};
pub use select::{Constant, Key, KeyKind, Known, Listed, Select, Tag, Try};
pub use shape::{
    Additional, FieldForm, IntegerEnum, Member, Presence, Shape, StringEnum, Struct, Tuple,
    TupleItem, Union, ValueEnum, Variant,
};
pub use ty::{Int, Ty, TypeId};
pub use whence::{Root, Shared, Step, TypeKey, VariantOf, View, Whence};

use std::collections::BTreeSet;

use indexmap::IndexSet;

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
    /// The rules of all values, each list once; a [`RulesId`] is an index into it.
    pub rules: IndexSet<Rules>,
    /// The rules that rules refer to; a [`CheckId`] is an index into it.
    pub checks: Vec<Check>,
    /// The types that stay though no operation carries them.
    pub roots: Vec<TypeId>,
    /// All operations that are emitted; an [`OperationId`] is an index into it.
    pub operations: Vec<Operation>,
    /// The groups of operations; a [`GroupId`] is an index into it.
    pub groups: Vec<Group>,
    /// The variants of unions, and the answers, that a `From` leads to: keys of [`TypeDef::part_key`], and texts of
    /// [`Whence`].
    pub conversions: BTreeSet<String>,
    /// What the lock says of the types.
    pub recorded: Recorded,
    /// Where each type stands, by its id; empty before the pass `placement`.
    pub placements: Vec<Placement>,
    /// The `recursion_limit` that rustc needs for these types; `None` where its own is enough.
    pub recursion_limit: Option<u32>,
}

/// Where a type stands. It is about files, and shows in no path that a user writes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Placement {
    /// With the types that several groups use, or none.
    #[default]
    Shared,
    /// With the group that alone uses it.
    Group(GroupId),
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

impl Profile {
    /// Every profile.
    pub const ALL: [Profile; 2] = [Profile::FastApi, Profile::ProblemDetails];

    /// As the configuration writes it: `fastapi`.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Profile::FastApi => "fastapi",
            Profile::ProblemDetails => "problem-details",
        }
    }
}

/// A type that gets a name in the output.
#[derive(Clone, Debug)]
pub struct TypeDef {
    /// What it is.
    pub shape: Shape,
    /// What each value of it must keep beside.
    pub rules: Option<RulesId>,
    /// Where it comes from, and what it would like to be called.
    pub origin: Origin,
    /// The direction in which it is carried.
    pub view: View,
    /// Its documentation.
    pub docs: Docs,
    /// Members of a struct, values of an enum, variants of a union, in the order of the shape.
    pub parts: Vec<Part>,
    /// Who carries it.
    pub usage: Usage,
    /// Where the equal anonymous types come from that were merged into this one, in the document's order.
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

/// Where something comes from, and what the document calls it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Origin {
    /// What it is and where it comes from: its text is the key of the lock.
    pub whence: Whence,
    /// The normalised place in the document: `#/components/schemas/Pet`; in another file, `pets.yaml#/Pet`. What the
    /// configuration and diagnostics go by.
    pub pointer: String,
    /// Where that is in the source.
    pub place: Place,
    /// What the document calls it.
    pub called: Called,
}

/// What the document calls something, beside the name that its place has.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub enum Called {
    /// As its place says: the name of a component, a wire name, an enum's value, a tag.
    #[default]
    ByPlace,
    /// Better so: a title, an operationId, `x-enum-varnames`. It is made an identifier.
    Like(String),
    /// Fixed by `x-rust-name`: used as it is.
    Fixed(String),
}

impl Origin {
    /// What the document calls it; empty for what has no name there.
    #[must_use]
    pub fn text(&self) -> &str {
        match &self.called {
            Called::ByPlace => self.whence.name(),
            Called::Like(text) | Called::Fixed(text) => text,
        }
    }
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

impl TypeDef {
    /// What makes it a type of its own.
    #[must_use]
    pub fn key(&self) -> TypeKey {
        TypeKey {
            schema: self.origin.whence.clone(),
            view: self.view,
        }
    }

    /// Whether nobody gave it a name: it is made from a schema in the place where it is used.
    #[must_use]
    pub fn is_anonymous(&self) -> bool {
        !self.origin.whence.is_named_schema() && !matches!(self.origin.called, Called::Fixed(_))
    }
}

impl Api {
    /// The definition behind an id.
    #[must_use]
    pub fn type_def(&self, id: TypeId) -> Option<&TypeDef> {
        self.types.get(id.index())
    }

    /// The type behind aliases, which are transparent to Rust, and behind rules, which Rust knows nothing of: one that is
    /// neither an alias nor leads to one, or the way around a circle of aliases, which no pass leaves.
    #[must_use]
    pub fn resolve<'a>(&'a self, ty: &'a Ty) -> &'a Ty {
        let mut ty = ty.unruled();
        // No chain of aliases is longer than there are types.
        for _ in &self.types {
            let Ty::Named(id) = ty else { break };
            let Some(Shape::Alias(aliased)) = self.type_def(*id).map(|def| &def.shape) else {
                break;
            };
            ty = aliased.unruled();
        }
        ty
    }
}
