//! From sources to files: the steps, one after the other.

mod accept;
mod defaults;
mod mark;
mod select;
mod usable;

use crate::config::{Config, CrateOutput, Runtime};
use crate::diagnostic::{Code, Colour, Diagnostic, Diagnostics, Effect, brief};
use crate::document;
use crate::emit::{self, CrateConfig, EmitConfig, RuntimeSource, Side};
use crate::ir::Api;
use crate::lock::Lock;
use crate::lower::{self, LowerConfig, Lowered};
use crate::names::{self, Assigned};
use crate::passes;
use crate::paths::relative;
use crate::report::{Excluded, Report};
use crate::source::{Place, Sources};

/// What is generated of a document. Nothing of it is on disk.
#[derive(Clone, Debug, Default)]
pub struct Output {
    /// The files; their paths are relative to the configuration's folder. None where the diagnostics say that nothing is
    /// to be written.
    pub files: Vec<emit::File>,
    /// The lock as it is to be written.
    pub lock: Lock,
    /// What there is to say, in the document's order; without what the configuration accepts.
    pub diagnostics: Diagnostics,
    /// What became of the document.
    pub report: Report,
}

impl Output {
    /// Whether the document or the configuration cannot be used at all.
    #[must_use]
    pub fn is_refused(&self) -> bool {
        is_refused(&self.diagnostics)
    }

    /// What a person reads: what there is to say, on at most `lines` lines with what became of the document. Ends with a
    /// line break.
    #[must_use]
    pub fn brief(&self, sources: &Sources, colour: Colour, lines: usize) -> String {
        let summary = self.report.summary();
        let lines = lines.saturating_sub(summary.lines().count() + 1);
        let said = brief(&self.diagnostics, sources, colour, lines);
        let parting = if said.is_empty() { "" } else { "\n" };
        format!("{said}{parting}{summary}\n")
    }

    /// What `--strict` refuses: operations that are left out, and what is weaker than the document says, unless it is
    /// accepted.
    pub fn weakened(&self) -> impl Iterator<Item = &Diagnostic> {
        self.diagnostics.iter().filter(|one| {
            matches!(
                one.effect,
                Effect::OperationSkipped(_)
                    | Effect::TypeIsJson
                    | Effect::NotChecked(_)
                    | Effect::Narrowed(_)
            )
        })
    }
}

/// Generates the crates that the configuration asks for.
///
/// A pure function: the same sources, configuration and lock give the same output, on every machine.
#[must_use]
pub fn generate(sources: &Sources, config: &Config, lock: &Lock) -> Output {
    let Step {
        mut lowered,
        mut diagnostics,
        excluded,
        total,
    } = lowered(sources, config, lock);
    lowered.api.recorded = lock.recorded();
    mark::apply(&mut lowered.api, config, &mut diagnostics);
    passes::run_all(&mut lowered.api);
    let Assigned {
        names,
        lock: mut new_lock,
        diagnostics: said,
    } = names::assign(&lowered.api, lock, config);
    new_lock.insert_facts(&lowered.api);
    diagnostics.extend(said);
    let mut report = Report::new(&lowered, excluded, total, config);
    if !is_refused(&diagnostics) {
        diagnostics.extend(usable::nothing(sources, &report, &diagnostics));
    }
    let mut output = Output {
        diagnostics,
        lock: new_lock,
        ..Output::default()
    };
    if !output.is_refused() {
        match emit::emit(&lowered.api, &names, &emit_config(sources, config)) {
            Ok(files) => {
                output.files = files.into_iter().map(|file| placed(file, config)).collect()
            }
            Err(error) => output.diagnostics.push(
                Diagnostic::new(Code::Internal, Place::default(), "#", error.to_string())
                    .with_help("please report this, with the document")
                    .with_effect(Effect::NothingWritten),
            ),
        }
    }
    output.diagnostics.sort();
    let (said, accepted) = accept::split(output.diagnostics, config);
    report.describe(sources, &said, accepted);
    output.diagnostics = said;
    output.report = report;
    output
}

/// What becomes of the operations of a document, without generating anything: the [`Report`] of [`generate`] but for
/// what is weaker in the output.
#[must_use]
pub fn report(sources: &Sources, config: &Config) -> Report {
    let found = lowered(sources, config, &Lock::new());
    Report::new(&found.lowered, found.excluded, found.total, config)
}

/// The steps after which [`ir_after`] shows the IR: `lower`, `mark` (what the configuration says of places), then the
/// passes.
pub fn steps() -> impl Iterator<Item = &'static str> {
    ["lower", "mark"]
        .into_iter()
        .chain(passes::ALL.iter().map(|pass| pass.name))
}

/// The IR after one of the [`steps`], without a name the last one, and what was said so far. `None` where there is no step of
/// that name.
#[must_use]
pub fn ir_after(
    sources: &Sources,
    config: &Config,
    step: Option<&str>,
) -> Option<(Api, Diagnostics)> {
    let mut found = lowered(sources, config, &Lock::new());
    if step != Some("lower") {
        mark::apply(&mut found.lowered.api, config, &mut found.diagnostics);
    }
    if !matches!(step, Some("lower" | "mark")) {
        passes::run(&mut found.lowered.api, step).ok()?;
    }
    Some((found.lowered.api, found.diagnostics))
}

/// What stands after lowering.
struct Step {
    lowered: Lowered,
    diagnostics: Diagnostics,
    excluded: Vec<Excluded>,
    /// The operations of the document, counted before anything was done.
    total: usize,
}

fn lowered(sources: &Sources, config: &Config, lock: &Lock) -> Step {
    let (mut document, mut diagnostics) = document::read(sources);
    let total = document.operations();
    let excluded = select::apply(&mut document, config, &mut diagnostics);
    let formats = config.formats.iter();
    let lowering = LowerConfig {
        profile: config.profile.or_else(|| lock.profile()),
        groups: lock.groups(),
        formats: formats
            .map(|(format, path)| (format.value.clone(), path.value.clone()))
            .collect(),
        exact_integers: config.numbers.exact_integers,
        exact_numbers: config.numbers.exact_numbers,
        ..LowerConfig::default()
    };
    let mut lowered = lower::lower(&document, &lowering);
    diagnostics.extend(std::mem::take(&mut lowered.diagnostics));
    Step {
        lowered,
        diagnostics,
        excluded,
        total,
    }
}

fn is_refused(diagnostics: &Diagnostics) -> bool {
    diagnostics
        .iter()
        .any(|one| one.effect == Effect::NothingWritten)
}

fn emit_config(sources: &Sources, config: &Config) -> EmitConfig {
    let document = sources.files().first().map_or("", |file| &file.name);
    let document = document.rsplit('/').next().unwrap_or(document);
    let krate = |output: &Option<CrateOutput>| {
        output.as_ref().map(|output| CrateConfig {
            package: output.package.clone(),
        })
    };
    let directory = config
        .server
        .as_ref()
        .or(config.client.as_ref())
        .map_or("", |output| &output.directory);
    EmitConfig {
        document: document.to_owned(),
        server: krate(&config.server),
        client: krate(&config.client),
        runtime: match &config.runtime {
            Runtime::OwnVersion => RuntimeSource::Version(env!("CARGO_PKG_VERSION").to_owned()),
            Runtime::Version(version) => RuntimeSource::Version(version.clone()),
            Runtime::Path(path) => RuntimeSource::Path(relative(directory, path)),
            Runtime::Workspace => RuntimeSource::Workspace,
        },
        derives: config
            .derives
            .iter()
            .map(|path| path.value.clone())
            .collect(),
        derive: config
            .derive
            .iter()
            .map(|(at, paths)| {
                let paths = paths.iter().map(|path| path.value.clone());
                (at.value.clone(), paths.collect())
            })
            .collect(),
        not_implemented: config.not_implemented,
    }
}

/// The file with the folder of its crate before its path.
fn placed(mut file: emit::File, config: &Config) -> emit::File {
    let output = match file.side {
        Side::Server => &config.server,
        Side::Client => &config.client,
    };
    if let Some(output) = output {
        file.path = format!("{}/{}", output.directory.trim_end_matches('/'), file.path);
    }
    file
}
