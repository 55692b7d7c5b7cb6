//! Diagnostics as JSON, for editors and other programs: one object a line.

use serde::Serialize;

use super::{Diagnostic, Effect};
use crate::source::{Place, Position, Sources};

#[derive(Serialize)]
struct Shown<'d> {
    code: &'static str,
    severity: String,
    message: &'d str,
    #[serde(skip_serializing_if = "Option::is_none")]
    label: Option<&'d str>,
    #[serde(flatten)]
    at: Range<'d>,
    pointer: &'d str,
    notes: Vec<Note<'d>>,
    help: Option<&'d str>,
    effect: Option<String>,
    allow: Option<Allow<'d>>,
}

/// Lines and columns, in characters, from 1; the end is one past the last character.
#[derive(Serialize)]
struct Range<'d> {
    file: &'d str,
    line: u32,
    column: u32,
    end: End,
}

#[derive(Serialize)]
struct End {
    line: u32,
    column: u32,
}

#[derive(Serialize)]
struct Note<'d> {
    message: &'d str,
    #[serde(flatten)]
    at: Range<'d>,
}

/// What accepts the diagnostic in `counterpart.toml`.
#[derive(Serialize)]
struct Allow<'d> {
    code: &'static str,
    at: &'d str,
}

/// One diagnostic as an object of JSON on one line, without a line break.
///
/// Members: `code`, `severity`, `message`, `label` (where there is one), `file`, `line`, `column`, `end` (`line`,
/// `column`), `pointer`, `notes` (each `message`, `file`, `line`, `column`, `end`), `help`, `effect`, and `allow`:
/// what accepts it in `counterpart.toml`, null where nothing does.
#[must_use]
pub fn to_json(diagnostic: &Diagnostic, sources: &Sources) -> String {
    let code = diagnostic.code.as_str();
    let is_acceptable = !matches!(diagnostic.effect, Effect::NothingWritten);
    let shown = Shown {
        code,
        severity: diagnostic.severity().to_string(),
        message: &diagnostic.message,
        label: diagnostic.label.as_deref(),
        at: range(sources, diagnostic.place),
        pointer: &diagnostic.pointer,
        notes: (diagnostic.notes.iter())
            .map(|note| Note {
                message: &note.message,
                at: range(sources, note.place),
            })
            .collect(),
        help: diagnostic.help.as_deref(),
        effect: diagnostic.effect.describe(),
        allow: is_acceptable.then_some(Allow {
            code,
            at: &diagnostic.pointer,
        }),
    };
    // Strings, numbers and structs: nothing of these fails to be written.
    serde_json::to_string(&shown).unwrap_or_default()
}

fn range(sources: &Sources, place: Place) -> Range<'_> {
    let Position { file, line, column } = sources.line_column(place);
    let end = sources.line_column(place.end());
    Range {
        file,
        line,
        column,
        end: End {
            line: end.line,
            column: end.column,
        },
    }
}
