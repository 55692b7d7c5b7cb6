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
    /// An empty array.
    EmptyArray,
    /// An empty map.
    EmptyMap,
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
    /// The default as JSON text, for people.
    #[must_use]
    pub fn json(&self, api: &Api) -> String {
        let string = |text: &str| serde_json::Value::from(text).to_string();
        match self {
            Literal::Bool(value) => value.to_string(),
            Literal::Integer(value) => value.to_string(),
            Literal::F32(number) | Literal::F64(number) => number.text.clone(),
            Literal::String(text) => string(text),
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
            Literal::EmptyArray => "[]".to_owned(),
            Literal::EmptyMap => "{}".to_owned(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Float;

    #[test]
    fn a_number_beyond_its_type_is_none() {
        assert!(Float::single("1e300").is_none());
        assert!(Float::double("1e300").is_some());
        assert!(Float::double("1e999").is_none());
        let tenth = Float::single("0.1").map(|number| number.value());
        assert_eq!(tenth, Some(f64::from(0.1_f32)));
    }
}
