//! The places that members are read into.

use std::collections::BTreeMap;

use super::{Decode, Reader, Stop};
use crate::Maybe;

/// The place that a member is read into.
///
/// `Option<T>` for a member that is required, or optional and not nullable; [`Maybe<T>`] for one that is optional and nullable.
pub trait Slot {
    /// Empties the place, and reads a value into it.
    ///
    /// # Errors
    ///
    /// See [`Stop`]; the place is then empty.
    fn read(&mut self, reader: &mut Reader<'_>) -> Result<(), Stop>;
}

impl<T: Decode> Slot for Option<T> {
    fn read(&mut self, reader: &mut Reader<'_>) -> Result<(), Stop> {
        *self = None;
        *self = Some(T::decode(reader)?);
        Ok(())
    }
}

impl<T: Decode> Slot for Maybe<T> {
    fn read(&mut self, reader: &mut Reader<'_>) -> Result<(), Stop> {
        *self = Self::Absent;
        *self = Self::decode(reader)?;
        Ok(())
    }
}

/// The place that members with other names are read into: a `BTreeMap<String, T>`.
pub trait Rest {
    /// Reads the value of the member `name`.
    ///
    /// # Errors
    ///
    /// See [`Stop`]; the member is then not there.
    fn read(&mut self, name: &str, reader: &mut Reader<'_>) -> Result<(), Stop>;
}

impl<T: Decode> Rest for BTreeMap<String, T> {
    fn read(&mut self, name: &str, reader: &mut Reader<'_>) -> Result<(), Stop> {
        match T::decode(reader) {
            Ok(value) => {
                self.insert(name.to_owned(), value);
                Ok(())
            }
            Err(stop) => {
                self.remove(name);
                Err(stop)
            }
        }
    }
}

/// The value of a required member, out of its place.
///
/// # Errors
///
/// [`Stop::Invalid`] where the place is empty; [`Reader::object`] has then recorded why.
#[inline]
pub fn required<T>(place: Option<T>) -> Result<T, Stop> {
    place.ok_or(Stop::Invalid)
}
