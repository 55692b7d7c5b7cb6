//! The YAML parser's positions as places of ours.

use granit_parser::{Marker, ScalarStyle, Span};

use crate::source::{FileId, Place};

/// The byte at which `marker` stands. The parser knows bytes, as well as characters, of texts that it holds whole.
pub(super) fn byte(marker: Marker) -> usize {
    marker.byte_offset().unwrap_or_else(|| marker.index())
}

pub(super) fn place(file: FileId, span: Span) -> Place {
    Place::new(file, byte(span.start), byte(span.end))
}

/// The place of the tag of a node, or of the node.
pub(super) fn tag(file: FileId, span: Span) -> Place {
    place(file, span.tag_span().unwrap_or(span))
}

/// The place of a scalar, without the line breaks behind it.
pub(super) fn scalar(file: FileId, span: Span, style: ScalarStyle, text: &str) -> Place {
    let place = place(file, span);
    let written = text.get(place.span.range()).unwrap_or_default();
    let start = byte(span.start);
    if written.is_empty() && style == ScalarStyle::Plain {
        // A value that is left out: the parser names the colon or dash behind which it would stand.
        let after = text.get(start..).unwrap_or_default();
        return Place::new(
            file,
            start,
            start + usize::from(after.starts_with([':', '-'])),
        );
    }
    Place::new(file, start, start + written.trim_end().len())
}
