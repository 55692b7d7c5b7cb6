//! YAML 1.2 (core schema, and `<<`), as far as JSON can express it, as a tree with places.
//!
//! The syntax is `granit-parser`'s; what scalars, tags, aliases and merge keys mean is decided here.

mod build;
mod comment;
mod merge;
mod message;
mod positions;
mod scalar;

#[cfg(test)]
mod tests;

use super::limits::MAX_FILE_BYTES;
use super::{FileId, Reading};
use crate::diagnostic::Code;
use crate::source::reading::Fault;

/// Reads YAML. The first fault of syntax ends it; keys that a mapping has twice are all reported.
///
/// - Plain scalars are what the core schema says (YAML 1.2.2, section 10.3.2): `on` and `2020-01-01` are strings,
///   `0o14` is 12. Numbers that are not JSON's as they stand are written anew (`0x1F`, `.5`, `+1`); `.inf` and `.nan`
///   are faults.
/// - Keys that are not strings become their text: the response `200:` is the member `200`.
/// - An alias is the value of its anchor, with the places of that. Aliases together may stand for
///   [`MAX_ALIASED_NODES`](super::MAX_ALIASED_NODES).
/// - A plain key `<<` merges a mapping, or several; members that stand there themselves win, then earlier mappings.
/// - Of tags, those of the core schema are known, and `!!timestamp` (its text). Others are faults.
/// - One file is one document.
/// - A `#` straight behind a closing quote or bracket starts a comment, which is said.
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
    let mut forgiving = comment::Forgiving::new(text);
    loop {
        let mut builder = build::Builder::new(forgiving.text(), file);
        let fault = match builder.document() {
            Ok(root) => {
                let mut faults = builder.into_duplicates();
                faults.extend(forgiving.said());
                return Reading::new(file, Some(root), faults);
            }
            Err(fault) => fault,
        };
        if let Some(fault) = forgiving.forgive(fault) {
            return Reading::new(file, None, vec![*fault]);
        }
    }
}
