//! Sets of kinds of JSON values.

use crate::document::TypeName;
use crate::ir::Kind;
use crate::source::{Node, Value};

/// A set of kinds. A set with [`Kind::Number`] has [`Kind::Integer`] too.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Kinds(u8);

impl Kinds {
    pub(super) const NONE: Self = Self(0);
    pub(super) const ALL: Self = Self(0b111_1111);

    fn bit(kind: Kind) -> u8 {
        match kind {
            Kind::Null => 1,
            Kind::Bool => 2,
            Kind::Integer => 4,
            Kind::Number => 8 | 4,
            Kind::String => 16,
            Kind::Array => 32,
            Kind::Object => 64,
        }
    }

    pub(super) fn of(kind: Kind) -> Self {
        Self(Self::bit(kind))
    }

    pub(super) fn union(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    pub(super) fn common(self, other: Self) -> Self {
        Self(self.0 & other.0)
    }

    pub(super) fn has(self, kind: Kind) -> bool {
        self.0 & Self::bit(kind) == Self::bit(kind)
    }

    pub(super) fn without_null(self) -> Self {
        Self(self.0 & !1)
    }

    pub(super) fn is_empty(self) -> bool {
        self.0 == 0
    }

    pub(super) fn is_within(self, other: Self) -> bool {
        self.0 & !other.0 == 0
    }

    /// The kinds, in their order; a set with all numbers does not list the integers.
    pub(super) fn list(self) -> Vec<Kind> {
        Kind::ALL
            .into_iter()
            .filter(|kind| self.has(*kind))
            .filter(|kind| *kind != Kind::Integer || !self.has(Kind::Number))
            .collect()
    }

    pub(super) fn of_types(types: &[TypeName]) -> Self {
        types.iter().fold(Self::NONE, |kinds, name| {
            kinds.union(Self::of(kind_of_type(*name)))
        })
    }

    pub(super) fn of_value(value: &Node) -> Self {
        Self::of(match &value.value {
            Value::Null => Kind::Null,
            Value::Bool(_) => Kind::Bool,
            Value::Number(number) if number.as_i128().is_some() => Kind::Integer,
            Value::Number(_) => Kind::Number,
            Value::String(_) => Kind::String,
            Value::Array(_) => Kind::Array,
            Value::Object(_) => Kind::Object,
        })
    }
}

pub(super) fn kind_of_type(name: TypeName) -> Kind {
    match name {
        TypeName::Null => Kind::Null,
        TypeName::Boolean => Kind::Bool,
        TypeName::Integer => Kind::Integer,
        TypeName::Number => Kind::Number,
        TypeName::String => Kind::String,
        TypeName::Array => Kind::Array,
        TypeName::Object => Kind::Object,
    }
}

/// `string`, as in `type: string`.
pub(super) fn type_text(name: TypeName) -> &'static str {
    kind_of_type(name).as_str()
}
