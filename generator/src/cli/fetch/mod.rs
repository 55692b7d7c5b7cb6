//! `counterpart fetch`: brings what references with a URL lead to into a folder that is committed. It alone goes online.

mod bring;
mod client;

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use counterpart::project::{Given, Setting};
use counterpart::source::{MANIFEST, Manifest, load};

use super::generate::{CONFIG, not_opened};
use super::{Failure, Say};

use bring::Bringing;
use client::Client;

#[derive(Debug, clap::Args)]
pub(super) struct Fetch {
    /// The document: JSON or YAML. Without it, the one that the configuration names.
    document: Option<String>,
    /// The configuration, which names the hosts; `counterpart.toml` in the current folder without it.
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,
    /// The folder within which references lead to files; the document's own without it.
    #[arg(long, value_name = "DIR")]
    root: Option<String>,
    /// Brings anew what was fetched before.
    #[arg(long)]
    update: bool,
}

pub(super) fn run(args: &Fetch, say: &Say) -> Result<(), Failure> {
    let config = args.config.as_deref().unwrap_or(Path::new(CONFIG));
    let given = Given {
        document: args.document.as_deref(),
        root: args.root.as_deref(),
    };
    let setting = Setting::read(config, given).map_err(|error| {
        let hint = "it names the hosts from which is fetched (`[fetch] hosts = [\"example.com\"]`)";
        not_opened(&error, args.config.is_none(), hint, say)
    })?;
    let folder = setting.remote_folder();
    let before = known(&folder).map_err(|error| {
        say.error(error);
        Failure::Problem
    })?;
    let client = Client::new(&setting.config.fetch);
    let mut bringing = Bringing::new(setting.loader(), client, &before, args.update);
    // What is wrong with the document is for `check` to say, unless nothing of it can be read.
    load(&mut bringing, &setting.document).map_err(|failure| say.project_error(&failure.into()))?;
    let written = write(&folder, &before, &bringing);
    for (url, why) in &bringing.problems {
        say.error(format!("`{url}` is not fetched: {why}"));
    }
    written.map_err(|error| {
        say.error(format!("cannot write into `{}`: {error}", folder.display()));
        Failure::Problem
    })?;
    say.remark(summary(&before, &bringing));
    if bringing.problems.is_empty() {
        Ok(())
    } else {
        Err(Failure::Problem)
    }
}

/// What was fetched before.
fn known(folder: &Path) -> Result<Manifest, String> {
    let path = folder.join(MANIFEST);
    let shown = path.display();
    match fs::read_to_string(&path) {
        Ok(text) => {
            Manifest::parse(&text).map_err(|why| format!("`{shown}` cannot be read: {why}"))
        }
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(Manifest::default()),
        Err(error) => Err(format!("`{shown}` cannot be read: {error}")),
    }
}

/// The files first, and the list when all of them are there.
fn write(folder: &Path, before: &Manifest, bringing: &Bringing<'_>) -> io::Result<()> {
    for (file, bytes) in &bringing.files {
        let path = folder.join(file);
        if let Some(parent) = path.parent() {
            fs::create_dir_all(parent)?;
        }
        fs::write(path, bytes)?;
    }
    let after = bringing.manifest();
    if after != *before {
        fs::create_dir_all(folder)?;
        fs::write(folder.join(MANIFEST), after.to_text())?;
    }
    for entry in bring::left(before, &after) {
        match fs::remove_file(folder.join(&entry.file)) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
            _ => {}
        }
    }
    Ok(())
}

fn summary(before: &Manifest, bringing: &Bringing<'_>) -> String {
    let after = bringing.manifest();
    let brought = bringing.files.len();
    let there = after.iter().count().saturating_sub(brought);
    let left = bring::left(before, &after).count();
    let mut summary = match brought {
        1 => "1 file fetched".to_owned(),
        many => format!("{many} files fetched"),
    };
    let further = [
        (there, "there before"),
        (left, "no longer referred to"),
        (bringing.problems.len(), "not fetched"),
    ];
    for (count, what) in further.iter().filter(|(count, _)| *count > 0) {
        summary.push_str(&format!(", {count} {what}"));
    }
    summary
}
