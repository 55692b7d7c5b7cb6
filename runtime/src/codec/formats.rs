//! The formats of strings: UUID, and date and time of RFC 3339.

use std::fmt::Write as _;

use chrono::{Datelike, FixedOffset, NaiveDate, NaiveDateTime, NaiveTime, Timelike};
use uuid::Uuid;

use super::DecodeOptions;
use crate::DateTime;
use crate::date_time::{Form, OffsetForm};

/// The UUID of a text: hyphenated, and unless [`strict_uuid`](DecodeOptions::strict_uuid) is set also 32 digits, `{braces}` or `urn:uuid:`; in any case, of any version.
#[must_use]
pub fn parse_uuid(text: &str, options: &DecodeOptions) -> Option<Uuid> {
    if options.strict_uuid && text.len() != 36 {
        return None;
    }
    Uuid::try_parse(text).ok()
}

/// The date of a text: `full-date` of RFC 3339 section 5.6, as in `2026-01-31`.
#[must_use]
pub fn parse_date(text: &str) -> Option<NaiveDate> {
    let mut scan = Scan(text.as_bytes());
    let date = scan.date()?;
    scan.0.is_empty().then_some(date)
}

/// The date and time of a text: `date-time` of RFC 3339 section 5.6. The second may be 60, `T` and `Z` may be small; a blank for the `T` is not taken.
///
/// Without an offset it is no date-time, unless [`naive_date_times`](DecodeOptions::naive_date_times) is set: then it is UTC. Digits of the fraction beyond the ninth are dropped.
/// The value knows how it was written, unless [`plain_date_times`](DecodeOptions::plain_date_times) is set.
#[must_use]
pub fn parse_date_time(text: &str, options: &DecodeOptions) -> Option<DateTime> {
    let mut scan = Scan(text.as_bytes());
    let date = scan.date()?;
    let small_t = scan.one_of(b"Tt")? == b't';
    let (time, digits) = scan.time()?;
    let (offset, offset_form) = if scan.0.is_empty() && options.naive_date_times {
        (FixedOffset::east_opt(0)?, OffsetForm::Absent)
    } else {
        scan.offset()?
    };
    if !scan.0.is_empty() {
        return None;
    }
    let moment = NaiveDateTime::new(date, time)
        .and_local_timezone(offset)
        .single()?;
    if options.plain_date_times {
        return Some(moment.into());
    }
    let form = Form {
        digits: Some(digits),
        small_t,
        offset: offset_form,
    };
    Some(DateTime::read(moment, form))
}

/// The text of a date; `None` outside of the years 0 to 9999.
#[must_use]
pub fn write_date(date: &NaiveDate) -> Option<String> {
    let year = u16::try_from(date.year())
        .ok()
        .filter(|year| *year <= 9999)?;
    let mut text = String::with_capacity(36);
    four(&mut text, u32::from(year));
    text.push('-');
    two(&mut text, date.month());
    text.push('-');
    two(&mut text, date.day());
    Some(text)
}

/// The text of a date and time, as it was written where it was read. One that the program made has `Z` for UTC, and a fraction only where it is not zero: of six digits,
/// or nine where six do not do.
///
/// `None` outside of the years 0 to 9999. An offset with seconds, which RFC 3339 has no form for, is written as UTC.
#[must_use]
pub fn write_date_time(value: &DateTime) -> Option<String> {
    let offset = value.offset().local_minus_utc();
    if offset % 60 != 0 {
        return write_date_time(&value.to_utc().into());
    }
    let form = value.form();
    let local = value.naive_local();
    let mut text = write_date(&local.date())?;
    // A leap second is the second 59 with a fraction from one to two seconds.
    let (second, nanosecond) = if local.nanosecond() >= 1_000_000_000 {
        (60, local.nanosecond() - 1_000_000_000)
    } else {
        (local.second(), local.nanosecond())
    };
    let t = if form.small_t { 't' } else { 'T' };
    for (mark, value) in [(t, local.hour()), (':', local.minute()), (':', second)] {
        text.push(mark);
        two(&mut text, value);
    }
    let digits = match (form.digits, nanosecond % 1000) {
        (Some(digits), _) => digits.min(9),
        (None, _) if nanosecond == 0 => 0,
        (None, 0) => 6,
        (None, _) => 9,
    };
    if digits > 0 {
        let fraction = nanosecond / 10_u32.pow(u32::from(9 - digits));
        // Writing to a string does not fail.
        write!(text, ".{fraction:0width$}", width = usize::from(digits)).ok()?;
    }
    match (form.offset, offset) {
        (OffsetForm::Absent, _) => {}
        (OffsetForm::Short, 0) => text.push('Z'),
        (OffsetForm::SmallZ, _) => text.push('z'),
        (form, _) => {
            let is_minus = offset < 0 || form == OffsetForm::Unknown;
            text.push(if is_minus { '-' } else { '+' });
            two(&mut text, offset.unsigned_abs() / 3600);
            text.push(':');
            two(&mut text, offset.unsigned_abs() / 60 % 60);
        }
    }
    Some(text)
}

fn two(text: &mut String, value: u32) {
    text.extend(
        [value / 10 % 10, value % 10]
            .into_iter()
            .filter_map(|digit| char::from_digit(digit, 10)),
    );
}

fn four(text: &mut String, value: u32) {
    two(text, value / 100);
    two(text, value % 100);
}

/// What is left of a text.
struct Scan<'a>(&'a [u8]);

impl Scan<'_> {
    fn one_of(&mut self, accepted: &[u8]) -> Option<u8> {
        let (first, rest) = self.0.split_first()?;
        self.0 = rest;
        accepted.contains(first).then_some(*first)
    }

    fn digit(&mut self) -> Option<u32> {
        self.one_of(b"0123456789")
            .map(|byte| u32::from(byte - b'0'))
    }

    fn two(&mut self) -> Option<u32> {
        Some(self.digit()? * 10 + self.digit()?)
    }

    fn date(&mut self) -> Option<NaiveDate> {
        let year = self.two()? * 100 + self.two()?;
        self.one_of(b"-")?;
        let month = self.two()?;
        self.one_of(b"-")?;
        NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, month, self.two()?)
    }

    /// The time, and the digits of its fraction.
    fn time(&mut self) -> Option<(NaiveTime, u8)> {
        let hour = self.two()?;
        self.one_of(b":")?;
        let minute = self.two()?;
        self.one_of(b":")?;
        let second = self.two()?;
        let (nanosecond, digits) = self.fraction()?;
        let time = match second {
            60 => NaiveTime::from_hms_nano_opt(hour, minute, 59, nanosecond + 1_000_000_000),
            _ => NaiveTime::from_hms_nano_opt(hour, minute, second, nanosecond),
        };
        Some((time?, digits))
    }

    /// Nanoseconds, and how many digits say so; a point needs a digit behind it.
    fn fraction(&mut self) -> Option<(u32, u8)> {
        if self.0.first() != Some(&b'.') {
            return Some((0, 0));
        }
        self.one_of(b".")?;
        let mut nanosecond = self.digit()? * 100_000_000;
        let mut weight = 10_000_000;
        let mut digits = 1_u8;
        while self.0.first().is_some_and(u8::is_ascii_digit) {
            nanosecond += self.digit()? * weight;
            weight /= 10;
            digits = digits.saturating_add(1);
        }
        Some((nanosecond, digits.min(9)))
    }

    /// The offset, and its form.
    fn offset(&mut self) -> Option<(FixedOffset, OffsetForm)> {
        let sign = match self.one_of(b"Zz+-")? {
            b'Z' => return Some((FixedOffset::east_opt(0)?, OffsetForm::Short)),
            b'z' => return Some((FixedOffset::east_opt(0)?, OffsetForm::SmallZ)),
            b'+' => 1,
            _ => -1,
        };
        let hour = self.two()?;
        self.one_of(b":")?;
        let minute = self.two()?;
        if hour > 23 || minute > 59 {
            return None;
        }
        let seconds = i32::try_from(hour * 3600 + minute * 60).ok()?;
        let form = match (sign, seconds) {
            (-1, 0) => OffsetForm::Unknown,
            _ => OffsetForm::Signed,
        };
        Some((FixedOffset::east_opt(sign * seconds)?, form))
    }
}

#[cfg(test)]
mod tests {
    use super::{parse_date, parse_date_time, parse_uuid, write_date, write_date_time};
    use crate::codec::DecodeOptions;

    #[test]
    fn date_times_come_back_as_they_came() {
        for text in [
            "2026-01-02T03:04:05Z",
            "2026-01-02t03:04:05z",
            "2026-01-02T03:04:05+00:00",
            "2026-01-02T03:04:05-00:00",
            "2026-01-02T03:04:05+05:30",
            "2026-01-02T03:04:05-03:00",
            "2026-02-02T03:04:05.1Z",
            "2026-02-02T03:04:05.000Z",
            "2026-02-02T03:04:05.1234567+00:00",
            "2026-02-02T03:04:05.000000001Z",
            "2016-12-31T23:59:60.50Z",
            "9999-12-31T23:59:59.999999999Z",
            "0000-01-01T00:00:00Z",
        ] {
            let read = parse_date_time(text, &DecodeOptions::DEFAULT);
            let read = read.unwrap_or_else(|| panic!("{text}"));
            assert_eq!(write_date_time(&read).as_deref(), Some(text));
        }
        let long = parse_date_time("2026-02-02T03:04:05.12345678999Z", &DecodeOptions::DEFAULT);
        let written = write_date_time(&long.unwrap());
        assert_eq!(written.as_deref(), Some("2026-02-02T03:04:05.123456789Z"));
    }

    #[test]
    fn date_times_without_a_form_are_written_in_one() {
        for (text, written) in [
            ("2026-01-02T03:04:05Z", "2026-01-02T03:04:05Z"),
            ("2026-01-02t03:04:05z", "2026-01-02T03:04:05Z"),
            ("2026-01-02T03:04:05+00:00", "2026-01-02T03:04:05Z"),
            ("2026-01-02T03:04:05-00:00", "2026-01-02T03:04:05Z"),
            ("2026-01-02T03:04:05+05:30", "2026-01-02T03:04:05+05:30"),
            ("2026-01-02T03:04:05-03:00", "2026-01-02T03:04:05-03:00"),
            ("2026-02-02T03:04:05.123456Z", "2026-02-02T03:04:05.123456Z"),
            ("2026-02-02T03:04:05.1Z", "2026-02-02T03:04:05.100000Z"),
            ("2026-02-02T03:04:05.000Z", "2026-02-02T03:04:05Z"),
            (
                "2026-02-02T03:04:05.000000001Z",
                "2026-02-02T03:04:05.000000001Z",
            ),
            (
                "2026-02-02T03:04:05.12345678999Z",
                "2026-02-02T03:04:05.123456789Z",
            ),
            ("2016-12-31T23:59:60Z", "2016-12-31T23:59:60Z"),
            ("2016-12-31T23:59:60.5Z", "2016-12-31T23:59:60.500000Z"),
            ("9999-12-31T23:59:59Z", "9999-12-31T23:59:59Z"),
            ("0000-01-01T00:00:00Z", "0000-01-01T00:00:00Z"),
            ("2024-02-29T00:00:00Z", "2024-02-29T00:00:00Z"),
        ] {
            let options = DecodeOptions::DEFAULT.with_plain_date_times(true);
            let moment = parse_date_time(text, &options).unwrap_or_else(|| panic!("{text}"));
            assert_eq!(write_date_time(&moment).as_deref(), Some(written), "{text}");
        }
    }

    #[test]
    fn what_is_not_rfc_3339_is_refused() {
        for text in [
            "",
            "2026-01-02",
            "2026-01-02 03:04:05Z",
            "2026-01-02T03:04:05",
            "2026-01-02T03:04Z",
            "2026-01-02T03:04:05.Z",
            "2026-01-02T03:04:05,5Z",
            "2026-01-02T24:00:00Z",
            "2026-01-02T03:60:05Z",
            "2026-01-02T03:04:61Z",
            "2026-02-29T00:00:00Z",
            "2026-13-01T00:00:00Z",
            "26-01-02T03:04:05Z",
            "2026-01-02T03:04:05+0530",
            "2026-01-02T03:04:05+05",
            "2026-01-02T03:04:05+24:00",
            "2026-01-02T03:04:05+05:60",
            "2026-01-02T03:04:05Z ",
            "+2026-01-02T03:04:05Z",
            "12026-01-02T03:04:05Z",
            "2026-1-2T03:04:05Z",
            "1767323045",
            "2026-01-02T03:04:05é",
        ] {
            assert_eq!(
                parse_date_time(text, &DecodeOptions::DEFAULT),
                None,
                "{text}"
            );
        }
    }

    #[test]
    fn naive_date_times_are_utc_by_option() {
        let options = DecodeOptions::DEFAULT.with_naive_date_times(true);
        let moment = parse_date_time("2026-01-02T03:04:05.5", &options).unwrap();
        assert_eq!(
            write_date_time(&moment).as_deref(),
            Some("2026-01-02T03:04:05.5")
        );
        assert_eq!(parse_date_time("2026-01-02T03:04:05 ", &options), None);
        assert!(parse_date_time("2026-01-02T03:04:05+01:00", &options).is_some());
    }

    #[test]
    fn what_has_no_form_is_not_written() {
        let far = chrono::NaiveDate::from_ymd_opt(10_000, 1, 1).unwrap();
        assert_eq!(write_date(&far), None);
        assert_eq!(
            write_date(&chrono::NaiveDate::from_ymd_opt(-1, 1, 1).unwrap()),
            None
        );
        let odd = chrono::FixedOffset::east_opt(3601).unwrap();
        let moment = far
            .pred_opt()
            .unwrap()
            .and_hms_opt(0, 0, 1)
            .unwrap()
            .and_local_timezone(odd)
            .unwrap();
        assert_eq!(
            write_date_time(&moment.into()).as_deref(),
            Some("9999-12-30T23:00:00Z")
        );
    }

    #[test]
    fn dates_are_strict() {
        assert_eq!(
            parse_date("2026-01-31")
                .and_then(|date| write_date(&date))
                .as_deref(),
            Some("2026-01-31")
        );
        for text in [
            "2026-01-32",
            "2026-1-31",
            "2026-01-31 ",
            "2026-01-31T00:00:00Z",
            "20260131",
            "",
        ] {
            assert_eq!(parse_date(text), None, "{text}");
        }
    }

    #[test]
    fn uuids_are_lenient_by_default() {
        let strict = DecodeOptions::DEFAULT.with_strict_uuid(true);
        for (text, lenient, hyphenated) in [
            ("11111111-1111-4111-8111-11111111111A", true, true),
            ("00000000-0000-0000-0000-000000000000", true, true),
            ("1111111111114111811111111111111a", true, false),
            ("{11111111-1111-4111-8111-11111111111a}", true, false),
            ("urn:uuid:11111111-1111-4111-8111-11111111111a", true, false),
            ("11111111-1111-4111-8111-11111111111", false, false),
            ("11111111-1111-4111-8111-11111111111g", false, false),
            (" 11111111-1111-4111-8111-11111111111a", false, false),
            ("111111111111-4111-8111-1111-1111111a", false, false),
            ("", false, false),
        ] {
            assert_eq!(
                parse_uuid(text, &DecodeOptions::DEFAULT).is_some(),
                lenient,
                "{text}"
            );
            assert_eq!(parse_uuid(text, &strict).is_some(), hyphenated, "{text}");
        }
    }
}
