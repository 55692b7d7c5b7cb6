//! Parts the diagnostics that the configuration accepts from the rest.

use crate::config::Config;
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Effect};

/// Parts what the configuration accepts, with its reasons, from the rest; says which acceptances accept nothing.
///
/// What keeps the output from being written cannot be accepted.
pub(super) fn split(all: Diagnostics, config: &Config) -> (Diagnostics, Vec<(Diagnostic, String)>) {
    let mut used = vec![false; config.allow.len()];
    let mut accepted = Vec::new();
    let mut said = Diagnostics::new();
    for diagnostic in all {
        let mut allows = config.allow.iter().zip(&mut used);
        let allow = allows.find(|(allow, _)| {
            diagnostic.effect != Effect::NothingWritten
                && allow.accepts(diagnostic.code.as_str(), &diagnostic.pointer)
        });
        match allow {
            Some((allow, used)) => {
                *used = true;
                accepted.push((diagnostic, allow.reason.clone()));
            }
            None => said.push(diagnostic),
        }
    }
    for (allow, _) in config.allow.iter().zip(used).filter(|(_, used)| !used) {
        let message = format!(
            "there is no {} at `{}` to accept",
            allow.code.value, allow.at
        );
        let place = config.place(allow.code.span);
        said.push(
            Diagnostic::new(Code::ConfigUnused, place, allow.at.clone(), message)
                .with_help("remove the entry"),
        );
    }
    (said, accepted)
}
