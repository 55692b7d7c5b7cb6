//! Colours, or none.

/// Whether text carries colour.
///
/// Who writes to a terminal decides; `anstream` removes colours where they are not wanted (`NO_COLOR`, a pipe).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Colour {
    /// Plain text.
    #[default]
    Never,
    /// ANSI escapes.
    Always,
}

/// What a piece of text is.
#[derive(Clone, Copy)]
pub(super) enum Style {
    Error,
    Warning,
    Note,
    Strong,
    Gutter,
    Help,
}

impl Colour {
    pub(super) fn paint(self, style: Style, text: &str) -> String {
        let code = match style {
            Style::Error => "1;31",
            Style::Warning => "1;33",
            Style::Note => "1;32",
            Style::Strong => "1",
            Style::Gutter => "34",
            Style::Help => "1;36",
        };
        match self {
            Colour::Never => text.to_owned(),
            Colour::Always => format!("\u{1b}[{code}m{text}\u{1b}[0m"),
        }
    }
}
