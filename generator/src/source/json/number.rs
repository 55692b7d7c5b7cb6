//! The grammar of JSON's numbers.

use super::scanner::{Scanned, Scanner};
use crate::diagnostic::Code;
use crate::source::reading::Fault;

impl<'t> Scanner<'t> {
    /// Reads the number that starts at the cursor with a minus or a digit.
    pub fn number(&mut self) -> Scanned<&'t str> {
        let start = self.at;
        if self.peek() == Some(b'-') {
            self.at += 1;
        }
        let whole = self.at;
        self.digits(start, "after `-`")?;
        if self.text.as_bytes().get(whole) == Some(&b'0') && self.at > whole + 1 {
            let fault = Fault::new(
                Code::JsonSyntax,
                start,
                self.at,
                "a number starts with a zero",
            );
            return Err(fault.help("remove the zero, or write the value in quotes if it is text"));
        }
        if self.peek() == Some(b'.') {
            self.at += 1;
            self.digits(start, "after the decimal point")?;
        }
        if let Some(b'e' | b'E') = self.peek() {
            self.at += 1;
            if let Some(b'+' | b'-') = self.peek() {
                self.at += 1;
            }
            self.digits(start, "in the exponent")?;
        }
        Ok(self.text.get(start..self.at).unwrap_or_default())
    }

    fn digits(&mut self, start: usize, of: &str) -> Scanned<()> {
        let first = self.at;
        while let Some(b'0'..=b'9') = self.peek() {
            self.at += 1;
        }
        if self.at == first {
            return Err(Fault::new(
                Code::JsonSyntax,
                start,
                self.at,
                format!("expected a digit {of}"),
            ));
        }
        Ok(())
    }
}
