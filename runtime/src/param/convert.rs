//! Between Rust types and the values of parameters.

use std::collections::BTreeMap;

use super::scalar::is_json_number;
use super::{Param, ParamReader, ParamValue, Shape, Unwritable};
use crate::codec::{
    Decode, Encode, Rule, Stop, Subject, Writer, encode, rules_of_item, rules_of_values,
};
use crate::{FaultKind, Segment};

/// What can be written as a parameter: a [`Param`], a borrowed text, an array, a map, or a generated object.
pub trait WriteParam {
    /// The value, for a style to write.
    ///
    /// # Errors
    ///
    /// Where it has no form.
    fn param_value(&self) -> Result<ParamValue, Unwritable>;
}

impl<T: Param> WriteParam for T {
    fn param_value(&self) -> Result<ParamValue, Unwritable> {
        let mut text = String::new();
        self.write(&mut text);
        Ok(ParamValue::Text(text))
    }
}

impl WriteParam for str {
    fn param_value(&self) -> Result<ParamValue, Unwritable> {
        Ok(ParamValue::Text(self.to_owned()))
    }
}

impl<T: WriteParam> WriteParam for [T] {
    fn param_value(&self) -> Result<ParamValue, Unwritable> {
        let items: Result<_, _> = self.iter().map(WriteParam::param_value).collect();
        items.map(ParamValue::List)
    }
}

impl<T: WriteParam> WriteParam for Vec<T> {
    fn param_value(&self) -> Result<ParamValue, Unwritable> {
        self.as_slice().param_value()
    }
}

impl<T: WriteParam> WriteParam for BTreeMap<String, T> {
    fn param_value(&self) -> Result<ParamValue, Unwritable> {
        let fields = self
            .iter()
            .map(|(name, value)| Ok((name.clone(), value.param_value()?)));
        fields.collect::<Result<_, _>>().map(ParamValue::Fields)
    }
}

/// The members of an object that is written as a parameter. One that is absent is left out.
#[derive(Debug, Default)]
pub struct FieldsWriter(Vec<(String, ParamValue)>);

impl FieldsWriter {
    /// No members yet.
    #[must_use]
    pub const fn new() -> Self {
        Self(Vec::new())
    }

    /// A member that is there.
    ///
    /// # Errors
    ///
    /// Where it has no form.
    pub fn required<T: WriteParam>(mut self, name: &str, value: &T) -> Result<Self, Unwritable> {
        self.0.push((name.to_owned(), value.param_value()?));
        Ok(self)
    }

    /// A member that may be absent.
    ///
    /// # Errors
    ///
    /// Where it has no form.
    pub fn optional<T: WriteParam>(
        self,
        name: &str,
        value: Option<&T>,
    ) -> Result<Self, Unwritable> {
        match value {
            Some(value) => self.required(name, value),
            None => Ok(self),
        }
    }

    /// The whole.
    #[must_use]
    pub fn value(self) -> ParamValue {
        ParamValue::Fields(self.0)
    }
}

/// What can be read from a parameter: a [`Param`], an array, a map, or a generated object. Its JSON is what rules about the value as a whole are
/// asked about.
pub trait ReadParam: Encode + Sized {
    /// What its text is expected to be.
    fn shape() -> Shape;

    /// Reads a value, which must keep `rules`; those that look at it as a whole are checked by [`ParamReader::read`].
    ///
    /// # Errors
    ///
    /// [`Stop::Invalid`]; the faults are in `reader`.
    fn read_param(
        value: ParamValue,
        rules: &'static [Rule],
        reader: &mut ParamReader,
    ) -> Result<Self, Stop>;
}

impl<T: Param + Encode> ReadParam for T {
    fn shape() -> Shape {
        Shape::Text
    }

    fn read_param(
        value: ParamValue,
        rules: &'static [Rule],
        reader: &mut ParamReader,
    ) -> Result<Self, Stop> {
        let Some(text) = value.into_text() else {
            return Err(reader.fault(FaultKind::NotString));
        };
        let value = match T::parse(&text, reader.options) {
            Ok(value) => value,
            Err(kind) => {
                // A number that its type cannot hold and that breaks a rule: the rule is what the document says.
                if crate::codec::is_beyond(&kind) && is_json_number(&text) {
                    reader.check(rules, &[Subject::Number(&text)])?;
                }
                return Err(reader.fault(kind));
            }
        };
        if !rules.is_empty() {
            // As the type writes it: `+1` and `1.0`, which some profiles take for integers, are `1`.
            let mut written = String::new();
            value.write(&mut written);
            let number = is_json_number(&written).then_some(Subject::Number(&written));
            let text = Subject::Text(std::borrow::Cow::Borrowed(&text));
            let subjects: Vec<_> = number.into_iter().chain([text]).collect();
            reader.check(rules, &subjects)?;
        }
        Ok(value)
    }
}

impl<T: ReadParam> ReadParam for Vec<T> {
    fn shape() -> Shape {
        Shape::List
    }

    fn read_param(
        value: ParamValue,
        rules: &'static [Rule],
        reader: &mut ParamReader,
    ) -> Result<Self, Stop> {
        let Some(items) = value.into_items() else {
            return Err(reader.fault(FaultKind::NotArray));
        };
        let count = items.len() as u64;
        let mut values = Self::with_capacity(items.len());
        let mut outcome = Ok(());
        for (index, item) in items.into_iter().enumerate() {
            let rules = rules_of_item(rules, index).unwrap_or_default();
            match reader.within(Segment::Index(index), |reader| reader.read(item, rules)) {
                Ok(value) => values.push(value),
                Err(stop) => outcome = Err(stop),
            }
        }
        reader.check(rules, &[Subject::Items(count)])?;
        outcome.map(|()| values)
    }
}

impl<T: ReadParam> ReadParam for BTreeMap<String, T> {
    fn shape() -> Shape {
        Shape::Fields(None)
    }

    fn read_param(
        value: ParamValue,
        rules: &'static [Rule],
        reader: &mut ParamReader,
    ) -> Result<Self, Stop> {
        let Some(fields) = value.into_fields() else {
            return Err(reader.fault(FaultKind::NotMap));
        };
        let of_values = rules_of_values(rules).unwrap_or_default();
        let mut values = Self::new();
        let mut outcome = Ok(());
        for (name, value) in fields {
            match reader.within(Segment::from(name.clone()), |reader| {
                reader.read(value, of_values)
            }) {
                Ok(value) => {
                    values.insert(name, value);
                }
                Err(stop) => outcome = Err(stop),
            }
        }
        outcome.map(|()| values)
    }
}

/// A value whose text is its JSON: parameters with `content: application/json`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AsJson<T>(pub T);

impl<T: Encode> WriteParam for AsJson<T> {
    fn param_value(&self) -> Result<ParamValue, Unwritable> {
        encode(&self.0)
            .map(ParamValue::Text)
            .map_err(Unwritable::Json)
    }
}

impl<T: Encode> Encode for AsJson<T> {
    fn encode(&self, writer: &mut Writer) {
        self.0.encode(writer);
    }
}

impl<T: Decode + Encode> ReadParam for AsJson<T> {
    fn shape() -> Shape {
        Shape::Text
    }

    fn read_param(
        value: ParamValue,
        rules: &'static [Rule],
        reader: &mut ParamReader,
    ) -> Result<Self, Stop> {
        let Some(text) = value.into_text() else {
            return Err(reader.fault(FaultKind::NotString));
        };
        match crate::codec::decode_ruled(text.as_bytes(), reader.options, rules) {
            Ok(value) => Ok(Self(value)),
            Err(faults) => {
                reader.append(faults);
                Err(Stop::Invalid)
            }
        }
    }
}
