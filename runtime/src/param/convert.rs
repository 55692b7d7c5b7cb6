//! Between Rust types and the values of parameters.

use std::collections::BTreeMap;

use super::scalar::is_json_number;
use super::{Param, ParamValue, Shape, Unwritable};
use crate::codec::{Decode, DecodeOptions, Encode, Members, Rule, Stop, Subject, Writer, encode};
use crate::{Fault, FaultKind, Faults, Maybe, Segment};

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

    /// Reads a value, which must keep `rules`.
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

/// Where the reading of a parameter is, and the faults that it has found.
#[derive(Debug)]
pub struct ParamReader {
    options: DecodeOptions,
    place: Vec<Segment>,
    faults: Vec<Fault>,
}

impl ParamReader {
    /// A reader at the place of a parameter.
    #[must_use]
    pub fn new(place: Vec<Segment>, options: DecodeOptions) -> Self {
        Self {
            options,
            place,
            faults: Vec::new(),
        }
    }

    /// What was found.
    #[must_use]
    pub fn into_faults(self) -> Vec<Fault> {
        self.faults
    }

    /// Notes what is wrong with the value at this place.
    pub fn fault(&mut self, kind: FaultKind) -> Stop {
        self.faults.push(Fault {
            location: self.place.clone(),
            kind,
        });
        Stop::Invalid
    }

    /// Reads what is one step further in.
    fn within<T>(
        &mut self,
        segment: Segment,
        read: impl FnOnce(&mut Self) -> Result<T, Stop>,
    ) -> Result<T, Stop> {
        self.place.push(segment);
        let outcome = read(self);
        self.place.pop();
        outcome
    }

    /// Checks rules on a value that was read.
    fn check(&mut self, rules: &[Rule], subjects: &[Subject<'_>]) -> Result<(), Stop> {
        let mut outcome = Ok(());
        if self.options.rules {
            for rule in rules {
                for subject in subjects {
                    if let Some(kind) = rule.broken_by(subject) {
                        outcome = Err(self.fault(kind));
                    }
                }
            }
        }
        outcome
    }

    /// Checks the rules that look at a value as a whole: whether its items are all different, say.
    fn check_whole(&mut self, value: &impl Encode, rules: &'static [Rule]) -> Result<(), Stop> {
        if !self.options.rules || !rules.iter().any(Rule::is_of_the_whole) {
            return Ok(());
        }
        // What was read has a form in JSON.
        let Ok(text) = encode(value) else {
            return Ok(());
        };
        let faults = crate::codec::broken_by_the_whole(&text, self.options, rules);
        let outcome = if faults.is_empty() {
            Ok(())
        } else {
            Err(Stop::Invalid)
        };
        self.append(faults);
        outcome
    }

    /// Notes faults of the value at this place.
    fn append(&mut self, faults: Faults) {
        for Fault { location, kind } in faults {
            let location = self.place.iter().cloned().chain(location).collect();
            self.faults.push(Fault { location, kind });
        }
    }

    /// Reads an object: each member into the place of its index. Members with other names are passed over, or are faults where the object is closed.
    ///
    /// # Errors
    ///
    /// [`Stop::Invalid`]. Without one, each required member has been read into its place.
    pub fn object(
        &mut self,
        value: ParamValue,
        members: &'static Members,
        slots: &mut [&mut dyn ParamSlot],
    ) -> Result<(), Stop> {
        let Some(fields) = value.into_fields() else {
            return Err(self.fault(FaultKind::NotObject));
        };
        let mut values: BTreeMap<String, ParamValue> = fields.into_iter().collect();
        let before = self.faults.len();
        for (index, (member, slot)) in members.as_slice().iter().zip(slots).enumerate() {
            match values.remove(member.name()) {
                Some(value) => {
                    // What is wrong is noted; the members behind it are read all the same.
                    let _faulty = self.within(Segment::from(member.name()), |reader| {
                        slot.read(value, members.rules(index), reader)
                    });
                }
                None if member.is_required() => {
                    let _missing = self.within(Segment::from(member.name()), |reader| {
                        Err::<(), _>(reader.fault(FaultKind::Missing))
                    });
                }
                None => {}
            }
        }
        if members.is_closed() {
            for (name, _) in values {
                let _unknown = self.within(Segment::from(name), |reader| {
                    Err::<(), _>(reader.fault(FaultKind::UnknownMember))
                });
            }
        }
        if self.faults.len() == before {
            Ok(())
        } else {
            Err(Stop::Invalid)
        }
    }
}

/// The place that a member of a parameter is read into.
pub trait ParamSlot {
    /// Reads a value into the place.
    ///
    /// # Errors
    ///
    /// [`Stop::Invalid`]; the place is then empty.
    fn read(
        &mut self,
        value: ParamValue,
        rules: &'static [Rule],
        reader: &mut ParamReader,
    ) -> Result<(), Stop>;
}

impl<T: ReadParam> ParamSlot for Option<T> {
    fn read(
        &mut self,
        value: ParamValue,
        rules: &'static [Rule],
        reader: &mut ParamReader,
    ) -> Result<(), Stop> {
        *self = Some(T::read_param(value, rules, reader)?);
        Ok(())
    }
}

/// No parameter can say null.
impl<T: ReadParam> ParamSlot for Maybe<T> {
    fn read(
        &mut self,
        value: ParamValue,
        rules: &'static [Rule],
        reader: &mut ParamReader,
    ) -> Result<(), Stop> {
        *self = Self::Value(T::read_param(value, rules, reader)?);
        Ok(())
    }
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
            let simple = reader.check(rules, &subjects);
            simple.and(reader.check_whole(&value, rules))?;
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
        let of_items = rules.iter().find_map(Rule::items).unwrap_or_default();
        let count = items.len() as u64;
        let mut values = Self::with_capacity(items.len());
        let mut outcome = Ok(());
        for (index, item) in items.into_iter().enumerate() {
            match reader.within(Segment::Index(index), |reader| {
                T::read_param(item, of_items, reader)
            }) {
                Ok(value) => values.push(value),
                Err(stop) => outcome = Err(stop),
            }
        }
        reader.check(rules, &[Subject::Items(count)])?;
        outcome.and_then(|()| reader.check_whole(&values, rules))?;
        Ok(values)
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
        let of_values = rules.iter().find_map(Rule::values).unwrap_or_default();
        let mut values = Self::new();
        let mut outcome = Ok(());
        for (name, value) in fields {
            match reader.within(Segment::from(name.clone()), |reader| {
                T::read_param(value, of_values, reader)
            }) {
                Ok(value) => {
                    values.insert(name, value);
                }
                Err(stop) => outcome = Err(stop),
            }
        }
        outcome.and_then(|()| reader.check_whole(&values, rules))?;
        Ok(values)
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
