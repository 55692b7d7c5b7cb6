//! Dates, times and durations of RFC 3339.

use chrono::NaiveDate;

use super::ascii::{Rest, is_digit};

pub(super) fn is_date(text: &str) -> bool {
    let mut rest = Rest(text);
    date(&mut rest).is_some() && rest.is_empty()
}

pub(super) fn is_date_time(text: &str) -> bool {
    let mut rest = Rest(text);
    date(&mut rest).is_some()
        && (rest.take("T") || rest.take("t"))
        && full_time(&mut rest).is_some()
        && rest.is_empty()
}

pub(super) fn is_local_date_time(text: &str) -> bool {
    let mut rest = Rest(text);
    date(&mut rest).is_some() && (rest.take("T") || rest.take("t")) && is_local_time(rest.0)
}

pub(super) fn is_time(text: &str) -> bool {
    let mut rest = Rest(text);
    full_time(&mut rest).is_some() && rest.is_empty()
}

/// Without an offset nobody knows whether a second is a leap second: any minute may have one.
pub(super) fn is_local_time(text: &str) -> bool {
    let mut rest = Rest(text);
    partial_time(&mut rest).is_some() && rest.is_empty()
}

fn date(rest: &mut Rest<'_>) -> Option<NaiveDate> {
    let year = rest.digits(4)?;
    let month = rest.take("-").then(|| rest.digits(2))??;
    let day = rest.take("-").then(|| rest.digits(2))??;
    NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, month, day)
}

/// The minute of the day, and whether the second is a leap second.
pub(super) fn partial_time(rest: &mut Rest<'_>) -> Option<(i64, bool)> {
    let hour = rest.digits(2).filter(|hour| *hour < 24)?;
    let minute = rest.take(":").then(|| rest.digits(2))??;
    let second = rest.take(":").then(|| rest.digits(2))??;
    if minute > 59 || second > 60 || rest.take(".") && rest.run(is_digit).is_empty() {
        return None;
    }
    Some((i64::from(hour * 60 + minute), second == 60))
}

/// A leap second is the last one of a day of UTC.
fn full_time(rest: &mut Rest<'_>) -> Option<()> {
    let (minute, is_leap) = partial_time(rest)?;
    let offset = offset(rest)?;
    let of_utc = (minute - offset).rem_euclid(24 * 60);
    (!is_leap || of_utc == 24 * 60 - 1).then_some(())
}

/// The offset from UTC, in minutes.
pub(super) fn offset(rest: &mut Rest<'_>) -> Option<i64> {
    if rest.take("Z") || rest.take("z") {
        return Some(0);
    }
    let sign = if rest.take("-") {
        -1
    } else {
        rest.take("+").then_some(1)?
    };
    let hour = rest.digits(2).filter(|hour| *hour < 24)?;
    let minute = rest.take(":").then(|| rest.digits(2))??;
    (minute < 60).then(|| sign * i64::from(hour * 60 + minute))
}

/// RFC 3339, appendix A: weeks alone; else years, months, days, and behind `T` hours, minutes, seconds, of each of the two what stands side by side.
pub(super) fn is_duration(text: &str) -> bool {
    let Some(body) = text.strip_prefix('P') else {
        return false;
    };
    let (date, time) = match body.split_once('T') {
        Some((date, time)) => (date, Some(time)),
        None => (body, None),
    };
    if time.is_none() && is_run_of(date, "W") {
        return true;
    }
    let is_date = is_run_of(date, "YMD");
    match time {
        Some(time) => (date.is_empty() || is_date) && is_run_of(time, "HMS"),
        None => is_date,
    }
}

/// Numbers with units: one at least, in their order, none left out between two.
fn is_run_of(text: &str, units: &str) -> bool {
    let mut rest = Rest(text);
    let mut expected: Option<&str> = None;
    while !rest.is_empty() {
        if rest.run(is_digit).is_empty() {
            return false;
        }
        let Some(unit) = rest.0.chars().next() else {
            return false;
        };
        let candidates = expected.unwrap_or(units);
        let Some(place) = candidates.find(unit) else {
            return false;
        };
        if expected.is_some() && place > 0 {
            return false;
        }
        rest.take(unit.encode_utf8(&mut [0; 4]));
        expected = candidates.get(place + unit.len_utf8()..);
    }
    expected.is_some()
}
