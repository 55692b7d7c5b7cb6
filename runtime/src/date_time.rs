//! Dates with times: the moment, and how it was written.

use std::cmp::Ordering;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::ops::Deref;
use std::str::FromStr;

use chrono::{FixedOffset, TimeZone, Utc};

use crate::codec::{DecodeOptions, parse_date_time, write_date_time};

/// A date and time with its offset: `format: date-time`.
///
/// It is the [`chrono::DateTime`] that it derefs to, and is compared as such: by the moment. Beside that it knows how the text was written that it
/// was read from, so that it comes back as it came: with as many digits of the fraction, and with `Z` or `+00:00`. One that the program makes is
/// written with `Z` for UTC, and with a fraction only where that is not zero: of six digits, or of nine where six do not do.
///
/// ```
/// use counterpart_runtime::DateTime;
/// use counterpart_runtime::chrono::{Duration, TimeZone, Utc};
///
/// let read: DateTime = "2026-01-31T12:00:00.50+00:00".parse()?;
/// assert_eq!(read.to_string(), "2026-01-31T12:00:00.50+00:00");
///
/// let later = DateTime::from(*read + Duration::seconds(1));
/// assert_eq!(later.to_string(), "2026-01-31T12:00:01.500000Z");
/// assert_eq!(later, Utc.timestamp_millis_opt(1_769_860_801_500).unwrap());
/// # Ok::<(), counterpart_runtime::NotDateTime>(())
/// ```
#[derive(Clone, Copy)]
pub struct DateTime {
    moment: chrono::DateTime<FixedOffset>,
    form: Form,
}

/// How a date and time is written.
#[derive(Clone, Copy, Default)]
pub(crate) struct Form {
    /// The digits of the fraction, at most nine; without it as many as the value asks for.
    pub(crate) digits: Option<u8>,
    /// Whether the `T` is small.
    pub(crate) small_t: bool,
    /// The form of the offset.
    pub(crate) offset: OffsetForm,
}

/// How an offset is written.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
pub(crate) enum OffsetForm {
    /// `Z` for UTC, else with its sign.
    #[default]
    Short,
    /// `z`.
    SmallZ,
    /// With its sign; that of UTC is `+`.
    Signed,
    /// `-00:00`: the time is that of UTC, and the local offset is not known.
    Unknown,
    /// Not at all.
    Absent,
}

impl DateTime {
    pub(crate) fn read(moment: chrono::DateTime<FixedOffset>, form: Form) -> Self {
        Self { moment, form }
    }

    pub(crate) fn form(self) -> Form {
        self.form
    }

    /// The moment, without how it was written.
    #[must_use]
    pub fn moment(self) -> chrono::DateTime<FixedOffset> {
        self.moment
    }
}

/// The beginning of 1970, in UTC.
impl Default for DateTime {
    fn default() -> Self {
        Self::from(chrono::DateTime::<Utc>::default())
    }
}

impl Deref for DateTime {
    type Target = chrono::DateTime<FixedOffset>;

    fn deref(&self) -> &Self::Target {
        &self.moment
    }
}

impl<Z: TimeZone> From<chrono::DateTime<Z>> for DateTime {
    fn from(moment: chrono::DateTime<Z>) -> Self {
        Self {
            moment: moment.fixed_offset(),
            form: Form::default(),
        }
    }
}

impl From<DateTime> for chrono::DateTime<FixedOffset> {
    fn from(value: DateTime) -> Self {
        value.moment
    }
}

impl From<DateTime> for chrono::DateTime<Utc> {
    fn from(value: DateTime) -> Self {
        value.moment.to_utc()
    }
}

/// A text is no date and time of RFC 3339.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NotDateTime;

impl fmt::Display for NotDateTime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("this is no date-time of RFC 3339")
    }
}

impl std::error::Error for NotDateTime {}

impl FromStr for DateTime {
    type Err = NotDateTime;

    fn from_str(text: &str) -> Result<Self, NotDateTime> {
        parse_date_time(text, &DecodeOptions::DEFAULT).ok_or(NotDateTime)
    }
}

/// As it is written in JSON; beyond the years 0 to 9999, for which RFC 3339 has no form, as chrono writes it.
impl fmt::Display for DateTime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match write_date_time(self) {
            Some(text) => f.pad(&text),
            None => fmt::Display::fmt(&self.moment, f),
        }
    }
}

impl fmt::Debug for DateTime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.moment, f)
    }
}

impl PartialEq for DateTime {
    fn eq(&self, other: &Self) -> bool {
        self.moment == other.moment
    }
}

impl Eq for DateTime {}

impl<Z: TimeZone> PartialEq<chrono::DateTime<Z>> for DateTime {
    fn eq(&self, other: &chrono::DateTime<Z>) -> bool {
        self.moment == *other
    }
}

impl PartialOrd for DateTime {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for DateTime {
    fn cmp(&self, other: &Self) -> Ordering {
        self.moment.cmp(&other.moment)
    }
}

impl<Z: TimeZone> PartialOrd<chrono::DateTime<Z>> for DateTime {
    fn partial_cmp(&self, other: &chrono::DateTime<Z>) -> Option<Ordering> {
        self.moment.partial_cmp(other)
    }
}

impl Hash for DateTime {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.moment.hash(state);
    }
}
