//! An alternative whose type is known, on its way to be a variant.

use std::rc::Rc;

use super::Kinds;
use super::facts::Facts;
use crate::ir::{Part, Shape, Ty};

/// What the document says of an alternative.
#[derive(Clone, Debug)]
pub(super) struct Said {
    /// The kinds of its values.
    pub(super) kinds: Kinds,
    /// The values of the discriminator that are mapped to it.
    pub(super) mapped: Vec<String>,
    /// The value that stands for it where none is mapped: the name of a component.
    pub(super) name: Option<String>,
    /// Whether it takes what has no value of the discriminator that is known (`defaultMapping`).
    pub(super) is_default: bool,
}

/// An alternative whose type is known.
#[derive(Clone, Debug)]
pub(super) struct Choice {
    pub(super) ty: Ty,
    pub(super) part: Part,
    pub(super) said: Said,
    pub(super) facts: Rc<Facts>,
    /// The kinds of its values, without null.
    pub(super) kinds: Kinds,
    /// Whether its type is an enum of strings.
    pub(super) is_string_enum: bool,
    /// How many values it takes, if it is no object: the narrower has less.
    pub(super) breadth: u8,
}

/// What becomes of a union.
pub(super) enum Outcome {
    /// It is this type.
    Ty(Ty),
    /// It is of another shape.
    Shape(Shape, Vec<Part>),
    /// It is a union of these.
    Choices(Vec<Choice>),
}
