//! Whether anything of the document can be used. Crates of nothing help nobody: they are not written.

use crate::diagnostic::{Code, Diagnostic, Diagnostics, Effect, Severity};
use crate::report::Report;
use crate::source::Sources;

/// What is said where no operation is emitted though the document means to have some: every one is skipped, or `paths`
/// cannot be read.
pub(super) fn nothing(
    sources: &Sources,
    report: &Report,
    said: &Diagnostics,
) -> Option<Diagnostic> {
    if !report.emitted.is_empty() {
        return None;
    }
    let message = match report.skipped.len() {
        0 if said.iter().any(is_about_paths) => "nothing in `paths` can be read".to_owned(),
        0 => return None,
        1 => "the only operation is skipped: nothing of the document can be used".to_owned(),
        count => format!("all {count} operations are skipped: nothing of the document can be used"),
    };
    let root = sources.root();
    let paths = root.member("paths").map(|member| member.key.place);
    let place = paths.unwrap_or_else(|| root.place.start());
    Some(
        Diagnostic::new(Code::NothingUsable, place, "#/paths", message)
            .with_effect(Effect::NothingWritten),
    )
}

fn is_about_paths(said: &Diagnostic) -> bool {
    let at = said.pointer.as_str();
    said.severity() == Severity::Error && (at == "#/paths" || at.starts_with("#/paths/"))
}
