//! What is said of faults in YAML.

use saphyr_parser::{ScanError, Tag};

use super::positions::Positions;
use super::scalar::{self, ScalarFault};
use crate::diagnostic::Code;
use crate::source::limits::{MAX_ALIASED_NODES, MAX_DEPTH};
use crate::source::reading::{Fault, shorten};
use crate::source::{Node, Place};

fn at(code: Code, place: Place, message: impl Into<String>) -> Box<Fault> {
    let range = place.span.range();
    Fault::new(code, range.start, range.end, message)
}

pub(super) fn empty(end: usize) -> Box<Fault> {
    Fault::new(
        Code::YamlSyntax,
        end,
        end,
        "the file is empty, expected a YAML document",
    )
}

/// A fault that the parser found.
pub(super) fn syntax(error: &ScanError, positions: &Positions<'_>, text: &str) -> Box<Fault> {
    let start = positions.byte(*error.marker());
    let rest = text.get(start..).unwrap_or_default();
    // One character, or none at the end of a line: the parser names a point.
    let width = rest
        .chars()
        .next()
        .filter(|next| !matches!(next, '\n' | '\r'))
        .map_or(0, char::len_utf8);
    let info = error.info();
    if info.contains("recursion limit") {
        return too_deep(Place::new(positions.file(), start, start + width));
    }
    let message = match info.rsplit_once(", ") {
        _ if info.ends_with("unexpected end of stream") => {
            "the quoted text that starts here is not closed"
        }
        _ if info.ends_with("found unknown anchor") => {
            "there is no anchor of this name before the alias"
        }
        // "while parsing a block mapping" says nothing new of a fault that names itself.
        Some((_, what)) if !what.starts_with("did not find expected") => what,
        _ => info,
    };
    let fault = Fault::new(Code::YamlSyntax, start, start + width, message.to_owned());
    match hint(info, rest) {
        Some(help) => fault.help(help),
        None => fault,
    }
}

fn hint(info: &str, rest: &str) -> Option<&'static str> {
    let first = rest.chars().next();
    match first {
        _ if info.contains("tab") => return Some("YAML is indented by spaces, not by tabs"),
        Some('@' | '`' | '%') => {
            return Some("a plain text does not start with this character: quote it");
        }
        _ => {}
    }
    if info.contains("mapping values are not allowed") {
        return Some("a text with `: ` in it is quoted");
    }
    if info.contains("unknown anchor") {
        return Some("the anchor (`&name`) stands before its aliases, in the same file");
    }
    if info.contains("block mapping")
        || info.contains("block collection")
        || info.contains("simple key")
    {
        return Some(
            "is this line indented like its neighbours, and are texts with `: ` or ` #` in them quoted?",
        );
    }
    None
}

pub(super) fn second_document(place: Place) -> Box<Fault> {
    at(
        Code::YamlSyntax,
        place,
        "a second YAML document starts here, expected the end of the file",
    )
    .help("one file holds one document: keep the others in files of their own")
}

pub(super) fn tag(tag: &Tag, place: Place) -> Box<Fault> {
    at(Code::YamlSyntax, place, format!("the tag `{}` has no meaning here", shorten(&scalar::shown(tag))))
        .help("known are !!null, !!bool, !!int, !!float, !!str, !!timestamp, !!seq and !!map, on values of their kind")
}

pub(super) fn scalar(
    fault: &ScalarFault,
    text: &str,
    tag: Option<&Tag>,
    place: Place,
) -> Box<Fault> {
    let text = shorten(text);
    match fault {
        ScalarFault::NotFinite => at(
            Code::YamlSyntax,
            place,
            format!("JSON has no number for `{text}`"),
        )
        .help("quote it if it is text"),
        ScalarFault::TooLarge => at(
            Code::TooLarge,
            place,
            format!("the number `{text}` has more than 128 bits"),
        )
        .help("quote it if it is text"),
        ScalarFault::NotOfTag => {
            let tag = tag.map(scalar::shown).unwrap_or_default();
            at(
                Code::YamlSyntax,
                place,
                format!("`{text}` is not what the tag `{}` says", shorten(&tag)),
            )
        }
    }
}

pub(super) fn too_deep(place: Place) -> Box<Fault> {
    at(
        Code::TooLarge,
        place,
        format!("sequences and mappings are nested deeper than {MAX_DEPTH} levels"),
    )
}

pub(super) fn too_many_aliased(place: Place) -> Box<Fault> {
    at(
        Code::TooLarge,
        place,
        format!("the aliases of this file stand for more than {MAX_ALIASED_NODES} values"),
    )
    .label("the alias that is one too many")
}

pub(super) fn alias_of_itself(place: Place) -> Box<Fault> {
    at(
        Code::YamlSyntax,
        place,
        "the alias stands within the value of its anchor",
    )
    .help("a value cannot hold itself; schemas refer to themselves by `$ref`")
}

pub(super) fn not_mergeable(node: &Node) -> Box<Fault> {
    at(
        Code::YamlSyntax,
        node.place,
        format!("`<<` merges mappings, found {}", node.kind_name()),
    )
}

pub(super) fn key_of_containers(node: &Node) -> Box<Fault> {
    at(
        Code::YamlSyntax,
        node.place,
        format!("expected a key, found {}", node.kind_name()),
    )
    .help("does a text that starts with `{` or `[` lack its quotes?")
}
