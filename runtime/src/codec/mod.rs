//! JSON, read and written by one concrete reader and one concrete writer.
//!
//! Generated types implement [`Decode`] and [`Encode`]. What they contain of it is a table of members and a list of places; the work
//! is done here, in functions that are not generic, because those are compiled once.
//!
//! Decoding collects every fault with its place. A syntax fault discards the others and stands alone.

mod choose;
mod containers;
mod decimal;
mod evaluate;
mod formats;
mod lookahead;
mod members;
mod number;
mod object;
mod options;
mod reader;
mod rule;
mod ruled;
mod scalars;
mod skip;
mod slot;
mod text;
mod tree;
mod tried;
mod tuple;
mod values;
mod writer;

pub use choose::{Constant, Told};
pub use decimal::equal_numbers;
#[cfg(feature = "server")]
pub(crate) use decimal::plain_number;
pub(crate) use decimal::{compare_numbers, is_multiple};
pub use formats::{parse_date, parse_date_time, parse_uuid, write_date, write_date_time};
pub use lookahead::Tag;
pub use members::{Member, Members};
pub(crate) use number::integer_of;
pub use number::is_integral;
pub use options::DecodeOptions;
#[cfg(feature = "client")]
pub(crate) use reader::utf8;
pub use reader::{JsonKind, Reader};
pub(crate) use rule::Subject;
pub use rule::{Check, Condition, Contains, Format, Pattern, Rule};
pub(crate) use ruled::{broken_by_the_whole, is_beyond, rules_of_item, rules_of_values};
pub use slot::{Rest, Slot, required};
pub use text::position;
pub use tried::{Known, Variants, known};
pub use values::{value_of_text, value_text};
pub use writer::{EncodeError, EncodeProblem, Writer};

use crate::{Fault, FaultKind, Faults};

/// How a table of members names them: `Members::new(&[required("id"), optional("name").with(&RULES)])`.
pub mod member {
    pub use super::members::{ignored, optional, required};
}

/// Why a value could not be read. The fault itself is recorded in the [`Reader`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stop {
    /// The value is faulty. It has been read to its end, so that its siblings can be read too.
    Invalid,
    /// The text is no JSON, or beyond a limit: nothing more can be read.
    Syntax,
}

/// A type that can be read from JSON.
///
/// An implementation either reads one whole value and returns it, or it records at least one fault, reads the value to its end and returns
/// [`Stop::Invalid`], or it passes on a [`Stop::Syntax`].
pub trait Decode: Sized {
    /// Reads one value.
    ///
    /// # Errors
    ///
    /// See [`Stop`]; the faults are recorded in `reader`.
    fn decode(reader: &mut Reader<'_>) -> Result<Self, Stop>;
}

/// A type that can be written as JSON.
pub trait Encode {
    /// Writes one value. What has no JSON form (a number that is not finite) is recorded in `writer`, which then yields an error.
    fn encode(&self, writer: &mut Writer);

    /// Whether an optional member with this value is left out.
    fn is_absent(&self) -> bool {
        false
    }
}

/// Reads a value from the body of a request or a response.
///
/// A UTF-8 byte order mark is ignored.
///
/// # Errors
///
/// All faults of the body, in the order of the schema; or one syntax fault.
///
/// ```
/// use counterpart_runtime::codec::{decode, DecodeOptions};
///
/// let numbers: Vec<i32> = decode(b"[1, 2.0, 3e0]", DecodeOptions::DEFAULT)?;
/// assert_eq!(numbers, [1, 2, 3]);
///
/// let faults = decode::<Vec<i32>>(b"[1, true, 2.5]", DecodeOptions::DEFAULT).unwrap_err();
/// assert_eq!(faults.to_string(), "/1: expected an integer; /2: expected an integer, found a number with a fraction");
/// # Ok::<(), counterpart_runtime::Faults>(())
/// ```
pub fn decode<T: Decode>(body: &[u8], options: DecodeOptions) -> Result<T, Faults> {
    decode_ruled(body, options, &[])
}

/// Reads a value like [`decode`], which as a whole must keep `rules`.
///
/// # Errors
///
/// As [`decode`].
pub fn decode_ruled<T: Decode>(
    body: &[u8],
    options: DecodeOptions,
    rules: &'static [Rule],
) -> Result<T, Faults> {
    let mut place: Option<T> = None;
    decode_into(body, options, rules, &mut place)?;
    place.ok_or_else(Faults::default)
}

/// Not generic, so that a type costs no more than the reading of itself.
fn decode_into(
    body: &[u8],
    options: DecodeOptions,
    rules: &'static [Rule],
    place: &mut dyn Slot,
) -> Result<(), Faults> {
    let mut reader = Reader::new(reader::utf8(body)?, options);
    let outcome = reader.ruled(rules, |reader| place.read(reader));
    reader.finish(outcome)
}

/// Checks the rules of a value's type, and `rules`, which hold for it as a whole: what a server would check on it.
///
/// A client asks before it sends, and tests of a server ask for its answers; neither is done by itself.
///
/// # Errors
///
/// All rules that are broken, each at its place; or that the value has no JSON form.
///
/// ```
/// use counterpart_runtime::codec::{Rule, check};
///
/// static CODES: [Rule; 2] = [Rule::MaxItems(3), Rule::Items(&[Rule::MinLength(2)])];
/// let codes = vec!["ab".to_owned(), "c".to_owned()];
/// let faults = check(&codes, &CODES).unwrap_err();
/// assert_eq!(faults.to_string(), "/1: expected at least 2 characters");
/// ```
pub fn check<T: Encode + Decode>(value: &T, rules: &'static [Rule]) -> Result<(), Faults> {
    let text = encode(value).map_err(|error| {
        let kind = FaultKind::custom("no_json", error.to_string());
        Faults::from(Fault::new(kind))
    })?;
    let options = DecodeOptions::DEFAULT.with_rules(true);
    decode_ruled::<T>(text.as_bytes(), options, rules).map(drop)
}

/// Writes a value as JSON, without blanks.
///
/// # Errors
///
/// [`EncodeError`] where a value has no JSON form: a float that is not finite, a date-time whose year has not four digits.
/// Writing `null` instead would be a lie that the other side could not tell from the truth.
///
/// ```
/// use counterpart_runtime::codec::encode;
///
/// assert_eq!(encode(&vec![1.5_f64, 2.0])?, "[1.5,2.0]");
/// assert!(encode(&f64::NAN).is_err());
/// # Ok::<(), counterpart_runtime::codec::EncodeError>(())
/// ```
pub fn encode<T: Encode + ?Sized>(value: &T) -> Result<String, EncodeError> {
    let mut writer = Writer::new();
    value.encode(&mut writer);
    writer.finish()
}
