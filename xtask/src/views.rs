//! `cargo xtask views`: how many types of real documents are two because their directions differ, and why.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, ensure};
use counterpart::ir::{Api, TypeDef, TypeId, View, Whence};
use counterpart::source::{DiskLoader, load};
use counterpart::{Config, ir_after};

/// What is counted for one document, or for all.
#[derive(Default)]
struct Counts {
    types: usize,
    both: usize,
    by_direction: usize,
    by_default_alone: usize,
}

/// Counts for each document below `folder`, and prints a table.
pub fn views(folder: &Path) -> Result<()> {
    let documents = documents(folder)?;
    ensure!(
        !documents.is_empty(),
        "no document below {}",
        folder.display()
    );
    println!(
        "| document | types | in both directions | split by readOnly, writeOnly | split by a default alone |"
    );
    println!("|---|---|---|---|---|");
    let mut all = Counts::default();
    let mut read = 0;
    for path in documents {
        let name = path
            .strip_prefix(folder)
            .unwrap_or(&path)
            .display()
            .to_string();
        let Some([api, split]) = read_both(&path) else {
            eprintln!("{name}: not read");
            continue;
        };
        let counts = count(&api);
        // What is counted here is what the pass does.
        let (counted, done) = (counts.by_direction + counts.by_default_alone, pairs(&split));
        ensure!(counted == done, "{name}: {counted} counted, {done} split");
        print_row(&name, &counts);
        read += 1;
        all.types += counts.types;
        all.both += counts.both;
        all.by_direction += counts.by_direction;
        all.by_default_alone += counts.by_default_alone;
    }
    print_row(&format!("{read} documents"), &all);
    let share = 100.0 * all.by_default_alone as f64 / all.types.max(1) as f64;
    println!("\nsplit by a default alone: {share:.2} % of all types");
    Ok(())
}

fn print_row(name: &str, counts: &Counts) {
    let Counts {
        types,
        both,
        by_direction,
        by_default_alone,
    } = counts;
    println!("| {name} | {types} | {both} | {by_direction} | {by_default_alone} |");
}

/// The files below a folder that are documents of their own: their root has the key `openapi`.
fn documents(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    let mut waiting = vec![folder.to_owned()];
    while let Some(folder) = waiting.pop() {
        for entry in fs::read_dir(&folder).with_context(|| folder.display().to_string())? {
            let path = entry?.path();
            if path.is_dir() {
                waiting.push(path);
            } else if is_document(&path) {
                found.push(path);
            }
        }
    }
    found.sort();
    Ok(found)
}

fn is_document(path: &Path) -> bool {
    let kind = path.extension().and_then(|kind| kind.to_str());
    let Ok(text) = fs::read_to_string(path) else {
        return false;
    };
    match kind {
        Some("json") => serde_json::from_str::<serde_json::Value>(&text)
            .is_ok_and(|root| root.get("openapi").is_some()),
        Some("yaml" | "yml") => text.lines().any(|line| {
            let line = line.trim_start_matches(['"', '\'']);
            line.starts_with("openapi:") || line.starts_with("openapi\":")
        }),
        _ => false,
    }
}

/// The IR after the passes `usage` and `views`; nothing for a document that cannot be read.
fn read_both(path: &Path) -> Option<[Api; 2]> {
    let path = path.to_str()?;
    let sources = load(&mut DiskLoader::new(path), path).ok()?;
    let after = |pass| ir_after(&sources, &Config::default(), Some(pass)).map(|(api, _)| api);
    Some([after("usage")?, after("views")?])
}

/// How many schemas have two types.
fn pairs(api: &Api) -> usize {
    let of = |view: View| -> BTreeSet<&Whence> {
        let types = api.types.iter().filter(|def| def.view == view);
        types.map(|def| &def.origin.whence).collect()
    };
    of(View::Response).intersection(&of(View::Request)).count()
}

fn count(api: &Api) -> Counts {
    let direction = holding(api, |def| {
        def.shape
            .members()
            .iter()
            .any(|member| member.read_only || member.write_only)
    });
    let default = holding(api, |def| {
        let members = def.shape.members();
        members
            .iter()
            .any(|member| member.presence.default().is_some() && !member.ty.is_nullable())
    });
    let mut counts = Counts::default();
    for (id, def) in (0..).map(TypeId).zip(&api.types) {
        counts.types += usize::from(def.usage.request || def.usage.response);
        if !(def.usage.request && def.usage.response) {
            continue;
        }
        counts.both += 1;
        if direction.contains(&id) {
            counts.by_direction += 1;
        } else if default.contains(&id) {
            counts.by_default_alone += 1;
        }
    }
    counts
}

/// The types of which `is` says so, and those that hold one.
fn holding(api: &Api, is: impl Fn(&TypeDef) -> bool) -> BTreeSet<TypeId> {
    let mut holders: Vec<Vec<TypeId>> = vec![Vec::new(); api.types.len()];
    let mut waiting = Vec::new();
    for (id, def) in (0..).map(TypeId).zip(&api.types) {
        if is(def) {
            waiting.push(id);
        }
        def.shape.for_each_named(&mut |held| {
            if let Some(holders) = holders.get_mut(held.index()) {
                holders.push(id);
            }
        });
    }
    let mut found = BTreeSet::new();
    while let Some(id) = waiting.pop() {
        if found.insert(id) {
            waiting.extend(holders.get(id.index()).into_iter().flatten());
        }
    }
    found
}
