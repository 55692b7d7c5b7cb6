//! Formats of HTTP's headers (RFC 9110).

use chrono::{Datelike, NaiveDate, Weekday};

use super::ascii::{Rest, all, is_token_char};

const MONTHS: [&str; 12] = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
];

/// Section 5.6.7: `IMF-fixdate`, and the two obsolete forms.
pub(super) fn is_date(text: &str) -> bool {
    [fixed_date, rfc850_date, asctime_date]
        .iter()
        .any(|form| form(&mut Rest(text)).is_some())
}

/// `Sun, 06 Nov 1994 08:49:37 GMT`
fn fixed_date(rest: &mut Rest<'_>) -> Option<()> {
    let name = rest.run(|c| c.is_ascii_alphabetic());
    let day = rest.take(", ").then(|| rest.digits(2))??;
    let month = rest.take(" ").then(|| month(rest))??;
    let year = rest.take(" ").then(|| rest.digits(4))??;
    let weekday = weekday(year, month, day)?;
    let named = short(weekday) == name;
    (named && rest.take(" ") && clock(rest) && rest.0 == " GMT").then_some(())
}

/// `Sunday, 06-Nov-94 08:49:37 GMT`: of which century it is nobody knows, so that any day may be any.
fn rfc850_date(rest: &mut Rest<'_>) -> Option<()> {
    let name = rest.run(|c| c.is_ascii_alphabetic());
    let day = rest.take(", ").then(|| rest.digits(2))??;
    let month = rest.take("-").then(|| month(rest))??;
    rest.take("-").then(|| rest.digits(2))??;
    // A leap year, for the 29th of February.
    NaiveDate::from_ymd_opt(2000, month, day)?;
    let known = WEEKDAYS.iter().any(|(_, long)| *long == name);
    (known && rest.take(" ") && clock(rest) && rest.0 == " GMT").then_some(())
}

/// `Sun Nov  6 08:49:37 1994`
fn asctime_date(rest: &mut Rest<'_>) -> Option<()> {
    let name = rest.run(|c| c.is_ascii_alphabetic());
    let month = rest.take(" ").then(|| month(rest))??;
    let day = if rest.take("  ") {
        rest.digits(1)?
    } else {
        rest.take(" ").then(|| rest.digits(2))??
    };
    let timed = rest.take(" ") && clock(rest) && rest.take(" ");
    let year = timed.then(|| rest.digits(4))??;
    let named = short(weekday(year, month, day)?) == name;
    (named && rest.is_empty()).then_some(())
}

const WEEKDAYS: [(Weekday, &str); 7] = [
    (Weekday::Mon, "Monday"),
    (Weekday::Tue, "Tuesday"),
    (Weekday::Wed, "Wednesday"),
    (Weekday::Thu, "Thursday"),
    (Weekday::Fri, "Friday"),
    (Weekday::Sat, "Saturday"),
    (Weekday::Sun, "Sunday"),
];

fn short(weekday: Weekday) -> &'static str {
    let of_week = WEEKDAYS.iter().find(|(known, _)| *known == weekday);
    of_week.and_then(|(_, long)| long.get(..3)).unwrap_or("")
}

fn weekday(year: u32, month: u32, day: u32) -> Option<Weekday> {
    let date = NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, month, day)?;
    Some(date.weekday())
}

fn month(rest: &mut Rest<'_>) -> Option<u32> {
    let place = MONTHS.iter().position(|month| rest.take(month))?;
    u32::try_from(place + 1).ok()
}

fn clock(rest: &mut Rest<'_>) -> bool {
    let mut part = |most: u32| rest.digits(2).is_some_and(|value| value <= most);
    let hour = part(23);
    let minute = hour && rest.take(":") && rest.digits(2).is_some_and(|value| value <= 59);
    minute && rest.take(":") && rest.digits(2).is_some_and(|value| value <= 60)
}

/// Section 12.5.1: a type and a subtype, of which both or the second may be `*`; then parameters.
pub(super) fn is_media_range(text: &str) -> bool {
    let mut rest = Rest(text);
    let of_type = rest.run(is_token_char);
    if !rest.take("/") {
        return false;
    }
    let subtype = rest.run(is_token_char);
    let wild = |name: &str| name != "*" && name.contains('*');
    if of_type.is_empty() || subtype.is_empty() || wild(of_type) || wild(subtype) {
        return false;
    }
    if of_type == "*" && subtype != "*" {
        return false;
    }
    while !rest.is_empty() {
        if !parameter(&mut rest) {
            return false;
        }
    }
    true
}

/// `; name=value`, where the value may be quoted.
fn parameter(rest: &mut Rest<'_>) -> bool {
    let blank = |c: char| c == ' ' || c == '\t';
    rest.run(blank);
    if !rest.take(";") {
        return false;
    }
    rest.run(blank);
    let name = rest.run(is_token_char);
    if name.is_empty() {
        // RFC 9110 allows a semicolon with nothing behind it.
        return rest.is_empty() || rest.0.starts_with(';');
    }
    if !rest.take("=") {
        return false;
    }
    if rest.take("\"") {
        quoted(rest)
    } else {
        all(rest.run(is_token_char), is_token_char)
    }
}

fn quoted(rest: &mut Rest<'_>) -> bool {
    loop {
        rest.run(|c| c != '"' && c != '\\' && (c == '\t' || !c.is_control()));
        if rest.take("\"") {
            return true;
        }
        let escaped = rest.take("\\").then(|| rest.next()).flatten();
        if escaped.is_none_or(char::is_control) {
            return false;
        }
    }
}
