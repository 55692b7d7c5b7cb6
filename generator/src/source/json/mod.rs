//! JSON (RFC 8259) as a tree with places: strict, but for a byte order mark, which is accepted.

pub(in crate::source) mod keys;
mod message;
mod number;
mod scanner;
mod string;

use super::limits::MAX_FILE_BYTES;
use super::{FileId, Reading};
use crate::diagnostic::Code;
use crate::source::reading::Fault;

/// Reads JSON. The first fault of syntax ends it; keys that an object has twice are all reported.
#[must_use]
pub fn read(text: &str, file: FileId) -> Reading {
    if text.len() as u64 > MAX_FILE_BYTES {
        return Reading::new(
            file,
            None,
            vec![*Fault::new(
                Code::TooLarge,
                0,
                0,
                "the file is larger than 4 GiB",
            )],
        );
    }
    let mut scanner = scanner::Scanner::new(text, file);
    match scanner.document() {
        Ok(root) => Reading::new(file, Some(root), scanner.duplicates),
        Err(fault) => Reading::new(file, None, vec![*fault]),
    }
}

#[cfg(test)]
mod tests;
