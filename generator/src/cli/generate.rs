//! `counterpart gen`.

use std::io::ErrorKind;
use std::path::{Component, Path, PathBuf};

use counterpart::Output;
use counterpart::config::{Config, CrateOutput, Runtime, Spanned};
use counterpart::output::relative;
use counterpart::project::{Given, Project, ProjectError};

use super::{Failure, Say};

/// The configuration that is looked for where none is named.
pub(super) const CONFIG: &str = "counterpart.toml";

#[derive(Debug, clap::Args)]
pub(super) struct Gen {
    /// The document: JSON or YAML. Without it, the one that the configuration names.
    document: Option<String>,
    /// The folder to write into: its folders `server` and `client`, and `counterpart.lock`. Without it, what the
    /// configuration says.
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
    /// Only the server's crate.
    #[arg(long)]
    server: bool,
    /// Only the client's crate.
    #[arg(long)]
    client: bool,
    /// Writes nothing: shows how what is there differs from what would be written, and fails where it does.
    #[arg(long)]
    check: bool,
    /// Fails, and writes nothing, where an operation would be left out or something would be weaker than the document.
    #[arg(long)]
    strict: bool,
    /// Writes what became of the document, as JSON.
    #[arg(long, value_name = "FILE")]
    report: Option<PathBuf>,
    /// The configuration; `counterpart.toml` in the current folder without it and without `--out`.
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,
    /// The folder within which references lead to files; the document's own without it.
    #[arg(long, value_name = "DIR")]
    root: Option<String>,
    /// The folder of the crate `counterpart-runtime`, for crates that are to depend on it by path.
    #[arg(long, value_name = "DIR")]
    runtime_path: Option<String>,
}

pub(super) fn run(args: &Gen, say: &Say) -> Result<(), Failure> {
    let mut project = open(args, say)?;
    narrow(args, &mut project.config);
    let output = project.generate();
    say.outcome(&output, &project.sources);
    write_report(args, &output, say)?;
    let refused = output.is_refused();
    let weakened = args.strict && output.weakened().next().is_some();
    if args.check && !output.files.is_empty() {
        check(&project, &output, say)?;
    }
    if refused {
        say.remark("nothing is written");
    } else if weakened {
        say.error("--strict: the output would be weaker than the document, and nothing is written");
    }
    if refused || weakened {
        return Err(Failure::Problem);
    }
    if args.check {
        return Ok(());
    }
    let plan = project
        .plan(&output)
        .map_err(|error| problem(say, &error))?;
    plan.apply().map_err(|error| problem(say, &error))
}

/// Shows how what is there differs from the output, and fails where it does.
fn check(project: &Project, output: &Output, say: &Say) -> Result<(), Failure> {
    let plan = project.plan(output).map_err(|error| problem(say, &error))?;
    if plan.is_empty() {
        return Ok(());
    }
    say.result(&plan.diff())?;
    if let Some(refusal) = plan.refusal() {
        say.error(refusal);
    }
    say.error(format!(
        "{} files are not what would be generated",
        plan.len()
    ));
    Err(Failure::Problem)
}

fn problem(say: &Say, error: &dyn std::error::Error) -> Failure {
    say.error(error);
    Failure::Problem
}

fn open(args: &Gen, say: &Say) -> Result<Project, Failure> {
    let document = args.document.as_deref();
    let root = args.root.as_deref();
    let given = Given { document, root };
    let opened = match (&args.config, &args.out) {
        (Some(config), None) => Project::open_with(config, given),
        (None, None) => Project::open_with(Path::new(CONFIG), given),
        (Some(_), Some(_)) => {
            say.error(
                "--out and --config exclude each other: a configuration says where its output goes",
            );
            return Err(Failure::Usage);
        }
        (None, Some(folder)) => match document {
            Some(document) => Project::of_document(document, folder, without_a_file(args, folder)),
            None => Err(ProjectError::NoDocument),
        },
    };
    opened.map_err(|error| {
        let hint = "name a document and a folder (`counterpart gen openapi.json --out api`)";
        not_opened(&error, args.config.is_none(), hint, say)
    })
}

/// Says why there is no project; `hint` is what can be done without a configuration.
pub(super) fn not_opened(
    error: &ProjectError,
    is_looked_for: bool,
    hint: &str,
    say: &Say,
) -> Failure {
    match error {
        ProjectError::Io { path, source }
            if path == CONFIG && is_looked_for && source.kind() == ErrorKind::NotFound =>
        {
            say.error(format!("there is no counterpart.toml here: {hint}"));
            Failure::Usage
        }
        _ => say.project_error(error),
    }
}

fn without_a_file(args: &Gen, folder: &Path) -> Config {
    let krate = |directory: &str| {
        Some(CrateOutput {
            directory: directory.to_owned(),
            package: format!("generated-{directory}"),
        })
    };
    let runtime = args
        .runtime_path
        .as_ref()
        .map(|path| Runtime::Path(seen_from(folder, path)));
    let root = args.root.as_ref().map(|root| Spanned {
        value: seen_from(folder, root),
        ..Spanned::default()
    });
    Config {
        root,
        server: krate("server"),
        client: krate("client"),
        runtime: runtime.unwrap_or_default(),
        ..Config::default()
    }
}

/// A path from the current folder as one from another folder, of which the paths of a configuration are. An absolute folder has no way to it but an
/// absolute one.
fn seen_from(folder: &Path, path: &str) -> String {
    let is_below = |component| matches!(component, Component::Normal(_) | Component::CurDir);
    let folder_is_below = folder.components().all(is_below);
    let path = if folder_is_below {
        PathBuf::from(path)
    } else {
        std::path::absolute(path).unwrap_or_else(|_| PathBuf::from(path))
    };
    let slashes = |path: &Path| path.to_string_lossy().replace('\\', "/");
    relative(&slashes(folder), &slashes(&path))
}

/// Leaves out the crate that was not asked for.
fn narrow(args: &Gen, config: &mut Config) {
    if args.server && !args.client {
        config.client = None;
    }
    if args.client && !args.server {
        config.server = None;
    }
    if let (Some(path), None) = (&args.runtime_path, &args.out) {
        let config_file = args.config.as_deref().unwrap_or(Path::new(CONFIG));
        let folder = config_file.parent().unwrap_or(Path::new(""));
        config.runtime = Runtime::Path(seen_from(folder, path));
    }
}

fn write_report(args: &Gen, output: &Output, say: &Say) -> Result<(), Failure> {
    let Some(path) = &args.report else {
        return Ok(());
    };
    std::fs::write(path, output.report.to_json()).map_err(|error| {
        say.error(format!("cannot write `{}`: {error}", path.display()));
        Failure::Problem
    })
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::seen_from;

    #[test]
    fn the_runtime_is_found_from_the_output() {
        let table = [
            ("", "runtime", "runtime"),
            ("generated", "runtime", "../runtime"),
            ("./api/rust", "libs/runtime", "../../libs/runtime"),
            ("api", "/opt/runtime", "/opt/runtime"),
        ];
        for (folder, path, expected) in table {
            assert_eq!(
                seen_from(Path::new(folder), path),
                expected,
                "{folder} {path}"
            );
        }
        for folder in ["/elsewhere", "../beside"] {
            let found = seen_from(Path::new(folder), "runtime");
            assert!(Path::new(&found).is_absolute(), "{folder}: {found}");
        }
    }
}
