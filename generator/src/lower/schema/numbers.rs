//! Which Rust type the numbers of a schema are, by `format` and bounds: never one that refuses what the bounds accept.

use crate::document::{Demand, SchemaObject};
use crate::ir::{Int, Ty};
use crate::source::Number;

use super::format::is_meaning_of_integers;

/// The type of some numbers.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Sizing {
    pub(super) ty: Ty,
    /// The document says nothing of a size: the type holds less than the schema accepts.
    pub(super) narrows: bool,
    /// The format has a say in it, or there is none.
    pub(super) knows_format: bool,
}

/// The type of integers.
///
/// `format` gives the number of bits, and without one it is 64; a `minimum` that is not negative makes the type one without
/// a sign. Where bounds reach beyond that type, it is the smallest one that holds them, and beyond 64 bits the digits.
pub(super) fn integer(object: &SchemaObject) -> Sizing {
    let bounds = Bounds::of(object);
    let sized = object.format.as_deref().and_then(int);
    let knows_format =
        sized.is_some() || object.format.as_deref().is_none_or(is_meaning_of_integers);
    let unsigned = bounds.low.is_some_and(|low| low >= 0);
    let natural = match sized {
        Some(int) if unsigned => without_sign(int),
        Some(int) => int,
        None if unsigned => Int::U64,
        None => Int::I64,
    };
    let is_within = |bound: Option<i128>| bound.is_none_or(|bound| natural.holds(bound));
    if is_within(bounds.low) && is_within(bounds.high) {
        return Sizing {
            ty: Ty::Int(natural),
            narrows: sized.is_none() && (bounds.low.is_none() || bounds.high.is_none()),
            knows_format,
        };
    }
    let (smallest, largest) = natural.range();
    let low = bounds.low.unwrap_or(smallest);
    let high = bounds.high.unwrap_or(largest);
    let wider = Int::ALL
        .into_iter()
        .filter(|int| bits(*int) >= bits(natural) && int.holds(low) && int.holds(high))
        .min_by_key(|int| (bits(*int), (int.range().0 < 0) != (smallest < 0)));
    Sizing {
        ty: wider.map_or(Ty::Integer, Ty::Int),
        narrows: false,
        knows_format,
    }
}

/// The type of numbers that may have a fraction; of integers, where the format is one of those.
pub(super) fn number(object: &SchemaObject) -> Sizing {
    let known = |ty| Sizing {
        ty,
        narrows: false,
        knows_format: true,
    };
    match object.format.as_deref() {
        Some("float") if is_single(object) => known(Ty::F32),
        Some("float" | "double") => known(Ty::F64),
        Some("decimal" | "decimal128") => known(Ty::Number),
        Some(format) if int(format).is_some() => integer(object),
        format => Sizing {
            ty: Ty::F64,
            narrows: true,
            knows_format: format.is_none(),
        },
    }
}

/// The integers of a format of OpenAPI's registry.
pub(super) fn int(format: &str) -> Option<Int> {
    Some(match format {
        "int8" => Int::I8,
        "int16" => Int::I16,
        "int32" => Int::I32,
        "int64" => Int::I64,
        "uint8" => Int::U8,
        "uint16" => Int::U16,
        "uint32" => Int::U32,
        "uint64" => Int::U64,
        _ => return None,
    })
}

fn bits(int: Int) -> u32 {
    let (smallest, largest) = int.range();
    (largest - smallest).ilog2() + 1
}

fn without_sign(int: Int) -> Int {
    match int {
        Int::I8 | Int::U8 => Int::U8,
        Int::I16 | Int::U16 => Int::U16,
        Int::I32 | Int::U32 => Int::U32,
        Int::I64 | Int::U64 => Int::U64,
    }
}

/// Whether the bounds reach no further than an `f32` does.
fn is_single(object: &SchemaObject) -> bool {
    written(object).all(|(_, bound)| {
        (bound.as_str().parse::<f64>()).is_ok_and(|bound| bound.abs() <= f64::from(f32::MAX))
    })
}

/// The smallest and the largest integer that a schema accepts.
#[derive(Debug, Default)]
struct Bounds {
    low: Option<i128>,
    high: Option<i128>,
}

impl Bounds {
    fn of(object: &SchemaObject) -> Self {
        let mut bounds = Self::default();
        for (demand, bound) in written(object) {
            let value = nearest(bound);
            match demand {
                Demand::Minimum(_) => bounds.raise(value.up),
                Demand::ExclusiveMinimum(_) => bounds.raise(value.down.saturating_add(1)),
                Demand::Maximum(_) => bounds.lower(value.down),
                Demand::ExclusiveMaximum(_) => bounds.lower(value.up.saturating_sub(1)),
                _ => {}
            }
        }
        bounds
    }

    fn raise(&mut self, low: i128) {
        self.low = Some(self.low.map_or(low, |known| known.max(low)));
    }

    fn lower(&mut self, high: i128) {
        self.high = Some(self.high.map_or(high, |known| known.min(high)));
    }
}

/// The bounds that are written.
fn written(object: &SchemaObject) -> impl Iterator<Item = (&Demand, &Number)> {
    (object.assertions.iter()).filter_map(|one| match &one.demand {
        Demand::Minimum(bound)
        | Demand::ExclusiveMinimum(bound)
        | Demand::Maximum(bound)
        | Demand::ExclusiveMaximum(bound) => Some((&one.demand, bound)),
        _ => None,
    })
}

/// The integers next to a number.
struct Nearest {
    down: i128,
    up: i128,
}

/// The digits that a double needs at most.
const DIGITS_OF_DOUBLE: usize = 17;

fn nearest(number: &Number) -> Nearest {
    match number.as_i128() {
        Some(exact) => {
            let value = limit(number, exact).unwrap_or(exact);
            Nearest {
                down: value,
                up: value,
            }
        }
        None => {
            // A fraction, or beyond 128 bits; the cast ends there.
            let value: f64 = number.as_str().parse().unwrap_or_default();
            Nearest {
                down: value.floor() as i128,
                up: value.ceil() as i128,
            }
        }
    }
}

/// The limit of 64 bits that was meant by a number that went through a double, as JSON of JavaScript and Go does:
/// 9223372036854776000 and 1.8446744073709552e+19 are the limits of `i64` and `u64`.
fn limit(number: &Number, exact: i128) -> Option<i128> {
    let mantissa = number.as_str().split(['e', 'E']).next().unwrap_or_default();
    let digits: String = (mantissa.chars()).filter(char::is_ascii_digit).collect();
    if digits.trim_matches('0').len() > DIGITS_OF_DOUBLE {
        return None;
    }
    [Int::I64, Int::U64]
        .into_iter()
        .flat_map(|int| [int.range().0, int.range().1])
        .find(|limit| *limit != 0 && *limit as f64 == exact as f64)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lower::schema::tests::schema;

    #[test]
    fn types_follow_formats_and_bounds() {
        let table = [
            (r#"{}"#, "i64 narrows"),
            (r#"{"minimum": 0}"#, "u64 narrows"),
            (r#"{"exclusiveMinimum": -1}"#, "u64 narrows"),
            (r#"{"minimum": -0.5}"#, "u64 narrows"),
            (r#"{"minimum": -1}"#, "i64 narrows"),
            (r#"{"minimum": 1, "maximum": 100}"#, "u64"),
            (r#"{"minimum": -5, "maximum": 5}"#, "i64"),
            (r#"{"format": "int32"}"#, "i32"),
            (r#"{"format": "int64"}"#, "i64"),
            (r#"{"format": "int32", "minimum": 0}"#, "u32"),
            (r#"{"format": "int64", "minimum": 1, "maximum": 10}"#, "u64"),
            (
                r#"{"format": "int32", "minimum": 0, "maximum": 4294967295}"#,
                "u32",
            ),
            (r#"{"format": "int32", "maximum": 4294967295}"#, "i64"),
            (
                r#"{"format": "int32", "exclusiveMaximum": 2147483648}"#,
                "i32",
            ),
            (r#"{"format": "int32", "maximum": 2147483648}"#, "i64"),
            (r#"{"format": "int32", "maximum": 2147483647.9}"#, "i32"),
            (r#"{"format": "uint8"}"#, "u8"),
            (r#"{"format": "uint8", "maximum": 1000}"#, "u16"),
            (r#"{"format": "uint8", "minimum": -5}"#, "i16"),
            (r#"{"format": "int8", "minimum": 0}"#, "u8"),
            (r#"{"format": "uint16"}"#, "u16"),
            (r#"{"format": "uint32"}"#, "u32"),
            (
                r#"{"format": "uint64", "minimum": 0, "maximum": 1.8446744073709552e+19}"#,
                "u64",
            ),
            (r#"{"minimum": 0, "maximum": 18446744073709551615}"#, "u64"),
            (
                r#"{"minimum": 0, "maximum": 18446744073709551616}"#,
                "integer",
            ),
            (r#"{"maximum": 18446744073709551615}"#, "integer"),
            (r#"{"maximum": 9223372036854775807}"#, "i64 narrows"),
            (r#"{"maximum": 9223372036854776000}"#, "i64 narrows"),
            (
                r#"{"minimum": -9223372036854775808, "maximum": 9223372036854775807}"#,
                "i64",
            ),
            (r#"{"maximum": 9223372036854775808}"#, "integer"),
            (r#"{"minimum": -1e30, "maximum": 5}"#, "integer"),
            (r#"{"format": "double-int"}"#, "i64 narrows, format unknown"),
        ];
        for (text, expected) in table {
            assert_eq!(shown(&integer(&schema(text))), expected, "{text}");
        }
    }

    #[test]
    fn numbers_follow_formats() {
        let table = [
            (r#"{}"#, "f64 narrows"),
            (r#"{"format": "double"}"#, "f64"),
            (r#"{"format": "float"}"#, "f32"),
            (r#"{"format": "float", "maximum": 1e39}"#, "f64"),
            (r#"{"format": "decimal"}"#, "number"),
            (r#"{"format": "int32"}"#, "i32"),
            (r#"{"format": "uint64"}"#, "u64"),
            (r#"{"format": "money"}"#, "f64 narrows, format unknown"),
        ];
        for (text, expected) in table {
            assert_eq!(shown(&number(&schema(text))), expected, "{text}");
        }
    }

    fn shown(sizing: &Sizing) -> String {
        let mut text = match &sizing.ty {
            Ty::Int(int) => int.as_str(),
            Ty::Integer => "integer",
            Ty::F32 => "f32",
            Ty::F64 => "f64",
            Ty::Number => "number",
            _ => "something else",
        }
        .to_owned();
        if sizing.narrows {
            text.push_str(" narrows");
        }
        if !sizing.knows_format {
            text.push_str(", format unknown");
        }
        text
    }
}
