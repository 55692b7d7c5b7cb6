//! Where the reading of a parameter is, and the places that its members are read into.

use std::collections::BTreeMap;

use super::{ParamValue, ReadParam, Shape};
use crate::codec::{
    DecodeOptions, Encode, Members, Rule, Stop, Subject, broken_by_the_whole, encode,
};
use crate::{Fault, FaultKind, Faults, Maybe, Segment};

/// Where the reading of a parameter is, and the faults that it has found.
#[derive(Debug)]
pub struct ParamReader {
    pub(super) options: DecodeOptions,
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

    /// Reads a value, which must keep `rules`, and those that its type has as a whole.
    ///
    /// # Errors
    ///
    /// [`Stop::Invalid`]; the faults are noted.
    pub fn read<T: ReadParam>(
        &mut self,
        value: ParamValue,
        rules: &'static [Rule],
    ) -> Result<T, Stop> {
        let value = T::read_param(value, rules, self)?;
        let of_type = match T::shape() {
            Shape::Fields(Some(members)) => members.whole_rules(),
            _ => &[],
        };
        let own = self.check_whole(&value, of_type);
        own.and(self.check_whole(&value, rules)).map(|()| value)
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
    pub(super) fn within<T>(
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
    pub(super) fn check(&mut self, rules: &[Rule], subjects: &[Subject<'_>]) -> Result<(), Stop> {
        let mut outcome = Ok(());
        if self.options.rules {
            for rule in rules {
                for subject in subjects {
                    if let Some(kind) = rule.broken_by(subject, &self.options) {
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
        let faults = broken_by_the_whole(&text, self.options, rules);
        let outcome = if faults.is_empty() {
            Ok(())
        } else {
            Err(Stop::Invalid)
        };
        self.append(faults);
        outcome
    }

    /// Notes faults of the value at this place.
    pub(super) fn append(&mut self, faults: Faults) {
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
        *self = Some(reader.read(value, rules)?);
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
        *self = Self::Value(reader.read(value, rules)?);
        Ok(())
    }
}
