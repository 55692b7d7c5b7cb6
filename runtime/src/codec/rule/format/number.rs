//! Formats of numbers.

use super::Format;
use super::ascii::{Rest, is_digit};
use crate::codec::integer_of;

/// How many digits a decimal of 128 bits has (IEEE 754).
pub(super) const DIGITS_OF_128_BITS: usize = 34;

/// The range of a format of integers.
pub(super) fn range(format: Format) -> Option<(i128, i128)> {
    Some(match format {
        Format::Int8 => (i8::MIN.into(), i8::MAX.into()),
        Format::Int16 => (i16::MIN.into(), i16::MAX.into()),
        Format::Int32 => (i32::MIN.into(), i32::MAX.into()),
        Format::Int64 => (i64::MIN.into(), i64::MAX.into()),
        Format::Uint8 => (0, u8::MAX.into()),
        Format::Uint16 => (0, u16::MAX.into()),
        Format::Uint32 => (0, u32::MAX.into()),
        Format::Uint64 => (0, u64::MAX.into()),
        Format::DoubleInt => (-(1 << 53) + 1, (1 << 53) - 1),
        _ => return None,
    })
}

pub(super) fn is_integer_within(number: &str, minimum: i128, maximum: i128) -> bool {
    integer_of(number).is_some_and(|value| (minimum..=maximum).contains(&value))
}

/// A number as people write it: a sign, digits, a point among or around them, an exponent; of at most so many significant digits.
pub(super) fn is_decimal(text: &str, most: usize) -> bool {
    let mut rest = Rest(text);
    let _sign = rest.take("-") || rest.take("+");
    let whole = rest.run(is_digit);
    let fraction = if rest.take(".") {
        rest.run(is_digit)
    } else {
        ""
    };
    if whole.is_empty() && fraction.is_empty() {
        return false;
    }
    if rest.take("e") || rest.take("E") {
        let _sign = rest.take("-") || rest.take("+");
        if rest.run(is_digit).is_empty() {
            return false;
        }
    }
    let zeros = |digits: &mut dyn Iterator<Item = char>| digits.take_while(|&c| c == '0').count();
    let digits = || whole.chars().chain(fraction.chars());
    let leading = zeros(&mut digits());
    let trailing = zeros(&mut digits().rev());
    let significant = digits().count().saturating_sub(leading + trailing);
    rest.is_empty() && significant <= most
}
