//! Numbers: integers however they are spelled, ranges, and what is written.

use counterpart_runtime::codec::{self, Decode, Encode};
use counterpart_runtime::{FaultKind, Json, Number};

use super::decode;
use crate::golden::{Level, LocItem};

fn kind<T: Decode>(text: &str) -> Option<FaultKind> {
    let faults = decode::<T>(text).err()?;
    assert_eq!(faults.len(), 1, "{text}");
    Some(faults.as_slice()[0].kind.clone())
}

const fn range(minimum: i128, maximum: i128) -> Option<FaultKind> {
    Some(FaultKind::IntegerRange { minimum, maximum })
}

#[test]
fn integers_are_taken_by_their_value() {
    for (text, value) in [
        ("0", 0),
        ("-0", 0),
        ("-0.0", 0),
        ("0e5", 0),
        ("1.0", 1),
        ("1e2", 100),
        ("1E+2", 100),
        ("10e-1", 1),
        ("-12.50e1", -125),
        ("1.50e1", 15),
        ("2147483647", 2_147_483_647),
        ("-2147483648.000", -2_147_483_648),
        ("0.00000000000000000000000000001e29", 1),
    ] {
        assert_eq!(decode::<i64>(text), Ok(value), "{text}");
        assert_eq!(decode::<i32>(text).map(i64::from), Ok(value), "{text}");
    }
    for text in ["1.5", "1e-1", "-0.1", "123456789012345678901234567890.5"] {
        assert_eq!(kind::<i64>(text), Some(FaultKind::Fraction), "{text}");
    }
    for text in ["true", "\"1\"", "null", "[]", "{}"] {
        assert_eq!(kind::<i64>(text), Some(FaultKind::NotInteger), "{text}");
        assert_eq!(kind::<f64>(text), Some(FaultKind::NotNumber), "{text}");
    }
}

#[test]
fn ranges_are_those_of_the_types() {
    fn bounds<T: Decode + Encode + PartialEq + std::fmt::Debug>(minimum: i128, maximum: i128) {
        for value in [minimum, maximum] {
            let text = value.to_string();
            assert_eq!(codec::encode(&decode::<T>(&text).unwrap()).unwrap(), text);
            let float = format!("{text}.0");
            assert_eq!(codec::encode(&decode::<T>(&float).unwrap()).unwrap(), text);
        }
        for value in [minimum - 1, maximum + 1, i128::MAX, i128::MIN] {
            assert_eq!(
                kind::<T>(&value.to_string()),
                range(minimum, maximum),
                "{value}"
            );
        }
        for text in ["1e300", "-1e300", &"9".repeat(200)] {
            assert_eq!(kind::<T>(text), range(minimum, maximum), "{text}");
        }
    }
    bounds::<i8>(i8::MIN.into(), i8::MAX.into());
    bounds::<i16>(i16::MIN.into(), i16::MAX.into());
    bounds::<i32>(i32::MIN.into(), i32::MAX.into());
    bounds::<i64>(i64::MIN.into(), i64::MAX.into());
    bounds::<u8>(0, u8::MAX.into());
    bounds::<u16>(0, u16::MAX.into());
    bounds::<u32>(0, u32::MAX.into());
    bounds::<u64>(0, u64::MAX.into());
}

#[test]
fn floats_are_the_nearest_and_finite() {
    for (text, value) in [
        ("0.1", 0.1),
        ("1", 1.0),
        ("-1e-400", -0.0),
        ("123456789012345678901234567890", 1.234_567_890_123_456_8e29),
        ("1.7976931348623157e308", f64::MAX),
        ("5e-324", f64::from_bits(1)),
    ] {
        let read: f64 = decode(text).unwrap();
        assert_eq!(read.to_bits(), value.to_bits(), "{text}");
    }
    assert_eq!(decode::<f32>("3.4028235e38"), Ok(f32::MAX));
    assert_eq!(kind::<f32>("3.5e38"), Some(FaultKind::NumberRange));
    assert_eq!(kind::<f32>("-1e300"), Some(FaultKind::NumberRange));
}

#[test]
fn floats_are_written_so_that_they_read_back_equal() {
    for (value, text) in [
        (0.1_f64, "0.1"),
        (-0.0, "-0.0"),
        (1.0, "1.0"),
        (1e16, "1e16"),
        (1.5e300, "1.5e300"),
        (5e-324, "5e-324"),
    ] {
        assert_eq!(codec::encode(&value).unwrap(), text);
        assert_eq!(decode::<f64>(text).map(f64::to_bits), Ok(value.to_bits()));
    }
    assert_eq!(codec::encode(&0.1_f32).unwrap(), "0.1");
    for value in [f64::NAN, f64::INFINITY, f64::NEG_INFINITY] {
        assert!(codec::encode(&value).is_err());
        assert!(codec::encode(&vec![Some(value)]).is_err());
    }
    assert!(codec::encode(&f32::NAN).is_err());
}

#[test]
fn numbers_keep_their_text() {
    for text in [
        "1.10",
        "-0",
        "1E+2",
        "123456789012345678901234567890.123456789",
        "1e-999",
    ] {
        assert_eq!(
            codec::encode(&decode::<Number>(text).unwrap()).unwrap(),
            text
        );
        assert_eq!(codec::encode(&decode::<Json>(text).unwrap()).unwrap(), text);
    }
    assert_eq!(decode::<Number>("1.0"), decode::<Number>("10e-1"));
    assert_eq!(decode::<Number>("1.0").unwrap().as_u64(), Some(1));
    assert_eq!(decode::<Number>("-1").unwrap().as_u64(), None);
}

#[test]
fn integers_pick_variants_and_values_of_enums() {
    assert_eq!(decode::<LocItem>("1e2"), Ok(LocItem::Integer(100)));
    assert_eq!(decode::<Level>("2.0"), Ok(Level::Value2));
    for text in ["3", "-1", "1e30", "99999999999999999999"] {
        assert_eq!(
            kind::<Level>(text),
            Some(FaultKind::IntegerEnum { expected: &[1, 2] }),
            "{text}"
        );
    }
    assert_eq!(kind::<Level>("1.5"), Some(FaultKind::Fraction));
}
