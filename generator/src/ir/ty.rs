/// An index into [`super::Api::types`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TypeId(pub u32);

/// A use of a type. Whether a member may be absent is not in here: see [`super::Presence`].
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Ty {
    /// `null` and nothing else.
    Null,
    /// A boolean.
    Bool,
    /// `format: int32`.
    I32,
    /// `format: int64`, and integers without a format.
    I64,
    /// `format: float`.
    F32,
    /// Other numbers.
    F64,
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

    /// The type, and null. [`Ty::Json`] has it already.
    #[must_use]
    pub fn or_null(self) -> Ty {
        match self {
            ty @ (Ty::Null | Ty::Json | Ty::Nullable(_)) => ty,
            ty => Ty::Nullable(Box::new(ty)),
        }
    }

    /// Calls `visit` with every named type in it.
    pub fn for_each_named(&self, visit: &mut impl FnMut(TypeId)) {
        match self {
            Ty::Named(id) => visit(*id),
            Ty::Nullable(inner) | Ty::Array(inner) | Ty::Map(inner) | Ty::Boxed(inner) => {
                inner.for_each_named(visit)
            }
            _ => {}
        }
    }
}
