//! What a type is, without its name.

use super::{Literal, Select, Ty};

/// What a type is, without names and documentation: equality is structural.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Shape {
    /// An object with named members.
    Struct(Struct),
    /// A string of a fixed set.
    StringEnum(StringEnum),
    /// An integer of a fixed set.
    IntegerEnum(IntegerEnum),
    /// One of some values of JSON that are not all strings, nor all integers.
    ValueEnum(ValueEnum),
    /// An array whose first items have types of their own.
    Tuple(Tuple),
    /// One of several types.
    Union(Union),
    /// Another name for a type: `pub type Tags = Vec<String>;`.
    Alias(Ty),
    /// A type of its own around another: where an alias would be recursive.
    Newtype(Ty),
}

impl Shape {
    /// The members of an object; nothing of anything else.
    #[must_use]
    pub fn members(&self) -> &[Member] {
        match self {
            Shape::Struct(shape) => &shape.members,
            _ => &[],
        }
    }
}

/// An object with named members.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Struct {
    /// The members, in the document's order.
    pub members: Vec<Member>,
    /// What becomes of other members.
    pub additional: Additional,
    /// Members of the schema that are not carried in this direction, by their names on the wire: one that comes in is
    /// read over.
    pub ignored: Vec<String>,
}

/// What becomes of members that the schema does not name (`additionalProperties`).
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Additional {
    /// Read over.
    Ignored,
    /// A fault: `additionalProperties: false`.
    Refused,
    /// Kept in a map, `additional_properties`.
    Kept(Ty),
}

/// A member of an object.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Member {
    /// The name on the wire.
    pub wire: String,
    /// The type of its value.
    pub ty: Ty,
    /// Whether it may be absent.
    pub presence: Presence,
    /// `readOnly`: responses alone carry it.
    pub read_only: bool,
    /// `writeOnly`: requests alone carry it.
    pub write_only: bool,
}

/// Whether a member or a parameter may be absent. Nullability is in [`Ty`].
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Presence {
    /// It must be there.
    Required,
    /// It may be absent, and stays so: a default never invents a value on the wire. The default is a method.
    Optional(Option<Literal>),
    /// It may be absent on the wire, and is filled in when it is read: members of responses with a default, which are
    /// not nullable, and parameters, which the server fills in. The client sends no parameter that is not set.
    Filled(Literal),
}

impl Presence {
    /// The default, whoever fills it in.
    #[must_use]
    pub fn default(&self) -> Option<&Literal> {
        match self {
            Presence::Optional(literal) => literal.as_ref(),
            Presence::Filled(literal) => Some(literal),
            Presence::Required => None,
        }
    }

    /// The same, to be changed.
    pub fn default_mut(&mut self) -> Option<&mut Literal> {
        match self {
            Presence::Optional(literal) => literal.as_mut(),
            Presence::Filled(literal) => Some(literal),
            Presence::Required => None,
        }
    }
}

/// How a member is written in Rust.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FieldForm {
    /// `T`, or `Option<T>` that is written as null.
    Plain,
    /// `Option<T>`: absent or a value.
    Option,
    /// `Maybe<T>`: absent, null or a value.
    Maybe,
}

impl Member {
    /// How the member is written in Rust.
    #[must_use]
    pub fn form(&self) -> FieldForm {
        match (&self.presence, self.ty.is_nullable()) {
            (Presence::Required | Presence::Filled(_), _) => FieldForm::Plain,
            (Presence::Optional(_), false) => FieldForm::Option,
            (Presence::Optional(_), true) => FieldForm::Maybe,
        }
    }
}

/// A string of a fixed set. Open on the client, closed on the server: that is the emitter's side, not a decision.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct StringEnum {
    /// The values, in the document's order, without duplicates.
    pub values: Vec<String>,
    /// Whether the document allows any other string beside them: then it is open on both sides.
    pub open: bool,
}

/// An integer of a fixed set.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct IntegerEnum {
    /// The values, in the document's order, without duplicates.
    pub values: Vec<i64>,
    /// Whether the document allows any other integer beside them: then it is open on both sides.
    pub open: bool,
}

/// One of some values of JSON that are not all strings, nor all integers.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct ValueEnum {
    /// The values as texts of JSON, in the document's order, without duplicates.
    pub values: Vec<String>,
}

/// An array whose first items have types of their own.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Tuple {
    /// The items that have types of their own.
    pub items: Vec<TupleItem>,
    /// The type of the items behind them; without it there are none.
    pub rest: Option<Ty>,
}

/// An item of a tuple.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct TupleItem {
    /// Its type.
    pub ty: Ty,
    /// Whether it is always there. Those that are stand before those that may be absent.
    pub required: bool,
}

impl TupleItem {
    /// How the item is written in Rust.
    #[must_use]
    pub fn form(&self) -> FieldForm {
        match (self.required, self.ty.is_nullable()) {
            (true, _) => FieldForm::Plain,
            (false, false) => FieldForm::Option,
            (false, true) => FieldForm::Maybe,
        }
    }
}

impl Tuple {
    /// How many items are always there.
    #[must_use]
    pub fn required(&self) -> usize {
        self.items.iter().filter(|item| item.required).count()
    }
}

/// One of several types.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Union {
    /// The variants, in the document's order.
    pub variants: Vec<Variant>,
    /// How the variant of a value is decided.
    pub select: Select,
    /// Whether there may come to be variants that a client does not know: a member tells them apart by its value.
    pub open: bool,
}

/// A variant of a union.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Variant {
    /// What it holds.
    pub ty: Ty,
}
