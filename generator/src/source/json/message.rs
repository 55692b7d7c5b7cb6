//! What is said of a fault of syntax.

use super::scanner::Scanner;
use crate::diagnostic::Code;
use crate::source::reading::{Fault, is_invisible, shorten};

/// What stands at the cursor is not what is expected there.
pub(super) fn expected(scanner: &Scanner<'_>, expected: &str) -> Box<Fault> {
    let start = scanner.at;
    let rest = scanner.text.get(start..).unwrap_or_default();
    let Some(first) = rest.chars().next() else {
        return Fault::new(
            Code::JsonSyntax,
            start,
            start,
            format!("expected {expected}, found the end of the file"),
        );
    };
    let word = rest
        .find(|next: char| !(next.is_alphanumeric() || next == '_'))
        .unwrap_or(rest.len());
    let length = if word == 0 { first.len_utf8() } else { word };
    let found = rest.get(..length).unwrap_or_default();
    let shown = match first {
        '"' => "a string".to_owned(),
        _ if is_invisible(first) => {
            format!("the character U+{:04X}", u32::from(first))
        }
        _ => format!("`{}`", shorten(found)),
    };
    let fault = Fault::new(
        Code::JsonSyntax,
        start,
        start + length,
        format!("expected {expected}, found {shown}"),
    );
    match hint(found, rest, expected) {
        Some(hint) => fault.help(hint),
        None => fault,
    }
}

fn hint(found: &str, rest: &str, expected: &str) -> Option<&'static str> {
    match found {
        "True" | "TRUE" => Some("JSON writes `true`"),
        "False" | "FALSE" => Some("JSON writes `false`"),
        "None" | "Null" | "NULL" | "nil" | "undefined" => Some("JSON writes `null`"),
        "NaN" | "Infinity" | "inf" => Some("JSON has no number for it"),
        "'" | "\u{201c}" | "\u{201d}" => Some("strings stand in double quotes (`\"`)"),
        "/" if rest.starts_with("//") || rest.starts_with("/*") => Some("JSON has no comments"),
        "#" => Some("JSON has no comments"),
        "." => Some("a number starts with a digit: `0.5`"),
        "+" => Some("a number has no plus sign"),
        "," => Some("remove the comma"),
        "\"" if expected.starts_with("`,`") => Some("is a comma missing before it?"),
        "<" => Some("is this an HTML or XML page?"),
        _ => None,
    }
}

/// Adds to a fault at the end of the file where the innermost container that is still open starts.
pub(super) fn unclosed(fault: Box<Fault>, text: &str, start: usize, kind: &str) -> Box<Fault> {
    if fault.start < text.len() || fault.note.is_some() {
        return fault;
    }
    fault.note(
        start,
        start + 1,
        format!("the {kind} that starts here is not closed"),
    )
}

/// The string that starts at `open` meets a control character, or the end of the file (`None`).
pub(super) fn string_ends(scanner: &Scanner<'_>, open: usize, found: Option<u8>) -> Box<Fault> {
    let at = scanner.at;
    match found {
        None => Fault::new(
            Code::JsonSyntax,
            open,
            scanner.text.len(),
            "the string is not closed",
        )
        .label("no closing `\"` until the end of the file"),
        Some(b'\n' | b'\r') => Fault::new(
            Code::JsonSyntax,
            open,
            at,
            "the string is not closed on its line",
        )
        .help("is a `\"` missing? A line break in a string is written `\\n`"),
        Some(control) => {
            let message = format!("a string holds the control character U+{control:04X}");
            let fault = Fault::new(Code::JsonSyntax, at, at + 1, message);
            let escape = if control == b'\t' {
                "\\t".to_owned()
            } else {
                format!("\\u{control:04x}")
            };
            fault.help(format!("write it as `{escape}`"))
        }
    }
}

/// The backslash at `start` is followed by what is no escape.
pub(super) fn unknown_escape(scanner: &Scanner<'_>, start: usize) -> Box<Fault> {
    let found = scanner
        .text
        .get(start + 1..)
        .and_then(|rest| rest.chars().next())
        .unwrap_or_default();
    let message = format!("`\\{}` is no escape of JSON", shorten(&found.to_string()));
    Fault::new(
        Code::JsonSyntax,
        start,
        start + 1 + found.len_utf8(),
        message,
    )
    .help(
        "a backslash is written `\\\\`; the escapes are \\\" \\\\ \\/ \\b \\f \\n \\r \\t \\uXXXX",
    )
}
