//! Diagnostics as text for people.
//!
//! ```text
//! specs/shop.yaml:214:17: error[CP0112]: the variants of this anyOf cannot be told apart
//!   214 |                 anyOf:
//!       |                 ^^^^^ variants 0 (Card) and 2 (Voucher) accept the same objects
//!   note: specs/shop.yaml:881:5: Card is defined here
//!   help: add a discriminator
//!   effect: operation `createPayment` is skipped
//! ```

use super::once::{Said, once};
use super::snippet::snippet;
use super::style::Style;
use super::{Colour, Diagnostic, Diagnostics, Severity};
use crate::source::{FileId, Place, Sources, is_invisible, pointer};

/// All diagnostics, in their order, an empty line between two; what is said of one place is said once, with all its
/// effects. Ends with a line break where there is one.
///
/// [`Diagnostics::sort`] puts them into the order of the document.
#[must_use]
pub fn render_all(diagnostics: &Diagnostics, sources: &Sources, colour: Colour) -> String {
    let rendered: Vec<String> = (once(diagnostics).iter())
        .map(|said| render_said(said, sources, colour))
        .collect();
    rendered.join("\n")
}

/// One diagnostic. Every line of it ends with a line break.
///
/// What comes from the document is shown without characters that are not seen or that move others.
#[must_use]
pub fn render(diagnostic: &Diagnostic, sources: &Sources, colour: Colour) -> String {
    let said = Said {
        first: diagnostic,
        effects: vec![&diagnostic.effect],
    };
    render_said(&said, sources, colour)
}

/// What is said of one place.
pub(super) fn render_said(said: &Said<'_>, sources: &Sources, colour: Colour) -> String {
    let diagnostic = said.first;
    let mut lines = Lines {
        text: String::new(),
        colour,
    };
    lines.line(&[
        &visible(&shown_place(sources, diagnostic.place, &diagnostic.pointer)),
        ": ",
        &colour.paint(style_of(diagnostic.severity()), &head(diagnostic)),
        &colour.paint(
            Style::Strong,
            &format!(": {}", visible(&diagnostic.message)),
        ),
    ]);
    lines.text.push_str(&details(diagnostic, sources, colour));
    if let Some(effect) = said.effect() {
        lines.further("effect", Style::Strong, &effect);
    }
    lines.text
}

/// The line in which the place is, what there is to say of it, and what can be done.
pub(super) fn details(diagnostic: &Diagnostic, sources: &Sources, colour: Colour) -> String {
    let mut lines = Lines {
        text: String::new(),
        colour,
    };
    if let Some(snippet) = snippet(sources, diagnostic.place) {
        let number = snippet.line.to_string();
        let gutter = |number: &str| colour.paint(Style::Gutter, &format!("  {number} |"));
        let text = if snippet.text.is_empty() {
            String::new()
        } else {
            format!(" {}", snippet.text)
        };
        lines.line(&[&gutter(&number), &text]);
        let mut underline = "^".repeat(snippet.width);
        if let Some(label) = &diagnostic.label {
            underline = format!("{underline} {}", visible(label));
        }
        let blank = " ".repeat(number.len());
        lines.line(&[
            &gutter(&blank),
            " ",
            &" ".repeat(snippet.indent),
            &colour.paint(style_of(diagnostic.severity()), &underline),
        ]);
    } else if let Some(label) = &diagnostic.label {
        lines.further("note", Style::Note, label);
    }
    for note in &diagnostic.notes {
        let place = shown_place(sources, note.place, "");
        lines.further("note", Style::Note, &format!("{place}: {}", note.message));
    }
    if let Some(help) = &diagnostic.help {
        lines.further("help", Style::Help, help);
    }
    lines.text
}

/// `error[CP0112]`.
pub(super) fn head(diagnostic: &Diagnostic) -> String {
    format!("{}[{}]", diagnostic.severity(), diagnostic.code.as_str())
}

pub(super) fn style_of(severity: Severity) -> Style {
    match severity {
        Severity::Error => Style::Error,
        Severity::Warning => Style::Warning,
        Severity::Note => Style::Note,
    }
}

/// A place as a person finds it: by file, line and column; in a file on one line, by its pointer. `known` is that
/// pointer, or empty where it is to be found.
#[must_use]
pub fn shown_place(sources: &Sources, place: Place, known: &str) -> String {
    let on_one_line = (sources.file(place.file)).filter(|file| file.is_on_one_line());
    let Some(file) = on_one_line else {
        return sources.line_column(place).to_string();
    };
    let pointer = match known {
        "" => pointer::at(&file.root, place.span),
        known => known.to_owned(),
    };
    match (place.file, pointer.split_once('#')) {
        (FileId(0), _) | (_, None) => pointer,
        (_, Some((_, within))) => format!("{}#{within}", file.name),
    }
}

struct Lines {
    text: String,
    colour: Colour,
}

impl Lines {
    fn line(&mut self, parts: &[&str]) {
        self.text.extend(parts.iter().copied());
        self.text.push('\n');
    }

    /// A line below the snippet; of a message of several lines the others stand below its first.
    fn further(&mut self, kind: &str, style: Style, message: &str) {
        let indent = " ".repeat(kind.len() + 4);
        let message = message
            .lines()
            .map(visible)
            .collect::<Vec<_>>()
            .join(&format!("\n{indent}"));
        let kind = self.colour.paint(style, kind);
        self.line(&["  ", &kind, ": ", &message]);
    }
}

/// `text` with escapes for characters that are not seen.
pub(super) fn visible(text: &str) -> String {
    let mut shown = String::with_capacity(text.len());
    for character in text.chars() {
        if is_invisible(character) {
            shown.extend(character.escape_unicode());
        } else {
            shown.push(character);
        }
    }
    shown
}
