//! Uses of types, and the one recursion over what is inside them.

use super::RulesId;

/// An index into [`super::Api::types`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TypeId(pub u32);

impl TypeId {
    /// The id of the type at `index` of [`super::Api::types`]. No document has more types than fit.
    #[must_use]
    pub fn at(index: usize) -> Self {
        Self(u32::try_from(index).unwrap_or(u32::MAX))
    }

    /// Where the type stands in [`super::Api::types`].
    #[must_use]
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

/// Integers of a size.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Int {
    /// 8 bits with a sign.
    I8,
    /// 16 bits with a sign.
    I16,
    /// 32 bits with a sign.
    I32,
    /// 64 bits with a sign.
    I64,
    /// 8 bits.
    U8,
    /// 16 bits.
    U16,
    /// 32 bits.
    U32,
    /// 64 bits.
    U64,
}

impl Int {
    /// All of them; those of one sign by their sizes.
    pub const ALL: [Int; 8] = [
        Int::I8,
        Int::I16,
        Int::I32,
        Int::I64,
        Int::U8,
        Int::U16,
        Int::U32,
        Int::U64,
    ];

    /// The smallest and the largest.
    #[must_use]
    pub fn range(self) -> (i128, i128) {
        match self {
            Int::I8 => (i8::MIN.into(), i8::MAX.into()),
            Int::I16 => (i16::MIN.into(), i16::MAX.into()),
            Int::I32 => (i32::MIN.into(), i32::MAX.into()),
            Int::I64 => (i64::MIN.into(), i64::MAX.into()),
            Int::U8 => (0, u8::MAX.into()),
            Int::U16 => (0, u16::MAX.into()),
            Int::U32 => (0, u32::MAX.into()),
            Int::U64 => (0, u64::MAX.into()),
        }
    }

    /// Whether `value` is one.
    #[must_use]
    pub fn holds(self, value: i128) -> bool {
        let (smallest, largest) = self.range();
        (smallest..=largest).contains(&value)
    }

    /// As Rust calls it.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Int::I8 => "i8",
            Int::I16 => "i16",
            Int::I32 => "i32",
            Int::I64 => "i64",
            Int::U8 => "u8",
            Int::U16 => "u16",
            Int::U32 => "u32",
            Int::U64 => "u64",
        }
    }
}

/// A use of a type. Whether a member may be absent is not in here: see [`super::Presence`].
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Ty {
    /// `null` and nothing else.
    Null,
    /// A boolean.
    Bool,
    /// An integer of so many bits.
    Int(Int),
    /// An integer of any size, by its digits.
    Integer,
    /// `format: float`.
    F32,
    /// Other numbers.
    F64,
    /// A number by its digits, none of which is lost: `format: decimal`.
    Number,
    /// A string.
    String,
    /// A string that no `Debug` shows: `format: password`, and what `passes` and configuration mark.
    Secret,
    /// `format: uuid`.
    Uuid,
    /// `format: date-time` (RFC 3339).
    DateTime,
    /// `format: date` (RFC 3339 `full-date`).
    Date,
    /// `format: byte`, `contentEncoding: base64`.
    Base64,
    /// Any JSON value.
    Json,
    /// A value or null.
    Nullable(Box<Ty>),
    /// A value that keeps rules. They stand inside of null, of which no rule says anything, and never in each other
    /// ([`super::Api::ruled`]).
    Ruled(Box<Ty>, RulesId),
    /// An array.
    Array(Box<Ty>),
    /// An object of unnamed members.
    Map(Box<Ty>),
    /// The same type on the heap, so that a recursive type has a size.
    Boxed(Box<Ty>),
    /// A type of the document.
    Named(TypeId),
    /// A type of the user's, by its absolute path (`::time::Date`), which has `Decode` and `Encode`.
    Path(String),
}

impl Ty {
    /// Whether null is one of its values as far as the type itself says.
    #[must_use]
    pub fn is_nullable(&self) -> bool {
        matches!(self, Ty::Nullable(_) | Ty::Null)
    }

    /// The type without [`Ty::Nullable`].
    #[must_use]
    pub fn non_null(&self) -> &Ty {
        match self {
            Ty::Nullable(inner) => inner,
            other => other,
        }
    }

    /// The type without [`Ty::Nullable`].
    #[must_use]
    pub fn into_non_null(self) -> Ty {
        match self {
            Ty::Nullable(inner) => *inner,
            other => other,
        }
    }

    /// The type without [`Ty::Ruled`].
    #[must_use]
    pub fn unruled(&self) -> &Ty {
        match self {
            Ty::Ruled(inner, _) => inner,
            other => other,
        }
    }

    /// The rules of its values; those of what it holds, and of what it names, are theirs.
    #[must_use]
    pub fn own_rules(&self) -> Option<RulesId> {
        match self.non_null() {
            Ty::Ruled(_, rules) => Some(*rules),
            _ => None,
        }
    }

    /// The type, and null. [`Ty::Json`] has it already.
    #[must_use]
    pub fn or_null(self) -> Ty {
        match self {
            ty @ (Ty::Null | Ty::Nullable(_)) => ty,
            ty if *ty.unruled() == Ty::Json => ty,
            ty => Ty::Nullable(Box::new(ty)),
        }
    }

    /// The types directly inside this one, in their order.
    pub fn children(&self) -> impl Iterator<Item = &Ty> {
        match self {
            Ty::Nullable(inner)
            | Ty::Ruled(inner, _)
            | Ty::Array(inner)
            | Ty::Map(inner)
            | Ty::Boxed(inner) => Some(&**inner),
            _ => None,
        }
        .into_iter()
    }

    /// As [`Ty::children`], to change them.
    pub fn children_mut(&mut self) -> impl Iterator<Item = &mut Ty> {
        match self {
            Ty::Nullable(inner)
            | Ty::Ruled(inner, _)
            | Ty::Array(inner)
            | Ty::Map(inner)
            | Ty::Boxed(inner) => Some(&mut **inner),
            _ => None,
        }
        .into_iter()
    }

    /// The same type around other children: each becomes what `change` makes of it.
    #[must_use]
    pub fn map(mut self, change: &mut impl FnMut(Ty) -> Ty) -> Ty {
        for child in self.children_mut() {
            let old = std::mem::replace(child, Ty::Null);
            *child = change(old);
        }
        self
    }

    /// Calls `visit` with the type and with every type inside it, from the outside in.
    pub fn for_each<'t>(&'t self, visit: &mut impl FnMut(&'t Ty)) {
        visit(self);
        for child in self.children() {
            child.for_each(visit);
        }
    }

    /// As [`Ty::for_each`], to change them. What `visit` puts in place of a type is gone into.
    pub fn for_each_mut(&mut self, visit: &mut impl FnMut(&mut Ty)) {
        visit(self);
        for child in self.children_mut() {
            child.for_each_mut(visit);
        }
    }

    /// As [`Ty::for_each_named`], to change them.
    pub fn for_each_id_mut(&mut self, visit: &mut impl FnMut(&mut TypeId)) {
        self.for_each_mut(&mut |ty| {
            if let Ty::Named(id) = ty {
                visit(id);
            }
        });
    }

    /// Calls `visit` with every named type in it.
    pub fn for_each_named(&self, visit: &mut impl FnMut(TypeId)) {
        self.for_each(&mut |ty| {
            if let Ty::Named(id) = ty {
                visit(*id);
            }
        });
    }
}

#[cfg(test)]
mod tests {
    use super::{Ty, TypeId};

    fn nested() -> Ty {
        let named = Ty::Named(TypeId(7));
        let array = Ty::Array(Box::new(Ty::Nullable(Box::new(named))));
        Ty::Map(Box::new(Ty::Boxed(Box::new(array))))
    }

    #[test]
    fn every_type_inside_is_visited_once_from_the_outside_in() {
        let mut seen = Vec::new();
        let ty = nested();
        ty.for_each(&mut |ty| seen.push(ty.clone()));
        assert_eq!(seen.len(), 5);
        assert_eq!(seen.first(), Some(&ty));
        assert_eq!(seen.last(), Some(&Ty::Named(TypeId(7))));
        let mut changed = ty;
        changed.for_each_mut(&mut |ty| {
            if let Ty::Named(id) = ty {
                id.0 = 8;
            }
        });
        let mut ids = Vec::new();
        changed.for_each_named(&mut |id| ids.push(id.0));
        assert_eq!(ids, [8]);
    }

    #[test]
    fn map_changes_what_is_directly_inside() {
        let mapped = nested().map(&mut |inner| {
            assert!(matches!(inner, Ty::Boxed(_)));
            Ty::Bool
        });
        assert_eq!(mapped, Ty::Map(Box::new(Ty::Bool)));
        assert_eq!(Ty::Integer.map(&mut |_| Ty::Bool), Ty::Integer);
    }
}
