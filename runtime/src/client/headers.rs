//! The headers of a success, as the document declares them.

use http::HeaderValue;

use super::Reply;
use crate::codec::DecodeOptions;
use crate::param::{self, Location, ParamDesc, ParamReader, ReadParam};
use crate::{Fault, FaultKind, Faults, Segment};

impl<T> Reply<T> {
    /// A header that the document requires.
    ///
    /// # Errors
    ///
    /// It is absent, or not what the document declares.
    pub fn required_header<V: ReadParam>(&self, desc: &ParamDesc) -> Result<V, Faults> {
        let value = self.optional_header(desc)?;
        value.ok_or_else(|| missing(desc))
    }

    /// A header that may be absent.
    ///
    /// # Errors
    ///
    /// It is not what the document declares.
    pub fn optional_header<V: ReadParam>(&self, desc: &ParamDesc) -> Result<Option<V>, Faults> {
        let lines = self.headers().get_all(desc.name()).iter();
        read(desc, lines.map(HeaderValue::as_bytes))
    }

    /// A header that the document requires, and of which each line is a value of its own (`Set-Cookie`).
    ///
    /// # Errors
    ///
    /// It is absent, or a line is not what the document declares.
    pub fn required_lines<V: ReadParam>(&self, desc: &ParamDesc) -> Result<Vec<V>, Faults> {
        let values = self.optional_lines(desc)?;
        if values.is_empty() {
            return Err(missing(desc));
        }
        Ok(values)
    }

    /// A header that may be absent, and of which each line is a value of its own (`Set-Cookie`).
    ///
    /// # Errors
    ///
    /// A line is not what the document declares.
    pub fn optional_lines<V: ReadParam>(&self, desc: &ParamDesc) -> Result<Vec<V>, Faults> {
        let lines = self.headers().get_all(desc.name()).iter();
        let values = lines.map(|line| read(desc, std::iter::once(line.as_bytes())));
        values.filter_map(Result::transpose).collect()
    }
}

fn missing(desc: &ParamDesc) -> Faults {
    Fault::at(place(desc), FaultKind::Missing).into()
}

fn read<'a, V: ReadParam>(
    desc: &ParamDesc,
    lines: impl Iterator<Item = &'a [u8]>,
) -> Result<Option<V>, Faults> {
    let Some(value) = param::read_lines(desc, V::shape(), lines) else {
        return Ok(None);
    };
    let mut reader = ParamReader::new(place(desc).into(), DecodeOptions::DEFAULT);
    match reader.read(value, desc.rules) {
        Ok(value) => Ok(Some(value)),
        Err(_) => Err(gathered(reader)),
    }
}

fn gathered(reader: ParamReader) -> Faults {
    let mut faults = Faults::new();
    for fault in reader.into_faults() {
        faults.push(fault);
    }
    faults
}

fn place(desc: &ParamDesc) -> [Segment; 2] {
    [Location::Header.as_str().into(), desc.name().into()]
}
