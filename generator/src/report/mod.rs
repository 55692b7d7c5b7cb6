//! What became of a document: the books, which balance, and how much of what the schemas say is in the output.

mod count;
#[cfg(test)]
mod tests;
mod text;
mod walk;

use std::collections::BTreeMap;

use serde::Serialize;

use crate::config::Config;
use crate::diagnostic::{Diagnostic, Diagnostics, Effect, shown_place};
use crate::ir::Profile;
use crate::lower::Lowered;
use crate::source::{Place, Sources};

pub use count::{Counts, Keyword};

/// What became of a document. `total` of the operations is counted in the document itself, so that
/// [`Report::balances`] says something.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Report {
    /// `info.title`.
    pub title: String,
    /// `info.version`.
    pub version: String,
    /// `fastapi` or `problem-details`.
    pub profile: &'static str,
    /// `configuration` or `inferred`.
    pub profile_from: &'static str,
    /// How many operations the document has.
    pub total: usize,
    /// Those that are emitted, as `GET /pets`.
    pub emitted: Vec<String>,
    /// The operationIds as the document has them, by operation (`GET /pets`); of those that are left out too.
    pub operation_ids: BTreeMap<String, String>,
    /// Those that are left out for a reason.
    pub skipped: Vec<Skipped>,
    /// Those that the configuration leaves out.
    pub excluded: Vec<Skipped>,
    /// Types that are `Json` for a reason.
    pub json: Vec<Weakness>,
    /// Keywords that are not enforced.
    pub not_checked: Vec<Weakness>,
    /// Places where the output refuses or changes what the document accepts.
    pub narrowed: Vec<Weakness>,
    /// Places where something that the document leaves open, or gets wrong, is assumed.
    pub assumed: Vec<Weakness>,
    /// Parts of the document without a counterpart.
    pub ignored: Vec<Weakness>,
    /// What the configuration accepts, of any of these kinds.
    pub accepted: Vec<Weakness>,
    /// How many schemas and constraints there are, and what became of them.
    pub counts: Counts,
}

fn operation_ids(lowered: &Lowered) -> BTreeMap<String, String> {
    let emitted = lowered.api.operations.iter().map(|one| {
        let route = format!("{} {}", one.method.as_str(), one.target.text());
        (route, &one.operation_id)
    });
    let skipped = (lowered.skipped.iter())
        .map(|one| (format!("{} {}", one.method, one.path), &one.operation_id));
    (emitted.chain(skipped))
        .filter_map(|(route, id)| Some((route, id.clone()?)))
        .collect()
}

/// An operation that the configuration leaves out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Excluded {
    /// Its method, in capitals.
    pub(crate) method: String,
    /// Its path, as written.
    pub(crate) path: String,
    /// Where it stands.
    pub(crate) place: Place,
}

/// An operation that is not emitted.
#[derive(Clone, Debug, Serialize)]
pub struct Skipped {
    /// `GET /pets`.
    pub operation: String,
    /// `file:line:column`; in a document on one line, `file#/pointer`.
    pub at: String,
    /// The code of the first reason; empty for what the configuration leaves out.
    pub code: &'static str,
    /// The first reason.
    pub reason: String,
    #[serde(skip)]
    place: Place,
    #[serde(skip)]
    pointer: String,
}

/// Something that is weaker in the output than in the document.
#[derive(Clone, Debug, Serialize)]
pub struct Weakness {
    /// `file:line:column`; in a document on one line, `file#/pointer`.
    pub at: String,
    /// Its pointer.
    pub pointer: String,
    /// The code.
    pub code: &'static str,
    /// What is weaker.
    pub what: String,
    /// Why that is accepted, where it is.
    pub reason: Option<String>,
}

impl Report {
    pub(crate) fn new(
        lowered: &Lowered,
        excluded: Vec<Excluded>,
        total: usize,
        config: &Config,
    ) -> Self {
        let api = &lowered.api;
        let emitted = api.operations.iter();
        let skipped = lowered.skipped.iter().map(|one| Skipped {
            operation: format!("{} {}", one.method, one.path),
            at: String::new(),
            code: one.code.as_str(),
            reason: one.reason.clone(),
            place: one.at.place,
            pointer: one.at.pointer.clone(),
        });
        let excluded = excluded.into_iter().map(|one| Skipped {
            operation: format!("{} {}", one.method, one.path),
            at: String::new(),
            code: "",
            reason: "left out by counterpart.toml".to_owned(),
            place: one.place,
            pointer: String::new(),
        });
        Self {
            title: api.title.clone(),
            version: api.version.clone(),
            profile: match api.profile {
                Profile::FastApi => "fastapi",
                Profile::ProblemDetails => "problem-details",
            },
            profile_from: if config.profile.is_some() {
                "configuration"
            } else {
                "inferred"
            },
            total,
            emitted: emitted
                .map(|one| format!("{} {}", one.method.as_str(), one.target.text()))
                .collect(),
            operation_ids: operation_ids(lowered),
            skipped: skipped.collect(),
            excluded: excluded.collect(),
            ..Self::default()
        }
    }

    /// Adds what the diagnostics tell, and turns places into lines and columns.
    pub(crate) fn describe(
        &mut self,
        sources: &Sources,
        said: &Diagnostics,
        accepted: Vec<(Diagnostic, String)>,
    ) {
        for one in self.skipped.iter_mut().chain(&mut self.excluded) {
            one.at = shown_place(sources, one.place, &one.pointer);
        }
        let operations: Vec<(String, String)> = (self.emitted.iter())
            .filter_map(|one| one.split_once(' '))
            .map(|(method, path)| (path.to_owned(), method.to_owned()))
            .collect();
        let all = said.iter().chain(accepted.iter().map(|(one, _)| one));
        self.counts = count::count(sources, operations.into_iter(), all);
        let weakness = |one: &Diagnostic, reason: Option<String>| Weakness {
            at: shown_place(sources, one.place, &one.pointer),
            pointer: one.pointer.clone(),
            code: one.code.as_str(),
            what: one.message.clone(),
            reason,
        };
        for one in said {
            let list = match &one.effect {
                Effect::TypeIsJson => &mut self.json,
                Effect::NotChecked(_) => &mut self.not_checked,
                Effect::Narrowed(_) => &mut self.narrowed,
                Effect::Assumed(_) => &mut self.assumed,
                Effect::Ignored(_) => &mut self.ignored,
                Effect::NothingWritten | Effect::OperationSkipped(_) | Effect::None => continue,
            };
            list.push(weakness(one, None));
        }
        let accepted = accepted
            .into_iter()
            .map(|(one, reason)| weakness(&one, Some(reason)));
        self.accepted = accepted.collect();
    }

    /// Whether every operation of the document is emitted, skipped or excluded.
    #[must_use]
    pub fn balances(&self) -> bool {
        self.emitted.len() + self.skipped.len() + self.excluded.len() == self.total
    }

    /// As JSON, on several lines.
    #[must_use]
    pub fn to_json(&self) -> String {
        // Strings, numbers and lists of them can always be written.
        serde_json::to_string_pretty(self).unwrap_or_default() + "\n"
    }
}
