//! Strings with a format, and strings as such, on the wire.

use counterpart_runtime::codec::{self, Decode, DecodeOptions, Encode, EncodeProblem};
use counterpart_runtime::{Base64, Date, DateTime, Secret, Uuid, chrono};

use super::{decode, faults};

/// Each text is read, and written as the other.
fn table<T: Decode + Encode>(rows: &[(&str, &str)]) {
    for (text, written) in rows {
        let value: T =
            decode(&format!("{text:?}")).unwrap_or_else(|faults| panic!("{text}: {faults}"));
        assert_eq!(
            codec::encode(&value).unwrap(),
            format!("{written:?}"),
            "{text}"
        );
    }
}

fn refused<T: Decode>(texts: &[&str], fault: &str) {
    for text in texts {
        assert_eq!(faults::<T>(&format!("{text:?}")), [fault], "{text}");
    }
    for json in ["1", "null", "true", "[]", "{}"] {
        assert_eq!(faults::<T>(json), ["expected a string"], "{json}");
    }
}

#[test]
fn date_times() {
    table::<DateTime>(&[
        ("2026-01-02T03:04:05Z", "2026-01-02T03:04:05Z"),
        ("2026-01-02t03:04:05.120z", "2026-01-02t03:04:05.120z"),
        ("2026-01-02T03:04:05-00:00", "2026-01-02T03:04:05-00:00"),
        (
            "2026-01-02T03:04:05.000001+14:00",
            "2026-01-02T03:04:05.000001+14:00",
        ),
        ("2016-12-31T23:59:60Z", "2016-12-31T23:59:60Z"),
    ]);
    refused::<DateTime>(
        &[
            "",
            "2026-01-02",
            "2026-01-02T03:04:05",
            "2026-01-02 03:04:05Z",
            "2026-02-30T00:00:00Z",
            "2026-01-02T25:00:00Z",
            "2026-01-02T03:04:05+0100",
            "1767323045",
        ],
        "expected a date-time of RFC 3339",
    );
    let naive = DecodeOptions::DEFAULT.with_naive_date_times(true);
    let moment: DateTime = codec::decode(b"\"2026-01-02T03:04:05\"", naive).unwrap();
    assert_eq!(codec::encode(&moment).unwrap(), "\"2026-01-02T03:04:05\"");
    let plain = DecodeOptions::DEFAULT.with_plain_date_times(true);
    let moment: DateTime = codec::decode(b"\"2026-01-02t03:04:05.5-00:00\"", plain).unwrap();
    assert_eq!(
        codec::encode(&moment).unwrap(),
        "\"2026-01-02T03:04:05.500000Z\""
    );
}

#[test]
fn dates() {
    table::<Date>(&[("2024-02-29", "2024-02-29"), ("0000-01-01", "0000-01-01")]);
    refused::<Date>(
        &[
            "",
            "2023-02-29",
            "2026-1-1",
            "20260101",
            "2026-01-01T00:00:00Z",
        ],
        "expected a date, as in 2026-01-31",
    );
    let far = chrono::NaiveDate::from_ymd_opt(10_000, 1, 1).unwrap();
    assert_eq!(
        codec::encode(&far).unwrap_err().problem,
        EncodeProblem::Year
    );
}

#[test]
fn uuids() {
    const WRITTEN: &str = "0a1b2c3d-4e5f-6071-8293-a4b5c6d7e8f9";
    table::<Uuid>(&[
        (WRITTEN, WRITTEN),
        ("0A1B2C3D-4E5F-6071-8293-A4B5C6D7E8F9", WRITTEN),
        ("0a1b2c3d4e5f60718293a4b5c6d7e8f9", WRITTEN),
        ("{0a1b2c3d-4e5f-6071-8293-a4b5c6d7e8f9}", WRITTEN),
        ("urn:uuid:0a1b2c3d-4e5f-6071-8293-a4b5c6d7e8f9", WRITTEN),
    ]);
    refused::<Uuid>(
        &[
            "",
            "x",
            &WRITTEN[1..],
            "0a1b2c3d-4e5f-6071-8293-a4b5c6d7e8fg",
        ],
        "expected a UUID",
    );
    let strict = DecodeOptions::DEFAULT.with_strict_uuid(true);
    assert!(codec::decode::<Uuid>(format!("{WRITTEN:?}").as_bytes(), strict).is_ok());
    assert!(codec::decode::<Uuid>(b"\"0a1b2c3d4e5f60718293a4b5c6d7e8f9\"", strict).is_err());
}

#[test]
fn base64() {
    table::<Base64>(&[("", ""), ("AA==", "AA=="), ("+/+/", "+/+/")]);
    refused::<Base64>(
        &["A", "AA", "AB==", "-_-_", "A A=", "AA==\n"],
        "expected base64",
    );
}

#[test]
fn strings() {
    for (json, value, written) in [
        (
            r#""\u0000\u001f\u007f""#,
            "\0\u{1f}\u{7f}",
            "\"\\u0000\\u001f\u{7f}\"",
        ),
        (
            r#""\"\\\/\b\f\n\r\t""#,
            "\"\\/\u{8}\u{c}\n\r\t",
            r#""\"\\/\b\f\n\r\t""#,
        ),
        (r#""\u00e9\uD83D\ude00é😀""#, "é😀é😀", "\"é😀é😀\""),
        (
            "\"\u{2028}\u{7f}\u{ffff}\"",
            "\u{2028}\u{7f}\u{ffff}",
            "\"\u{2028}\u{7f}\u{ffff}\"",
        ),
        (
            r#""12345678\n2345678\n""#,
            "12345678\n2345678\n",
            r#""12345678\n2345678\n""#,
        ),
    ] {
        assert_eq!(decode::<String>(json).as_deref(), Ok(value), "{json}");
        assert_eq!(codec::encode(value).unwrap(), written, "{json}");
        assert_eq!(decode::<Secret>(json).unwrap().expose(), value, "{json}");
        assert_eq!(
            serde_json::from_str::<String>(&codec::encode(value).unwrap()).unwrap(),
            value
        );
    }
}
