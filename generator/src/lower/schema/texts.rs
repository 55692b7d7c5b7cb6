//! Texts of the types that have some of their own: whether a default is one. Strict, where the runtime takes more.

/// `2026-01-31` (RFC 3339, `full-date`), of a day that there is.
pub(super) fn is_date(text: &str) -> bool {
    let parts: Vec<&str> = text.split('-').collect();
    let [year, month, day] = parts.as_slice() else {
        return false;
    };
    let (Some(year), Some(month), Some(day)) = (number(year, 4), number(month, 2), number(day, 2))
    else {
        return false;
    };
    let is_leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let days = match month {
        1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
        4 | 6 | 9 | 11 => 30,
        2 if is_leap => 29,
        2 => 28,
        _ => 0,
    };
    (1..=days).contains(&day)
}

/// `2026-01-31T12:00:00.5+01:00` (RFC 3339, `date-time`).
pub(super) fn is_date_time(text: &str) -> bool {
    let Some((date, time)) = text.split_once('T') else {
        return false;
    };
    let Some(zone) = time.find(['Z', '+', '-']) else {
        return false;
    };
    let (time, zone) = time.split_at(zone);
    let (clock, fraction) = time.split_once('.').unwrap_or((time, "0"));
    let is_fraction = !fraction.is_empty() && fraction.chars().all(|sign| sign.is_ascii_digit());
    let is_zone = zone == "Z" || is_clock(zone.get(1..).unwrap_or_default(), &[23, 59]);
    is_date(date) && is_clock(clock, &[23, 59, 59]) && is_fraction && is_zone
}

/// Numbers of two digits, each up to its most.
fn is_clock(text: &str, most: &[u32]) -> bool {
    let parts: Vec<&str> = text.split(':').collect();
    let mut both = parts.iter().zip(most);
    parts.len() == most.len()
        && both.all(|(part, most)| number(part, 2).is_some_and(|number| number <= *most))
}

fn number(text: &str, digits: usize) -> Option<u32> {
    let is_number = text.len() == digits && text.chars().all(|sign| sign.is_ascii_digit());
    text.parse().ok().filter(|_| is_number)
}

/// Base64 with padding (RFC 4648, section 4).
pub(super) fn is_base64(text: &str) -> bool {
    let body = text.trim_end_matches('=');
    let is_sign = |sign: char| sign.is_ascii_alphanumeric() || sign == '+' || sign == '/';
    // The bits of the last sign that no byte needs are zeros.
    let rest = match (body.len() % 4, body.chars().next_back()) {
        (2, Some(last)) => "AQgw".contains(last),
        (3, Some(last)) => "AEIMQUYcgkosw048".contains(last),
        (0, _) => true,
        _ => false,
    };
    text.len() % 4 == 0 && text.len() - body.len() <= 2 && body.chars().all(is_sign) && rest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_judged_strictly() {
        for (text, expected) in [
            ("2024-02-29", true),
            ("2023-02-29", false),
            ("2100-02-29", false),
            ("2000-13-01", false),
            ("2000-1-01", false),
            ("2000-01-00", false),
            ("+200-01-01", false),
            ("soon", false),
        ] {
            assert_eq!(is_date(text), expected, "{text}");
        }
        for (text, expected) in [
            ("2024-02-29T23:59:59Z", true),
            ("2024-02-29T23:59:59.123456789-00:30", true),
            ("2024-02-29T23:59:60Z", false),
            ("2024-02-29T24:00:00Z", false),
            ("2024-02-29T23:59:59", false),
            ("2024-02-29T23:59:59.Z", false),
            ("2024-02-29T23:59:59+1:00", false),
            ("2024-02-29", false),
        ] {
            assert_eq!(is_date_time(text), expected, "{text}");
        }
        for (text, expected) in [
            ("", true),
            ("aGk=", true),
            ("aGk", false),
            ("aGl=", false),
            ("aA==", true),
            ("a===", false),
            ("aG k", false),
        ] {
            assert_eq!(is_base64(text), expected, "{text}");
        }
    }
}
