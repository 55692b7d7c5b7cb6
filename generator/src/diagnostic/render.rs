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

use super::snippet::snippet;
use super::style::Style;
use super::{Colour, Diagnostic, Diagnostics, Severity};
use crate::source::{Sources, is_invisible};

/// All diagnostics, in their order, an empty line between two. Ends with a line break where there is one.
///
/// [`Diagnostics::sort`] puts them into the order of the document.
#[must_use]
pub fn render_all(diagnostics: &Diagnostics, sources: &Sources, colour: Colour) -> String {
    let rendered: Vec<String> = diagnostics
        .iter()
        .map(|diagnostic| render(diagnostic, sources, colour))
        .collect();
    rendered.join("\n")
}

/// One diagnostic. Every line of it ends with a line break.
///
/// What comes from the document is shown without characters that are not seen or that move others.
#[must_use]
pub fn render(diagnostic: &Diagnostic, sources: &Sources, colour: Colour) -> String {
    let mut lines = Lines {
        text: String::new(),
        colour,
    };
    let severity = diagnostic.severity();
    let style = match severity {
        Severity::Error => Style::Error,
        Severity::Warning => Style::Warning,
        Severity::Note => Style::Note,
    };
    let place = sources.line_column(diagnostic.place).to_string();
    let head = format!("{severity}[{}]", diagnostic.code.as_str());
    lines.line(&[
        &visible(&place),
        ": ",
        &colour.paint(style, &head),
        &colour.paint(
            Style::Strong,
            &format!(": {}", visible(&diagnostic.message)),
        ),
    ]);
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
            &colour.paint(style, &underline),
        ]);
    } else if let Some(label) = &diagnostic.label {
        lines.further("note", Style::Note, label);
    }
    for note in &diagnostic.notes {
        lines.further(
            "note",
            Style::Note,
            &format!("{}: {}", sources.line_column(note.place), note.message),
        );
    }
    if let Some(help) = &diagnostic.help {
        lines.further("help", Style::Help, help);
    }
    if let Some(effect) = diagnostic.effect.describe() {
        lines.further("effect", Style::Strong, &effect);
    }
    lines.text
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
fn visible(text: &str) -> String {
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
