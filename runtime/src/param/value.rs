//! The one model of a parameter's value, between a Rust type and the text on the wire.

use crate::codec::Members;

/// The value of a parameter: what a type becomes before a style writes it, and what a style reads before it becomes a type.
#[derive(Clone, PartialEq, Eq)]
pub enum ParamValue {
    /// One text, without any encoding.
    Text(String),
    /// An array.
    List(Vec<ParamValue>),
    /// An object: names and values, in their order.
    Fields(Vec<(String, ParamValue)>),
}

/// Shows what it is, and no value: one may be a credential.
impl std::fmt::Debug for ParamValue {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Text(_) => f.write_str("Text(..)"),
            Self::List(items) => write!(f, "List({} items)", items.len()),
            Self::Fields(fields) => write!(f, "Fields({} members)", fields.len()),
        }
    }
}

/// What a type expects a text to be: without it `a,b` may be a text, an array of two, or an object of one member.
#[derive(Debug, Clone, Copy)]
#[non_exhaustive]
pub enum Shape {
    /// One text.
    Text,
    /// An array.
    List,
    /// An object of these members; of any, where it is a map. Exploded forms are put together by the names.
    Fields(Option<&'static Members>),
}

impl ParamValue {
    /// The last text of it: of several values for one parameter, the last one counts.
    pub(super) fn into_text(self) -> Option<String> {
        match self {
            Self::Text(text) => Some(text),
            Self::List(items) => items.into_iter().next_back()?.into_text(),
            Self::Fields(_) => None,
        }
    }

    /// The items of it: one value is an array of one, and members whose names are `0`, `1`, … are items in the order of these numbers.
    pub(super) fn into_items(self) -> Option<Vec<Self>> {
        match self {
            Self::List(items) => Some(items),
            text @ Self::Text(_) => Some(vec![text]),
            Self::Fields(fields) => {
                let numbered = fields.into_iter().map(|(name, value)| {
                    let index: Option<usize> = name.parse().ok();
                    index.map(|index| (index, value))
                });
                let mut numbered: Vec<_> = numbered.collect::<Option<_>>()?;
                numbered.sort_by_key(|(index, _)| *index);
                Some(numbered.into_iter().map(|(_, value)| value).collect())
            }
        }
    }

    /// The members of it.
    pub(super) fn into_fields(self) -> Option<Vec<(String, Self)>> {
        match self {
            Self::Fields(fields) => Some(fields),
            _ => None,
        }
    }
}
