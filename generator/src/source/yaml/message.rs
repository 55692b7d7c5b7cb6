//! What is said of faults in YAML.

use granit_parser::{ErrorKind, ScanError, Tag};

use super::positions;
use super::scalar::{self, ScalarFault};
use crate::diagnostic::{Code, Effect};
use crate::source::limits::{MAX_ALIASED_NODES, MAX_DEPTH};
use crate::source::reading::{Fault, is_invisible, shorten};
use crate::source::{FileId, Node, Place};

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
pub(super) fn syntax(error: &ScanError, file: FileId, text: &str) -> Box<Fault> {
    let start = positions::byte(*error.marker());
    let start = match error.kind() {
        // The parser names where the scalar starts in which it stands.
        ErrorKind::UnexpectedCharacter { character } => {
            start
                + text
                    .get(start..)
                    .and_then(|rest| rest.find(*character))
                    .unwrap_or_default()
        }
        _ => start,
    };
    let rest = text.get(start..).unwrap_or_default();
    // One character, or none at the end of a line: the parser names a point.
    let width = rest
        .chars()
        .next()
        .filter(|next| !matches!(next, '\n' | '\r'))
        .map_or(0, char::len_utf8);
    match error.kind() {
        ErrorKind::RecursionLimitExceeded => {
            return too_deep(Place::new(file, start, start + width));
        }
        ErrorKind::CommentNotSeparated => return comment(start),
        _ => {}
    }
    let fault = Fault::new(
        Code::YamlSyntax,
        start,
        start + width,
        described(error.kind()),
    );
    match hint(error.kind(), rest) {
        Some(help) => fault.help(help),
        None => fault,
    }
}

/// A `#` that starts a comment for others, and for us.
pub(super) fn comment(start: usize) -> Box<Fault> {
    Fault::new(
        Code::CommentBehindQuote,
        start,
        start + 1,
        "a comment is to have a blank before it",
    )
    .effect(Effect::Assumed("a comment".to_owned()))
    .help("write a blank before the `#`")
}

fn described(kind: &ErrorKind) -> String {
    let message = match kind {
        ErrorKind::UnknownAnchor => "there is no anchor of this name before the alias",
        ErrorKind::UnclosedQuotedScalar => "the quoted text is not closed",
        ErrorKind::UnclosedFlowCollection { open } => {
            return format!("the bracket `{open}` is not closed");
        }
        ErrorKind::MismatchedFlowCollectionEnd { open, close } => {
            return format!("the bracket `{open}` is closed by `{close}`");
        }
        ErrorKind::ExpectedBlockMappingKey => {
            "expected a key of the mapping that this line belongs to"
        }
        ErrorKind::ExpectedBlockSequenceEntry => {
            "expected `-`, the next item of the sequence that this line belongs to"
        }
        ErrorKind::ExpectedFlowMappingSeparator => "expected `,` or `}`",
        ErrorKind::ExpectedFlowSequenceSeparator => "expected `,` or `]`",
        ErrorKind::ExpectedNodeContent => "expected a value",
        ErrorKind::ExpectedDocumentStart => "expected the end of the document",
        ErrorKind::SimpleKeyExpected => "expected `:` after a key",
        ErrorKind::MappingValueNotAllowed => "a second `:` in what is a key or value already",
        ErrorKind::TabNotAllowed
        | ErrorKind::TabInBlockIndentation
        | ErrorKind::TabInIndentation => "the line is indented by a tab",
        ErrorKind::UnexpectedCharacter { character } if is_invisible(*character) => {
            return format!(
                "the character U+{:04X} may not stand here",
                u32::from(*character)
            );
        }
        ErrorKind::UnexpectedCharacter { character } => {
            return format!(
                "a text without quotes does not start with `{}`",
                shorten(&character.to_string())
            );
        }
        other => return in_general(&other.to_string()),
    };
    message.to_owned()
}

/// The parser's own words, without what it was at.
fn in_general(message: &str) -> String {
    let message = match message.split_once(", ") {
        Some((context, what)) if context.starts_with("while ") => what,
        _ => message,
    };
    message
        .replace("did not find expected", "expected")
        .replace("could not find expected", "expected")
}

fn hint(kind: &ErrorKind, rest: &str) -> Option<&'static str> {
    match kind {
        ErrorKind::TabNotAllowed
        | ErrorKind::TabInBlockIndentation
        | ErrorKind::TabInIndentation => Some("YAML is indented by spaces"),
        ErrorKind::UnexpectedCharacter { character } if is_invisible(*character) => {
            Some("write it as an escape, in double quotes")
        }
        ErrorKind::UnexpectedCharacter { .. } => Some("quote it"),
        ErrorKind::MappingValueNotAllowed => Some("a text with `: ` in it is quoted"),
        ErrorKind::UnknownAnchor => {
            Some("the anchor (`&name`) stands before its aliases, in the same file")
        }
        ErrorKind::ExpectedBlockMappingKey
        | ErrorKind::ExpectedBlockSequenceEntry
        | ErrorKind::SimpleKeyExpected
        | ErrorKind::InvalidIndentation
            if !rest.is_empty() =>
        {
            Some(
                "is the line indented like its neighbours, and are texts with `: ` or ` #` in them quoted?",
            )
        }
        _ => None,
    }
}

/// The parser gives an event that this crate does not ask for.
pub(super) fn unknown(place: Place) -> Box<Fault> {
    at(
        Code::YamlSyntax,
        place,
        "a construct of YAML that is not known here",
    )
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
