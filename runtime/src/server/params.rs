//! The parameters of a request.

use super::Call;
use super::call::Head;
use super::matching::Captured;
use crate::param::{self, Location, ParamDesc, ParamReader, ParamValue, ReadParam, Shape, Source};
use crate::{Fault, FaultKind, Segment};

impl Head {
    /// The value of a parameter; `None` where it is absent.
    fn param(&self, desc: &ParamDesc, shape: Shape) -> Option<ParamValue> {
        match desc.location() {
            Location::Path => {
                let mut captures = self.captures().iter();
                let capture = captures.find(|capture| capture.name == desc.name())?;
                let source = match &capture.text {
                    Captured::Encoded(text) => Source::Segment(text),
                    Captured::Decoded(text) => Source::Part(text),
                };
                param::read(desc, shape, source)
            }
            Location::Query => param::read(desc, shape, Source::Query(self.query())),
            Location::Header => {
                let lines = self.headers().get_all(desc.name()).iter();
                param::read_lines(desc, shape, lines.map(|line| line.as_bytes()))
            }
            Location::Cookie => param::read(desc, shape, Source::Cookies(&self.cookies()?)),
        }
    }
}

impl Call {
    /// A required parameter.
    pub fn required<T: ReadParam>(&mut self, desc: &ParamDesc) -> Option<T> {
        let value = self.optional(desc)?;
        if value.is_none() {
            self.fault(Fault::at(place(desc), FaultKind::Missing));
        }
        value
    }

    /// An optional parameter: `Some(None)` where it is absent.
    pub fn optional<T: ReadParam>(&mut self, desc: &ParamDesc) -> Option<Option<T>> {
        let Some(value) = self.head.param(desc, T::shape()) else {
            return Some(None);
        };
        let options = self.head.shared().decode_options();
        let mut reader = ParamReader::new(place(desc).into(), options);
        let read = reader.read(value, desc.rules).ok();
        reader
            .into_faults()
            .into_iter()
            .for_each(|fault| self.fault(fault));
        read.map(Some)
    }
}

fn place(desc: &ParamDesc) -> [Segment; 2] {
    [desc.location().as_str().into(), desc.name().into()]
}
