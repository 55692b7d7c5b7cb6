//! `google.protobuf.Duration` and `google.protobuf.Timestamp`: seconds and nanoseconds, and their text in protojson.

use chrono::{DateTime, SecondsFormat};

/// Seconds and nanoseconds; both of one sign in a duration, nanoseconds never negative in a timestamp.
pub(super) type Time = (i64, i32);

/// Reads `1.5s`; at most nine digits after the point.
pub(super) fn duration(text: &str) -> Option<Time> {
    let number = text.strip_suffix('s')?;
    let (negative, digits) = number
        .strip_prefix('-')
        .map_or((false, number), |rest| (true, rest));
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    let plain = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    if !plain(whole)
        || !plain(fraction)
        || fraction.len() > 9
        || (whole.is_empty() && fraction.is_empty())
    {
        return None;
    }
    let seconds: i64 = if whole.is_empty() {
        0
    } else {
        whole.parse().ok()?
    };
    let nanos: i32 = format!("{fraction:0<9}").parse().ok()?;
    Some(if negative {
        (-seconds, -nanos)
    } else {
        (seconds, nanos)
    })
}

/// Writes a duration with three, six or nine digits after the point, or none.
pub(super) fn duration_text((seconds, nanos): Time) -> String {
    let sign = if seconds < 0 || nanos < 0 { "-" } else { "" };
    let nanos = nanos.unsigned_abs();
    let fraction = match nanos {
        0 => String::new(),
        n if n % 1_000_000 == 0 => format!(".{:03}", n / 1_000_000),
        n if n % 1_000 == 0 => format!(".{:06}", n / 1_000),
        n => format!(".{n:09}"),
    };
    format!("{sign}{}{fraction}s", seconds.unsigned_abs())
}

/// Reads an RFC 3339 moment.
pub(super) fn timestamp(text: &str) -> Option<Time> {
    let moment = DateTime::parse_from_rfc3339(text).ok()?;
    Some((
        moment.timestamp(),
        i32::try_from(moment.timestamp_subsec_nanos()).ok()?,
    ))
}

/// Writes a moment in UTC; `None` where it is out of range.
pub(super) fn timestamp_text((seconds, nanos): Time) -> Option<String> {
    let moment = DateTime::from_timestamp(seconds, u32::try_from(nanos).ok()?)?;
    Some(moment.to_rfc3339_opts(SecondsFormat::AutoSi, true))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations() {
        for (text, time, shown) in [
            ("15s", (15, 0), "15s"),
            ("0.5s", (0, 500_000_000), "0.500s"),
            (".000001s", (0, 1_000), "0.000001s"),
            ("-1.000000001s", (-1, -1), "-1.000000001s"),
            ("3.s", (3, 0), "3s"),
        ] {
            assert_eq!(duration(text), Some(time), "{text}");
            assert_eq!(duration_text(time), shown, "{text}");
        }
        for text in [
            "",
            "s",
            ".s",
            "1",
            "1 s",
            "+1s",
            "1e3s",
            "1.0000000000s",
            "--1s",
        ] {
            assert_eq!(duration(text), None, "{text}");
        }
    }

    #[test]
    fn timestamps() {
        let moment = timestamp("2026-01-02T04:04:05.25+01:00").expect("a moment");
        assert_eq!(moment, (1_767_323_045, 250_000_000));
        assert_eq!(
            timestamp_text(moment).as_deref(),
            Some("2026-01-02T03:04:05.250Z")
        );
        assert_eq!(timestamp("2026-01-02"), None);
        assert_eq!(timestamp_text((i64::MAX, 0)), None);
    }
}
