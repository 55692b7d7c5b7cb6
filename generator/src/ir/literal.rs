//! Defaults as values: each is a value of the type that it stands beside, so that nobody has to check it again.

use super::{Api, Shape, TypeId};

/// A default. Lowering makes one only from a value of the type it belongs to.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Literal {
    /// A boolean.
    Bool(bool),
    /// An integer that its type holds.
    Integer(i128),
    /// A number of [`super::Ty::F32`].
    F32(Float),
    /// A number of [`super::Ty::F64`].
    F64(Float),
    /// A string.
    String(String),
    /// A value of a string or integer enum.
    Enum {
        /// The enum.
        ty: TypeId,
        /// Which of its values.
        index: u32,
    },
    /// An integer of [`super::Ty::Integer`].
    Digits(i128),
    /// An integer of [`super::Ty::Number`].
    Number(i128),
    /// A UUID, by its bits.
    Uuid(u128),
    /// A string that no `Debug` shows.
    Secret(String),
    /// A date of the calendar (RFC 3339, `full-date`).
    Date(String),
    /// A date and time with an offset (RFC 3339).
    DateTime(String),
    /// Bytes, by their text in base64.
    Base64(String),
    /// An array.
    Array(Vec<Literal>),
    /// A map, by the names of its members, each once.
    Map(Vec<(String, Literal)>),
    /// The struct of which nothing is required, with nothing in it.
    Empty(TypeId),
    /// A value of a type of its own around another.
    Newtype {
        /// The type.
        ty: TypeId,
        /// The value inside.
        value: Box<Literal>,
    },
}

/// A finite number, with the text that the document has.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Float {
    text: String,
    bits: u64,
}

impl Float {
    /// The number of a JSON text, as a `f32` holds it; none where it is beyond its range.
    #[must_use]
    pub fn single(text: &str) -> Option<Self> {
        let value: f32 = text.parse().ok()?;
        value.is_finite().then(|| Self::new(text, value.into()))
    }

    /// The number of a JSON text, as a `f64` holds it; none where it is beyond its range.
    #[must_use]
    pub fn double(text: &str) -> Option<Self> {
        let value: f64 = text.parse().ok()?;
        value.is_finite().then(|| Self::new(text, value))
    }

    fn new(text: &str, value: f64) -> Self {
        Self {
            text: text.to_owned(),
            bits: value.to_bits(),
        }
    }

    /// The number.
    #[must_use]
    pub fn value(&self) -> f64 {
        f64::from_bits(self.bits)
    }
}

impl Literal {
    /// Every id of a type in it.
    pub fn for_each_id_mut(&mut self, visit: &mut impl FnMut(&mut TypeId)) {
        match self {
            Literal::Enum { ty, .. } | Literal::Empty(ty) => visit(ty),
            Literal::Newtype { ty, value } => {
                visit(ty);
                value.for_each_id_mut(visit);
            }
            Literal::Array(items) => {
                for item in items {
                    item.for_each_id_mut(visit);
                }
            }
            Literal::Map(members) => {
                for (_, value) in members {
                    value.for_each_id_mut(visit);
                }
            }
            _ => {}
        }
    }

    /// Every struct that is made by it.
    pub fn for_each_empty(&self, visit: &mut impl FnMut(TypeId)) {
        match self {
            Literal::Empty(ty) => visit(*ty),
            Literal::Newtype { value, .. } => value.for_each_empty(visit),
            Literal::Array(items) => items.iter().for_each(|item| item.for_each_empty(visit)),
            Literal::Map(members) => {
                (members.iter()).for_each(|(_, value)| value.for_each_empty(visit));
            }
            _ => {}
        }
    }

    /// The value inside types of their own around it.
    #[must_use]
    pub fn inmost(&self) -> &Literal {
        match self {
            Literal::Newtype { value, .. } => value.inmost(),
            other => other,
        }
    }

    /// The default as JSON text, for people.
    #[must_use]
    pub fn json(&self, api: &Api) -> String {
        let string = |text: &str| serde_json::Value::from(text).to_string();
        match self {
            Literal::Bool(value) => value.to_string(),
            Literal::Integer(value) | Literal::Digits(value) | Literal::Number(value) => {
                value.to_string()
            }
            Literal::F32(number) | Literal::F64(number) => number.text.clone(),
            Literal::String(text)
            | Literal::Secret(text)
            | Literal::Date(text)
            | Literal::DateTime(text)
            | Literal::Base64(text) => string(text),
            Literal::Enum { ty, index } => {
                let index = *index as usize;
                match api.type_def(*ty).map(|def| &def.shape) {
                    Some(Shape::StringEnum(shape)) => {
                        shape.values.get(index).map(|value| string(value))
                    }
                    Some(Shape::IntegerEnum(shape)) => shape.values.get(index).map(i64::to_string),
                    Some(Shape::ValueEnum(shape)) => shape.values.get(index).cloned(),
                    _ => None,
                }
                .unwrap_or_default()
            }
            Literal::Uuid(bits) => string(&hyphenated(*bits)),
            Literal::Array(items) => {
                let items: Vec<String> = items.iter().map(|item| item.json(api)).collect();
                format!("[{}]", items.join(","))
            }
            Literal::Map(members) => {
                let members = members.iter();
                let members: Vec<String> = members
                    .map(|(name, value)| format!("{}:{}", string(name), value.json(api)))
                    .collect();
                format!("{{{}}}", members.join(","))
            }
            Literal::Empty(_) => "{}".to_owned(),
            Literal::Newtype { value, .. } => value.json(api),
        }
    }
}

/// The bits of a UUID as people write them.
pub(super) fn hyphenated(bits: u128) -> String {
    let digits = format!("{bits:032x}");
    let part = |from: usize, to: usize| digits.get(from..to).unwrap_or_default();
    [
        part(0, 8),
        part(8, 12),
        part(12, 16),
        part(16, 20),
        part(20, 32),
    ]
    .join("-")
}

/// The bits of a UUID in its hyphenated form.
pub(super) fn bits(text: &str) -> Option<u128> {
    let lengths = text.split('-').map(str::len);
    let is_digits = |part: &str| part.chars().all(|sign| sign.is_ascii_hexdigit());
    if !lengths.eq([8, 4, 4, 4, 12]) || !text.split('-').all(is_digits) {
        return None;
    }
    u128::from_str_radix(&text.replace('-', ""), 16).ok()
}

impl Literal {
    /// The UUID of a text in the hyphenated form.
    #[must_use]
    pub fn uuid(text: &str) -> Option<Self> {
        bits(text).map(Literal::Uuid)
    }
}

#[cfg(test)]
mod tests {
    use super::{Float, bits, hyphenated};

    #[test]
    fn uuids_come_back() {
        let text = "0123abcd-0000-4000-8000-00000000000f";
        assert_eq!(bits(text).map(hyphenated).as_deref(), Some(text));
        for text in [
            "",
            "0123abcd",
            "0123abcd-0000-4000-8000-00000000000g",
            "0123abcd-0000-4000-80000000000000ff",
        ] {
            assert_eq!(bits(text), None, "{text}");
        }
    }

    #[test]
    fn a_number_beyond_its_type_is_none() {
        assert!(Float::single("1e300").is_none());
        assert!(Float::double("1e300").is_some());
        assert!(Float::double("1e999").is_none());
        let tenth = Float::single("0.1").map(|number| number.value());
        assert_eq!(tenth, Some(f64::from(0.1_f32)));
    }
}
