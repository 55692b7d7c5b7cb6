//! The command's voice: what goes to the standard output, and what to the standard error.

use std::fmt::Display;
use std::io::{self, Write};

use counterpart::Output;
use counterpart::diagnostic::{Colour, Diagnostics, brief, render_all, to_json};
use counterpart::project::ProjectError;
use counterpart::source::Sources;

use super::{Failure, MessageFormat};

/// The command's voice: diagnostics and remarks to the standard error, results to the standard output.
pub(super) struct Say {
    format: MessageFormat,
    /// Whether every diagnostic is shown, on however many lines.
    all: bool,
}

/// How many lines are written for people at most.
const LINES: usize = 60;
/// The lines that a command says beside diagnostics and summary: that nothing is written, and why.
const REMARKS: usize = 2;

impl Say {
    pub(super) fn new(format: MessageFormat, all: bool) -> Self {
        Self { format, all }
    }

    pub(super) fn diagnostics(&self, diagnostics: &Diagnostics, sources: &Sources) {
        match self.format {
            MessageFormat::Text if self.all => {
                self.write(&render_all(diagnostics, sources, Colour::Always));
            }
            MessageFormat::Text => {
                self.write(&brief(diagnostics, sources, Colour::Always, LINES));
            }
            MessageFormat::Json => {
                for diagnostic in diagnostics {
                    self.write(&(to_json(diagnostic, sources) + "\n"));
                }
            }
        }
    }

    /// What there is to say of an output: its diagnostics, and for people what became of the document.
    pub(super) fn outcome(&self, output: &Output, sources: &Sources) {
        if self.format == MessageFormat::Text && !self.all {
            let page = output.brief(sources, Colour::Always, LINES - REMARKS);
            return self.write(&page);
        }
        self.diagnostics(&output.diagnostics, sources);
        self.remark(output.report.summary());
    }

    /// A line for people; in JSON there are none but diagnostics.
    pub(super) fn remark(&self, line: impl Display) {
        if self.format == MessageFormat::Text {
            self.write(&format!("{line}\n"));
        }
    }

    /// An error that has no place in a file.
    pub(super) fn error(&self, error: impl Display) {
        match self.format {
            MessageFormat::Text => self.write(&format!("\u{1b}[1;31merror\u{1b}[0m: {error}\n")),
            MessageFormat::Json => {
                let object = serde_json::json!({"severity": "error", "message": error.to_string()});
                self.write(&format!("{object}\n"));
            }
        }
    }

    /// What is wrong with a project, as a failure.
    pub(super) fn project_error(&self, error: &ProjectError) -> Failure {
        match error {
            ProjectError::Said {
                sources,
                diagnostics,
            } => {
                self.diagnostics(diagnostics, sources);
                Failure::Problem
            }
            ProjectError::NoDocument => {
                self.error(error);
                Failure::Usage
            }
            _ => {
                self.error(error);
                Failure::Problem
            }
        }
    }

    /// A result, to the standard output.
    pub(super) fn result(&self, text: &str) -> Result<(), Failure> {
        match io::stdout().write_all(text.as_bytes()) {
            Ok(()) => Ok(()),
            // Who reads has seen enough.
            Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
            Err(error) => {
                self.error(error);
                Err(Failure::Problem)
            }
        }
    }

    /// `anstream` takes colours away where they are not wanted (`NO_COLOR`, no terminal).
    fn write(&self, text: &str) {
        // There is nowhere to tell that the standard error cannot be written to.
        anstream::stderr()
            .write_all(text.as_bytes())
            .unwrap_or_default();
    }
}
