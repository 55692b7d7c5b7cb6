//! The parameters of a request.

use super::Call;
use super::call::Head;
use super::matching::Captured;
use crate::param::{self, ListStyle, Param};
use crate::{Fault, FaultKind, Segment};

/// Where a parameter stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Location {
    /// In the path.
    Path,
    /// In the query.
    Query,
    /// In a header.
    Header,
    /// In a cookie.
    Cookie,
}

impl Location {
    /// The first segment of a fault's location.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Path => "path",
            Self::Query => "query",
            Self::Header => "header",
            Self::Cookie => "cookie",
        }
    }
}

impl Head {
    fn text(&self, location: Location, name: &str) -> Option<String> {
        match location {
            Location::Path => Some(match self.capture(name)? {
                Captured::Encoded(text) => param::decode(text).into_owned(),
                Captured::Decoded(text) => text.clone(),
            }),
            Location::Query => self.query().value(name),
            Location::Header => Some(param::header(self.headers().get(name)?.as_bytes())),
            Location::Cookie => param::cookie(&self.cookies()?, name),
        }
    }

    fn capture(&self, name: &str) -> Option<&Captured> {
        let mut captures = self.captures().iter();
        let capture = captures.find(|capture| capture.name == name)?;
        Some(&capture.text)
    }

    fn items(&self, location: Location, name: &str, style: ListStyle) -> Option<Vec<String>> {
        match location {
            Location::Path => Some(match self.capture(name)? {
                Captured::Encoded(text) => param::path_items(text),
                Captured::Decoded(text) => text.split(',').map(str::to_owned).collect(),
            }),
            Location::Query => self.query().items(name, style),
            Location::Header => {
                let lines = self.headers().get_all(name);
                param::header_items(lines.iter().map(|line| line.as_bytes()))
            }
            Location::Cookie => param::cookie_items(&self.cookies()?, name, style),
        }
    }
}

impl Call {
    /// A required parameter.
    pub fn required<T: Param>(&mut self, location: Location, name: &'static str) -> Option<T> {
        let text = self.head.text(location, name);
        let text = self.present(location, name, text)?;
        let value = param::parse(&text, &self.head.shared().decode_options());
        self.kept(location, name, None, value)
    }

    /// An optional parameter: `Some(None)` where it is absent.
    pub fn optional<T: Param>(
        &mut self,
        location: Location,
        name: &'static str,
    ) -> Option<Option<T>> {
        let Some(text) = self.head.text(location, name) else {
            return Some(None);
        };
        let value = param::parse(&text, &self.head.shared().decode_options());
        self.kept(location, name, None, value).map(Some)
    }

    /// A required parameter that is an array.
    pub fn required_list<T: Param>(
        &mut self,
        location: Location,
        name: &'static str,
        style: ListStyle,
    ) -> Option<Vec<T>> {
        let items = self.head.items(location, name, style);
        let items = self.present(location, name, items)?;
        self.parsed(location, name, items)
    }

    /// An optional parameter that is an array: `Some(None)` where it is absent.
    pub fn optional_list<T: Param>(
        &mut self,
        location: Location,
        name: &'static str,
        style: ListStyle,
    ) -> Option<Option<Vec<T>>> {
        match self.head.items(location, name, style) {
            Some(items) => self.parsed(location, name, items).map(Some),
            None => Some(None),
        }
    }

    fn parsed<T: Param>(
        &mut self,
        location: Location,
        name: &'static str,
        items: Vec<String>,
    ) -> Option<Vec<T>> {
        let options = self.head.shared().decode_options();
        let mut values = Vec::with_capacity(items.len());
        let mut faulty = false;
        for (index, item) in items.iter().enumerate() {
            match self.kept(location, name, Some(index), param::parse(item, &options)) {
                Some(value) => values.push(value),
                None => faulty = true,
            }
        }
        (!faulty).then_some(values)
    }

    fn present<T>(&mut self, location: Location, name: &'static str, text: Option<T>) -> Option<T> {
        let result = text.ok_or(FaultKind::Missing);
        self.kept(location, name, None, result)
    }

    fn kept<T>(
        &mut self,
        location: Location,
        name: &'static str,
        index: Option<usize>,
        result: Result<T, FaultKind>,
    ) -> Option<T> {
        match result {
            Ok(value) => Some(value),
            Err(kind) => {
                self.param_fault(location, name, index, kind);
                None
            }
        }
    }

    #[cold]
    fn param_fault(
        &mut self,
        location: Location,
        name: &'static str,
        index: Option<usize>,
        kind: FaultKind,
    ) {
        let place: [Segment; 2] = [location.as_str().into(), name.into()];
        self.fault(Fault::at(
            place.into_iter().chain(index.map(Segment::from)),
            kind,
        ));
    }
}
