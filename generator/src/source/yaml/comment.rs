//! Comments without a blank before them.
//!
//! YAML 1.2 wants one (section 6.6), but libyaml takes `'#/components/schemas/A'# note` for a text and a comment, and
//! with it most tools of OpenAPI.

use std::borrow::Cow;

use super::message;
use crate::diagnostic::Code;
use crate::source::limits::MAX_FAULTS;
use crate::source::reading::Fault;

/// A text without the comments that the parser refuses. What is left stands where it stood.
pub(super) struct Forgiving<'t> {
    text: Cow<'t, str>,
    starts: Vec<usize>,
}

impl<'t> Forgiving<'t> {
    pub fn new(text: &'t str) -> Self {
        Self {
            text: Cow::Borrowed(text),
            starts: Vec::new(),
        }
    }

    pub fn text(&self) -> &str {
        &self.text
    }

    /// Takes away a comment without a blank before it, where that is the fault; gives back the fault where it is not.
    ///
    /// Each costs a reading of what stands before it: of too many, the file is at fault.
    pub fn forgive(&mut self, fault: Box<Fault>) -> Option<Box<Fault>> {
        if fault.code != Code::CommentBehindQuote {
            return Some(fault);
        }
        let rest = self.text.get(fault.start..).unwrap_or_default();
        if self.starts.len() >= MAX_FAULTS || !rest.starts_with('#') {
            let Fault {
                start,
                end,
                message,
                ..
            } = *fault;
            return Some(Fault::new(Code::YamlSyntax, start, end, message));
        }
        let length = rest.find(['\n', '\r']).unwrap_or(rest.len());
        let blanks = " ".repeat(length);
        let end = fault.start + length;
        (self.text.to_mut()).replace_range(fault.start..end, &blanks);
        self.starts.push(fault.start);
        None
    }

    /// What there is to say of those that are gone.
    pub fn said(&self) -> impl Iterator<Item = Fault> {
        (self.starts.iter()).map(|start| *message::comment(*start))
    }
}
