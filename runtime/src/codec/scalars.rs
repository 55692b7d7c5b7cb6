//! Values without parts.

use chrono::NaiveDate;
use uuid::Uuid;

use super::{Decode, Encode, EncodeProblem, Reader, Stop, Writer, formats};
use crate::{Base64, DateTime, FaultKind, Secret};

impl Decode for bool {
    fn decode(reader: &mut Reader<'_>) -> Result<Self, Stop> {
        reader.boolean()
    }
}

impl Encode for bool {
    fn encode(&self, writer: &mut Writer) {
        writer.boolean(*self);
    }
}

macro_rules! integers {
    ($write:ident: $($integer:ty),*) => {$(
        impl Decode for $integer {
            fn decode(reader: &mut Reader<'_>) -> Result<Self, Stop> {
                let value = reader.integer_within(i128::from(Self::MIN), i128::from(Self::MAX))?;
                Self::try_from(value).map_err(|_| Stop::Invalid)
            }
        }

        impl Encode for $integer {
            fn encode(&self, writer: &mut Writer) {
                writer.$write((*self).into());
            }
        }
    )*};
}

integers!(integer: i8, i16, i32, i64);
integers!(unsigned: u8, u16, u32, u64);

impl Decode for f64 {
    fn decode(reader: &mut Reader<'_>) -> Result<Self, Stop> {
        let token = reader.number()?;
        token
            .parse()
            .map_err(|_| reader.invalid(FaultKind::NotNumber))
    }
}

impl Encode for f64 {
    fn encode(&self, writer: &mut Writer) {
        writer.float(*self);
    }
}

impl Decode for f32 {
    fn decode(reader: &mut Reader<'_>) -> Result<Self, Stop> {
        let token = reader.number()?;
        match token.parse::<Self>() {
            Ok(value) if value.is_finite() => Ok(value),
            _ => Err(reader.invalid(FaultKind::NumberRange)),
        }
    }
}

impl Encode for f32 {
    fn encode(&self, writer: &mut Writer) {
        writer.float32(*self);
    }
}

impl Decode for String {
    fn decode(reader: &mut Reader<'_>) -> Result<Self, Stop> {
        reader.string().map(std::borrow::Cow::into_owned)
    }
}

impl Encode for String {
    fn encode(&self, writer: &mut Writer) {
        writer.string(self);
    }
}

impl Encode for str {
    fn encode(&self, writer: &mut Writer) {
        writer.string(self);
    }
}

impl Decode for Secret {
    fn decode(reader: &mut Reader<'_>) -> Result<Self, Stop> {
        reader.string().map(|text| Self::new(text.into_owned()))
    }
}

impl Encode for Secret {
    fn encode(&self, writer: &mut Writer) {
        writer.string(self.expose());
    }
}

impl Decode for Uuid {
    fn decode(reader: &mut Reader<'_>) -> Result<Self, Stop> {
        let text = reader.string()?;
        formats::parse_uuid(&text, reader.options()).ok_or_else(|| reader.invalid(FaultKind::Uuid))
    }
}

impl Encode for Uuid {
    fn encode(&self, writer: &mut Writer) {
        writer.quoted(self.hyphenated().encode_lower(&mut Self::encode_buffer()));
    }
}

impl Decode for DateTime {
    fn decode(reader: &mut Reader<'_>) -> Result<Self, Stop> {
        let text = reader.string()?;
        formats::parse_date_time(&text, reader.options())
            .ok_or_else(|| reader.invalid(FaultKind::DateTime))
    }
}

impl Encode for DateTime {
    fn encode(&self, writer: &mut Writer) {
        match formats::write_date_time(self) {
            Some(text) => writer.quoted(&text),
            None => writer.problem(EncodeProblem::Year),
        }
    }
}

impl Decode for NaiveDate {
    fn decode(reader: &mut Reader<'_>) -> Result<Self, Stop> {
        let text = reader.string()?;
        formats::parse_date(&text).ok_or_else(|| reader.invalid(FaultKind::Date))
    }
}

impl Encode for NaiveDate {
    fn encode(&self, writer: &mut Writer) {
        match formats::write_date(self) {
            Some(text) => writer.quoted(&text),
            None => writer.problem(EncodeProblem::Year),
        }
    }
}

impl Decode for Base64 {
    fn decode(reader: &mut Reader<'_>) -> Result<Self, Stop> {
        let text = reader.string()?;
        Self::from_text(&text).ok_or_else(|| reader.invalid(FaultKind::Base64))
    }
}

impl Encode for Base64 {
    fn encode(&self, writer: &mut Writer) {
        writer.quoted(&self.to_text());
    }
}

/// Null, and nothing else.
impl Decode for () {
    fn decode(reader: &mut Reader<'_>) -> Result<Self, Stop> {
        if reader.null()? {
            Ok(())
        } else {
            Err(reader.refuse(FaultKind::NotNull))
        }
    }
}

impl Encode for () {
    fn encode(&self, writer: &mut Writer) {
        writer.null();
    }
}
